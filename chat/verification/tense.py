"""Finds what is planned but stated as done, or the reverse: every word can be right then and the sentence wrong."""

import re
from collections.abc import Iterator
from dataclasses import replace

from chat.verification.parsing import CONNECTED, Clause, ParsedSentence

_PLANNED = re.compile(r"예정|계획|방침|전망|목표|추진(?!한\s|했|하였|해\s?[왔온]|된|되었|됐)|하기로|할 것|검토")
_ALREADY = re.compile(r"(?<![가-힣])(?:이미|벌써|지금은|현재는?)(?=\s)")
_DONE = re.compile(r"완료|달성|마쳤|마친|마무리")
_SAME_MATTER = 2
"""The fewest words in common of two statements that speak of the same matter; with 3 two wrong tenses more pass, 1 gives the same verdicts
(docs/measurements-llm.md).
"""


def tense_changed(claim: ParsedSentence, sources: tuple[ParsedSentence, ...]) -> bool:
    """Whether `claim` states as done what the sources state as planned or as going on, or the other way round."""
    told_as_planned = sources and _PLANNED.search(sources[0].text) and not any(p.past for p in sources[0].statements)
    if told_as_planned and _ALREADY.search(claim.text) and not _PLANNED.search(claim.text):
        return True
    return any(_tense_changed(said, source) for said, source in _pairs(claim, sources))


def _tense_changed(said: Clause, source: Clause) -> bool:
    if said.predicate and said.predicate.supposed:
        return False
    planned = bool(_PLANNED.search(source.text))
    if said.past and not _PLANNED.search(said.text):
        same = bool(said.predicate and source.predicate and said.predicate.lemma == source.predicate.lemma)
        ahead = planned or (source.finite and same)
        return not source.past and not _DONE.search(source.text) and ahead
    return bool(_PLANNED.search(said.text)) and not said.past and source.past and not _PLANNED.search(source.text)


def _pairs(claim: ParsedSentence, sources: tuple[ParsedSentence, ...]) -> Iterator[tuple[Clause, Clause]]:
    """Each statement of the claim with the statement of the sources that speaks of the same matter, if there is one."""
    source_clauses = [piece for one in sources for piece in _with_last_tense(one)]
    for said in claim.predications:
        best = max(source_clauses, key=lambda piece: len(piece.forms & said.forms), default=None)
        if best and len(best.forms & said.forms) >= min(_SAME_MATTER, len(said.forms)) > 0:
            yield said, best


def _with_last_tense(read: ParsedSentence) -> Iterator[Clause]:
    """The statements of a sentence; one that ends in a connective takes the tense of the last predicate ("발급하고 시행했다")."""
    pieces = read.statements
    last = pieces[-1] if pieces else None
    for piece in pieces:
        open_ended = last and not piece.finite and CONNECTED.search(piece.text)
        takes = last and open_ended and not _PLANNED.search(piece.text)
        yield replace(piece, past=piece.past or last.past, finite=last.finite) if last and takes else piece
