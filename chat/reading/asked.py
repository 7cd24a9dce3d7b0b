"""What a question asks for: the kinds of answer and the noun asked for."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chat.reading.english import english_slots, english_terms
from chat.reading.slots import Slot, find_slots
from chat.reading.types import AnswerType
from ingest.korean.dates import Period, Precision, YearFrom, periods_in
from ingest.korean.interrogatives import INTERROGATIVES
from ingest.korean.words import Word, is_content, key, words

_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what it asks for.

    `slots`: one for each thing asked for, in order. `forms`: the content words that a text on the same matter shares (the
    words of the gap itself are left out). `english`: the question has no Hangul. `periods`: the years and months that it
    names or counts from the day it is asked on.
    """

    question: str
    slots: tuple[Slot, ...]
    forms: frozenset[str]
    english: bool = False
    periods: tuple[Period, ...] = ()

    @property
    def kinds(self) -> tuple[AnswerType, ...]:
        """The likeliest kind of each thing asked for."""
        return tuple(dict.fromkeys(slot.kinds[0] for slot in self.slots))


_SIGN = re.compile(r"(?<=몇)[%％]|(?<=몇\s)[%％]")
"""A percent sign in the place of the counting word after 몇; the analyser does not read it as a word."""


@lru_cache(maxsize=1024)
def analyse(question: str, today: dt.date | None = None) -> Asked:
    """The analysis of what `question` (Korean or English, as typed, on the day `today`) asks for. Never fails; `slots` is empty where nothing
    was found.
    """
    question = _SIGN.sub("퍼센트", question)
    periods = tuple(_periods(question, today))
    if not _HANGUL.search(question):
        return Asked(question, english_slots(question), frozenset(english_terms(question)), True, periods)
    slots = find_slots(question)
    return Asked(question, slots, frozenset(_forms(words(question), slots)), periods=periods)


def _periods(question: str, today: dt.date | None) -> Iterator[Period]:
    """The periods that the question names in full or counts from `today` ("2024년", "작년", "지난달"). "7월" alone is left out, for it may be any
    year's, and "오늘" too, for no document is about it.
    """
    named_in_full = periods_in(question)
    for period in periods_in(question, today):
        counted = period.year_from is YearFrom.COUNTED and period.precision is not Precision.DAY
        if counted or period in named_in_full:
            yield period


def _forms(found: tuple[Word, ...], slots: tuple[Slot, ...]) -> Iterator[str]:
    for word in found:
        slot = next((s for s in slots if s.start < word.end and word.start < s.end), None)
        for m in word.morphemes:
            if is_content(m) and (slot is None or _kept(slot, m.form)):
                yield key(m)


def _kept(slot: Slot, form: str) -> bool:
    """Whether `form`, a word of the gap, also names the topic: an interrogative and the counting word do not."""
    return form not in INTERROGATIVES and form not in ("때문", slot.unit)
