"""Whether the citations support the answer: precision (does a quote hold what it is cited for) and recall (is every
sentence of the answer covered).

Precision and recall of citations follow ALCE (Gao et al. 2023, section 3), with labelled facts and shared letters in
place of its entailment model: no model judges here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from eval.fact_in_text import canonical, holds
from eval.gold import Span
from eval.run_folder import ResolvedQuestion

COVERED = 0.6
"""Share of a sentence's letter pairs that must stand in the quotes: an answer built from the source's own words adds
a subject and a polite ending, seldom more than a third (judged by reading answers, not fitted)."""

_MARKER = re.compile(r"\[(\d{1,3})\]")
_LATE_MARKER = re.compile(r"([.!?])[ \t]*((?:\[\d{1,3}\][ \t]*)+)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def gold_citations(asked: ResolvedQuestion, citations: Sequence[Mapping[str, Any]]) -> list[bool]:
    """For each citation, whether it meets a gold span or its quote holds one of the facts."""
    return [
        any(_span(citation).meets(gold) for gold in asked.gold)
        or any(holds(citation["quote"], variant) for fact in asked.question.facts for variant in fact)
        for citation in citations
    ]


def evidence_cited(asked: ResolvedQuestion, citations: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the citations show the evidence: one meets a gold span (shares at least half of the shorter of the
    two), or every fact of the question is held by some citation's quote.
    """
    if any(_span(citation).meets(gold) for citation in citations for gold in asked.gold):
        return True
    facts = asked.question.facts
    return bool(facts) and all(
        any(holds(citation["quote"], variant) for citation in citations for variant in fact) for fact in facts
    )


def _span(citation: Mapping[str, Any]) -> Span:
    return Span(citation["document_id"], citation["start"], citation["end"])


def sentences_covered(text: str, citations: Sequence[Mapping[str, Any]]) -> float | None:
    """The share (0-1) of the answer's sentences that the quotes they cite cover; None for an empty text.

    A sentence cites the quotes of its own [n], or all quotes where it has none. It is covered when each number in it and
    the share `COVERED` of its letter pairs stand in the quotes (with their headings and titles).
    """
    # A marker set after the full stop belongs to the sentence before it.
    joined = _LATE_MARKER.sub(r" \2\1 ", text)
    sentences = [part for part in _SENTENCE_END.split(joined) if canonical(_MARKER.sub("", part))]
    if not sentences:
        return None
    sources = {
        citation["marker"]: canonical(" ".join([citation["title"], *citation["heading"], citation["quote"]]))
        for citation in citations
    }
    covered = 0
    for sentence in sentences:
        markers = [int(number) for number in _MARKER.findall(sentence)]
        named = [sources[marker] for marker in markers if marker in sources] or list(sources.values())
        covered += _covers("|".join(named), canonical(_MARKER.sub(" ", sentence)))
    return round(covered / len(sentences), 6)


def _covers(source: str, sentence: str) -> bool:
    numbers = re.findall(r"\d+(?:\.\d+)?", sentence)
    if any(not re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", source) for number in numbers):
        return False
    pairs = {sentence[place : place + 2] for place in range(len(sentence) - 1)}
    return not pairs or sum(pair in source for pair in pairs) >= COVERED * len(pairs)
