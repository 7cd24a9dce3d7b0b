"""The operator's look at the model: what it says of a good one, a wrong name, a dead server, a bad writer."""

import json
import socket
from typing import Any

import pytest
import scripted
from scripted import says, serving
from typer.testing import CliRunner

from chat.settings import Settings
from chat.writing.model import ModelFailedError
from chat.writing.model_check import EVERYDAY, check_model
from ingest.errors import BadInputError
from mureobwa import app

GOOD = "청년 월세는 매월 최대 20만 원을 지원합니다. [1] 신청은 3월 2일부터 3월 31일까지입니다. [1]"


def settings(url: str, model: str = "solar") -> Settings:
    return Settings(model=model, model_base_url=url, model_timeout_s=2.0, model_retries=0)


def test_a_good_model_is_measured_and_its_sentences_checked() -> None:
    with serving(says(GOOD), models=("solar", "other")) as server:
        found = check_model(settings(server.url))
    assert (found.name, found.written, found.held) == ("solar", 2, 2)
    assert 0 < found.first_s <= found.whole_s < 2.0


def test_the_model_is_asked_for_a_question_in_the_words_of_documents() -> None:
    def behave(handler: scripted.Handler, body: dict[str, Any]) -> None:
        is_rewording = EVERYDAY in body["messages"][-1]["content"]
        says("출산 시 국가의 지원금액은 얼마인가요?" if is_rewording else GOOD)(handler, body)

    with serving(behave) as server:
        assert check_model(settings(server.url)).reworded == "출산 시 국가의 지원금액은 얼마인가요?"
    with serving(says(GOOD)) as server:  # figures that the question does not hold
        assert check_model(settings(server.url)).reworded == ""


def test_a_model_that_chooses_nothing_does_not_pass() -> None:
    with serving(says("0")) as server:
        reading = check_model(settings(server.url)).reading
    assert reading is not None
    assert (reading.right, reading.asked, reading.passed) == (9, 24, False)


def test_a_name_that_the_server_does_not_have_is_told_with_those_it_has() -> None:
    with (
        serving(says(GOOD), models=("solar-pro", "solar-mini")) as server,
        pytest.raises(BadInputError, match="solar-pro, solar-mini"),
    ):
        check_model(settings(server.url))


def test_ten_names_of_a_long_list_are_told() -> None:
    names = tuple(f"m{number:02}" for number in range(11))
    with serving(says(GOOD), models=names) as server, pytest.raises(BadInputError, match=r"m08, m09\.") as failure:
        check_model(settings(server.url))
    assert "m10" not in str(failure.value)


def test_a_server_without_a_list_is_taken_at_its_word() -> None:
    with serving(says("청년 월세는 매월 99만 원입니다. [1]")) as server:
        found = check_model(settings(server.url))
    assert (found.written, found.held) == (1, 0)


def test_a_dead_server_and_an_empty_answer_are_failures_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelFailedError, match="연결하지 못했습니다"):
        check_model(settings(f"http://127.0.0.1:{port}/v1"))
    with serving(scripted.empty) as server, pytest.raises(ModelFailedError, match="빈 답"):
        check_model(settings(server.url))


def test_the_command_prints_one_sentence_or_json(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says(GOOD)) as server:
        monkeypatch.setenv("MUREOBWA_MODEL", "solar")
        monkeypatch.setenv("MUREOBWA_MODEL_BASE_URL", server.url)
        result = CliRunner().invoke(app, ["model"])
        as_json = CliRunner().invoke(app, ["model", "--json"])
    assert "'solar'에 연결했습니다" in result.stdout
    assert "모두 근거와 맞았습니다" in result.stdout
    assert f"{EVERYDAY}\n→ 쓸 수 없는 말로" in result.stdout
    assert json.loads(as_json.stdout)["held"] == 2


def test_no_model_is_told_with_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MUREOBWA_MODEL", raising=False)
    with pytest.raises(BadInputError, match="설정 model"):
        check_model(Settings())
