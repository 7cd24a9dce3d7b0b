"""The model's server goes away and comes back: no question is lost, each is answered by what is there."""

from dataclasses import replace
from pathlib import Path

import pytest
from gaon import engine_in
from scripted import says, serving

from chat.answer import Status
from chat.pipeline import answer
from chat.settings import Settings
from chat.writing.model import open_model

QUESTION = "청년 월세는 매월 얼마를 지원하나요?"
WRITTEN = "청년 월세는 한 달에 최대 20만 원을 열두 달 동안 지원합니다. [1]"


def test_no_question_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_in(tmp_path)
    extractive = answer(QUESTION, engine)
    with serving(says(WRITTEN)) as server:
        given = Settings(home=engine.settings.home, model="scripted", model_base_url=server.url, model_timeout_s=5)
        asked = replace(engine, settings=given, model=open_model(given))
        assert answer(QUESTION, asked).text.startswith("청년 월세는 한 달에")
    gone = [answer(QUESTION, asked) for _ in range(5)]  # refused at once; after three the model is not even called
    assert [one.status for one in gone] == [Status.ANSWERED] * 5
    assert {one.text for one in gone} == {extractive.text}
    assert all(one.writing is not None and one.writing.outcome != "used" for one in gone)
