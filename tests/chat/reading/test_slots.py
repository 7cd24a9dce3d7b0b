"""Where a question leaves its gap: the kind, the noun asked for, its unit and what governs it."""

import pytest

from chat.reading.slots import find_slots, question_ending
from chat.reading.types import AnswerType
from ingest.korean.words import words

T = AnswerType


@pytest.mark.parametrize(
    ("question", "kinds", "head", "unit", "predicate"),
    [
        ("몇 명이 참여했나요?", (T.COUNT,), "", "명", "참여"),
        ("몇 시에 시작하나요?", (T.TIME,), "", "시", "시작"),
        ("어느 부처가 맡나요?", (T.ORGANISATION,), "부처", "", "맡"),
        ("정부가 지정한 병원은?", (T.ORGANISATION,), "병원", "", "지정"),
        ("어디로 전화하나요?", (T.PHONE, T.ORGANISATION, T.PLACE), "", "", "전화"),
        ("언제 시작하나요?", (T.DATE,), "", "", "시작"),
        ("며칠 동안 빌릴 수 있나요?", (T.DURATION, T.DATE), "", "", "빌리"),
        ("얼마나 걸리나요?", (T.DURATION,), "", "", "걸리"),
        ("무엇 때문에 미뤄졌나요?", (T.REASON, T.THING), "", "", "미루"),
        ("뭣 때문에 미뤄졌나요?", (T.REASON, T.THING), "", "", "미루"),
        ("뭐 때문에 미뤄졌나요?", (T.REASON, T.THING), "", "", "미루"),
        ("뭣을 내나요?", (T.THING,), "", "", "내"),
        ("담당자 성함이 어찌 되나요?", (T.PERSON,), "담당자", "", ""),
        ("설립자의 이름은?", (T.PERSON, T.THING), "설립자", "", ""),
        ("누리집 주소는?", (T.URL,), "주소", "", ""),
        ("누리집주소는?", (T.URL,), "누리집주소", "", ""),
        ("구청 누리집주소는?", (T.URL,), "누리집주소", "", ""),
        ("설립자이름은?", (T.PERSON,), "설립자", "", ""),
        ("담당자는 누구인지 알려줘", (T.PERSON,), "담당자", "", ""),
        ("담당자 전화번호 알려줘", (T.PHONE,), "전화번호", "", ""),
    ],
)
def test_what_is_asked_for(question: str, kinds: tuple[AnswerType, ...], head: str, unit: str, predicate: str) -> None:
    (slot,) = find_slots(question)
    assert slot.kinds[: len(kinds)] == kinds
    assert (slot.head, slot.unit) == (head, unit)
    if predicate:
        assert slot.predicate == predicate


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("신청은 언제까지야?", T.DATE),  # what it is about is not what is asked for
        ("데이터댐이 뭐야?", T.DEFINITION),
        ("이 사업을 맡은 사람은 누구야?", T.PERSON),
        ("올해 예산은 얼마인가요?", T.MONEY),
        ("지지율은 얼마인가?", T.PERCENT),
        ("신청할 수 있나요?", T.YES_NO),
        ("2017년 득표율은?", T.PERCENT),
        ("16년엔 예산이 얼마였어?", T.MONEY),
        ("신청 방법 좀 알려주세요", T.METHOD),
        ("궁금한 것은 신청 방법입니다", T.METHOD),
        ("지원 금액이 궁금합니다", T.MONEY),
        ("지원 금액을 여쭤봅니다", T.MONEY),
        ("심의를 물어봤나요?", T.YES_NO),  # what somebody did
        ("참가가 가능한지 좀 알려 주세요", T.YES_NO),
        ("참가가 되는지 방법 알려줘", T.METHOD),
        ("공모 대상이 되는지 궁금합니다", T.YES_NO),
        ("여권 사진도 되나요? 알려 주세요", T.YES_NO),
        ("법인도 지원되나요 알려주세요", T.YES_NO),
        ("주차 되나요? 좀 알려 주시면 감사하겠습니다", T.YES_NO),
        ("문의 전화는? 안내 부탁드립니다", T.PHONE),
        ("수수료? 알려줘", T.MONEY),
        ("어디로 신고하나요?전화번호 알려주세요", T.PHONE),  # this asks for something else
        ("감사 결과는? 공개 여부를 알려 주세요", T.THING),
    ],
)
def test_the_kind_of_answer(question: str, kind: AnswerType) -> None:
    assert find_slots(question)[0].kinds[0] is kind


def test_six_things_at_most_are_looked_for() -> None:
    every = "언제 얼마를 누구에게 어디서 왜 어떻게 무엇을 몇 명에게 주나요?"
    assert [slot.kinds[0] for slot in find_slots(every)] == [T.DATE, T.MONEY, T.PERSON, T.PLACE, T.REASON, T.METHOD]
    assert len(find_slots("언제부터 얼마를 누구에게 어디서 왜 어떻게 " * 16)) == 6


def test_what_only_begs_behind_a_question_does_not_govern_it() -> None:
    (slot,) = find_slots("신청은 언제까지? 알려 주세요")
    assert (slot.kinds[0], slot.predicate) == (T.DATE, "")
    (slot,) = find_slots("재발급되나요? 문의드립니다")
    assert (slot.kinds[0], slot.predicate) == (T.YES_NO, "발급")
    (slot,) = find_slots("담당자는 누구? 알려줘")
    assert (slot.kinds[0], slot.head) == (T.PERSON, "담당자")


def test_the_words_of_the_gap() -> None:
    question = "지원금은 몇 명에게 줘?"
    (slot,) = find_slots(question)
    assert question[slot.start : slot.end] == "몇 명에게"


def test_things_asked_are_given_in_order_and_six_at_most() -> None:
    asked = ["언제", "어디서", "누가", "왜", "얼마를", "어떻게", "언제"]
    kinds = [slot.kinds[0] for slot in find_slots(" ".join(asked) + " 내나요?")]
    assert kinds == [T.DATE, T.PLACE, T.PERSON, T.REASON, T.MONEY, T.METHOD]


@pytest.mark.parametrize(
    ("question", "asks"), [("되나요", True), ("됩니까", True), ("됩니다", False), ("되지요", True)]
)
def test_what_ends_like_a_question(question: str, asks: bool) -> None:
    assert question_ending(words(question)[-1]) is asks


@pytest.mark.parametrize("text", ["", "?", "ㅋㅋㅋ"])
def test_noise_has_no_gap(text: str) -> None:
    assert find_slots(text) == ()
