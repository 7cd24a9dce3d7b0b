"""A page as its marks: letters, ruling lines and pictures with their places. The one module that asks pdfium about a page.

Coordinates are points (1/72 inch) from the upper left corner of the page as it is read, growing to the right and downwards.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_LETTERS = 50_000
"""Letters of one page that are read; a sheet of A0 in small print has fewer."""
_MOST_OBJECTS = 50_000
"""Drawn things of one page that are looked at; more is a map."""
_THIN = 2.5  # points; a filled rectangle as thin as that is a line
_SHORT = 4.0  # points; a shorter line is a dot of a pattern
_STRAIGHT = 0.7  # points a line may leave its direction
_UNMAPPED = "\ue000"  # private use: `normalise` makes it a bullet at the beginning of a line and drops it elsewhere

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[int, tuple[float, float]]  # the kind of segment that ends there, and where


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Letter:
    """A letter where it stands. `spaced`: white space goes before it in the file; `ends_spaced`: a space that the file itself writes
    goes after it; `breaks`: pdfium begins a line with it.
    """

    text: str
    box: Box
    spaced: bool
    breaks: bool
    ends_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: `at` is its y where it runs across and its x where it runs down; it runs from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of a page. `unmapped`: how many of its letters have no Unicode value; `curved`: how many figures with curves are drawn on it."""

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
    corners = (_turned(left, bottom, quarter), _turned(right, top, quarter))
    west, north = min(x for x, _ in corners), max(y for _, y in corners)
    east, south = max(x for x, _ in corners), min(y for _, y in corners)

    def place(x0: float, y0: float, x1: float, y1: float) -> Box:
        (a, b), (c, d) = _turned(x0, y0, quarter), _turned(x1, y1, quarter)
        return Box(min(a, c) - west, north - max(b, d), max(a, c) - west, north - min(b, d))

    sheet = Box(0, 0, east - west, north - south)
    letters = tuple(letter for letter in _letters(raws, angles, quarter, place) if sheet.holds(*letter.box.middle))
    across, down, pictures, curved = _drawn(page, place)
    return Sheet(sheet, letters, across, down, pictures, unmapped, curved)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A letter as pdfium tells it; `box` is (left, bottom, right, top) in the page's own coordinates."""

    text: str
    box: tuple[float, float, float, float]
    generated: bool


def _raw_letters(textpage: pdfium.PdfTextPage) -> tuple[list[float], list[_Raw], int]:
    """Angles (radians) and letters, those of white space included, and how many have no Unicode value."""
    angles: list[float] = []
    letters: list[_Raw] = []
    unmapped = 0
    handle, rect = textpage.raw, raw.FS_RECTF()
    for index in range(min(textpage.count_chars(), _MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        text = chr(code) if 0 < code < 0x110000 else ""
        if not text or (not text.isspace() and raw.FPDFText_HasUnicodeMapError(handle, index) == 1):
            unmapped += 1
            text = _UNMAPPED
        if text.isspace():
            generated = raw.FPDFText_IsGenerated(handle, index) == 1
            letters.append(_Raw(text, (0.0, 0.0, 0.0, 0.0), generated))
            angles.append(-1.0)
        elif raw.FPDFText_GetLooseCharBox(handle, index, rect):
            letters.append(_Raw(text, (rect.left, rect.bottom, rect.right, rect.top), False))
            angles.append(raw.FPDFText_GetCharAngle(handle, index))
    return angles, letters, unmapped


def _quarter(angles: list[float]) -> int:
    """How many quarter turns most letters stand turned to the right."""
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[quarter]


def _letters(
    raws: list[_Raw], angles: list[float], quarter: int, place: Callable[[float, float, float, float], Box]
) -> Iterator[Letter]:
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
        last = Letter(letter.text, place(*letter.box), spaced, breaks)
        spaced = breaks = False
        yield last


def _drawn(
    page: pdfium.PdfPage, place: Callable[[float, float, float, float], Box]
) -> tuple[tuple[Rule, ...], tuple[Rule, ...], tuple[Box, ...], int]:
    """The lines across and down, the pictures, and how many figures have curves."""
    across: list[Rule] = []
    down: list[Rule] = []
    pictures: list[Box] = []
    curved = 0
    for kind, handle, matrix in _objects(page):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [_mapped(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            pictures.append(place(min(xs), min(ys), max(xs), max(ys)))
            continue
        points = _points(handle, matrix)
        curved += not points
        for x0, y0, x1, y1 in _strokes(handle, points):
            box = place(x0, y0, x1, y1)
            if box.height <= _STRAIGHT and box.width >= _SHORT:
                across.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
            elif box.width <= _STRAIGHT and box.height >= _SHORT:
                down.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
    return tuple(across), tuple(down), tuple(pictures), curved


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, ctypes.c_void_p, Matrix]]:
    """Paths and pictures, those inside forms included, with the matrix that brings them onto the page."""
    held: dict[int, Matrix] = {0: (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)}  # what brings the things at a depth onto the page
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    for count, one in enumerate(page.get_objects(filter=kinds, max_depth=6)):
        if count == _MOST_OBJECTS:
            return
        matrix = _product(one.get_matrix().get(), held[one.level])
        if one.type == raw.FPDF_PAGEOBJ_FORM:
            held[one.level + 1] = matrix
        else:
            yield one.type, one.raw, matrix


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _mapped(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _strokes(handle: ctypes.c_void_p, points: list[Point]) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines that a path with these points shows: its strokes, or the middle line of a thin filled rectangle."""
    if not points:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if stroke.value:
        for (_, start), (kind, end) in pairwise(points):
            if kind == raw.FPDF_SEGMENT_LINETO:
                yield (*start, *end)
    elif fill.value:
        xs, ys = [x for _, (x, _) in points], [y for _, (_, y) in points]
        if len(points) <= 6 and max(ys) - min(ys) <= _THIN:
            middle = (max(ys) + min(ys)) / 2
            yield min(xs), middle, max(xs), middle
        elif len(points) <= 6 and max(xs) - min(xs) <= _THIN:
            middle = (max(xs) + min(xs)) / 2
            yield middle, min(ys), middle, max(ys)


def _points(handle: ctypes.c_void_p, matrix: Matrix) -> list[Point]:
    """The points of a path, each with the kind of segment that ends there, closing lines included; [] for what holds curves or is long."""
    count = raw.FPDFPath_CountSegments(handle)
    points: list[Point] = []
    opened = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count if 2 <= count <= 200 else 0):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _mapped(matrix, x.value, y.value)
        opened = point if kind == raw.FPDF_SEGMENT_MOVETO else opened
        points.append((kind, point))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append((raw.FPDF_SEGMENT_LINETO, opened))
    return points
