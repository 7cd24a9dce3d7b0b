"""Tells two dates of a period in digits ("2024.3.1 - 2024.3.31", "240301-240331") from a long number in groups."""

import datetime as dt
import re

from ingest.korean.time_words import DAY, MONTH
from ingest.korean.years import YEAR, full_year

_DATE = re.compile(rf"{YEAR}[ \-./]{{1,2}}{MONTH}[ \-./]{{1,2}}{DAY}(?!\d)")
_TWO_RUNS = re.compile(r"(\d{6}|\d{8})\s?[\-.]+\s?(\d{6}|\d{8})")


def holds_dates(words: str) -> bool:
    """Whether there is a date in groups in `words`, or `words` are two dates, each in a run of digits."""
    runs = _TWO_RUNS.fullmatch(words)
    return _DATE.search(words) is not None or (runs is not None and all(_is_date(run) for run in runs.groups()))


def _is_date(digits: str) -> bool:
    """Whether `digits` are a day of this century, with the year in four digits or in two."""
    full = digits if len(digits) == 8 else full_year(digits[:2]) + digits[2:]
    try:
        return dt.datetime.strptime(full, "%Y%m%d").year >= 2000
    except ValueError:
        return False
