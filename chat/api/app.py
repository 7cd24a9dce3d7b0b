"""The API as an application of its own (`create_api_app`), or added to another application (`add_api`)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Route

from chat.api import health, mcp, openai, reference, routes
from chat.api.middleware import ApiGate, is_for_programs
from chat.desk import api_texts, problems
from chat.desk.desk import Desk
from chat.desk.links import path_below_root
from chat.desk.problems import ProblemError
from chat.service import Mureobwa
from chat.settings import Settings
from chat.widget import pages
from ingest.errors import StoreUnreachableError

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_BY_STATUS = {problem.status: problem for problem in problems.ALL[::-1]}


def create_api_app(service: Mureobwa, settings: Settings) -> FastAPI:
    """A FastAPI application with the API, MCP and the widget, without the web page."""
    app = FastAPI(title="물어봐 API", version="1", openapi_url="/openapi.json", docs_url=None, redoc_url=None)
    add_api(app, Desk.of(service, settings))
    return app


def add_api(app: FastAPI, desk: Desk) -> None:
    """Add all doors for programs to `app`: `/api/v1`, `/v1`, `/mcp`, the widget, the gate that guards them, and their error handlers.

    Call it before anything is mounted at "/". Middleware that is added afterwards runs before the gate.
    """
    app.include_router(routes.router(desk))
    app.include_router(openai.router(desk))
    app.include_router(pages.router(desk))
    app.include_router(reference.router(app))
    app.include_router(health.router(desk))
    reference.describe_problems(app)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(StoreUnreachableError, _unreachable)
    app.add_middleware(ApiGate, desk=desk)
    _add_mcp(app, desk)
    _add_unknown(app)


def _add_unknown(app: FastAPI) -> None:
    """Add routes that answer unknown paths below `/api/`, `/v1/` and `/mcp` with 404 or 405, whatever is mounted at "/" afterwards."""

    ours = list(app.routes)

    async def unknown(request: Request) -> Response:
        asked = {method: dict(request.scope) | {"method": method} for method in _METHODS}
        allowed = [m for m, scope in asked.items() if any(r.matches(scope)[0] is Match.FULL for r in ours)]
        raise HTTPException(405, headers={"Allow": ", ".join(allowed)}) if allowed else HTTPException(404)

    for path in ("/api/{rest:path}", "/v1/{rest:path}", "/mcp{rest:path}"):
        app.router.routes.append(Route(path, unknown, methods=_METHODS))


def _add_mcp(app: FastAPI, desk: Desk) -> None:
    door = mcp.http_door(desk)
    app.router.routes.extend(door.routes)
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        # The first question loads what is loaded at first use (seconds): it should not be a citizen's.
        desk.log.start()
        desk.answers.warm_up()
        try:
            async with door.lifespan(), before(running) as state:
                yield state
        finally:
            desk.close()

    app.router.lifespan_context = lifespan


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problems.refusal(error, _place(request))


async def _unreachable(request: Request, error: Exception) -> Response:
    return problems.refusal(problems.of(error), _place(request))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if not is_for_programs(request.scope):
        # The value sent is not sent back: it may be personal data, or characters that JSON cannot hold (half a surrogate pair).
        bare = [{name: value for name, value in one.items() if name != "input"} for one in error.errors()]
        return await request_validation_exception_handler(request, RequestValidationError(bare))
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return problems.response(problems.NOT_JSON, place=_place(request))
    if "json" not in request.headers.get("content-type", "json"):
        return problems.response(
            problems.MEDIA_TYPE, api_texts.JSON_ONLY, api_texts.JSON_ONLY_EN, place=_place(request)
        )
    return problems.response(
        problems.INVALID, errors=problems.validation_errors(found, error.body), place=_place(request)
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if not is_for_programs(request.scope):
        return await http_exception_handler(request, error)
    if isinstance(error.__cause__, ProblemError):  # FastAPI turns any error in reading a body into its own 400
        return await _problem(request, error.__cause__)
    problem = _BY_STATUS.get(error.status_code, problems.OTHER)
    return problems.response(problem, headers=error.headers, place=_place(request))


def _place(request: Request) -> problems.ProblemPlace:
    return problems.ProblemPlace(path_below_root(request.scope), getattr(request.state, "request_id", ""))
