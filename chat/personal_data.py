"""Personal data in a question: found before anything is searched, stored or logged.

The text is brought into one plain form first (`chat.plain_form`): full-width signs, the many dashes, invisible letters, numbers in words. The
detectors of `chat.personal_numbers` look at that form; what they find is told as spans of the text as it was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chat.email_addresses import EMAIL, address
from chat.personal_numbers import PersonalDataKind, detected, digits_of
from chat.plain_form import plain_form, plain_signs

__all__ = ["PersonalData", "PersonalDataKind", "Published", "find_personal_data", "mask"]


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
        self._numbers: set[str] = set()
        self._addresses: set[str] = set()
        for text in texts:
            plain = plain_signs(text)
            self._numbers.update(digits_of(found[0]) for found in _LONG_NUMBER.finditer(plain))
            self._addresses.update(address(found[0]) for found in EMAIL.finditer(plain))

    def holds(self, kind: PersonalDataKind, words: str) -> bool:
        """Whether `words` (in plain form) of this kind are published."""
        if kind is PersonalDataKind.EMAIL:
            return address(words) in self._addresses
        # Thirteen digits in a run may be an account as well; a resident number is written in two parts.
        may_be = kind in _MAY_BE_PUBLIC or (kind is PersonalDataKind.RESIDENT_NUMBER and words.isdigit())
        return may_be and (digits_of(words) in self._numbers or digits_of(_COUNTRY.sub("0", words)) in self._numbers)


_MAY_BE_PUBLIC = frozenset(
    {
        PersonalDataKind.MOBILE_PHONE,
        PersonalDataKind.HOME_PHONE,
        PersonalDataKind.ACCOUNT,
        PersonalDataKind.BUSINESS_NUMBER,
    }
)
_COUNTRY = re.compile(r"^\+?82[ \-.]{0,2}\(?0?\)?(?=[ \-.]{0,2}1)")  # of a mobile telephone's number
_LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-.)]{0,2}\d){7,15}(?!\d)")
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
