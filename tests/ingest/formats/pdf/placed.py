"""Words with places: letters are ten points high and, unless told otherwise, ten wide."""

from collections.abc import Sequence

from ingest.formats.pdf.page_lines import Stretch, TextLine
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Box

HEIGHT = 10.0


def stretch(
    text: str, left: float, top: float, width: float | None = None, height: float = HEIGHT, spaced: bool = False
) -> Stretch:
    right = left + (HEIGHT * len(text) if width is None else width)
    return Stretch(text, Box(left, top, right, top + height), spaced)


def text_line(
    text: str, left: float, top: float, width: float | None = None, height: float = HEIGHT, spaced: bool = False
) -> TextLine:
    return TextLine((stretch(text, left, top, width, height, spaced),))


def letters(text: str, left: float, top: float, width: float = HEIGHT) -> list[Letter]:
    return [
        Letter(sign, Box(left + width * n, top, left + width * (n + 1), top + HEIGHT), False, False)
        for n, sign in enumerate(text)
    ]


def texts(found: Sequence[Stretch]) -> list[str]:
    return [one.text for one in found]
