"""Figures and dates of a Korean document in English, worked by hand."""

import pytest

from chat.composing.english_values import in_english


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("2022년 1월 27일", "January 27, 2022"),
        ("1월 27일부터", "from January 27"),
        ("2022년 7월까지", "until July 2022"),
        ("7월", "July"),
        ("5.9조원", "KRW 5.9 trillion"),
        ("3,192억원", "KRW 319.2 billion"),
        ("30만 원", "KRW 300,000"),
        ("30% 이상", "30% or more"),
        ("30% 내외", "about 30%"),
        ("3만원 가량", "about KRW 30,000"),
        ("2.5%p", "2.5 percentage points"),
        ("8만불", "USD 80,000"),
        ("1,999,999원", "KRW 1,999,999"),
        ("1명", "1 person"),
        ("1회", "1 time"),
        ("2회", "2 times"),
        ("50만명", "500,000 people"),
        ("24개월", "24 months"),
        ("1개월", "1 month"),
        ("1조원", "KRW 1 trillion"),
        ("10억원", "KRW 1 billion"),
        ("9억원", "KRW 900 million"),
        ("100만원", "KRW 1 million"),
        ("99만원", "KRW 990,000"),
        ("12월", "December"),
        ("3일 이내", "within 3 days"),
        ("3시간", "3 hours"),
        ("044-202-6114", "044-202-6114"),
    ],
)
def test_values(value: str, english: str) -> None:
    assert in_english(value) == english


@pytest.mark.parametrize(
    "value",
    [
        "",
        "시청 민원실",
        "1월 27일 서울",
        "1월 3일부터 5월 9일까지",
        "13월 40일",
        "300프랑",
        "100호주달러",
        "100만원~200만원",
        "3~5일간",
        "수백만원",
        "2024년 3월 말",
        "3월 29일 18시까지",
        "3월 29일 정오까지",
    ],
)
def test_nothing_is_made_up(value: str) -> None:
    assert in_english(value) == ""
