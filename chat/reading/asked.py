"""What a question asks for: the kinds of answer, the noun asked for, and what each word of it does."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from chat.reading.english import english_slots, english_terms
from chat.reading.slots import Slot, find_slots, predicate_of
from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType
from chat.reading.words import Word, is_content, is_verb, key, words

__all__ = ["AnswerType", "Asked", "Role", "Slot", "Term", "analyse"]

_HANGUL = re.compile(r"[가-힣]")
_NEGATION = frozenset({"않", "못", "안", "없", "못하", "아니"})


class Role(StrEnum):
    """What a word does in the question."""

    TOPIC = "topic"
    SUBJECT = "subject"
    OBJECT = "object"
    OBLIQUE = "oblique"
    MODIFIER = "modifier"
    PREDICATE = "predicate"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Term:
    """A content morpheme of the question: its form for comparing, its Sejong tag and its role."""

    form: str
    tag: str
    role: Role


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, understood.

    `kinds` are the first kinds of all slots; `slots` what is asked for, one each, in order; `terms` the words that a
    passage must hold (the gap's own words are left out, the noun asked for has role HEAD); `years` the years that
    the question restricts itself to ("2021"); `english` a question without Hangul.
    """

    question: str
    kinds: tuple[AnswerType, ...]
    slots: tuple[Slot, ...]
    terms: tuple[Term, ...]
    years: tuple[str, ...] = ()
    negated: bool = False
    english: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """The forms of all terms."""
        return frozenset(term.form for term in self.terms)

    @property
    def heads(self) -> tuple[str, ...]:
        """The nouns asked for, where the question names them."""
        return tuple(slot.head for slot in self.slots if slot.head)

    @property
    def unit(self) -> str:
        """The first counting word asked for ("명" in "몇 명"), "" for none."""
        return next((slot.unit for slot in self.slots if slot.unit), "")


@lru_cache(maxsize=1024)
def analyse(question: str) -> Asked:
    """What `question` (Korean or English, as typed) asks for. Never fails; an empty `slots` means nothing was found."""
    years = tuple(dict.fromkeys(_years(question)))
    if not _HANGUL.search(question):
        slots = english_slots(question)
        terms = tuple(Term(form, "SL", Role.MODIFIER) for form in english_terms(question))
        return Asked(question, tuple(s.kinds[0] for s in slots), slots, terms, years, english=True)
    slots = find_slots(question)
    found = words(question)
    return Asked(
        question,
        tuple(dict.fromkeys(slot.kinds[0] for slot in slots)),
        slots,
        tuple(_terms(found, slots)),
        years,
        negated=any(m.form in _NEGATION and not m.tag.startswith("N") for word in found for m in word.morphemes),
    )


def _years(question: str) -> list[str]:
    return [s.value[:4] for s in typed_spans(question) if s.kind is AnswerType.DATE and s.value[:4].isdigit()]


def _terms(found: tuple[Word, ...], slots: tuple[Slot, ...]) -> list[Term]:
    terms: list[Term] = []
    for i, word in enumerate(found):
        slot = next((s for s in slots if s.start < word.end and word.start < s.end), None)
        role = Role.HEAD if slot else _role(found, i)
        for m in word.morphemes:
            if not is_content(m) or (slot and not _kept(slot, word, m.form)):
                continue
            terms.append(Term(key(m), m.tag, Role.PREDICATE if is_verb(m) else role))
    return terms


_ASKING = frozenset(
    {
        "언제",
        "며칠",
        "얼마",
        "얼마나",
        "어디",
        "누구",
        "무엇",
        "뭐",
        "왜",
        "어떻게",
        "어떻",
        "어떤",
        "어느",
        "무슨",
        "몇",
        "때문",
    }
)


def _kept(slot: Slot, word: Word, form: str) -> bool:
    """The words of the gap say what is asked, not what is known, unless they name the topic too."""
    return form not in _ASKING and form != slot.unit


def _role(found: tuple[Word, ...], i: int) -> Role:
    word = found[i]
    if word.predicate and predicate_of(found, i):
        return Role.PREDICATE
    for j in range(i, min(i + 4, len(found))):
        particle = found[j].particle
        if particle == "은":
            return Role.TOPIC
        if particle == "이":
            return Role.SUBJECT
        if particle == "을":
            return Role.OBJECT
        if particle == "의":
            return Role.MODIFIER
        if particle:
            return Role.OBLIQUE
        if found[j].predicate:
            break
    return Role.MODIFIER
