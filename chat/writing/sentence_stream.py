"""A stream of text in, whole sentences with their markers out, as soon as each is complete."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARKER = re.compile(r"\[\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*\]")
# A sentence ends at . ! ? 。 or a line's end. "3.5", "2026. 3. 2." and "3. 31.까지" do not end one: after a digit and a
# full stop only a line's end does, or a marker.
_END = re.compile(
    r"(?:(?<![\d])[.!?。]|(?<=\d)[!?。])[\"'”’)]*(?:\s*\[[\d,\s]*\])*(?=\s+[^\s\[])|(?<=\d)\.(?:\s*\[[\d,\s]+\])+(?=\s)|\n"
)
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_OPEN_THINKING = re.compile(r"<think(?:ing)?>(?!.*</think)", re.DOTALL)
_DECORATION = re.compile(r"^\s*(?:[-*•·]\s+|#{1,6}\s+|\d{1,2}[.)]\s+(?=\D)|>\s+)")
# Text that grows longer than this (characters) without an end is no sentence and is dropped to its end.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that a model wrote: its words without markers and decoration, and the numbers of the passages it cites."""

    text: str
    markers: tuple[int, ...]


def sentences(pieces: Iterable[str]) -> Iterator[Spoken]:
    """Yields the sentences of a stream, each as soon as the text after it shows that it has ended; what a model thinks (<think>) is left out."""
    held, is_too_long = "", False
    for piece in pieces:
        held += piece
        held = _THINKING.sub("", held)
        if _OPEN_THINKING.search(held):
            continue
        while match := _END.search(held):
            if not is_too_long:
                yield from _spoken(held[: match.end()])
            held, is_too_long = held[match.end() :], False
        if len(held) > _LONGEST:
            held, is_too_long = "", True
    if not is_too_long and not _OPEN_THINKING.search(held):
        yield from _spoken(held)


def _spoken(words: str) -> Iterator[Spoken]:
    markers = tuple(int(n) for match in _MARKER.finditer(words) for n in match[1].split(","))
    text = _DECORATION.sub("", _MARKER.sub("", words)).replace("**", "").strip()
    text = re.sub(r"\s+([.!?。])", r"\1", " ".join(text.split()))
    if re.search(r"\w", text):
        yield Spoken(text, tuple(dict.fromkeys(markers)))
