"""A follow-up in the model's wording: how much the model is shown, and how long what it says may be."""

from collections.abc import Sequence
from typing import cast

import pytest

from chat.writing.model import LanguageModel, Message
from chat.writing.rewrite import rewritten


class Wording:
    """A model that words every question as `words`."""

    def __init__(self, words: str) -> None:
        self.words, self.told = words, ""

    def say(self, messages: Sequence[Message], timeout_s: float) -> str:
        self.told = messages[-1][1]
        return self.words


def by_rule(question: str, before: Sequence[str]) -> str:
    return "rule"


def worded(question: str, before: Sequence[str], words: str) -> tuple[str, str]:
    """The question as completed with a model that words it as `words`, and what the model was told."""
    model = Wording(words)
    return rewritten(question, before, cast(LanguageModel, model), by_rule), model.told


def test_the_last_three_questions_are_shown_and_may_lend_their_words() -> None:
    before = [f"{place} 요금은 얼마인가요?" for place in ("수영장", "도서관", "박물관", "주차장")]
    made, told = worded("할인은?", before, "도서관 할인은?")
    assert made == "도서관 할인은?"
    assert "도서관" in told
    assert "수영장" not in told
    assert worded("할인은?", before, "수영장 할인은?")[0] == "rule"


@pytest.mark.parametrize(
    ("question", "words", "kept"),
    [
        ("요금은 얼마인가요?", "주차장 요금은 얼마인가요" + "?" * 187, True),  # 200 characters
        ("요금은 얼마인가요?", "주차장 요금은 얼마인가요" + "?" * 188, False),
        ("요금은 얼마인가요" + "?" * 10, "요금은 얼마인가요", True),  # 9 characters for 19
        ("요금은 얼마인가요" + "?" * 11, "요금은 얼마인가요", False),
        ("요금은 얼마인가요?", "", False),
    ],
)
def test_a_wording_of_an_odd_length_is_none(question: str, words: str, kept: bool) -> None:
    assert worded(question, ["주차장 요금은?"], words)[0] == (words if kept else "rule")


def test_a_first_question_is_left_alone() -> None:
    assert worded("요금은 얼마인가요?", [], "주차장 요금은?") == ("요금은 얼마인가요?", "")
