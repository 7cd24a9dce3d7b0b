"""Notes that state the unit of figures standing elsewhere: "(단위: 천원)" above a table, "(조원)" in the name of a column."""

import re
from collections.abc import Sequence

from ingest.korean.units import but_kinds

_UNIT_WORD = r"단\s?위"
UNIT_NOTE = rf"{_UNIT_WORD}\s*[:：]?\s*"
"""The pattern of the words before the unit."""
UNIT_WORDS = (
    rf"(?:[십백천]?[만억조]|[백천])?\s?(?:{but_kinds('order', 'group', 'date', 'text')})(?:/[가-힣A-Za-z]{{1,4}})?"
)
"""The pattern of a unit with its scale ("백만원", "명/년")."""

BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,30})[)）\]]")
"""A short remark in brackets, a unit or another one."""

_OPEN, _CLOSE = r"[(\[〔<]", r"[)\]〕>]"
_NO_UNITS = frozenset({"주", "사", "주간"})
"""Words in brackets that are no units: legal forms before or behind a name ((주) for 주식회사, (사) for 사단법인), and "평일(주간)", by day."""
_UNIT = re.compile(rf"^{UNIT_WORDS}$")
_CALLED = re.compile(rf"[(\[]?\s?{_UNIT_WORD}\s?[)\]]?")
_NONE = frozenset("-–—")  # in a row of units: no unit
_NOTED = re.compile(rf"{UNIT_NOTE}([^)\]〕,/]{{1,12}})")
_WORD = re.compile(_UNIT_WORD)
_RATE = re.compile(r"(?:[율률]|비중|구성비)\s*(?:[(（\[][^()（）\[\]]*[)）\]])?$")
_LINE = re.compile(rf"(?:{_OPEN}\s*{_UNIT_WORD}|{_UNIT_WORD}\s*[:：]).{{1,60}}$")
_IN_BRACKETS = re.compile(rf"{_OPEN}\s?{UNIT_NOTE}[^()]{{1,30}}{_CLOSE}")
_LAST_BRACKET = re.compile(r"\s*(\([^()]{1,12}\))\s*$")
_ENDS = re.compile(rf"^.{{0,60}}{_IN_BRACKETS.pattern}$|^{_OPEN}?\s*{UNIT_NOTE}[^()]{{1,30}}{_CLOSE}?$")


def unit_in(words: str) -> str:
    """The unit that `words` (a caption or a column's name) state in brackets: "(단위: 조원)", "(조원)"; "" for none, and for several, of which it is not
    told which is whose ("(단위: 면, 원)"). Per cent beside another unit is that of the rates, which their names tell (`names_rate`).
    """
    for found in BRACKETED.finditer(words):
        noted = _NOTED.search(found[1])
        if noted:
            _, *others = (part.strip() for part in re.split(r"[,·]", found[1][noted.start(1) :]))
            return "" if any(part != "%" and _UNIT.match(part) for part in others) else noted[1].strip()
        for part in re.split(r"[,/·:]", found[1]):
            if _UNIT.match(part.strip()) and part.strip() not in _NO_UNITS:
                return part.strip()
    return ""


def without_unit(name: str) -> str:
    """The name of a column without the unit in brackets at its end; "(주간)", "(단체)" and "(1인당)" stay, which tell what the column is of."""
    bracket = _LAST_BRACKET.search(name)
    return name[: bracket.start()] if bracket and unit_in(bracket[1]) else name


def unit_alone(words: str) -> str:
    """The unit that `words`, a cell, are and nothing else ("원", "(㎜)"); "" for other words."""
    bare = words.strip().strip("()（）[]").strip()
    return bare if bare == "%" or _UNIT.match(bare) else ""


def is_row_of_units(cells: Sequence[str]) -> bool:
    """Whether the `cells` of a row below the names of columns state the units of these and nothing else ("단위 | 세대 | 명"): two or more do, or one
    beside the word 단위.
    """
    filled = [cell for cell in cells if cell]
    called = sum(bool(_CALLED.fullmatch(cell)) for cell in filled)
    units = sum(bool(unit_alone(cell)) for cell in filled)
    return units + (called > 0) > 1 and called + units + sum(cell in _NONE for cell in filled) == len(filled)


def names_rate(words: str) -> bool:
    """Whether `words` name a column or a row of rates ("증감률", "구성비(2024)"), whose figures have no unit but per cent."""
    return bool(_RATE.search(words.strip()))


def unit_noted(words: str) -> str:
    """As `unit_in`, but only where `words` hold the word 단위: "(조원)" alone is none."""
    return unit_in(words) if speaks_of_unit(words) else ""


def speaks_of_unit(words: str) -> bool:
    """Whether `words` hold the word 단위: a line in brackets that does is no heading."""
    return bool(_WORD.search(words))


def is_unit_note(words: str) -> bool:
    """Whether `words` state a unit and nothing else ("(단위: 원)")."""
    return bool(_LINE.match(words.strip()))


def ends_in_unit_note(words: str) -> bool:
    """Whether `words` of a line are such a note, or a short name with one at its end ("입장료 (단위: 원)")."""
    return bool(_ENDS.match(words))


def without_unit_note(words: str) -> str:
    """`words` without such notes in brackets ("입장료 (단위: 원)")."""
    return _IN_BRACKETS.sub("", words).strip()


def names_figures(words: str) -> bool:
    """Whether `words` name figures and end with their unit ("대관료 (단위: 천원)")."""
    return words.rstrip()[-1:] in ")]〕>" and not re.search(r"\d", words) and without_unit_note(words) != words.strip()
