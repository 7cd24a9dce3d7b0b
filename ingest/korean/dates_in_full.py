"""Rewrites dates in full Korean words, the form in which dates of two texts are compared: "'22.7.28.(목)" is "2022년 7월28일(목)"."""

import re

from ingest.korean.time_words import DAY, MONTH
from ingest.korean.written_times import WrittenTime, written_in
from ingest.korean.years import QUOTE, YEAR, full_year

DATE_IN_WORDS = re.compile(
    rf"(?<![\d.])(?:(?P<y>{YEAR})(?:년도|년)(?!간|\s?동안)\s?(?:(?P<m>\d{{1,2}})월(?:\s?(?P<d>\d{{1,2}})일)?)?"
    rf"|(?P<m2>\d{{1,2}})월(?:\s?(?P<d2>\d{{1,2}})일)?|(?P<y3>{YEAR})(?=\s?[~-]\s?{YEAR}년)"
    r"|(?P<m3>\d{1,2})(?=\s?[~-]\s?\d{1,2}월))"
)
"""A day, month or year in full words, the first end of "3~5월" and "2021~2025년" included; `date_told` reads the parts of a match."""
DAY_IN_WORDS = re.compile(r"(?<=[일)~\s])~?\s?(?P<d>\d{1,2})일(?!간|\s?(?:동안|이내|전|후|안))")
"""A day in words without its month, as the end of a span of days leaves it out: "3월2일~31일"; the day in group d."""
_MAY_BE_A_DATE = re.compile(rf"\d\s?[년월일./-]|{QUOTE}\s?\d")  # matches all that is rewritten, and few other texts
_MONTH_AND_DAY = re.compile(rf"(?<![\d.])(?P<m>{MONTH})\s?\.\s?(?P<d>{DAY})\.(?!\d)")
_YEAR_OF_A_SPAN = re.compile(rf"{QUOTE}(\d\d)\s?년(?!대)")
_COUNTED = re.compile(r"\D*[^\d\s]")
_SIGN = re.compile(QUOTE)
_SIGNED_YEAR = re.compile(rf"{QUOTE}\s?(\d\d)(?!\d)\s?년?(?=\s?(.?))")


def date_told(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """(year, month, day) of a match of `DATE_IN_WORDS`; None for what it does not state. The values are not checked: the month may be 13."""
    year, month, day = match["y"] or match["y3"], match["m"] or match["m2"] or match["m3"], match["d"] or match["d2"]
    return int(year) if year else None, int(month) if month else None, int(day) if day else None


def in_full_words(text: str, short_dates: bool = False) -> str:
    """`text` with its days, months and signed years in full words, a blank before each.

    With `short_dates`, "7.28." is a month and a day.
    """
    if not _MAY_BE_A_DATE.search(text):
        return text
    pieces: list[str] = []
    last = 0
    for one in written_in(text):
        if one.start >= last and (words := _in_words(one, text[one.start : one.end])):
            pieces += [text[last : one.start], " ", words]
            last = one.end
    text = "".join([*pieces, text[last:]])
    if short_dates:
        text = _MONTH_AND_DAY.sub(lambda found: f" {int(found['m'])}월{int(found['d'])}일", text)
    text = _YEAR_OF_A_SPAN.sub(lambda found: f" {full_year(found[1])}년", text)
    return re.sub(r"(?<!\d)0(\d)(?=[월일])", r"\1", text)


def _in_words(one: WrittenTime, written: str) -> str:
    """The time `one` in full words, "" where it stays as it was `written`."""
    if one.counted:
        said = _COUNTED.match(written)
        return f"{said[0]} {one.month}월{one.day}일" if said and one.month and one.day and not one.weekday else ""
    if one.day and not (one.month or one.year):  # the last day of "6.9~10"
        return "" if "일" in written else f"{one.day}일{written.removeprefix(str(one.day))}"
    if not (one.month or _SIGN.match(written)):
        return ""
    if not one.month:
        return _SIGNED_YEAR.sub(lambda year: f"{full_year(year[1])}{'' if year[2] in ('학', '회') else '년'}", written)
    if not one.year and not one.day:
        return ""
    year = f"{one.year}년" if one.year else ""
    day = f" {one.month}월{one.day}일" if one.day else f"{one.month}월"
    bracket = written.find("(")
    rest = written[bracket:] if one.weekday and bracket >= 0 else ""
    return f"{year}{day}{one.part and ' ' + one.part}{rest}".strip()
