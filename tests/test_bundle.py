"""The install script of `make bundle` refuses what was damaged on the way, before anything is written."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "deploy" / "install.sh"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with one wheel that is none: what is tried ends before the wheels are installed, or at them."""
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    shutil.copy(SCRIPT, folder)
    for name, text in {"VERSION": "0.1.0", "EXTRAS": "page,eval", "wheels/pip-1-py3-none-any.whl": "no wheel"}.items():
        (folder / name).write_text(text + "\n")
    tag = f"cp{sys.version_info[0]}{sys.version_info[1]}-linux-{_machine()}"
    (folder / "PLATFORM").write_text(tag + "\n")
    _sum_up(folder)
    return folder


def _machine() -> str:
    return subprocess.run(["uname", "-m"], capture_output=True, text=True, check=True).stdout.strip()


def _sum_up(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  ./{file.relative_to(folder)}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines))


def install(bundle: Path, target: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", str(bundle / "install.sh"), str(target)],
        env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable, "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_a_changed_file_is_told(bundle: Path, tmp_path: Path) -> None:
    (bundle / "wheels" / "pip-1-py3-none-any.whl").write_text("changed\n")
    code, output = install(bundle, tmp_path / "opt")
    assert code == 2
    assert "묶음이 손상되었습니다" in output
    assert not (tmp_path / "opt").exists()


def test_a_file_more_is_told(bundle: Path, tmp_path: Path) -> None:
    (bundle / "wheels" / "evil-1-py3-none-any.whl").write_text("slipped in\n")
    code, output = install(bundle, tmp_path / "opt")
    assert code == 2
    assert "없던 파일" in output
    assert not (tmp_path / "opt").exists()


def test_another_python_is_told(bundle: Path, tmp_path: Path) -> None:
    (bundle / "PLATFORM").write_text("cp27-linux-pdp11\n")
    _sum_up(bundle)
    code, output = install(bundle, tmp_path / "opt")
    assert code == 2
    assert "cp27-linux-pdp11" in output
    assert not (tmp_path / "opt").exists()


def test_a_failed_install_leaves_nothing_half_made(bundle: Path, tmp_path: Path) -> None:
    """And the version that serves goes on being the current one."""
    before = tmp_path / "opt" / "0.0.9"
    before.mkdir(parents=True)
    (tmp_path / "opt" / "current").symlink_to("0.0.9")
    code, output = install(bundle, tmp_path / "opt")
    assert code == 1
    assert "설치하지 못했습니다" in output
    assert sorted(path.name for path in (tmp_path / "opt").iterdir()) == ["0.0.9", "current"]
    assert (tmp_path / "opt" / "current").readlink() == Path("0.0.9")


def test_a_version_that_is_there_is_not_overwritten(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "opt" / "0.1.0").mkdir(parents=True)
    (tmp_path / "opt" / "0.1.0" / "kept").touch()
    code, output = install(bundle, tmp_path / "opt")
    assert code == 2
    assert "이미 있습니다" in output
    assert (tmp_path / "opt" / "0.1.0" / "kept").exists()
