"""Finds the tables and cells that ruling lines draw."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.places import Box, Rule

_TOUCH = 1.5  # points; lines at most so far apart touch; those of a table inside a cell are further off
_ONE_BORDER = 3.0  # points; lines so near each other are one border (a double line)
_MOST_RULES = 1_500  # lines of one page in one direction; more are a drawing
_MOST_TABLES = 100  # tables of one page that are read
_COVERED = 0.5  # of a cell's side: a line that covers so much of it is its border


@dataclass(frozen=True, slots=True)
class Ruled:
    """A cell, by its columns `left` to `right` and its rows `top` to `bottom`, counted from 0, ends exclusive."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: the positions of its column borders (`xs`) and row borders (`ys`) in points, its cells from the upper left, and for
    each slot (row, column) the index of the cell that it belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Ruled, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Box:
        """The box of the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def place(self, cell: Ruled) -> Box:
        """The box of `cell`."""
        return Box(self.xs[cell.left], self.ys[cell.top], self.xs[cell.right], self.ys[cell.bottom])

    def at(self, x: float, y: float) -> int | None:
        """The index of the cell at (x, y); None outside of the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return self.owners[row][column] if inside else None


def lattices_of(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[Lattice], list[Rule]]:
    """The tables that horizontal and vertical lines draw, one for each group of lines that touch each other, and the horizontal lines
    that touch no vertical one.

    The outer borders left and right need not be drawn: the table ends where its lines across end.
    """
    if max(len(across), len(down)) > _MOST_RULES:
        return [], []
    groups, alone = _groups(across, down)
    found = [lattice_of(*group) for group in groups[:_MOST_TABLES]]
    return [lattice for lattice in found if lattice is not None], alone


def lattice_of(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    """The table that these lines draw together; None where they draw less than two cells."""
    xs = _borders([*(r.at for r in down), min(r.start for r in across), max(r.end for r in across)])
    ys = _borders([*(r.at for r in across), *((min(r.start for r in down), max(r.end for r in down)) if down else ())])
    walls = _covering(down, xs, ys)
    floors = _covering(across, ys, xs)
    cells, owners = _cells(len(xs) - 1, len(ys) - 1, walls, floors)
    return Lattice(tuple(xs), tuple(ys), cells, owners) if len(cells) > 1 else None


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[tuple[list[Rule], list[Rule]]], list[Rule]]:
    """The groups (horizontal, vertical) of lines that touch each other, and the horizontal lines that touch no vertical one."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    touched = set()
    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH:
                parent[root(i)] = root(j)
                touched.add(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        if i in touched:
            groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down, len(across)):
        groups.setdefault(root(j), ([], []))[1].append(v)
    alone = [h for i, h in enumerate(across) if i not in touched]
    return [group for group in groups.values() if all(group)], alone


def _borders(places: Sequence[float]) -> list[float]:
    """The positions of the borders: `places` that lie near each other are one border, in their middle."""
    runs: list[list[float]] = []
    for place in sorted(places):
        if runs and place - runs[-1][-1] <= _ONE_BORDER:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [sum(run) / len(run) for run in runs]


def _covering(rules: Sequence[Rule], borders: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """For each of `borders`, for each step along it (from one of `steps` to the next): whether a line runs there. The outermost borders always
    count as drawn.
    """
    covered = [[0.0] * (len(steps) - 1) for _ in borders]
    for rule in rules:
        border = min(range(len(borders)), key=lambda index: abs(borders[index] - rule.at))
        for step in range(len(steps) - 1):
            along = min(rule.end, steps[step + 1]) - max(rule.start, steps[step])
            covered[border][step] += max(0.0, along)  # a line may come in pieces
    last = len(borders) - 1
    return [
        [
            border in (0, last) or covered[border][step] >= _COVERED * (steps[step + 1] - steps[step])
            for step in range(len(steps) - 1)
        ]
        for border in range(len(borders))
    ]


def _cells(
    columns: int, rows: int, walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[tuple[Ruled, ...], tuple[tuple[int, ...], ...]]:
    """The cells, and for each slot the index of its cell. A cell extends to the next wall on its right and the next floor below, so that it
    is a rectangle whatever the lines leave open.
    """
    owners = [[-1] * columns for _ in range(rows)]
    cells: list[Ruled] = []
    for row in range(rows):
        for column in range(columns):
            if owners[row][column] >= 0:
                continue
            right = column + 1
            while right < columns and not walls[right][row] and owners[row][right] < 0:
                right += 1
            bottom = row + 1
            while bottom < rows and _goes_on(column, right, bottom, walls, floors):
                bottom += 1
            for below in range(row, bottom):
                owners[below][column:right] = [len(cells)] * (right - column)
            cells.append(Ruled(column, row, right, bottom))
    return tuple(cells), tuple(map(tuple, owners))


def _goes_on(left: int, right: int, row: int, walls: list[list[bool]], floors: list[list[bool]]) -> bool:
    """Whether the cell in the columns `left` to `right` reaches into `row`: no line above the row there, and none inside."""
    open_above = not any(floors[row][column] for column in range(left, right))
    return open_above and not any(walls[column][row] for column in range(left + 1, right))
