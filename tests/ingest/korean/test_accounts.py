"""Bank accounts, and the numbers beside banks and money that are none."""

import pytest

from ingest.korean.accounts import accounts


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("국민은행 123456-78-901234", "123456-78-901234"),
        ("새마을 9002-1234-5678-9 맞아요?", "9002-1234-5678-9"),
        ("국민 12345678901234", "12345678901234"),
        ("1002 456 789012 우리", "1002 456 789012"),
        ("수협 2020-3847-1102", "2020-3847-1102"),
        ("농협으로 3521234567891", "3521234567891"),
        ("지원금 3520-12-1234567 로", "3520-12-1234567"),  # in the groups of a bank
    ],
)
def test_accounts(text: str, account: str) -> None:
    assert [text[start:end] for start, end in accounts(text)] == [account]


@pytest.mark.parametrize(
    "text",
    [
        "123456-78-901234",  # no bank and no money is spoken of
        "지원금 공고 11680-2023-00012",  # no bank's groups
        "지원금 2024-123-456789",  # a number within a year
        "은행 240301-240331 운영",
        "은행 2024.3.1 - 2024.3.31",
        "국민 도서관에 979-11-88123-45-6 있나요",  # a book
        "국민 제안 2024-364829",
        "우체국 택배 6892837461928",  # a parcel
        "우리 동네 정류장 3642101010",
        "은행 대표번호 1588-1234",
    ],
)
def test_no_accounts(text: str) -> None:
    assert accounts(text) == []
