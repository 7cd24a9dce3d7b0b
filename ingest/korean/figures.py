"""Figures of a running text with their units, in one form: "3천 가구" and "3,000가구", "천 원" and "1,000원", "50%" and "50프로", "85㎡" and "85제곱미터".

Scope: what search compares. Dates, times and telephone numbers stay as they are written (`ingest.korean.canonical` puts them in one form, too).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.korean.numbers import figures_in, plain
from ingest.korean.numbers_in_words import counts_in_words
from ingest.korean.units import PERCENT, of_kinds, read_as

_DIGIT = re.compile(r"\d")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_LATIN = re.compile(r"[A-Za-z]")
_COUNTED = re.compile(rf"\s?(?:{of_kinds()})")
_GENERATION = re.compile(r"\dg")  # of a mobile network: "5G" is typed so, and weights are seldom of so few grams
_PERCENT = "퍼센트"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in `text[start:end]`, and its unit where that is written in signs or Latin letters; `text[number_end:unit_start]` is the space between.

    `number`: plain digits ("3000"), "" for a sign that stands alone ("비율(%)"); `unit`: the name by which the unit is read ("퍼센트" for "%",
    "kwh"), "" for none, or one that is written in Hangul.
    """

    start: int
    number_end: int
    unit_start: int
    end: int
    number: str
    unit: str


def figures(text: str) -> list[Figure]:
    """The figures of `text` and its signs of units, in order. Digits of a word of Latin letters ("A4", "5G") are none."""
    found = [*_in_digits(text), *(_figure(*said, text) for said in counts_in_words(text))]
    if signs := list(_signs().finditer(text)):
        within = {at for one in found for at in range(one.unit_start, one.end)}
        found += [
            Figure(m.start(), m.start(), m.start(), m.end(), "", read_as()[m[0]])
            for m in signs
            if m.start() not in within
        ]
    return sorted(found, key=lambda one: one.start)


def in_one_form(text: str) -> str:
    """`text` with its figures in plain digits and its signs of units in words: "3천 가구의 50%" is "3000 가구의 50퍼센트"."""
    pieces, last = list[str](), 0
    for one in figures(text):
        written = text[one.start : one.number_end]
        number = written if _BARE.fullmatch(written) else one.number  # "02" stays
        pieces += [text[last : one.start], number, text[one.number_end : one.unit_start], one.unit]
        last = one.end
    return "".join([*pieces, text[last:]]) if pieces else text


def _in_digits(text: str) -> Iterator[Figure]:
    for start, end, value in figures_in(text, _COUNTED) if _DIGIT.search(text) else ():
        one = _figure(start, end, value, text)
        in_a_word = bool(_LATIN.match(text, end)) and not one.unit and text[start:end].isdecimal()
        if not in_a_word and not _LATIN.match(text[max(0, start - 1) : start]):
            yield one


def _figure(start: int, end: int, value: Decimal, text: str) -> Figure:
    unit = _unit().match(text, end)
    if not unit or _GENERATION.fullmatch(text, start, unit.end()):
        return Figure(start, end, end, end, plain(value), "")
    written = unit["sign"] or ""
    name = read_as()[written if len(written) == 1 else written.lower()] if written else _PERCENT
    return Figure(start, end, unit.start("unit"), unit.end(), plain(value), name)


@cache
def _unit() -> re.Pattern[str]:
    """A unit in signs or Latin letters behind a figure, or 프로."""
    signs = sorted(read_as(), key=lambda name: (-len(name), name))
    pattern = "|".join(re.escape(sign) if len(sign) == 1 else f"(?i:{re.escape(sign)})" for sign in signs)
    return re.compile(rf"\s?(?P<unit>(?P<sign>{pattern})(?![A-Za-z0-9²³])|(?!{_PERCENT})(?:{PERCENT}))")


@cache
def _signs() -> re.Pattern[str]:
    """A sign that is a unit wherever it stands: "%", "㎡". Letters behind it make something else of it ("%p", "%EA" of a web address)."""
    signs = "".join(re.escape(sign) for sign in read_as() if len(sign) == 1 and not _LATIN.match(sign))
    return re.compile(rf"[{signs}](?![A-Za-z0-9])")
