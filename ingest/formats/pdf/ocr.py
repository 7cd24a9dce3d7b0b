"""Reads a page by OCR: a picture of the page goes to tesseract, which returns the letters with their positions.

The letters make a `Sheet` like that of any other page, so columns, running headers and paragraphs are found in the same way. Tables
come out as lines: ruling lines are not looked for in a picture.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pypdfium2 as pdfium

from ingest.formats.pdf.page_marks import Letter, Sheet
from ingest.formats.pdf.places import Box
from ingest.formats.tesseract import SeenPiece, pieces_on

_DOTS = 300  # per inch; what tesseract's own manual asks for
_MOST_DOTS = 25_000_000  # of one page; A3 at 300 dots an inch has 17 million
_SURE = 60.0  # least mean confidence of the letters (0..100); a page with less is no print
_POINTS = 72.0  # per inch


def read_picture(page: pdfium.PdfPage) -> Sheet | None:
    """The sheet of the letters that OCR finds on `page`; None where it finds none, or is not sure enough of them to answer from."""
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    graymap = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + bitmap.to_numpy().tobytes()
    bitmap.close()
    pieces = pieces_on(graymap, round(scale * _POINTS))
    letters = sum(len(piece.text) for piece in pieces)
    if not letters or sum(piece.sure * len(piece.text) for piece in pieces) < _SURE * letters:
        return None
    lines = (list(line) for _, line in groupby(pieces, key=lambda piece: piece.line))
    found = tuple(letter for line in lines for letter in _letters(line, scale))
    return Sheet(Box(0.0, 0.0, width, height), found, (), (), (), unmapped=0, curved=0)


def _letters(line: Sequence[SeenPiece], scale: float) -> Iterator[Letter]:
    """The letters of one line, all as high as the line, those of a piece equally wide: tesseract gives the positions of pieces only, and these
    overlap.
    """
    top = min(piece.top for piece in line) / scale
    bottom = max(piece.top + piece.height for piece in line) / scale
    edge = 0.0
    for number, piece in enumerate(line):
        left, right = max(edge, piece.left / scale), max(edge, (piece.left + piece.width) / scale)
        step = (right - left) / len(piece.text)
        for at, letter in enumerate(piece.text):
            box = Box(left + step * at, top, left + step * (at + 1), bottom)
            yield Letter(letter, box, spaced=piece.spaced and at == 0, breaks=at == number == 0)
        edge = right
