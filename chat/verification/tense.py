"""Planned told as done, and yes told as no: the two ways in which every word can be right and the sentence wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace

from chat.verification.line import CONNECTED, Line, Statement

_PLANNED = re.compile(r"예정|계획|방침|전망|목표|추진(?!한\s|했|하였|해\s?[왔온]|된|되었|됐)|하기로|할 것|검토")
_DONE = re.compile(r"완료|달성|마쳤|마친|마무리")
_NEGATIVE = re.compile(
    r"지\s?(?:는\s|도\s)?(?:않|못|아니|말)|(?<![가-힣])(?:안|못)\s(?:하|되|받|됩|합|돼)|수 없|필요(?:가|는)? 없|없(?:다|습니다|음|으며|고)(?![가-힣])|"
    r"아니(?:다|며|고|한)|아닙니다|불가|불허|금지|제외|미지급|미지원|중단|중지|폐지"
)
# Fewer words in common, and two statements need not speak of the same thing.
_SAME_MATTER = 2


def tense_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` tells as done what the evidence tells as planned or as going on, or the other way round."""
    return any(_tense_changed(said, told) for said, told in _pairs(claim, evidence))


def negation_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` denies what the evidence affirms, or affirms what it denies."""
    return any(
        bool(_NEGATIVE.search(said.text)) != bool(_NEGATIVE.search(told.text)) for said, told in _pairs(claim, evidence)
    )


def _tense_changed(said: Statement, told: Statement) -> bool:
    if said.past and not _PLANNED.search(said.text):
        ahead = bool(_PLANNED.search(told.text)) or told.finite
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
        yield replace(piece, past=piece.past or last.past, finite=last.finite) if last and open_ended else piece
