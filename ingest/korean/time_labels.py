"""Labels of rows, columns and single figures that name a time: "'19", "'21.12", "2024년도", "(4)"."""

import re

from ingest.korean.time_words import HALF, MONTH, TILDE
from ingest.korean.years import QUOTE, SHORT_YEAR, YEAR, full_year, full_years

TIME_IN_BRACKETS = (
    rf"\(\s*(?P<label>(?:{QUOTE}?(?:19|20)?\d{{2}}(?:[.\-/]\s?\d{{1,2}})?\.?\s?(?:년|월|분기|{HALF}|추경|[1-4]?Q|/4)*(?:\s?\d{{1,2}}\s?월)?[pe]?"
    rf"|{QUOTE}?\d{{1,2}}\s?(?:월\s?\d주|월|분기|Q|일)?[pe]?)(?:\s?(?:{TILDE}|-)\s?{QUOTE}?\d{{2,4}}\s?년?)?)\s*\)"
)
"""A pattern: a time in brackets, as figures in a row are labelled: "('19)", "('21.3)", "(4)"; what stands inside in group label."""
YEAR_LABEL = re.compile(rf"{YEAR}년도?(?:\s?\d{{1,2}}월)?")
"""To be matched with a whole label: a year in full ("2024년도"), or a month of one."""
_YEAR_AND_MONTH = re.compile(rf"{QUOTE}\s?(\d{{2}})\.\s?(\d{{1,2}})[.월]?")
_YEAR_AND_NOUN = re.compile(rf"({QUOTE}\s?\d{{2}})년?\s?([가-힣]+)")
_NAMES_TIME = re.compile(rf"^(?:{QUOTE}\d{{2}}|{YEAR})(?:\D|$)|^\d{{1,2}}\s?(?:월|분기|/4|Q)|^[1-4]Q")


def names_time(label: str) -> bool:
    """Whether `label` begins with a year, a month or a quarter."""
    return bool(_NAMES_TIME.match(label))


def label_in_full(label: str) -> str:
    """The name of a row or column with its year as it is read out: "'19" is 2019년, "'21.12" 2021년 12월, "'07실적" 2007년 실적."""
    if month := _YEAR_AND_MONTH.fullmatch(label):
        return f"{full_year(month[1])}년 {int(month[2])}월"
    noun = _YEAR_AND_NOUN.fullmatch(label)
    if noun and noun[2] in ("학년도", "회계연도"):
        return f"{full_years(noun[1])}{noun[2]}"
    if noun and noun[2] not in ("년", "년도"):
        return f"{full_years(noun[1])}년 {noun[2].removeprefix('년').removeprefix('도')}".strip()
    bare = label.removesuffix("년")
    return f"{full_years(bare)}년" if SHORT_YEAR.fullmatch(bare) else full_years(label)


_FULL_LABEL = re.compile(rf"^(?P<year>{QUOTE}?(?:\d{{4}}|\d{{2}}))\s?[.년]\s?(?P<month>\d{{1,2}})(?P<rest>\D*)$")
_BARE_LABEL = re.compile(rf"^(?P<month>{MONTH})(?P<rest>(?:월|분기)?[\s.()pPeE]*)$")
"""A month or a quarter without its year; "12(p)" is a preliminary figure's, "2차" is none."""


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
