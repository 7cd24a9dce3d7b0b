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
        ("본가 063-345-6789 로 하면 아버지가 받으세요", "063-345-6789"),
        ("02-345-6789 로 예약확인 전화 주세요", "02-345-6789"),
        ("02-345-6789로 회신요", "02-345-6789"),
        ("전화는 낮에 031-345-6789", "031-345-6789"),
        ("0507-1398-2746 이걸로 연락주세요", "0507-1398-2746"),
        ("신청인 홍길동 / 전화: 053-345-6789", "053-345-6789"),
        ("여기는 독일이고 +49 151 2345 6789 예요", "+49 151 2345 6789"),
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
        "문의 전화는 평일 02-345-6789",
        "복지과 전화: 02-345-6789",
        "민원실 번호가 031-120인가요",
        "전화번호 02-345-6789는 어디예요",
    ],
)
def test_an_offices(text: str) -> None:
    assert own_telephones(text) == []
