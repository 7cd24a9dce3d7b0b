"""Telephones that askers give as their own; an office's number is what people ask about."""

import pytest

from ingest.korean.own_telephones import own_telephones


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("우리 집 02-345-6789", "02-345-6789"),
        ("02-345-6789로 연락 주세요", "02-345-6789"),
        ("032-567-8901 집번호예요", "032-567-8901"),
        ("연락처 0505-1234-5678", "0505-1234-5678"),
        ("회신 033-645-1234", "033-645-1234"),
        ("인터넷전화 070-8765-4321 로 연락", "070-8765-4321"),
        ("+82 31 456 7890 call me back", "+82 31 456 7890"),
    ],
)
def test_own(text: str, number: str) -> None:
    assert [text[start:end] for start, end in own_telephones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "02-345-6789 어느 부서예요",
        "담당자 연락처 02-345-6789 맞나요",
        "02-345-6789로 연락하면 되나요",
        "민원실 번호가 031-120인가요",
        "전화번호 02-345-6789는 어디예요",
    ],
)
def test_an_offices(text: str) -> None:
    assert own_telephones(text) == []
