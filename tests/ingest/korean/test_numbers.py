"""Numbers worked out by hand, in digits, scales and words."""

import re
from decimal import Decimal

import pytest

from ingest.korean.numbers import DAY_WORDS, DIGITS_SAID, NATIVE, SINO, amount, figures_in, plain, sino_as_digits


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9.0조", "9000000000000"),
        ("9조 원", "9000000000000"),
        ("30,000", "30000"),
        ("3만", "30000"),
        ("1조 3,000억", "1300000000000"),
        ("2.5만", "25000"),
        ("16.9", "16.9"),
        ("5천만", "50000000"),
        ("1만 5천", "15000"),
        ("2천5백만 원", "25000000"),
        ("십만", "100000"),
        ("64.1억 달러", "6410000000"),
        ("10만 20만", "100000"),
        ("2시간 48분", "2"),
        ("4시간 미만", "4"),
        ("4억 3천만원 미만", "430000000"),
        ("10 0.5", "10"),  # no scale: the number ends there
        ("3백", "300"),
        ("2십 명", "20"),
        ("1만 9,999", "19999"),
        ("1억 9,999", "100009999"),
        ("1억 10,000", "100000000"),  # so many would be written 1만
        ("1만 10,000", "10000"),  # 10,000 is no part of a number of ten thousands
    ],
)
def test_an_amount_is_the_first_number_of_the_words(written: str, value: str) -> None:
    found = amount(written)
    assert found is not None
    assert plain(found) == value


def test_words_without_a_number_have_no_amount() -> None:
    assert amount("없음") is None


def test_numbers_of_a_running_text_stand_apart_unless_they_make_one() -> None:
    counted = re.compile(r"\s?명")
    text = "10만 20만, 1억 2,000만 원과 3 만원, 1억 2,000 명, 1억 2,000 자"
    found = [(text[start:end], value) for start, end, value in figures_in(text, counted)]
    assert found == [
        ("10만", Decimal(100_000)),
        ("20만", Decimal(200_000)),
        ("1억 2,000만", Decimal(120_000_000)),
        ("3 만", Decimal(30_000)),
        ("1억 2,000", Decimal(100_002_000)),
        ("1억", Decimal(100_000_000)),
        ("2,000", Decimal(2_000)),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3천 가구와 3천가구씩, 3백여 곳", ["3천=3000", "3천=3000", "3백=300"]),
        ("5천원짜리, 2천석규모의 3천톤급, 2천년대", ["5천=5000", "2천=2000", "3천=3000", "2천=2000"]),
        ("1만5,000원, 2억5000만원, 1조3천억", ["1만5,000=15000", "2억5000만=250000000", "1조3천억=1300000000000"]),
        ("9조로, 9조원, 9.0조", ["9조=9000000000000", "9조=9000000000000", "9.0조=9000000000000"]),
        ("코로나19백신과 코로나19조사", ["19=19", "19=19"]),  # words of their own
        ("2천연가스 3조직 3천조각", ["2=2", "3=3", "3=3"]),
        ("제3조제2항, 민법 3조", ["3=3", "2=2", "3=3"]),
        ("만 18세, 월 10만 3개월간, 10만 18세", ["18=18", "10만=100000", "3=3", "10만=100000", "18=18"]),
        ("1만 200명, 1만 20명", ["1만 200=10200", "1만=10000", "20=20"]),
    ],
)
def test_scales_of_a_running_text(text: str, read: list[str]) -> None:
    counted = re.compile(r"\s?(?:명|개월|세)")
    assert [f"{text[start:end]}={plain(value)}" for start, end, value in figures_in(text, counted)] == read


def test_native_numerals_reach_to_ninety_nine() -> None:
    assert [NATIVE[word] for word in ("한", "석", "열세", "열다섯", "스무", "스물한", "예순", "아흔아홉")] == [
        1, 3, 13, 15, 20, 21, 60, 99,
    ]  # fmt: skip
    assert DAY_WORDS["아흐레"] == 9


def test_sino_korean_digits_are_written_before_their_scales() -> None:
    words = ("삼만오천", "만", "이백", "백만", "천만", "천오백만", "이만천", "십")
    assert [sino_as_digits(word) for word in words] == [
        "3만5천", "1만", "2백", "1백만", "1천만", "1천5백만", "2만1천", "1십",
    ]  # fmt: skip


def test_every_word_for_a_digit_a_ten_and_a_number_of_days() -> None:
    assert [SINO[word] for word in "일이삼사오육륙칠팔구"] == [1, 2, 3, 4, 5, 6, 6, 7, 8, 9]
    units = "하나 한 둘 두 셋 세 석 넷 네 넉 다섯 여섯 일곱 여덟 아홉".split()
    assert [NATIVE[word] for word in units] == [1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8, 9]
    tens = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split()
    assert [NATIVE[word] for word in tens] == [10, 20, 30, 40, 50, 60, 70, 80, 90]
    days = "하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름".split()
    assert [DAY_WORDS[word] for word in days] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15]
    assert [DIGITS_SAID[word] for word in ("공", "영", "륙", "하나", "아홉")] == [0, 0, 6, 1, 9]
