"""How a server ends: told to, it answers what it has taken; killed, it has lost no answer that it had given."""

import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.office import QUESTION
from chat.answer import Answer
from chat.api.app import create_api_app
from chat.log.sqlite import SqliteLog
from chat.log.store import Wanted
from chat.service import Mureobwa
from chat.settings import Settings
from chat.turn import Listener, no_listener
from chat.web.serve import config


def ask(origin: str, question: str, visitor: int = 1) -> httpx.Response:
    headers = {"X-Forwarded-For": f"192.0.2.{visitor}"}
    return httpx.post(f"{origin}/api/v1/ask", json={"question": question}, headers=headers, timeout=60)


def logged(home: Path) -> set[str]:
    return {found.entry.id for found in SqliteLog.below(home, max_mib=64).entries(Wanted(limit=100_000))}


class Slow(Mureobwa):
    """The real service, which answers when it is let go."""

    go = threading.Event()

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        assert self.go.wait(60)
        return super().ask(question, listener, scope)


def test_told_to_end_it_answers_what_it_has_taken_and_takes_no_more(
    service: Mureobwa, settings: Settings, tmp_path: Path
) -> None:
    app = create_api_app(
        Slow(service.engine), settings.model_copy(update={"home": tmp_path, "answer_workers": 2, "answer_cache": 0})
    )
    given: list[httpx.Response] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(config(app, ("127.0.0.1",), 30))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        asking = [
            threading.Thread(target=lambda n=n: given.append(ask(origin, f"{n}번, {QUESTION}", n))) for n in range(2, 8)
        ]
        for thread in asking:
            thread.start()
        deadline = time.monotonic() + 60
        while "mureobwa_questions_waiting 6.0" not in httpx.get(f"{origin}/metrics", timeout=60).text:
            assert time.monotonic() < deadline
        server.should_exit = True  # what SIGTERM does
        while server.servers[0].is_serving():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        with pytest.raises(httpx.ConnectError):
            ask(origin, QUESTION)
        Slow.go.set()
        for thread in asking:
            thread.join(60)
        running.join(60)
    assert [response.status_code for response in given] == [200] * 6
    assert {response.json()["answer_id"] for response in given} == logged(tmp_path)


SERVES = """
import socket, sys
from pathlib import Path
import uvicorn
from chat.api.app import create_api_app
from chat.operation.server_log import set_up
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.serve import config

settings = Settings(home=Path(sys.argv[1]), visitor_per_minute=100_000, visitor_per_day=100_000)
set_up("json")
app = create_api_app(Mureobwa.open(settings), settings)
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
uvicorn.Server(config(app, ("127.0.0.1",), 30)).run(sockets=[listening])
"""


def test_killed_it_has_lost_no_answer_that_was_given(settings: Settings, tmp_path: Path) -> None:
    errors = tmp_path / "stderr.txt"
    with errors.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVES, str(settings.home)], stdout=subprocess.PIPE, stderr=written, text=True
        )
    assert process.stdout
    origin = f"http://127.0.0.1:{process.stdout.readline().strip()}"
    given: list[str] = []

    def ask_on(visitor: int) -> None:
        while True:
            try:
                given.append(ask(origin, f"{visitor % 3}번, {QUESTION}", visitor).json()["answer_id"])
            except (httpx.HTTPError, ValueError):
                return

    asking = [threading.Thread(target=ask_on, args=(visitor,)) for visitor in range(2, 10)]
    for thread in asking:
        thread.start()
    deadline = time.monotonic() + 120
    while len(given) < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait(60)
    for thread in asking:
        thread.join(60)
    assert len(given) >= 60
    assert set(given) - logged(settings.home) == set()
    lines = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert sum(line["message"] == "answered" for line in lines) >= len(given)
    assert "정기권" not in errors.read_text("utf-8")
