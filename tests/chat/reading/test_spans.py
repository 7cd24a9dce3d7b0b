"""Typed spans: what kind, where, how much. Values worked out by hand."""

import pytest

from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType

T = AnswerType


def found(text: str, kind: AnswerType) -> list[str]:
    return [text[s.start : s.end] for s in typed_spans(text) if s.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022. 1. 26.(수) 발표", ["2022. 1. 26.(수)"]),
        ("'22.7월 개통", ["'22.7월"]),
        ("7월부터 시행", ["7월"]),
        ("1월 27일 접수", ["1월 27일"]),
        ("12월 18일~20일 사이", ["12월 18일~20일"]),
        ("신청은 상반기 중", ["상반기"]),
        ("~'25년 투자", ["~'25년"]),
        ("시행(7.1일) 등", ["7.1일"]),
        ("매월 25일 지급", ["매월 25일"]),
        ("축제를 '23.6.3.(토)~6.11.(일) 9일간", ["'23.6.3.(토)~6.11.(일)"]),
        ("접수 : '23.5/22~5/31, 현장", ["'23.5/22~5/31"]),
        ("5/22(월)부터 받는다", ["5/22(월)"]),
        ("재적 위원 1/2 이상", []),
        ("4월 15일부터 6월 14일까지 실시", ["4월 15일부터 6월 14일까지"]),
    ],
)
def test_dates_as_offices_write_them(text: str, expected: list[str]) -> None:
    assert found(text, T.DATE) == expected


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("9.0조원 규모", "9000000000000원", 9e12),
        ("9조 원 규모", "9000000000000원", 9e12),
        ("3,192억원을", "319200000000원", 319_200_000_000.0),
        ("2천억원이", "200000000000원", 2e11),
        ("8만불 수출", "80000달러", 80_000.0),
        ("300프랑을 냈다", "300프랑", 300.0),
        ("100 호주달러를 냈다", "100호주달러", 100.0),
        ("100 미국 달러를 냈다", "100달러", 100.0),
        ("8만\\$ 수출", "80000달러", 80_000.0),
        ("1억 5천만 달러로", "150000000달러", 1.5e8),
        ("2,150원이다", "2150원", 2150.0),
    ],
)
def test_equal_amounts_have_equal_values(text: str, value: str, number: float) -> None:
    (span,) = [s for s in typed_spans(text) if s.kind is T.MONEY]
    assert (span.value, span.number) == (value, number)


@pytest.mark.parametrize(
    ("text", "words", "number", "unit"),
    [
        ("1,101개소에 설치", "1,101개소", 1101.0, "개소"),
        ("2.5만개를 보급", "2.5만개", 25_000.0, "개"),
        ("100만 명의 국민", "100만 명", 1_000_000.0, "명"),
        ("310종을 제공", "310종", 310.0, "종"),
        ("8.4만세대에 혜택", "8.4만세대", 84_000.0, "세대"),
        ("200강좌 이상 개설", "200강좌 이상", 200.0, "강좌"),
        ("세 번 열렸다", "세 번", 3.0, "번"),
    ],
)
def test_counts_carry_their_unit(text: str, words: str, number: float, unit: str) -> None:
    (span,) = [s for s in typed_spans(text) if s.kind is T.COUNT]
    assert (text[span.start : span.end], span.number, span.unit) == (words, number, unit)


def test_a_number_word_inside_a_name_is_no_count() -> None:
    assert found("천황과 조준은 만나지 않았다", T.COUNT) == []


def test_a_change_is_one_span_beside_its_ends() -> None:
    assert found("국비 44.8조원→49조원 확대", T.MONEY) == ["44.8조원→49조원", "44.8조원", "49조원"]
    assert found("요금은 3만원부터 5만원까지 낸다", T.MONEY)[0] == "3만원부터 5만원까지"


def test_telephone_numbers_and_extensions_behind_a_title() -> None:
    text = "홍길동(044-202-6159), 주은정 연구관(6159), 대표 1588-1234, (2022)"
    assert found(text, T.PHONE) == ["044-202-6159", "6159", "1588-1234"]


def test_addresses_on_the_net() -> None:
    text = "누리집(www.gov.kr)이나 help@korea.kr, https://a.go.kr/b?c=1 참고"
    assert found(text, T.URL) == ["www.gov.kr", "help@korea.kr", "https://a.go.kr/b?c=1"]


def test_names_beside_their_titles() -> None:
    assert found("한국부(장관 홍길동)는 김철수 차관이", T.PERSON) == ["홍길동", "김철수"]
    assert found("홍길동 장관은", T.PERSON) == ["홍길동"]


def test_durations_percents_and_times() -> None:
    assert found("3년간 지원, 30일 이내 신고", T.DURATION) == ["3년간", "30일 이내"]
    assert found("18.7% 늘었고 2.5%p 높다", T.PERCENT) == ["18.7%", "2.5%p"]
    assert found("50프로를 낸다. 3프로그램", T.PERCENT) == ["50프로"]
    assert found("오전 7시 40분에 모여", T.TIME) == ["오전 7시 40분"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("접수는 정오까지 받는다", ["정오"]),
        ("자정에 닫는다", ["자정"]),
        ("9시부터 정오까지 연다", ["9시부터 정오"]),
        ("자정 12시에 닫는다", ["자정 12시"]),
        ("정오표를 붙인다", []),
        ("업계의 자정 노력을 지원한다", []),
        ("3시간 걸린다", []),
    ],
)
def test_noon_and_midnight_are_times_of_day(text: str, times: list[str]) -> None:
    assert found(text, T.TIME) == times


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("1년 미만 근속자", T.DURATION, 1.0),
        ("소득의 200% 미만", T.PERCENT, 200.0),
        ("10,000원 미만이면", T.MONEY, 10_000.0),
        ("4억 3천만원 미만인 공사", T.MONEY, 430_000_000.0),
        ("8시간 40분 걸린다", T.DURATION, 8.0),
    ],
)
def test_the_letter_of_a_limit_is_no_ten_thousand(text: str, kind: AnswerType, number: float) -> None:
    assert [span.number for span in typed_spans(text) if span.kind is kind] == [number]


def test_a_date_value_is_iso_where_it_is_one_day() -> None:
    values = {s.value for s in typed_spans("'22.7.28. 또는 2022년 7월 28일") if s.kind is T.DATE}
    assert values == {"2022-07-28"}


def test_a_car_park_is_nobodys_deputy() -> None:
    assert found("공영주차장은 노상주차장과 함께 운영한다", T.PERSON) == []
    assert found("홍길동 차장은 공영주차장을 맡는다", T.PERSON) == ["홍길동"]


@pytest.mark.parametrize(
    ("text", "kind", "range_"),
    [
        ("비중은 약 6.3∼8.4%이다", T.PERCENT, "6.3∼8.4%"),
        ("요금은 200~1,000원이다", T.MONEY, "200~1,000원"),
        ("정원은 20~25명이다", T.COUNT, "20~25명"),
    ],
)
def test_a_range_whose_unit_stands_once_is_one_span(text: str, kind: AnswerType, range_: str) -> None:
    assert range_ in found(text, kind)


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("입찰금액의 25/1000 이상을 낸다", "25/1000 이상", "2.5%"),
        ("발행주식의 100분의 10 이상인 투자", "100분의 10 이상", "10%"),
        ("3분의 2를 넘는 찬성", "3분의 2", "66.67%"),
    ],
)
def test_a_share_is_a_percentage(text: str, share: str, value: str) -> None:
    assert found(text, T.PERCENT) == [share]
    assert [span.value for span in typed_spans(text) if span.kind is T.PERCENT] == [value]
    assert found("회의는 3분의 발언으로 시작해 2026. 1/4분기에 끝난다", T.PERCENT) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1. 26.(수)에", "--01-26"),
        ("'26. 시행", "2026"),
        ("12.31.(수) 마감", "--12-31"),
        ("30일까지", ""),
        ("2020년 3.54", "2020"),
    ],
)
def test_a_date_is_read_by_the_one_reader_of_dates(text: str, value: str) -> None:
    assert [span.value for span in typed_spans(text) if span.kind is T.DATE] == [value]
