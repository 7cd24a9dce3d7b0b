"""Facts worked out by hand, in the spellings that offices use."""

import pytest

from chat.verification.facts import Date, FactKind, facts


def told(text: str, short_dates: bool = False) -> list[tuple[str, object]]:
    return [(fact.kind.value, fact.date or fact.value) for fact in facts(text, short_dates)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.0조원", [("number", "9000000000000")]),
        ("9조 원", [("number", "9000000000000")]),
        ("3만 원과 30,000원", [("number", "30000"), ("number", "30000")]),
        ("1천개, 1,000개", [("number", "1000"), ("number", "1000")]),
        ("삼만 원을 세 곳에", [("number", "30000"), ("number", "3")]),
        ("'22.7.부터", [("date", Date(2022, 7, None))]),
        ("2022년 7월", [("date", Date(2022, 7, None))]),
        ("3월 2일(월)~31일", [("date", Date(None, 3, 2)), ("date", "월요일"), ("date", Date(None, 3, 31))]),
        ("오후 2시 30분", [("time", "14:30")]),
        ("밤 10시", [("time", "22:00")]),
        ("☎ 044-202-6159", [("phone", "044-202-6159")]),
        ("www.gov.kr/portal/ 참고", [("address", "gov.kr/portal")]),
        ("‘디지털 배움터’는", [("quote", "디지털배움터")]),
        ("계절근로(E-8)", [("quote", "e8")]),
        ("‘가나’와 ‘다’는", [("quote", "가나")]),
        ("세대당, 한편, 이 명단", []),
        ("100분의 50을 감면", [("percent", "50")]),
        ("절반만 내고 3분의 2를", [("percent", "50"), ("number", "2/3")]),
        ("오후 2시부터 4시까지", [("time", "14:00"), ("time", "16:00")]),
        ("저녁 7시 반부터", [("time", "19:30")]),
        ("(화 14:00~16:00)", [("date", "화요일"), ("time", "14:00"), ("time", "16:00")]),
        ("토·일요일과 월~금", [("date", f"{day}요일") for day in "토일월금"]),
        ("자녀가 둘 이상", [("number", "2")]),
        ("1㎥당 480원", [("number", "480")]),
        ("제11조에 따라", [("number", "11")]),
        ("균등분할상환 조건으로", []),
        ("한 해 전보다", []),
        ("회의 전날까지", [("date", "전날")]),
        ("다솜06번", [("quote", "다솜06")]),
        ("January 27, 2022", [("date", Date(2022, 1, 27))]),
        ("9.0 trillion won", [("number", "9000000000000")]),
        ("2022年1月27日", [("date", Date(2022, 1, 27))]),
        ("20万ウォン", [("number", "200000")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, object]]) -> None:
    assert told(text) == expected


def test_a_limit_behind_a_unit_is_no_part_of_it() -> None:
    (fact,) = facts("100명안팎이 모였다")
    assert (set(fact.units), fact.edge, fact.beside) == ({"명"}, "", "")


def test_a_number_is_a_date_only_where_it_may_be_one() -> None:
    assert told("7.28.까지") == [("number", "7.28")]
    assert told("7.28.까지", short_dates=True) == [("date", Date(None, 7, 28))]
    for month, day in ((1, 1), (12, 31)):
        assert told(f"{month}.{day}.까지", short_dates=True) == [("date", Date(None, month, day))]
    for words in ("13.1.까지", "12.32.까지"):
        assert "date" not in [kind for kind, _ in told(words, short_dates=True)]


@pytest.mark.parametrize(
    ("text", "units", "edge", "per"),
    [
        ("월 최대 20만 원", {"원"}, "<=", "month"),
        ("월 최저 20만 원", {"원"}, ">=", "month"),
        ("1인당 각 20만 원", {"원"}, "", "person"),
        ("100명 초과", {"명"}, ">", ""),
        ("5개월간", {"개월"}, "", ""),
        ("2.5만개소", {"개소"}, "", ""),
        ("만 19세 이상", {"세"}, ">=", ""),
        ("3.5%p", {"%p"}, "", ""),
        ("분기마다 3만원", {"원"}, "", "quarter"),
        ("7월 20만 원", {"원"}, "", ""),
        ("토요일 3만 원", {"원"}, "", ""),
        ("광주 5명", {"명"}, "", ""),
        ("월 20만 원", {"원"}, "", "month"),
        ("분기별 30명", {"명"}, "", "quarter"),
        ("매일 5만 원", {"원"}, "", "day"),
        ("한 사람당 9만원", {"원"}, "", "person"),
    ],
)
def test_units_limits_and_periods(text: str, units: set[str], edge: str, per: str) -> None:
    (fact,) = [fact for fact in facts(text) if fact.kind in (FactKind.NUMBER, FactKind.PERCENT)]
    assert (set(fact.units), fact.edge, fact.per) == (units, edge, per)
