"""Which pages can only be read by looking at them: at each limit, and just beside it."""

import pytest

from ingest.formats.pdf.layer import needs_ocr
from ingest.formats.pdf.page_marks import Letter, Sheet
from ingest.formats.pdf.places import Box


def sheet(text: str, pictures: tuple[Box, ...] = (), unmapped: int = 0, curved: int = 0) -> Sheet:
    """A page of 100 x 100 points; a blank in `text` goes before the letter behind it."""
    letters: list[Letter] = []
    spaced = False
    for sign in text:
        if sign == " ":
            spaced = True
            continue
        letters.append(Letter(sign, Box(0, 0, 1, 1), spaced, False))
        spaced = False
    return Sheet(Box(0, 0, 100, 100), tuple(letters), (), (), pictures, unmapped, curved)


@pytest.mark.parametrize(
    ("letters", "picture_width", "curved", "expected"),
    [
        (0, 40, 0, True),  # 40 x 50 is a fifth of the page
        (0, 38, 0, False),
        (19, 40, 0, True),
        (20, 40, 0, False),
        (0, 0, 100, True),
        (0, 0, 99, False),
        (20, 0, 100, False),
    ],
)
def test_a_page_without_words(letters: int, picture_width: int, curved: int, expected: bool) -> None:
    assert needs_ocr(sheet("가" * letters, (Box(0, 0, picture_width, 50),), curved=curved)) is expected


def test_a_font_without_unicode_values() -> None:
    assert needs_ocr(sheet("가" * 100, unmapped=20))
    assert not needs_ocr(sheet("가" * 100, unmapped=19))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x" * 100, True),
        ("x" * 99, False),  # too little to say
        ("가가" + "x" * 98, False),
        ("가" + "x" * 99, True),
        ("x" * 40 + "1" * 60, True),
        ("x" * 39 + "1" * 61, False),  # a page of figures
        ("xq " * 49 + "the", False),  # one word of fifty
        ("xq " * 98 + "the", True),  # one of ninety-nine
        ("の" * 2 + "x" * 98, False),
        ("の" + "x" * 99, True),
        ("This is the budget of the city and the plan for a park in the old town " * 3, False),
    ],
)
def test_letters_that_are_no_language_of_an_office(text: str, expected: bool) -> None:
    assert needs_ocr(sheet(text)) is expected
