"""The trial of a model's reading: what counts as right, what is recorded, and who may choose after it."""

import json
from pathlib import Path
from typing import Any

import scripted
from scripted import says, serving

from chat.settings import Settings
from chat.writing.model import open_model
from chat.writing.reading_trial import _TRIAL, has_passed, tried

RIGHT = {question: words for questions in _TRIAL.values() for question, words in questions.items()}


def settings(home: Path, url: str = "", model: str = "solar") -> Settings:
    return Settings(home=home, model=model, model_base_url=url, model_timeout_s=2.0, model_retries=0)


def reading_but(wrongly: int) -> scripted.Behaviour:
    """A model that chooses rightly but for the first questions asked, to which it says 1."""
    asked = list(RIGHT)

    def behave(handler: scripted.Handler, body: dict[str, Any]) -> None:
        shown, _, rest = body["messages"][-1]["content"].rpartition("<질문>")
        question = rest.removesuffix("</질문>")
        words = RIGHT[question]
        line = next((line for line in shown.splitlines() if words and words in line), "0")
        first = next(line for line in shown.splitlines() if line.startswith("1. "))
        wrong = f"1: {first[3:]}" if question not in ("노인네 차비는 얼마나 보태 줘요?",) else "2: 신청은"
        says(wrong if asked.index(question) < wrongly else f"{line.partition('.')[0]}: {words}")(handler, body)

    return behave


def test_a_model_that_reads_well_passes_and_is_known_afterwards(tmp_path: Path) -> None:
    with serving(reading_but(3)) as server:
        chosen = settings(tmp_path, server.url)
        model = open_model(chosen)
        assert model is not None
        assert not has_passed(chosen)
        trial = tried(model, chosen)
        assert (trial.right, trial.asked, trial.passed) == (21, 24, True)
        assert has_passed(chosen)
        assert not has_passed(settings(tmp_path, server.url, "solar-mini"))
        assert not has_passed(settings(tmp_path, "http://127.0.0.1:9/v1"))


def test_with_four_wrong_choices_it_does_not(tmp_path: Path) -> None:
    with serving(reading_but(4)) as server:
        chosen = settings(tmp_path, server.url)
        model = open_model(chosen)
        assert model is not None
        assert not tried(model, chosen).passed
        assert not has_passed(chosen)


def test_a_damaged_record_is_none(tmp_path: Path) -> None:
    for text in (
        "",
        "[]",
        "{}",
        '{"model": 1, "right": "x"}',
        json.dumps({"model": "openai  solar", "right": None, "asked": 24}),
    ):
        (tmp_path / "model_trial.json").write_text(text)
        assert not has_passed(settings(tmp_path))


def test_every_right_sentence_stands_in_its_notice() -> None:
    for notice, questions in _TRIAL.items():
        assert all(words in notice for words in questions.values())
