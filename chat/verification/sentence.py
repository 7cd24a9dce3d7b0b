"""One sentence of a model against the passage it cites: what of it the passage does not hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chat.verification.denial import negation_changed
from chat.verification.fact_match import match_fact, only_says_each, parsed_sentences, tells_no_such_day
from chat.verification.facts import Fact, Kind, squeezed
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


# Shorter pieces say too little to be copies; a polite ending and what it melts with takes four syllables at most.
_COPY, _ENDING = 16, 4
# A sentence without a fact and with fewer content words tells nothing ("행정입니다.").
_SAYS_SOMETHING = 2


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
    """What was found. `faults` are (kind, words of the sentence); none: the passage holds the sentence.

    `evidence` are the rows of the sentences it rests on; `score` is the support, higher is better.
    """

    faults: tuple[tuple[Fault, str], ...]
    evidence: tuple[int, ...]
    score: float

    @property
    def supported(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


_WRONG = {"unit": Fault.UNIT, "edge": Fault.EDGE, "per": Fault.PERIOD}


def verify(sentence: str, ground: Ground, cosines: Sequence[float]) -> SentenceVerdict:
    """`sentence` (without markers) against `ground`; `cosines` is its similarity to each sentence of the ground.

    A date like "7.28." is tried as a number and as a day; the better reading counts. Words copied from the ground need
    no further look.
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
    """Whether the sentence stands in the ground but for its last ending ("시행한다" told as "시행합니다")."""
    letters = squeezed(sentence)
    return len(letters) >= _COPY and not _BROKEN.search(sentence) and letters[:-_ENDING] in ground.squeezed


def _verify(sentence: str, claim: ParsedSentence, ground: Ground, cosines: Sequence[float]) -> SentenceVerdict:
    around = parsed(ground.around)
    faults = [(Fault.BROKEN, m[0]) for m in _BROKEN.finditer(sentence)]
    wanted: set[int] = set()
    for fact in claim.facts:
        if fact.kind in (Kind.QUOTE, Kind.ADDRESS):
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
    evidence = tuple(parsed(ground.sentences[i]) for i in support_found.sentences)
    faults += _of_wording(sentence, claim, ground, evidence, support_found)
    return SentenceVerdict(tuple(dict.fromkeys(faults)), support_found.sentences, support_found.score)


def _of_wording(
    sentence: str, claim: ParsedSentence, ground: Ground, evidence: tuple[ParsedSentence, ...], given: Support
) -> list[tuple[Fault, str]]:
    """The faults that are not in a figure. A sentence in another language goes by its meaning alone."""
    if not _HANGUL.search(sentence):
        return [(Fault.SUPPORT, "")] if given.cosine < FOREIGN_COSINE else []
    faults = [(Fault.NAME, name) for name in _unknown_names(claim, ground)]
    faults += [(Fault.NAME, name) for name in mistitled(claim, ground)]
    faults += [(Fault.SUBJECT, name) for name in swapped_names(claim, ground)]
    lines = [read for _, read in parsed_sentences(ground)]
    faults += [(Fault.SUBJECT, form) for form in wrong_topic(claim, lines)]
    if evidence and tense_changed(claim, evidence):
        faults.append((Fault.TENSE, ""))
    if evidence and negation_changed(claim, evidence):
        faults.append((Fault.NEGATION, ""))
    if given.score < THRESHOLD or (not claim.facts and len(claim.forms) < _SAYS_SOMETHING):
        faults.append((Fault.SUPPORT, ""))
    return faults


def _unknown_names(claim: ParsedSentence, ground: Ground) -> list[str]:
    return [w.form for w in claim.words if w.name and len(w.form) > 1 and squeezed(w.form) not in ground.squeezed]


def _way_of_speaking(fact: Fact, claim: ParsedSentence, ground: Ground) -> bool:
    """Whether what looks like a figure or a day tells none of its own."""
    return only_says_each(fact, ground) or tells_no_such_day(fact, ground) or _part_of_name(fact, claim, ground)


def _part_of_name(fact: Fact, claim: ParsedSentence, ground: Ground) -> bool:
    """Whether the figure belongs to a name that the source writes so: "다솜06"."""
    head = _NAME_BEFORE.search(claim.text[: fact.start])
    digits = _DIGITS.match(fact.words)
    return head is not None and digits is not None and squeezed(head[0] + digits[0]) in ground.squeezed


def _written(kind: Kind, value: str, ground: Ground) -> bool:
    if kind is Kind.QUOTE:
        return value in ground.squeezed
    text = " ".join(ground.sentences).lower()
    return re.search(rf"(?:(?<![\w.-])|(?<=www\.)){re.escape(value)}(?![\w.-]*\w)", text) is not None
