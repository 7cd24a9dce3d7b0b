"""Whatever is sent to the page's routes and events, no file comes out: a canary proves it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from gradio.routes import App
from starlette.routing import Mount
from starlette.testclient import TestClient

from chat.desk.desk import Desk
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.asking import Asking
from chat.web.glossary import Glossary
from chat.web.page import GradioPage, build_page
from chat.web.render import Renderer
from web.visiting import QUESTION, Site

CANARY = "canary-7f3a-never-to-be-seen"
GET_PATHS = (
    "/gradio_api/file={path}", "/file={path}", "/gradio_api/file/{path}", "/gradio_api/file=file://{path}",
    "/gradio_api/file%3D{path}", "/assets/../../../../../../../..{path}", "/assets/..%2f..%2f..%2f..%2f..%2f..{path}",
    "/static/../../../../../../../..{path}", "/static/img/..%2f..%2f..%2f..%2f..%2f..%2f..{path}", "/static/{path}",
    "/ui/../../../../../../../..{path}", "/ui/..%2f..%2f..%2f..%2f..{path}", "/ui/{path}",
    "/gradio_api/proxy=file://{path}", "/gradio_api/proxy=http://127.0.0.1/{path}", "/svelte/..{path}",
    "/gradio_api/custom_component/1/client/component/..{path}", "/gradio_api/stream/x/1/2/playlist-file?path={path}",
    "/gradio_api/deep_link?path={path}", "/monitoring", "/gradio_api/upload_progress?upload_id=1", "/gradio_api/vibe-code",
    "/gradio_api/openapi.json", "/docs", "/login", "/gradio_api/runs", "/config", "/robots.txt",
    "/documents/..%2f..%2f..{path}", "/documents/{path}", "/documents/{path}/original", "/documents/..%2f..{path}/original", "/pwa_icon", "/manifest.json", "/gradio_api/dev/reload",
)  # fmt: skip
POST_PATHS = (
    "/gradio_api/run/ask", "/gradio_api/api/ask", "/gradio_api/run/predict", "/gradio_api/call/ask",
    "/gradio_api/call/v2/ask", "/gradio_api/component_server", "/gradio_api/upload", "/gradio_api/process_recording",
    "/gradio_api/stream/x", "/gradio_api/vibe-edit", "/gradio_api/run-history/connect", "/login",
)  # fmt: skip


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file outside the page's assets that anyone who may read files could read."""
    file = tmp_path / "canary.txt"
    file.write_text(CANARY)
    return file


@pytest.fixture(scope="module")
def page(service: Mureobwa, settings: Settings) -> GradioPage:
    """The chat, its gate and, behind it, Gradio alone."""
    return build_page(Asking(Desk.of(service, settings), Renderer(Glossary())), "시험")


def payloads(path: Path) -> Iterator[object]:
    """Bodies that have made Gradio hand out files: as data, as event data, as a log taken back, as a stream."""
    data = {"path": str(path), "meta": {"_type": "gradio.FileData"}}
    for value in (data, [data], [{"role": "user", "content": data}], {"url": f"file://{path}"}, str(path)):
        for number in range(4):
            base = {"data": [value, ""], "fn_index": number, "session_hash": "abc"}
            yield base
            yield {**base, "data": [value]}
            yield {**base, "data": [QUESTION, value]}
            yield {**base, "data": ["질문", ""], "event_data": value}
            yield {**base, "trigger_id": value}
            yield {**base, "data": {"0": value}}
            yield {**base, "batched": True, "data": [[value], [""]]}
    yield {"data": [QUESTION, ""], "fn_index": "ask", "api_name": "ask", "session_hash": "abc"}
    yield {"component_id": 1, "fn_name": "ls", "data": str(path), "session_hash": "abc"}
    yield {"data": [QUESTION, ""], "fn_index": 0, "session_hash": "../../" + str(path)}
    yield [str(path)]
    yield str(path)


def test_no_route_hands_out_a_file(site: Site, canary: Path) -> None:
    with httpx.Client(base_url=site.origin) as client:
        for path in GET_PATHS:
            response = client.send(client.build_request("GET", site.origin + path.format(path=canary)))
            assert CANARY not in response.text, path
            assert response.status_code in (400, 404, 405, 422), f"{path}: {response.status_code}"
        for path in POST_PATHS:
            for body in ({"data": [str(canary)]}, {"data": [{"path": str(canary)}]}):
                response = client.post(path, json=body)
                assert response.status_code in (404, 405), f"{path}: {response.status_code}"
        files = {"files": ("x.html", b"<script>", "text/html")}
        assert client.post("/gradio_api/upload", files=files).status_code == 404


def test_no_event_hands_out_a_file(site: Site, canary: Path) -> None:
    with httpx.Client(base_url=site.origin, timeout=20) as client:
        for body in payloads(canary):
            joined = client.post("/gradio_api/queue/join", json=body)
            assert joined.status_code in (200, 422), joined.text
            assert CANARY not in joined.text
            if joined.status_code == 200:
                # Only plain strings come this far: the path is then a question like any other.
                assert isinstance(body, dict)
                assert all(isinstance(value, str) for value in body["data"])
                with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "abc"}) as news:
                    for line in news.iter_lines():
                        assert CANARY not in line
                        if "process_completed" in line or "close_stream" in line:
                            break


def test_gradio_itself_would_not_either(page: GradioPage, canary: Path) -> None:
    """The second wall, without the gate. Gradio checks paths handed to it only where it believes it was launched."""
    mounted = [route.app for route in page.parent.routes if isinstance(route, Mount)]
    assert [app.get_blocks().has_launched for app in mounted if isinstance(app, App)] == [True]
    with TestClient(page.parent) as client:
        for path in (f"/gradio_api/file={canary}", f"/gradio_api/file={os.path.relpath(canary)}"):
            response = client.get(path)
            assert response.status_code in (403, 404)
            assert CANARY not in response.text
        reply = client.post("/gradio_api/run/ask", json={"data": [{"path": str(canary)}], "fn_index": 0})
        assert CANARY not in reply.text


def test_the_settings_of_the_page_name_no_folder_and_no_file(site: Site) -> None:
    page = httpx.get(site.origin + "/").text
    config = json.loads(page.split("window.gradio_config = ", 1)[1].split(";\n", 1)[0])
    assert f"{Path.home()}/" not in page
    assert config["analytics_enabled"] is False
    assert "site-packages" not in page
    assert {event["api_visibility"] for event in config["dependencies"]} == {"private"}


def test_only_the_pages_own_requests_pass(site: Site) -> None:
    with httpx.Client(base_url=site.origin) as client:
        assert client.get("/theme.css").status_code == 200
        assert client.post("/gradio_api/queue/join", content=b"{").status_code == 422
        assert (
            client.post("/gradio_api/queue/join", json={"data": ["가" * 20_000, ""], "fn_index": 0}).status_code == 422
        )
        nobody = {"data": [QUESTION, ""], "fn_index": 0}
        assert client.post("/gradio_api/queue/join", json=nobody).status_code == 422
        assert client.put("/gradio_api/queue/join", json={}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 15_000,
        b'{"data": ' + b"[" * 7_000 + b"]" * 7_000 + b"}",
        b'{"data": [], "fn_index": 0, "session_hash": "abc"}',
        b'{"data": ["\xff"], "fn_index": 0, "session_hash": "abc"}',
        b'{"data": ["?"], "fn_index": ' + b"9" * 6_000 + b', "session_hash": "abc"}',
        b'{"data": ["?"], "fn_index": NaN, "session_hash": "abc"}',
    ],
)
def test_nonsense_never_reaches_gradio(site: Site, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert httpx.post(f"{site.origin}/gradio_api/queue/join", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("query", ["", "?session_hash=", "?session_hash=nobody", "?session_hash=%00&session_hash=x"])
def test_news_of_a_session_that_has_asked_nothing(site: Site, query: str) -> None:
    """Gradio would answer 200, fail in the stream and leave a traceback."""
    assert httpx.get(f"{site.origin}/gradio_api/queue/data{query}").status_code == 404
