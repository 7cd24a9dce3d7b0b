"""Lattices filled with words, tables that go on over a page's end, and grids; letters are ten points high and wide."""

from collections.abc import Mapping, Sequence

import pytest

from formats.pdf.placed import letters, text_line
from ingest.formats.pdf.lattice import Lattice, lattice_of
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.paragraphs import TextBlock
from ingest.formats.pdf.places import Box, Rule
from ingest.formats.pdf.tables import (
    PageCell,
    PageTable,
    all_lines,
    goes_on,
    grid_of,
    holding,
    joined,
    parts_of,
    table_of,
)
from ingest.source import Grid, SourceCell, SourceLine

Shown = tuple[str, int, int, float, float]
"""A cell: its words, the row in which it begins, how many rows it covers, its edges."""


def ruled(columns: int = 2, wall_from: float = 0) -> Lattice:
    """A table of columns of 100 points and of two rows, 0 to 60 and 60 to 120; the line behind the first column begins at `wall_from`."""
    across = [Rule(at, 0, 100.0 * columns) for at in (0, 60, 120)]
    found = lattice_of(across, [Rule(100.0 * n, wall_from if n == 1 else 0, 120) for n in range(columns + 1)])
    assert found is not None
    return found


def lines(text: str, left: float, *tops: float) -> list[Letter]:
    """The words of `text`, one a line."""
    return [letter for word, top in zip(text.split(), tops, strict=True) for letter in letters(word, left, top)]


def filled(
    lattice: Lattice, words: Mapping[int, list[Letter]], inner: Mapping[int, Sequence[PageTable]] | None = None
) -> list[Shown]:
    """The cells of `lattice` with the words and tables of some of its cells, by their numbers."""
    numbers = range(len(lattice.cells))
    table = table_of(lattice, [words.get(n, []) for n in numbers], [(inner or {}).get(n, ()) for n in numbers])
    assert table.box == lattice.box
    return shown(table)


def shown(table: PageTable) -> list[Shown]:
    return [(one.words, one.row, one.rows, one.left, one.right) for one in table.cells]


def cell(words: str, left: float, right: float, row: int, rows: int = 1) -> PageCell:
    line = text_line(words, left, 0)
    return PageCell(left, right, row, rows, [TextBlock((line,), left, right)] if words else [])


def table(*rows: str, edges: Sequence[float] = (0, 100, 200)) -> PageTable:
    """A table with one cell in each slot; the cells of a row are parted by "|"."""
    cells = [
        cell(words.strip(), edges[column], edges[column + 1], number)
        for number, row in enumerate(rows)
        for column, words in enumerate(row.split("|"))
    ]
    return PageTable(Box(edges[0], 0, edges[-1], 20 * len(rows)), cells)


HEAD = {2: letters("합계", 5, 65), 3: letters("3", 105, 65)}
"""The words of the lower row: one line in each cell."""


def test_words_stand_in_their_cells() -> None:
    words = {0: lines("구분 이름", 5, 5, 25), 1: letters("금액", 105, 5)} | HEAD
    assert filled(ruled(), words) == [
        ("구분 이름", 0, 1, 0, 100),
        ("금액", 0, 1, 100, 200),
        ("합계", 1, 1, 0, 100),
        ("3", 1, 1, 100, 200),
    ]


def test_figures_that_stand_one_below_the_other_part_a_row() -> None:
    words = {0: lines("소형 중형", 5, 5, 25), 1: lines("1,000 2,000", 105, 5, 25)} | HEAD
    assert filled(ruled(), words) == [
        ("소형", 0, 1, 0, 100),
        ("1,000", 0, 1, 100, 200),
        ("중형", 1, 1, 0, 100),
        ("2,000", 1, 1, 100, 200),
        ("합계", 2, 1, 0, 100),
        ("3", 2, 1, 100, 200),
    ]


def test_a_cell_of_one_line_covers_the_parts_and_so_does_an_empty_one() -> None:
    words = {0: letters("서울", 5, 15), 1: lines("소형 중형", 105, 5, 25), 2: lines("1 2", 205, 5, 25)}
    assert filled(ruled(4), words)[:6] == [
        ("서울", 0, 2, 0, 100),
        ("소형", 0, 1, 100, 200),
        ("1", 0, 1, 200, 300),
        ("", 0, 2, 300, 400),
        ("중형", 1, 1, 100, 200),
        ("2", 1, 1, 200, 300),
    ]


def test_a_cell_over_two_ruled_rows_covers_the_parts_of_both() -> None:
    lattice = lattice_of(
        [Rule(0, 0, 300), Rule(60, 100, 300), Rule(120, 0, 300)], [Rule(100.0 * n, 0, 120) for n in range(4)]
    )
    assert lattice is not None
    words = {0: lines("서울 부산", 5, 5, 25), 1: lines("소형 중형", 105, 5, 25), 2: lines("1 2", 205, 5, 25)}
    assert filled(lattice, words)[0] == ("서울 부산", 0, 3, 0, 100)


@pytest.mark.parametrize(
    ("left", "right", "rows"),
    [
        (lines("소형 중형", 5, 5, 25), lines("1 2", 105, 5, 25), 3),
        (lines("1 2", 5, 5, 25), lines("소형 중형", 105, 5, 25), 3),
        (lines("소형 중형", 5, 5, 25), lines("하나 둘", 105, 5, 25), 2),  # no figures
        (lines("소형 중형", 5, 5, 25), lines("1 둘", 105, 5, 25), 2),  # one word among them
        (lines("소형 중형", 5, 5, 25), lines("1 2 3", 105, 5, 25, 45), 2),
        (lines("소형 중형 대형", 5, 5, 25, 45), lines("1 2 3", 105, 5, 25, 45), 4),
        (letters("소형", 5, 5), letters("1", 105, 5), 2),
        (letters("서울", 5, 15), lines("1 2", 105, 5, 25), 3),
        ([], lines("1 2", 105, 5, 25), 2),  # nothing beside them
        (lines("소형 중형", 5, 5, 25), lines("1 2", 105, 5, 29.9), 3),
        (lines("소형 중형", 5, 5, 25), lines("1 2", 105, 5, 30), 2),  # half a letter's height lower
    ],
)
def test_what_parts_a_row(left: list[Letter], right: list[Letter], rows: int) -> None:
    assert len({row for _, row, *_ in filled(ruled(), {0: left, 1: right} | HEAD)}) == rows


def test_a_table_in_a_cell_keeps_its_row_whole() -> None:
    words = {0: lines("소형 중형", 5, 5, 25), 1: lines("1 2", 105, 5, 25)} | HEAD
    inner = {1: [PageTable(Box(110, 40, 190, 55), [cell("안", 110, 190, 0)])]}
    assert filled(ruled(), words, inner)[:2] == [("소형 중형", 0, 1, 0, 100), ("1 2 안", 0, 1, 100, 200)]


def test_lines_above_a_table_in_a_cell_come_before_it() -> None:
    place = Box(0, 0, 100, 120)
    first, second = (
        PageTable(Box(0, top, 100, top + 20), [cell(name, 0, 100, 0)]) for name, top in (("갑", 20), ("을", 60))
    )
    above, between, below = (text_line(words, 0, top) for words, top in (("위", 5), ("새", 45), ("밑", 90)))
    assert holding([above, between, below], [second, first], place) == [
        TextBlock((above,), 0, 100),
        first,
        TextBlock((between,), 0, 100),
        second,
        TextBlock((below,), 0, 100),
    ]
    assert holding([], [first, second], place) == [first, second]
    assert holding([above], [], place) == [TextBlock((above,), 0, 100)]
    assert holding([], [], place) == []


def test_all_lines_of_a_table_are_those_of_the_tables_in_it_too() -> None:
    inner = table("안|속")
    outer = PageTable(Box(0, 0, 200, 20), [PageCell(0, 200, 0, 1, [*cell("밖", 0, 200, 0).holds, inner])])
    assert [line.text for line in all_lines(outer.cells[0].holds)] == ["밖", "안", "속"]


@pytest.mark.parametrize(
    ("below", "on"),
    [
        (table("나|2"), True),
        (table("나|2", edges=(3, 97, 203)), True),
        (table("나|2", edges=(3.1, 100, 200)), False),
        (table("나|2", edges=(0, 100, 203.1)), False),
        (table("나|2", edges=(0, 103.1, 200)), False),
        (table("나|2", edges=(0, 96.9, 200)), False),
        (table("나|2|3", edges=(0, 60, 106, 200)), False),
        (table("구 분|수", "나|2", edges=(0, 106, 200)), True),  # the same header, however it is spaced
        (table("구분|수", "나|2", edges=(3.1, 100, 200)), False),  # the same header between other edges
        (table("구분|수", "나|2", edges=(0, 100, 203.1)), False),
        (table("구분|수", edges=(0, 106, 200)), False),  # a header with nothing below
    ],
)
def test_a_table_goes_on_where_edges_and_columns_or_the_header_are_the_same(below: PageTable, on: bool) -> None:
    assert goes_on(table("구분|수", "가|1"), below) is on


def test_the_columns_of_the_last_row_are_those_that_go_on() -> None:
    wide = PageTable(Box(0, 0, 200, 40), [cell("제목", 0, 200, 0), cell("가", 0, 100, 1), cell("1", 100, 200, 1)])
    assert goes_on(wide, table("나|2"))
    tall = PageTable(Box(0, 0, 200, 40), [cell("서울", 0, 100, 0, 2), cell("1", 100, 200, 0), cell("2", 100, 200, 1)])
    assert goes_on(tall, table("나|2"))  # a cell that reaches into the last row
    assert not goes_on(table("나|2"), wide)


def test_empty_rows_are_no_header() -> None:
    assert not goes_on(table(" | ", "가|1"), table(" | ", "나|2", edges=(0, 106, 200)))


def test_the_rest_of_a_table_follows_without_its_header() -> None:
    whole = joined(table("구분|수", "가|1"), table("구분|수", "나|2", "다|3"))
    assert [(words, row) for words, row, *_ in shown(whole)] == [
        ("구분", 0),
        ("수", 0),
        ("가", 1),
        ("1", 1),
        ("나", 2),
        ("2", 2),
        ("다", 3),
        ("3", 3),
    ]
    assert whole.rows == 4


def test_a_header_of_two_rows_is_left_out_as_far_as_it_is_the_same() -> None:
    assert [words for words, *_ in shown(joined(table("갑|을", "구분|수", "가|1"), table("갑|을", "구분|수", "나|2")))][
        -2:
    ] == [
        "나",
        "2",
    ]
    other = joined(table("갑|을", "구분|수", "가|1"), table("갑|을", "구분|합", "나|2"))
    assert [(words, row) for words, row, *_ in shown(other)][-4:] == [("구분", 3), ("합", 3), ("나", 4), ("2", 4)]


def test_a_header_that_reaches_down_further_is_another() -> None:
    once, twice = (
        PageTable(Box(0, 0, 200, 60), [cell("구분", 0, 100, 0, rows), cell("가", 0, 100, rows)]) for rows in (1, 2)
    )
    assert joined(once, twice).rows == 5  # nothing is left out
    assert joined(once, once).rows == 3


def test_a_row_with_words_in_its_last_cell_alone_continues_the_row_above() -> None:
    whole = joined(table("가|신청서를"), table(" |낸다.", "나|없음"))
    assert [(words, row) for words, row, *_ in shown(whole)] == [
        ("가", 0),
        ("신청서를 낸다.", 0),
        ("나", 1),
        ("없음", 1),
    ]


@pytest.mark.parametrize(
    "below",
    [
        PageTable(Box(0, 0, 200, 20), [cell("", 0, 100, 0), cell("낸다.", 104, 200, 0)]),  # another column
        PageTable(Box(0, 0, 200, 40), [cell("", 0, 100, 0, 2), cell("낸다.", 100, 200, 0), cell("둘", 100, 200, 1)]),
    ],
)
def test_cells_that_do_not_lie_alike_begin_a_row_and_empty_ones_before_them_continue_those_above(
    below: PageTable,
) -> None:
    found = shown(joined(table("가|신청서를"), below))
    assert found[:2] == [("가", 0, 1 + below.rows, 0, 100), ("신청서를", 0, 1, 100, 200)]
    assert found[2][:2] == ("낸다.", 1)


@pytest.mark.parametrize(("left", "rows"), [(103, 1), (103.1, 2)])
def test_edges_three_points_apart_are_one(left: float, rows: int) -> None:
    below = PageTable(Box(0, 0, 200, 20), [cell("", 0, 100, 0), cell("낸다.", left, 200, 0)])
    above = table("가|신청서를")
    assert joined(above, below).rows == rows
    right = PageTable(Box(0, 0, 200, 20), [cell("", 0, left, 0), cell("낸다.", 100, 200, 0)])
    assert joined(table("가|신청서를"), right).rows == rows


def test_only_empty_cells_at_the_beginning_continue_those_above() -> None:
    edges = (0, 60, 120, 200)
    above, below = table("서울|소형|1", edges=edges), table(" |중형| ", edges=edges)
    assert shown(joined(above, below)) == [
        ("서울", 0, 2, 0, 60),
        ("소형", 0, 1, 60, 120),
        ("1", 0, 1, 120, 200),
        ("중형", 1, 1, 60, 120),
        ("", 1, 1, 120, 200),
    ]


def test_a_row_without_words_makes_the_cells_above_longer() -> None:
    assert shown(joined(table("가|1"), table(" | "))) == [("가", 0, 2, 0, 100), ("1", 0, 2, 100, 200)]


def test_a_row_of_one_cell_is_a_row_of_its_own() -> None:
    assert [row for _, row, *_ in shown(joined(table("가", edges=(0, 200)), table("나", edges=(0, 200))))] == [0, 1]


def test_a_row_that_is_full_is_a_row_of_its_own() -> None:
    assert shown(joined(table("가|1"), table("나|2")))[2:] == [("나", 1, 1, 0, 100), ("2", 1, 1, 100, 200)]


def line(words: str) -> tuple[SourceLine]:
    return (SourceLine(words),)


def test_the_edges_of_cells_become_the_numbers_of_columns() -> None:
    drawn = PageTable(
        Box(0, 0, 300, 40),
        [
            cell("제목", 0, 300, 0),
            cell("가", 0, 100, 1),
            cell("나", 103, 200, 1, 2),  # the same border: three points apart
            cell("다", 203.1, 300, 1),  # another one
        ],
    )
    assert grid_of(drawn, spaces_written=False) == Grid(
        (
            SourceCell(0, 0, line("제목"), 1, 4),
            SourceCell(1, 0, line("가"), 1, 1),
            SourceCell(1, 1, line("나"), 2, 1),
            SourceCell(1, 3, line("다"), 1, 1),
        )
    )


def test_a_cell_that_is_no_wider_than_a_border_covers_one_column() -> None:
    drawn = PageTable(Box(0, 0, 100, 20), [cell("", 0, 2, 0), cell("가", 2, 100, 0)])
    assert grid_of(drawn, spaces_written=False) == Grid((SourceCell(0, 0, ()), SourceCell(0, 0, line("가"))))


def test_a_table_in_a_cell_is_a_grid_among_its_lines() -> None:
    inner = table("안|속")
    grid = Grid((SourceCell(0, 0, line("안")), SourceCell(0, 1, line("속"))))
    block = cell("밖", 0, 200, 0).holds
    assert parts_of([*block, inner], spaces_written=False) == (SourceLine("밖"), grid)
    assert grid_of(PageTable(Box(0, 0, 200, 20), [PageCell(0, 200, 0, 1, [inner])]), spaces_written=False) == Grid(
        (SourceCell(0, 0, (grid,)),)
    )


@pytest.mark.parametrize(("spaces_written", "words"), [(True, "WiFi 존"), (False, "Wi Fi 존")])
def test_whether_the_file_writes_the_spaces_at_line_ends_is_handed_on(spaces_written: bool, words: str) -> None:
    block = TextBlock((text_line("Wi", 0, 0), text_line("Fi", 0, 12, spaced=True), text_line("존", 0, 24)), 0, 22)
    assert parts_of([block], spaces_written) == line(words)
    grid = grid_of(PageTable(Box(0, 0, 22, 36), [PageCell(0, 22, 0, 1, [block])]), spaces_written)
    assert grid.cells[0].parts == line(words)
