"""Finds resident and foreigner numbers (주민등록번호, 외국인등록번호), whole, in part and told apart."""

import datetime as dt
import re

from ingest.korean.marks import number_mark
from ingest.korean.number_names import named_otherwise

GAP = r"[ \t\-./,_:*+=()]{0,6}"
"""A pattern: what may stand between the groups of digits of one number."""
_RESIDENT = re.compile(rf"(?<!\d)(\d{{6}})({GAP})([1-8]\d{{6}})(?!\d)")
# The barcode of goods from Korea (GS1), where it is no number of somebody born in January of 1988.
_BARCODE = re.compile(r"880\d{3}[3-9]\d{6}")
# A resident number in odd groups ("900101-1 234567", digit by digit).
_RESIDENT_LOOSE = re.compile(r"(?<!\d)\d(?:[ \-./]{0,3}\d){12}(?!\d)")
# With the birth date in full, or in words ("1983.04.02-1029384", "83년04월02일-1029384").
_RESIDENT_DATED = re.compile(
    rf"(?<!\d)(19|20)?(\d{{2}})[년.\-/ ]{{0,2}}(\d{{2}})[월.\-/ ]{{0,2}}(\d{{2}})일?\.?{GAP}([1-8]\d{{6}})(?!\d)"
)
# Its last digits hidden by the asker ("880101-1******"): the date of birth and the sex can still be read.
_RESIDENT_HIDDEN = re.compile(rf"(?<!\d)(\d{{6}}){GAP}([1-8])[*xX●○#.@■□\-]{{2,6}}(?!\d)")
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
RESIDENT_WORDS = re.compile(r"주민(?:등록)?\s?번호|외국인등록번호|민증")
"""What a resident number is called."""
_IN_TWO_PARTS = re.compile(
    r"(?<!\d)(\d{6})(?!\d)[^\d\n]{0,14}(?:뒷|뒤|다시|하고|이고|그리고|다음|에)[^\d\n]{0,10}(?<!\d)([1-8]\d{6})(?!\d)"
)


def resident_numbers(text: str) -> list[tuple[int, int]]:
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
            and (RESIDENT_WORDS.search(text) or _is_birth_date(digits[:6], digits[6]))
            and not named_otherwise(text, match.span())
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
        sure = century != "20" or not match[0][:8].isdigit() or RESIDENT_WORDS.search(text)
        if dated and sure and not _BARCODE.fullmatch(match[0]) and not named_otherwise(text, match.span()):
            spans.append(match.span())
    return spans + _last_parts(text)


def _last_parts(text: str) -> list[tuple[int, int]]:
    """Spans of last parts of resident numbers that are told apart from the date of birth, and of first parts beside them."""
    last = [match.span(1) for pattern in (_LAST_PART, _LAST_PART_BEFORE) for match in pattern.finditer(text)]
    first = [match.span(1) for match in _FIRST_PART.finditer(text)] if last or RESIDENT_WORDS.search(text) else []
    if _BORN.search(text):
        last += [m.span(1) for m in _LAST_AFTER_DATE.finditer(text) if not named_otherwise(text, m.span(1))]
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
