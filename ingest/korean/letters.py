"""A text reduced to what it is compared by, however it is spaced and punctuated."""

import re

_NOT_LETTERS = re.compile(r"[\W_]+")


def unspaced(text: str) -> str:
    """`text` without white space; signs and capitals stay."""
    return "".join(text.split())


def letters_of(text: str) -> str:
    """The letters and digits of `text` in lower case: what is left of it in every format."""
    return _NOT_LETTERS.sub("", text).lower()
