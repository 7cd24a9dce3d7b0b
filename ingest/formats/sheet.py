"""Divides the cells of a sheet into tables, the titles above them and the notes below."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.outline import MarkerFamily, marker_of
from ingest.source import Grid, SourceCell, SourceLine, SourcePart
from ingest.unit_notes import is_unit_note


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with words. `row` and `column` count the rows and columns of its sheet that are shown (from 0); `down` and `right`: how many of them
    it covers.
    """

    row: int
    column: int
    text: str
    down: int = 1
    right: int = 1


def by_row(cells: Iterable[SheetCell]) -> dict[int, list[SheetCell]]:
    """`cells` by their row, in their order."""
    rows: dict[int, list[SheetCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def parts_of(cells: Sequence[SheetCell], headers: AbstractSet[int]) -> list[SourcePart]:
    """`cells` as tables, which empty rows separate, with the titles above and the notes below a table as lines."""
    parts: list[SourcePart] = []
    block: dict[int, list[SheetCell]] = {}
    reach = 0
    for row, own in by_row(cells).items():
        if block and row > reach:
            parts += _block(block, headers)
            block = {}
        block[row] = own
        reach = max(reach, row + 1, *(cell.row + cell.down for cell in own))
    return parts + _block(block, headers) if block else parts


def _block(rows: Mapping[int, list[SheetCell]], headers: AbstractSet[int]) -> list[SourcePart]:
    order = sorted(rows)
    columns = {cell.column for row in order for cell in rows[row]}
    first, last = 0, len(order)
    while first < last and _is_title(rows[order[first]], columns):
        first += 1
    while last > first and _is_note(rows[order[last - 1]], columns):
        last -= 1
    above, below = ([_line(rows[row]) for row in part] for part in (order[:first], order[last:]))
    return [*above, *_table([cell for row in order[first:last] for cell in rows[row]], headers), *below]


def _is_title(own: Sequence[SheetCell], columns: AbstractSet[int]) -> bool:
    """Whether the row `own` on top of a table is its title: one cell that begins at its left edge or covers its width, with or without the unit of
    the figures beside it, or the unit alone.
    """
    names = [cell for cell in own if not is_unit_note(cell.text)]
    if len(names) > 1 or len(own) > 2:
        return False
    return not names or len(columns) == 1 or _is_whole(names[0], columns) or names[0].column == min(columns)


def _is_note(own: Sequence[SheetCell], columns: AbstractSet[int]) -> bool:
    marker = marker_of(own[0].text)
    return len(own) == 1 and (_is_whole(own[0], columns) or (marker is not None and marker.kind is MarkerFamily.NOTE))


def _is_whole(cell: SheetCell, columns: AbstractSet[int]) -> bool:
    return all(cell.column <= column < cell.column + cell.right for column in columns)


def _line(own: Sequence[SheetCell]) -> SourceLine:
    return SourceLine(" ".join(" ".join(cell.text.split()) for cell in own))


def _table(cells: Sequence[SheetCell], headers: AbstractSet[int]) -> list[SourcePart]:
    """`cells` as one table, without the columns in which no cell begins; empty for no cells."""
    if not cells:
        return []
    top = cells[0].row
    columns = sorted({cell.column for cell in cells})
    grid = []
    for cell in cells:
        reach = [index for index, column in enumerate(columns) if cell.column <= column < cell.column + cell.right]
        lines = tuple(SourceLine(line) for line in cell.text.split("\n"))
        grid.append(SourceCell(cell.row - top, reach[0], lines, cell.down, len(reach)))
    last = max(cell.row for cell in cells) - top
    marked = [row - top + 1 for row in headers if 0 <= row - top < last]
    return [Grid(tuple(grid), max(marked, default=None))]
