"""Where a fact of a claim stands in its source, and what was found otherwise."""

import pytest

from chat.verification.fact_match import match_fact, only_says_each, parsed_sentences, tells_no_such_day
from chat.verification.facts import FactKind
from chat.verification.ground import Ground
from chat.verification.parsing import parsed


def found(claim: str, *sources: str, around: str = "", published: str = "") -> tuple[list[int], str]:
    """The sentences that hold the first figure or date of `claim`, and what is wrong where none does."""
    read, ground = parsed(claim), Ground(sources, around, published)
    fact = next(fact for fact in read.facts if fact.end)
    result = match_fact(fact, ground, parsed(ground.around), read)
    return [place.sentence for place in result.places], result.wrong


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("3만 원을 준다", "30,000원을 지급한다"),
        ("5명을 뽑는다", "5인을 선발한다"),
        ("세 곳에 짓는다", "3개소에 설치한다"),
        ("14일 동안 빌린다", "2주간 대출한다"),
        ("2주 동안 빌린다", "14일간 대출한다"),
        ("24개월 동안 준다", "2년간 지급한다"),
        ("2,400kg을 거둔다", "2.4톤을 수거한다"),
        ("90분 동안 한다", "1.5시간 진행한다"),
        ("2022년에 시작했다", "22년에 시작했다"),
        ("22년에 시작했다", "2022. 7. 28.에 시작했다"),
        ("오후 6시에 닫는다", "18:00에 닫는다"),
        ("오후 6시에 닫는다", "6시에 닫는다"),
        ("7월 28일까지 받는다", "2022. 7. 28.까지 접수한다"),
        ("16.9조원에 이른다", "('19) 16.9 (단위: 조원)"),
        ("12.5만명이 썼다", "이용자 12.5 (만명)"),
        ("3자녀를 둔 가정", "자녀가 3명인 가정"),
        ("6,140억 원을 들인다", "614,000,000,000 투자"),
        ("1억 원을 들인다", "100,000,000 투자"),
        ("5점 만점", "5 (점)"),
    ],
)
def test_two_ways_of_telling_one_fact(claim: str, source: str) -> None:
    assert found(claim, "다른 문장", source) == ([1], "")


@pytest.mark.parametrize(
    ("claim", "source", "wrong"),
    [
        ("3만 원을 준다", "2만 원을 지급한다", ""),
        ("5명을 뽑는다", "5건을 선정한다", "unit"),
        ("5km를 달린다", "5m를 달린다", "unit"),
        ("5명 이상", "5명 이하", "edge"),
        ("5명 이상 받는다", "5명 초과 받는다", "edge"),
        ("매월 20만 원", "연 20만 원", "per"),
        ("7월 28일까지 받는다", "7월 29일까지 접수한다", ""),
        ("2023년 7월", "2022년 7월", ""),
        ("오후 6시에 닫는다", "17:00에 닫는다", ""),
        ("오후 6시에 닫는다", "5시에 닫는다", ""),
        ("9,999만 원을 들인다", "99,990,000 투자", "unit"),
    ],
)
def test_what_was_found_otherwise(claim: str, source: str, wrong: str) -> None:
    assert found(claim, source) == ([], wrong)


def test_a_limit_may_be_told_by_its_opposite() -> None:
    assert found("5명 미만이면 받는다", "5명 이상은 받지 않는다") == ([0], "")
    assert found("5명 미만이면 받지 않는다", "5명 이상은 받지 않는다") == ([], "edge")


def test_a_year_that_a_sentence_leaves_out_may_stand_around_it() -> None:
    assert found("2026년 3월 2일부터", "3월 2일부터", around="2026년 안내") == ([0], "")
    assert found("2026년 3월 2일부터", "3월 2일부터", published="2026-01-05") == ([0], "")
    assert found("2025년 3월 2일부터", "3월 2일부터", around="2026년 안내") == ([], "")


def test_a_bare_day_is_one_of_a_date_told_in_full() -> None:
    assert found("3월 13일에 연다", "13일 개막", "3월 13일까지 준비") == ([0, 1], "")
    assert found("3월 13일에 연다", "13일 밝혔다", published="2026-03-13") == ([], "")


def test_what_stands_around_the_passage_counts_too() -> None:
    assert found("20명을 뽑는다", "선발한다", around="청년 20명 선발 안내") == ([-1], "")


def test_a_sentence_is_read_twice_where_a_number_may_be_a_date() -> None:
    readings = [
        (number, [fact.kind for fact in read.facts]) for number, read in parsed_sentences(Ground(("7.28.까지", "3명")))
    ]
    assert readings == [(0, [FactKind.NUMBER]), (0, [FactKind.DATE]), (1, [FactKind.NUMBER])]


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("한 건에 3만 원", "건당 3만 원", True),
        ("한 가구에 3만 원", "3만 원을 준다", True),  # nothing of its sort is counted
        ("한 가구에 3만 원", "2가구에 3만 원을 준다", False),
        ("두 가구에 3만 원", "3만 원을 준다", False),
    ],
)
def test_the_one_that_only_says_each(claim: str, source: str, expected: bool) -> None:
    assert only_says_each(parsed(claim).facts[0], Ground((source,))) is expected


def test_a_day_told_by_another_is_a_way_of_speaking_where_the_source_has_none() -> None:
    (fact,) = parsed("당일에 받는다").facts
    assert tells_no_such_day(fact, Ground(("현장에서 받는다",)))
    assert not tells_no_such_day(fact, Ground(("전날까지 받는다",)))
