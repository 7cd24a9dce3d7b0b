"""Verifies one sentence of a model against the passage it cites: what in the sentence the passage does not support."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chat.verification.denial import negation_changed
from chat.verification.fact_match import match_fact, only_says_each, parsed_sentences, tells_no_such_day
from chat.verification.facts import Fact, FactKind, letters_and_digits
from chat.verification.ground import Ground
from chat.verification.names import mistitled, swapped_names
from chat.verification.parsing import ParsedSentence, parsed
from chat.verification.subject import wrong_subject
from chat.verification.support import FOREIGN_COSINE, THRESHOLD, Support, support
from chat.verification.tense import tense_changed
from chat.verification.topic import wrong_topic

_HANGUL = re.compile(r"[가-힣]")
_NAME_BEFORE = re.compile(r"[가-힣]{2,}$")
_DIGITS = re.compile(r"\d+")
_BROKEN = re.compile(r"�|</?[a-z!][^>]*>|```|<\|", re.IGNORECASE)


_COPY, _ENDING = 16, 4
"""A copy has at least so many letters (shorter pieces say too little), and may differ in so many last ones: a polite ending and the syllable that it merges
with have four at most. Copies from 8 or 24 letters on get the same verdicts; with endings of six two falsified sentences pass
(docs/measurements-llm.md).
"""
_SAYS_SOMETHING = 2
"""A sentence without a fact and with fewer content words says nothing ("행정입니다."); 1 and 3 give the same verdicts (docs/measurements-llm.md)."""


class Fault(StrEnum):
    """What is wrong with a sentence."""

    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    PERCENT = "percent"
    PHONE = "phone"
    ADDRESS = "address"
    QUOTE = "quote"
    UNIT = "unit"
    EDGE = "edge"
    PERIOD = "period"
    NAME = "name"
    SUBJECT = "subject"
    TENSE = "tense"
    NEGATION = "negation"
    SUPPORT = "support"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class SentenceVerdict:
    """The verdict on a sentence. `faults` are (kind, words of the sentence); where there are none, the passage supports the sentence.

    `rows` are the numbers of the passage's sentences that it rests on; `score` is the support, higher is better.
    """

    faults: tuple[tuple[Fault, str], ...]
    rows: tuple[int, ...]
    score: float

    @property
    def supported(self) -> bool:
        """Whether there are no faults."""
        return not self.faults


_WRONG = {"unit": Fault.UNIT, "edge": Fault.EDGE, "per": Fault.PERIOD}


def verify(sentence: str, ground: Ground, cosines: Sequence[float]) -> SentenceVerdict:
    """The verdict on `sentence` (without markers) against `ground`; `cosines` are its similarities to the sentences of the ground.

    A date like "7.28." is tried as a number and as a day; the reading with fewer faults counts. A sentence copied from the
    ground is not checked further.
    """
    if _copied(sentence, ground):
        given = support(parsed(sentence), frozenset(), ground, cosines)
        return SentenceVerdict((), given.sentences, given.score)
    first = _verify(sentence, parsed(sentence), ground, cosines)
    if first.supported or parsed(sentence) == parsed(sentence, short_dates=True):
        return first
    second = _verify(sentence, parsed(sentence, short_dates=True), ground, cosines)
    return second if len(second.faults) < len(first.faults) else first


def _copied(sentence: str, ground: Ground) -> bool:
    """Whether the sentence stands in the ground apart from its last ending ("시행한다" written as "시행합니다")."""
    letters = letters_and_digits(sentence)
    return len(letters) >= _COPY and not _BROKEN.search(sentence) and letters[:-_ENDING] in ground.squeezed


def _verify(sentence: str, claim: ParsedSentence, ground: Ground, cosines: Sequence[float]) -> SentenceVerdict:
    around = parsed(ground.around)
    faults = [(Fault.BROKEN, m[0]) for m in _BROKEN.finditer(sentence)]
    wanted: set[int] = set()
    for fact in claim.facts:
        if fact.kind in (FactKind.QUOTE, FactKind.ADDRESS):
            if not _written(fact.kind, fact.value, ground):
                faults.append((Fault(fact.kind.value), fact.words))
            continue
        found = match_fact(fact, ground, around, claim)
        if not found.places:
            if not _way_of_speaking(fact, claim, ground):
                faults.append((_WRONG.get(found.wrong, Fault(fact.kind.value)), fact.words))
            continue
        wanted |= {place.sentence for place in found.places if place.sentence >= 0}
        inside = [place for place in found.places if place.sentence >= 0]
        if inside and wrong_subject(claim, fact, inside, ground):
            faults.append((Fault.SUBJECT, fact.words))
    support_found = support(claim, frozenset(wanted), ground, cosines)
    sources = tuple(parsed(ground.sentences[i]) for i in support_found.sentences)
    faults += _of_wording(sentence, claim, ground, sources, support_found)
    return SentenceVerdict(tuple(dict.fromkeys(faults)), support_found.sentences, support_found.score)


def _of_wording(
    sentence: str, claim: ParsedSentence, ground: Ground, sources: tuple[ParsedSentence, ...], given: Support
) -> list[tuple[Fault, str]]:
    """The faults of the wording, not of a figure. A sentence in another language is judged by its embedding alone."""
    if not _HANGUL.search(sentence):
        return [(Fault.SUPPORT, "")] if given.cosine < FOREIGN_COSINE else []
    faults = [(Fault.NAME, name) for name in _unknown_names(claim, ground)]
    faults += [(Fault.NAME, name) for name in mistitled(claim, ground)]
    faults += [(Fault.SUBJECT, name) for name in swapped_names(claim, ground)]
    lines = [read for _, read in parsed_sentences(ground)]
    faults += [(Fault.SUBJECT, form) for form in wrong_topic(claim, lines)]
    if sources and tense_changed(claim, sources):
        faults.append((Fault.TENSE, ""))
    if sources and negation_changed(claim, sources):
        faults.append((Fault.NEGATION, ""))
    if given.score < THRESHOLD or (not claim.facts and len(claim.forms) < _SAYS_SOMETHING):
        faults.append((Fault.SUPPORT, ""))
    return faults


def _unknown_names(claim: ParsedSentence, ground: Ground) -> list[str]:
    return [
        w.form for w in claim.words if w.name and len(w.form) > 1 and letters_and_digits(w.form) not in ground.squeezed
    ]


def _way_of_speaking(fact: Fact, claim: ParsedSentence, ground: Ground) -> bool:
    """Whether the fact only looks like one: it is an "each" or a day in a way of speaking, or a figure in a name."""
    return only_says_each(fact, ground) or tells_no_such_day(fact, ground) or _part_of_name(fact, claim, ground)


def _part_of_name(fact: Fact, claim: ParsedSentence, ground: Ground) -> bool:
    """Whether the figure is the end of a name that the source holds: "다솜06"."""
    head = _NAME_BEFORE.search(claim.text[: fact.start])
    digits = _DIGITS.match(fact.words)
    return head is not None and digits is not None and letters_and_digits(head[0] + digits[0]) in ground.squeezed


def _written(kind: FactKind, value: str, ground: Ground) -> bool:
    if kind is FactKind.QUOTE:
        return value in ground.squeezed
    text = " ".join(ground.sentences).lower()
    return re.search(rf"(?:(?<![\w.-])|(?<=www\.)){re.escape(value)}(?![\w.-]*\w)", text) is not None
