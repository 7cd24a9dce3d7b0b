"""Words and signs of times: days of the week, parts of a year, words that count from today ("작년", "다음 달"), signs of a span."""

import re

WEEKDAYS = "월화수목금토일"
"""The days of the week, Monday first."""
WEEKDAY = f"[{WEEKDAYS}]"
"""A pattern: the letter of a day of the week."""
WEEKDAY_IN_BRACKETS = rf"\s?\({WEEKDAY}(?:요일)?\)"
"""A pattern: the day of the week behind a date."""
ENGLISH_MONTHS = tuple("January February March April May June July August September October November December".split())
TILDES = "~∼〜～"
TILDE = f"[{TILDES}]"
"""A pattern: the signs between the two ends of a span of time that stand beside one end alone as well ("~10월")."""
RANGE = f"[{TILDES}–—-]"
"""A pattern: all signs between the two ends of a span of time."""
MONTH, DAY = "(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
"""Patterns: the number of a month, of a day."""
FIRST_MONTH_OF_HALF = {"상반기": 1, "하반기": 7}
"""The first month of each half of a year."""
HALF = "|".join(FIRST_MONTH_OF_HALF)
"""A pattern: half of a year."""
QUARTER = r"[1-4]\s?/\s?4\s?분기|[1-4]\s?분기|(?<![\dA-Za-z])[1-4][Qq](?![A-Za-z])"
"""A pattern: a quarter of a year."""
FIRST_MONTH_OF_SEASON = {"봄": 3, "여름": 6, "가을": 9, "겨울": 12}
"""The month with which each season begins; each is three months long (기상청)."""
SEASON = "|".join(FIRST_MONTH_OF_SEASON)
"""A pattern: a season."""
DAYS_OF_THIRD = {"초순": (1, 10), "중순": (11, 20), "하순": (21, 31), "초": (1, 10), "말": (21, 31)}
"""The first and the last day of each third of a month."""
_QUARTER_OF_FOUR = re.compile(r"([1-4])\s?/\s?4(?=\s?분기)")
YEAR_WORDS = {
    "지지난해": -3, "재작년": -2, "작년": -1, "지난해": -1, "전년도": -1, "전년": -1, "올해": 0, "올": 0, "금년도": 0, "금년": 0,
    "내년": 1, "명년": 1, "내후년": 2, "후년": 2,
}  # fmt: skip
"""Words for a year and its distance from the year of writing."""
YEAR_WORD = "|".join(word for word in YEAR_WORDS if word != "올")
"""A pattern: a word for a year. "올" is one only before a part of the year."""
SPOKEN_YEAR_WORDS = tuple(word for word in YEAR_WORDS if word not in ("전년", "전년도", "올"))
"""Those of them that count from the day of writing alone, the longer of two that begin alike first: "전년 동기" counts from the year spoken of."""
MONTH_WORDS = {"지난달": -1, "이달": 0, "이번달": 0, "금월": 0, "다음달": 1, "내달": 1}
"""Words for a month, without the space within them, and its distance from the month of writing."""
WEEK_WORDS = {"지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "차주": 1}
"""The same for a week."""
DAYS_FROM_TODAY = {"그저께": -2, "어제": -1, "오늘": 0, "금일": 0, "내일": 1, "모레": 2}
"""The same for a day."""


def plain_quarters(text: str) -> str:
    """`text` with "3분기" for "3/4분기"."""
    return _QUARTER_OF_FOUR.sub(r"\1", text)
