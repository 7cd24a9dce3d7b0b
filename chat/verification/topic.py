"""A statement under the wrong topic: what it says stands in the source, but the source says it of another."""

from collections.abc import Sequence

from chat.verification.line import Line, Statement


def wrong_topic(claim: Line, lines: Sequence[Line]) -> tuple[str, ...]:
    """The topic words of `claim` of which `lines` say something else, while they say this of another topic."""
    told = [(piece, _lead(read, piece)) for read in dict.fromkeys(lines) for piece in read.statements]
    wrong: list[str] = []
    for said in claim.predications:
        wrong += _wrong(said, told)
    return tuple(dict.fromkeys(wrong))


def _lead(read: Line, piece: Statement) -> frozenset[str]:
    """What is said of the whole sentence, where the statement has no topic of its own."""
    return frozenset() if piece.topic or not read.statements else read.statements[0].topic


def _wrong(said: Statement, told: Sequence[tuple[Statement, frozenset[str]]]) -> list[str]:
    most = max((_overlap(said, piece) for piece, _ in told), default=0)
    if not said.topic or not most:
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
    return sum(3 if any(map(str.isdigit, form)) else 1 for form in said.rest & piece.forms)
