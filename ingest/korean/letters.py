"""Reduces texts to the letters by which they are compared, however they are spaced and punctuated."""

import re

_NOT_LETTERS = re.compile(r"[\W_]+")


def unspaced(text: str) -> str:
    """`text` without white space; signs and capitals stay."""
    return "".join(text.split())


def letters_of(text: str) -> str:
    """The letters and digits of `text` in lower case, which are the same in every file format."""
    return _NOT_LETTERS.sub("", text).lower()


HANGUL_ROW = "가나다라마바사아자차카타파하"
"""The syllables that number items ("가.", "나)"), in their order."""
