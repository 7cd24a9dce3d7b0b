"""Lines that a file writes in several turns; letters are ten points high and wide."""

from dataclasses import replace

import pytest

from formats.pdf.placed import letters, texts
from ingest.formats.pdf.interleaved import interleaved
from ingest.formats.pdf.page_lines import stretches_of
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Box


def test_digits_written_after_the_hangul_stand_between_it() -> None:
    hangul = [*letters("제", 0, 0), *letters("조", 20, 0), *letters("에", 30, 0)]
    hangul[1] = replace(hangul[1], spaced=True)  # the library takes the gap for a space
    assert texts(stretches_of([*hangul, *letters("3", 10, 0)])) == ["제3조에"]
    assert texts(stretches_of([*hangul, *letters("3", 10, 20)])) == ["제 조에", "3"]  # of the next line


def test_a_pair_of_brackets_written_last_holds_its_words() -> None:
    words = [*letters("현금", 0, 0), *letters("지출", 30, 0)]
    brackets = [*letters("(", 20, 0), *letters(")", 50, 0)]
    assert texts(stretches_of([*words, *brackets])) == ["현금(지출)"]


def test_a_gap_that_nothing_fills_stays_a_space() -> None:
    words = [*letters("현금", 0, 0), *letters("불가", 25, 0), *letters("지출", 55, 0)]
    assert texts(stretches_of([*words, *letters(",", 45, 0)])) == ["현금 불가,지출"]


def test_words_printed_twice_are_not_put_together() -> None:
    twice = [*letters("신청", 0, 0), *letters("신청", 3, 0)]
    assert texts(stretches_of(twice)) == ["신청", "신청"]  # `lines_of` keeps the first


def merged(*runs: list[Letter]) -> list[str]:
    """The runs after merging, a space shown before each letter that has one."""
    return ["".join(" " * one.spaced + one.text for one in run) for run in interleaved(runs)]


def test_a_run_goes_into_the_gaps_of_another_whichever_is_written_first() -> None:
    outer, inner = [*letters("제", 0, 0), *letters("조", 20, 0)], letters("3", 10, 0)
    assert merged(outer, inner) == merged(inner, outer) == ["제3조"]


def test_two_runs_go_into_one() -> None:
    outer = [*letters("제", 0, 0), *letters("조의", 20, 0), *letters("항", 50, 0)]
    assert merged(letters("3", 10, 0), outer, letters("2", 40, 0)) == ["제3조의2항"]


def test_three_runs_inside_one_another_are_one() -> None:
    outer = [*letters("가", 0, 0), *letters("마", 80, 0)]
    middle = [*letters("나", 10, 0), *letters("라", 60, 0)]
    assert merged(outer, middle, letters("다", 30, 0)) == ["가나 다 라 마"]


def test_no_runs_and_one_run_stay_as_they_are() -> None:
    assert merged() == []
    assert merged(letters("현금", 0, 0)) == ["현금"]


@pytest.mark.parametrize(("left", "count"), [(9, 1), (8.9, 2)])
def test_a_run_begins_a_point_before_the_end_of_a_letter_at_most(left: float, count: int) -> None:
    assert len(merged([*letters("제", 0, 0), *letters("조", 20, 0)], letters("3", left, 0, 8))) == count


@pytest.mark.parametrize(("right", "count"), [(21, 1), (21.1, 2)])
def test_its_first_letter_ends_a_point_behind_the_begin_of_the_last_at_most(right: float, count: int) -> None:
    assert len(merged([*letters("제", 0, 0), *letters("조", 20, 0)], letters("3", right - 8, 0, 8))) == count


@pytest.mark.parametrize(("top", "count"), [(4.5, 1), (4.6, 2)])
def test_runs_on_one_line_are_merged(top: float, count: int) -> None:
    runs = [*letters("제", 0, 0), *letters("조", 20, 0)], letters("3", 10, top)
    assert len(merged(*runs)) == len(merged(*reversed(runs))) == count


def test_a_tall_run_reaches_further() -> None:
    tall = [Letter(sign, Box(left, 0, left + 10, 30), False, False) for sign, left in (("제", 0.0), ("조", 20.0))]
    assert merged(letters("3", 10, 20), letters("4", 10, 60), tall) == ["4", "제3조"]


@pytest.mark.parametrize(("width", "count"), [(6, 1), (6.1, 2)])
def test_letters_that_overlap_by_more_than_six_tenths_are_printed_twice(width: float, count: int) -> None:
    # "3" fits into the gap; "4" behind it, ten wide, lies on the last letter from its left edge on.
    outer = [*letters("제", 0, 0), *letters("조", 20, 0, width)]
    inner = [*letters("3", 10, 0), *letters("4", 20, 0)]
    assert len(merged(outer, inner)) == count


@pytest.mark.parametrize(("left", "words"), [(12, "제3"), (12.1, "제 3")])
def test_a_gap_of_more_than_two_tenths_is_a_space(left: float, words: str) -> None:
    assert merged([*letters("제", 0, 0), *letters("조", 30, 0)], letters("3", left, 0)) == [f"{words} 조"]


def test_the_lower_of_two_letters_says_how_wide_a_space_is() -> None:
    low = [Letter("3", Box(11.5, 2, 20, 9), False, False)]  # seven high: 1.4 is the widest gap that is none
    assert merged([*letters("제", 0, 0), *letters("조", 20, 0)], low) == ["제 3조"]


def test_the_first_letter_keeps_its_space() -> None:
    outer = [*letters("제", 0, 0), *letters("조", 20, 0)]
    outer[0] = replace(outer[0], spaced=True)
    assert merged(outer, letters("3", 10, 0)) == [" 제3조"]


def test_a_run_goes_into_one_of_two_that_it_fits() -> None:
    outer = [*letters("제", 0, 0), *letters("조", 20, 0)]
    assert merged(outer, outer, letters("3", 10, 0)) == ["제3조", "제조"]


def test_a_run_that_fits_only_what_has_gone_stays_alone() -> None:
    outer = [*letters("가", 0, 0), *letters("다", 30, 0), *letters("마", 80, 0)]
    middle = [*letters("나", 10, 0), *letters("라", 60, 0)]
    assert merged(outer, middle, letters("다", 30, 0)) == ["가나 다 라 마", "다"]


def test_a_tall_run_elsewhere_does_not_bring_lines_together() -> None:
    tall = [Letter("큰", Box(500, 0, 530, 30), False, False)]
    outer = [*letters("제", 0, 0), *letters("조", 20, 0)]
    assert merged(outer, letters("3", 10, 6), tall) == ["제조", "3", "큰"]
