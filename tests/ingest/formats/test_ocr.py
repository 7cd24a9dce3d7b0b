"""Pages that only show their words, read by tesseract where it is installed."""

import shutil
from pathlib import Path

import pytest

from formats.pdf_files import LEADING, LEFT, Paper, joined, photographed
from ingest.errors import BadInputError
from ingest.formats import tesseract
from ingest.read import read_file
from ingest.settings import Settings
from ingest.source import NEEDS_OCR

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed (make test installs it)"
)


def _paper(*lines: str) -> bytes:
    paper = Paper()
    for number, line in enumerate(lines):
        paper.words(LEFT, 100 + LEADING * number, line, size=12)
    return paper.save()


TYPED = _paper("도서관 이용 안내", "도서관은 월요일에 쉽니다.")
SCANNED = photographed(_paper("주차 요금은 하루 3,500원입니다.", "문의는 주차관리과 031-555-0202로 하십시오."))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "안내.pdf"
    path.write_bytes(joined(TYPED, SCANNED))
    return path


@needs_tesseract
def test_a_scanned_page_is_read_and_said_to_be(notice: Path) -> None:
    document = read_file(notice, Settings(ocr=True))
    assert "도서관은 월요일에 쉽니다." in document.text
    assert "주차 요금은 하루 3,500원입니다." in document.text
    assert "주차관리과" in document.text
    assert document.by_ocr
    assert [remark[:22] for remark in document.remarks] == ["2쪽은 글자 정보가 없어 OCR로 읽음."]


def test_without_the_setting_the_page_is_named(notice: Path) -> None:
    document = read_file(notice, Settings())
    assert "3,500원" not in document.text
    assert not document.by_ocr
    assert [remark.endswith(NEEDS_OCR) for remark in document.remarks] == [True]


@needs_tesseract
def test_a_picture_without_words_stays_named(tmp_path: Path) -> None:
    blank = Paper()
    blank.picture(0, 0, 595, 842)
    path = tmp_path / "사진.pdf"
    path.write_bytes(joined(TYPED, blank.save()))
    document = read_file(path, Settings(ocr=True))
    assert not document.by_ocr
    assert [remark.endswith("OCR로도 읽히지 않습니다.") for remark in document.remarks] == [True]


@needs_tesseract
def test_a_whole_scan_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "스캔.pdf"
    path.write_bytes(SCANNED)
    with pytest.raises(BadInputError, match="OCR"):
        read_file(path, Settings())
    assert "하루 3,500원" in read_file(path, Settings(ocr=True)).text


def test_spaces_are_those_of_the_text_and_places_those_of_the_table() -> None:
    head = "level page block par line word left top width height conf text".replace(" ", "\t")
    rows = ["5 1 1 1 1 1 10 5 20 30 90.5 수", "5 1 1 1 1 2 35 5 20 30 80 영", "5 1 1 1 1 3 70 5 20 30 70 장"]
    table = "\n".join([head, "4 1 1 1 1 0 10 5 80 30 -1 ", *rows]).replace(" ", "\t")
    found = list(tesseract._pieces(table, "수영 장\n"))
    assert [(one.text, one.spaced, one.left, one.sure) for one in found] == [
        ("수", True, 10, 90.5),
        ("영", False, 35, 80.0),
        ("장", True, 70, 70.0),
    ]


def test_a_missing_program_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInputError, match="apt-get install tesseract-ocr tesseract-ocr-kor"):
        tesseract.check_installed()
