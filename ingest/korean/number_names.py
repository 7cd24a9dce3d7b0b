"""Tells a number that words beside it name as something else: an order's, a document's, a product's, or an amount."""

import re

# Words before a run of digits that name it as something else.
_NUMBER_NAME = re.compile(
    r"([가-힣]*(?:법인|단체|동물|상표|특허|농약|공장|건설업)\s?등록\s?번호|(?<![가-힣])코드|지번|로또|복권|동물등록|마이크로칩|택배|소포|등기(?!부)|\bpnu|바코드|isbn|특허|좌표|통계|시리얼|s/n|송장|운송장|로트|모델|\blot|\border|订单|"
    r"(?:주문|접수|관리|예약|상품권|쿠폰|이용권|바우처|상품|제품|물품|품목|자산|계약|사건|추적|고지|납부|신청|민원|문서)\s(?:번호|코드))[^\d]{0,10}$|"
    r"([가-힣㐀-鿿]*)(?:번호|코드|넘버|no\.?|番号|number|code)[^\d]{0,10}$",
    re.IGNORECASE,
)
# Endings of the words before "번호" that name a number of a person.
_PERSONAL_NAMES = (
    "주민",
    "외국인",
    "등록증",
    "거소",
    "거소신고",
    "등록",
    "登録",
    "登录证",
    "전화",
    "폰",
    "계좌",
    "통장",
    "카드",
    "면허",
    "면허증",
    "여권",
    "사업자",
    "卡",
    "护照",
    "电话",
    "手机",
    "账",
    "민증",
    "뒷",
    "제",
    "내",
    "본인",
    "그",
    "아이",
)
_AMOUNT = re.compile(
    r"\s?(?:원(?!서|룸|본)|명(?!의|단|절)|건(?!강|축|물|설|보)|개(?!인)|호(?![가-힣])|(?:(?:이|라는|번)\s)?(?:바코드|송장|운송장|isbn))",
    re.IGNORECASE,
)
_FOREIGN_ORDER = re.compile(r"注文|order|tracking|订单|lot", re.IGNORECASE)


def named_otherwise(text: str, span: tuple[int, int]) -> bool:
    """Whether the number at `span` is of another kind: words before it name it as an order's, a document's or a product's, or a unit follows it."""
    named = _NUMBER_NAME.search(text[max(0, span[0] - 20) : span[0]])
    if named is None:
        return _AMOUNT.match(text, span[1]) is not None
    other, name = named.groups()
    if other:
        return True
    return not name.endswith(_PERSONAL_NAMES) and bool(name or _FOREIGN_ORDER.search(named[0]))
