"""Numbers worked out by hand, in digits, scales and words."""

import re
from decimal import Decimal

import pytest

from ingest.korean.numbers import DAY_WORDS, NATIVE, amount, figures_in, plain, sino_as_digits


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


def test_native_numerals_reach_to_ninety_nine() -> None:
    assert [NATIVE[word] for word in ("한", "석", "열세", "열다섯", "스무", "스물한", "예순", "아흔아홉")] == [
        1, 3, 13, 15, 20, 21, 60, 99,
    ]  # fmt: skip
    assert DAY_WORDS["아흐레"] == 9


def test_sino_korean_digits_are_written_before_their_scales() -> None:
    assert [sino_as_digits(word) for word in ("삼만오천", "만", "이백")] == ["3만5천", "1만", "2백"]
