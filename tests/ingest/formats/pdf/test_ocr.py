"""How a page's picture is made for the engine, and which of its readings are letters. The engine itself: tests/ingest/formats/test_ocr.py."""

import pypdfium2 as pdfium
import pytest

from ingest.formats.pdf import ocr
from ingest.formats.pdf.places import Box
from ingest.formats.tesseract import SeenPiece

POINTS = 72.0


def piece(text: str, sure: float = 90.0, left: int = 0, spaced: bool = False) -> SeenPiece:
    """A word on a line of 50 dots, as it is told of a picture of 300 dots an inch."""
    return SeenPiece(text=text, sure=sure, line=("1",), left=left, top=100, width=100, height=50, spaced=spaced)


class Told:
    """Stands in for the engine: gives what it is told, and keeps what it was given."""

    def __init__(self, *pieces: SeenPiece) -> None:
        self.pieces, self.size, self.dots = list(pieces), (0, 0), 0

    def __call__(self, graymap: bytes, dots: int) -> list[SeenPiece]:
        _, width, height, _ = graymap[:40].split(maxsplit=3)
        self.size, self.dots = (int(width), int(height)), dots
        return self.pieces


def read(engine: Told, monkeypatch: pytest.MonkeyPatch, width: float = POINTS, height: float = POINTS):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(ocr, "pieces_on", engine)
    return ocr.read_picture(pdfium.PdfDocument.new().new_page(width, height))


def test_a_page_is_drawn_with_300_dots_an_inch(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Told(piece("신청"))
    assert read(engine, monkeypatch) is not None
    assert (engine.size, engine.dots) == ((300, 300), 300)


def test_a_poster_is_drawn_no_larger_than_the_memory_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Told(piece("신청"))
    read(engine, monkeypatch, 7200, 7200)
    assert engine.size == (5000, 5000)


@pytest.mark.parametrize(("sure", "expected"), [(60.0, True), (59.9, False)])
def test_what_is_not_sure_enough_is_no_page_of_print(
    sure: float, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (read(Told(piece("신청", sure)), monkeypatch) is not None) is expected


def test_how_sure_is_a_mean_over_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(Told(piece("신청서접수", 70.0), piece("ㅣ", 20.0)), monkeypatch) is not None
    assert read(Told(piece("신", 70.0), piece("ㅣ", 20.0)), monkeypatch) is None
    assert read(Told(), monkeypatch) is None


def test_the_letters_of_a_piece_share_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = read(Told(piece("신청"), piece("서", left=90, spaced=True)), monkeypatch)
    scale = 300 / POINTS
    places = [(one.text, one.box.left * scale, one.box.right * scale, one.spaced) for one in sheet.letters]
    assert [one[0] for one in places] == ["신", "청", "서"]
    assert [one[1:3] for one in places] == [pytest.approx(span) for span in ((0, 50), (50, 100), (100, 190))]
    assert [one[3] for one in places] == [False, False, True]
    assert sheet.box == Box(0, 0, POINTS, POINTS)
