"""Stretches of documents with the cited words and the gold words marked, for the reader of the report to compare."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.gold import Span
from eval.run_folder import Context


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Some words of the stretch: `cited`, `gold`, both, or neither."""

    text: str
    cited: bool
    gold: bool


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of one document, as pieces in order; `cut_before`/`cut_after`: the document goes on there."""

    document: str
    pieces: tuple[MarkedPiece, ...]
    cut_before: bool
    cut_after: bool


def stretches(
    cited: Sequence[Context], gold_places: Sequence[Context], gold: Sequence[Span]
) -> tuple[MarkedStretch, ...]:
    """The stretches around the cited words, then those around the gold words that none of the former shows, each once."""
    shown: list[MarkedStretch] = []
    windows: list[Span] = []
    citations = [Span(one.document, one.start, one.start + len(one.text)) for one in cited]
    for one in [*cited, *gold_places]:
        words = Span(one.document, one.start, one.start + len(one.text))
        if any(
            window.document == words.document and window.start <= words.start and words.end <= window.end
            for window in windows
        ):
            continue
        begin = one.start - len(one.before)
        whole = one.before + one.text + one.after
        windows.append(Span(one.document, begin, begin + len(whole)))
        pieces = _pieces(whole, Span(one.document, begin, begin + len(whole)), citations, gold)
        shown.append(MarkedStretch(one.document, pieces, begin > 0, bool(one.after)))
    return tuple(shown)


def _pieces(text: str, window: Span, cited: Sequence[Span], gold: Sequence[Span]) -> tuple[MarkedPiece, ...]:
    def inside(place: int, spans: Sequence[Span]) -> bool:
        return any(span.document == window.document and span.start <= place < span.end for span in spans)

    borders = {0, len(text)}
    for span in [*cited, *gold]:
        if span.document == window.document:
            borders |= {edge - window.start for edge in (span.start, span.end) if 0 < edge - window.start < len(text)}
    edges = sorted(borders)
    return tuple(
        MarkedPiece(_close(text[start:end]), inside(window.start + start, cited), inside(window.start + start, gold))
        for start, end in pairwise(edges)
    )


def _close(text: str) -> str:
    """`text` without empty lines, each tab as two spaces: the report needs no page of white space."""
    return re.sub(r"[ \t]*\n\s*", "\n", text).replace("\t", "  ")
