"""Where quoted words stand in a document."""

import re

_MOST_WORDS = 300
"""The most words of a quote that are searched for: further ones would only make the pattern long."""


def quoted_span(text: str, words: str) -> tuple[int, int]:
    """The (start, end) of `words` in `text`, whatever the white space between them; (0, 0) where they do not occur."""
    parts = words.split()[:_MOST_WORDS]
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    return found.span() if found else (0, 0)
