"""A document for internal use at every door of a service for the public, and of one for internal use."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from running import Run, runner
from starlette.testclient import TestClient

from chat.admin import views
from chat.admin.admin_desk import AdminDesk
from chat.answer import Status
from chat.desk.desk import Desk
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from ingest.document import Access
from retriever.build import ingest_paths
from retriever.settings import Settings as RetrieverSettings

RULE = "직원 당직 운영 규칙\n\n당직 수당은 하루 7만 원입니다.\n당직 교대 시각은 오전 9시입니다.\n문의: 총무과 이산 (☎ 02-555-0134)\n"
POOL = "수영장 안내\n\n시민수영장 이용료는 4,000원입니다.\n문의: 체육과 김하나 (☎ 02-1234-5678)\n"
QUESTION = "당직 수당은 하루에 얼마인가요?"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], RetrieverSettings]) -> Settings:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "수영장.txt").write_text(POOL, "utf-8")
    (folder / "당직.txt").write_text(RULE, "utf-8")
    (folder / "당직.txt.meta.toml").write_text('access = "내부"\n', "utf-8")
    settings = Settings(home=settings_in(tmp_path_factory.mktemp("home")).home)
    ingest_paths([folder], settings)
    return settings


@pytest.fixture(scope="module")
def inside(public: Settings) -> Settings:
    return public.model_copy(update={"access": Access.INTERNAL})


@pytest.fixture(params=[Access.PUBLIC, Access.INTERNAL])
def visit(request: pytest.FixtureRequest, public: Settings, inside: Settings) -> Iterator[tuple[Settings, TestClient]]:
    settings = public if request.param is Access.PUBLIC else inside
    with TestClient(create_app(Mureobwa.open(settings), settings), "http://localhost") as client:
        yield settings, client


def test_only_a_service_for_internal_use_answers_from_it(public: Settings, inside: Settings) -> None:
    answer = Mureobwa.open(public).ask(QUESTION)
    assert answer.status is not Status.ANSWERED
    assert {one.document_id for one in (*answer.citations, *answer.nearby, *answer.further)} <= {"수영장"}
    assert all(one.phone != "02-555-0134" for one in answer.contacts)
    answer = Mureobwa.open(inside).ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert "7만 원" in answer.text


def test_at_every_address(visit: tuple[Settings, TestClient]) -> None:
    settings, client = visit
    is_shown = settings.access is Access.INTERNAL
    for path in (
        "/documents/당직",
        "/documents/당직?quote=당직",
        "/documents/당직/passage?start=0&end=5",
        "/documents/당직/original",
        "/api/v1/documents/당직",
    ):
        assert client.get(path).status_code == (200 if is_shown else 404), path
    for path in ("/", "/documents", "/api/v1/documents"):
        assert ("당직" in client.get(path).text) is is_shown, path
    found = client.post("/api/v1/search", json={"query": "당직 수당"}).text
    assert ("7만 원" in found) is is_shown
    for asked in (
        client.post("/api/v1/ask", json={"question": QUESTION}),  # the page's API and the widget's
        client.post("/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"}),
        client.post(
            "/v1/chat/completions", json={"model": "mureobwa", "messages": [{"role": "user", "content": QUESTION}]}
        ),
        client.post("/mcp", **_call("ask", {"question": QUESTION})),
        client.post("/mcp", **_call("search", {"query": "당직 수당"})),
    ):
        assert (asked.status_code, "7만 원" in asked.text) == (200, is_shown)


def _call(tool: str, arguments: dict[str, str]) -> dict[str, Any]:
    """The body and the headers of a call of an MCP tool."""
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}
    headers = {"Accept": "application/json, text/event-stream", "Mcp-Method": "tools/call", "Mcp-Name": tool}
    return {"json": message, "headers": headers}


def test_officials_see_it_and_that_it_is_for_internal_use(visit: tuple[Settings, TestClient]) -> None:
    settings, _ = visit
    desk = AdminDesk.of(Desk.of(Mureobwa.open(settings), settings))
    html = views.documents(desk, "")
    assert "문서 2건" in html
    assert "직원 당직 운영 규칙" in html
    assert html.count("<td>내부</td>") == 1
    assert ('href="/documents/' in html.split("직원 당직")[0].rsplit("<tr", 1)[1]) is (
        settings.access is Access.INTERNAL
    )


def test_the_commands(public: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(public.home))
    run: Run = runner(monkeypatch, capsys)
    assert "당직: 직원 당직 운영 규칙 (내부, " in run("documents", "list")[1]
    assert "공개 범위: 내부\n" in run("documents", "show", "당직")[1]
    assert "7만 원" not in run("search", QUESTION)[1]
    monkeypatch.setenv("MUREOBWA_ACCESS", "내부")
    assert "7만 원" in run("search", QUESTION)[1]
    assert "7만 원" in run("ask", QUESTION)[1]
    monkeypatch.setenv("MUREOBWA_ACCESS", "비밀")
    code, _, err = run("search", QUESTION)
    assert (code, "설정 'access'" in err) == (2, True)
