"""Patterns of the times that a text names by figures or by words that no calendar resolves (centuries, days of the week, "매년", "이듬해"). Words that
count from today ("다음 달") are those of `date_forms`.
"""

import re

from ingest.korean.date_forms import DAY, DAYS_OF_THIRD, HALF, MONTH, QUARTER, RANGE, SEASON, YEAR_WORD
from ingest.korean.years import QUOTE as _Q
from ingest.korean.years import YEAR

_YEAR = rf"(?:(?<!\d)(?:1[0-9]|20)\d{{2}}|{_Q}\s?\d{{2}})"
_DAY_NAME = r"(?:\s?\([월화수목금토일](?:요일)?\))?"
_TAIL = rf"(?:\s?(?:초반|중반|후반|{'|'.join(DAYS_OF_THIRD)}|경|께|쯤))?"
_MONTH_DAY = r"\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?"
_SLASHED = rf"(?<![\d/]){MONTH}/{DAY}(?![\d/]|\s?분기)"
_ONE = (
    rf"(?:기원전\s?\d+\s?(?:년대?|세기)"
    rf"|{_Q}\d{{2}}\.{_SLASHED}|{_SLASHED}(?=\s?(?:[~∼]|부터|까지|\([월화수목금토일]))|(?<=[~∼]){_SLASHED}|(?<=[~∼]\s){_SLASHED}"
    rf"|{_YEAR}\s?(?:년도|년대|년|\.)(?:\s?(?:{_MONTH_DAY}|{QUARTER}|{HALF}|\d{{1,2}}\s?월|{SEASON}|\d{{1,2}}\s?\.\s?(?:\d{{1,2}}\s?\.?)?))?"
    rf"|{_Q}\d{{2}}\s?\.\s?\d{{1,2}}(?:\s?월|\.\s?\d{{1,2}}\.?)?"
    rf"|(?<![\d.]){_YEAR}-\d{{1,2}}-\d{{1,2}}(?!\d)"
    rf"|{_MONTH_DAY}"
    rf"|(?<=\()\d{{2}}\.\s?\d{{1,2}}(?:\.\s?\d{{1,2}})?(?:월)?\.?(?=[\s)~,])"
    rf"|(?<![\d.])\d{{2}}\.\d{{1,2}}월|(?<![\d.])\d{{1,2}}\.\d{{1,2}}일(?!\s?간)"
    rf"|(?<![\d.])\d{{1,2}}\.\s\d{{1,2}}\.(?!\d)|(?<![\d.])\d{{1,2}}\.\d{{1,2}}\.(?=\s?\([월화수목금토일])"
    rf"|\d{{1,2}}\s?세기|{_Q}\d{{2}}(?!\d)"
    rf"|{QUARTER}|(?:{YEAR_WORD})(?:\s?(?:{_MONTH_DAY}|{HALF}))?"
    rf"|(?:같은\s해|같은\s달|이듬해|다음\s날|다음\s해|그해|이튿날)(?:\s?{_MONTH_DAY})?"
    rf"|(?<!\d)\d{{1,2}}일(?!\s?(?:간|동안|이내|만에|째|전|후|차))"
    rf"|(?<![가-힣])(?:{HALF}|연말|연초|연내|월말|월초|(?:매년|매월|매달|매주)(?:\s?\d{{1,2}}월)?(?:\s?\d{{1,2}}일)?|[월화수목금토일]요일))"
)
_POINT = rf"{_ONE}{_TAIL}{_DAY_NAME}"
NAMED_TIME = rf"(?:~\s?)?{_POINT}(?:\s?(?:{RANGE}|부터)\s?(?:{_POINT}))?(?:\s?(?:까지))?"
"""A pattern: a time or a span of time, in any form; `ingest.korean.dates` finds what it means."""

DAY_OR_MONTH = re.compile(
    rf"(?:(?:\d{{4}}|{_Q}\d{{2}})\s?(?:년|\.)\s?)?\d{{1,2}}\s?(?:월\s?\d{{1,2}}일|월(?!\s?\d)|\.\s?\d{{1,2}}\.(?!\d))"
)
"""A pattern: a day or a month, with its year where it has one; no duration, no year alone."""

FULL_DATE_ALONE = re.compile(
    rf"\W*{YEAR}\s?[-./년]\s?\d{{1,2}}\s?[-./월]\s?\d{{1,2}}\s?[.일]?\s*(?:\([월화수목금토일]\))?\W*"
)
"""To be matched with a whole line: one that holds nothing but a full date."""

IN_BRACKETS = (
    rf"\(\s*((?:{_Q}?(?:19|20)?\d{{2}}(?:[.\-/]\s?\d{{1,2}})?\.?\s?(?:년|월|분기|{HALF}|추경|[1-4]?Q|/4)*(?:\s?\d{{1,2}}\s?월)?[pe]?"
    rf"|{_Q}?\d{{1,2}}\s?(?:월\s?\d주|월|분기|Q|일)?[pe]?)(?:\s?[~∼-]\s?{_Q}?\d{{2,4}}\s?년?)?)\s*\)"
)
"""A pattern with one group: a time in brackets, as figures in a row are labelled: "('19)", "('21.3)", "(4)"."""
