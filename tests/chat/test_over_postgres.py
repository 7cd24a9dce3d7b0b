"""The product over PostgreSQL: answers, a server that notices changes, a database that is gone."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from postgres_server import Server, running_server
from starlette.testclient import TestClient

from chat.answer import Status
from chat.api.app import add_api
from chat.desk.desk import Desk
from chat.log.postgres import PostgresLog
from chat.log.store import Wanted
from chat.operation.renewal import Renewal
from chat.service import Mureobwa
from chat.settings import Settings
from ingest.errors import StoreUnreachableError
from retriever.build import ingest_paths
from retriever.postgres import connection as connections
from retriever.settings import Settings as RetrieverSettings


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as server:
        yield server


def test_it_answers_as_over_a_folder_and_says_when_the_database_is_gone(
    server: Server,
    tmp_path: Path,
    settings_in: Callable[[Path], RetrieverSettings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "_WAIT", 0.5)
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "수영장.txt").write_text(
        "수영장 안내\n\n시민수영장 이용료는 4,000원입니다.\n문의: 체육과 김하나 (02-1234-5678)\n", "utf-8"
    )
    home = settings_in(tmp_path / "home").home
    inside, outside = Settings(home=home), Settings(home=home, index=server.create("office"))
    services = []
    for settings in (inside, outside):
        ingest_paths([folder], settings)
        services.append(Mureobwa.open(settings))
    for question in ("수영장 이용료 얼마예요?", "02-1234-5678은 누구 번호인가요?", "여권은 어디서 만드나요?"):
        ours, theirs = (service.ask(question) for service in services)
        assert (ours.status, ours.text, ours.citations, ours.contacts, ours.notes) == (
            theirs.status,
            theirs.text,
            theirs.citations,
            theirs.contacts,
            theirs.notes,
        )
    service = services[1]
    assert service.ask("수영장 이용료 얼마예요?").status is Status.ANSWERED

    renewal = Renewal(service, outside)
    assert not renewal.look()
    (folder / "도서관.txt").write_text("도서관 안내\n\n시립도서관은 매주 월요일에 쉽니다.\n", "utf-8")
    ingest_paths([folder], outside)
    assert renewal.look()
    assert service.ask("시립도서관은 언제 쉬나요?").citations[0].document_id == "도서관"

    app = FastAPI()
    desk = Desk.of(service, outside)
    add_api(app, desk)
    client = TestClient(app)
    assert client.post("/api/v1/ask", json={"question": "이용료"}).status_code == 200
    server.stop(signal.SIGKILL)
    with pytest.raises(StoreUnreachableError):
        service.ask("수영장 이용료 얼마예요?")
    refused = client.post("/api/v1/ask", json={"question": "수영장 이용료는 얼마인가요?"})
    assert refused.status_code == 503
    assert refused.json()["type"].endswith("#problem-store-unreachable")
    assert refused.headers["retry-after"] == "10"
    assert client.get("/api/v1/documents").status_code == 503
    alive, ready = client.get("/healthz"), client.get("/readyz")
    assert (alive.status_code, alive.json()["status"]) == (200, "ok")  # starting the process anew would not help
    assert (ready.status_code, ready.json()["checks"]["index"]) == (503, False)
    assert "mureobwa_documents" not in desk.metrics.text().decode()
    assert not renewal.look()  # nothing to go on with, nothing told as new
    server.start()
    for _ in range(50):
        if client.get("/api/v1/documents").status_code == 200:
            break
        time.sleep(0.2)  # the pool connects anew
    again = client.post("/api/v1/ask", json={"question": "수영장 이용료는 얼마인가요?"}).json()
    assert again["status"] == "answered"
    # The log lies in the same database: both answers that were given are in it, none was lost.
    for _ in range(100):
        if not desk.log.writer.unsaved:
            break
        time.sleep(0.1)
    assert isinstance(desk.log.store, PostgresLog)
    kept = desk.log.store.entries(Wanted())
    assert [one.entry.question for one in kept] == ["수영장 이용료는 얼마인가요?", "이용료"]
    assert kept[0].entry.id == again["answer_id"]
    assert desk.log.writer.counts.lost == 0
