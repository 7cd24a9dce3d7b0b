"""Divides a text into lines with their offsets and markers, and judges how lines end."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.outline import Marker, MarkerFamily, is_page_number, marker_of

# A Korean sentence ends in a stop, or in one of the endings that reports leave without one (…다, …함, …임).
_SENTENCE_END = re.compile(
    r"(?:[.!?。…]|[가-힣](?:니다|었다|였다|한다|된다|이다|있다|없다|하다|(?<![필중개소수주강동])요|[함임됨음]))[\"'”’」』)\]]*$"
)
_NUMBERED_END = re.compile(r"\d\.$")
_KEY_VALUE = re.compile(r"^[가-힣][가-힣·()/ ]{1,14}\s?[:：]\s?\S")
_MAX_MARKER_LINE = 10_000  # characters; no heading or marker is looked for in a longer stretch without a break


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its line break. `after_blank`: the line above it is blank or missing; `before_blank`: the one below is."""

    start: int
    end: int
    text: str
    marker: Marker | None
    after_blank: bool
    before_blank: bool

    @property
    def tabbed(self) -> bool:
        """Whether the line contains a tab."""
        return "\t" in self.text

    @property
    def cells(self) -> list[str]:
        """The words between the tabs of the line, stripped."""
        return [cell.strip() for cell in self.text.split("\t")]

    @property
    def indent(self) -> int:
        """The number of characters of white space in front."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def is_page(self) -> bool:
        """Whether the line is a page break (a form feed)."""
        return self.text.strip(" \t") == "\f"

    @property
    def content(self) -> str:
        """The words of the line without its marker."""
        return (self.text[self.marker.content :] if self.marker else self.text).strip()


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order.

    The heading of an article is a line of its own, also where its first paragraph follows without a break.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in text.split("\n"):
        spans.append((start, start + len(piece)))
        start += len(piece) + 1
    blank = [not text[a:b].strip(" \t") for a, b in spans]
    lines: list[Line] = []
    for index, (a, b) in enumerate(spans):
        if blank[index]:
            continue
        above = index == 0 or blank[index - 1] or text[spans[index - 1][0] : spans[index - 1][1]].strip() == ""
        below = index + 1 == len(spans) or blank[index + 1]
        lines.extend(_line(text, a, b, above, below))
    return lines


_ARTICLE_HEAD = re.compile(r"\s*제\s?\d+\s?조(?:의\s?\d+)?\s*[(（\[][^()（）\[\]\n]{1,60}[)）\]]")


def _line(text: str, start: int, end: int, above: bool, below: bool) -> list[Line]:
    words = text[start:end]
    marker = marker_of(words) if len(words) <= _MAX_MARKER_LINE else None
    if marker and marker.kind is MarkerFamily.ARTICLE:
        head = _ARTICLE_HEAD.match(words)
        if head and words[head.end() :].strip():
            border = start + head.end()
            rest = words[head.end() :]
            first = Line(start, border, head[0], marker, above, False)
            return [first, Line(border, end, rest, marker_of(rest), False, below)]
    return [Line(start, end, words, marker, above, below)]


_LEAST_COUNTED = 3
"""How many bare numbers must go up by one through a text without page breaks to be taken for the numbers of its pages."""


def page_numbers(lines: list[Line]) -> frozenset[int]:
    """The indices of `lines` that hold only a page number: numbers between dashes ("- 3 -"), and bare ones of three digits at most that rise from
    page break to page break or, in a text without page breaks, by one from the first to the last. Any other bare number is a value.
    """
    numbered = [index for index, line in enumerate(lines) if is_page_number(line.text.strip())]
    bare = [index for index in numbered if lines[index].text.strip().isdecimal()]
    borders = {index for index, line in enumerate(lines) if line.is_page} | {-1, len(lines)}
    if len(borders) > 2:
        bare = [index for index in bare if {index - 1, index + 1} & borders]
    values = [int(lines[index].text) for index in bare]
    if len(borders) > 2:
        counts = len(values) > 1 and all(one < other for one, other in pairwise(values))
    else:
        counts = len(values) >= _LEAST_COUNTED and all(other == one + 1 for one, other in pairwise(values))
    return frozenset(index for index in numbered if not lines[index].text.strip().isdecimal()) | frozenset(
        bare if counts else ()
    )


def ends_sentence(words: str) -> bool:
    """Whether `words` end as a Korean sentence does."""
    tail = words.rstrip()[-20:]
    return bool(_SENTENCE_END.search(tail)) and not _NUMBERED_END.search(tail)


def is_key_value(words: str) -> bool:
    """Whether `words` are a short name, a colon and a value ("신청기간: 3. 1. ~ 3. 31.")."""
    return bool(_KEY_VALUE.match(words.strip()))
