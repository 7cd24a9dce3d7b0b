"""Planned told as done, and yes told as no: the two ways in which every word can be right and the sentence wrong."""

import re

from chat.verification.line import Line

_PLANNED = re.compile(r"예정|계획|방침|전망|목표|추진한다|추진할|하기로|할 것|검토|로드맵")
_DONE = re.compile(r"완료|달성|마쳤|마친|마무리")
_PAST_EP = ("었", "았", "였")
_NEGATIVE = re.compile(r"(?:지\s?(?:않|못|아니|말)|(?<![가-힣])(?:안|못)\s|없(?!이)|아니|불가|불허|금지|제외|미지급|미지원|중단|중지|폐지|제한)")


def tense_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` tells as done what the evidence tells as planned or as going on, or the other way round."""
    said = _past(claim)
    if said and _PLANNED.search(claim.text):
        return False
    texts = " ".join(one.text for one in evidence)
    if said:
        return not any(_past(one) or _DONE.search(one.text) for one in evidence) and _speaks_ahead(evidence)
    planned = bool(_PLANNED.search(claim.text))
    return planned and not _PLANNED.search(texts) and all(_past(one) for one in evidence)


def negation_changed(claim: Line, evidence: tuple[Line, ...]) -> bool:
    """Whether `claim` denies what no sentence of the evidence denies, or affirms what all of them deny."""
    said = bool(_NEGATIVE.search(claim.text))
    told = [bool(_NEGATIVE.search(one.text)) for one in evidence]
    return said != any(told) if said else bool(told) and all(told) and _one_statement(evidence)


def _past(read: Line) -> bool:
    return any(m.tag == "EP" and m.form in _PAST_EP for m in read.morphemes)


def _speaks_ahead(evidence: tuple[Line, ...]) -> bool:
    """A finite verb in the present or a plan; a note that ends in a noun ("구축") has no tense of its own."""
    last = [one.morphemes[-1] for one in evidence if one.morphemes]
    finite = any(m.tag == "EF" for one in evidence for m in one.morphemes[-3:])
    return (bool(last) and finite) or any(_PLANNED.search(one.text) for one in evidence)


def _one_statement(evidence: tuple[Line, ...]) -> bool:
    return all(len(one.borders) == 0 for one in evidence)
