"""The checkable facts of a text: dates, times, amounts, percentages, telephone numbers, addresses, quoted names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from ingest.korean.clock import HOUR_AND_MINUTE
from ingest.korean.dates_in_full import DATE_IN_WORDS, DAY_IN_WORDS, date_told
from ingest.korean.fact_text import fact_text
from ingest.korean.limit_words import ANY, LIMITS, LimitPlace, Sense, limit_words
from ingest.korean.telephones import TELEPHONE
from ingest.korean.time_words import WEEKDAY
from ingest.korean.units import plain_units
from ingest.korean.web_addresses import MAIL_ADDRESS, WEB_ADDRESS


class FactKind(StrEnum):
    """The kind of a fact; also the name of the fault where the fact is wrong (`sentence.Fault`)."""

    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    PERCENT = "percent"
    PHONE = "phone"
    ADDRESS = "address"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year; None where the text does not say."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its words and their span in `fact_text(text)` (0, 0 for an address and for words in quotation marks), and its value in one form.

    `units` are what the figure may count (several where a word may be cut in two ways, empty where nothing known
    follows). `edge` is its limit (`ingest.korean.limit_words.Sense`, "" for none); `per` is what it is
    counted by ("month" for 월 20만 원). `beside` is the word after a figure where no unit fits it ("자녀" of
    "3자녀"), `before` the word before a figure ("자녀" of "자녀가 3명").
    """

    kind: FactKind
    words: str
    start: int
    end: int
    value: str = ""
    date: Date | None = None
    units: frozenset[str] = frozenset()
    edge: str = ""
    per: str = ""
    beside: str = ""
    before: str = ""


_ADDRESS = re.compile(f"{WEB_ADDRESS}|{MAIL_ADDRESS}", re.IGNORECASE)
_PHONE = re.compile(TELEPHONE)
_WEEKDAY = re.compile(rf"(?<![가-힣])({WEEKDAY})요일")
# "둘째·넷째 토요일": which of the month's Saturdays.
_ORDINAL = re.compile(rf"(첫|둘|셋|넷|다섯)째(?=[\s·,과와주]*(?:(?:첫|둘|셋|넷|다섯)째[\s·,과와주]*)?{WEEKDAY}요일)")
# "전날", "당일": days given by another day.
_DAYS_BY_ANOTHER = ("당일", "전날", "다음날", "말일")
_RELATIVE_DAY = re.compile(
    r"(?<![가-힣])(?:(당일)|(전날|전일)|(다음\s?날|익일|이튿날)|(말일))(?=[\s까부에,.은이의)]|$)"
)
# Names that hold digits, to be read as names and not as numbers: "E-8", "C-4", "다솜06".
_CODE = re.compile(r"(?<![a-z0-9])[a-z]{1,6}-\d+(?![\d.])|(?<![가-힣])[가-힣]{2,}0\d{1,2}(?!\d)")
_TIME = re.compile(rf"(?<![\d:]){HOUR_AND_MINUTE}")
# The 1 of "1인당" counts nothing.
_EACH_ONE = re.compile(r"(?<![\d.])1(?=\s?(?:[가-힣]{1,3}|[a-z]{1,2}\d?)당)")
_NUMBER = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?:/\d+)?")
_QUOTED = re.compile(
    r"‘([^‘’]{2,60})’|“([^“”]{2,60})”|\"([^\"]{2,60})\"|「([^「」]{2,60})」|『([^『』]{2,60})』|《([^《》]{2,60})》|(?<![\w\d])'([^'\d][^']{1,58})'(?![\d])"
)

# What may follow a unit without being part of it.
_AFTER_UNIT = re.compile(
    rf"(?:을|를|이|가|은|는|의|에게|에서|에|로|으로|와|과|도|만|까지|부터|씩|당|간|{limit_words(LimitPlace.BEHIND_FIGURE, senses=ANY)}|정도|규모|수준|쯤|째|보다|마다|"
    r"이나|나|이며|며|이고|고|인|이다|이라|입니다|입니까|임|이었다|였다|이었습니다|였습니다|짜리|상당|어치|분|여|내|전|후|중|말|초|경|께|별|한|할|동안|안|이내에|예정|지원|지급|인데|이라고|였으며|이었으며|이지만|뿐|대|형)*"
)
_NOUN = r"(?:\s[가-힣]{2,5}\s)?"  # "연 매출액 30억 원"
_SIZED = rf"\s?(?:{limit_words(LimitPlace.BEFORE)}|약|각|총)?\s?$"  # "월 최대 20만 원"
_PER = (
    (re.compile(rf"(?:매월|매달|(?<![가-힣\d])월|달마다|한 달에){_NOUN}{_SIZED}"), "month"),
    (re.compile(rf"(?:매년|연간|(?<![가-힣])연|해마다){_NOUN}{_SIZED}"), "year"),
    (re.compile(rf"(?:매주|주당|(?<![가-힣\d])주){_SIZED}"), "week"),
    (re.compile(rf"(?:매일|하루|(?<![\d월])(?<!월\s)1일|(?<![가-힣\d])일){_SIZED}"), "day"),
    (re.compile(rf"(?:매\s?분기|분기별로|분기별|분기당|분기마다|(?<!\d)분기에?){_SIZED}"), "quarter"),
    (re.compile(rf"(?:1?\s?인당|1명당){_SIZED}"), "person"),
    (re.compile(rf"(?:가구당|세대당){_SIZED}"), "household"),
    (re.compile(rf"(?:1?회당|건당|1건당){_SIZED}"), "case"),
)  # fmt: skip
_PER_LABEL = re.compile(r"\((?:1\s?)?(?:(가구|세대|인|명|건|회)당|(연간|월간))\)|(?:^|\s)(매달|매월|해마다|매년)\s")
_PER_LABELS = {
    "연간": "year", "월간": "month", "매달": "month", "매월": "month", "해마다": "year", "매년": "year",
    "가구": "household", "세대": "household", "인": "person", "명": "person", "건": "case", "회": "case",
}  # fmt: skip
_EDGE_AFTER = re.compile(
    rf"(?:\({WEEKDAY}요일\))?(?:을|를|에)?\s?({limit_words(LimitPlace.BEHIND_FIGURE, LimitPlace.BEHIND_TIME)}|~)"
)
_RANGE = re.compile(rf"\s*(?:\({WEEKDAY}요일\))?\s*(?:{HOUR_AND_MINUTE})?\s*(?:~|-|부터)\s*")
_UNTIL = re.compile(rf"(?:\({WEEKDAY}요일\))?\s?(?:~|부터|-)?\s?")
_BEFORE = re.compile(r"([가-힣]+?)(?:이|가|은|는|을|를|의)?\s?$")
_EDGE_BEFORE = re.compile(rf"({limit_words(LimitPlace.BEFORE)}|~)\s?(?:약\s?)?$")


@lru_cache(maxsize=4096)
def facts(text: str, short_dates: bool = False) -> tuple[Fact, ...]:
    """The facts of `text`: quotes, addresses, then the others by place. Numbers inside a date, a time, a telephone number or an
    address are not given again.
    """
    quotes = [
        Fact(FactKind.QUOTE, words, 0, 0, letters_and_digits(words))
        for match in _QUOTED.finditer(text)
        if len(letters_and_digits(words := next(group for group in match.groups() if group))) > 1
    ]
    addresses = [Fact(FactKind.ADDRESS, m[0], 0, 0, _address(m[0])) for m in _ADDRESS.finditer(text)]
    read = fact_text(_ADDRESS.sub(" ", text), short_dates)
    found: list[Fact] = []
    rest = _take(read, _PHONE, found, lambda m: Fact(FactKind.PHONE, m[0], *m.span(), m[0]))
    rest = _take(rest, _CODE, found, lambda m: Fact(FactKind.QUOTE, m[0], *m.span(), letters_and_digits(m[0])))
    rest = _take(rest, _ORDINAL, found, lambda m: Fact(FactKind.DATE, m[0], *m.span(), m[0], units=frozenset({"째"})))
    rest = _take(rest, _WEEKDAY, found, lambda m: Fact(FactKind.DATE, m[0], *m.span(), m[0], units=frozenset({"요일"})))
    rest = _take(rest, _RELATIVE_DAY, found, _relative_day)
    rest = _take(rest, DATE_IN_WORDS, found, lambda m: _date(m, read))
    rest = _take(rest, DAY_IN_WORDS, found, lambda m: _last_day(m, read, found))
    rest = _take(
        rest, _TIME, found, lambda m: Fact(FactKind.TIME, m[0], *m.span(), f"{int(m['h'])}:{int(m['m'] or 0):02d}")
    )
    rest = _EACH_ONE.sub(" ", rest)
    _take(rest, _NUMBER, found, lambda m: _number(m, read))
    found.sort(key=lambda fact: fact.start)
    return (*quotes, *addresses, *_with_years(found, read))


def _with_years(found: list[Fact], text: str) -> Iterator[Fact]:
    """The facts `found`; the end of a range of dates gets the year of its beginning, or the next year ("'26. 12. 1. ~ 2. 28.")."""
    before: Fact | None = None
    for fact in found:
        linked = before is not None and _RANGE.fullmatch(text[before.end : fact.start])
        first = before.date if before and linked else None
        date = fact.date
        if first and date and first.year and first.month and date.month and not date.year:
            fact = replace(fact, date=replace(date, year=first.year + (date.month < first.month)))
        yield fact
        before = fact if fact.date else before


def letters_and_digits(text: str) -> str:
    """The letters and digits of `text` in lower case: the form in which names and quotes are compared."""
    return re.sub(r"[^0-9a-z가-힣一-鿿぀-ヿ]", "", fact_text(text))


def _address(words: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", words.lower()).rstrip("/.")


def _take(text: str, pattern: re.Pattern[str], found: list[Fact], make: Callable[[re.Match[str]], Fact | None]) -> str:
    """Adds to `found` the fact that `make` gives for each match; returns `text` with these matches blanked out, so that offsets stay the same."""
    pieces = []
    last = 0
    for match in pattern.finditer(text):
        fact = make(match)
        if fact is None:
            continue
        found.append(fact)
        pieces += [text[last : match.start()], " " * (match.end() - match.start())]
        last = match.end()
    return "".join([*pieces, text[last:]])


def _relative_day(match: re.Match[str]) -> Fact:
    assert match.lastindex is not None
    return Fact(FactKind.DATE, match[0], *match.span(), _DAYS_BY_ANOTHER[match.lastindex - 1], units=frozenset({"날"}))


def _date(match: re.Match[str], text: str) -> Fact | None:
    date = Date(*date_told(match))
    if (date.month and not 1 <= date.month <= 12) or (date.day and not 1 <= date.day <= 31):
        return None
    return Fact(FactKind.DATE, match[0].strip(), *match.span(), date=date, edge=_edge(text, *match.span()))


def _last_day(match: re.Match[str], text: str, found: list[Fact]) -> Fact | None:
    """The end of a range of days that leaves out its month; None where no day of a date stands right before it."""
    before = [f for f in found if f.date and f.date.day and f.end <= match.start()]
    if not before or not _UNTIL.fullmatch(text[max(f.end for f in before) : match.start()]):
        return None
    first = max(before, key=lambda fact: fact.end).date
    assert first is not None
    date = Date(first.year, first.month, int(match["d"]))
    return Fact(FactKind.DATE, match[0].strip(" ~"), *match.span(), date=date, edge=_edge(text, *match.span()) or "<=")


def _number(match: re.Match[str], text: str) -> Fact:
    start, end = match.span()
    after = re.match(r"\s?([%a-z²㎡㎢가-힣]+[p23]?)", text[end:])
    units, clean = _units(after[1]) if after else (frozenset[str](), True)
    kind = FactKind.PERCENT if units & {"%", "%p"} else FactKind.NUMBER
    longest = max(units, key=len, default="")
    unit_end = end + (after.start(1) + len(longest) if after and longest else 0)
    per = next((name for pattern, name in _PER if pattern.search(text[:start])), "")
    label = _PER_LABEL.search(text[:start])
    per = per or (_PER_LABELS[label[label.lastindex or 0]] if label else "")
    return Fact(
        kind,
        text[start:unit_end],
        start,
        unit_end,
        _canonical_number(match[0]),
        None,
        units,
        _edge(text, start, unit_end),
        per,
        after[1] if after and not clean else "",
        before[1] if (before := _BEFORE.search(text[:start])) else "",
    )


def _canonical_number(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits and "/" not in digits else digits.lstrip("0") or "0"


def _units(word: str) -> tuple[frozenset[str], bool]:
    """The units that `word` may begin with, and whether one of them has nothing but particles after it (then only that unit is
    returned).
    """
    beginnings = [word[:length] for length in range(len(word), 0, -1) if word[:length] in plain_units()]
    clean = [unit for unit in beginnings if _AFTER_UNIT.fullmatch(word[len(unit) :])]
    return frozenset(clean[:1] or beginnings), bool(clean)


def _edge(text: str, start: int, end: int) -> str:
    after = _EDGE_AFTER.match(text, end)
    before = _EDGE_BEFORE.search(text[:start])
    if after:
        return Sense.AT_LEAST if after[1] == "~" else LIMITS[after[1]].sense
    if before:
        return Sense.AT_MOST if before[1] == "~" else LIMITS[before[1]].sense
    return ""
