"""Finds the dates and periods that a Korean text names, each as its first and last day.

What the text leaves out ("7월부터", "작년", "하반기") is completed from the day it was written on.
"""

import calendar
import datetime as dt
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ingest.korean.clock import CLOCK, NOON
from ingest.korean.limit_words import LOWER, UPPER, LimitPlace, limit_words
from ingest.korean.time_words import (
    DAYS_FROM_TODAY,
    DAYS_OF_THIRD,
    FIRST_MONTH_OF_HALF,
    FIRST_MONTH_OF_SEASON,
    MONTH_WORDS,
    RANGE,
    TILDE,
    WEEK_WORDS,
    WEEKDAYS,
    YEAR_WORDS,
)
from ingest.korean.written_times import WrittenTime, written_in

_WORD = re.compile(r"\w")
KOREA = dt.timezone(dt.timedelta(hours=9), "KST")
"""The time of Korea, which has known no summer time since 1988."""


def today_in_korea() -> dt.date:
    """The day in Korea, whatever the time zone of the computer is."""
    return dt.datetime.fromtimestamp(time.time(), KOREA).date()


def dates_in(text: str) -> Iterator[dt.date]:
    """Each day that `text` names with its year ("2022. 1. 26.", "2022년 1월 26일", "'22.1.26"); what the calendar lacks (2. 30.) is left out."""
    for one in written_in(text):
        if one.year and one.month and one.day:
            with suppress(ValueError):
                yield dt.date(one.year, one.month, one.day)


def first_date(text: str) -> dt.date | None:
    """The first of `dates_in`, or None."""
    return next(dates_in(text), None)


def is_date_alone(line: str) -> bool:
    """Whether `line` holds one day with its year and no other word."""
    found = written_in(line)
    return (
        len(found) == 1
        and first_date(line) is not None
        and not _WORD.search(line[: found[0].start] + line[found[0].end :])
    )


class Precision(StrEnum):
    """How exactly a period is stated. `rough`: its limits are set by custom (초순, 연말, 봄), or its two ends are stated with different precision."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ROUGH = "rough"


class Edge(StrEnum):
    """Whether a period is only the beginning or the end of a span: "7월부터" states a beginning, "~10월" an end, "7월" neither."""

    NONE = ""
    FROM = "부터"
    UNTIL = "까지"


class YearFrom(StrEnum):
    """How the year of a period is known: `told` in the text, `counted` from the day of writing ("작년", "이달"), `assumed` to be that day's where
    the text has none, `doubtful` where another may be meant ("12월" written in January; "22년", which may be a duration of 22 years).
    """

    TOLD = "told"
    COUNTED = "counted"
    ASSUMED = "assumed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Period:
    """A period that `text[start:end]` names: the days from `first` to `last`, both included."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision
    year_from: YearFrom = YearFrom.TOLD
    edge: Edge = Edge.NONE

    def contains(self, other: "Period") -> bool:
        """Whether `other` lies inside this period."""
        return self.first <= other.first and other.last <= self.last

    @property
    def years(self) -> range:
        """The years it touches."""
        return range(self.first.year, self.last.year + 1)


_LONG_PAST, _FAR_AHEAD = 6, 10
"""From so many months before, or after, the month of writing on, a month without a year may be of another year: "3월" in December is next
year's, "12월" in January last year's.
"""

_CLOCK = rf"(?:\s?(?:{CLOCK}|{NOON}))?(?:\s?도착분)?"
_FROM = re.compile(rf"{_CLOCK}\s?(?:{limit_words(LimitPlace.BEHIND_TIME, senses=LOWER)}|{TILDE}(?!\s?\d))")
_UNTIL = re.compile(rf"{_CLOCK}\s?(?:{limit_words(LimitPlace.BEHIND_TIME, senses=UPPER)})")
_OPEN = re.compile(rf"{TILDE}\s?$")
_BETWEEN = re.compile(rf"{_CLOCK}\s?(?:{RANGE}|부터|에서)\s?")
_EVERY = re.compile(r"매년|매해|해마다|매월|매달|매\s?분기|납기|과세\s?기준일|휴[관무원]일|[하동]절기|연\s?\d+\s?회")
_OF_ANOTHER_DAY = re.compile(r"(?:[달날월해]|연도|년도)의\s*$|[가-힣][한된는인]\s$")
"""Before a word that counts: it counts from what is named here and not from the day of writing ("징수일이 속하는 달의 다음 달 10일")."""
_OF_ANOTHER_YEAR = re.compile(r"(?:다음\s?(?:해|연도)|이듬해|익년|당해\s?연도|해당\s?연도|그\s?해)\s?$")
"""Before a day without a year: another year than that of writing may be meant."""
_NOT_YET = re.compile(rf"{_CLOCK}\s?전(?:까지|에|의|\s)")
"""Behind a day that is itself too late ("4월 1일 전까지")."""


@lru_cache(maxsize=4096)
def periods_in(text: str, written: dt.date | None = None) -> tuple[Period, ...]:
    """The periods that `text`, written on the day `written`, names, left to right; no two of them overlap in the text.

    Without that day, periods that need it ("7월", "작년") are left out, and so are days that the calendar lacks.
    """
    found: list[Period] = []
    points = written_in(text)
    at = 0
    while at < len(points):
        joined = at + 1 < len(points) and _BETWEEN.fullmatch(text[points[at].end : points[at + 1].start])
        pair = points[at : at + 2] if joined else points[at : at + 1]
        at += len(pair)
        period = _period(pair, written)
        if period is not None:
            period = _with_edge(period, text) if len(pair) == 1 else period
            found.append(replace(period, year_from=YearFrom.DOUBTFUL) if _may_be_another(period, text) else period)
    return tuple(_doubted(found, bool(_EVERY.search(text))))


def _may_be_another(period: Period, text: str) -> bool:
    """Whether the words around a period say that it is not, or may not be, the one that it seems to be."""
    before = text[max(0, period.start - 20) : period.start]
    if _NOT_YET.match(text, period.end):
        return True
    if period.year_from is YearFrom.COUNTED:
        return bool(_OF_ANOTHER_DAY.search(before))
    return period.year_from is YearFrom.ASSUMED and bool(_OF_ANOTHER_YEAR.search(before))


def _with_edge(period: Period, text: str) -> Period:
    if _FROM.match(text, period.end):
        return replace(period, edge=Edge.FROM)
    if (
        _UNTIL.match(text, period.end)
        or _OPEN.search(text[max(0, period.start - 2) : period.start])
        or text[period.start : period.end] == "연내"
    ):
        return replace(period, edge=Edge.UNTIL)
    return period


def _doubted(found: Sequence[Period], every: bool) -> Iterator[Period]:
    """`found`, with a period of an assumed year made doubtful where the text names another year before it, or speaks of `every` year."""
    named_years: set[int] = set()
    for period in found:
        if period.year_from is YearFrom.ASSUMED and (every or named_years - {*period.years}):
            yield replace(period, year_from=YearFrom.DOUBTFUL)
            continue
        if period.year_from is not YearFrom.ASSUMED:
            named_years.update(period.years)
        yield period


def _period(ends: Sequence[WrittenTime], written: dt.date | None) -> Period | None:
    """The period of one time, or from one time to another; what one end leaves out is taken from the other. None where it cannot be known."""
    if len(ends) == 1:
        return _single(ends[0], written)
    left, right = ends
    if not right.year and not right.counted and not right.month and not right.part:
        right = replace(right, month=left.month)
    if len(left.part) == 1 and right.part:  # "1~2분기"
        left = replace(left, part=f"{left.part}분기")
    if right.year and not left.year and not left.counted:
        left = replace(left, year=right.year - ((left.month or 0) > (right.month or 12)))
    first = _single(left, written)
    if first is None:
        return _single(right, written)
    if not right.year and not right.counted:
        right = replace(right, year=first.first.year + ((right.month or 12) < first.first.month), short=False)
    last = _single(right, written)
    if last is None or last.last < first.first:
        return first
    precision = first.precision if first.precision is last.precision else Precision.ROUGH
    return Period(left.start, right.end, first.first, last.last, precision, _surest(left, first, last))


def _surest(left: WrittenTime, first: Period, last: Period) -> YearFrom:
    """How the year of a span is known: as that of its left end, but as that of its right end in "20~25년"."""
    return last.year_from if left.short else first.year_from


def _single(one: WrittenTime, written: dt.date | None) -> Period | None:
    if one.counted:
        return _counted(one, written) if written else None
    if one.year:
        return _stretch(one, one.year, YearFrom.DOUBTFUL if one.short else YearFrom.TOLD)
    if written is None:
        return None
    if one.weekday and one.month and one.day:
        return _on_weekday(one, written)
    period = _stretch(one, written.year, YearFrom.ASSUMED)
    if period and one.month and not -_LONG_PAST < one.month - written.month < _FAR_AHEAD:
        return replace(period, year_from=YearFrom.DOUBTFUL)
    return period


def _on_weekday(one: WrittenTime, written: dt.date) -> Period | None:
    """The day in the year of writing, or the next or last year, that falls on the stated weekday; where none does, that of the year of
    writing, doubtful.
    """
    for year in (written.year, written.year + 1, written.year - 1):
        period = _stretch(one, year, YearFrom.ASSUMED)
        if period and WEEKDAYS[period.first.weekday()] == one.weekday:
            return period
    return _stretch(one, written.year, YearFrom.DOUBTFUL)


def _counted(one: WrittenTime, written: dt.date) -> Period | None:
    word = one.counted
    if word in YEAR_WORDS:
        return _stretch(one, written.year + YEAR_WORDS[word], YearFrom.COUNTED)
    if word in MONTH_WORDS:
        year, month = _month_from(written, MONTH_WORDS[word])
        return _stretch(replace(one, month=month), year, YearFrom.COUNTED)
    if word in DAYS_FROM_TODAY:
        day = written + dt.timedelta(DAYS_FROM_TODAY[word])
        return Period(one.start, one.end, day, day, Precision.DAY, YearFrom.COUNTED)
    if word in WEEK_WORDS:
        monday = written + dt.timedelta(7 * WEEK_WORDS[word] - written.weekday())
        return Period(one.start, one.end, monday, monday + dt.timedelta(6), Precision.DAY, YearFrom.COUNTED)
    return _next_or_last(one, written, ahead=word == "오는")


def _next_or_last(one: WrittenTime, written: dt.date, ahead: bool) -> Period | None:
    """The period of "오는 27일" or "지난 12월 5일": the nearest one after (`ahead`) or before the day of writing."""
    for months in range(13):
        year, month = _month_from(written, months if ahead else -months)
        if one.month and month != one.month:
            continue
        period = _stretch(replace(one, month=month), year, YearFrom.COUNTED)
        if period and (period.last >= written if ahead else period.first <= written):
            return period
    return None


def _month_from(day: dt.date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _stretch(one: WrittenTime, year: int, year_from: YearFrom) -> Period | None:
    """The period in `year` that `one` states; None where the calendar lacks it."""
    first_month, months, precision, days = _months(one)
    year_end, month_end = _month_from(dt.date(year, first_month, 1), months - 1)
    last_day = calendar.monthrange(year_end, month_end)[1]
    first, last = days
    if one.day and one.day > last_day:
        return None
    period = dt.date(year, first_month, first), dt.date(year_end, month_end, min(last, last_day))
    return Period(one.start, one.end, *period, precision, year_from)


def _months(one: WrittenTime) -> tuple[int, int, Precision, tuple[int, int]]:
    """(first month, number of months, precision, (first day, last day)) of the time `one`."""
    part, whole = one.part, (1, 31)
    if one.month:
        if one.day:
            return one.month, 1, Precision.DAY, (one.day, one.day)
        return one.month, 1, Precision.ROUGH if part else Precision.MONTH, DAYS_OF_THIRD.get(part, whole)
    if part in FIRST_MONTH_OF_HALF:
        return FIRST_MONTH_OF_HALF[part], 6, Precision.HALF, whole
    if part[:1].isdigit():
        return 3 * int(part[0]) - 2, 3, Precision.QUARTER, whole
    if part in FIRST_MONTH_OF_SEASON:
        return FIRST_MONTH_OF_SEASON[part], 3, Precision.ROUGH, whole
    if part in ("초", "연초"):
        return 1, 1, Precision.ROUGH, whole
    if part in ("말", "연말"):
        return 12, 1, Precision.ROUGH, whole
    return 1, 12, Precision.YEAR, whole
