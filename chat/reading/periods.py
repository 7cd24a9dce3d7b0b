"""Years and months that a question or a table's label speaks of, so that "2021년" finds the column "'21년"."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, each (year, month), month 0 for a whole year; one year or month has both the same."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, other: "Period") -> bool:
        """Whether `other` lies inside this period."""
        return (self.first[0], self.first[1] or 1) <= (other.first[0], other.first[1] or 1) and (
            other.last[0],
            other.last[1] or 12,
        ) <= (self.last[0], self.last[1] or 12)


_QUOTE = "['‘’`´′]"
_YEAR = rf"(?:{_QUOTE}?(?P<{{0}}4>(?:19|20)\d\d)|{_QUOTE}(?P<{{0}}2>\d\d))"
_PLAIN_YEAR = rf"(?:{_QUOTE}?(?P<{{0}}4>(?:19|20)\d\d)|{_QUOTE}?(?P<{{0}}2>\d\d))"
_MARK = r"(?:\s?년도?|\s?학년도)"
_RANGE = re.compile(
    rf"(?<![\d.]){_PLAIN_YEAR.format('a')}{_MARK}?\s?(?:~|∼|–|-|부터|에서)\s?{_PLAIN_YEAR.format('b')}{_MARK}(?!\s?(?:간|동안))"
)
_QUOTED_RANGE = re.compile(rf"{_YEAR.format('a')}{_MARK}?\s?(?:~|∼|–)\s?{_YEAR.format('b')}(?![\d.])")
_MONTH = re.compile(
    rf"(?<![\d.])(?:{_PLAIN_YEAR.format('a')}{_MARK}\s?(?P<m>1[0-2]|0?[1-9])\s?월"
    rf"|{_YEAR.format('c')}\.\s?(?P<n>1[0-2]|0?[1-9])(?!\d|\.\d))"
)
_SINGLE = re.compile(
    rf"(?<![\d.,])(?:{_PLAIN_YEAR.format('a')}{_MARK}(?!\s?(?:간|동안|이상|이하|이내|이나|째|마다|만에))|{_YEAR.format('b')}(?![\d.,%가-힣a-zA-Z]))"
)
_RELATIVE = {"올해": 0, "금년": 0, "올 한 해": 0, "작년": -1, "지난해": -1, "전년": -1, "내년": 1, "재작년": -2}


def periods_in(text: str, this_year: int | None = None) -> tuple[Period, ...]:
    """The periods that `text` names, left to right; each stretch of text counts once.

    `this_year` is the year of the document in hand: what 올해 and 작년 mean there. None: they are left out.
    """
    found: list[tuple[int, Period]] = []
    for pattern in (_RANGE, _QUOTED_RANGE, _MONTH, _SINGLE):
        for match in pattern.finditer(text):
            period = _period(match)
            if period:
                found.append((match.start(), period))
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    if this_year is not None:
        for word, shift in _RELATIVE.items():
            at = text.find(word)
            if at >= 0 and not (word == "작년" and text[at - 1 : at] == "재"):
                found.append((at, Period((this_year + shift, 0), (this_year + shift, 0))))
    return tuple(period for _, period in sorted(found, key=lambda pair: pair[0]))


def _period(match: re.Match[str]) -> Period | None:
    groups = match.groupdict()
    years = [year for name in "abc" if (year := _year(groups.get(f"{name}4"), groups.get(f"{name}2"))) is not None]
    month = int(groups.get("m") or groups.get("n") or 0)
    if not years or years[-1] < years[0]:
        return None
    return Period((years[0], month), (years[-1], month))


def _year(four: str | None, two: str | None) -> int | None:
    """Two digits are of this century up to 49 ("'21"), of the last one from 50 ("'97")."""
    if four:
        return int(four)
    if two:
        return int(two) + (2000 if int(two) < 50 else 1900)
    return None
