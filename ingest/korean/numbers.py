"""Numbers as Korean writes and says them: digits with scales ("9.0조", "1만 5천"), native and Sino-Korean numerals, days counted in words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.korean.noun_ends import NOUN_END
from ingest.korean.statutes import is_article
from ingest.korean.units import of_kinds

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A pattern: digits, with or without thousands' commas and a fraction."""
SCALES: Mapping[str, int] = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 10**8, "조": 10**12}
_BIG = 10_000
"""From this value on a scale (만, 억, 조) multiplies all that stands before it back to the last such scale."""
_NO_SCALE = 10**16  # above 조 (경 is not read)

SINO: Mapping[str, int] = dict(zip("일이삼사오육륙칠팔구", (1, 2, 3, 4, 5, 6, 6, 7, 8, 9), strict=True))
"""The Sino-Korean digits."""
_UNITS = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9,
}  # fmt: skip
_TENS = {"열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90}
NATIVE: Mapping[str, int] = (
    _UNITS
    | _TENS
    | {"스무": 20}
    | {ten + unit: tens + units for ten, tens in _TENS.items() for unit, units in _UNITS.items() if unit not in "석넉"}
)
"""The native numerals, alone and before a noun, 1 to 99 ("열세": 13); 서, 너, 대여섯 and the like are too often other words."""
NATIVE_NUMERAL = "|".join(sorted(NATIVE, key=len, reverse=True))
"""A pattern: one of `NATIVE`."""
DIGITS_SAID: Mapping[str, int] = {
    "공": 0,
    "영": 0,
    **SINO,
    **{word: _UNITS[word] for word in _UNITS if word not in "한두세석네넉"},
}
"""Digits as they are read out one by one."""

DAY_WORDS: Mapping[str, int] = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15,
}  # fmt: skip
"""Words that count days."""


@dataclass(slots=True)
class _Sum:
    """A number that is added up term by term: `total` up to the last big scale (만, 억, 조), `section` since then. `taken`: it has a term; `big` and
    `small`: the last scales, which the next ones must be below; `open`: the last term had a scale, so that another may follow.
    """

    total: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    taken: bool = False
    big: int = _NO_SCALE
    small: int = _BIG
    open: bool = False

    def takes(self, number: Decimal, small: int, big: int) -> bool:
        """Whether a further term continues this number ("1억" + "2,000만") rather than starting its own ("10만" + "20만")."""
        return self.open and big < self.big and number * small < min(self.big, self.small)

    def add(self, number: Decimal, small: int, big: int) -> None:
        """Add the term: `number` times its scales."""
        self.taken = True
        self.section += number * small
        self.small = small
        if big > 1:
            self.total, self.section, self.big, self.small = self.total + self.section * big, Decimal(0), big, _BIG
        self.open = small > 1 or big > 1

    @property
    def value(self) -> Decimal:
        """The sum of the terms."""
        return self.total + self.section


_WORDED = re.compile(
    rf"(?P<number>{NUMBER})\s?(?P<small>[십백천])?\s?(?P<big>[만억조])?|(?=[십백천만억조])(?P<lone>[십백천])?\s?(?P<closes>[만억조])?"
)


def amount(words: str) -> Decimal | None:
    """The first number in `words`, which are known to be an amount; it may have spaces in it: "3,192억원" is 319200000000, "1만 5천" 15000,
    "십만" 100000, "10만 20만" 100000. None where there is none.
    """
    made = _Sum()
    for term in _WORDED.finditer(words):
        small = SCALES.get(term["small"] or term["lone"] or "", 1)
        big = SCALES.get(term["big"] or term["closes"] or "", 1)
        number = Decimal(term["number"].replace(",", "")) if term["number"] else Decimal(1)
        if made.taken and not made.takes(number, small, big):
            break
        made.add(number, small, big)
    return made.value if made.taken else None


# What follows a scale, so that 백 is none in "코로나19백신" and 조 none in "코로나19조사"; words that begin with 만 or 억 do not stand behind digits.
_BEHIND_A_SCALE = rf"(?=여|[원명개건]|(?:{of_kinds()})?{NOUN_END})"
_BEHIND_TRILLIONS = rf"(?=여|{of_kinds('money')}|{NOUN_END})"
_TERM = re.compile(
    rf"(?<![\d.,])({NUMBER})(\s(?:[십백천]?[만억조]|[십백천])(?=\s?원)"
    rf"|(?:[십백천]?(?:[만억]|조{_BEHIND_TRILLIONS})|[십백천]{_BEHIND_A_SCALE})?)"
)
_SHORTEST_REST = 3
"""Digits of a number behind a space that goes on with the one before: "1만 200명". "월 10만 3개월간" and "10만 18세" are two."""


def figures_in(text: str, counted: re.Pattern[str]) -> Iterator[tuple[int, int, Decimal]]:
    """(start, end, value) of each number written with digits in a running text: "1억 2,000만" is one, "1억 2,000" only where `counted` (a
    unit, white space before it) matches behind it, and no "1억 20". The 조 of an article ("제3조", "민법 3조") is no scale.
    """
    start = last = 0
    made = _Sum()
    for term in _TERM.finditer(text):
        letters = "" if term[2] == "조" and is_article(text, term.start()) else term[2].strip()
        small = SCALES[letters[0]] if letters[:1] in ("십", "백", "천") else 1
        big = SCALES[letters[-1]] if letters[-1:] in ("만", "억", "조") else 1
        number = Decimal(term[1].replace(",", ""))
        gap = text[last : term.start()]
        is_rest = bool(letters) or (len(term[1]) >= _SHORTEST_REST and bool(counted.match(text, term.end())))
        joined = gap == "" or (gap == " " and is_rest)
        if not (joined and made.takes(number, small, big)):
            if made.taken:
                yield start, last, made.value
            start, made = term.start(), _Sum()
        made.add(number, small, big)
        last = term.end() if letters else term.end(1)
    if made.taken:
        yield start, last, made.value


def plain(value: Decimal | float) -> str:
    """`value` in plain digits without empty decimals: 9E+12 is "9000000000000", 2.50 "2.5"."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def sino_as_digits(letters: str) -> str:
    """`letters`, a Sino-Korean number, with digits for its numerals: "삼만오천" is "3만5천", "만" is "1만", "백만" "1백만", "이만천" "2만1천"; scales stay."""
    said = "".join(str(SINO.get(letter, letter)) for letter in letters)
    return re.sub(r"(?<!\d)(?=[십백천])|^(?=[만억조])", "1", said)
