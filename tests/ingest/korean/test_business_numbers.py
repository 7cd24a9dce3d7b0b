"""Business registration numbers, and what only looks like them. The numbers are made up."""

import pytest

from ingest.korean.business_numbers import business_numbers


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in business_numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # 1x1+2x3+3x7+4x1+5x3+6x7+7x1+8x3+9x5 = 165, and the tens of 45 are 4: 169; the last digit is 10 - 9 = 1.
        ("123-45-67891", "123-45-67891"),
        ("123-45-67892", "123-45-67892"),  # its check digit may be mistyped
        ("123 45 67891", "123 45 67891"),
        ("사업자번호 1234567890", "1234567890"),
    ],
)
def test_what_is_one(text: str, number: str) -> None:
    assert number in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "사업자번호 124-83-00269",  # of a public office
        "123 45 67892",  # its check digit is wrong
        "주문 번호 123-45-67891",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []
