"""Reads what is drawn on a page: its straight strokes and its pictures.

Programs draw a dotted border as thousands of strokes of half a point: each costs a few calls of the library here, and no object of
pypdfium2.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.pdf.places import Box, Matrix, Rule, after, mapped

_MOST_OBJECTS = 50_000
"""Drawn objects of one page that are read; a page with more is a map."""
_DEPTH = 6  # forms nested in one another that are read
_SEGMENTS = 200  # segments of a path; a longer path is a figure
_THIN = 2.5  # points; a filled rectangle as thin as that is a line
_STRAIGHT = 0.7  # points a line may leave its direction

Point = tuple[int, float, float]  # (kind of the segment that ends there, x, y)


@dataclass(slots=True)
class Drawing:
    """A page's straight strokes, horizontal (`across`) and vertical (`down`), its pictures, and its number of figures with curves or many corners."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curved: int = 0

    def add_line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add the stroke from (x0, y0) to (x1, y1) unless it is slanted; a square dot is added to both directions, for it may be part of either."""
        width, height = abs(x1 - x0), abs(y1 - y0)
        if height <= _STRAIGHT and width >= height:
            self.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        if width <= _STRAIGHT and height >= width:
            self.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def drawing_of(page: pdfium.PdfPage, onto: Matrix) -> Drawing:
    """The drawing of `page`, its coordinates transformed by `onto`."""
    drawing = Drawing()
    for count, (kind, handle, matrix) in enumerate(_objects(page, onto)):
        if count == _MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            corners = [mapped(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            drawing.pictures.append(Box(min(xs), min(ys), max(xs), max(ys)))
            continue
        points = _points(handle, matrix)
        if points:
            _add_path(drawing, handle, points)
        else:
            drawing.curved += 1
    return drawing


def _objects(page: pdfium.PdfPage, onto: Matrix) -> Iterator[tuple[int, ctypes.c_void_p, Matrix]]:
    """(kind, handle, matrix) of each path and picture, also of those inside forms; the matrix transforms the object's coordinates as `onto` does
    the page's.
    """
    yield from _inside(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, onto, 0)


def _inside(
    holder: ctypes.c_void_p, count: Callable[..., int], get: Callable[..., ctypes.c_void_p], onto: Matrix, depth: int
) -> Iterator[tuple[int, ctypes.c_void_p, Matrix]]:
    own_matrix = raw.FS_MATRIX()
    for index in range(count(holder)):
        handle = get(holder, index)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        raw.FPDFPageObj_GetMatrix(handle, own_matrix)
        matrix = after((own_matrix.a, own_matrix.b, own_matrix.c, own_matrix.d, own_matrix.e, own_matrix.f), onto)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, handle, matrix
        elif depth < _DEPTH:
            yield from _inside(handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, matrix, depth + 1)


def _add_path(drawing: Drawing, handle: ctypes.c_void_p, points: list[Point]) -> None:
    """Add the straight lines that a path with these `points` shows: its strokes, or the middle line of a thin filled rectangle."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    if stroke.value:
        for (_, x0, y0), (kind, x1, y1) in pairwise(points):
            if kind == raw.FPDF_SEGMENT_LINETO:
                drawing.add_line(x0, y0, x1, y1)
    elif fill.value and len(points) <= 6:
        left, right = min(x for _, x, _ in points), max(x for _, x, _ in points)
        top, bottom = min(y for _, _, y in points), max(y for _, _, y in points)
        if bottom - top <= _THIN:
            drawing.add_line(left, (top + bottom) / 2, right, (top + bottom) / 2)
        elif right - left <= _THIN:
            drawing.add_line((left + right) / 2, top, (left + right) / 2, bottom)


def _points(handle: ctypes.c_void_p, matrix: Matrix) -> list[Point]:
    """The points of a path, each with the kind of segment that ends there, closing lines included; [] for a path with curves or too many segments."""
    count = raw.FPDFPath_CountSegments(handle)
    points: list[Point] = []
    opened = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count if 2 <= count <= _SEGMENTS else 0):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        at = mapped(matrix, x.value, y.value)
        opened = at if kind == raw.FPDF_SEGMENT_MOVETO else opened
        points.append((kind, *at))
        if count > 2 and raw.FPDFPathSegment_GetClose(segment):
            points.append((raw.FPDF_SEGMENT_LINETO, *opened))
    return points
