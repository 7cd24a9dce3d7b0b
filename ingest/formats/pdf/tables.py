"""Fills lattices with the words in them: makes tables, joins those that continue on the next page, and turns them into grids."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.formats.pdf.lattice import Lattice
from ingest.formats.pdf.page_lines import TextLine, lines_of, stretches_of
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.paragraphs import TextBlock, paragraphs_of
from ingest.formats.pdf.places import Box
from ingest.source import Grid, SourceCell, SourceLine, SourcePart
from ingest.tables import is_figure

_SAME_PLACE = 3.0  # points; borders that lie so near each other on two pages are one


@dataclass(slots=True)
class PageCell:
    """A cell: its left and right border in points, the row it begins in, how many rows it covers, and its content from the top."""

    left: float
    right: float
    row: int
    rows: int
    holds: "list[TextBlock | PageTable]"

    @property
    def words(self) -> str:
        """The words of the cell on one line."""
        return " ".join(line.text for line in all_lines(self.holds))


@dataclass(slots=True)
class PageTable:
    """A table: its box on the page where it begins, and its cells from the upper left."""

    box: Box
    cells: list[PageCell] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The number of rows of the table."""
        return max(cell.row + cell.rows for cell in self.cells)


def all_lines(holds: "Sequence[TextBlock | PageTable]") -> Iterator[TextLine]:
    """The lines in `holds`, those in the cells of tables included."""
    for one in holds:
        if isinstance(one, TextBlock):
            yield from one.lines
        else:
            for cell in one.cells:
                yield from all_lines(cell.holds)


def table_of(lattice: Lattice, letters: Sequence[Sequence[Letter]], inner: Sequence[Sequence[PageTable]]) -> PageTable:
    """The table that `lattice` draws; `letters` and the tables `inner` are those in each of its cells. A row between two lines is divided into
    several where the figures in it stand one below the other.
    """
    texts = [lines_of(stretches_of(own)) for own in letters]
    cuts = [_cut(lattice, texts, inner, row) for row in range(len(lattice.ys) - 1)]
    starts = [0]
    for cut in cuts:
        starts.append(starts[-1] + len(cut) + 1)
    table = PageTable(lattice.box)
    for cell, lines, tables in zip(lattice.cells, texts, inner, strict=True):
        place = lattice.place(cell)
        cut = cuts[cell.top] if cell.bottom - cell.top == 1 else []
        if cut and len(lines) > 1:
            rows = [
                [line for line in lines if bisect_left(cut, line.box.middle[1]) == part] for part in range(len(cut) + 1)
            ]
            for part, own in enumerate(rows):
                block = TextBlock(tuple(own), place.left, place.right)
                table.cells.append(
                    PageCell(place.left, place.right, starts[cell.top] + part, 1, [block] if own else [])
                )
        else:
            reach = starts[cell.bottom] - starts[cell.top]
            table.cells.append(
                PageCell(place.left, place.right, starts[cell.top], reach, holding(lines, tables, place))
            )
    table.cells.sort(key=lambda one: (one.row, one.left))
    return table


def holding(lines: Sequence[TextLine], tables: Sequence[PageTable], place: Box) -> list[TextBlock | PageTable]:
    """The content of the box `place` from the top: `lines` as blocks, with `tables` between them."""
    found: list[TextBlock | PageTable] = []
    waiting = list(lines)
    for table in _in_order(tables):
        above = [line for line in waiting if line.box.middle[1] < table.box.middle[1]]
        waiting = waiting[len(above) :]
        if above:
            found.append(TextBlock(tuple(above), place.left, place.right))
        found.append(table)
    return [*found, TextBlock(tuple(waiting), place.left, place.right)] if waiting else found


def _in_order(tables: Sequence[PageTable]) -> list[PageTable]:
    """`tables` from the top, those that begin at one height from the left."""
    ordered: list[list[PageTable]] = []
    for table in sorted(tables, key=lambda one: one.box.top):
        if ordered and table.box.top - ordered[-1][0].box.top <= _SAME_PLACE:
            ordered[-1].append(table)
        else:
            ordered.append([table])
    return [table for level in ordered for table in sorted(level, key=lambda one: one.box.left)]


def _cut(
    lattice: Lattice, texts: Sequence[Sequence[TextLine]], inner: Sequence[Sequence[PageTable]], row: int
) -> list[float]:
    """The heights at which the ruled `row` is divided into several rows; empty where it is one. It is several where figures stand one below the
    other in a cell, and every other cell of the row has as many lines at the same heights, or one.
    """
    own = [
        number
        for number, cell in enumerate(lattice.cells)
        if (cell.top, cell.bottom) == (row, row + 1) and (texts[number] or inner[number])
    ]
    if len(own) < 2 or any(inner[number] for number in own):
        return []
    count = max(len(texts[number]) for number in own)
    several = [texts[number] for number in own if len(texts[number]) > 1]
    if count < 2 or any(len(lines) != count for lines in several):
        return []
    if not any(all(is_figure(line.text) for line in lines) for lines in several):
        return []
    first = several[0]
    level = all(
        abs(one.box.middle[1] - other.box.middle[1]) < 0.5 * one.box.height
        for lines in several
        for one, other in zip(first, lines, strict=True)
    )
    return [(one.box.middle[1] + other.box.middle[1]) / 2 for one, other in pairwise(first)] if level else []


def goes_on(above: PageTable, below: PageTable) -> bool:
    """Whether `below`, the first thing on a page, is the rest of `above`, the last thing on the page before: the same edges, and the same
    header or the same columns.
    """
    edges = _aligned((above.box.left, above.box.right), (below.box.left, below.box.right))
    return edges and (_repeated(above, below) > 0 or _same(_columns(above, above.rows - 1), _columns(below, 0)))


def _repeated(above: PageTable, below: PageTable) -> int:
    """How many rows at the top of `below` repeat those at the top of `above`."""
    count = 0
    while count < min(above.rows, below.rows) - 1 and _words(above, count) == _words(below, count) != []:
        count += 1
    return count


def _words(table: PageTable, row: int) -> list[tuple[str, int]]:
    return [("".join(cell.words.split()), cell.rows) for cell in table.cells if cell.row == row and cell.words.strip()]


def _columns(table: PageTable, row: int) -> list[tuple[float, float]]:
    """The left and right edges of the cells that reach into `row`, from the left."""
    return sorted((cell.left, cell.right) for cell in table.cells if cell.row <= row < cell.row + cell.rows)


def _same(columns: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> bool:
    """Whether both rows have as many cells, and each the edges of the other's."""
    return len(columns) == len(others) and all(map(_aligned, columns, others))


def _aligned(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a (left edge, right edge) lies so near another that they are one (`_SAME_PLACE`)."""
    return abs(one[0] - other[0]) <= _SAME_PLACE and abs(one[1] - other[1]) <= _SAME_PLACE


def joined(above: PageTable, below: PageTable) -> PageTable:
    """`above` with the rows of `below`, whose repeated header is left out.

    Where only the last cell of the first row of `below` has words, the row continues the last row of `above`; otherwise empty cells at its
    beginning continue the cells above them.
    """
    skipped = _repeated(above, below)
    rest = [replace(cell, row=cell.row - skipped) for cell in below.cells if cell.row >= skipped]
    end = above.rows
    first = sorted((cell for cell in rest if cell.row == 0), key=lambda one: one.left)
    lasts = [cell for cell in above.cells if cell.row + cell.rows == end]
    same = [_under(lasts, cell) for cell in first]
    whole = len(first) > 1 and all(same) and first[-1].words.strip() and not any(c.words.strip() for c in first[:-1])
    if whole and all(cell.rows == first[0].rows for cell in first):
        for cell, over in zip(first, same, strict=True):
            assert over is not None
            over.holds.extend(cell.holds)
        rest = [replace(cell, row=cell.row - first[0].rows) for cell in rest if cell.row >= first[0].rows]
    else:
        for cell, over in zip(first, same, strict=True):
            if cell.words.strip() or over is None:
                break
            over.rows += cell.rows
            rest.remove(cell)
    cells = [*above.cells, *(replace(cell, row=cell.row + end) for cell in rest)]
    return PageTable(above.box, cells)


def _under(lasts: Sequence[PageCell], cell: PageCell) -> PageCell | None:
    """The cell among `lasts`, those at the foot of a page, that has the edges of `cell`; None where there is none."""
    return next((one for one in lasts if _aligned((one.left, one.right), (cell.left, cell.right))), None)


def grid_of(table: PageTable, spaces_written: bool) -> Grid:
    """`table` as a grid: the edges of its cells become column numbers. `spaces_written`: the file writes the spaces at its line ends."""
    borders: list[float] = []
    for place in sorted({cell.left for cell in table.cells} | {cell.right for cell in table.cells}):
        if not borders or place - borders[-1] > _SAME_PLACE:
            borders.append(place)
    cells = []
    for cell in table.cells:
        left, right = _nearest(borders, cell.left), _nearest(borders, cell.right)
        cells.append(SourceCell(cell.row, left, parts_of(cell.holds, spaces_written), cell.rows, max(1, right - left)))
    return Grid(tuple(cells))


def _nearest(borders: Sequence[float], place: float) -> int:
    return min(range(len(borders)), key=lambda index: abs(borders[index] - place))


def parts_of(holds: Sequence[TextBlock | PageTable], spaces_written: bool) -> tuple[SourcePart, ...]:
    """The content of a page or a cell as the parts of a source. `spaces_written` as for `grid_of`."""
    parts: list[SourcePart] = []
    for one in holds:
        if isinstance(one, PageTable):
            parts.append(grid_of(one, spaces_written))
        else:
            parts.extend(SourceLine(words) for words in paragraphs_of(one, spaces_written))
    return tuple(parts)
