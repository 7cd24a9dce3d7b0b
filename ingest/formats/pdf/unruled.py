"""Finds the rows of tables without ruling lines: lines below each other whose words stand in columns, as the contacts at the foot of a release do."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.formats.pdf.page_lines import TextLine
from ingest.outline import marker_of

_GAP = 2.0  # of a letter's height; a wider gap is none of running text and separates cells
_SIGN = 3  # characters of a list mark: "□", "1.", "(1)"
_GUTTER = 5.0  # points between two columns
_LEAST_COLUMNS = 3  # of rows with unequally many cells: the words of two may stand apart for any reason
_MIDWAY = 0.3  # of a letter's height by which a label may be off the middle between the two rows that it names

_Edges = list[tuple[float, float]]
"""The edges (from x, to x) of columns, from the left."""


def cells_of(line: TextLine) -> list[TextLine]:
    """The cells of `line`: its words between wide gaps. A list mark stays with its words, however far off."""
    first = line.stretches[0]
    groups = [[first]]
    for before, after in pairwise(line.stretches):
        wide = after.box.left - before.box.right > _GAP * line.box.height
        if wide and not (
            before is first and marker_of(f"{first.text} {after.text}") is not None and len(first.text) <= _SIGN
        ):
            groups.append([])
        groups[-1].append(after)
    return [TextLine(tuple(group)) for group in groups]


def rows_of(lines: Sequence[TextLine]) -> dict[int, str]:
    """The rows of tables without ruling lines among `lines`, by `id(line)`, as words with tabs between cells; "" for a line whose words stand in the
    row above it. Lines are rows where wide gaps divide a line and the one next to it into equally many cells, or where the cells of all of
    them stand in the same columns.
    """
    cells = [cells_of(line) for line in lines]
    rows: dict[int, str] = {}
    for index, (line, own) in enumerate(zip(lines, cells, strict=True)):
        beside = [len(other) for other in (*cells[max(0, index - 1) : index], *cells[index + 1 : index + 2])]
        if len(own) > 1 and len(own) in beside:
            rows[id(line)] = _tabbed(cell.text for cell in own)
    start = 0
    while start < len(lines):
        stop, edges = _run(lines, cells, start)
        if stop - start > 1 and len(edges) >= _LEAST_COLUMNS:
            rows |= _filled(lines[start:stop], cells[start:stop], edges)
        start = max(stop, start + 1)
    return rows


def _run(lines: Sequence[TextLine], cells: Sequence[Sequence[TextLine]], start: int) -> tuple[int, _Edges]:
    """The end of the rows that begin at `start` and stand in the same columns, and the edges of these. A line of one cell is only taken as a label
    between two rows.
    """
    edges: _Edges = []
    stop = start
    while stop < len(lines) and (len(cells[stop]) > 1 or (stop > start and _is_label(lines, cells, stop))):
        wider = _widened(edges, cells[stop])
        if not wider:
            break
        edges, stop = wider, stop + 1
    return (stop if stop > start and len(cells[stop - 1]) > 1 else max(start, stop - 1)), edges


def _widened(edges: _Edges, cells: Sequence[TextLine]) -> _Edges:
    """`edges` with room for the `cells` of one more row; empty where a cell reaches over two columns, or two cells stand in one."""
    wider = list(edges)
    for cell in cells:
        left, right = cell.box.left, cell.box.right
        touched = [edge for edge in wider if left < edge[1] + _GUTTER and edge[0] < right + _GUTTER]
        if len(touched) > 1:
            return []
        for edge in touched:
            wider.remove(edge)
            left, right = min(left, edge[0]), max(right, edge[1])
        wider.append((left, right))
    wider.sort()
    apart = all(one[1] + _GUTTER <= other[0] for one, other in pairwise(wider))
    return wider if apart and len({_column(wider, cell) for cell in cells}) == len(cells) else []


def _column(edges: _Edges, cell: TextLine) -> int:
    middle = cell.box.middle[0]
    return next(number for number, (left, right) in enumerate(edges) if left <= middle <= right)


def _is_label(lines: Sequence[TextLine], cells: Sequence[Sequence[TextLine]], index: int) -> bool:
    """Whether the line at `index` stands midway between two rows and beside the words of both: a label that covers them."""
    if not 0 < index < len(lines) - 1 or len(cells[index + 1]) < 2:
        return False
    above, own, below = (line.box for line in lines[index - 1 : index + 2])
    off = abs(own.middle[1] - (above.middle[1] + below.middle[1]) / 2)
    beside = [cell.box for cell in (*cells[index - 1], *cells[index + 1])]
    clear = (cell.box.right < box.left or box.right < cell.box.left for cell in cells[index] for box in beside)
    return off <= _MIDWAY * own.height and all(clear)


def _filled(lines: Sequence[TextLine], cells: Sequence[Sequence[TextLine]], edges: _Edges) -> dict[int, str]:
    """The rows that `lines` are in columns with these `edges`, as `rows_of` gives them."""
    slots = [{_column(edges, cell): cell.text for cell in own} for own in cells]
    labels: set[int] = set()
    for index in range(1, len(lines)):
        if index - 1 not in labels and _is_label(lines, cells, index):
            slots[index - 1] |= slots[index]
            labels.add(index)
    return {
        id(line): "" if index in labels else _tabbed(own.get(column, "") for column in range(len(edges)))
        for index, (line, own) in enumerate(zip(lines, slots, strict=True))
    }


def _tabbed(words: Iterable[str]) -> str:
    return "\t".join(words)
