"""What a question asks for, in written and spoken forms."""

import pytest

from chat.reading.asked import analyse
from chat.reading.types import AnswerType

T = AnswerType


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("모바일 면허증은 언제부터 쓰나요?", T.DATE),
        ("신청은 언제까지야", T.DATE),
        ("모바일 운전면허증 발급 시기", T.DATE),
        ("신청 기간은?", T.DATE),
        ("대회가 열린 날은?", T.DATE),
        ("몇 시에 시작하나요?", T.TIME),
        ("취업률이 몇 %예요?", T.PERCENT),
        ("며칠 동안 하나요?", T.DURATION),
        ("얼마나 걸려요?", T.DURATION),
        ("얼만데", T.MONEY),
        ("올해 예산은 얼마인가요?", T.MONEY),
        ("지원 금액은?", T.MONEY),
        ("공장이 몇개야?", T.COUNT),
        ("몇 명이 참여했나요?", T.COUNT),
        ("지지율은 얼마인가?", T.PERCENT),
        ("몇 퍼센트 늘었어?", T.PERCENT),
        ("어디서 하나요", T.PLACE),
        ("회의가 열린 장소는 어디인가?", T.PLACE),
        ("누가 해?", T.PERSON),
        ("담당자 누구", T.PERSON),
        ("회장의 이름은?", T.PERSON),
        ("어느 부처가 맡나요?", T.ORGANISATION),
        ("연락처 알려줘", T.PHONE),
        ("문의 전화번호 알려 주세요", T.PHONE),
        ("누리집 주소는?", T.URL),
        ("왜 그래", T.REASON),
        ("설치한 이유는?", T.REASON),
        ("신청 방법", T.METHOD),
        ("어떻게 신청하나요?", T.METHOD),
        ("데이터댐이 뭐야", T.DEFINITION),
        ("신청할 수 있나요?", T.YES_NO),
        ("무료인가요?", T.YES_NO),
        ("When does it start?", T.DATE),
        ("How much is the fare?", T.MONEY),
        ("How many people took part?", T.COUNT),
        ("Who is the minister?", T.PERSON),
        ("Why was it built?", T.REASON),
        ("What is the phone number?", T.PHONE),
    ],
)
def test_kind_of_answer(question: str, kind: AnswerType) -> None:
    assert analyse(question).kinds[:1] == (kind,)


def test_two_things_asked_are_two_slots() -> None:
    asked = analyse("몇 개를 언제까지 보급하나요?")
    assert asked.kinds == (T.COUNT, T.DATE)
    assert asked.slots[0].unit == "개"


def test_the_head_noun_and_its_relative_clause() -> None:
    slot = analyse("정부가 지정한 병원은?").slots[0]
    assert (slot.head, slot.predicate, slot.relative) == ("병원", "지정", True)


def test_content_words_without_those_that_only_ask() -> None:
    assert analyse("정부는 어디에서 회의를 열었나요?").forms == {"정부", "회의", "열다"}


def test_years_are_told_in_full() -> None:
    assert "#2021" in analyse("'21년 예산은 얼마인가요?").forms


@pytest.mark.parametrize("question", ["", " ", "?", "ㅋㅋㅋ", "!!!", "1234", "\t\n"])
def test_noise_does_not_fail(question: str) -> None:
    assert analyse(question).question == question


def test_of_a_question_that_asks_without_end_six_things_are_asked() -> None:
    assert len(analyse("언제부터 얼마를 누구에게 어디서 왜 어떻게 " * 19).slots) == 6
