"""The words that ask: one table, as the analyser writes them."""

import pytest

from ingest.korean.interrogatives import BEGGING, INTERROGATIVES, Gap
from ingest.korean.morphemes import morphemes


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("언제 하나요?", Gap.WHEN),
        ("며칠에 하나요?", Gap.WHICH_DAY),
        ("얼마를 내나요?", Gap.HOW_MUCH),
        ("어디서 하나요?", Gap.WHERE),
        ("누가 하나요?", Gap.WHO),
        ("뭣을 하나요?", Gap.WHAT),
        ("왜 하나요?", Gap.WHY),
        ("어떡하나요?", Gap.HOW),
        ("무슨 일을 하나요?", Gap.WHICH),
        ("몇 명이 하나요?", Gap.HOW_MANY),
    ],
)
def test_the_analyser_writes_it_so(question: str, gap: Gap) -> None:
    assert [INTERROGATIVES[m.form] for m in morphemes(question) if m.form in INTERROGATIVES] == [gap]


@pytest.mark.parametrize(
    ("begging", "form"),
    [
        ("방법을 알려 주세요", "알리"),
        ("방법을 여쭤봅니다", "여쭈"),
        ("방법을 물어봅니다", "묻"),
        ("방법을 가르쳐 주세요", "가르치"),
        ("방법이 궁금해요", "궁금하"),
        ("방법을 문의드립니다", "문의"),
    ],
)
def test_begging(begging: str, form: str) -> None:
    assert [m.form for m in morphemes(begging) if m.form in BEGGING] == [form]
