"""What a sync did, told: in words, as a file, while it runs, and each time that a folder changes."""

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from ingest.errors import BadInputError, MureobwaError
from ingest.files import SkippedFile
from retriever import progress, watch
from retriever.progress import remaining_words
from retriever.register import Copy
from retriever.report import BuildReport, Dropped
from retriever.report_file import check_report_path, write_report
from retriever.report_words import lines, to_json

NOW = dt.datetime(2024, 1, 8, 9, 5)
REPORT = BuildReport(
    version="0123456789ab",
    added=7,
    changed=1,
    moved=2,
    unchanged=10,
    dropped=(Dropped("a", "옛 안내", "/문서/a.hwp", "파일이 없어졌습니다"),),
    skipped=tuple(SkippedFile(Path(f"/문서/<{n}>.zip"), "암호가 걸려 있습니다") for n in range(7)),
    copies=(Copy("/문서/b.pdf", "", "/문서/b.hwp", "형식이 더 나은 원본이 있습니다"),),
    held_back=("/문서/=c.txt",),
    problems=("'x.meta.toml'의 'titel': 모르는 항목입니다.",),
    remarks=(("/문서/d.pdf", "2쪽은 글자 정보가 없어 OCR로 읽음."),),
    passages=120,
)


def test_each_kind_is_told_and_long_lists_are_cut() -> None:
    assert list(lines(REPORT)) == [
        "문서 20개, 대목 120개를 색인했습니다 (추가 7개, 변경 1개, 옮김 2개, 삭제 1개, 그대로 10개; 판 0123456789ab).",
        "  메타데이터: 'x.meta.toml'의 'titel': 모르는 항목입니다.",
        "  읽기 알림: /문서/d.pdf: 2쪽은 글자 정보가 없어 OCR로 읽음.",
        "  삭제: 옛 안내 (/문서/a.hwp): 파일이 없어졌습니다",
        "  중복: /문서/b.pdf: 형식이 더 나은 원본이 있습니다: /문서/b.hwp",
        "  빼 둔 문서: /문서/=c.txt: 다시 넣으려면: mureobwa documents restore",
        *(f"  제외: /문서/<{n}>.zip: 암호가 걸려 있습니다" for n in range(5)),
        "  제외: 그 밖에 2개 (모두 보려면 --report 파일.html)",
    ]
    assert json.loads(json.dumps(to_json(REPORT)))["copies"][0]["of"] == "/문서/b.hwp"
    assert list(lines(BuildReport("0123", unchanged=3))) == ["바뀐 문서가 없습니다 (문서 3개, 판 0123)."]


def test_the_report_file_holds_all(tmp_path: Path) -> None:
    write_report(REPORT, tmp_path / "결과.html", NOW)
    page = (tmp_path / "결과.html").read_text("utf-8")
    assert page.count("암호가 걸려 있습니다") == 7
    assert "/문서/&lt;6&gt;.zip" in page
    assert "2024. 1. 8. 09:05" in page

    write_report(REPORT, tmp_path / "결과.xlsx", NOW)
    sheet = openpyxl.load_workbook(tmp_path / "결과.xlsx").active
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values[0] == ["결과", "문서·파일", "까닭"]
    assert values[3] == ["삭제", "옛 안내 (/문서/a.hwp)", "파일이 없어졌습니다"]
    assert len(values) == 1 + 12
    formula = next(row for row in sheet.iter_rows() if row[1].value == "/문서/=c.txt")
    assert formula[1].data_type == "s"


@pytest.mark.parametrize("name", ["결과.pdf", "없는 폴더/결과.html"])
def test_a_report_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match=r"결과\.pdf|없는 폴더"):
        check_report_path(tmp_path / name)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "남은 시간 약 10초"),
        (34, "남은 시간 약 30초"),
        (55, "남은 시간 약 1분"),
        (170, "남은 시간 약 3분"),
        (3600, "남은 시간 약 1시간"),
        (4810, "남은 시간 약 1시간 20분"),
    ],
)
def test_the_time_left(seconds: float | None, words: str) -> None:
    assert remaining_words(seconds) == words


def test_a_log_gets_a_line_every_half_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("retriever.progress.time.monotonic", lambda: clock[0])
    progress_lines = progress._Lines(Console(stderr=True, width=200))
    for done in range(0, 1001, 100):
        clock[0] = done / 10  # ten in a second
        progress_lines.tell("임베딩", done, 1000)
    assert capsys.readouterr().err.splitlines() == [
        "임베딩: 300/1,000, 남은 시간 약 1분",
        "임베딩: 600/1,000, 남은 시간 약 40초",
        "임베딩: 900/1,000, 남은 시간 약 10초",
    ]


def test_what_was_loaded_before_the_first_is_not_in_the_estimate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("retriever.progress.time.monotonic", lambda: clock[0])
    progress_lines = progress._Lines(Console(stderr=True, width=200))
    for clock[0], done in ((0.0, 0), (40.0, 16), (41.0, 26), (71.0, 326)):  # ten in a second, once the model is there
        progress_lines.tell("임베딩", done, 926)
    assert capsys.readouterr().err.splitlines() == ["임베딩: 16/926", "임베딩: 326/926, 남은 시간 약 1분"]


def test_a_change_is_synced_once_it_has_come_to_rest(tmp_path: Path) -> None:
    (tmp_path / "하위").mkdir()
    file = tmp_path / "하위" / "안내.txt"
    happened: list[str] = []

    def write(words: str) -> None:
        file.write_text(words, "utf-8")
        happened.append(f"쓰기 {words}")

    def nothing() -> None:
        """Nobody touches the folder."""

    steps = iter([nothing, lambda: write("가"), lambda: write("가나"), nothing, file.unlink, nothing])

    def wait(seconds: float) -> None:
        assert seconds == watch.EVERY
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    def sync() -> None:
        happened.append("색인")
        if happened.count("색인") == 2:
            raise BadInputError("읽을 수 없습니다.")

    failures: list[MureobwaError] = []
    with pytest.raises(KeyboardInterrupt):
        watch.watch([tmp_path], sync, failures.append, wait)
    assert happened == ["쓰기 가", "쓰기 가나", "색인", "색인"]
    assert [str(error) for error in failures] == ["읽을 수 없습니다."]
