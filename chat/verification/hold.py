"""Whether a passage holds a fact, and where."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from chat.verification.facts import Date, Fact, Kind
from chat.verification.ground import Ground
from chat.verification.line import Line, line

# Counting words that a writer may exchange.
_SAME_UNITS = (
    {"명", "인", "사람"}, {"개", "가지", "곳", "개소", "종", "종류", "군데"}, {"년", "개년", "년간"}, {"주", "주간"}, {"회", "번", "차례"},
    {"개월", "달", "월"}, {"번째", "차", "회차"}, {"건", "개"}, {"세", "살"}, {"개사", "사", "기업", "개"}, {"교", "개교", "학교"}, {"위", "등"}, {"가구", "세대"},
    {"m", "미터"}, {"km", "킬로미터"}, {"kg", "킬로그램"}, {"g", "그램"}, {"㎡", "m2", "제곱미터"}, {"ha", "헥타르"}, {"l", "리터"}, {"명", "인분"},
)  # fmt: skip

_SCALE = {
    "": 1,
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "십만": 10**5,
    "백만": 10**6,
    "천만": 10**7,
    "억": 10**8,
    "십억": 10**9,
    "조": 10**12,
}
_LABEL = re.compile(
    r"\((?:단위\s?:?\s?)?(?P<scale>[십백천]?[만억조]?)\s?(?P<unit>원|명|개|건|가구|대|곳|개소|톤|호|세대|달러)(?=[,)/\s])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: `fact` of `ground.sentences[sentence]`, read as `line`."""

    sentence: int
    line: Line
    fact: Fact


@dataclass(frozen=True, slots=True)
class Held:
    """`places` hold the fact. `wrong` names what was found otherwise where there are none: "" (the value stands
    nowhere), "unit", "edge", "per".
    """

    places: tuple[Place, ...]
    wrong: str = ""


@lru_cache(maxsize=512)
def lines_of(ground: Ground) -> tuple[tuple[int, Line], ...]:
    """Every sentence, read, with "7.28." as a number and, where that differs, as a date."""
    found: list[tuple[int, Line]] = []
    for number, sentence in enumerate(ground.sentences):
        readings = (line(sentence), line(sentence, short_dates=True))
        found += [(number, reading) for reading in dict.fromkeys(readings)]
    return tuple(found)


def held(fact: Fact, ground: Ground, around: Line) -> Held:
    """Where `ground` holds `fact`; words in quotes and addresses are looked for in the whole passage (no places)."""
    same_value: list[Place] = []
    same_unit: list[Place] = []
    for number, read in (*lines_of(ground), (-1, around)):
        for other in read.facts:
            labelled = _same_under_label(fact, other, read, around)
            if not labelled and not _same_value(fact, other, ground):
                continue
            place = Place(number, read, other)
            same_value.append(place)
            if labelled or _same_unit(fact, other, read, ground):
                same_unit.append(place)
    if not same_value or not same_unit:
        return Held((), "unit" if same_value else "")
    edged = [place for place in same_unit if not _conflict(fact.edge, place.fact.edge)]
    if not edged:
        return Held((), "edge")
    counted = [place for place in edged if not _conflict(fact.per, place.fact.per)]
    return Held(tuple(counted), "" if counted else "per")


def _same_value(fact: Fact, other: Fact, ground: Ground) -> bool:
    if fact.date:
        if other.date is None:
            return _is_short_year(other, fact.date)
        return _same_date(fact.date, other.date, ground)
    if fact.kind in (Kind.NUMBER, Kind.PERCENT):
        if other.date:
            day = "일" in fact.units and str(other.date.day) == fact.value
            return day or (
                "년" in fact.units and bool(other.date.year) and str(other.date.year)[2:] == fact.value.zfill(2)
            )
        return other.kind in (Kind.NUMBER, Kind.PERCENT) and fact.value == other.value
    if fact.kind is Kind.TIME and other.kind is Kind.TIME:
        return fact.value == other.value or _half_day_apart(fact.value, other.value)
    return fact.kind is other.kind and fact.value == other.value


def _same_date(fact: Date, other: Date, ground: Ground) -> bool:
    if fact.year and fact.year != other.year and (other.year or fact.year not in ground.years or not fact.month):
        return False
    return (not fact.month or fact.month == other.month) and (not fact.day or fact.day == other.day)


def _same_under_label(fact: Fact, other: Fact, read: Line, around: Line) -> bool:
    """A bare figure of a table or a series under "(조원)", "(단위: 만명)": 16.9 is 16.9조원."""
    if fact.kind is not Kind.NUMBER or other.kind is not Kind.NUMBER or other.units or "/" in fact.value + other.value:
        return False
    labels = [m for text in (read.text, around.text) for m in _LABEL.finditer(text)]
    return any(
        label["unit"] in fact.units and Decimal(other.value) * _SCALE[label["scale"]] == Decimal(fact.value)
        for label in labels
    )


def _is_short_year(other: Fact, date: Date) -> bool:
    """ "22년" without an apostrophe, for 2022."""
    return "년" in other.units and len(other.value) == 2 and not date.month and str(date.year) == f"20{other.value}"


def _half_day_apart(value: str, other: str) -> bool:
    """ "18:00" for a "6:00" whose 오후 stood before an earlier hour."""
    hour, minute = value.split(":")
    other_hour, other_minute = other.split(":")
    return minute == other_minute and int(hour) == int(other_hour) + 12


def _same_unit(fact: Fact, other: Fact, read: Line, ground: Ground) -> bool:
    if fact.kind not in (Kind.NUMBER, Kind.PERCENT) or not fact.units or other.date:
        return True
    if not other.units:
        # A bare figure in a table: the unit stands in a label. Hundreds of millions without a unit are won (6,140억 투자).
        if "원" in fact.units and other.value.isdigit() and int(other.value) >= 10**8:
            return True
        return other.kind is fact.kind and any(unit in read.text or unit in ground.around for unit in fact.units)
    if fact.units & other.units:
        return True
    return any(fact.units & same and other.units & same for same in _SAME_UNITS)


def _conflict(said: str, source: str) -> bool:
    return bool(said) and bool(source) and said != source
