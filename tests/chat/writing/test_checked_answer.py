"""The model's answer, sentence by sentence: what is shown, when, and what becomes of a model that breaks off."""

from collections.abc import Generator, Sequence
from typing import cast

import pytest
from small_index import NEAR, Told, index_of

from chat.answer import Answer, Citation, Status
from chat.reading.asked import Asked
from chat.reading.slots import Slot
from chat.reading.types import AnswerType
from chat.settings import Settings
from chat.turn import Event, SentenceWritten
from chat.writing.checked_answer import checked_answer
from chat.writing.model import LanguageModel, ModelFailedError
from retriever.hit import Hit

FACTS = ("주차장 정기권은 5만 원이다.", "도서관은 화요일에 휴관한다.", "보건소는 접종을 지원한다.", "수영장은 새벽에 개방한다.",
         "체육관은 청소년을 우대한다.", "박물관은 전시실을 확장한다.", "미술관은 조각을 공개한다.")  # fmt: skip
INDEX = index_of([Told("안내", tuple((fact, NEAR) for fact in FACTS))])
HITS = [Hit(INDEX.passages[0], 1.0, 1, {}, ())]
FEE = "주차장 정기권은 5만 원입니다. [1]"
ASKED = Asked("정기권은?", (Slot((AnswerType.MONEY,), 0, 1),), frozenset({"정기권"}))
EXTRACTIVE = Answer(
    "정기권은?",
    Status.ANSWERED,
    "정기권은 5만 원입니다. [1]",
    (Citation(1, "안내", "안내", "", "", (), FACTS[0], 0, len(FACTS[0])),),
    ((5, 9),),
    notes=("원래의 알림",),
)


class Speaking:
    """A model that says these pieces, and then fails where it shall."""

    def __init__(self, *pieces: str, error: Exception | None = None) -> None:
        self.pieces, self.error, self.prompt, self.closed = pieces, error, "", False

    def stream(self, messages: Sequence[tuple[str, str]]) -> Generator[str, None, None]:
        self.prompt = messages[-1][1]
        try:
            yield from self.pieces
            if self.error:
                raise self.error
        finally:
            self.closed = True


def told_by(model: Speaking) -> tuple[Answer, list[SentenceWritten]]:
    heard: list[Event] = []
    answer = checked_answer(
        EXTRACTIVE, "정기권은?", ASKED, HITS, INDEX, Settings(), cast(LanguageModel, model), heard.append
    )  # fmt: skip
    return answer, [event for event in heard if isinstance(event, SentenceWritten)]


def test_a_sentence_that_the_passage_holds_is_shown_with_our_citation() -> None:
    model = Speaking("주차장 정기권은 ", "5만 원입니다. [1]")
    answer, said = told_by(model)
    assert answer.text == FEE
    assert [answer.text[start:end] for start, end in answer.marks] == ["5만 원"]
    assert answer.citations[0].quote == FACTS[0]
    assert answer.notes[0] == "원래의 알림"
    assert "생성형 AI가 쓴 문장 1개 가운데" in answer.notes[-1]
    assert [event.start for event in said] == [0]
    assert answer.writing is not None
    assert (answer.writing.outcome, answer.writing.sentences, answer.writing.kept) == ("used", 1, 1)
    assert FACTS[1] in model.prompt


def test_a_wrong_sentence_is_dropped_with_its_reason() -> None:
    answer, _ = told_by(Speaking(FEE + " 도서관은 9만 원입니다."))
    assert answer.text == FEE
    assert answer.writing is not None
    assert answer.writing.dropped == (("도서관은 9만 원입니다.", "number 90000 원"),)


def test_sentences_wait_until_what_was_asked_is_told() -> None:
    _, said = told_by(Speaking("도서관은 화요일에 휴관합니다. [1] ", FEE, " 보건소는 접종을 지원합니다. [1]"))
    assert [event.so_far.text.count("[") for event in said] == [1, 2, 3]
    answer, said = told_by(Speaking("도서관은 화요일에 휴관합니다. [1]"))
    assert said == []
    assert (answer.text, answer.notes) == (EXTRACTIVE.text, EXTRACTIVE.notes)
    assert answer.writing is not None
    assert answer.writing.outcome == "replaced"


def test_a_sentence_said_twice_is_said_once() -> None:
    answer, _ = told_by(Speaking(FEE + " " + FEE))
    assert answer.text == FEE
    assert answer.writing is not None
    assert answer.writing.sentences == 1


@pytest.mark.parametrize("error", [ModelFailedError("끊겼습니다."), ValueError("?")])
def test_what_was_verified_before_a_failure_stays(error: Exception) -> None:
    answer, _ = told_by(Speaking(FEE + "\n", error=error))
    assert answer.text == FEE
    answer, _ = told_by(Speaking(error=error))
    assert answer.text == EXTRACTIVE.text
    assert answer.writing is not None
    assert answer.writing.outcome == "failed"


def test_six_sentences_are_an_answer() -> None:
    sentences = [FEE, *(f"{fact[:-2]}다. [1]" for fact in FACTS[1:])]
    model = Speaking(*(f"{one}\n" for one in sentences))
    answer, said = told_by(model)
    assert len(said) == answer.text.count("[") == 6
    assert model.closed
    assert "미술관" not in answer.text
