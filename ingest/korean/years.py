"""Years as Korean documents write them: "2022", "'22"."""

import re

YEAR = r"(?:19|20)\d{2}"
"""A pattern: four digits that are a year of the last or of this century."""
QUOTES = "'‘’`´′ʼ‛"
QUOTE = f"[{QUOTES}]"
"""A pattern: the signs that stand for the century left out ("'22")."""
SHORT_YEAR = re.compile(rf"{QUOTE}\s?(\d{{2}})(?!\d)")
"""A year of two digits, its digits in group 1."""

_PIVOT = 69
"""Two digits from this number on are a year of the last century (POSIX `strptime`, %y): plans reach to '50 and '60, founding years back to '69."""


def full_year(two_digits: str) -> str:
    """The four digits of a year that is written with two: "22" is 2022, "97" is 1997."""
    return ("19" if int(two_digits) >= _PIVOT else "20") + two_digits


def full_years(text: str) -> str:
    """`text` with years written out ("'22년" -> "2022년"): years are compared in this form only."""
    return SHORT_YEAR.sub(lambda found: full_year(found[1]), text)


def years_in(text: str) -> frozenset[int]:
    """Every year that `text` writes with four digits, or with two behind their sign."""
    return frozenset(int(year) for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", full_years(text)))
