"""Personal data in a question: found before anything is searched, stored or logged.

The text is first brought into one plain form (`ingest.korean.plain_form`), which unifies full-width signs, the many dashes, invisible letters and
numbers in words. The detectors of `ingest.korean.personal_numbers` search that form; their finds are returned as spans of the text as typed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.korean.marks import address_mark, marks_of, number_mark
from ingest.korean.personal_numbers import PersonalDataKind, detected
from ingest.korean.plain_form import plain_form

__all__ = ["MASKED_ONLY", "PersonalData", "PersonalDataKind", "Published", "find_personal_data", "mask"]


MASKED_ONLY = frozenset({PersonalDataKind.PLATE, PersonalDataKind.HOME_ADDRESS, PersonalDataKind.TELEPHONE})
"""Kinds of personal data that are masked wherever a question goes but do not refuse it: "12가3456 견인됐나요" belongs to a counter, "101동 1203호
층간소음" to an office, a telephone number of which nothing says whose it is may be anybody's.
"""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A piece of personal data: its kind and its span in the question."""

    kind: PersonalDataKind
    start: int
    end: int


class Published:
    """The numbers and e-mail addresses that the office's own documents hold: a citizen may ask about them, so they are no personal data.

    The number of a resident (in two parts), a card, a licence or a passport never counts as published, whoever printed it.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Collects from `texts` what looks like a number of eight or more digits or an e-mail address; nothing else is kept."""
        self._is_published: Callable[[str], bool] = frozenset(m for text in texts for m in marks_of(text)).__contains__

    @classmethod
    def known_by(cls, is_published: Callable[[str], bool]) -> "Published":
        """A `Published` that asks `is_published` about each mark (`ingest.korean.marks`)."""
        made = cls()
        made._is_published = is_published
        return made

    def holds(self, kind: PersonalDataKind, words: str) -> bool:
        """Whether `words` (in plain form), found as `kind`, are published; False for a kind that never counts as published."""
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
        PersonalDataKind.TELEPHONE,
        PersonalDataKind.ACCOUNT,
        PersonalDataKind.BUSINESS_NUMBER,
    }
)
_COUNTRY = re.compile(r"^\+?82[ \-.]{0,2}\(?0?\)?(?=[ \-.]{0,2}1)")  # country code of a mobile number
_NOTHING_PUBLISHED = Published()


def find_personal_data(question: str, published: Published = _NOTHING_PUBLISHED) -> tuple[PersonalData, ...]:
    """Every piece of personal data in `question`, left to right, not overlapping; numbers and addresses that are `published` are left out."""
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
    """`question` with every piece of personal data replaced by its kind in brackets, so that the digits are not passed on."""
    pieces, at = [], 0
    for data in found:
        pieces += [question[at : data.start], f"[{data.kind}]"]
        at = data.end
    return "".join([*pieces, question[at:]])
