"""Ruling lines to cells, worked out on a table of two rows and two columns."""

import pytest

from ingest.formats.pdf.lattice import Lattice, Ruled, lattice_of, lattices_of
from ingest.formats.pdf.places import Box, Rule

ACROSS = [Rule(0, 0, 100), Rule(20, 0, 100), Rule(40, 0, 100)]
DOWN = [Rule(0, 0, 40), Rule(50, 0, 40), Rule(100, 0, 40)]


def one_of(across: list[Rule], down: list[Rule]) -> Lattice:
    (lattice,), alone = lattices_of(across, down)
    assert alone == []
    return lattice


def test_four_cells() -> None:
    lattice = one_of(ACROSS, DOWN)
    assert (lattice.xs, lattice.ys) == ((0, 50, 100), (0, 20, 40))
    assert lattice.cells == (Ruled(0, 0, 1, 1), Ruled(1, 0, 2, 1), Ruled(0, 1, 1, 2), Ruled(1, 1, 2, 2))
    assert lattice.owners == ((0, 1), (2, 3))
    assert lattice.box == Box(0, 0, 100, 40)
    assert lattice.place(lattice.cells[2]) == Box(0, 20, 50, 40)
    assert [lattice.at(60, 30), lattice.at(10, 10), lattice.at(110, 10), lattice.at(10, -1)] == [3, 0, None, None]


def test_the_outer_borders_need_not_be_drawn() -> None:
    assert one_of(ACROSS, DOWN[1:2]).cells == one_of(ACROSS, DOWN).cells


def test_a_cell_over_two_columns_and_one_over_two_rows() -> None:
    assert one_of(ACROSS, [DOWN[0], Rule(50, 20, 40), DOWN[2]]).owners == ((0, 0), (1, 2))
    assert one_of([ACROSS[0], Rule(20, 50, 100), ACROSS[2]], DOWN).owners == ((0, 1), (0, 2))


@pytest.mark.parametrize(("end", "owners"), [(10, ((0, 1), (2, 3))), (9, ((0, 0), (1, 2)))])
def test_a_line_along_half_of_a_side_is_its_border(end: float, owners: tuple[tuple[int, ...], ...]) -> None:
    assert one_of(ACROSS, [DOWN[0], Rule(50, 0, end), Rule(50, 20, 40), DOWN[2]]).owners == owners


@pytest.mark.parametrize(("short", "count"), [(1.5, 1), (1.8, 0)])
def test_lines_that_come_near_touch(short: float, count: int) -> None:
    across = [Rule(0, 0, 100), Rule(20, 0, 100)]
    lattices, alone = lattices_of(across, [Rule(50, short, 20 - short)])
    assert (len(lattices), alone) == (count, [] if count else across)


@pytest.mark.parametrize(("second", "ys"), [(3, (1, 20)), (4, (0, 4, 20))])
def test_a_double_line_is_one_border(second: float, ys: tuple[float, ...]) -> None:
    # The line down begins at 0, too: the border lies in the middle of all three.
    assert one_of([Rule(0, 0, 100), Rule(second, 0, 100), Rule(20, 0, 100)], [Rule(50, 0, 20)]).ys == ys


def test_one_cell_is_no_table() -> None:
    assert lattice_of([Rule(0, 0, 100), Rule(20, 0, 100)], [Rule(0, 0, 20), Rule(100, 0, 20)]) is None


def test_tables_that_do_not_touch_are_two() -> None:
    lower = [Rule(rule.at + 100, rule.start, rule.end) for rule in ACROSS]
    found, _ = lattices_of([*ACROSS, *lower], [*DOWN, *(Rule(rule.at, 100, 140) for rule in DOWN)])
    assert [lattice.box.top for lattice in found] == [0, 100]


def test_a_drawing_has_no_tables() -> None:
    rules = [Rule(10 * number, 0, 100) for number in range(1501)]
    assert lattices_of(rules[:1500], []) == ([], rules[:1500])
    assert lattices_of(rules, []) == ([], [])


def test_a_page_has_a_hundred_tables_at_most() -> None:
    across = [Rule(30 * number + edge, 0, 100) for number in range(101) for edge in (0, 20)]
    down = [Rule(50, 30 * number, 30 * number + 20) for number in range(101)]
    assert len(lattices_of(across, down)[0]) == 100
