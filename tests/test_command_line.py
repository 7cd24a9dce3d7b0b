"""The command line as a user meets it: one Korean sentence for a mistake, an exit code, nothing lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run, runner

from retriever.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(
    tmp_path: Path,
    settings_in: Callable[[Path], Settings],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs the command in this process: (exit code, standard output, standard error)."""
    monkeypatch.setenv("MUREOBWA_HOME", str(settings_in(tmp_path / "home").home))
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


def one_korean_sentence(text: str) -> bool:
    # A progress bar may have been drawn before; what counts is what is said.
    lines = [line for line in text.splitlines() if line.strip() and "━" not in line]
    return len(lines) == 1 and lines[0].startswith("오류: ") and lines[0].rstrip().endswith((".", ")"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nosuch"], 2),
        (["ask"], 2),
        (["ask", "--wrong", "예산은?"], 2),
        (["ask", ""], 2),
        (["ask", "가" * 10_000], 2),
        (["ask", "\x00\x00"], 2),
        (["ask", "예산은 얼마인가요?"], 3),
        (["search", "예산"], 3),
        (["ingest", "없는폴더"], 2),
        (["read", "없는파일.txt"], 2),
        (["eval", "run", "없는질문집.jsonl"], 2),
    ],
)
def test_a_mistake_is_one_sentence_and_a_code(run: Run, words: list[str], code: int) -> None:
    left, out, err = run(*words)
    assert left == code
    assert out == ""
    assert one_korean_sentence(err), err


@pytest.mark.parametrize(
    ("name", "content"),
    [("빈파일.txt", b""), ("그림.txt", bytes(range(256)) * 40), ("공백.txt", b" \n\t\n")],
)
def test_unreadable_files_are_told_and_nothing_is_indexed(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    left, _, err = run("ingest", name)
    assert left == 2
    assert one_korean_sentence(err), err
    assert name in err


def test_unknown_setting_in_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mureobwa.toml").write_text("hoome = '/tmp'\n", "utf-8")
    left, _, err = run("ask", "예산은?")
    assert left == 2
    assert "hoome" in err
    assert one_korean_sentence(err), err


def test_a_settings_file_as_editors_leave_it_and_a_home_as_in_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "나"))
    monkeypatch.delenv("MUREOBWA_HOME", raising=False)
    (tmp_path / "mureobwa.toml").write_text('home = "~/색인"\n', "utf-8-sig")
    assert Settings.load().home == tmp_path / "나" / "색인"


def test_from_a_file_to_a_cited_answer(run: Run, tmp_path: Path) -> None:
    text = "수영장 이용 안내\n\n시민수영장은 매주 월요일에 쉽니다.\n이용료는 어른 4,000원입니다.\n문의: 체육시설과 (☎ 031-555-0101)\n"
    (tmp_path / "수영장.txt").write_bytes(text.encode("cp949"))
    left, _, _ = run("ingest", "수영장.txt")
    assert left == 0
    left, out, _ = run("ask", "--json", "수영장 이용료 얼마예요?")
    shown = json.loads(out)
    assert left == 0
    assert shown["status"] == "answered"
    assert "4,000원" in shown["text"]
    assert shown["citations"][0]["quote"] == "이용료는 어른 4,000원입니다."
    left, out, _ = run("ask", "수영장 언제 쉬나요?")
    assert "월요일" in out
    assert "[1] 수영장 이용 안내" in out


def test_a_terminal_in_cp949_is_read_and_written(run: Run, tmp_path: Path) -> None:
    text = "수영장 이용 안내\n\n시민수영장 이용료는 4,000원–5,000원입니다.\n"
    (tmp_path / "수영장.txt").write_text(text, "utf-8")
    assert run("ingest", "수영장.txt")[0] == 0
    done = subprocess.run(
        [sys.executable, ROOT / "mureobwa.py", "ask", "-"],
        input="시민수영장 이용료 얼마예요?".encode("cp949"),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp949"},
        check=True,
    )
    assert "4,000원?5,000원" in done.stdout.decode("cp949")  # CP949 has no "–"
    assert done.stderr == b""
