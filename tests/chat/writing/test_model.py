"""How long a model may talk and how often it may fail, without a server."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from chat.settings import Settings
from chat.writing.model import CHOOSE, LanguageModel, ModelFailedError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class Talking:
    """A chat model that says these pieces, or fails where it has none."""

    def __init__(self, *pieces: str) -> None:
        self.pieces, self.asked = pieces, 0

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[SimpleNamespace]:
        self.asked += 1
        if not self.pieces:
            raise OSError("down")
        for piece in self.pieces:
            yield SimpleNamespace(text=piece)


def model_of(chat: Talking) -> LanguageModel:
    return LanguageModel(cast("BaseChatModel", chat), Settings(model_timeout_s=60, model_retries=0))


def test_six_thousand_characters_are_an_answer_and_more_are_not() -> None:
    assert model_of(Talking("가" * 5999, "나")).say([]) == "가" * 5999 + "나"
    heard: list[str] = []
    with pytest.raises(ModelFailedError, match="끝나지 않아"):
        heard.extend(model_of(Talking("가" * 6000, "나", "다")).stream([]))
    assert [piece[-1] for piece in heard] == ["가", "나"]  # what was said before stays good


def test_after_three_failures_in_a_row_it_is_not_called() -> None:
    chat = Talking()
    model = model_of(chat)
    for message in ("down", "down", "down", "잇달아", "잇달아"):
        with pytest.raises(ModelFailedError, match=message):
            model.say([])
    assert chat.asked == 3


def test_a_model_that_fails_at_one_task_is_still_asked_for_others() -> None:
    chat = Talking()
    model = model_of(chat)
    for message in ("down", "down", "down", "잇달아"):
        with pytest.raises(ModelFailedError, match=message):
            model.say([], CHOOSE)
    chat.pieces = ("가",)
    assert model.say([]) == "가"
    with pytest.raises(ModelFailedError, match="잇달아"):
        model.say([], CHOOSE)
