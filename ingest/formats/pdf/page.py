"""Turns the marks of a page into lines of text and tables, and puts these in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.formats.pdf.columns import zones_of
from ingest.formats.pdf.lattice import Lattice, lattices_of
from ingest.formats.pdf.open_tables import open_lattices
from ingest.formats.pdf.page_lines import Stretch, TextLine, around, lines_of, stretches_of, with_bullets
from ingest.formats.pdf.page_marks import Letter, Sheet
from ingest.formats.pdf.paragraphs import TextBlock, carried_over
from ingest.formats.pdf.places import Box
from ingest.formats.pdf.strokes import ruling_lines
from ingest.formats.pdf.tables import PageTable, holding, table_of
from ingest.formats.pdf.underlines import without_underlines

_TEXT_EDGE = 0.8  # of the page's width: the right edge of text lies at least there; no office leaves a wider margin
_AT_EDGE = 3  # lines that must end at an edge for the text to be broken there
_AT_EDGE_SHARE = 0.4  # the same as a share of all lines
_LEAST_FILLED = 2  # cells with words; what has fewer is a frame or a drawing


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its lines outside of tables (from the top, whatever columns they stand in), its tables, its pictures."""

    box: Box
    lines: tuple[TextLine, ...]
    tables: tuple[PageTable, ...]
    pictures: tuple[Box, ...]


def page_of(sheet: Sheet) -> Page:
    """The lines and tables of `sheet`."""
    down = ruling_lines(sheet.down)
    across = without_underlines(ruling_lines(sheet.across), down, sheet.letters)
    lattices, alone = lattices_of(across, down)
    lattices, letters, body = _placed(lattices, sheet.letters)
    opened = open_lattices(alone, body, sheet.box.height)
    if opened:
        lattices, letters, body = _placed([*lattices, *opened], sheet.letters)
    tables = _tables(lattices, letters)
    return Page(sheet.box, tuple(lines_of(stretches_of(body))), tuple(tables), sheet.pictures)


def read_in_order(page: Page, lines: Sequence[TextLine]) -> list[TextBlock | PageTable]:
    """The blocks of text and the tables of `page` in reading order; of its lines only those in `lines`."""
    words = [stretch for line in lines for stretch in line.stretches]
    found: list[TextBlock | PageTable] = []
    zones = list(zones_of([*words, *page.tables]))
    places = [around(item.box for item in zone) for zone in zones]
    before: Box | None = None
    for zone, place in zip(zones, places, strict=True):
        own = lines_of(item for item in zone if isinstance(item, Stretch))
        if not any(_beside(place, other) for other in places if other is not place) and not _is_set_to(
            place.right, own
        ):
            place = replace(place, right=max(*(one.right for one in places), _TEXT_EDGE * page.box.width))
        tables = [item for item in zone if isinstance(item, PageTable)]
        holds = holding(with_bullets(own, page.pictures), tables, place)
        if found and before is not None and _beside(before, place):  # the next column
            above, below = found[-1], holds[0]
            if isinstance(above, TextBlock) and isinstance(below, TextBlock):
                found[-1], rest = carried_over(above, below)
                holds = holds[1:] if rest is None else [rest, *holds[1:]]
        found.extend(holds)
        before = place
    return found


def _is_set_to(edge: float, lines: Sequence[TextLine]) -> bool:
    """Whether `lines` are broken at `edge`: enough of them end there. A few short lines that end near each other are not."""
    ends = sum(edge - line.box.right <= line.box.height for line in lines)
    return ends >= _AT_EDGE and ends >= _AT_EDGE_SHARE * len(lines)


def _beside(one: Box, other: Box) -> bool:
    """Whether two zones stand side by side, as columns do."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > 0.5 * min(one.height, other.height)


def _placed(
    lattices: Sequence[Lattice], letters: Sequence[Letter]
) -> tuple[list[Lattice], list[list[list[Letter]]], list[Letter]]:
    """The lattices that hold words, from the smallest; the letters in each of their cells; and the letters outside of all lattices."""
    kept = sorted(lattices, key=lambda one: one.box.width * one.box.height)
    while True:
        cells: list[list[list[Letter]]] = [[[] for _ in lattice.cells] for lattice in kept]
        body: list[Letter] = []
        for letter in letters:
            for lattice, own in zip(kept, cells, strict=True):
                number = lattice.at(*letter.box.middle)
                if number is not None:
                    own[number].append(letter)
                    break
            else:
                body.append(letter)
        parents = [_parent(kept, index) for index in range(len(kept))]
        empty = [
            index
            for index, own in enumerate(cells)
            if sum(map(bool, own)) + sum(parent is not None and parent[0] == index for parent in parents)
            < _LEAST_FILLED
        ]
        if not empty:
            return kept, cells, body
        kept = [lattice for index, lattice in enumerate(kept) if index not in empty]


def _parent(lattices: Sequence[Lattice], index: int) -> tuple[int, int] | None:
    """The index of the smallest lattice around the one at `index`, and the index of its cell that holds it; None where there is none."""
    box = lattices[index].box
    for other in range(index + 1, len(lattices)):
        outer = lattices[other]
        corners = (outer.at(box.left + 1, box.top + 1), outer.at(box.right - 1, box.bottom - 1))
        if corners[0] is not None and corners[0] == corners[1]:
            return other, corners[0]
    return None


def _tables(lattices: Sequence[Lattice], letters: Sequence[Sequence[Sequence[Letter]]]) -> list[PageTable]:
    """The outermost tables; the tables inside them are in their cells."""
    inner: list[list[list[PageTable]]] = [[[] for _ in lattice.cells] for lattice in lattices]
    outermost: list[PageTable] = []
    for index, lattice in enumerate(lattices):  # from the smallest: what lies in a cell is known before its table
        table = table_of(lattice, letters[index], inner[index])
        parent = _parent(lattices, index)
        if parent is None:
            outermost.append(table)
        else:
            inner[parent[0]][parent[1]].append(table)
    return outermost
