"""Telephone numbers as Korean offices write them: "044-202-6114", "(044) 202-6114", "0442026114", "1588 - 1234".

What only a citizen writes of an own number is read by `ingest.korean.personal_numbers` and `ingest.korean.own_telephones`, extensions beside a full
number by `ingest.contact_lines`. The widget, which cannot import it, has a copy for the numbers of its answers (`RICH` in
`chat/widget/static/embed.js`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_AREA = r"0(?:2|50\d|\d\d)"
"""The first part with its zero: Seoul, the other areas and mobile and internet telephones, personal numbers (050x). The plan of numbers
(전기통신번호관리세칙) does not give them all out, and documents show made-up ones as examples.
"""
_FOR_ALL_OF_KOREA = (
    r"1(?:5(?:22|33|44|66|77|88|99)|6(?:00|11|22|33|44|55|60|61|66|68|70|77|88|99)|8(?:00|11|22|33|44|55|66|77|88|99))"
)
"""The beginnings of the numbers for all of the country (대표번호 15YY, 16YY, 18YY) that are given out."""
_YEARS = r"(?!1[5-9]\d\d\s?[-.]\s?(?:1[5-9]|20)\d\d)"
TELEPHONE = (
    rf"(?<![\d\-])(?:(?:\({_AREA}\)|{_AREA}\)?)\s?[-.∼~–]?\s?\d{{3,4}}\s?[-.]?\s?\d{{4}}|(?:{_FOR_ALL_OF_KOREA}|{_YEARS}1[5-9]\d\d)\s?[-.]\s?\d{{4}})"
    r"(?!\d|[-.]\d{3})"
)
"""A pattern without groups: one number in full; "1592-1598" is years, and part of a longer number ("110-02-123-4567") is no telephone number."""
SHORT_NUMBER = r"1\d{2,3}"
"""A pattern: a number for emergencies, counselling or an office's services, dialled without an area (119, 110, 1366)."""
SPECIAL_NUMBER = r"1(?:1\d|2\d|3\d{1,2}|82)"
"""A pattern: those of the short numbers that are given out (전기통신번호관리세칙, 특수번호); another one in brackets may be an extension."""
INTRODUCED_SHORT_NUMBER = r"(?:국번\s?없이|☎)\s?\d{3,4}"
"""A pattern: a few digits that a document calls a telephone number ("국번없이 110")."""
_FULL = re.compile(TELEPHONE)


@dataclass(frozen=True, slots=True)
class Telephone:
    """`text[start:end]` is the telephone number `number`, written "044-202-6114", "1588-1234"."""

    start: int
    end: int
    number: str


def telephones_in(text: str) -> Iterator[Telephone]:
    """The telephone numbers in `text`, left to right, each complete."""
    for found in _FULL.finditer(text):
        yield Telephone(found.start(), found.end(), number_of(found[0]))


def number_of(words: str) -> str:
    """The telephone number in `words` in its standard form: with its own groups where it is written in groups, else with those of its area."""
    groups = re.findall(r"\d+", words)
    if len(groups) == (3 if groups[0].startswith("0") else 2):
        return "-".join(groups)
    digits = "".join(groups)
    if not digits.startswith("0"):
        return f"{digits[:4]}-{digits[4:]}"
    area = re.match(_AREA, digits)
    first = area.end() if area else 0
    return f"{digits[:first]}-{digits[first:-4]}-{digits[-4:]}"
