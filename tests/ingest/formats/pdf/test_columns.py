"""The order of reading: columns one after the other, and what only looks like columns."""

import pytest

from formats.pdf.placed import stretch
from ingest.formats.pdf.columns import Item, zones_of
from ingest.formats.pdf.page_lines import Stretch

WORDS = "여덟글자의한줄임"
STEP = 15.0


def column(left: float, widths: list[float], text: str = WORDS, top: float = 0.0) -> list[Item]:
    return [stretch(text, left, top + STEP * row, width) for row, width in enumerate(widths)]


def sizes(items: list[Item]) -> list[int]:
    return [len(zone) for zone in zones_of(items)]


def test_nothing_has_no_zones() -> None:
    assert sizes([]) == []


def test_the_left_column_is_read_before_the_right_one() -> None:
    left, right = column(0, [100] * 4), column(120, [100] * 4)
    rows = [one for pair in zip(left, right, strict=True) for one in pair]
    assert list(zones_of(rows)) == [left, right]


def test_a_line_over_both_columns_is_read_where_it_stands() -> None:
    title = stretch("두 단에 걸친 제목", 0, 0, 220)
    left, right = column(0, [100] * 4, top=30), column(120, [100] * 4, top=30)
    foot = stretch("두 단 아래의 한 줄", 0, 120, 220)
    found = [[one.text for one in zone if isinstance(one, Stretch)] for zone in zones_of([foot, *right, title, *left])]
    assert found == [["두 단에 걸친 제목"], [WORDS] * 4, [WORDS] * 4, ["두 단 아래의 한 줄"]]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([100] * 4, [100] * 4, [4, 4]),
        ([100] * 4, [100] * 3, [7]),  # too few lines on one side
        ([100, 60, 60, 60], [100] * 4, [4, 4]),
        ([100, 58, 58, 58], [100] * 4, [8]),  # a column of labels
        ([100] * 4, [280] * 4, [4, 4]),  # a quarter of the width
        ([96] * 4, [280] * 4, [8]),  # a margin
    ],
)
def test_what_makes_a_column(left: list[float], right: list[float], expected: list[int]) -> None:
    assert sizes([*column(0, left), *column(120, right)]) == expected


def test_short_lines_are_a_tables() -> None:
    assert sizes([*column(0, [100] * 4, WORDS[:8]), *column(120, [100] * 4)]) == [4, 4]
    assert sizes([*column(0, [100] * 4, WORDS[:7]), *column(120, [100] * 4)]) == [8]


def test_more_marks_than_a_page_of_text_has_are_a_drawings() -> None:
    assert sizes([*column(0, [100] * 505), *column(120, [100] * 505)]) == [505, 505]
    assert sizes([*column(0, [100] * 1001), *column(120, [100] * 1000)]) == [2001]


@pytest.mark.parametrize(("right", "expected"), [(120, [5, 5]), (121, [4, 4, 2])])
def test_a_line_of_the_left_column_may_touch_the_right_one(right: float, expected: list[int]) -> None:
    assert sizes([*column(0, [100, 100, 100, 100, right]), *column(120, [100] * 5)]) == expected


@pytest.mark.parametrize(("left", "expected"), [(118, [5, 5]), (117, [4, 4, 2])])
def test_a_line_of_the_right_column_may_begin_two_points_before_it(left: float, expected: list[int]) -> None:
    last = stretch(WORDS, left, 4 * STEP, 100)
    assert sizes([*column(0, [100] * 5), *column(120, [100] * 4), last]) == expected


@pytest.mark.parametrize(("rows", "expected"), [(2, [4, 4]), (1, [8])])
def test_two_lines_beside_each_other_make_columns(rows: int, expected: list[int]) -> None:
    assert sizes([*column(0, [100] * 4), *column(120, [100] * 4, top=STEP * (4 - rows))]) == expected
