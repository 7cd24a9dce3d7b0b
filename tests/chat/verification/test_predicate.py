"""Predicates read by hand: what is said, and whether it is denied, done or only supposed."""

import pytest

from chat.verification.predicate import predicate_of
from ingest.korean.morphemes import morphemes


@pytest.mark.parametrize(
    ("text", "lemma", "denied"),
    [
        ("담보로 제공할 수 있어요", "제공", False),
        ("담보로 제공할 수 없음", "제공", True),
        ("증명서 발급은 하지 않습니다", "발급", True),
        ("증명서 발급도 가능합니다", "발급", False),
        ("당일에는 환불받을 수 없어요", "환불", True),
        ("우편 접수 불가", "접수", True),
        ("신청이 불가능합니다", "신청", True),
        ("신청할 필요가 없습니다", "신청", True),
        ("요금을 내지 않으셔도 됩니다", "내", True),
        ("못 받습니다", "받", True),
        ("지원 대상에서 제외됩니다", "대상", True),
        ("지원 대상이 아닙니다", "대상", True),
        ("거주지 제한이 없습니다", "제한", True),
        ("1억 원을 넘는 경우는 제외한다", "", True),
    ],
)
def test_what_is_said_and_whether_it_is_denied(text: str, lemma: str, denied: bool) -> None:
    found = predicate_of(morphemes(text))
    assert found is not None
    assert (found.lemma, found.denied) == (lemma, denied)


def test_a_condition_says_nothing_of_what_is() -> None:
    supposed, done = predicate_of(morphemes("누수가 생겼다면")), predicate_of(morphemes("공사를 마쳤습니다"))
    assert supposed is not None
    assert done is not None
    assert (supposed.supposed, done.supposed) == (True, False)


@pytest.mark.parametrize("text", ["2026년 3월 2일부터이다", "야간에는 가능합니다", "", "(1)"])
def test_nothing_to_compare(text: str) -> None:
    assert predicate_of(morphemes(text)) is None
