"""Divides the cells of a sheet into tables, the titles above them and the notes below."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ingest.lines import ends_sentence, is_key_value
from ingest.outline import MarkerFamily, marker_of
from ingest.source import Grid, SourceCell, SourceLine, SourcePart
from ingest.tables import is_valued, label_counts, names_column, names_rows
from ingest.unit_notes import is_unit_note

_LEAST_ROWS = 2  # of a table: its header and a row
_AS_OF = re.compile(r"(?:기준|현재)\)?$")
"""The end of a line that says of which day the figures are ("(2025. 1. 1. 현재)")."""


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
    """The parts of rows without an empty one between: a table, or several side by side, or below each other."""
    order = sorted(rows)
    columns = {cell.column for row in order for cell in rows[row]}
    first, last = 0, len(order)
    while first < last and _is_title(rows[order[first]], columns):
        first += 1
    while last > first and _is_note(rows[order[last - 1]], columns):
        last -= 1
    above, below = ([_line(rows[row]) for row in part] for part in (order[:first], order[last:]))
    body = [rows[row] for row in order[first:last]]
    beside = _side_by_side(body)
    following = 0 if beside else _next_title(body, above)
    if beside:
        tables = [part for half in beside for part in _block(by_row(half), headers)]
    elif following:
        tables = _table(_all(body[:following]), headers) + _block(by_row(_all(body[following:])), headers)
    else:
        tables = _table(_all(body), headers)
    return [*above, *tables, *below]


def _all(rows: Sequence[Sequence[SheetCell]]) -> list[SheetCell]:
    return [cell for row in rows for cell in row]


def _side_by_side(rows: Sequence[Sequence[SheetCell]]) -> list[list[SheetCell]]:
    """The cells of the two parts that an empty column divides `rows` into, where each is a table of its own: both have a title, or the second one begins
    with a column of row names, as the first does. Empty where there is no such column.
    """
    cells = _all(rows)
    covered = {cell.column + beside for cell in cells for beside in range(cell.right)}
    for gap in range(min(covered, default=0), max(covered, default=0)):
        if gap in covered:
            continue
        halves = [[cell for cell in cells if (cell.column > gap) is right] for right in (False, True)]
        if all(len({cell.column for cell in half}) > 1 and len(by_row(half)) > 1 for half in halves):
            (left, *_), (right, *_) = ([*by_row(half).values()] for half in halves)
            titled = len(left) == len(right) == 1
            if titled or (len(right) > 1 and (names_rows(right[0].text) or right[0].text == left[0].text)):
                return halves
    return []


def _next_title(rows: Sequence[Sequence[SheetCell]], above: Sequence[SourceLine]) -> int:
    """The index of the first of `rows` that is the title of a further table, whose header stands below it, with or without its unit between; 0 for
    none. `above`: the titles of the first table. The label of a group of rows looks alike: a title heads names of columns, or has the sign of
    the title above, or covers the width below rows without a header.
    """
    columns = {cell.column for cell in _all(rows)}
    signs = {marker.kind for line in above if (marker := marker_of(line.text)) is not None}
    for at in range(_LEAST_ROWS, len(rows) - 1):
        own = rows[at]
        if len(own) > 1 or own[0].column > min(columns):
            continue
        below = rows[at + 1 + all(is_unit_note(cell.text) for cell in rows[at + 1]) :]
        if len(below) < _LEAST_ROWS or len(below[0]) < 2 or any(is_valued(cell.text) for cell in below[0]):
            continue
        marker = marker_of(own[0].text)
        alike = marker is not None and marker.kind in signs
        apart = _is_whole(own[0], columns) and not _header_rows(rows[:at], columns)
        names = 2 * sum(names_column(cell.text) for cell in below[0]) > len(below[0])
        if names or ((alike or apart) and _header_rows(below, columns)):
            return at
    return 0


def _header_rows(rows: Sequence[Sequence[SheetCell]], columns: AbstractSet[int]) -> int:
    words = [{cell.column: cell.text for cell in row} for row in rows]
    return label_counts([[row.get(column, "") for column in sorted(columns)] for row in words])[0]


def _is_title(own: Sequence[SheetCell], columns: AbstractSet[int]) -> bool:
    """Whether the row `own` on top of a table is its title: one cell that begins at its left edge or covers its width, with or without the unit of
    the figures beside it, or the unit alone; or the day at its right edge of which the figures are.
    """
    names = [cell for cell in own if not is_unit_note(cell.text)]
    if len(names) > 1 or len(own) > 2:
        return False
    if not names or len(columns) == 1 or _is_whole(names[0], columns) or names[0].column == min(columns):
        return True
    return len(own) == 1 and bool(_AS_OF.search(own[0].text)) and own[0].column + own[0].right > max(columns)


def _is_note(own: Sequence[SheetCell], columns: AbstractSet[int]) -> bool:
    """Whether the row `own` at the foot of a table is a note on it, by its sign or width, or a line at its left edge that states something."""
    if len(own) > 1:
        return False
    words, marker = own[0].text, marker_of(own[0].text)
    tells = own[0].column == min(columns) and (is_key_value(words) or ends_sentence(words))
    return tells or _is_whole(own[0], columns) or (marker is not None and marker.kind is MarkerFamily.NOTE)


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
