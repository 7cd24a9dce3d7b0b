"""Finds personal data (numbers, addresses) in a text in plain form (`ingest.korean.plain_form`): of which kind, and where.

Digits beside Hangul have no word border, so the borders are digit look-arounds (`\\b` finds nothing in "900101-1234568입니다").
"""

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum

from ingest.korean.accounts import accounts
from ingest.korean.date_pairs import holds_dates
from ingest.korean.email_addresses import emails
from ingest.korean.home_addresses import home_addresses
from ingest.korean.marks import number_mark
from ingest.korean.own_telephones import own_telephones, telephones_of_nobody
from ingest.korean.plates import plates
from ingest.korean.regions import REGIONS


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


_GAP = r"[ \t\-./,_:*+=()]{0,6}"
_RESIDENT = re.compile(rf"(?<!\d)(\d{{6}})({_GAP})([1-8]\d{{6}})(?!\d)")
# The barcode of goods from Korea (GS1), where it is no number of somebody born in January of 1988.
_BARCODE = re.compile(r"880\d{3}[3-9]\d{6}")
# A resident number in odd groups ("900101-1 234567", digit by digit).
_RESIDENT_LOOSE = re.compile(r"(?<!\d)\d(?:[ \-./]{0,3}\d){12}(?!\d)")
# With the birth date in full, or in words ("1983.04.02-1029384", "83년04월02일-1029384").
_RESIDENT_DATED = re.compile(
    rf"(?<!\d)(19|20)?(\d{{2}})[년.\-/ ]{{0,2}}(\d{{2}})[월.\-/ ]{{0,2}}(\d{{2}})일?\.?{_GAP}([1-8]\d{{6}})(?!\d)"
)
# Its last digits hidden by the asker ("880101-1******"): the date of birth and the sex can still be read.
_RESIDENT_HIDDEN = re.compile(rf"(?<!\d)(\d{{6}}){_GAP}([1-8])[*xX●○#.@■□\-]{{2,6}}(?!\d)")
# Or left out, in a text that speaks of a date of birth ("생년월일: 880101-1").
_RESIDENT_BEGUN = re.compile(r"(?<![\d\-])(\d{6})\s?-\s?([1-8])(?![\d\-.])")
_LAST_NAME = r"(?:뒷자리|뒷번호|(?:뒤|끝|나머지|마지막)[^\d\n]{0,4}(?:7|일곱|칠)\s?자리)"
_LAST_DIGITS = r"(?<!\d)([1-8](?: ?\d){6})(?! ?\d)"
_LAST_PART = re.compile(rf"{_LAST_NAME}[^\d\n]{{0,10}}{_LAST_DIGITS}")
_LAST_PART_BEFORE = re.compile(rf"{_LAST_DIGITS}\s?(?:이게?|가|은|는|번이)?\s?{_LAST_NAME}")
# Seven digits behind a date of birth: "생일은 61년 5월 2일, 그 다음은 1234567"; round figures are amounts.
_BORN = re.compile(r"생년월일|생일|출생|태어|\d\s?[년일]?생(?![가-힣])|주민|민증")
_LAST_AFTER_DATE = re.compile(rf"(?:\d일|\d{{6}}|년?생|생년월일)[^\d\n]{{0,24}}(?!\d{{4}}000){_LAST_DIGITS}(?!,?\d)")
_FIRST_PART = re.compile(r"앞[^\d\n]{0,10}(?<!\d)(\d{6})(?!\d)")
_RESIDENT_WORDS = re.compile(r"주민(?:등록)?\s?번호|외국인등록번호|민증")
_IN_TWO_PARTS = re.compile(
    r"(?<!\d)(\d{6})(?!\d)[^\d\n]{0,14}(?:뒷|뒤|다시|하고|이고|그리고|다음|에)[^\d\n]{0,10}(?<!\d)([1-8]\d{6})(?!\d)"
)
_CARD_GAP = r"[ \-./=*,:_]{0,3}"
_CARD = re.compile(
    rf"(?<!\d)\d{{4}}(?:{_CARD_GAP}\d{{4}}){{2}}{_CARD_GAP}\d{{1,7}}(?!\d)|(?<!\d)3[47]\d{{2}}{_CARD_GAP}\d{{6}}{_CARD_GAP}\d{{5}}(?!\d)"
)
_CARD_GROUPS = re.compile(r"[3-9]\d{3}(?:-\d{4}){3}")
_CARD_NAME = "카드|card|다이너스|비자|마스터|amex|아멕스|visa"
_CARD_BEFORE = re.compile(rf"(?:{_CARD_NAME})(?:1[56]\s?자리|[^\d]){{0,10}}$", re.IGNORECASE)
_CARD_AFTER = re.compile(rf"[^\d]{{0,20}}(?:{_CARD_NAME})", re.IGNORECASE)
_ONE_DIGIT = re.compile(r"(?:(\d)\1{3}(?!\1)\D?){4}")  # 1111-2222-3333-4444: an example, nobody's card
_CARD_LOOSE = re.compile(r"(?<!\d)\d(?:[ \-./]{0,3}\d){12,18}(?!\d)")
_MOBILE = re.compile(
    rf"(?<!\d)(?:(?:(?:\+|00\d?[ \-]?)?82{_GAP}\(?0?\)?{_GAP}|[0Oo])1[0Oo16789]{_GAP}\d{{3,4}}{_GAP}\d{{4}}|(?<!\d[ \-.])1[016789][ \-.]\d{{3,4}}[ \-.]\d{{4}}|"
    r"(?<!\d[ \-./])[0Oo][ \-.]?1[ \-.]?[0Oo16789](?:[ \-./]{0,3}\d){7,8}(?![ \-./]\d))(?!\d)"
)
# Eight digits of a mobile number whose 010 is left out or stands elsewhere, or ten without the first zero.
_MOBILE_REST = re.compile(
    r"(?:(?<!쿠)폰|휴대\s?전화|손전화|(?<!\d)010\s?(?:은|을)?\s?(?:빼고|생략))[^\d\n]{0,12}(?<!\d)([2-9]\d{3}[ \-]{0,3}\d{4})(?!\d)|(?:폰|전화|연락처)[^\d\n]{0,8}(?<!\d)(10\d{8})(?!\d)"
)
_LICENCE = re.compile(
    rf"(?<![\dA-Za-z])(?<![A-Za-z]-)(?:1[1-9]|2[0-8]){_GAP}\d{{2}}[ \-./]{{1,4}}\d{{6}}[ \-./]{{0,4}}\d{{2}}(?!\d)|"
    rf"(?:경기남부|경기북부|{REGIONS})[ \-.]{{0,3}}\d{{2}}[ \-./]{{1,4}}\d{{6}}[ \-./]{{1,4}}\d{{2}}(?!\d)"
)
_LICENCE_RUN = re.compile(r"(?<!\d)(?:1[1-9]|2[0-8])\d{10}(?!\d)")
_LICENCE_WORDS = re.compile(r"면허")
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])[MSRODmsrod][ \-.]{0,2}(?:\d{3}[ \-.]?[A-Za-z][ \-.]?\d{4}|\d{4}[ \-.]{0,2}\d{4}|\d{3}[ \-.]{0,2}\d{5}|\d{2}[ \-.]\d{3}[ \-.]\d{3})(?![A-Za-z0-9])"
)
# Passports of other countries: a letter or two and six to eight digits, or nine digits, in a text that speaks of a passport.
_FOREIGN_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z]{1,2}|엠|에스)[ \-]{0,2}(?:\d{6,8}|\d{4}[ \-]\d{4})[A-Za-z]?|[MSms](?:[ \-]?\d){8})(?![A-Za-z0-9])"
)
_PASSPORT_OF_DIGITS = re.compile(r"(?:여권|passport)[^\d\n]{0,16}(?<![\d\-])(\d{9})(?![\d\-])", re.IGNORECASE)
_PASSPORT_WORDS = re.compile(r"여권|passport|护照|旅券|パスポ.ト|hộ chiếu|паспорт|พาสปอร์ต|หนังสือเดินทาง", re.IGNORECASE)
_BUSINESS = re.compile(
    r"(?<![\dA-Za-z])(?<![\dA-Za-z]-)(?:\d{3}[ \-./]{0,4}\d{2}[ \-./]{0,4}\d{5}|\d(?:[ \-./]{0,4}\d){9})(?!-?\d)"
)
_BUSINESS_WORDS = re.compile(r"사업자|(?<![가-힣])등록\s?번호")

# Words before a run of digits that name it as something else.
_NUMBER_NAME = re.compile(
    r"([가-힣]*(?:법인|단체|동물|상표|특허|농약|공장|건설업)\s?등록\s?번호|(?<![가-힣])코드|지번|로또|복권|동물등록|마이크로칩|택배|소포|등기(?!부)|\bpnu|바코드|isbn|특허|좌표|통계|시리얼|s/n|송장|운송장|로트|모델|\blot|\border|订单|"
    r"(?:주문|접수|관리|예약|상품권|쿠폰|이용권|바우처|상품|제품|물품|품목|자산|계약|사건|추적|고지|납부|신청|민원|문서)\s(?:번호|코드))[^\d]{0,10}$|"
    r"([가-힣㐀-鿿]*)(?:번호|코드|넘버|no\.?|番号|number|code)[^\d]{0,10}$",
    re.IGNORECASE,
)
# Endings of the words before "번호" that name a number of a person.
_PERSONAL_NAMES = (
    "주민",
    "외국인",
    "등록증",
    "거소",
    "거소신고",
    "등록",
    "登録",
    "登录证",
    "전화",
    "폰",
    "계좌",
    "통장",
    "카드",
    "면허",
    "면허증",
    "여권",
    "사업자",
    "卡",
    "护照",
    "电话",
    "手机",
    "账",
    "민증",
    "뒷",
    "제",
    "내",
    "본인",
    "그",
    "아이",
)
# 사업자등록번호: weights of the check digit (국세청); the ninth digit counts five times, its tens are added.
_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_PUBLIC_BODIES = ([8, 2], [8, 3])  # its fourth and fifth digits of associations and public offices (국세청)


def detected(text: str) -> Iterator[tuple[PersonalDataKind, list[tuple[int, int]]]]:
    """(kind, spans) of the personal data in plain `text`; where spans of two kinds overlap, the kind that is yielded first is meant."""
    yield PersonalDataKind.EMAIL, emails(text)
    yield PersonalDataKind.RESIDENT_NUMBER, _resident_numbers(text)
    yield PersonalDataKind.DRIVING_LICENCE, _licences(text)
    yield PersonalDataKind.CARD, _cards(text)
    yield PersonalDataKind.MOBILE_PHONE, _mobiles(text)
    yield PersonalDataKind.PASSPORT, _passports(text)
    yield (
        PersonalDataKind.BUSINESS_NUMBER,
        [s for s in _spans(_BUSINESS, text) if _is_business(text, s) and not _named_otherwise(text, s)],
    )
    yield PersonalDataKind.HOME_PHONE, own_telephones(text)
    yield PersonalDataKind.TELEPHONE, telephones_of_nobody(text)
    yield PersonalDataKind.ACCOUNT, [span for span in accounts(text) if not _named_otherwise(text, span)]
    yield PersonalDataKind.PLATE, plates(text)
    yield PersonalDataKind.HOME_ADDRESS, home_addresses(text)
    yield from _told_in_parts(text)


def _told_in_parts(text: str) -> Iterator[tuple[PersonalDataKind, list[tuple[int, int]]]]:
    """(kind, spans of all groups of digits in `text`) where the text names a kind and its digits together make one number of that kind."""
    groups = [match.span() for match in _GROUP.finditer(text) if not _named_otherwise(text, match.span())]
    digits = "".join(number_mark(text[slice(*span)]) for span in groups)
    for kind, named, whole in _IN_GROUPS:
        in_parts = len(groups) > 1 or (groups and not text[slice(*groups[0])].isdigit())
        if in_parts and whole.fullmatch(digits) and named.search(text):
            yield kind, groups


_GROUP = re.compile(
    r"(?<!\d)\d(?:[ \-./]{0,2}\d)*+(?!\s?(?:[년월일시분초원명건개회차호층동급종세살위%㎡]|자리|번째|학기|이상(?![하한해했합])|이하))"
)
_IN_GROUPS = (
    (PersonalDataKind.RESIDENT_NUMBER, _RESIDENT_WORDS, re.compile(r"\d{6}[1-8]\d{6}")),
    (PersonalDataKind.CARD, re.compile(_CARD_NAME, re.IGNORECASE), re.compile(r"[3-9]\d{15}")),
    (
        PersonalDataKind.MOBILE_PHONE,
        re.compile(r"폰|휴대\s?전화|손전화|연락|전화|(?:뒷|앞|가운데)\s?번호"),
        re.compile(r"010(?!0{8})\d{8}|[2-9]\d{7}010"),
    ),
)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def _mobiles(text: str) -> list[tuple[int, int]]:
    whole = [span for span in _spans(_MOBILE, text) if not number_mark(text[slice(*span)]).endswith("0" * 8)]
    rest = [match.span(match.lastindex or 0) for match in _MOBILE_REST.finditer(text)]
    return whole + [span for span in rest if not _named_otherwise(text, span)]


def _named_otherwise(text: str, span: tuple[int, int]) -> bool:
    """Whether the number at `span` is of another kind: words before it name it as an order's, a document's or a product's, or a unit follows it."""
    named = _NUMBER_NAME.search(text[max(0, span[0] - 20) : span[0]])
    if named is None:
        return _AMOUNT.match(text, span[1]) is not None
    other, name = named.groups()
    if other:
        return True
    return not name.endswith(_PERSONAL_NAMES) and bool(name or _FOREIGN_ORDER.search(named[0]))


_AMOUNT = re.compile(
    r"\s?(?:원(?!서|룸|본)|명(?!의|단|절)|건(?!강|축|물|설|보)|개(?!인)|호(?![가-힣])|(?:(?:이|라는|번)\s)?(?:바코드|송장|운송장|isbn))",
    re.IGNORECASE,
)
_FOREIGN_ORDER = re.compile(r"注文|order|tracking|订单|lot", re.IGNORECASE)


def _resident_numbers(text: str) -> list[tuple[int, int]]:
    """Spans of resident and foreigner numbers: a real date of birth and a digit for sex and century, or digits that are called such a number.

    Numbers given since October 2020 carry no check digit, so none is checked. A number that other words name is left out.
    """
    spans = []
    for match in (*_RESIDENT.finditer(text), *_RESIDENT_LOOSE.finditer(text)):
        digits = number_mark(match[0])
        parted = _digits_before_gap(match[0]) in (6, 13) and not _BARCODE.fullmatch(match[0])
        if (
            parted
            and digits[6] in "12345678"
            and (_RESIDENT_WORDS.search(text) or _is_birth_date(digits[:6], digits[6]))
            and not _named_otherwise(text, match.span())
        ):
            spans.append(match.span())
    for match in _IN_TWO_PARTS.finditer(text):
        if _is_birth_date(match[1], match[2][0]):
            spans += [match.span(1), match.span(2)]
    begun = _RESIDENT_BEGUN.finditer(text) if _BORN.search(text) else ()
    spans += [m.span() for m in (*_RESIDENT_HIDDEN.finditer(text), *begun) if _is_birth_date(m[1], m[2])]
    for match in _RESIDENT_DATED.finditer(text):
        century, *date, last_part = match.groups()
        dated = _is_birth_date("".join(date), last_part[0]) and century in (None, _century(last_part[0]))
        sure = century != "20" or not match[0][:8].isdigit() or _RESIDENT_WORDS.search(text)
        if dated and sure and not _BARCODE.fullmatch(match[0]) and not _named_otherwise(text, match.span()):
            spans.append(match.span())
    return spans + _last_parts(text)


def _last_parts(text: str) -> list[tuple[int, int]]:
    """Spans of last parts of resident numbers that are told apart from the date of birth, and of first parts beside them."""
    last = [match.span(1) for pattern in (_LAST_PART, _LAST_PART_BEFORE) for match in pattern.finditer(text)]
    first = [match.span(1) for match in _FIRST_PART.finditer(text)] if last or _RESIDENT_WORDS.search(text) else []
    if _BORN.search(text):
        last += [m.span(1) for m in _LAST_AFTER_DATE.finditer(text) if not _named_otherwise(text, m.span(1))]
    return last + first


def _digits_before_gap(words: str) -> int:
    """6 where a gap stands behind the sixth digit, 13 where there is no gap at all, else 0: numbers of other kinds have other groups."""
    if words.isdigit():
        return 13
    sixth = [place for place, letter in enumerate(words) if letter.isdigit()][5]
    return 0 if words[sixth + 1].isdigit() else 6


def _is_birth_date(digits: str, century_digit: str) -> bool:
    try:
        dt.date(int(_century(century_digit) + digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True


def _century(digit: str) -> str:
    """The first two digits of the year of birth that the seventh digit of a resident number stands for."""
    return "19" if digit in "1256" else "20"


def _licences(text: str) -> list[tuple[int, int]]:
    runs = _spans(_LICENCE_RUN, text) if _LICENCE_WORDS.search(text) else []
    found = [s for s in _spans(_LICENCE, text) if not _named_otherwise(text, s) and not _IN_A_YEAR.match(text, s[0])]
    return found + runs


_IN_A_YEAR = re.compile(r"20\d\d[ \-./]")  # 2024-293847-01 is a number within a year, no licence


def _passports(text: str) -> list[tuple[int, int]]:
    foreign = _spans(_FOREIGN_PASSPORT, text) if _PASSPORT_WORDS.search(text) else []
    foreign += [match.span(1) for match in _PASSPORT_OF_DIGITS.finditer(text)]
    found = (*_spans(_PASSPORT, text), *foreign)
    return [s for s in found if not _named_otherwise(text, s) and not _SHOWN_AS_FORM.match(text, s[1])]


_SHOWN_AS_FORM = re.compile(r"\s?(?:형식|형태|체계|처럼|같은 (?:형|번호 체계))")


def _cards(text: str) -> list[tuple[int, int]]:
    """Spans of card numbers: digits that pass the check of cards, are written in four groups of four, or are called a card."""
    found = []
    for start, end in _spans(_CARD, text):
        called = len(number_mark(text[start:end])) in (15, 16) and _called_card(text, start, end)
        in_groups = _CARD_GROUPS.fullmatch(text[start:end])
        if text[start:end].isdigit() and end - start < 15 and not called:
            continue  # so many digits in a run may be an account
        if _ONE_DIGIT.fullmatch(text[start:end]):
            continue
        if called or ((in_groups or _luhn(text[start:end])) and not _named_otherwise(text, (start, end))):
            found.append((start, end))
    loose = [s for s in _spans(_CARD_LOOSE, text) if _called_card(text, *s) and _as_long_as_a_card(text[slice(*s)])]
    return [span for span in found + loose if not holds_dates(text[slice(*span)])]


def _as_long_as_a_card(words: str) -> bool:
    return len(number_mark(words)) == 16 or _luhn(words)


def _called_card(text: str, start: int, end: int) -> bool:
    return bool(_CARD_BEFORE.search(text[:start]) or _CARD_AFTER.match(text, end))


def _luhn(number: str) -> bool:
    """Whether the digits of `number` (13-19 of them) pass the Luhn check of ISO/IEC 7812-1."""
    digits = [int(character) for character in number if character.isdigit()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_business(text: str, span: tuple[int, int]) -> bool:
    """Whether the number at `span` is a business registration number: in its three parts (by other signs than hyphens with a right check digit only), or called so."""
    words = text[slice(*span)]
    digits = [int(letter) for letter in words if letter.isdigit()]
    total = sum(weight * digit for weight, digit in zip(_BUSINESS_WEIGHTS, digits[:9], strict=True))
    holds = (10 - (total + digits[8] * 5 // 10) % 10) % 10 == digits[9]
    called = _BUSINESS_WORDS.search(text[max(0, span[0] - 16) : span[1] + 12]) is not None
    # With hyphens nothing else is written so: its check digit may be mistyped.
    hyphened = re.fullmatch(r"\d{3}-\d{2}-\d{5}", words) is not None
    in_parts = re.fullmatch(r"\d{3}[ \-./]{1,4}\d{2}[ \-./]{1,4}\d{5}", words) is not None
    return any(digits) and digits[3:5] not in _PUBLIC_BODIES and (called or hyphened or (in_parts and holds))
