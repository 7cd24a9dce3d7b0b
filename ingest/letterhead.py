"""What stands above the title of a document: the kind of a release, the number of a notice, the names of the days on which it came out."""

import re

from ingest.korean.offices import NO_OFFICE, OFFICE, REGION

RELEASE = r"(?:보\s*도|(?:보\s*도\s*)?(?:참\s*고|설\s*명|해\s*명)|동\s*정|정\s*책\s*설\s*명)\s*자\s*료"
"""The pattern of what a release is called: 보도자료, 참고자료, 보도설명자료."""
NOTICE = "공고|고시|훈령|예규|지침|지시"
"""The alternatives of what a numbered notice or rule is called."""
NOTICE_NUMBER = r"[ \t]*제?[ \t]*(?P<number>\d+(?:\s?[\-‐–]\s?\d+)*)[ \t]*호"
"""The pattern of its number: 제2026-47호, 제2026 – 47호."""
PUBLISHED = (
    r"보\s?도\s?일\s?시|보\s?도\s?시\s?점|보\s?도\s?일|발\s?행\s?일(?:자)?|공\s?고\s?일(?:자)?|고\s?시\s?일(?:자)?|게\s?시\s?일(?:자)?|작\s?성\s?일(?:자)?"
    r"|등\s?록\s?일(?:자)?|공\s?표\s?일(?:자)?|게\s?시\s?기\s?간"
)
"""The alternatives of what the day is called on which a document may be read, or the span that begins with it."""
LAST_CHANGED = r"(?:최\s?종\s?)?(?:수\s?정|업\s?데\s?이\s?트)\s?일(?:자)?"
"""The alternatives of what the day is called on which a page was last changed."""
DISTRIBUTED = r"배\s?포\s?일\s?시|배\s?포\s?일(?:자)?|배\s?포"
"""The alternatives of what the day is called on which it was given out."""
_NOTICE = rf"(?P<office>(?!대통령령)[가-힣A-Za-z·][가-힣A-Za-z· ]{{1,29}}?)[ \t]*(?P<kind>{NOTICE}|입찰공고|규칙|조례|공보|(?<=부)령){NOTICE_NUMBER}"
_FIELD = rf"(?:(?:[-•○□][ ]?)?(?:{NOTICE})[ ]?번호(?:[ \t]*[:：][ \t]*|[ \t]+))?(?![가-힣 ]*번호[은는])"
"""What a board calls the field of the number ("고시번호", "- 공고번호:"), where it does."""
NUMBERED_NOTICE = re.compile(rf"(?:^[ \t]*[\[<(【〔]?|\[)\s*{_FIELD}{_NOTICE}", re.MULTILINE)
"""The number of a notice or rule at the beginning of a line, behind the name of its field or behind a square bracket, with the name of its office."""
# No region's name has more than four letters (서귀포시): a longer line in such a letter is a title (민원실안내도).
OFFICE_WORD = re.compile(rf"^(?!(?:{NO_OFFICE})$)(?:[가-힣·]{{2,15}}(?:{OFFICE})(?<!지원)|[가-힣]{{1,3}}{REGION})$")
"""To be matched with a whole line: the name of an office."""
SIGNATURE = re.compile(
    r"(?P<office>[가-힣·][가-힣· ]{1,22}?)[ ]?(?:장[ ]?관|(?<=[시청원처])장(?<!통시장|매시장|래시장)|(?<=도)지사|(?<=군)수|이사장|사장|총장|(?P<schools>교육감)"
    r"|(?P<officer>위원장|센터장|본부장|대표이사|(?:분임[ ]?)?재무관))"
    r"[ ]*(?:[\[(（]?(?:(?P<seal>직인|관인)(?:[ ]?생략)?|인)[\])）]?)?"
)
"""To be matched with a whole line: who signs a notice, the head of an office (나루구청장, 가람군수 [직인]) or its contracting officer (가람군 재무관);
전통시장 is no mayor.
"""
_SPREAD = re.compile(r"(?:[가-힣]\s+){3,}[가-힣]")
_LETTERHEAD = re.compile(rf"^[\[<(]?\s*{RELEASE}\s*[\])>]?$|^(?:{PUBLISHED}|{DISTRIBUTED})\s*[:：]?\s*\d{{4}}\s?[.년]")
_NUMBERED = re.compile(rf"[\[<(【〔]?\s*(?:[^\[<(【〔]{{0,20}}[,*]\s)?{_NOTICE}\s*[\])>】〕]?")


def is_letterhead(words: str) -> bool:
    """Whether `words` are such a line and nothing else."""
    return bool(_LETTERHEAD.match(words)) or is_numbered_notice(words)


def is_numbered_notice(words: str) -> bool:
    """Whether `words` are the number of a notice and whose it is, in brackets or not ("[가람시 공고 제2026-47호]"), the day it changed before it or not."""
    return bool(_NUMBERED.fullmatch(words))


def spread_joined(words: str) -> str:
    """A line whose letters are spread out ("보 도 자 료") with these together, any other as it is."""
    return re.sub(r"\s+", "", words) if _SPREAD.fullmatch(words) else words
