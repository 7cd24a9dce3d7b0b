"""A statement under the wrong topic: what it says stands in the source, but the source says it of another."""

import re
from collections.abc import Sequence

from chat.verification.parsing import ParsedSentence, Statement
from ingest.korean.letters import unspaced

# What a figure in common counts for beside a word: it is seldom there by chance.
_FIGURE = 3
_COUNTED = re.compile(r"(\d[\d.]*)([^\d.]+)")

# A statement of the source, and the topic of its sentence where it has none of its own.
_Told = tuple[Statement, frozenset[str]]


def wrong_topic(claim: ParsedSentence, lines: Sequence[ParsedSentence]) -> tuple[str, ...]:
    """The topic words of `claim` of which `lines` say something else, while they say this of another topic."""
    told = [(piece, _lead(one, piece)) for one in dict.fromkeys(lines) for piece in one.statements]
    return tuple(dict.fromkeys(form for said in claim.predications for form in _wrong(said, told)))


def _lead(read: ParsedSentence, piece: Statement) -> frozenset[str]:
    """What is said of the whole sentence, where the statement has no topic of its own."""
    return frozenset() if piece.topic or not read.statements else read.statements[0].topic


def _wrong(said: Statement, told: Sequence[_Told]) -> list[str]:
    """The topic words of one statement that stand in none of those that say the same, a figure included."""
    overlaps = [_overlap(said, piece) for piece, _ in told]
    most = max(overlaps, default=0)
    best = [one for one, overlap in zip(told, overlaps, strict=True) if overlap == most]
    figures = [form for form in said.rest if _weight(form) == _FIGURE]
    # Words alone are shared by many statements: what they say of whom is too loosely told.
    if not best or not any(_same(form, one) for form in figures for one in best[0][0].forms):
        return []
    own = [o for (piece, lead), o in zip(told, overlaps, strict=True) if all(_in(f, piece, lead) for f in said.topic)]
    if max(own, default=0) >= most:
        return []  # the source says at least as much of it of the topic itself
    missing = [[form for form in said.topic if not _in(form, piece, lead)] for piece, lead in best]
    if not all(missing) or any(not _others(piece, said) for piece, _ in best):
        return []
    topics = [piece.topic for piece, _ in told]
    return [form for form in missing[0] if all(form in forms for forms in missing) and any(form in t for t in topics)]


def _others(piece: Statement, said: Statement) -> frozenset[str]:
    """Topic words of the source's statement that the claim does not hold."""
    return frozenset(form for form in piece.topic if form not in unspaced(said.text))


def _in(form: str, piece: Statement, lead: frozenset[str]) -> bool:
    return form in unspaced(piece.text) or any(form in one or one in form for one in lead)


def _overlap(said: Statement, piece: Statement) -> int:
    """Words in common, figures weighted."""
    return sum(_weight(form) for form in said.rest if any(_same(form, one) for one in piece.forms))


def _same(form: str, other: str) -> bool:
    """The same word; of figures, "7일" is the 7일간 and "13일" the 4월13일 of the other."""
    mine, its = _COUNTED.fullmatch(form), _COUNTED.fullmatch(other)
    if form == other or not mine or not its:
        return form == other or (its is not None and form.endswith(f"월{other}"))
    return mine[1] == its[1] and (mine[2].startswith(its[2]) or its[2].startswith(mine[2]))


def _weight(form: str) -> int:
    return _FIGURE if any(map(str.isdigit, form)) else 1
