"""Numbers that Korean says in words."""

import pytest

from ingest.korean.numbers import plain
from ingest.korean.numbers_in_words import counts_in_words, words_as_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("책 세 권", "책 3권"),
        ("한편 세대마다", "한편 세대마다"),  # words of their own
        ("둘 이상", "2 이상"),
        ("사흘간", "3일간"),
        ("삼만오천 원", "3만5천 원"),
        ("이 명단", "이 명단"),
        ("100분의 30, 3분의 1, 절반", "30%, 1/3, 50%"),
        ("하루에 한 번", "매일 1번"),
        ("오후 2시부터 4시까지", "오후 2시부터 오후 4시까지"),
    ],
)
def test_words_as_digits(text: str, expected: str) -> None:
    assert words_as_digits(text) == expected


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("천 원과 백만원까지, 이만 명", ["천=1000", "백만=1000000", "이만=20000"]),
        ("삼만오천 원입니다", ["삼만오천=35000"]),
        ("이천 원, 이천 대회, 사천 건강", ["이천=2000"]),  # 이천 and 사천 are cities, too
        ("만 원, 만원 버스", ["만=10000"]),
        ("5 천 명, (천 원), 단위: 천 원", []),
        ("조 명단, 만 18세, 수천 명, 억울", []),
    ],
)
def test_counts_in_words_where_they_stand(text: str, read: list[str]) -> None:
    assert [f"{text[start:end]}={plain(value)}" for start, end, value in counts_in_words(text)] == read
