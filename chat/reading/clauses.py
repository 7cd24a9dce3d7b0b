"""Clauses of a sentence: where they end, and which can be left out."""

from collections.abc import Callable
from functools import lru_cache

from chat.reading.asked import Asked
from ingest.korean.connectives import CONTRASTING, supposes
from ingest.korean.words import Word, is_content, key, words

Idf = Callable[[str], float]

KEPT = 0.85
"""The share of the weight (IDF) of the question's words in a sentence that the trimmed sentence must keep: 61 of 68 long sentences keep the short answer,
60 with .5, 63 with 1 (docs/measurements.md, "What the numbers of telling do").
"""
# Verbs that are used like particles: 위해, 통해, 따라, 제외하고 end no clause.
_POSTPOSITIONS = frozenset("위하 통하 따르 인하 의하 대하 관하 비롯 걸치 더불 함께 제외 포함 불구 한하".split())


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the clauses of a sentence in order, without the white space between them."""
    found = words(text)
    result: list[tuple[int, int]] = []
    first = 0
    for i, word in enumerate(found):
        if i + 1 == len(found) or _closes(found, i):
            result.append((found[first].start, word.end))
            first = i + 1
    return tuple(result)


def _closes(found: tuple[Word, ...], i: int) -> bool:
    word = found[i]
    if word.link not in ("EC", "EF") or not word.predicate or word.predicate in _POSTPOSITIONS:
        return False
    # "하고 있다", "해 주다": the next word is only an auxiliary.
    return not any(m.tag.startswith("VX") for m in found[i + 1].morphemes[:1])


def trim(text: str, span: tuple[int, int], asked: Asked, idf: Idf) -> tuple[int, int]:
    """(start, end) of the shortest run of clauses of `text` that holds `span` and keeps at least `KEPT` of the weight (`idf`)
    of the question's words in the whole sentence. No condition or reservation that stands before it is left out.
    """
    parts = clauses(text)
    if len(parts) < 2:
        return 0, len(text)
    weights = {form: max(idf(form), 0.01) for form in asked.forms}
    held = [{key(m) for w in words(text) if s <= w.start < e for m in w.morphemes if is_content(m)} for s, e in parts]
    whole = sum(w for form, w in weights.items() if any(form in h for h in held))
    first = next((i for i, (_, e) in enumerate(parts) if span[0] < e), 0)
    last = next((i for i, (_, e) in enumerate(parts) if span[1] <= e), len(parts) - 1)
    best = 0, len(parts) - 1
    # With a condition at or before the span's first clause, nothing in front is left out.
    furthest = 0 if any(_limits(text, part) for part in parts[: first + 1]) else first
    for a in range(furthest + 1):
        for b in range(last, len(parts)):
            have = sum(w for form, w in weights.items() if any(form in h for h in held[a : b + 1]))
            if have >= KEPT * whole and parts[b][1] - parts[a][0] < parts[best[1]][1] - parts[best[0]][0]:
                best = a, b
    return parts[best[0]][0], parts[best[1]][1]


def _limits(text: str, part: tuple[int, int]) -> bool:
    """Whether the clause `part` of `text` is a condition or a reservation: what it says holds for the clauses behind it, and what stands before
    it may belong to it.
    """
    last = [m for word in words(text) if part[0] <= word.start < part[1] for m in word.morphemes][-1:]
    return bool(last) and last[0].tag == "EC" and (last[0].form in CONTRASTING or supposes(last[0].form))
