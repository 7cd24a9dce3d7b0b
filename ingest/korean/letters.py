"""Reduces texts to the letters by which they are compared, however they are spaced and punctuated."""

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[\W_]+")


def unspaced(text: str) -> str:
    """`text` without white space; signs and capitals stay."""
    return "".join(text.split())


def letters_of(text: str) -> str:
    """The letters and digits of `text` in lower case, which are the same in every file format."""
    return _NOT_LETTERS.sub("", text).lower()


def width_of(text: str) -> int:
    """The width of `text` in half-width letters: Hangul takes two, as UAX #11 tells."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


HANGUL_ROW = "가나다라마바사아자차카타파하"
"""The syllables that number items ("가.", "나)"), in their order."""
