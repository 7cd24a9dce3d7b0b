"""Finds telephone numbers other than mobile ones in a text in plain form (`ingest.korean.plain_form`): those that askers call their own, and those
of which nothing says whose they are.

An office's number is what people ask about: a number is somebody's own only where the words beside it say so.
"""

import re

from ingest.korean.clock import PART_OF_DAY
from ingest.korean.people import THE_ASKER_OR_FAMILY

_AREA = r"(?:2|[3-6]\d|70|50\d)"  # Seoul, the other areas, internet telephones, numbers for one errand
_LANDLINE = re.compile(
    rf"(?<!\d)(?:0|\+?82[ \-.]{{0,2}}0?){_AREA}[ \-.)]{{1,3}}\d{{3,4}}[ \-.]{{1,3}}\d{{4}}(?!\d)|(?<!\d)0{_AREA}\d{{7,8}}(?!\d)"
)
# A number of another country is no Korean office's.
_ABROAD = re.compile(r"(?<![\d+])\+(?!82)[1-9]\d{0,2}(?:[ \-.()]{1,2}\d{2,5}){2,4}(?!\d)")
_WHOSE = f"{THE_ASKER_OR_FAMILY}|친정|처가|시댁|시골|고향|본가|큰"
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        (
            rf"(?<![가-힣])(?:{_WHOSE})?\s*(?:집|댁|자택|본가|친정|처가|시댁)",
            r"(?<![가-힣])(?:제|내|저의|나의|본인)\s*(?:전화|번호|연락처|팩스)",
            r"(?<![가-힣])(?:제|내|저희|우리)\s*(?:회사|직장|사무실|가게)|(?:가게|매장)\s?전화",
            r"(?:^|[.,!?]\s*)(?:연락처|(?:전화\s?번호|팩스)(?:는|:))",
            rf"(?<!문의)(?<!문의\s)전화는?\s*(?:{PART_OF_DAY})",
            r"회신|답신|콜백|연락\s?받을|안심\s?번호|인터넷\s?전화",
            r"call\s+me(?:\s+(?:at|on|back))?|(?:my|home)\s+(?:home\s+)?(?:phone|number)",
        )
    )
    + r")[^\d\n+]{0,14}$",
    re.IGNORECASE,
)
_FORM = re.compile(r"성명|신청인|민원인|예금주|이름")
_LABEL = re.compile(r"(?<![가-힣])(?:연락처|전화(?:\s?번호)?|TEL)\s?[:.)]?\s?$", re.IGNORECASE)
_TO_ANSWER = r"전화|연락|문자|회신|답신|답변|답장|콜백|통화"
_THERE = r"으?로|번으로|여기로|이리로|이걸로|이\s?번호로|집으로|저한테|나한테"
_AFTER = re.compile(
    "|".join(
        (
            rf"^\s*(?:{_THERE})?\s*(?:[가-힣]{{1,6}}\s)?(?:{_TO_ANSWER})\s*(?:좀\s*)?(?:주|부탁|바랍|바라|바람|바래|요망|해\s*주|줘|요(?!\w))",
            r"^\s*(?:으?로|번으로)?\s*(?:이리로|여기로|이쪽으로)\s*(?:하|거|걸|전화|연락)",
            rf"^\s*으?로\s*(?:주(?:세요|시|십)|(?:{_TO_ANSWER})\s*[.!~]*$)",
            r"^[^\d\n]{0,6}(?:(?:우리|저희)\s*집|집\s*(?:전화|번호|팩스)|자택|제\s*(?:번호|전화|사무실|가게)|안심\s?번호)",
            r"^\W{0,3}(?:please\s+)?(?:call|text)\s+(?:me|back)",
        )
    ),
    re.IGNORECASE,
)


def own_telephones(text: str) -> list[tuple[int, int]]:
    """Spans of the telephone numbers in plain `text` that the asker gives as their own, or to be called back on, and of those of other countries."""
    abroad = [found.span() for found in _ABROAD.finditer(text)]
    return abroad + [found.span() for found in _LANDLINE.finditer(text) if _is_own(text, *found.span())]


def telephones_of_nobody(text: str) -> list[tuple[int, int]]:
    """Spans of the telephone numbers in plain `text` before which no office, firm or counter is named, and of which nobody asks whose they are:
    they may be somebody's own.
    """
    return [
        found.span()
        for found in _LANDLINE.finditer(text)
        if not _OF_AN_OFFICE.search(text[: found.start()]) and not _WHOSE_IS_IT.match(text, found.end())
    ]


_OF_AN_OFFICE = re.compile(
    r"(?:뱅크|카드사?|보험|센터|[가-힣]{2}[과팀국실원소부처서점관단사회시군구]|[시군구도]?청|은행|병원|학교|대학|어린이집|농협|신협|수협|금고|조합|상담|민원|문의|안내|대표|고객|접수|신고|담당자?|ARS)"
    r"\s?(?:대표|직통|안내)?\s?(?:전화|번호|전화번호|팩스|연락처|TEL)?[^\d\n]{0,6}$",
    re.IGNORECASE,
)
_WHOSE_IS_IT = re.compile(r"\W{0,3}(?:은|는|이|가|로|번)?\s?(?:이게|여기)?\s?(?:어느|어디|누구|무슨|맞는|맞나|맞아)")


def _is_own(text: str, start: int, end: int) -> bool:
    in_form = _FORM.search(text) and _LABEL.search(text[:start])
    return bool(_BEFORE.search(text[:start]) or _AFTER.search(text[end:]) or in_form)
