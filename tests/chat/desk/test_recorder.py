"""What is written down of an answer, by a real log over the small index: the clock alone is set by hand."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from chat.answer import Answer, Status
from chat.desk.recorder import AnswerRecorder
from chat.engine import Engine
from chat.log.entry import Door
from chat.log.entry_of import Visit, setup_of
from chat.log.question_log import QuestionLog
from chat.log.store import Wanted
from chat.operation.metrics import Metrics
from chat.service import Mureobwa
from chat.settings import Settings
from retriever.index import Index

ANSWER = Answer("월 정기권은 얼마예요?", Status.ANSWERED, "5만 원입니다.", timings_ms={"read": 30.0})
VISIT = Visit(Door.WIDGET, "minwon")


@pytest.fixture(scope="module")
def engine(index_home: Path, index: Index) -> Engine:
    return Engine.of(Settings(home=index_home), index)


@pytest.fixture
def recorder(tmp_path: Path, engine: Engine) -> Iterator[AnswerRecorder]:
    log = QuestionLog(Settings(home=tmp_path))
    yield AnswerRecorder(Mureobwa(engine), log, Metrics())
    log.stop()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recorder's own clock stands at 12.5 seconds."""
    monkeypatch.setattr("chat.desk.recorder.time", SimpleNamespace(monotonic=lambda: 12.5))


def figures(recorder: AnswerRecorder) -> Mapping[str, float]:
    lines = recorder.metrics.text().decode().splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


def told(caplog: pytest.LogCaptureFixture) -> list[object]:
    return [vars(line).get("told") for line in caplog.records if line.name == "chat.desk.recorder"]


def test_an_answer_is_a_row_a_count_and_a_line(
    recorder: AnswerRecorder, clock: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "chat.desk.recorder")
    assert recorder.answered("a1", ANSWER, VISIT, "주차", cached=False, asked_at=10.0).result(10) is True
    (row,) = (found.entry for found in recorder.log.store.entries(Wanted()))
    assert (row.id, row.text, row.door, row.site, row.scope, row.cached) == (
        *("a1", "5만 원입니다.", Door.WIDGET, "minwon", "주차"),
        False,
    )
    counted = figures(recorder)
    assert counted['mureobwa_answers_total{door="widget",status="answered"}'] == 1
    assert counted["mureobwa_answer_seconds_sum"] == 2.5
    assert counted['mureobwa_stage_seconds_sum{stage="read"}'] == 0.03
    assert told(caplog) == [{"answer_id": "a1", "door": "widget", "status": "answered", "cached": False, "ms": 2500.0}]


def test_an_answer_from_memory_is_told_as_one(
    recorder: AnswerRecorder, clock: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "chat.desk.recorder")
    recorder.answered("a2", ANSWER, VISIT, "", cached=True, asked_at=12.49876).result(10)
    (row,) = (found.entry for found in recorder.log.store.entries(Wanted()))
    assert row.cached
    assert figures(recorder)["mureobwa_answers_cached_total"] == 1
    assert told(caplog) == [{"answer_id": "a2", "door": "widget", "status": "answered", "cached": True, "ms": 1.2}]


def test_a_question_under_way_keeps_the_setup_that_it_began_with(recorder: AnswerRecorder) -> None:
    engine = recorder.service.engine
    before = setup_of(engine)
    recorder.begin()
    renewed = replace(engine, scoring=replace(engine.scoring, bias=engine.scoring.bias + 1))
    recorder.service.engine = renewed  # while the answer is being made
    begun = replace(ANSWER, index_version=engine.index.version, reader_version=engine.reader_version)
    recorder.answered("a1", begun, VISIT, "", cached=False, asked_at=0.0).result(10)
    recorder.answered("a2", ANSWER, VISIT, "", cached=False, asked_at=0.0).result(10)
    setups = {found.entry.id: found.entry.setup for found in recorder.log.store.entries(Wanted())}
    assert setups["a1"] == before
    assert setups["a2"].reader_version == renewed.reader_version != before.reader_version


def test_an_error_here_is_logged_and_reaches_nobody(
    recorder: AnswerRecorder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(recorder.log, "keep", broken)
    stored = recorder.answered("a1", ANSWER, VISIT, "", cached=False, asked_at=0.0)
    assert stored.done()
    assert stored.result() is False
    (line,) = (line for line in caplog.records if line.levelno >= logging.ERROR)
    assert line.exc_info is not None
    assert line.exc_info[0] is ZeroDivisionError


def test_a_question_that_failed_is_counted_by_its_door(recorder: AnswerRecorder) -> None:
    recorder.failed(VISIT)
    recorder.failed(Visit(Door.MCP))
    recorder.failed(VISIT)
    counted = figures(recorder)
    assert counted['mureobwa_failures_total{door="widget"}'] == 2
    assert counted['mureobwa_failures_total{door="mcp"}'] == 1
