"""A date, an amount or a share of a Korean document in English: the figures stay, the words around them change."""

import re

from chat.reading.spans import TypedSpan, typed_spans
from chat.reading.types import AnswerType
from ingest.korean.clock import CLOCK, NOON
from ingest.korean.date_forms import ENGLISH_MONTHS
from ingest.korean.limit_words import LIMITS

_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
_CURRENCIES = {"원": "KRW", "달러": "USD", "유로": "EUR", "엔": "JPY", "위안": "CNY", "파운드": "GBP"}
_UNITS = {"명": "people", "인": "people", "개": "", "건": "cases", "회": "times", "세": "years old", "살": "years old"}
_ONE = {"명": "person", "인": "person", "건": "case", "회": "time", "세": "year old", "살": "year old"}
_VAGUE = re.compile(
    rf"(?:^|\s)(?:수|몇)\s?[십백천만억조]|여\s?[가-힣]|월\s?(?:초|말|[상중하]순)|연[초말]|{CLOCK}|{NOON}"
)
"""What English words would make more exact than it is, or would lose (the hour behind a day)."""
_LASTING = {"년": "year", "년간": "year", "개월": "month", "개월간": "month", "주": "week", "주간": "week", "일": "day", "일간": "day", "시간": "hour", "분": "minute"}  # fmt: skip
_POINTS = re.compile(r"%\s?(?:p|포인트)", re.IGNORECASE)
_EDGE = re.compile(rf"\s?({'|'.join(limit.name for limit in LIMITS.values() if limit.english)})$")


def in_english(value: str) -> str:
    """`value` ("1월 27일부터") in English ("from January 27"); "" where it is no single date, amount, share, count or duration."""
    edge = _EDGE.search(value)
    core = value[: edge.start()] if edge else value
    spans = [
        span
        for text in (value, core)  # "3일 이내" is a time that passes, "3일" a day of a month
        for span in typed_spans(text)
        if (span.start, span.end) in ((0, len(value)), (0, len(core)))
    ]
    said = next(filter(None, (_said(span, core) for span in spans)), "")
    return LIMITS[edge[1]].english.format(said) if said and edge else said


def _said(span: TypedSpan, words: str) -> str:
    unit = _EDGE.sub("", span.unit)
    if "→" in span.value or _VAGUE.search(words):  # a range, "수백만 원", "3월 말"
        return ""
    match span.kind:
        case AnswerType.DATE if "년" in words or "월" in words:
            return _date(span.value)
        case AnswerType.MONEY if span.number is not None and unit in _CURRENCIES:
            return f"{_CURRENCIES[unit]} {_figure(span.number)}"
        case AnswerType.PERCENT if _POINTS.search(words) and span.number is not None:
            return f"{_figure(span.number)} percentage points"
        case AnswerType.PERCENT:
            return span.value
        case AnswerType.PHONE | AnswerType.URL:
            return span.value
        case AnswerType.COUNT if span.number is not None and unit in _UNITS:
            counted = _ONE.get(unit, _UNITS[unit]) if span.number == 1 else _UNITS[unit]
            return f"{_figure(span.number)} {counted}".strip()
        case AnswerType.DURATION if span.number is not None and unit in _LASTING:
            return f"{_figure(span.number)} {_LASTING[unit]}{'' if span.number == 1 else 's'}"
    return ""


def _date(iso: str) -> str:
    """A date in English words, of "2022-01-27", "2022-01", "2022", "--01-27" or "--07"; "" for anything else."""
    found = re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?", iso)
    if not found:
        return ""
    year, month, day = found.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    named = " ".join(filter(None, (ENGLISH_MONTHS[int(month) - 1] if month else "", str(int(day)) if day else "")))
    parts = [named, year if year != "-" else ""]
    return (", " if day else " ").join(filter(None, parts))


def _figure(number: float) -> str:
    for scale, word in _SCALES:
        if number >= scale and round(number / scale, 3) * scale == number:
            return f"{number / scale:,.3f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{number:,.2f}".rstrip("0").rstrip(".")
