"""Figures and dates of a Korean document in English, worked by hand."""

import pytest

from chat.composing.english_values import in_english, sentence_in_english


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
        ("1회", "once"),
        ("2회", "twice"),
        ("3회", "3 times"),
        ("1세", "1 year old"),
        ("1곳", "1 place"),
        ("12곳", "12 places"),
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
        ("044-202-6114", "044-202-6114"),
        ("2주간", "2 weeks"),
        ("3시간", "3 hours"),
    ],
)
def test_values(value: str, english: str) -> None:
    assert in_english(value) == english


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("20만원까지", "up to KRW 200,000"),  # "until" is for days
        ("20만원 이내", "up to KRW 200,000"),
        ("3월 31일까지", "until March 31"),
        ("3월 31일 이내", "by March 31"),
        ("10명 이내", "up to 10 people"),
        ("10명 미만", "fewer than 10 people"),
        ("10명 이하", "10 people or fewer"),
        ("20만원 이하", "KRW 200,000 or less"),
        ("20만원 미만", "less than KRW 200,000"),
        ("20만원 초과", "more than KRW 200,000"),
        ("2회 이상", "twice or more"),
        ("3년까지", "up to 3 years"),
        ("19세 이상", "19 or older"),
        ("34세 이하", "34 or younger"),
        ("19세 미만", "under 19 years old"),
        ("65세 초과", "over 65 years old"),
        ("최대 20만원", "up to KRW 200,000"),
        ("최대 20만원 한도", "up to KRW 200,000"),
        ("최대 3일 이내", "up to 3 days"),
        ("최소 3개월", "at least 3 months"),
        ("약 30%", "about 30%"),
        ("월 20만원 이상", "KRW 200,000 or more a month"),
        ("연 2회", "twice a year"),
        ("1인당 매월 최대 20만원", "up to KRW 200,000 a month per person"),
    ],
)
def test_what_limits_a_value_is_said_as_english_says_it(value: str, english: str) -> None:
    assert in_english(value) == english


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("오전 9시", "9 a.m."),
        ("오후 6시 30분까지", "until 6:30 p.m."),
        ("14시부터", "from 2 p.m."),
        ("9시", "9 o'clock"),  # nothing says which half of the day
        ("9시 30분", "9:30"),
        ("09:30", "9:30 a.m."),
        ("18:00", "6 p.m."),
        ("낮 12시", "noon"),
        ("밤 12시", "midnight"),
    ],
)
def test_times_of_day(value: str, english: str) -> None:
    assert in_english(value) == english


@pytest.mark.parametrize(
    ("value", "english"),
    [
        ("1월 3일부터 5월 9일까지", "January 3 to May 9"),
        ("2023년 6월 3일부터 6월 11일까지", "June 3 to June 11, 2023"),
        ("2023년 6월~8월", "June to August 2023"),
        ("2023년 12월 1일부터 2024년 2월 3일까지", "December 1, 2023 to February 3, 2024"),
        ("2023년 11월 3일부터 2월 11일까지", "November 3, 2023 to February 11"),  # not of the same year
        ("오전 9시부터 오후 6시까지", "9 a.m. to 6 p.m."),
        ("9시~18시", "9 a.m. to 6 p.m."),
        ("9시~6시", "9 o'clock to 6 o'clock"),
    ],
)
def test_periods(value: str, english: str) -> None:
    assert in_english(value) == english


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("1월 27일부터", "From January 27."),
        ("2회", "Twice."),
        ("오전 9시", "9 a.m."),
        ("www.gov.kr", "www.gov.kr."),
        ("abc@korea.kr", "abc@korea.kr."),
        ("시청", ""),
    ],
)
def test_a_value_as_a_sentence(value: str, sentence: str) -> None:
    """ "Www.gov.kr." was told."""
    assert sentence_in_english(value) == sentence


@pytest.mark.parametrize(
    "value",
    [
        "",
        "시청 민원실",
        "1월 27일 서울",
        "13월 40일",
        "300프랑",
        "100호주달러",
        "100만원~200만원",
        "3~5일간",
        "수백만원",
        "2024년 3월 말",
        "3월 29일 18시까지",
        "오전 12시",
        "매년 3월",
        "매월 10일",
        "최소 3일 이내",
        "3월 2일부터 10명까지",
    ],
)
def test_nothing_is_made_up(value: str) -> None:
    assert in_english(value) == ""
