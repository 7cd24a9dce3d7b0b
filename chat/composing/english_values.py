"""A date, a time, an amount or a share of a Korean document in English: the figures stay, the words around them change."""

import re
from collections.abc import Sequence

from chat.reading.spans import TypedSpan, typed_spans
from chat.reading.types import AnswerType
from ingest.korean.clock import CLOCK, NOON, PART_OF_DAY
from ingest.korean.fact_text import fact_text
from ingest.korean.limit_words import ANY, LIMITS, LimitPlace, Sense, limit_names
from ingest.korean.time_words import ENGLISH_MONTHS

T = AnswerType

_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
_CURRENCIES = {"원": "KRW", "달러": "USD", "유로": "EUR", "엔": "JPY", "위안": "CNY", "파운드": "GBP"}
_UNITS = {
    "명": ("person", "people"), "인": ("person", "people"), "개": ("", ""), "건": ("case", "cases"), "회": ("time", "times"),
    "곳": ("place", "places"), "가구": ("household", "households"), "세대": ("household", "households"), "권": ("book", "books"),
}  # fmt: skip
_AGES = ("세", "살")
_OFTEN = {1: "once", 2: "twice"}
_VAGUE = re.compile(
    rf"(?:^|\s)(?:수|몇)\s?[십백천만억조]|여\s?[가-힣]|월\s?(?:초|말|[상중하]순)|연[초말]|{CLOCK}|{NOON}"
)
"""What English words would make more exact than it is, or would lose (the hour behind a day)."""
_LASTING = {"년": "year", "년간": "year", "개월": "month", "개월간": "month", "주": "week", "주간": "week", "일": "day", "일간": "day", "시간": "hour", "분": "minute"}  # fmt: skip
_POINTS = re.compile(r"%\s?(?:p|포인트)", re.IGNORECASE)
_HALVES = re.compile(PART_OF_DAY)
_CLOCK = re.compile(r"(\d{1,2})시(?:(\d{1,2})분)?")

_MOST, _LEAST, _ABOUT = "up to {}", "at least {}", "about {}"
_LIMITS = {
    **{name: _MOST if LIMITS[name].sense is Sense.AT_MOST else _LEAST for name in limit_names(LimitPlace.BEFORE)},
    "약": _ABOUT,
}
_EACH = {"매월": "a month", "월": "a month", "연간": "a year", "매년": "a year", "연": "a year", "1인당": "per person", "가구당": "per household"}  # fmt: skip
_LEAD = re.compile(rf"({'|'.join([*_LIMITS, *_EACH])})\s?")
"""What stands before a size and limits it."""
_TIMES, _SIZES = (T.DATE, T.TIME), (T.MONEY, T.PERCENT, T.COUNT, T.DURATION)
_TIME_EDGES = {"부터": "from {}", "까지": "until {}", "이내": "by {}"}
_OF_A_SIZE = {
    Sense.AT_LEAST: "{} or more", Sense.ABOVE: "more than {}", Sense.AT_MOST: "{} or less", Sense.BELOW: "less than {}", Sense.ABOUT: _ABOUT,
}  # fmt: skip
_OF_AN_AGE = {
    Sense.AT_LEAST: "{} or older", Sense.ABOVE: "over {}", Sense.AT_MOST: "{} or younger", Sense.BELOW: "under {}", Sense.ABOUT: _ABOUT,
}  # fmt: skip
_BEHIND = limit_names(LimitPlace.BEHIND_FIGURE, senses=ANY)
_ENDS = {"부터": "from {}", "까지": _MOST, "이내": _MOST, "한도": _MOST}
_SIZE_EDGES = {name: _OF_A_SIZE[LIMITS[name].sense] for name in _BEHIND} | _ENDS
_AGE_EDGES = {name: _OF_AN_AGE[LIMITS[name].sense] for name in _BEHIND} | _ENDS
_OWN_EDGES = {
    (T.DURATION, "이내"): "within {}", (T.COUNT, "미만"): "fewer than {}", (T.COUNT, "이하"): "{} or fewer",
}  # fmt: skip
_EDGE = re.compile(rf"\s?({'|'.join(_SIZE_EDGES)})$")
"""What stands behind a value and makes it a beginning, an end or a limit."""
_RANGE = re.compile(r"(.+?)(?:\s?~\s?|부터\s)(.+?)(?:까지)?")


def sentence_in_english(value: str) -> str:
    """`value` ("1월 27일부터") as the shortest English sentence ("From January 27."); "" as in `in_english`. An address keeps its small letters."""
    english = in_english(value)
    if english.partition(" ")[0].isalpha():
        english = english[0].upper() + english[1:]
    return english if not english or english.endswith(".") else f"{english}."


def in_english(value: str) -> str:
    """`value` ("1월 27일부터") in English ("from January 27"); "" where it is no date, time, amount, share, count or duration that English says
    as exactly.
    """
    if (ends := _RANGE.fullmatch(value)) and (period := _period(ends[1], ends[2])):
        return period
    leads, at = list[str](), 0
    while found := _LEAD.match(value, at):
        leads.append(found[1])
        at = found.end()
    rest = value[at:]
    edge = _EDGE.search(rest)
    core = rest[: edge.start()] if edge else rest
    spans = [
        span
        for text in (rest, core)  # "3일 이내" is a time that passes, "3일" a day of a month
        for span in typed_spans(text)
        if (span.start, span.end) in ((0, len(rest)), (0, len(core)))
    ]
    return next(filter(None, (_limited(span, core, leads, edge[1] if edge else "") for span in spans)), "")


def _limited(span: TypedSpan, core: str, leads: Sequence[str], edge: str) -> str:
    """The value of `span` in English, with what the words before it (`leads`) and behind it (`edge`) make of it."""
    said = _said(span, core)
    forms = [_LIMITS[lead] for lead in leads if lead in _LIMITS]
    if edge and not (forms == [_MOST] and _SIZE_EDGES[edge] == _MOST):  # "최대 20만원 한도": one limit told twice
        forms.append(_form(span, edge))
    if not said or len(forms) > 1 or not all(forms) or (leads and span.kind not in _SIZES):
        return ""
    if forms and forms[0] in ("{} or older", "{} or younger"):
        said = said.partition(" ")[0]  # "19 or older"
    each = sorted((_EACH[lead] for lead in leads if lead in _EACH), key=lambda words: words.startswith("per"))
    return " ".join([*(form.format(said) for form in forms or ["{}"]), *each])


def _form(span: TypedSpan, edge: str) -> str:
    """What `edge` makes of a value of this kind, with "{}" for the value; "" where it makes nothing that English says."""
    if span.kind in _TIMES:
        return _TIME_EDGES.get(edge, "")
    if span.kind not in _SIZES:
        return ""
    is_age = _EDGE.sub("", span.unit) in _AGES
    return _AGE_EDGES[edge] if is_age else _OWN_EDGES.get((span.kind, edge), _SIZE_EDGES[edge])


def _said(span: TypedSpan, words: str) -> str:
    unit = _EDGE.sub("", span.unit)
    if span.kind is T.TIME:
        return _clock(words)
    if "→" in span.value or _VAGUE.search(words):  # a range, "수백만 원", "3월 말"
        return ""
    match span.kind:
        case T.DATE if "년" in words or "월" in words:
            return _date(span.value)
        case T.MONEY if span.number is not None and unit in _CURRENCIES:
            return f"{_CURRENCIES[unit]} {_figure(span.number)}"
        case T.PERCENT if _POINTS.search(words) and span.number is not None:
            return f"{_figure(span.number)} percentage points"
        case T.PERCENT | T.PHONE | T.URL:
            return span.value
        case T.COUNT if span.number is not None:
            return _counted(span.number, unit)
        case T.DURATION if span.number is not None and unit in _LASTING:
            return f"{_figure(span.number)} {_LASTING[unit]}{'' if span.number == 1 else 's'}"
    return ""


def _counted(number: float, unit: str) -> str:
    if unit in _AGES:
        return f"{_figure(number)} year{'' if number == 1 else 's'} old"
    if unit not in _UNITS:
        return ""
    if unit == "회" and number in _OFTEN:
        return _OFTEN[int(number)]
    return f"{_figure(number)} {_UNITS[unit][number != 1]}".strip()


def _period(first: str, last: str) -> str:
    """Two days, months, years or times of day as a period, a year that both share behind the last; "" for anything else."""
    begin, end = (
        next((s for s in typed_spans(text) if (s.start, s.end) == (0, len(text))), None) for text in (first, last)
    )
    if begin is None or end is None or begin.kind is not end.kind or begin.kind not in _TIMES:
        return ""
    if begin.kind is T.TIME:
        to = _clock(last)
        said = [_clock(first, by_24=to.endswith("p.m.") and not _HALVES.search(last)), to]
    else:
        said = [_said(begin, first), _said(end, last)]
        year = re.match(r"\d{4}(?=-)", begin.value)
        if year and all(said) and end.value.startswith("--") and begin.value[4:] <= end.value[1:]:
            said = [_date(f"-{begin.value[4:]}"), _date(f"{year[0]}{end.value[1:]}")]
    return " to ".join(said) if all(said) else ""


def _clock(words: str, by_24: bool = False) -> str:
    """A time of day in English ("오후 6시 30분": "6:30 p.m."); "" for a span of time. Of a bare "9시" nothing says which half of the day is meant,
    unless the hours are counted to 24 (`by_24`).
    """
    found = _CLOCK.fullmatch(fact_text(words))
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    is_told = by_24 or bool(_HALVES.search(words)) or hour > 12 or words.startswith("0")
    if hour in (0, 12, 24) and is_told:
        return "" if minute else "noon" if "낮" in words else "midnight" if "밤" in words else ""
    said = f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}"
    if is_told:
        return f"{said} {'a.m.' if hour < 12 else 'p.m.'}"
    return said if minute else f"{said} o'clock"


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
