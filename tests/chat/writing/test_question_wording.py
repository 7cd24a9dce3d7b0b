"""Questions in the model's wording: what of it is taken, and what a question in the words of documents finds."""

import math
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from gaon import engine_in
from numpy.typing import NDArray
from scripted import Behaviour, Handler, says
from test_write_with_model import with_model

from chat.engine import Engine
from chat.pipeline import answer
from chat.writing.model import LanguageModel, ModelFailedError, ModelTask, PromptMessage
from chat.writing.question_wording import completed, in_documents_words
from retriever.embed import Embedder

QUESTION = "청년 방세 얼마나 보태 줘요?"
FORMAL = "청년 월세의 매월 지원 금액은 얼마인가요?"


class AtAnAngle:
    """An embedder whose texts all lie at an angle of the given cosine to `QUESTION`."""

    def __init__(self, cosine: float) -> None:
        self.cosine = cosine

    def sentence_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        others = (self.cosine, math.sqrt(1 - self.cosine**2))
        return np.array([(1.0, 0.0) if text == QUESTION else others for text in texts], np.float32)


EMBEDDER = cast(Embedder, AtAnAngle(1.0))


class Model:
    """A model that words every question as `words`, or fails where they are None."""

    def __init__(self, words: str | None) -> None:
        self.words, self.prompt = words, ""

    def say(self, messages: Sequence[PromptMessage], task: ModelTask) -> str:
        self.prompt = messages[-1][1]
        if self.words is None:
            raise ModelFailedError("꺼져 있음")
        return self.words


def test_the_model_is_shown_both_questions_and_may_take_words_from_both() -> None:
    model = Model("도서관 할인은?")
    assert completed("할인은?", "도서관 요금은 얼마인가요?", "rule", cast(LanguageModel, model)) == "도서관 할인은?"
    assert model.prompt == "<앞질문>도서관 요금은 얼마인가요?</앞질문>\n<질문>할인은?</질문>"


@pytest.mark.parametrize(
    ("question", "words", "kept"),
    [
        ("요금은 얼마인가요?", "주차장 요금은 얼마인가요" + "?" * 187, True),  # 200 characters
        ("요금은 얼마인가요?", "주차장 요금은 얼마인가요" + "?" * 188, False),
        ("요금은 얼마인가요" + "?" * 10, "요금은 얼마인가요", True),  # 9 characters for 19
        ("요금은 얼마인가요" + "?" * 11, "요금은 얼마인가요", False),
        ("요금은 얼마인가요?", "도서관 요금은 얼마인가요?", False),  # nobody spoke of a library
        ("요금은 얼마인가요?", "주차장 3시간 요금은 얼마인가요?", False),
        ("요금은 얼마인가요?", "", False),
        ("요금은 얼마인가요?", None, False),
    ],
)
def test_of_a_completed_question_only_words_that_were_said_are_taken(
    question: str, words: str | None, kept: bool
) -> None:
    made = completed(question, "주차장 요금은?", "rule", cast(LanguageModel, Model(words)))
    assert made == (words if kept else "rule")


@pytest.mark.parametrize(
    ("question", "words", "taken"),
    [
        (QUESTION, FORMAL, FORMAL),
        (QUESTION, f"“{FORMAL}”\n", FORMAL),
        ("2026년에 방세 얼마 줘요?", "2026년 청년 월세 지원 금액은?", "2026년 청년 월세 지원 금액은?"),
        (QUESTION, "2026년 청년 월세 지원 금액은?", ""),  # a year that nobody asked for
        (QUESTION, "월세 20만 원 지원의 신청 방법은?", ""),
        (QUESTION, QUESTION, ""),
        (QUESTION, "How much is the rent support?", ""),
        (QUESTION, "", ""),
        (QUESTION, "가" * 200, "가" * 200),
        (QUESTION, "가" * 201, ""),
        (QUESTION, None, ""),
    ],
)
def test_a_wording_that_adds_a_figure_or_is_no_question_is_not_taken(
    question: str, words: str | None, taken: str
) -> None:
    assert in_documents_words(question, cast(LanguageModel, Model(words)), EMBEDDER) == taken


@pytest.mark.parametrize(("cosine", "taken"), [(0.46, FORMAL), (0.44, "")])
def test_a_wording_of_another_meaning_is_not_taken(cosine: float, taken: str) -> None:
    model, embedder = cast(LanguageModel, Model(FORMAL)), cast(Embedder, AtAnAngle(cosine))
    assert in_documents_words(QUESTION, model, embedder) == taken


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_in(tmp_path_factory.mktemp("gaon"))


def rewords_as(words: str) -> Behaviour:
    """A model that words each question as `words`, and has nothing to say to anything else."""

    def behave(handler: Handler, body: dict[str, object]) -> None:
        messages = cast(list[dict[str, str]], body["messages"])
        says(words if "고쳐 씁니다" in messages[0]["content"] else "모릅니다.")(handler, body)

    return behave


def test_the_sentence_that_the_documents_words_find_comes_nearer(engine: Engine) -> None:
    before = answer(QUESTION, engine)
    with with_model(engine, rewords_as(FORMAL), model_rewords=True) as (asked, server):
        after = answer(QUESTION, asked)
    assert "<질문>청년 방세 얼마나 보태 줘요?</질문>" in server.requests[0]["messages"][1]["content"]
    assert not any(FORMAL in note for note in after.notes)  # what a model says unchecked is shown to nobody
    assert "매월 최대 20만 원씩" in after.text
    assert after.chance > before.chance


def test_a_wording_of_which_nothing_is_taken_changes_nothing(engine: Engine) -> None:
    before = answer(QUESTION, engine)
    with with_model(engine, rewords_as("월세 99만 원은 언제 주나요?"), model_rewords=True) as (asked, _):
        after = answer(QUESTION, asked)
    assert (after.status, after.text, after.notes, after.chance) == (
        before.status, before.text, before.notes, before.chance,
    )  # fmt: skip


def test_an_office_may_do_without_it(engine: Engine) -> None:
    with with_model(engine, rewords_as(FORMAL), model_rewords=False) as (asked, server):
        given = answer(QUESTION, asked)
    assert not any("고쳐 씁니다" in request["messages"][0]["content"] for request in server.requests)
    assert given.chance == answer(QUESTION, engine).chance
