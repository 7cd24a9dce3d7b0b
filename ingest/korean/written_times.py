"""Finds days, months, parts of a year and years in every form in which Korean documents write them; `ingest.korean.dates` finds what they mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from ingest.korean.letters import unspaced
from ingest.korean.limit_words import INCLUSIVE, LimitPlace, limit_words
from ingest.korean.numbers import DAY_WORDS
from ingest.korean.time_words import (
    DAY,
    DAYS_FROM_TODAY,
    DAYS_OF_THIRD,
    HALF,
    MONTH,
    MONTH_WORDS,
    QUARTER,
    RANGE,
    SEASON,
    TILDE,
    WEEK_WORDS,
    WEEKDAY,
    WEEKDAY_IN_BRACKETS,
    YEAR_WORD,
)
from ingest.korean.units import but_kinds
from ingest.korean.years import QUOTE, YEAR, full_year


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time (a day, a month, a year or a part of one) as it is written in `text[start:end]`; None and "" for what is not stated there.

    `part` narrows a year or a month ("상반기", "1분기", "초순"); `counted` is a word that counts from the day of writing ("작년", "이달",
    "오는"); `weekday` is one letter; `short`: the year has two digits and no sign, so that "22년" may mean a duration of 22 years.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    counted: str = ""
    weekday: str = ""
    short: bool = False


_SIGN = rf"(?:{QUOTE}|(?<![가-힣A-Za-z]){QUOTE}\s)"  # behind a word and before a space the sign closes a quotation
_SIGNED = rf"(?:{QUOTE}?(?P<y4>{YEAR})|{_SIGN}(?P<y2>\d\d))"
_ANY = rf"(?:{_SIGNED}|(?P<yy>\d\d))"
_MARK = r"\s?(?:학?년도?|회계연도)"
_COUNTS = r"[대생차여전후뒤](?:[이가은는을를의에도로]{0,2}|부터|까지|쯤)(?![가-힣])"
_LASTS = rf"(?!\s?(?:간|동안|{limit_words(LimitPlace.BEHIND_FIGURE)}|이나|째|마다|만에|가량|넘|{_COUNTS}))"
"""What makes years of a number a length of time or an age, no date: "3년 동안", "10년 전에", "20년대". A letter alone does not: "2025년 전기차"."""
_AGES_LONG = rf"(?!간(?![가-힣]{{2}})|\s?(?:(?:동안|째|마다|만에)(?![가-힣])|(?:{limit_words(LimitPlace.BEHIND_FIGURE)})(?:[의은]|\s?(?:$|[.,)]|된|지난|이어))|{_COUNTS}))"
"""The same behind a number of four digits, which seldom is one: "2000년 이상 된 나무", but "2024년 이상기후", "2023년 초과 세수", "2024년 간호사"."""
_W = rf"(?:{WEEKDAY_IN_BRACKETS.replace(WEEKDAY, f'(?P<w>{WEEKDAY})')})"
_M, _D = f"(?P<m>{MONTH})", f"(?P<d>{DAY})"
_PART = rf"(?P<p>{HALF}|{QUARTER}|(?:{SEASON}|연?초|연?말)(?=[^가-힣]|[에의부까경쯤은이]|철|$))"
_OF_MONTH = rf"(?:\s?(?P<p>{'|'.join(DAYS_OF_THIRD)})(?=[^가-힣]|[에의부까경쯤은이]|$))"
_COUNTED = rf"\s?(?:[십백천]?[만억조]|%)|달|(?:{but_kinds('date', 'time')})(?!터)"
"""What follows a figure that is no day of a month: "'22년 5.9조원", "2025년 8월 1달", "'25.11월 4개"."""
_FRACTION = rf"\s?\d+\.\d+(?!\d|\.|\s?(?:일|\(|{RANGE}))"
"""A figure with a fraction behind a year, which is no month and day: "2023년 6.1점"."""
_PARTICLE = "(?:에(?!게)|[과까는도로보부엔와은의])"
"""The first syllable of what stands behind a word that counts from today: "이달의", "오늘부터"; 차주에게 is said to somebody."""
_GOES_ON = rf"\s?[-–]\s?(?!{YEAR}(?!\d))\d{{3,}}|-\d+호"
"""What makes a year the first group of a number: "관리번호 2026 - 000262", "고시 2010-286호"."""
_ALONE = r"(?<![\d.,/가-힣])"
_NAMED = r"(?<![\d년])(?<!\d\.)"
"""What may not stand before a month with its name: "9월과11월", "3,6,9월", but "1년6월" is a length of time."""
_BEHIND = rf"(?=\s?(?:{RANGE}\s?\d|{TILDE}(?:$|\s?[^\d\s])|부터|까지)|{WEEKDAY_IN_BRACKETS})"
# What may follow "6.9~10" where it is a span of days: "6.3~8.4%" and "2.5~3.5 수준" are figures.
_OF_DAYS = rf"(?=\s?(?:$|[()\],;:\n]|일(?!간|\s?동안)|까지|[에은의]\s|{'|'.join(DAY_WORDS)}|\d{{1,2}}일간|동안|기간|중\s|사이|개최|접수|신청|운영|진행))"
_DAYS_OF_MONTH = rf"{_ALONE}{MONTH}\.{DAY}\s?{TILDE}\s?(?:(?:1[0-2]|[1-9])\.)?(?:3[01]|[12]\d|[1-9])(?![\d.]){_OF_DAYS}"


def _any_of(*words: Iterable[str]) -> str:
    """A pattern: one of `words`, with or without a space behind 지난, 이번 or 다음."""
    return "|".join(re.sub(r"^(지난|이번|다음)(?=.)", r"\1\\s?", word) for word in chain(*words))


# In the order in which they are searched; later forms do not see what an earlier one has matched.
_FORMS = tuple(
    re.compile(form)
    for form in (
        # 2022. 7. 28.(목), '22.7.28, 2022-07-28, 2022년 7월 28일, '23.5/22, 22년 7월 28일, 22.7.28.
        rf"(?<![\d.]){_SIGNED}\s?(?:[./-]|년(?!{_FRACTION}))\s?{_M}\s?(?:[./-]|월)\s?{_D}(?!\d|\.\d|\s?분기|{_COUNTED})(?:\s?일|\.)?{_W}?",
        rf"(?<![\d.])(?P<yy>\d\d)년\s?{_M}월\s?{_D}일{_W}?",
        rf"(?<![\d.])(?P<yy>\d\d)\.[ ]?{_M}\.[ ]?{_D}(?:\s?일|\.(?!\d)|(?={WEEKDAY_IN_BRACKETS})|(?=\s?{TILDE}|부터|까지)){_W}?",
        rf"(?<=\()(?P<yy>\d\d)\.[ ]?{_M}\.[ ]?{_D}(?=[\s,)])",
        # 2022년 7월 말, 22.7월, '22.7, 2022. 7., 2022-07
        rf"(?<![\d.]){_ANY}(?:{_MARK}|\.)\s?{_M}\s?월(?!\s?호){_OF_MONTH}?",
        rf"(?<![\d.]){_SIGNED}\s?\.\s?{_M}(?!\d|\.\d|[가-힣%]|{_COUNTED}|\s?(?:/\s?4\s?)?분기|[Qq])\.?",
        rf"(?<![\d.제])(?P<y4>{YEAR})[-/](?P<m>1[0-2]|0[1-9])(?![\d./-]|\s?호)",
        # 2022년 상반기, '22.1/4분기, 2022 하반기, 22년 말
        rf"(?<![\d.]){_SIGNED}(?:{_MARK}|\s?\.)?\s?{_PART}",
        rf"(?<![\d.])(?P<yy>\d\d)년\s?{_PART}",
        # 작년, 내년 1월 5일, 올 하반기
        rf"(?<![가-힣])(?P<c>{YEAR_WORD}|올(?=\s?(?:\d{{1,2}}\s?월|{HALF}|[1-4]|연말|{SEASON})))도?(?:\s?(?:{_M}\s?월(?:\s?{_D}\s?일)?{_W}?|{_PART}))?",
        # 이달, 다음 달 3일, 지난주, 오늘
        rf"(?<![가-힣])(?P<c>{_any_of(MONTH_WORDS)})(?:\s?{_D}\s?일{_W}?|(?=[^가-힣]|{_PARTICLE}|[경이중쯤초하말]|$))",
        rf"(?<![가-힣])(?P<c>{_any_of(DAYS_FROM_TODAY, WEEK_WORDS)})(?=[^가-힣]|{_PARTICLE}|$)",
        # 오는 27일, 지난 12월 5일
        rf"(?<![가-힣])(?P<c>오는|지난)\s(?=\d{{1,2}}\s?(?:월|일(?!\s?(?:간|동안))))(?:{_M}\s?월)?(?:\s?{_D}\s?일)?{_W}?",
        # 7월 28일, 6월 9~10일, 7. 28.(목), 7.1일, 7. 28., 6/3~
        rf"{_NAMED}{_M}\s?월\s?{_D}(?:\s?일(?!\s?(?:간|동안))|(?=\s?{RANGE}\s?\d{{1,2}}(?!\d|\s?월|(?!일|까지|[에은의])[가-힣]))){_W}?",
        rf"{_ALONE}{_M}\s?\.\s?{_D}\s?\.?{_W}",
        rf"{_ALONE}{_M}\.{_D}일(?!\s?간|[제분])",
        rf"{_ALONE}{_M}\.\s?{_D}\.(?=\s?{RANGE}\s?\d)",
        rf"{_ALONE}{_M}\.\s{_D}\.(?![ ]?\d)",
        rf"(?<=\(){_M}\.{_D}\.?(?=\s?{TILDE}\))",
        rf"{_ALONE}{_M}/{_D}(?![\d/%]|\s?분기)(?:{_W}|{_BEHIND})",
        rf"(?={_DAYS_OF_MONTH}){_M}\.{_D}",
        # 6~7월, 7월 중순, 1~2분기, 하반기
        rf"{_ALONE}{_M}\s?월?(?=\s?{RANGE}\s?(?:1[0-2]|[1-9])\s?월(?!\s?\d))",
        rf"(?<=[\d\0]{TILDE}){_M}\s?월(?!\s?호|\d){_OF_MONTH}?",
        rf"{_NAMED}{_M}\s?월(?![가-힣]*생|\s?호|\s?간|\d){_OF_MONTH}?",
        rf"{_ALONE}(?P<p>[1-4])(?=\s?{RANGE}\s?[1-4]\s?분기)",
        rf"(?<![가-힣\d/])(?P<p>{QUARTER}|{HALF}|연말|연초|연내)",
        # '20~25년, '22년도, 2024, 21년도, 16년엔
        rf"(?<![\d.,])(?:{_SIGN}(?P<y2>\d\d)|(?P<yy>\d\d))(?=\s?(?:{RANGE}|부터|에서)\s?{QUOTE}?(?:{YEAR}|\d\d)\s?년{_LASTS})",
        rf"(?<![\d.,]){_SIGNED}{_MARK}{_AGES_LONG}",
        rf"(?<![\d.,])(?P<yy>\d\d){_MARK}{_LASTS}",
        rf"(?<![\d.,]){_SIGNED}(?=부터|까지|[은는에의]\s)",
        rf"(?<![\d.,\-제]){_SIGNED}(?![\d,%가-힣a-zA-Z]|\.\s?\d|{_GOES_ON})",
    )
)

_LAST_DAY = re.compile(
    rf"\s?(?:{TILDE}|(?:–|—|-|부터)(?=[^~]{{1,8}}일))\s?(?:{_M}\s?[./월]\s?)?{_D}(?!\d|[.,]\d|\s?(?:일\s?(?:간|동안)|[%시:천만백억명개건원]))(?:\s?일|\.)?{_W}?"
)
_D_DAY = re.compile(
    r"(?<![A-Za-z])D\s?[+-]\s?\d{1,3}\s?일?"
    rf"|(?<!\d)(?<!{TILDE})\d{{1,3}}개?월\s?(?:간|{limit_words(LimitPlace.BEHIND_FIGURE, senses=INCLUSIVE)}|동안)"
)
"""Days counted from an event ("D-7"), and durations: no dates. A month stands before 초과 in "2월 초과근무"."""


@lru_cache(maxsize=4096)
def written_in(text: str) -> tuple[WrittenTime, ...]:
    """The times that `text` names, in order of position; each end of a span of time is one of them."""
    rest = _D_DAY.sub(lambda found: " " * len(found[0]), text)
    found: list[WrittenTime] = []
    for form in _FORMS:
        if matches := list(form.finditer(rest)):
            found.extend(_written(match, match.start()) for match in matches)
            rest = form.sub(lambda match: "\0" * len(match[0]), rest)
    last_days = [
        _written(last, last.start("m" if last["m"] else "d"))
        for one in found
        if one.day and (last := _LAST_DAY.match(rest, one.end))
    ]
    return tuple(sorted([*found, *last_days], key=lambda one: one.start))


def _written(match: re.Match[str], start: int) -> WrittenTime:
    group = {name: value for name, value in match.groupdict().items() if value}
    short = group.get("y2") or group.get("yy")
    year = group.get("y4") or (full_year(short) if short else None)
    month, day = group.get("m"), group.get("d")
    return WrittenTime(
        match.start("y4") if "y4" in group else start,  # a sign before it opens a quotation: "‘2025년 보급사업’"
        match.end(),
        int(year) if year else None,
        int(month) if month else None,
        int(day) if day else None,
        unspaced(group.get("p", "")),
        unspaced(group.get("c", "")),
        group.get("w", ""),
        short="yy" in group and not month and "p" not in group and "도" not in match[0],
    )
