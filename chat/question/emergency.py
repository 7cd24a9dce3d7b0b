"""The telephone numbers to call where somebody is in danger, given before any document is searched.

`NOW`: somebody is in danger. `BESIDE`: a question about a person's danger that the documents may answer; the number is shown beside the
answer. The urgency of a message is learnt (`chat.question.message_classifier`). The numbers are looked up in `emergency.tsv`, which states its
sources and the day on which they were read.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from chat import answer_texts
from chat.answer import Answer, Status
from chat.question.counters import Counter, labels
from chat.question.foreign import Language, either, language_of, said
from ingest.document import Contact


class Urgency(StrEnum):
    """Whether the numbers are the answer (`NOW`), are shown beside it (`BESIDE`) or are not shown (`NONE`)."""

    NOW = "now"
    BESIDE = "beside"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Emergency:
    """The danger that a message speaks of; `kind` is one of those that the classifier of messages has learnt and `emergency.tsv` has numbers
    for ("fire"), "" where it is not sure. `sure` is False where the message may well be an ordinary question.
    """

    urgency: Urgency
    kind: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Number:
    phone: str
    korean: str
    english: str
    kinds: frozenset[str]


@cache
def _numbers() -> tuple[_Number, ...]:
    lines = files(__package__).joinpath("emergency.tsv").read_text("utf-8").splitlines()
    rows = csv.reader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    return tuple(_Number(phone, korean, english, frozenset(kinds.split())) for phone, korean, english, kinds, _ in rows)


_ALWAYS = frozenset({"119", "112"})


def numbers_for(kind: str, korean: bool) -> Iterator[Contact]:
    """The contacts to call: those for `kind` first, then 119 and 112; their names in Korean if `korean`, else in English."""
    own = [number for number in _numbers() if kind in number.kinds]
    others = [number for number in _numbers() if number.phone in _ALWAYS and number not in own]
    for number in (*own, *others):
        yield Contact(office=number.korean if korean else number.english, phone=number.phone)


def answer_to(question: str, emergency: Emergency, counters: Sequence[Counter] = ()) -> Answer:
    """The answer with the numbers to call now, in the visitor's language. Where it is Korean, the `counters` for a report that may be able to
    wait follow the numbers, but never where a life is at stake (kind "suicide").
    """
    language = language_of(question)
    contacts = tuple(numbers_for(emergency.kind, language is None))
    who = _first(emergency.kind, contacts, language)
    if language is not None:
        text = language.say("emergency", who=who)
    else:
        korean = answer_texts.EMERGENCY_LIFE if emergency.kind == "suicide" else answer_texts.EMERGENCY
        text = korean.format(who=who)
        if counters and emergency.kind != "suicide":
            text += " " + answer_texts.EMERGENCY_REPORT.format(who=labels(counters))
            contacts += tuple(counter.contact for counter in counters)
    return Answer(question, Status.EMERGENCY, text, contacts=contacts)


def note_beside(question: str, emergency: Emergency) -> str:
    """The sentence with the number to call that is shown beside an answer about a person's danger, in the visitor's language."""
    language = language_of(question)
    who = _first(emergency.kind, tuple(numbers_for(emergency.kind, language is None)), language)
    return said(answer_texts.EMERGENCY_BESIDE, language, who=who)


def _first(kind: str, contacts: tuple[Contact, ...], language: Language | None) -> str:
    """The first of `contacts` as text in `language`, which is the number for `kind`; where the kind is not sure, one of the first two, 119 and 112."""
    beside = " " if language else ""
    numbers = [f"☎ {contact.phone}{beside}({contact.office})" for contact in contacts[: 1 if kind else 2]]
    return either(numbers, language)
