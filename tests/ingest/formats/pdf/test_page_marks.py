"""Which of the spaces that the library guesses are believed."""

from dataclasses import replace

import pytest

from formats.pdf.placed import letters
from ingest.formats.pdf.page_marks import Letter, forget_false_spaces, touch
from ingest.formats.pdf.places import Box


def guessed(text: str, at: str) -> list[Letter]:
    """Letters that touch, with a guessed space before each where `at` has a "^"."""
    return [replace(one, spaced=sign == "^") for one, sign in zip(letters(text, 0, 0), at, strict=True)]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("여름강좌", "^^^^", "^---"),
        ("여름강좌", "--^^", "----"),
        (
            "여름문화강좌",
            "--^-^-",
            "--^-^-",
        ),  # of fewer it knows better: the boxes of some signs are wider than what is drawn
    ],
)
def test_spaces_between_letters_that_touch_are_none_where_most_have_one(text: str, at: str, expected: str) -> None:
    found = guessed(text, at)
    forget_false_spaces(found)
    assert "".join("^" if one.spaced else "-" for one in found) == expected


def test_a_space_that_stands_in_the_file_or_in_a_gap_stays() -> None:
    written = guessed("여름강좌", "^^^^")
    written[0].ends_spaced = True
    forget_false_spaces(written)
    assert [one.spaced for one in written] == [True, True, False, False]
    apart = [*guessed("여름", "^^"), replace(letters("강", 23, 0)[0], spaced=True)]
    forget_false_spaces(apart)
    assert [one.spaced for one in apart] == [True, False, True]


@pytest.mark.parametrize(
    ("left", "top", "expected"), [(10.4, 0, True), (10.6, 0, False), (9.4, 0, False), (10, 6, False)]
)
def test_letters_touch_where_no_more_than_a_twentieth_parts_them(left: float, top: float, expected: bool) -> None:
    one, other = (Letter("가", Box(x, y, x + 10, y + 10), False, False) for x, y in ((0.0, 0.0), (left, top)))
    assert touch(one, other) is expected
