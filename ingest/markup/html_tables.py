"""Finds the rows and columns in which the cells of an HTML table stand, by the rules of the HTML standard (4.9.12, forming a table)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

_MOST_COLUMNS = 1_000
"""Columns of a table, and the most that the standard lets a cell reach over."""
_MOST_SLOTS = 2_000_000
"""Rows by columns; what claims more is damage."""
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
"""The groups of rows in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell: the row and column in which it begins (from 0), how many it covers, and its element."""

    row: int
    column: int
    row_span: int
    column_span: int
    node: LexborNode


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """The cells of a table; `header_rows`: the rows on top that it marks as header, None where it marks none."""

    cells: tuple[Placed, ...]
    header_rows: int | None


def rows_of(table: LexborNode, is_unread: Callable[[LexborNode], bool]) -> list[list[LexborNode]]:
    """The rows of `table`, group by group (thead, tbody, tfoot), in the order in which they are shown, without rows of the tables in it."""
    groups: list[tuple[int, list[LexborNode]]] = []
    for child in table.iter():
        if is_unread(child):
            continue
        if child.tag == "tr":
            groups.append((_GROUPS["tbody"], [child]))
        elif child.tag in _GROUPS:
            rows = [row for row in child.iter() if row.tag == "tr" and not is_unread(row)]
            groups.append((_GROUPS[child.tag], rows))
    return [rows for _, rows in sorted(groups, key=lambda group: group[0])]


def place(table: LexborNode, is_unread: Callable[[LexborNode], bool]) -> PlacedTable | None:
    """The cells of `table` in their places; None where it claims more slots than any table has."""
    cells: list[Placed] = []
    free_from: list[int] = []  # for each column the first row in which it is free
    first = 0
    for rows in rows_of(table, is_unread):
        last = first + len(rows)
        for number, row in enumerate(rows, start=first):
            column = 0
            for node in _cells_of(row, is_unread):
                while column < len(free_from) and free_from[column] > number:
                    column += 1
                right = _span(node, "colspan") or 1
                down = min(_span(node, "rowspan") or last, last - number)
                if column + right > _MOST_COLUMNS or (number + 1) * len(free_from) > _MOST_SLOTS:
                    return None
                free_from.extend([0] * (column + right - len(free_from)))
                free_from[column : column + right] = [number + down] * right
                cells.append(Placed(number, column, down, right, node))
                column += right
        first = last
    return PlacedTable(tuple(cells), _header_rows(table, cells, first))


def _cells_of(row: LexborNode, is_unread: Callable[[LexborNode], bool]) -> Iterable[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in ("td", "th") and not is_unread(cell))


def _span(node: LexborNode, name: str) -> int:
    """How many rows or columns a cell covers by its attribute `name`, 1 where it has none; 0 only where 0 is stated ("to the end of the group")."""
    stated = re.match(r"\s*(\d{1,9})", node.attributes.get(name) or "")
    if stated is None:
        return 1
    return min(int(stated[1]), _MOST_COLUMNS if name == "colspan" else 65_534)


def _header_rows(table: LexborNode, cells: Sequence[Placed], rows: int) -> int | None:
    """The number of rows in <thead>, else of those on top that hold <th> only; None where that is no row or all."""
    heads = [child for child in table.iter() if child.tag == "thead"]
    count = sum(row.tag == "tr" for head in heads for row in head.iter())
    if not count:
        plain = {cell.row for cell in cells if cell.node.tag == "td"}
        count = next((row for row in range(rows) if row in plain), rows)
    return count if 0 < count < rows else None
