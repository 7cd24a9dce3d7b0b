"""Tables that only lines across draw, worked out on one of three lines: above, under the header, below."""

import pytest

from formats.pdf.placed import letters
from ingest.formats.pdf.lattice import Lattice
from ingest.formats.pdf.open_tables import open_lattices
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Rule


def rules(*ats: float, start: float = 0.0, end: float = 200.0) -> list[Rule]:
    return [Rule(at, start, end) for at in ats]


def row(top: float, left: float = 5.0, right: float = 105.0) -> list[Letter]:
    """Two words of two letters, each 20 points wide."""
    return [*letters("구분", left, top), *letters("금액", right, top)]


WORDS = [*row(5), *row(25), *row(45)]


def found(across: list[Rule], words: list[Letter], page_height: float = 1000.0) -> list[Lattice]:
    return open_lattices(across, words, page_height)


def test_columns_and_rows_are_where_nothing_is_written() -> None:
    (lattice,) = found(rules(0, 20, 80), WORDS)
    assert (lattice.xs, lattice.ys) == ((0, 65, 200), (0, 20, 40, 80))
    assert lattice.owners == ((0, 1), (2, 3), (4, 5))


def test_a_header_over_both_columns() -> None:
    (lattice,) = found(rules(0, 20, 80), [*letters("두 열에 걸친 긴 제목이다", 10, 5), *row(25), *row(45)])
    assert lattice.owners[0] == (0, 0)


def test_words_between_the_lines_of_a_page_are_no_table() -> None:
    text = [one for top in (5, 25, 45) for one in letters("한 줄로 이어지는 글", 5, top)]
    assert found(rules(0, 20, 80), text) == []
    assert found(rules(0), WORDS) == []
    assert found(rules(0, 20, 80), []) == []


@pytest.mark.parametrize(("start", "count"), [(6, 1), (7, 0)])
def test_lines_of_one_table_end_alike(start: float, count: int) -> None:
    assert len(found([*rules(0, 20), Rule(80, start, 200)], WORDS)) == count


@pytest.mark.parametrize(("end", "count"), [(98, 1), (97.5, 0)])
def test_pieces_of_a_line_are_one(end: float, count: int) -> None:
    assert len(found([*rules(0, 20), Rule(80, 0, end), Rule(80, 100, 200)], WORDS)) == count


@pytest.mark.parametrize(("width", "count"), [(100, 1), (99, 0)])
def test_a_short_line_marks_words(width: float, count: int) -> None:
    words = [*row(5, 5, 60), *row(25, 5, 60), *row(45, 5, 60)]
    assert len(found(rules(0, 20, 80, end=width), words)) == count


@pytest.mark.parametrize(("gap", "count"), [(6.1, 1), (5.9, 0)])
def test_what_parts_two_words(gap: float, count: int) -> None:
    words = [one for top in (5, 25, 45) for one in row(top, 5, 25 + gap)]
    assert len(found(rules(0, 20, 80), words)) == count


@pytest.mark.parametrize(("second", "count"), [(45, 1), (46, 0)])
def test_what_parts_two_columns(second: float, count: int) -> None:
    # The first row ends its first word at 40 and begins its second at 50; the second row's first word ends at `second`.
    words = [*row(5, 20, 50), *row(25, 20, 50), *row(45, second - 20, 60)]
    assert len(found(rules(0, 20, 80), words)) == count


def test_four_lines_part_the_rows_themselves() -> None:
    (lattice,) = found(rules(0, 20, 40, 80), [*row(5), *row(25), *row(45), *row(62)])
    assert lattice.ys == (0, 20, 40, 80)
    (lattice,) = found(rules(0, 20, 80), [*row(5), *row(25), *row(45), *row(62)])
    assert len(lattice.ys) == 5


def test_a_row_begins_in_the_first_column() -> None:
    (lattice,) = found(rules(0, 20, 80), [*row(5), *row(25), *letters("둘째 줄", 105, 37), *row(55)])
    assert lattice.ys == (0, 20, 51, 80)


@pytest.mark.parametrize(("page_height", "count"), [(89, 1), (88.8, 0)])
def test_a_table_as_high_as_its_page_is_none(page_height: float, count: int) -> None:
    assert len(found(rules(0, 20, 80), WORDS, page_height)) == count


@pytest.mark.parametrize(("longest", "count"), [(60, 1), (61, 0)])
def test_long_words_are_running_text(longest: int, count: int) -> None:
    def wide(top: float, length: int = 60) -> list[Letter]:
        return [*letters("가" * length, 5, top, 2), *letters("나" * 60, 205, top, 2)]

    assert len(found(rules(0, 20, 80, end=400), [*wide(5), *wide(25), *wide(45, longest)])) == count
