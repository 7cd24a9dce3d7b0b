"""A statement under the wrong topic: what it says stands in the source, but the source says it of another."""

import re
from collections.abc import Sequence

from chat.verification.line import Line, Statement

# One word in common may stand there by chance.
_TELLING = 2
_FIGURE = 3
_COUNTED = re.compile(r"(\d[\d.]*)([^\d.]+)")


def wrong_topic(claim: Line, lines: Sequence[Line]) -> tuple[str, ...]:
    """The topic words of `claim` of which `lines` say something else, while they say this of another topic."""
    read = tuple(dict.fromkeys(lines))
    told = [(piece, _lead(one, piece)) for one in read for piece in one.statements]
    wrong: list[str] = []
    for said in claim.predications:
        if not _told_together(said, told):
            wrong += _wrong(said, told)
    return tuple(dict.fromkeys(wrong))


def _told_together(said: Statement, told: Sequence[tuple[Statement, frozenset[str]]]) -> bool:
    """Whether the source says of the topic at least as much of what the claim says, a figure included, as of any other."""
    best = max((piece for piece, _ in told), key=lambda piece: _overlap(said, piece), default=None)
    figures = [form for form in said.rest if _weight(form) == _FIGURE]
    if best is None or not any(_same(form, one) for form in figures for one in best.forms):
        return True  # words alone are shared by many statements: what they say of whom is too loosely told
    most = _overlap(said, best)
    own = [_overlap(said, piece) for piece, lead in told if all(_in(form, piece, lead) for form in said.topic)]
    return max(own, default=0) >= most


def _lead(read: Line, piece: Statement) -> frozenset[str]:
    """What is said of the whole sentence, where the statement has no topic of its own."""
    return frozenset() if piece.topic or not read.statements else read.statements[0].topic


def _wrong(said: Statement, told: Sequence[tuple[Statement, frozenset[str]]]) -> list[str]:
    most = max((_overlap(said, piece) for piece, _ in told), default=0)
    if not said.topic or most < _TELLING:
        return []
    best = [(piece, lead) for piece, lead in told if _overlap(said, piece) == most]
    missing = [[form for form in said.topic if not _in(form, piece, lead)] for piece, lead in best]
    if not all(missing) or any(not _others(piece, said) for piece, _ in best):
        return []
    topics = [piece.topic for piece, _ in told]
    return [form for form in missing[0] if all(form in forms for forms in missing) and any(form in t for t in topics)]


def _others(piece: Statement, said: Statement) -> frozenset[str]:
    """Topic words of the source's statement that the claim does not hold."""
    return frozenset(form for form in piece.topic if form not in _letters(said.text))


def _in(form: str, piece: Statement, lead: frozenset[str]) -> bool:
    return form in _letters(piece.text) or any(form in one or one in form for one in lead)


def _letters(text: str) -> str:
    return text.replace(" ", "")


def _overlap(said: Statement, piece: Statement) -> int:
    """Words in common; a figure counts for three, it is seldom there by chance."""
    return sum(_weight(form) for form in said.rest if any(_same(form, one) for one in piece.forms))


def _same(form: str, other: str) -> bool:
    """The same word; of figures, "7일" is the 7일간 and "13일" the 4월13일 of the other."""
    mine, its = _COUNTED.fullmatch(form), _COUNTED.fullmatch(other)
    if form == other or not mine or not its:
        return form == other or (its is not None and form.endswith(f"월{other}"))
    return mine[1] == its[1] and (mine[2].startswith(its[2]) or its[2].startswith(mine[2]))


def _weight(form: str) -> int:
    return _FIGURE if any(map(str.isdigit, form)) else 1
