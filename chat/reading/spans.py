"""Finds dates, amounts, counts, telephone numbers and the like in a text: the kind, the span and the value of each.

Patterns follow the forms that Korean offices write ('22.7월, 9.0조원, 2.5만개, ~'25년, 044-000-0000); none is made for one document.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from chat.reading.types import AnswerType
from ingest.korean.clock import CLOCK, NOON
from ingest.korean.limit_words import ANY, LimitPlace, limit_words
from ingest.korean.named_times import named_times
from ingest.korean.numbers import DAY_WORDS, NATIVE, NATIVE_NUMERAL, NUMBER, amount, plain
from ingest.korean.people import SURNAMES, TITLES, alternatives
from ingest.korean.telephones import INTRODUCED_SHORT_NUMBER, TELEPHONE
from ingest.korean.time_words import RANGE, TILDE, WEEKDAY_IN_BRACKETS
from ingest.korean.units import PERCENT, but_kinds, counted_natively, of_kinds
from ingest.korean.web_addresses import MAIL_ADDRESS, WEB_ADDRESS
from ingest.korean.written_times import written_in

T = AnswerType


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """A span whose words are of a known kind: `text[start:end]` is of `kind`. `value` is one spelling for equal things
    ("9000000000000원", "2022-07-28"), "" where none is known; `number` is the bare figure and `unit` what it counts, None
    and "" where the span is no figure.
    """

    start: int
    end: int
    kind: AnswerType
    value: str = ""
    number: float | None = None
    unit: str = ""


_BIG = r"(?:\s?(?:십|백|천|만|억|조))"
_AMOUNT = rf"(?:(?:{NUMBER}){_BIG}*여?(?:\s?(?:{NUMBER}){_BIG}+여?)*|(?<![가-힣])(?:(?:수|몇)[십백천만억조]{{1,3}}여?|[십백천만억]{{1,2}}여?(?=\s?(?:명|개|원|건|곳|가구|년))))"
_EDGE = rf"\s?(?:{limit_words(LimitPlace.BEHIND_FIGURE, senses=ANY)})"
_CURRENCY = of_kinds("money")
_NAMED_CURRENCY = re.compile(rf"(미국|캐나다|홍콩|호주)?\s?({_CURRENCY})")
_SIGNS_OF_MONEY = {"$": "달러", "€": "유로", "¥": "엔", "£": "파운드"}
_SIGN = r"\\?[$€¥£₩]"

# 정오 and 자정 are other words as well ("정오표", "자정 노력").
_CLOCK = rf"(?:{CLOCK}|(?<![가-힣])(?:{NOON})(?=에(?![가-힣])|\s?(?:{RANGE}|{limit_words(LimitPlace.BEHIND_TIME)})))"
_TIME = rf"{_CLOCK}(?:\s?(?:{RANGE}|부터)\s?{_CLOCK})?"
_COUNTED = but_kinds("time", "date", "money", "share")
_NATIVELY = rf"(?:{NATIVE_NUMERAL})(?:\s(?:{counted_natively()})|(?:{counted_natively(joined=True)}))"
_DURATION_UNIT = r"년|개월|달|주일|주|일|시간|분|초|개년|박\s?\d일"
_DURATION = (
    rf"(?:{_AMOUNT})\s?(?:(?:개월|시간|주일|개년)(?:\s?\d+\s?분)?|(?:{_DURATION_UNIT})\s?(?:간(?![가-힣])|간(?=[의은을에])|동안|이내|째|여간)|년여|(?<!\d)\d{{1,3}}년)"
    rf"|(?<!\d)\d{{1,2}}\s?(?:분|초)(?:\s?\d+\s?초)?"
    rf"|(?:{'|'.join(DAY_WORDS)})(?=[\s가-힣])|(?:{NATIVE_NUMERAL})\s(?:달|시간|해|주)(?:\s?반)?|반년|일주일|(?<!\d)\d{{1,3}}년(?!\d|\s?\d+월|대|도)"
    rf"|(?<!\d)\d+일(?=\s?(?:전|후|뒤))"
)
_MONEY = (
    rf"{_SIGN}\s?(?:{NUMBER}){_BIG}*|(?:{_AMOUNT})(?:\s?(?:{_CURRENCY})(?![가-힣]*\w\d)|\s?(?:미국|캐나다|홍콩|호주)?\s?(?:달러)|{_SIGN})"
    rf"|(?:(?:{NUMBER})\s?(?:천|백)?억|\d+\.\d+\s?조|(?:{NUMBER})\s?조(?=\s?규모))(?!\s?(?:[가-힣]*(?:명|개|건|회|대|톤)|\d))"
)
_SHARE = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,4})\s?분의\s?(?P<part>\d{1,4})(?![\d.])|(?<![\d./,])(?P<over>\d{1,3}(?:\.\d)?)/(?P<under>100|1,?000)(?![\d,/])"
)
"""Shares as statutes ("100분의 30") and notices ("25/1000") write them."""
_PERCENT = rf"(?:{NUMBER})\s?(?:%p|%포인트|%|퍼센트포인트|{PERCENT}|％)"
_NUMBERED = r"제\s?\d+\s?(?:차|호|회|조|항|대|기|장|절|권|과)"
_ORDINAL = rf"{_NUMBERED}|(?<!\d)\d+\s?(?:번째|위|등급|등|순위|차|호)(?!원|전|례)|(?:첫|{NATIVE_NUMERAL})\s?번째|첫째|둘째|셋째"
_COUNT = (
    rf"(?:{_AMOUNT})\s?(?:{_COUNTED})(?![a-zA-Z])|(?<![가-힣]){_NATIVELY}"
    rf"|(?:{NUMBER}){_BIG}*여?\s?(?:[가-힣]{{1,4}}|[A-Za-z%]{{1,4}})|{_AMOUNT}"
)
_PHONE = rf"(?:{TELEPHONE}|{INTRODUCED_SHORT_NUMBER})(?:\s?~\s?\d{{1,4}})?(?![\d-])"
# "주은정 연구관(6159)": four digits right after a title are the last digits of a telephone number.
_EXTENSION = "|".join(rf"(?<={title}\()\d{{4}}(?=\))" for title in sorted(TITLES))
# 공영주차장 is not the title 차장 after a name 공영주.
_TITLE = alternatives(TITLES).replace("|차장", "|(?<!주)차장")
_PERSON = (
    rf"(?<![가-힣])(?!(?:{_TITLE})[\s(])(?P<name>[{SURNAMES}](?:[가-힣]{{1,2}}|\s[가-힣]))(?<![는을를던한된할에로고의])(?=\s?(?:\([\d-]+\)|(?:(?<=[가-힣]{{3}})\s[가-힣]{{1,8}}\s?)?(?:{_TITLE})(?:[\s(),.·은는이가을의와과]|$)))"
    rf"|(?<=장관\s)(?P<after>[{SURNAMES}][가-힣]{{1,3}})(?=[\s,)])"
)
_CHANGE = re.compile(r"\s?(?:→|⇒|->)\s?")
_TO = re.compile(rf"\s?(?:{TILDE}|[–—])\s?|(?:부터|에서)\s")
_NO_SINGLE_DATE = re.compile(rf"{TILDE}|[–—]|부터|분기|반기|세기|대")

_Found = Iterable[tuple[int, int]]


def _places(pattern: str) -> Callable[[str], _Found]:
    """What finds the (start, end) of each match of `pattern` in a text."""
    compiled = re.compile(pattern)
    return lambda text: (match.span() for match in compiled.finditer(text))


# In order of precedence: where what two of them find overlaps, the earlier one's is taken.
_FINDERS: tuple[tuple[AnswerType, Callable[[str], _Found]], ...] = (
    (T.URL, _places(f"{WEB_ADDRESS}|{MAIL_ADDRESS}")),
    (T.PHONE, _places(_PHONE)),
    (T.PHONE, _places(_EXTENSION)),
    (T.PERCENT, _places(rf"(?:{_PERCENT}|{_SHARE.pattern})(?:{_EDGE})?")),
    (T.MONEY, _places(rf"(?:{_MONEY})(?:{_EDGE})?")),
    (T.DATE, named_times),
    (T.TIME, _places(_TIME)),
    (T.DURATION, _places(rf"(?:{_DURATION})(?:{_EDGE})?")),
    (T.ORDINAL, _places(_ORDINAL)),
    (T.COUNT, _places(rf"(?:{_COUNT})(?:{_EDGE})?")),
    (T.PERSON, _places(_PERSON)),
)
_PARTICLE_END = re.compile(
    r"(?<=[가-힣%])(?:으로부터|에서는|에게|에서|으로|까지|부터|처럼|보다|이나|이며|이고|이다|만에|를|을|이|가|은|는|의|에|로|와|과|도|만|씩|나|인|며)$"
)


@lru_cache(maxsize=2048)
def typed_spans(text: str) -> tuple[TypedSpan, ...]:
    """The typed spans of `text` by start. They do not overlap, except that a range ("A~B", "A부터 B까지"), a change ("A→B") and
    a date with its time are given as one span in addition to their parts.
    """
    taken: list[TypedSpan] = []
    for kind, places in _FINDERS:
        for start, end in places(text):
            span = _span(text, kind, start, end)
            if span and not any(t.start < span.end and span.start < t.end for t in taken):
                taken.append(span)
    taken.sort(key=lambda t: (t.start, t.end))
    return tuple(sorted({*taken, *_joined(text, taken)}, key=lambda t: (t.start, -t.end, t.kind)))


def _span(text: str, kind: AnswerType, start: int, end: int) -> TypedSpan | None:
    while end > start and text[end - 1].isspace():
        end -= 1
    if kind is T.COUNT:
        return _count(text, start, end)
    words = text[start:end]
    if kind is T.DATE:
        return TypedSpan(start, end, kind, _date_value(words))
    if kind is T.MONEY:
        number, currency = _figure(words), _currency(words)
        return TypedSpan(start, end, kind, f"{_digits(number)}{currency}", number, currency)
    if kind is T.PERCENT:
        share = _SHARE.match(words)
        number = _of_hundred(share) if share else _figure(words)
        return TypedSpan(start, end, kind, f"{_digits(number)}%", number, "%")
    if kind in (T.DURATION, T.ORDINAL):
        number = _figure(words)
        unit = re.sub(rf"^제?\s?(?:{_AMOUNT}|{NATIVE_NUMERAL})\s?", "", words)
        return TypedSpan(start, end, kind, f"{_digits(number)}{unit.replace(' ', '')}", number, unit)
    return TypedSpan(start, end, kind, re.sub(r"\s", "", words))


def _of_hundred(share: re.Match[str]) -> float:
    """The share in percent: "3분의 2" is 66.67, "25/1000" is 2.5."""
    if share["whole"]:
        return round(100 * int(share["part"]) / max(int(share["whole"]), 1), 2)
    return round(100 * float(share["over"]) / int(share["under"].replace(",", "")), 2)


def _count(text: str, start: int, end: int) -> TypedSpan | None:
    words = text[start:end]
    edge = re.search(rf"{_EDGE}$", words)
    core = words[: edge.start()] if edge else words
    if not edge:
        core = _PARTICLE_END.sub("", core)
    figure = re.match(rf"\s?(?:{_AMOUNT})\s?", core)
    if figure:
        number, unit = _figure(figure[0]), core[figure.end() :]
    else:
        native = re.match(rf"(?:{NATIVE_NUMERAL})", core)
        if not native:
            return None
        number, unit = float(NATIVE[native[0]]), core[native.end() :].strip()
    unit = unit.strip()
    value = f"{_digits(number)}{unit}"
    return TypedSpan(start, start + len(core) + (len(edge[0]) if edge else 0), T.COUNT, value, number, unit)


def _joined(text: str, spans: list[TypedSpan]) -> Iterator[TypedSpan]:
    """One span for each A→B, A~B and A부터 B까지 of one kind, and for each date with the time beside it."""
    for a, b in itertools.pairwise(spans):
        between = text[a.end : b.start]
        figures = a.kind is T.COUNT and not a.unit and b.number is not None  # "6.3~8.4%": the unit stands once
        if (a.kind == b.kind or figures) and (_CHANGE.fullmatch(between) or _TO.fullmatch(between)):
            end = b.end + 2 if text.startswith("까지", b.end) else b.end
            yield TypedSpan(a.start, end, b.kind, f"{a.value}→{b.value}", b.number, b.unit)
        elif {a.kind, b.kind} == {T.DATE, T.TIME} and re.fullmatch(rf"(?:{WEEKDAY_IN_BRACKETS})?\s?", between):
            yield replace(a, end=b.end, kind=T.DATE)


def _figure(words: str) -> float | None:
    """The number that `words` begin with, a native numeral or an amount; None where there is none."""
    native = NATIVE.get(re.split(r"\s|번", words)[0])
    number = native or amount(words)
    return None if number is None else float(number)


def _digits(number: float | None) -> str:
    return "" if number is None else plain(number)


def _currency(words: str) -> str:
    """The unit of money in `words`, with the country of a dollar that is not that of the United States ("호주달러"); "원" where none is named."""
    if found := _NAMED_CURRENCY.search(words):
        name = "달러" if found[2] == "불" else found[2]
        return name if found[1] in (None, "미국") else f"{found[1]}{name}"
    return next((name for sign, name in _SIGNS_OF_MONEY.items() if sign in words), "원")


def _date_value(words: str) -> str:
    """ISO form of a single day, month or year ("2022-07-28", "2022-07", "--07-28"); "" for ranges and the like."""
    if _NO_SINGLE_DATE.search(words):
        return ""
    dates = written_in(words) or written_in(words.rstrip(". "))
    if len(dates) != 1 or not (dates[0].year or dates[0].month):
        return ""
    return "-".join([str(dates[0].year or "-"), *(f"{part:02d}" for part in (dates[0].month, dates[0].day) if part)])
