"""Personal data in a question: found before anything is searched, stored or logged.

The text is brought into one plain form first (`ingest.korean.plain_form`): full-width signs, the many dashes, invisible letters, numbers in words. The
detectors of `ingest.korean.personal_numbers` look at that form; what they find is told as spans of the text as it was typed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.korean.marks import address_mark, marks_of, number_mark
from ingest.korean.personal_numbers import PersonalDataKind, detected
from ingest.korean.plain_form import plain_form

__all__ = ["MASKED_ONLY", "PersonalData", "PersonalDataKind", "Published", "find_personal_data", "mask"]


MASKED_ONLY = frozenset({PersonalDataKind.PLATE, PersonalDataKind.HOME_ADDRESS})
"""Kinds that are masked wherever a question goes, but do not end it: "12가3456 견인됐나요" belongs to a counter, "101동 1203호 층간소음" to an office."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: its kind and its span in the question."""

    kind: PersonalDataKind
    start: int
    end: int


class Published:
    """Numbers and addresses that the office's own documents hold: a citizen may ask about them.

    A resident number (in two parts), a card, a licence or a passport is never let through, whoever printed it.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Of all `texts`, once; only what looks like a number of eight digits and more, or an address, is kept."""
        self._is_published: Callable[[str], bool] = frozenset(m for text in texts for m in marks_of(text)).__contains__

    @classmethod
    def known_by(cls, is_published: Callable[[str], bool]) -> "Published":
        """What `is_published` says of a mark (`ingest.korean.marks`)."""
        made = cls()
        made._is_published = is_published
        return made

    def holds(self, kind: PersonalDataKind, words: str) -> bool:
        """Whether `words` (in plain form) of this kind are published."""
        if kind is PersonalDataKind.EMAIL:
            return self._is_published(address_mark(words))
        # Thirteen digits in a run may be an account as well; a resident number is written in two parts.
        may_be = kind in _MAY_BE_PUBLIC or (kind is PersonalDataKind.RESIDENT_NUMBER and words.isdigit())
        marks = {number_mark(words), number_mark(_COUNTRY.sub("0", words))} if may_be else set()
        return any(self._is_published(mark) for mark in marks)


_MAY_BE_PUBLIC = frozenset(
    {
        PersonalDataKind.MOBILE_PHONE,
        PersonalDataKind.HOME_PHONE,
        PersonalDataKind.ACCOUNT,
        PersonalDataKind.BUSINESS_NUMBER,
    }
)
_COUNTRY = re.compile(r"^\+?82[ \-.]{0,2}\(?0?\)?(?=[ \-.]{0,2}1)")  # of a mobile telephone's number
_NOTHING_PUBLISHED = Published()


def find_personal_data(question: str, published: Published = _NOTHING_PUBLISHED) -> tuple[PersonalData, ...]:
    """Every piece of personal data in `question`, left to right, not overlapping; what is `published` is none."""
    plain = plain_form(question)
    found: list[PersonalData] = []
    taken: list[tuple[int, int]] = []
    for kind, spans in detected(plain.text):
        for start, end in spans:
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            if not published.holds(kind, plain.text[start:end]):
                found.append(PersonalData(kind, *plain.span(start, end)))
    return tuple(sorted(found, key=lambda data: data.start))


def mask(question: str, found: tuple[PersonalData, ...]) -> str:
    """`question` with every find replaced by its kind in brackets: the digits go no further than this call."""
    pieces, at = [], 0
    for data in found:
        pieces += [question[at : data.start], f"[{data.kind}]"]
        at = data.end
    return "".join([*pieces, question[at:]])
