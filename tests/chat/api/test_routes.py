import datetime as dt
import json
import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.office import PARKING, QUESTION
from chat.answer import Answer
from chat.api.app import create_api_app
from chat.api.events import sentences
from chat.desk.answer_json import to_json
from chat.log.sqlite import SqliteLog
from chat.service import Mureobwa
from chat.settings import Settings
from chat.turn import Listener, no_listener

ASK = "/api/v1/ask"
LISTED = {"Origin": "https://www.city.go.kr"}


def test_the_answer_is_the_one_of_the_command_line(client: TestClient, service: Mureobwa) -> None:
    response = client.post(ASK, json={"question": QUESTION})
    received, expected = response.json(), to_json(service.ask(QUESTION))
    assert response.status_code == 200
    assert "5만" in received["text"]
    own = {"timings_ms": {}, "asked": QUESTION, "answer_id": received["answer_id"]}
    assert received | {"timings_ms": {}} == expected | own
    quote = received["citations"][0]
    assert PARKING[quote["start"] : quote["end"]] == quote["quote"]


def test_a_follow_up_hangs_on_the_question_before(client: TestClient) -> None:
    answer = client.post(
        "/api/v1/ask", json={"question": "그건 언제부터예요?", "before": "월 정기권은 얼마인가요?"}
    ).json()
    assert answer["question"] == "월 정기권 언제부터예요?"
    alone = client.post("/api/v1/ask", json={"question": "그건 언제부터예요?"}).json()
    assert alone["question"] == "그건 언제부터예요?"


def test_somebody_in_danger_gets_a_status_of_its_own_and_numbers_to_call(client: TestClient) -> None:
    answer = client.post(ASK, json={"question": "남편이 때려요"}).json()
    assert (answer["status"], answer["lang"], answer["citations"]) == ("emergency", "ko", [])
    assert {"112", "1366", "119"} <= {contact["phone"] for contact in answer["contacts"]}
    english = client.post(ASK, json={"question": "My husband is hitting me"}).json()
    assert (english["status"], english["lang"], english["contacts"][0]["office"]) == ("emergency", "en", "Police")


def test_a_repeated_question_is_answered_from_memory(client: TestClient) -> None:
    question = {"question": "도서관은 언제 쉽니까?"}
    first, again = client.post(ASK, json=question), client.post(ASK, json={"question": "도서관은  언제 쉽니까? "})
    assert [r.headers["mureobwa-cache"] for r in (first, again)] == ["miss", "hit"]
    assert first.json() | {"answer_id": ""} == again.json() | {"answer_id": ""}
    assert first.json()["answer_id"] != again.json()["answer_id"]
    assert first.headers["x-request-id"] != again.headers["x-request-id"]


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    assert text.endswith("\n\n")
    found = [re.fullmatch(r"event: (\w+)\ndata: (.*)", block) for block in text[:-2].split("\n\n")]
    return [(match[1], json.loads(match[2])) for match in found if match]


def test_events(client: TestClient) -> None:
    headers = {"Accept": "text/event-stream", "X-Request-Id": "my-own-id.1"}
    response = client.post(ASK, json={"question": "상호대차는 누가 이용할 수 있나요?"}, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    received = events(response.text)
    names = [name for name, _ in received]
    assert names == sorted(names, key=["stage", "source", "sentence", "done"].index)
    assert {data["label"] for name, data in received if name == "stage"} >= {"문서를 찾는 중입니다."}
    done = received[-1][1]
    assert "".join(data["text"] for name, data in received if name == "sentence") == done["text"]
    assert all(done["text"][d["start"] : d["end"]] == d["text"] for name, d in received if name == "sentence")
    assert [data for name, data in received if name == "source"] == done["citations"] != []
    assert response.headers["x-request-id"] == "my-own-id.1"
    assert re.fullmatch(r"[0-9a-f]{32}", done["answer_id"])  # its own: the caller does not choose it


def test_sentences() -> None:
    text = "5만 원입니다. 정기권은 5만 원이며, 경차는 반값입니다. [1] 다른 곳에는 ‘6만 원.’ [2]"
    assert [text[a:b] for a, b in sentences(text)] == [
        "5만 원입니다. ",
        "정기권은 5만 원이며, 경차는 반값입니다. [1] ",
        "다른 곳에는 ‘6만 원.’ [2]",
    ]
    assert sentences("") == []


def test_scope_prefers_and_says_so(client: TestClient) -> None:
    def notes(extra: Mapping[str, str], site: str = "") -> list[str]:
        all_notes: list[str] = client.post(ASK, params={"site": site}, json={"question": "이용 안내", **extra}).json()[
            "notes"
        ]
        return [note for note in all_notes if "먼저" in note]

    assert notes({}) == []
    assert notes({"scope": "시립 도서관"}) == ["‘시립 도서관’ 관련 문서에서 먼저 찾았습니다."]
    assert notes({}, "books") == ["‘도서관’ 관련 문서에서 먼저 찾았습니다."]
    assert notes({"scope": "없는 부서"}) == []


def test_search(client: TestClient) -> None:
    found = client.post("/api/v1/search", json={"query": "경차 감면", "limit": 1}).json()
    assert [hit["document_id"] for hit in found["hits"]] == ["parking"]
    assert "경차" in found["hits"][0]["sentence"]
    hit = found["hits"][0]
    assert PARKING[hit["start"] : hit["end"]] == hit["text"]


def test_documents(client: TestClient) -> None:
    listed = client.get("/api/v1/documents")
    assert {one["id"] for one in listed.json()["documents"]} == {"parking", "library"}
    one = client.get("/api/v1/documents/parking")
    assert one.json()["text"] == PARKING
    assert one.json()["file"] == "parking.txt"
    for path, tag in (
        ("/api/v1/documents", listed.headers["etag"]),
        ("/api/v1/documents/parking", one.headers["etag"]),
    ):
        same = client.get(path, headers={"If-None-Match": f'W/"x", {tag}'})
        assert (same.status_code, same.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_config(client: TestClient) -> None:
    config = client.get("/api/v1/config", params={"site": "city"}).json()
    assert config["theme"]["title"] == "강변시에 물어봐"
    assert config["theme"]["questions"] == ["월 정기권은 얼마인가요?"]
    assert (config["documents"], config["max_question_chars"], config["enabled"]) == (2, 500, True)


def test_feedback_is_kept_without_personal_data(client: TestClient, settings: Settings) -> None:
    given = {
        "answer_id": "0123456789abcdef",
        "helpful": False,
        "comment": "010-1234-5678로 전화 주세요",
        "question": QUESTION,
    }
    response = client.post("/api/v1/feedback?site=city", json=given)
    assert (response.status_code, response.json()) == (201, {"stored": True})
    now = dt.datetime.now(dt.UTC)
    kept = SqliteLog.below(settings.home, max_mib=64).feedback(
        now - dt.timedelta(hours=1), now + dt.timedelta(hours=1)
    )[0]
    assert (kept.site, kept.helpful, kept.question, kept.answer_id) == ("city", False, QUESTION, "0123456789abcdef")
    assert kept.comment == "[휴대전화번호]로 전화 주세요"


def problem(response: Any, status: int, name: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"/api/v1/docs#problem-{name}"
    assert body["status"] == status
    assert body["instance"] == f"urn:mureobwa:request:{response.headers['x-request-id']}"
    assert re.search("[가-힣]", body["title"] + body["detail"])
    assert not re.search("[가-힣]", body["title_en"])
    return body


def test_problems(client: TestClient) -> None:
    body = problem(client.post(ASK, json={"q": 1}), 422, "invalid-request")
    assert {error["pointer"] for error in body["errors"]} == {"#/question", "#/q"}
    problem(client.post(ASK, content=b"{", headers={"Content-Type": "application/json"}), 400, "bad-request")
    problem(client.post(ASK, content=b"x=1", headers={"Content-Type": "text/plain"}), 415, "unsupported-media-type")
    problem(client.post(ASK, json={"question": "가" * 30_000}), 413, "too-large")
    problem(client.get("/api/v1/documents/none"), 404, "not-found")
    problem(client.get("/api/v1/nothing"), 404, "not-found")
    problem(client.get("/api/v1/config?site=none"), 404, "unknown-site")
    assert "POST" in client.get(ASK).headers["allow"]
    problem(client.get(ASK), 405, "method-not-allowed")


def test_a_body_without_a_length_is_counted(client: TestClient) -> None:
    chunks = iter([b'{"question": "'] + [b"a" * 10_000] * 10)
    problem(client.post(ASK, content=chunks, headers={"Content-Type": "application/json"}), 413, "too-large")


def test_a_refusal_is_no_problem(client: TestClient) -> None:
    response = client.post(ASK, json={"question": "안녕하세요"})
    assert (response.status_code, response.json()["status"]) == (200, "not_a_question")
    long = client.post(ASK, json={"question": "가" * 600}).json()
    assert "너무 깁니다" in long["text"]


@pytest.mark.parametrize("origin", ["https://www.city.go.kr", "https://dong.gangbyeon.go.kr"])
def test_a_listed_origin_may_read(client: TestClient, origin: str) -> None:
    response = client.post(ASK, params={"site": "city"}, json={"question": QUESTION}, headers={"Origin": origin})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == origin
    assert "access-control-allow-credentials" not in response.headers
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    preflight = client.options(ASK, params={"site": "city"}, headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == origin
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("site", "origin"),
    [
        ("city", "https://evil.example"),
        ("city", "http://www.city.go.kr"),
        ("city", "https://lib.city.go.kr"),
        ("city", "null"),
        ("", "https://www.city.go.kr"),
        ("none", "https://www.city.go.kr"),
        ("demo", "https://www.city.go.kr"),
    ],
)
@pytest.mark.parametrize("path", [ASK, "/v1/chat/completions", "/mcp"])
def test_an_unlisted_origin_is_refused(client: TestClient, site: str, origin: str, path: str) -> None:
    response = client.post(path, params={"site": site}, json={"question": QUESTION}, headers={"Origin": origin})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert client.options(path, params={"site": site}, headers=asked).status_code == 403


def test_our_own_origin_needs_no_site(client: TestClient) -> None:
    own = {"Origin": "https://chat.city.go.kr"}
    assert client.post(ASK, json={"question": QUESTION}, headers=own).status_code == 200


def test_quotas(service: Mureobwa, settings: Settings) -> None:
    few = create_api_app(service, settings.model_copy(update={"visitor_per_minute": 3}))
    with TestClient(few, base_url="https://chat.city.go.kr") as visitor:
        answers = [visitor.post(ASK, json={"question": QUESTION}) for _ in range(4)]
        assert visitor.get("/api/v1/documents").status_code == 200
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"visitor-minute";q=3;w=60, "visitor-day";q=1000000;w=86400'
    assert [re.search(r"r=(\d+)", answer.headers["ratelimit"])[1] for answer in answers] == ["2", "1", "0", "0"]  # type: ignore[index]
    assert 1 <= int(answers[3].headers["retry-after"]) <= 60
    problem(answers[3], 429, "too-many-requests")


def test_a_failure_tells_nothing_of_the_inside(service: Mureobwa, settings: Settings, tmp_path: Path) -> None:
    class Broken(Mureobwa):
        def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
            raise RuntimeError(str(tmp_path))

    app = create_api_app(Broken(service.engine), settings)
    broken = TestClient(app, base_url="https://chat.city.go.kr", raise_server_exceptions=False)
    body = problem(broken.post(ASK, json={"question": QUESTION}), 500, "internal-error")
    assert str(tmp_path) not in json.dumps(body)


@pytest.mark.parametrize("locked", [True, False], ids=["the log is locked", "the folder is gone"])
def test_feedback_that_cannot_be_kept_is_told(
    service: Mureobwa, settings: Settings, tmp_path: Path, locked: bool
) -> None:
    home = tmp_path / "home"
    if locked:
        log = SqliteLog.below(home, max_mib=64)
        log.add([])
        other = sqlite3.connect(log.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
    else:
        home.write_text("a file where the folder should be")
    client = TestClient(create_api_app(service, settings.model_copy(update={"home": home})))
    response = client.post("/api/v1/feedback", json={"answer_id": "0123456789", "helpful": True})
    body = response.json()
    assert (response.status_code, response.headers["retry-after"]) == (503, "60")
    assert (body["title"], body["detail"][:6]) == ("의견을 저장하지 못했습니다.", "60초 뒤에")
    assert str(tmp_path) not in response.text


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_crowd_is_told_when_to_come_back(client: TestClient, monkeypatch: pytest.MonkeyPatch, accept: str) -> None:
    monkeypatch.setattr(
        "chat.desk.answer_threads.MOST_IN_LINE", 0
    )  # as if eight of the visitor's questions were waiting
    question = {"question": "새로 묻는 말은 무엇인가요?"}
    response = client.post(ASK, json=question, headers={"Accept": accept})
    body = problem(response, 503, "busy")
    assert response.headers["retry-after"] == "2"
    assert "2초 뒤에" in body["detail"]


def test_the_reference_page_loads_nothing(client: TestClient) -> None:
    page = client.get("/api/v1/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not re.search(r"(src|href)=['\"](https?:)?//", page.text)
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in page.text
    assert "id='problem-too-many-requests'" in page.text
