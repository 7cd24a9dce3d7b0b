"""Reads the marks of a page: letters, straight strokes and pictures with their positions. Only this module and `drawing` read them from pdfium."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf.drawing import drawing_of
from ingest.formats.pdf.places import Box, Matrix, Rule, mapped, on_one_line

_MOST_LETTERS = 50_000
"""Letters of one page that are read; a sheet of A0 in small print has fewer."""
_UNMAPPED = "\ue000"  # private use: `normalise` makes it a bullet at the beginning of a line and drops it elsewhere
_LAST_SYMBOL = "\u2122"  # the last of the letters of Windows-1252
_FONT_NAME = 80  # bytes of a font's name that are read
_TOUCH = 0.05  # of the height: letters with a narrower gap touch
_MISLED = 0.5  # of the pairs of letters that touch; where pdfium guesses a space in more, its guesses between such letters are wrong on the page
_TURNS: tuple[Matrix, ...] = (
    (1, 0, 0, -1, 0, 0),
    (0, -1, -1, 0, 0, 0),
    (-1, 0, 0, 1, 0, 0),
    (0, 1, 1, 0, 0, 0),
)
"""By the quarter turns of the text to the right: the matrix that turns the text upright, and lets y, which grows upwards in a PDF, grow downwards."""


@dataclass(slots=True)
class Letter:
    """A letter and its box. `spaced`: white space precedes it, written in the file or guessed by pdfium; `ends_spaced`: a space that the file
    itself writes follows it; `breaks`: pdfium begins a line with it.
    """

    text: str
    box: Box
    spaced: bool
    breaks: bool
    ends_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of a page; its strokes, horizontal (`across`) and vertical (`down`), are as drawn (`strokes` joins them to lines). `unmapped`: how
    many letters have no Unicode value; `curved`: how many figures with curves or many corners are drawn.
    """

    box: Box
    letters: tuple[Letter, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    unmapped: int
    curved: int


def sheet_of(page: pdfium.PdfPage) -> Sheet:
    """The marks on `page`, turned so that most of its text runs from left to right; what stands aslant (a watermark) or beside the page (a printer's
    mark) is left out.
    """
    textpage = page.get_textpage()
    angles, raws, unmapped = _raw_letters(textpage)
    quarter = _quarter(angles)
    left, bottom, right, top = page.get_bbox()
    corners = [mapped(_TURNS[quarter], x, y) for x, y in ((left, bottom), (right, top))]
    west, north = min(x for x, _ in corners), min(y for _, y in corners)
    onto: Matrix = (*_TURNS[quarter][:4], -west, -north)
    sheet = Box(0, 0, max(x for x, _ in corners) - west, max(y for _, y in corners) - north)
    letters = tuple(letter for letter in _letters(raws, angles, quarter, onto) if sheet.holds(*letter.box.middle))
    forget_false_spaces(letters)
    drawing = drawing_of(page, onto)
    return Sheet(
        sheet,
        letters,
        tuple(drawing.across),
        tuple(drawing.down),
        tuple(drawing.pictures),
        unmapped,
        drawing.curved,
    )


@dataclass(frozen=True, slots=True)
class _Raw:
    """A letter as pdfium returns it; `box` is (left, bottom, right, top) in the page's own coordinates; `generated`: a space that pdfium guessed."""

    text: str
    box: tuple[float, float, float, float]
    generated: bool


def _raw_letters(textpage: pdfium.PdfTextPage) -> tuple[list[float], list[_Raw], int]:
    """The angles (radians; -1 for white space), the letters, white space included, and how many of them have no Unicode value."""
    angles: list[float] = []
    letters: list[_Raw] = []
    unmapped = 0
    handle, rect, name = textpage.raw, raw.FS_RECTF(), ctypes.create_string_buffer(_FONT_NAME)
    for index in range(min(textpage.count_chars(), _MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        text = chr(code) if 0 < code < 0x110000 else ""
        if not text or (not text.isspace() and raw.FPDFText_HasUnicodeMapError(handle, index) == 1):
            unmapped += 1
            text = _UNMAPPED
        elif "\x21" <= text <= _LAST_SYMBOL and not text.isdigit() and _is_symbol(handle, index, name):
            text = _as_symbol(text)
        if text.isspace():
            generated = raw.FPDFText_IsGenerated(handle, index) == 1
            letters.append(_Raw(text, (0.0, 0.0, 0.0, 0.0), generated))
            angles.append(-1.0)
        elif raw.FPDFText_GetLooseCharBox(handle, index, rect):
            letters.append(_Raw(text, (rect.left, rect.bottom, rect.right, rect.top), False))
            angles.append(raw.FPDFText_GetCharAngle(handle, index))
    return angles, letters, unmapped


def _is_symbol(handle: ctypes.c_void_p, index: int, name: "ctypes.Array[ctypes.c_char]") -> bool:
    """Whether the letter at `index` is set in Wingdings, a font with bullets and arrows in place of Latin letters; `name`: a buffer for the
    font's name.
    """
    raw.FPDFText_GetFontInfo(handle, index, name, _FONT_NAME, ctypes.c_int())
    return b"Wingdings-" in name.value or name.value.endswith(b"Wingdings")


def _as_symbol(text: str) -> str:
    """The letter as word processors store it: its code in Windows-1252 plus U+F000 (`normalise` knows these)."""
    try:
        return chr(0xF000 + text.encode("cp1252")[0])
    except UnicodeEncodeError:
        return text


def _quarter(angles: list[float]) -> int:
    """The number of quarter turns to the right by which most letters are turned."""
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _placed(box: tuple[float, float, float, float], onto: Matrix) -> Box:
    (a, b), (c, d) = mapped(onto, box[0], box[1]), mapped(onto, box[2], box[3])
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def _letters(raws: list[_Raw], angles: list[float], quarter: int, onto: Matrix) -> Iterator[Letter]:
    spaced = breaks = False
    last: Letter | None = None
    for letter, angle in zip(raws, angles, strict=True):
        if letter.text.isspace():
            breaks = breaks or letter.text in "\r\n"
            spaced = True
            if last is not None and not letter.generated:
                last.ends_spaced = True
            continue
        aslant = abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) > 0.05
        if aslant or round(angle / (math.pi / 2)) % 4 != quarter:
            continue
        last = Letter(letter.text, _placed(letter.box, onto), spaced, breaks)
        spaced = breaks = False
        yield last


def touch(before: Letter, after: Letter) -> bool:
    """Whether `after` begins where `before` ends, so that no space fits between them."""
    gap = after.box.left - before.box.right
    return abs(gap) <= _TOUCH * min(before.box.height, after.box.height) and on_one_line(before.box, after.box)


def forget_false_spaces(letters: Sequence[Letter]) -> None:
    """Take back the spaces that pdfium guesses between letters that touch, where it guesses one between most of them, as it does on some pages whose
    letters are placed one by one. Elsewhere it knows better: the boxes of commas and brackets are wider than what is drawn.
    """
    touching = [(one, other) for one, other in pairwise(letters) if not one.ends_spaced and touch(one, other)]
    guessed = [other for _, other in touching if other.spaced]
    if len(guessed) > _MISLED * len(touching):
        for letter in guessed:
            letter.spaced = False
