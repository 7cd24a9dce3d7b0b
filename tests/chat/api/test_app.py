"""Another application takes the API in beside its own pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api.office import QUESTION
from chat.api.app import add_api
from chat.desk.desk import Desk
from chat.service import Mureobwa
from chat.settings import Settings


def test_beside_other_pages(service: Mureobwa, settings: Settings) -> None:
    steps: list[str] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        steps.append("opened")
        yield
        steps.append("closed")

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None)
    add_api(app, Desk.of(service, settings))
    app.mount("/", Starlette(routes=[Route("/", lambda _: PlainTextResponse("the page"))]))
    with TestClient(app, base_url="https://chat.city.go.kr") as client:
        assert client.get("/").text == "the page"
        assert client.post("/api/v1/ask", json={"question": QUESTION}).json()["status"] == "answered"
        assert client.get("/widget.js").status_code == 200
        listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        headers = {"Accept": "application/json, text/event-stream"}
        assert client.post("/mcp", json=listing, headers=headers).status_code == 200
        elsewhere = client.get("/nothing")
        assert (elsewhere.status_code, elsewhere.headers["content-type"]) == (404, "text/plain; charset=utf-8")
        assert client.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"
        wrong = client.put("/api/v1/ask", json={})
        assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
        assert client.get("/v1/nothing").json()["error"]["code"] == "not-found"
    assert steps == ["opened", "closed"]
