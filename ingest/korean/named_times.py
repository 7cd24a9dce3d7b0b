"""Finds where a text names a time: the days, months, years and parts of them that `ingest.korean.written_times` reads, and times that are no day of a
calendar (a century, "매년", "이듬해", "토요일"). What the former mean, `ingest.korean.dates` finds.
"""

import re
from collections.abc import Iterator
from operator import itemgetter

from ingest.korean.time_words import DAYS_OF_THIRD, RANGE, TILDE, WEEKDAY, WEEKDAY_IN_BRACKETS, YEAR_WORDS
from ingest.korean.written_times import WrittenTime, written_in
from ingest.korean.years import QUOTE

_EARLY_YEAR = r"(?<!\d)1[0-8]\d\d\s?년"
_OF_ANOTHER_TIME = r"같은\s해|같은\s달|이듬해|다음\s날|다음\s해|그해|이튿날"
_EVERY = "매년|매월|매달|매주"
_OF_NO_CALENDAR = re.compile(
    rf"기원전\s?\d+\s?(?:년대?|세기)|(?<!\d)(?:1\d|20)\d\d\s?년대|{_EARLY_YEAR}"
    rf"|(?<![가-힣A-Za-z\d]){QUOTE}\d\d(?!\d|\.\d|\s?[%대])"
    rf"|{_OF_ANOTHER_TIME}|(?<![가-힣\d])(?:월말|월초|{_EVERY}|{WEEKDAY}요일)"
    rf"|(?<![\d.,])(?:\d{{1,2}}\s?{RANGE}\s?)?\d{{1,2}}(?:\s?세기|일(?!\s?(?:간|동안|이내|만에|째|전|후|차)))"
)
_NARROWED = re.compile(rf"(?:{_EARLY_YEAR}|{_OF_ANOTHER_TIME}|{_EVERY})\s?")
"""To be matched from one time to the next: the second only says more exactly when ("이듬해 5월", "매년 3월")."""
_LEAD = re.compile(r"(?:오는|지난)\s(?=\d)")
"""What stands before a day or a month and is true for the day of writing only."""
_BETWEEN = re.compile(rf"\s?(?:{RANGE}|부터)\s?")
_BEHIND = re.compile(
    rf"(?:\s?(?:초반|중반|후반|말일|{'|'.join(DAYS_OF_THIRD)}|경|께|쯤)(?=[^가-힣]|[에의부까이]|$))?(?:{WEEKDAY_IN_BRACKETS})?"
)
_OPEN = re.compile(rf"(?<![^\s(\[,:]){TILDE}\s?$")
_UNTIL = re.compile(r"\s?까지")


def named_times(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each time that `text` names, in order of position. The two ends of a span of time are one; the sign of a span before it and
    까지 behind it belong to it. A number of two digits that may be a length of time ("22년") is none, but the end of a span; nor is a word that only
    counts from the day of writing ("오늘").
    """
    found: list[tuple[int, int]] = []
    last_start = 0
    for start, end, may_last in _single_times(text):
        if found and (_BETWEEN.fullmatch(text, found[-1][1], start) or _NARROWED.fullmatch(text, last_start, start)):
            found[-1] = found[-1][0], end
        elif not may_last:
            found.append((start, end))
        last_start = start
    for start, end in found:
        open_before, until = _OPEN.search(text, max(0, start - 2), start), _UNTIL.match(text, end)
        yield start - len(open_before[0]) if open_before else start, until.end() if until else end


def _single_times(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it may be a length of time) of each end of a span of time and of each other time in `text`."""
    found = [(_beginning(text, one), one.end, one.short) for one in written_in(text) if not _says_only_how_near(one)]
    others = [(*match.span(), False) for match in _OF_NO_CALENDAR.finditer(text)]
    found += [other for other in others if not any(one[0] < other[1] and other[0] < one[1] for one in found)]
    for start, end, may_last in sorted(found, key=itemgetter(0)):
        behind = _BEHIND.match(text, end)
        yield start, behind.end() if behind else end, may_last


def _beginning(text: str, one: WrittenTime) -> int:
    lead = _LEAD.match(text, one.start)
    return lead.end() if lead else one.start


def _says_only_how_near(one: WrittenTime) -> bool:
    """Whether a word that counts from the day of writing stands alone ("오늘", "다음 주"): it tells a later reader no time. A year ("작년") does."""
    return bool(one.counted) and one.counted not in YEAR_WORDS and not (one.month or one.day or one.part)
