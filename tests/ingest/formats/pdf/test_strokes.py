"""Straight strokes to the ruling lines that they draw."""

import pytest

from ingest.formats.pdf.places import Rule
from ingest.formats.pdf.strokes import ruling_lines


def test_dots_in_a_row_are_a_line() -> None:
    dots = [Rule(20, 10 + 1.25 * n, 10.5 + 1.25 * n) for n in range(80)]
    assert ruling_lines(dots) == [Rule(20, 10, 109.25)]
    assert ruling_lines([*dots[:40], *dots[60:]]) == [Rule(20, 10, 59.25), Rule(20, 85, 109.25)]
    assert ruling_lines(dots[:3]) == []  # 3 points: a mark


@pytest.mark.parametrize(("gap", "lines"), [(3, [Rule(5, 0, 23)]), (3.5, [Rule(5, 0, 10), Rule(5, 13.5, 23.5)])])
def test_dashes_near_each_other_are_a_line(gap: float, lines: list[Rule]) -> None:
    assert ruling_lines([Rule(5, 0, 10), Rule(5, 10 + gap, 20 + gap)]) == lines


def test_long_lines_beside_each_other_stay_two() -> None:
    assert ruling_lines([Rule(5, 0, 50), Rule(5, 52, 100)]) == [Rule(5, 0, 50), Rule(5, 52, 100)]


def test_a_line_drawn_twice_is_one() -> None:
    assert ruling_lines([Rule(5, 0, 100), Rule(5.2, 0, 60), Rule(5, 60, 110)]) == [Rule(5, 0, 110)]


def test_a_gradient_is_no_line_and_a_triple_line_is_three() -> None:
    stripes = [Rule(10 + 2 * n, 50, 300) for n in range(20)]
    frame = [Rule(8, 40, 400), Rule(200, 50, 300)]
    assert ruling_lines([*stripes, *frame]) == frame
    triple = [Rule(10, 50, 300), Rule(12, 50, 300), Rule(14, 50, 300)]
    assert ruling_lines(triple) == triple
    rows = [Rule(10 + 12 * n, 50, 300) for n in range(20)]
    assert ruling_lines(rows) == rows
