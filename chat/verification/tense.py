"""Planned told as done, and yes told as no: the two ways in which every word can be right and the sentence wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chat.verification.line import CONNECTED, Line, Statement, line
from chat.verification.predicate import Predicate

_PLANNED = re.compile(r"예정|계획|방침|전망|목표|추진(?!한\s|했|하였|해\s?[왔온]|된|되었|됐)|하기로|할 것|검토")
_ASIDE = re.compile(r"\(([^()]{4,}(?:다|음|함|됨|가능|불가|제외|금지))\.?\)")
# What is left out or denied before the predicate itself makes an exception of its own.
_DENIAL = re.compile(r"제외|아니|않|못|없|외에|말고")
_LAST = 8
_SHARE = 2 / 3
_ALREADY = re.compile(r"(?<![가-힣])(?:이미|벌써|지금은|현재는?)(?=\s)")
_DONE = re.compile(r"완료|달성|마쳤|마친|마무리")
# Fewer words in common, and two statements need not speak of the same thing.
_SAME_MATTER = 2


def tense_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` tells as done what the evidence tells as planned or as going on, or the other way round."""
    told_as_planned = evidence and _PLANNED.search(evidence[0].text) and not any(p.past for p in evidence[0].statements)
    if told_as_planned and _ALREADY.search(claim.text) and not _PLANNED.search(claim.text):
        return True
    return any(_tense_changed(said, told) for said, told in _pairs(claim, evidence))


def negation_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` denies of a matter what the evidence affirms of it, or affirms what it denies: the same predicate,
    otherwise denied. Other words may say the same the other way round ("면제한다", "내지 않아도 된다").
    """
    told = [(piece, piece.predicate) for one in evidence for piece in _in_scope(one)]
    for said in claim.predications:
        predicate = said.predicate
        if predicate is None or predicate.supposed:
            continue
        same = [(piece, other) for piece, other in told if _comparable(said, predicate, piece, other)]
        if same and all(other is not None and other.denied != predicate.denied for _, other in same):
            return True
        if not _DENIAL.search(said.text.replace(" ", "")[:-_LAST]) and _exception_denied(said, predicate, told):
            return True
    return False


def _exception_denied(
    said: Statement, predicate: Predicate, told: Sequence[tuple[Statement, Predicate | None]]
) -> bool:
    """Whether the source says the opposite of just what the claim speaks of ("연체 중인 회원은 연장할 수 없다"), whatever it
    says of others.
    """
    matters = [
        (piece.forms - {predicate.lemma}, other.denied)
        for piece, other in told
        if other is not None and not other.supposed and other.lemma == predicate.lemma
    ]
    return any(
        matter and matter <= said.forms and denied != predicate.denied
        and not any(matter <= forms and same == predicate.denied for forms, same in matters)
        for matter, denied in matters
    )  # fmt: skip


def _comparable(said: Statement, predicate: Predicate, piece: Statement, other: Predicate | None) -> bool:
    """Whether two statements say the same predicate of the same matter: neither is a mere condition, their subjects and
    limits do not differ, and most words of the shorter stand in the longer.
    """
    if other is None or other.supposed or other.lemma not in (predicate.lemma, ""):
        return False
    if said.subject and piece.subject and not (said.subject in piece.subject or piece.subject in said.subject):
        return False
    if any(f.value == g.value and f.edge and g.edge and f.edge != g.edge for f in said.facts for g in piece.facts):
        return False
    if not piece.forms - {predicate.lemma}:
        return False
    ours, theirs = said.forms - {predicate.lemma}, piece.forms - {predicate.lemma, "제외"}
    if not other.lemma:
        return bool(theirs) and theirs <= ours
    return len(ours & theirs) >= _SHARE * min(len(ours), len(theirs))


def _in_scope(read: Line) -> Sequence[Statement]:
    """The statements of a source; "양도하거나 제공할 수 없다" denies both of its halves."""
    pieces = [*read.predications]
    pieces += [piece for piece in read.statements if piece not in pieces]
    for match in _ASIDE.finditer(read.text):
        pieces += line(match[1]).predications
    for place in range(len(read.predications) - 2, -1, -1):
        piece, following = pieces[place].predicate, pieces[place + 1].predicate
        if piece and following and pieces[place].text.rstrip().endswith("거나"):
            pieces[place] = replace(pieces[place], predicate=replace(piece, denied=following.denied))
    return pieces


def _tense_changed(said: Statement, told: Statement) -> bool:
    if said.predicate and said.predicate.supposed:
        return False
    planned = bool(_PLANNED.search(told.text))
    if said.past and not _PLANNED.search(said.text):
        same = bool(said.predicate and told.predicate and said.predicate.lemma == told.predicate.lemma)
        ahead = planned or (told.finite and same)
        return not told.past and not _DONE.search(told.text) and ahead
    return bool(_PLANNED.search(said.text)) and not said.past and told.past and not _PLANNED.search(told.text)


def _pairs(claim: Line, evidence: tuple[Line, ...]) -> Iterator[tuple[Statement, Statement]]:
    """Each statement of the claim with the statement of the evidence that speaks of the same matter, if there is one."""
    told = [piece for one in evidence for piece in _with_last_tense(one)]
    for said in claim.predications:
        best = max(told, key=lambda piece: len(piece.forms & said.forms), default=None)
        if best and len(best.forms & said.forms) >= min(_SAME_MATTER, len(said.forms)) > 0:
            yield said, best


def _with_last_tense(read: Line) -> Iterator[Statement]:
    """A statement that ends in a connective takes the tense of the sentence's last predicate ("발급하고 시행했다")."""
    pieces = read.statements
    last = pieces[-1] if pieces else None
    for piece in pieces:
        open_ended = last and not piece.finite and CONNECTED.search(piece.text)
        takes = last and open_ended and not _PLANNED.search(piece.text)
        yield replace(piece, past=piece.past or last.past, finite=last.finite) if last and takes else piece
