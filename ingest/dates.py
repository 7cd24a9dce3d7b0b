"""Dates as Korean documents write them."""

import datetime as dt
import re
from collections.abc import Iterator

_DATE = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d{2}|['‘’`]\s?\d{2})\s?(?:[.\-/]|년)\s?(?P<month>\d{1,2})\s?(?:[.\-/]|월)\s?(?P<day>\d{1,2})(?!\d)"
)


def dates_in(text: str) -> Iterator[tuple[int, int, dt.date]]:
    """(start, end, date) of each full date: "2022. 1. 26.", "2022-01-26", "2022년 1월 26일", "'22.1.26".

    A year of two digits needs its apostrophe and is one of this century. What the calendar lacks (2. 30.) is left out.
    """
    for found in _DATE.finditer(text):
        digits = re.sub(r"\D", "", found["year"])
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        try:
            day = dt.date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            continue
        yield found.start(), found.end(), day


def first_date(text: str) -> dt.date | None:
    """The first full date in `text`, or None."""
    return next((day for _, _, day in dates_in(text)), None)
