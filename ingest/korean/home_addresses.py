"""Finds home addresses, down to the number of the house, in a text in plain form (`ingest.korean.plain_form`).

The address of an office or of a hole in the road is what people ask about: an address is a home's where the text says so, or where
it names a flat of a block ("101동 1203호"), or a flat of a house and no office ("세종대로 12길 34, 501호").
"""

import re

from ingest.korean.people import THE_ASKER_OR_FAMILY

_NUMBER = r"\d{1,4}(?:-\d{1,4})?(?![\d~:%㎡]|\.\d)"
# No amount, date or exit follows: "서울로 3월에", "무료로 2 회", "강남대로 3번 출구".
_COUNTER = "[년월일명원만억천개회층차급살세평%㎡]|시간|호선|차선|미터|km"
_NO_COUNT = rf"(?!\s?(?:번(?!지)|인\s?가구)|길|(?:{_COUNTER})|\s(?:{_COUNTER})(?:[이가은는을를에도로씩의]|[\s,.]|$))"
_ROAD = rf"[가-힣][가-힣0-9·]{{0,12}}(?:로|길)\s?(?:\d{{1,4}}번?[가나다라]?길\s?)?{_NUMBER}{_NO_COUNT}"
_LOT = rf"[가-힣][가-힣0-9]{{0,8}}(?:동|리|\d가)\s?(?:산\s?)?{_NUMBER}(?:\s?번지)?{_NO_COUNT}"
_FLAT = r"(?:(?:[가-힣A-Z]{1,3}|\d{1,4})동\s?)?(?:(?:지하|지층|반지하)\s?)?B?\d{1,4}호(?!차|[가-힣]*선)"
_BLOCK_FLAT = r"\d{3,4}동\s?\d{3,4}호"
# A flat of a building with a name: "행복빌라 201호", "현대아파트 12-1305".
_NAMED_FLAT = (
    r"[가-힣A-Za-z0-9]{0,10}(?:아파트|APT|빌라|빌딩|빌|맨션|오피스텔|연립|주공|주택|타운|타워|하우스|마을|단지|"
    r"원룸|고시원|래미안|자이|푸르지오|힐스테이트|아이파크|캐슬|더샵|위브|편한세상)\s?"
    rf"(?:{_FLAT}|\d{{1,4}}-\d{{2,4}}(?!\d))"
)
_HOUSE = rf"(?:{_LOT}|{_ROAD})(?:\s?\([가-힣0-9, ]{{1,15}}\))?"
_KOREAN = re.compile(
    rf"{_HOUSE}(?:[\s,]{{0,2}}(?:{_NAMED_FLAT}|(?:[가-힣A-Za-z0-9]{{2,12}}\s)?{_FLAT}|\d{{1,2}}층))?|{_BLOCK_FLAT}|{_NAMED_FLAT}"
)
_UNIT = r"(?:(?:apt\.?|unit|room)\s?|#\s?)[A-Z]?\d{1,4}(?:-\d{1,4})?"
_ENGLISH = re.compile(
    rf"(?:{_UNIT},?\s)?(?<!\d)\d{{1,4}}(?:-\d{{1,4}})?,?\s"
    rf"(?:[A-Za-z]+-(?:daero|ro|gil)(?:[\s,]+\d{{1,4}}(?:beon)?-gil)?|[A-Za-z]+-dong)\b(?:,?\s{_UNIT})?",
    re.IGNORECASE,
)
_WHOSE = f"{THE_ASKER_OR_FAMILY}|아빠"
_HOUSE_AND_FLAT = re.compile(rf"{_HOUSE}[\s,]{{1,2}}{_FLAT}|전입")
_OFFICE = re.compile("청사|[시군구도]청|센터|보건소|회관|공단|공사|재단|협회|사무소|회의실|강의실|학교|도서관|병원")
_HOME = re.compile(
    rf"{_BLOCK_FLAT}|(?:{_WHOSE})\s?(?:집|댁)|(?<![가-힣])(?:시골|고향)?(?:집|댁)(?:이|은|:|\s(?!근처|앞|옆|주변))|시골집|"
    r"이사\s?(?:왔|온|했|한|갔|간|들어)|로\s?(?:우편물?|등기|택배)?로?\s?(?:보내|부쳐|발송해|배송해)\s?(?:주세요|주십|주시기|줘|달라)|"
    r"살아(?:요|서|$)|살고|살거든|살았|산\s사람|삽니|삼(?:니|$)|사는|거주|자취|자택|입주|원룸|반지하|옥탑|고시원|세들어|세입|"
    r"(?:제|내|저희|본인|집)\s?주소|^주소|\blive\s(?:at|in)|\bmy\s(?:home|address|house|flat)|\breside",
    re.IGNORECASE,
)


def home_addresses(text: str) -> list[tuple[int, int]]:
    """Spans of the addresses in plain `text`, from the road or the part of town on; empty where the text does not speak of a home."""
    if not _HOME.search(text) and (_OFFICE.search(text) or not _HOUSE_AND_FLAT.search(text)):
        return []
    return [found.span() for pattern in (_KOREAN, _ENGLISH) for found in pattern.finditer(text)]
