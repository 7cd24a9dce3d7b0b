"""Finds a statement under the wrong topic: what it says stands in the source, but the source says it of another topic."""

import re
from collections.abc import Sequence

from chat.verification.parsing import Clause, ParsedSentence
from ingest.korean.letters import unspaced

_FIGURE = 3
"""The weight of a figure in common, where a word in common weighs 1: a figure is seldom there by chance. With 1 or 2 more true sentences are dropped, with 4
the verdicts are the same (docs/measurements-llm.md).
"""
_COUNTED = re.compile(r"(\d[\d.]*)([^\d.]+)")

# A statement of the source, and the topic of its sentence where it has none of its own.
_SourceStatement = tuple[Clause, frozenset[str]]


def wrong_topic(claim: ParsedSentence, lines: Sequence[ParsedSentence]) -> tuple[str, ...]:
    """The topic words of `claim` of which the source (`lines`) says something else, while it says of another topic what `claim` says."""
    source_statements = [(piece, _lead(one, piece)) for one in dict.fromkeys(lines) for piece in one.statements]
    return tuple(dict.fromkeys(form for said in claim.predications for form in _wrong(said, source_statements)))


def _lead(read: ParsedSentence, piece: Clause) -> frozenset[str]:
    """The topic of the sentence's first statement, for a statement without a topic of its own; otherwise empty."""
    return frozenset() if piece.topic or not read.statements else read.statements[0].topic


def _wrong(said: Clause, source_statements: Sequence[_SourceStatement]) -> list[str]:
    """The topic words of `said` that stand in none of the source's statements that have the most in common with it, a figure included."""
    overlaps = [_overlap(said, piece) for piece, _ in source_statements]
    most = max(overlaps, default=0)
    best = [one for one, overlap in zip(source_statements, overlaps, strict=True) if overlap == most]
    figures = [form for form in said.rest if _weight(form) == _FIGURE]
    # Without a figure in common nothing is decided: words alone are shared by many statements.
    if not best or not any(_same(form, one) for form in figures for one in best[0][0].forms):
        return []
    own = [
        o
        for (piece, lead), o in zip(source_statements, overlaps, strict=True)
        if all(_in(f, piece, lead) for f in said.topic)
    ]
    if max(own, default=0) >= most:
        return []  # the source says at least as much of this of the claim's own topic
    missing = [[form for form in said.topic if not _in(form, piece, lead)] for piece, lead in best]
    if not all(missing) or any(not _others(piece, said) for piece, _ in best):
        return []
    topics = [piece.topic for piece, _ in source_statements]
    return [form for form in missing[0] if all(form in forms for forms in missing) and any(form in t for t in topics)]


def _others(piece: Clause, said: Clause) -> frozenset[str]:
    """The topic words of the source's statement that the claim does not hold."""
    return frozenset(form for form in piece.topic if form not in unspaced(said.text))


def _in(form: str, piece: Clause, lead: frozenset[str]) -> bool:
    return form in unspaced(piece.text) or any(form in one or one in form for one in lead)


def _overlap(said: Clause, piece: Clause) -> int:
    """The number of words that two statements have in common, figures weighted."""
    return sum(_weight(form) for form in said.rest if any(_same(form, one) for one in piece.forms))


def _same(form: str, other: str) -> bool:
    """Whether two forms are the same word or figure: "7일" is the same as 7일간, and "13일" the same as 4월13일."""
    mine, its = _COUNTED.fullmatch(form), _COUNTED.fullmatch(other)
    if form == other or not mine or not its:
        return form == other or (its is not None and form.endswith(f"월{other}"))
    return mine[1] == its[1] and (mine[2].startswith(its[2]) or its[2].startswith(mine[2]))


def _weight(form: str) -> int:
    return _FIGURE if any(map(str.isdigit, form)) else 1
