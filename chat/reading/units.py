"""Counting words: which count the same things, so that "몇 군데" is answered by 1,101개소 and not by 33제곱미터."""

import re

# Interchangeable counting words of general Korean; a word in no group stands for itself.
_GROUPS = tuple(
    frozenset(group.split())
    for group in (
        "명 사람 인 분 여명 만명 천명 백명 쌍",
        "곳 군데 개소 개 개사 개처 지역 지구 개국 개교 개관 국 나라 동 호 채",
        "개 가지 종 건 종류 항목 종목 과목 강좌 점 부 장 권 편 대 마리 그루 벌 켤레 기 척",
        "가구 세대 호 집",
        "번 회 차례 건 회차 번째 차",
        "위 등 번째 순위",
        "개월 달 월",
        "일 며칠 날 일간 박",
        "년 해 년간 개년 년도 학년도",
        "시간 시 분",
        "주 주일 주간",
        "분 시간 초",
        "프로 퍼센트 % ％ %p 포인트 배 할",
        "킬로 킬로미터 km ㎞ 미터 m 센티 cm",
        "킬로그램 kg ㎏ 그램 g 톤 t",
        "원 달러 불 유로 엔 위안",
        "평 제곱미터 ㎡ m² 헥타르 ha",
        "살 세",
        "도 ℃",
        "층 개층",
        "배 배수",
        "년생 세 살",
    )
)
# Things counted one by one: an answer to "얼마" (a price) is none of these.
_DISCRETE = frozenset(
    "명 사람 인 곳 군데 개소 개 개사 종 건 대 가구 세대 회 번 가지 점 부 권 편 강좌 과목 마리 척 동 채 개국 개교 개년 위 등".split()
)
_MULTIPLIER = re.compile(r"^(?:\s|여|약|천|만|백|십|억|조|수)+")
_NATIVE = r"(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무)\s"
_COUNTED = re.compile(
    rf"(?:{_NATIVE}|\d(?:[\d,.]*\d)?)\s*((?:[천만백십억조]\s*)*)(여\s?)?([가-힣]{{1,4}}|%p?|[㎞㎡㎏℃]|[a-zA-Z]{{1,3}}²?)"
)


def unit_of(text: str) -> str:
    """The counting word of the first figure in `text` ("2.5만개" -> "개"), "" where it has none."""
    match = _COUNTED.search(text)
    return _MULTIPLIER.sub("", match[3]) if match else ""


def is_discrete(unit: str) -> bool:
    """Whether `unit` counts things one by one."""
    return unit in _DISCRETE


def count_the_same(asked: str, found: str) -> bool:
    """Whether a figure in `found` can answer a question in `asked`; unknown or missing units are given the benefit."""
    asked, found = _MULTIPLIER.sub("", asked), _MULTIPLIER.sub("", found)
    if not asked or not found or asked.startswith(found) or found.startswith(asked):
        return True
    known = [group for group in _GROUPS if asked in group]
    return any(found in group for group in known) if known else asked.endswith(found) or found.endswith(asked)
