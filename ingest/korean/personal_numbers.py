"""Finds personal data (numbers, addresses) in a text in plain form (`ingest.korean.plain_form`): of which kind, and where.

Digits beside Hangul have no word border, so the borders are digit look-arounds (`\\b` finds nothing in "900101-1234568입니다").
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from ingest.korean.accounts import accounts
from ingest.korean.business_numbers import business_numbers
from ingest.korean.card_numbers import CARD_NAME, cards
from ingest.korean.email_addresses import emails
from ingest.korean.home_addresses import home_addresses
from ingest.korean.marks import number_mark
from ingest.korean.number_names import named_otherwise
from ingest.korean.own_telephones import own_telephones, telephones_of_nobody
from ingest.korean.plates import plates
from ingest.korean.regions import REGIONS
from ingest.korean.resident_numbers import GAP, RESIDENT_WORDS, resident_numbers


class PersonalDataKind(StrEnum):
    """A kind of personal data; its value is its Korean name."""

    RESIDENT_NUMBER = "주민등록번호"
    CARD = "카드번호"
    MOBILE_PHONE = "휴대전화번호"
    HOME_PHONE = "전화번호"
    TELEPHONE = "유선 전화번호"
    ACCOUNT = "계좌번호"
    DRIVING_LICENCE = "운전면허번호"
    PASSPORT = "여권번호"
    EMAIL = "전자우편 주소"
    BUSINESS_NUMBER = "사업자등록번호"
    PLATE = "차량번호"
    HOME_ADDRESS = "집 주소"


_MOBILE = re.compile(
    rf"(?<!\d)(?:(?:(?:\+|00\d?[ \-]?)?82{GAP}\(?0?\)?{GAP}|[0Oo])1[0Oo16789]{GAP}\d{{3,4}}{GAP}\d{{4}}|(?<!\d[ \-.])1[016789][ \-.]\d{{3,4}}[ \-.]\d{{4}}|"
    r"(?<!\d[ \-./])[0Oo][ \-.]?1[ \-.]?[0Oo16789](?:[ \-./]{0,3}\d){7,8}(?![ \-./]\d))(?!\d)"
)
# Eight digits of a mobile number whose 010 is left out or stands elsewhere, or ten without the first zero.
_MOBILE_REST = re.compile(
    r"(?:(?<!쿠)폰|휴대\s?전화|손전화|(?<!\d)010\s?(?:은|을)?\s?(?:빼고|생략))[^\d\n]{0,12}(?<!\d)([2-9]\d{3}[ \-]{0,3}\d{4})(?!\d)|(?:폰|전화|연락처)[^\d\n]{0,8}(?<!\d)(10\d{8})(?!\d)"
)
_LICENCE = re.compile(
    rf"(?<![\dA-Za-z])(?<![A-Za-z]-)(?:1[1-9]|2[0-8]){GAP}\d{{2}}[ \-./]{{1,4}}\d{{6}}[ \-./]{{0,4}}\d{{2}}(?!\d)|"
    rf"(?:경기남부|경기북부|{REGIONS})[ \-.]{{0,3}}\d{{2}}[ \-./]{{1,4}}\d{{6}}[ \-./]{{1,4}}\d{{2}}(?!\d)"
)
_LICENCE_RUN = re.compile(r"(?<!\d)(?:1[1-9]|2[0-8])\d{10}(?!\d)")
_LICENCE_WORDS = re.compile(r"면허")
_IN_A_YEAR = re.compile(r"20\d\d[ \-./]")  # 2024-293847-01 is a number within a year, no licence
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])[MSRODmsrod][ \-.]{0,2}(?:\d{3}[ \-.]?[A-Za-z][ \-.]?\d{4}|\d{4}[ \-.]{0,2}\d{4}|\d{3}[ \-.]{0,2}\d{5}|\d{2}[ \-.]\d{3}[ \-.]\d{3})(?![A-Za-z0-9])"
)
# Passports of other countries: a letter or two and six to eight digits, or nine digits, in a text that speaks of a passport.
_FOREIGN_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z]{1,2}|엠|에스)[ \-]{0,2}(?:\d{6,8}|\d{4}[ \-]\d{4})[A-Za-z]?|[MSms](?:[ \-]?\d){8})(?![A-Za-z0-9])"
)
_PASSPORT_OF_DIGITS = re.compile(r"(?:여권|passport)[^\d\n]{0,16}(?<![\d\-])(\d{9})(?![\d\-])", re.IGNORECASE)
_PASSPORT_WORDS = re.compile(r"여권|passport|护照|旅券|パスポ.ト|hộ chiếu|паспорт|พาสปอร์ต|หนังสือเดินทาง", re.IGNORECASE)
_SHOWN_AS_FORM = re.compile(r"\s?(?:형식|형태|체계|처럼|같은 (?:형|번호 체계))")
_GROUP = re.compile(
    r"(?<!\d)\d(?:[ \-./]{0,2}\d)*+(?!\s?(?:[년월일시분초원명건개회차호층동급종세살위%㎡]|자리|번째|학기|이상(?![하한해했합])|이하))"
)
_IN_GROUPS = (
    (PersonalDataKind.RESIDENT_NUMBER, RESIDENT_WORDS, re.compile(r"\d{6}[1-8]\d{6}")),
    (PersonalDataKind.CARD, re.compile(CARD_NAME, re.IGNORECASE), re.compile(r"[3-9]\d{15}")),
    (
        PersonalDataKind.MOBILE_PHONE,
        re.compile(r"폰|휴대\s?전화|손전화|연락|전화|(?:뒷|앞|가운데)\s?번호"),
        re.compile(r"010(?!0{8})\d{8}|[2-9]\d{7}010"),
    ),
)


def detected(text: str) -> Iterator[tuple[PersonalDataKind, list[tuple[int, int]]]]:
    """(kind, spans) of the personal data in plain `text`; where spans of two kinds overlap, the kind that is yielded first is meant."""
    yield PersonalDataKind.EMAIL, emails(text)
    yield PersonalDataKind.RESIDENT_NUMBER, resident_numbers(text)
    yield PersonalDataKind.DRIVING_LICENCE, _licences(text)
    yield PersonalDataKind.CARD, cards(text)
    yield PersonalDataKind.MOBILE_PHONE, _mobiles(text)
    yield PersonalDataKind.PASSPORT, _passports(text)
    yield PersonalDataKind.BUSINESS_NUMBER, business_numbers(text)
    yield PersonalDataKind.HOME_PHONE, own_telephones(text)
    yield PersonalDataKind.TELEPHONE, telephones_of_nobody(text)
    yield PersonalDataKind.ACCOUNT, [span for span in accounts(text) if not named_otherwise(text, span)]
    yield PersonalDataKind.PLATE, plates(text)
    yield PersonalDataKind.HOME_ADDRESS, home_addresses(text)
    yield from _told_in_parts(text)


def _told_in_parts(text: str) -> Iterator[tuple[PersonalDataKind, list[tuple[int, int]]]]:
    """(kind, spans of all groups of digits in `text`) where the text names a kind and its digits together make one number of that kind."""
    groups = [match.span() for match in _GROUP.finditer(text) if not named_otherwise(text, match.span())]
    digits = "".join(number_mark(text[slice(*span)]) for span in groups)
    for kind, named, whole in _IN_GROUPS:
        in_parts = len(groups) > 1 or (groups and not text[slice(*groups[0])].isdigit())
        if in_parts and whole.fullmatch(digits) and named.search(text):
            yield kind, groups


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _mobiles(text: str) -> list[tuple[int, int]]:
    whole = [span for span in _spans(_MOBILE, text) if not number_mark(text[slice(*span)]).endswith("0" * 8)]
    rest = [match.span(match.lastindex or 0) for match in _MOBILE_REST.finditer(text)]
    return whole + [span for span in rest if not named_otherwise(text, span)]


def _licences(text: str) -> list[tuple[int, int]]:
    runs = _spans(_LICENCE_RUN, text) if _LICENCE_WORDS.search(text) else []
    found = [s for s in _spans(_LICENCE, text) if not named_otherwise(text, s) and not _IN_A_YEAR.match(text, s[0])]
    return found + runs


def _passports(text: str) -> list[tuple[int, int]]:
    foreign = _spans(_FOREIGN_PASSPORT, text) if _PASSPORT_WORDS.search(text) else []
    foreign += [match.span(1) for match in _PASSPORT_OF_DIGITS.finditer(text)]
    found = (*_spans(_PASSPORT, text), *foreign)
    return [s for s in found if not named_otherwise(text, s) and not _SHOWN_AS_FORM.match(text, s[1])]
