"""Personal data in a question: found before anything is searched, stored or logged.

Digits beside Hangul have no word border, so the borders are digit look-arounds (`\\b` finds nothing in
"900101-1234568입니다").
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class PersonalDataKind(StrEnum):
    """What was found, as the citizen reads it."""

    RESIDENT_NUMBER = "주민등록번호"
    CARD = "카드번호"
    MOBILE_PHONE = "휴대전화번호"
    ACCOUNT = "계좌번호"
    DRIVING_LICENCE = "운전면허번호"
    PASSPORT = "여권번호"
    EMAIL = "전자우편 주소"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: its kind and its span in the question."""

    kind: PersonalDataKind
    start: int
    end: int


_GAP = r"[ \t.\-–—·_/]{0,3}"
_RESIDENT = re.compile(rf"(?<!\d)(\d{{6}})({_GAP})([1-8]\d{{6}})(?!\d)")
_CARD = re.compile(rf"(?<!\d)\d{{4}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{1,7}}(?!\d)")
_AMEX = re.compile(rf"(?<!\d)3[47]\d{{2}}{_GAP}\d{{6}}{_GAP}\d{{5}}(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?82{_GAP}\(?0?\)?{_GAP})?0?1[016789]{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)")
_ACCOUNT = re.compile(r"(?<![\d\-])\d{2,6}(?:[ \-]\d{1,8}){1,4}(?![\d\-])|(?<!\d)\d{10,14}(?!\d)")
_ACCOUNT_WORDS = re.compile(
    r"계좌|통장|입금|송금|이체|환급|은행|뱅크|농협|수협|신협|새마을금고|우체국|account", re.IGNORECASE
)
_LICENCE = re.compile(r"(?<!\d)(?:1[1-9]|2[0-8])[ \-]\d{2}[ \-]\d{6}[ \-]\d{2}(?!\d)")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[MSRODmsrod]\d{3}[A-Za-z0-9]\d{4}(?![A-Za-z0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")

# Full-width digits and hyphens are one character each, so spans stay right after translation.
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")
# 주민등록번호: weights of the check digit, 주민등록법 시행규칙 (11 - sum mod 11) mod 10.
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def find_personal_data(question: str, public_text: str = "") -> tuple[PersonalData, ...]:
    """Every piece of personal data in `question`, left to right, not overlapping.

    A number that stands to the letter in `public_text` (the office's own published contact lines) is no personal
    data: a citizen may ask whose number it is.
    """
    text = question.translate(_FULL_WIDTH)
    found: list[PersonalData] = []
    for kind, spans in (
        (PersonalDataKind.RESIDENT_NUMBER, _resident_numbers(text)),
        (PersonalDataKind.DRIVING_LICENCE, _spans(_LICENCE, text)),
        (PersonalDataKind.CARD, [s for p in (_CARD, _AMEX) for s in _spans(p, text) if _luhn(text[slice(*s)])]),
        (PersonalDataKind.MOBILE_PHONE, _spans(_MOBILE, text)),
        (PersonalDataKind.PASSPORT, _spans(_PASSPORT, text)),
        (PersonalDataKind.ACCOUNT, _accounts(text)),
        (PersonalDataKind.EMAIL, _spans(_EMAIL, text)),
    ):
        for start, end in spans:
            if text[start:end] in public_text:
                continue
            if all(end <= other.start or start >= other.end for other in found):
                found.append(PersonalData(kind, start, end))
    return tuple(sorted(found, key=lambda data: data.start))


def mask(question: str, found: tuple[PersonalData, ...]) -> str:
    """`question` with every find replaced by its kind in brackets: the digits go no further than this call."""
    pieces, at = [], 0
    for data in found:
        pieces += [question[at : data.start], f"[{data.kind}]"]
        at = data.end
    return "".join([*pieces, question[at:]])


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _resident_numbers(text: str) -> list[tuple[int, int]]:
    """Spans of resident and foreigner numbers.

    Numbers given since October 2020 carry no check digit, so one written in two parts needs a real birth date
    only; thirteen digits in a run (an order or file number as well may have them) must pass the check.
    """
    spans = []
    for match in _RESIDENT.finditer(text):
        birth, gap, rest = match.groups()
        if _is_birth_date(birth, rest[0]) and (gap or _check_digit_holds(birth + rest)):
            spans.append(match.span())
    return spans


def _is_birth_date(digits: str, century_digit: str) -> bool:
    century = 1900 if century_digit in "1256" else 2000
    try:
        dt.date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True


def _check_digit_holds(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_RESIDENT_WEIGHTS, digits[:12], strict=True))
    check = (11 - total % 11) % 10
    # Foreigners' numbers (5-8 in the seventh place) shift the check digit by two.
    return int(digits[12]) in ({check, (check + 2) % 10} if digits[6] in "5678" else {check})


def _luhn(number: str) -> bool:
    """Whether the digits of `number` (13-19 of them) pass the Luhn check of ISO/IEC 7812-1."""
    digits = [int(character) for character in number if character.isdigit()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _accounts(text: str) -> list[tuple[int, int]]:
    """Spans of 10-14 digits that may be an account, where the question speaks of a bank or an account."""
    if not _ACCOUNT_WORDS.search(text):
        return []
    return [
        (start, end)
        for start, end in _spans(_ACCOUNT, text)
        if 10 <= sum(character.isdigit() for character in text[start:end]) <= 14
    ]
