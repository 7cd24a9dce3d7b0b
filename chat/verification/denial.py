"""Finds a yes that a claim turned into a no, or the reverse: the same predicate of the same matter, but denied otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chat.verification.parsing import Clause, ParsedSentence, parsed
from chat.verification.predicate import Predicate

# A parenthesis with a predicate of its own: "(보건소에서는 접종하지 않습니다)".
_ASIDE = re.compile(r"\(([^()]{4,}(?:다|음|함|됨|가능|불가|제외|금지))\.?\)")
# A word of exclusion or denial before the predicate itself (the last syllables): the claim states an exception of its own.
_DENIAL = re.compile(r"제외|아니|않|못|없|외에|말고")
_PREDICATE_SYLLABLES = 8
"""The syllables at a statement's end that are its predicate with the ending ("연장할수없습니다"): 4 to 12 give the same verdicts (docs/measurements-llm.md)."""
_SHARE = 2 / 3
"""Two statements speak of the same matter where the longer holds this share of the shorter one's words; .5 to .8 change three verdicts of 1,264 at most
(docs/measurements-llm.md).
"""


def negation_changed(claim: ParsedSentence, sources: tuple[ParsedSentence, ...]) -> bool:
    """Whether `claim` denies of a matter what the sources affirm of it, or affirms what it denies, with the same predicate.
    Different predicates are not compared: they may say the same with opposite signs ("면제한다", "내지 않아도 된다").
    """
    source_clauses = [(piece, piece.predicate) for one in sources for piece in _in_scope(one)]
    for said in claim.predications:
        predicate = said.predicate
        if predicate is None or predicate.supposed:
            continue
        same = [(piece, other) for piece, other in source_clauses if _comparable(said, predicate, piece, other)]
        if any(_left_out_too(said, predicate, piece, other) for piece, other in source_clauses):
            continue
        if same and all(other is not None and other.denied != predicate.denied for _, other in same):
            return True
        if not _DENIAL.search(said.text.replace(" ", "")[:-_PREDICATE_SYLLABLES]) and _exception_denied(
            said, predicate, source_clauses
        ):
            return True
    return False


def _left_out_too(said: Clause, predicate: Predicate, piece: Clause, other: Predicate | None) -> bool:
    """Whether the claim denies something of a case that the source excludes ("20명 미만 기관은 제외한다"): both say the same."""
    if other is None or other.lemma or not predicate.denied:
        return False
    theirs = piece.forms - {"제외"}
    return bool(theirs) and len(theirs & said.forms) >= len(theirs) / 2


def _exception_denied(
    said: Clause, predicate: Predicate, source_clauses: Sequence[tuple[Clause, Predicate | None]]
) -> bool:
    """Whether the source says the opposite of exactly the case that the claim speaks of ("연체 중인 회원은 연장할 수 없다"),
    whatever it says of other cases.
    """
    matters = [
        (_matter(piece, predicate), other.denied)
        for piece, other in source_clauses
        if other is not None and not other.supposed and other.lemma == predicate.lemma
    ]
    return any(
        matter and matter <= said.forms and denied != predicate.denied
        and not any(matter <= forms and same == predicate.denied for forms, same in matters)
        for matter, denied in matters
    )  # fmt: skip


def _comparable(said: Clause, predicate: Predicate, piece: Clause, other: Predicate | None) -> bool:
    """Whether two statements say the same predicate of the same matter: neither is a mere condition, their subjects and
    limits do not differ, and most words of the shorter stand in the longer.
    """
    if other is None or other.supposed or other.lemma not in (predicate.lemma, ""):
        return False
    if said.subject and piece.subject and not (said.subject in piece.subject or piece.subject in said.subject):
        return False
    if any(f.value == g.value and f.edge and g.edge and f.edge != g.edge for f in said.facts for g in piece.facts):
        return False
    if not _matter(piece, predicate):
        return False
    ours, theirs = _matter(said, predicate), _matter(piece, predicate) - {"제외"}
    if not other.lemma:
        return bool(theirs) and theirs <= ours
    return len(ours & theirs) >= _SHARE * min(len(ours), len(theirs))


def _matter(clause: Clause, predicate: Predicate) -> frozenset[str]:
    """The words of `clause` without the predicate itself: a noun ("제공") or a verb ("내", among the words "내다")."""
    return clause.forms - {predicate.lemma, f"{predicate.lemma}다"}


def _in_scope(read: ParsedSentence) -> Sequence[Clause]:
    """The statements of a source, those in parentheses included; "양도하거나 제공할 수 없다" denies both of its halves."""
    pieces = [*read.predications]
    pieces += [piece for piece in read.statements if piece not in pieces]
    for match in _ASIDE.finditer(read.text):
        pieces += parsed(match[1]).predications
    for place in range(len(read.predications) - 2, -1, -1):
        piece, following = pieces[place].predicate, pieces[place + 1].predicate
        if piece and following and pieces[place].text.rstrip().endswith("거나"):
            pieces[place] = replace(pieces[place], predicate=replace(piece, denied=following.denied))
    return pieces
