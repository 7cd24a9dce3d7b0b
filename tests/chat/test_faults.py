"""The server killed, the clock turned: what was lost is counted, and what was acknowledged is never among it."""

import datetime as dt
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from api.office import LIBRARY, PARKING, PASSPORT, QUESTION, office_settings
from starlette.testclient import TestClient

from chat.api.app import create_api_app
from chat.log.sqlite import SqliteLog
from chat.service import Mureobwa
from chat.settings import Settings
from eval.bench.server import Server, served
from ingest.read import read_text
from ingest.split import split
from retriever.build import build
from retriever.index import open_index

TEXTS = {"parking": PARKING, "library": LIBRARY, "passport": PASSPORT}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return office_settings(tmp_path, passport=PASSPORT)


def ask(server: Server, question: str) -> dict[str, Any] | None:
    """The answer; None where the connection broke before all of it was there."""
    try:
        reply = httpx.post(f"{server.origin}/api/v1/ask", json={"question": question}, timeout=60)
        return dict(reply.json())
    except (httpx.HTTPError, ValueError):
        return None


def test_killed_while_it_answers_and_while_it_goes_over_to_a_new_index(settings: Settings) -> None:
    questions = [f"{number}번째로 여쭙니다. {QUESTION}" for number in range(40)]
    answered = threading.Event()
    given: dict[str, dict[str, Any] | None] = {}

    def citizen(question: str) -> None:
        given[question] = ask(server, question)
        if sum(one is not None for one in given.values()) >= 5:
            answered.set()

    with (
        served(MUREOBWA_HOME=str(settings.home), MUREOBWA_VISITOR_PER_MINUTE="10000") as server,
        ThreadPoolExecutor(6) as citizens,
    ):
        kept = 0
        for number in range(4):
            opinion = {"question": f"의견 {number}", "helpful": True}
            kept += httpx.post(f"{server.origin}/feedback", json=opinion, timeout=60).status_code == 204
        for question in questions:
            citizens.submit(citizen, question)
        assert answered.wait(60)
        os.kill(server.pid, signal.SIGKILL)
    whole = [one for one in given.values() if one is not None]
    lost = [question for question in questions if given[question] is None]
    assert len(whole) >= 5
    assert len(lost) >= 1, "all was answered before the kill"
    # What came is whole: a citizen never reads half an answer.
    assert all(one["status"] and one["text"] and one["timings_ms"] for one in whole)
    # Acknowledged opinions are all there.
    day = dt.datetime.now(dt.UTC)
    opinions = SqliteLog.below(settings.home, max_mib=64).feedback(
        day - dt.timedelta(days=1), day + dt.timedelta(days=1)
    )
    assert sorted(one.question for one in opinions) == [f"의견 {number}" for number in range(kept)]
    assert kept == 4
    # Those who were not answered ask again and are; then it is killed anew, while it goes over to a new index.
    with served(MUREOBWA_HOME=str(settings.home), MUREOBWA_VISITOR_PER_MINUTE="10000") as server:
        again = [ask(server, question) for question in lost[:5]]
        texts = {open_index(settings).version: TEXTS}
        answers = going_over(server, settings, texts)
        os.kill(server.pid, signal.SIGKILL)
    assert all(one and one["status"] in ("answered", "partial", "related") for one in again)
    # Every answer names an index that was published, in which its quotes stand to the letter.
    for one in answers:
        for cited in one["citations"]:
            held = texts[one["index_version"]][cited["document_id"]]
            assert held[cited["start"] : cited["end"]] == cited["quote"]
    assert {one["index_version"] for one in answers} >= set(list(texts)[:2])
    # The newest one serves.
    assert open_index(settings).version == list(texts)[-1]
    assert "7만 원" in Mureobwa.open(settings).ask(QUESTION).text


def going_over(server: Server, settings: Settings, texts: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """The answers while two new indexes are published, until about when the server opens the second; `texts` gets theirs by version."""
    answers: list[dict[str, Any]] = []
    for price in (6, 7):
        changed = TEXTS | {"parking": PARKING.replace("5만", f"{price}만")}
        read = [read_text(text, source=f"{name}.txt", document_id=name) for name, text in changed.items()]
        version = build([(document, split(document, settings)) for document in read], settings)
        texts[version] = changed
        deadline = time.monotonic() + (60 if price == 6 else 5)  # it looks every five seconds
        while time.monotonic() < deadline and (price == 7 or not answers or answers[-1]["index_version"] != version):
            if one := ask(server, f"{len(answers)}: {QUESTION}"):
                answers.append(one)
            time.sleep(0.1)
    return answers


@dataclass
class Clock:
    """How many days the machine's clock is ahead of the true one."""

    days: int = 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The process's clock, to be turned (`date.today()` goes by it); the monotonic one goes on, as in a real jump."""
    made, now = Clock(), time.time
    monkeypatch.setattr(time, "time", lambda: now() + 86_400 * made.days)
    return made


def test_a_clock_that_jumps_keeps_quotas_and_tells_dates_by_the_new_day(settings: Settings, clock: Clock) -> None:
    limited = settings.model_copy(update={"visitor_per_minute": 3})
    clock.days = (dt.date(2026, 3, 1) - dt.date.today()).days  # a day before it opens
    client = TestClient(create_api_app(Mureobwa.open(limited), limited), base_url="http://localhost")

    def asked() -> Any:
        return client.post("/api/v1/ask", json={"question": "강변공영주차장은 언제부터 문을 여나요?"})

    before = asked().json()
    clock.days += 30
    after = asked().json()
    clock.days -= 4_000
    assert dt.date.today().year == 2015
    assert asked().status_code == 200
    assert asked().status_code == 429  # neither jump forgave or added a request
    assert before["status"] == after["status"] == "answered"
    assert before["text"] != after["text"], "a remembered answer of another day was told"
