"""Drives that do not answer, and drives that fail: each ends in one sentence, and the index stays."""

import errno
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from running import Run, runner

from retriever.build import ingest_paths
from retriever.index import open_index
from retriever.settings import Settings
from retriever.silent_drives import drives_answer

HERE = Path(__file__).parents[2]


def _waited(ask: object, seconds: float, end: bool = False) -> list[Path]:
    """The paths that were told to be silent while something took `seconds`."""
    told: list[Path] = []
    with drives_answer([Path("/가"), Path("/나")], told.append, ask, within=0.2) as ended:  # type: ignore[arg-type]
        if end:
            ended()
        time.sleep(seconds)
    return told


def test_a_drive_that_keeps_who_asks_waiting_is_told_once() -> None:
    for_ever = threading.Event()
    assert _waited(lambda path: for_ever.wait() if path == Path("/나") else None, 0.9) == [Path("/나")]
    assert _waited(lambda _: for_ever.wait(), 0.1) == []  # the work was done before
    assert _waited(lambda _: for_ever.wait(), 0.9, end=True) == []
    for_ever.set()


def test_a_drive_that_answers_or_fails_is_not_told() -> None:
    def fails(path: Path) -> None:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    assert _waited(lambda _: None, 0.6) == []
    assert _waited(fails, 0.6) == []


SILENT = """
import functools, sys, threading
import retriever.silent_drives, retriever.build
wait = threading.Event().wait
retriever.silent_drives.drives_answer = functools.partial(retriever.silent_drives.drives_answer, ask=lambda _: wait(), within=0.3)
retriever.build.find_documents = lambda *_: wait()
sys.argv = ["mureobwa", "ingest", sys.argv[1]]
import mureobwa
mureobwa.main()
"""


def test_the_command_ends_where_a_drive_is_silent(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    done = subprocess.run(
        [sys.executable, "-c", SILENT, str(folder)],
        cwd=HERE,
        env=os.environ | {"MUREOBWA_HOME": str(settings.home)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"오류: '{folder}'가 60초 동안 답하지 않습니다. 색인은 그대로 두었습니다. "
        "네트워크 드라이브나 디스크의 연결을 확인하고 다시 실행해 주세요.\n"
    )
    assert len(open_index(settings).documents) == 3
    assert ingest_paths([folder], settings).unchanged == 3  # and nothing is locked


def test_a_drive_that_fails_while_it_is_looked_through_is_one_sentence(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    run: Run = runner(monkeypatch, capsys)
    assert run("ingest", str(folder))[0] == 0

    def down(path: Path) -> bool:
        raise OSError(errno.EHOSTDOWN, "Host is down", str(path))

    with monkeypatch.context() as fault:
        fault.setattr(Path, "exists", down)
        code, out, err = run("ingest", str(folder))
    assert (code, out) == (2, "")
    assert err.startswith(f"오류: '{folder}'를 읽다가 오류가 났습니다(Host is down). 색인은 그대로 두었습니다.")
    assert len(open_index(settings).documents) == 3


def test_one_file_of_which_the_drive_cannot_tell_keeps_its_text(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_paths([folder], settings)
    is_file = Path.is_file

    def stale(path: Path) -> bool:
        if path.name == "주차.txt":
            raise OSError(errno.ESTALE, "Stale file handle", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", stale)
    report = ingest_paths([folder], settings)
    assert (report.unchanged, report.removed) == (3, 0)
    assert [one.reason for one in report.unread] == ["읽을 수 없습니다(Stale file handle)"]


def test_a_link_that_leads_to_itself_is_told(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "돌고").symlink_to(tmp_path / "돌고")
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    code, _, err = runner(monkeypatch, capsys)("ingest", str(tmp_path / "돌고"))
    assert (code, "자기 자신을 가리키는 링크" in err) == (2, True)
