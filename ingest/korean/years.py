"""Years as Korean documents write them: "2022", "'22"."""

import re

YEAR = r"(?:19|20)\d{2}"
"""A pattern: four digits that are a year of the last or of this century."""
QUOTE = "['‘’`´′ʼ‛]"
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


YEAR_LABEL = re.compile(rf"{YEAR}년도?(?:\s?\d{{1,2}}월)?")
"""To be matched with a whole label: a year in full ("2024년도"), or a month of one."""
_YEAR_AND_MONTH = re.compile(rf"{QUOTE}\s?(\d{{2}})\.\s?(\d{{1,2}})[.월]?")
_YEAR_AND_NOUN = re.compile(rf"({QUOTE}\s?\d{{2}})년?\s?([가-힣]+)")


def label_in_full(label: str) -> str:
    """The name of a row or column with its year as it is read out: "'19" is 2019년, "'21.12" 2021년 12월, "'07실적" 2007년 실적."""
    if month := _YEAR_AND_MONTH.fullmatch(label):
        return f"{full_year(month[1])}년 {int(month[2])}월"
    noun = _YEAR_AND_NOUN.fullmatch(label)
    if noun and noun[2] in ("학년도", "회계연도"):
        return f"{full_years(noun[1])}{noun[2]}"
    if noun and noun[2] not in ("년", "년도"):
        return f"{full_years(noun[1])}년 {noun[2].removeprefix('년').removeprefix('도')}".strip()
    return (
        f"{full_years(label).removesuffix('년')}년"
        if SHORT_YEAR.fullmatch(label.removesuffix("년"))
        else full_years(label)
    )


def years_in(text: str) -> frozenset[int]:
    """Every year that `text` writes with four digits, or with two behind their sign."""
    return frozenset(int(year) for year in re.findall(rf"(?<!\d){YEAR}(?!\d)", full_years(text)))


_FULL_LABEL = re.compile(rf"^(?P<year>{QUOTE}?(?:\d{{4}}|\d{{2}}))\s?[.년]\s?(?P<month>\d{{1,2}})(?P<rest>\D*)$")
_BARE_LABEL = re.compile(
    r"^(?P<month>1[0-2]|0?[1-9])(?P<rest>(?:월|분기)?[\s.()pPeE]*)$"
)  # "12(p)": preliminary; "2차" is no month


def labels_completed(labels: list[str]) -> list[str]:
    """`labels`, with short ones completed from the last full one: ("'21.11", "12", "1") -> ("'21.11", "'21.12", "'22.1")."""
    whole: list[str] = []
    year, month, mark = "", 0, ""
    for label in labels:
        full, bare = _FULL_LABEL.match(label), _BARE_LABEL.match(label)
        if full:
            year, month = full["year"], int(full["month"])
            mark = label[len(year)] if label[len(year)] in ".년" else "."
            whole.append(label)
        elif bare and year:
            if int(bare["month"]) < month:
                digits = re.sub(r"\D", "", year)
                year = year.replace(digits, str(int(digits) + 1).zfill(len(digits)))
            month = int(bare["month"])
            whole.append(f"{year}{mark}{' ' if mark == '년' else ''}{month}{bare['rest']}")
        else:
            whole.append(label)
    return whole
