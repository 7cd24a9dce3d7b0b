"""Numbers of payment cards, and what only looks like them. The numbers are made up."""

import pytest

from ingest.korean.card_numbers import cards


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in cards(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4111-1111-1111-1111", "4111-1111-1111-1111"),
        ("카드 1234567890123456", "1234567890123456"),
        ("3782-822463-10005", "3782-822463-10005"),
    ],
)
def test_what_is_one(text: str, number: str) -> None:
    assert number in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "4111-1111-1111-111",
        "1111-2222-3333-4444",  # an example
        "카드 사용기한 2024.08.15 ~ 2026.08.14",
        "동물등록 410593827164839",  # passes the check of cards
        "123456-78-901234",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert found(text) == []
