"""Letters to stretches, stretches to lines: at each limit, and just beside it."""

from dataclasses import replace

import pytest

from formats.pdf.placed import letters, stretch, text_line, texts
from ingest.formats.pdf.page_lines import TextLine, around, lines_of, stretches_of, with_bullets
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Box


def letter(sign: str, left: float, top: float = 0.0, width: float = 10.0) -> Letter:
    return Letter(sign, Box(left, top, left + width, top + 10), False, False)


def test_the_box_around_boxes() -> None:
    assert around([Box(1, 5, 3, 9), Box(0, 6, 2, 12)]) == Box(0, 5, 3, 12)


@pytest.mark.parametrize(("gap", "expected"), [(1.4, "가나"), (1.6, "가 나")])
def test_a_gap_between_stretches_is_a_space(gap: float, expected: str) -> None:
    assert TextLine((stretch("가", 0, 0), stretch("나", 10 + gap, 0))).text == expected


def test_a_space_that_the_file_writes_is_one() -> None:
    assert TextLine((stretch("가", 0, 0, spaced=True), stretch("나", 10, 0))).text == "가 나"


@pytest.mark.parametrize(("gap", "expected"), [(19.0, ["가나"]), (21.0, ["가", "나"])])
def test_a_wide_gap_parts_two_stretches(gap: float, expected: list[str]) -> None:
    assert texts(stretches_of([letter("가", 0), letter("나", 10 + gap)])) == expected


@pytest.mark.parametrize(("down", "expected"), [(4.4, ["가나"]), (4.6, ["가", "나"])])
def test_a_letter_off_the_line_begins_a_stretch(down: float, expected: list[str]) -> None:
    assert texts(stretches_of([letter("가", 0), letter("나", 10, down)])) == expected


@pytest.mark.parametrize(("left", "expected"), [(99.1, ["가나"]), (98.9, ["가", "나"])])
def test_a_step_back_begins_a_stretch(left: float, expected: list[str]) -> None:
    assert texts(stretches_of([letter("가", 100, width=4), letter("나", left, width=4)])) == expected


def test_a_letter_printed_twice_to_look_bold_is_one() -> None:
    assert texts(stretches_of([letter("가", 0), letter("가", 0.5), letter("나", 10)])) == ["가나"]
    assert texts(stretches_of(letters("나나", 0, 0))) == ["나나"]


@pytest.mark.parametrize(("down", "expected"), [(4.4, ["가 나"]), (4.6, ["가", "나"])])
def test_what_stands_at_one_height_is_a_line(down: float, expected: list[str]) -> None:
    found = lines_of([stretch("나", 50, down), stretch("가", 0, 0)])
    assert [line.text for line in found] == expected


def test_a_shadow_is_printed_once() -> None:
    (line,) = lines_of([stretch("제목", 0, 0), stretch("제목", 2, 1)])
    assert line.text == "제목"
    (line,) = lines_of([stretch("제목", 0, 0), stretch("제목", 30, 0)])
    assert line.text == "제목 제목"


def test_moving_a_line() -> None:
    assert text_line("가", 1, 2).moved(10, 20).box == Box(11, 22, 21, 32)


@pytest.mark.parametrize(
    ("size", "left", "expected"),
    [(15, 0, "• 가"), (16, 0, "가"), (1, 14, "가"), (15, -20, "가")],
)
def test_a_small_picture_before_a_line_is_its_bullet(size: float, left: float, expected: str) -> None:
    picture = Box(left, 5 - size / 2, left + size, 5 + size / 2)
    assert [line.text for line in with_bullets([text_line("가", 16, 0)], [picture])] == [expected]


def test_a_picture_of_another_line_is_no_bullet() -> None:
    found = with_bullets([text_line("가", 20, 0), text_line("나", 20, 20)], [Box(10, 20, 18, 28)])
    assert [line.text for line in found] == ["가", "• 나"]


def wide(text: str, *lefts: float) -> list[Letter]:
    """Letters at these places, each parted from the last by a space that the library guesses."""
    signs = [letter(sign, left) for sign, left in zip(text, lefts, strict=True)]
    return [signs[0], *(replace(sign, spaced=True) for sign in signs[1:])]


def test_short_words_beside_words_of_several_letters_stay_apart() -> None:
    lefts = (0, 13, 23, 36, 46, 59, 72, 82)  # 및 같은 법률 제 30
    line = wide("및같은법률제30", *lefts)
    spaced = [replace(one, spaced=bool(gap)) for one, gap in zip(line, (0, 1, 0, 1, 0, 1, 1, 0), strict=True)]
    assert texts(stretches_of(spaced)) == ["및 같은 법률 제 30"]


def test_a_word_set_wide_is_one_word() -> None:
    assert texts(stretches_of(wide("의사무국", 0, 15, 31, 46))) == ["의사무국"]
    assert texts(stretches_of(wide("의사무국", 0, 15, 36, 51))) == ["의 사 무 국"]  # 5, 11 and 5 points: two words?
    assert texts(stretches_of(wide("1234", 0, 15, 30, 45))) == ["1 2 3 4"]  # may be four figures
    wide_letters = wide("의사무국", 0, 15, 30, 45)
    wide_letters[0].ends_spaced = True
    assert texts(stretches_of(wide_letters)) == ["의 사무국"]
