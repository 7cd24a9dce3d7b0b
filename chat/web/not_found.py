"""Responses to an address that does not exist or has wrong values: a browser is shown a page, a program gets JSON."""

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from chat.api.middleware import is_for_programs
from ingest.errors import StoreUnreachableError

_Handler = Callable[[Request, Exception], Awaitable[Response]]


def add_pages(app: FastAPI, templates: Jinja2Templates) -> None:
    """Make `app` show browsers a page where it would send an error as JSON. Call it after `app` has its own handlers."""
    kinds = {HTTPException: "no_page", RequestValidationError: "bad_address", StoreUnreachableError: "no_store"}
    for kind, reason in kinds.items():
        app.add_exception_handler(kind, _page_or(cast(_Handler, app.exception_handlers[kind]), templates, reason))


def _page_or(before: _Handler, templates: Jinja2Templates, reason: str) -> _Handler:
    async def handle(request: Request, error: Exception) -> Response:
        response = await before(request, error)
        if not _wants_page(request) or response.status_code not in (404, 422, 503):
            return response
        return templates.TemplateResponse(request, "missing.html", {"told": reason}, status_code=response.status_code)

    return handle


def _wants_page(request: Request) -> bool:
    """Whether a person will read the response: a GET that accepts HTML, and not below the API's paths."""
    accepted = request.headers.get("accept", "")
    return request.method == "GET" and "text/html" in accepted and not is_for_programs(request.scope)
