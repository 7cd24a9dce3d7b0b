"""Finds number plates of vehicles in a text in plain form (`ingest.korean.plain_form`): "12가3456", "서울 34 다 5678"."""

import re

from ingest.korean.regions import REGIONS

_USES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호"
"""The letters of plates (자동차등록번호판 등의 기준에 관한 고시, 별표): private, commercial, delivery and hired cars."""
_FOR_HIRE = "바사아자배"  # taxis, buses, lorries and delivery cars: with the region before them
_COUNTED = "조주부도호수로고자보구"  # also endings of "12조 3456", "12호 3456", "30도 1200"
_NO_COUNT = r"(?!\d|-\d|\s?(?:[년원명억만천개건㎡%대면장쪽곳회]|번지|세대|가구))"
_CAR = re.compile(
    r"(?<![가-힣\d])(?:차|내차|제차)(?![가-힣]{2})|자동차|차량|차번|번호판|승용차|화물|버스|전기차|경유차|트럭|택시|오토바이|이륜차|스쿠터|주차|견인|과태료|폐차|하이패스|통행료|저공해|"
    r"\bcar\b|\bplate|\bvehicle|车牌|ナンバープレート|biển số",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?<![\d제])\d{{2,3}}[{''.join(sorted(set(_USES) - set(_COUNTED)))}]-?\d{{4}}{_NO_COUNT}|"
    rf"(?:{REGIONS})\s?\d\d\s?[{_FOR_HIRE}]\s?\d{{4}}{_NO_COUNT}"
)
_BESIDE_A_CAR = re.compile(
    rf"(?:(?:{REGIONS})\s?)?(?<![\d제])\d{{2,3}}[\s\-]?[{_USES}][\s\-]?\d{{4}}{_NO_COUNT}|"
    rf"(?:{REGIONS})\s?[가-힣]{{1,3}}\s?[{_USES}]\s?\d{{4}}{_NO_COUNT}"
)


def plates(text: str) -> list[tuple[int, int]]:
    """Spans of the plates in plain `text`: written without spaces, or in any way where the text speaks of a car."""
    pattern = _BESIDE_A_CAR if _CAR.search(text) else _JOINED
    return [found.span() for found in pattern.finditer(text)]
