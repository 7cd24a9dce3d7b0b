"""`/healthz`, `/readyz` and `/metrics`: the routes for monitoring the service."""

import ipaddress
from collections.abc import Iterable
from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from chat.desk.desk import Desk
from chat.desk.limits import plain_address
from ingest.errors import StoreUnreachableError
from retriever.passage_index import PassageIndex

_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


def router(desk: Desk) -> APIRouter:
    """The router with these routes, answered from `desk`."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/healthz")
    @routes.head("/healthz")
    def healthz() -> dict[str, object]:
        index = desk.service.index
        state: dict[str, object] = {"status": "ok", "index_version": index.version}
        with suppress(StoreUnreachableError):  # no reason to restart this process: /readyz reports it
            return state | {"documents": len(index.documents)}
        return state

    @routes.get("/readyz")
    @routes.head("/readyz")
    def readyz() -> JSONResponse:
        """200 where all checks pass, else 503; `checks` names what is missing. Questions are answered even while the log cannot be written."""
        checks = {
            "index": _holds_documents(desk.service.index),
            "reader": bool(desk.service.engine.reader_version),
            "log": desk.log.writer.healthy,
            "open": not desk.answers.closed,
        }
        ready = all(checks.values())
        state = {
            "status": "ready" if ready else "not ready",
            "checks": checks,
            "switched_on": not desk.service.engine.off_notice,
        }
        return JSONResponse(state, 200 if ready else 503, {"Cache-Control": "no-store"})

    @routes.get("/metrics")
    def metrics(request: Request) -> Response:
        if not may_watch(request, desk.settings.metrics):
            return Response(
                "이 주소에서는 볼 수 없습니다. 설정 metrics를 확인해 주세요.\n", 403, media_type="text/plain"
            )
        return Response(desk.metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    return routes


def _holds_documents(index: PassageIndex) -> bool:
    with suppress(StoreUnreachableError):
        return bool(index.listed(1))
    return False


def may_watch(request: Request, networks: Iterable[str]) -> bool:
    """Whether the caller may read the metrics: it is on this machine and not behind a proxy, or its address is in one of `networks`."""
    address = plain_address(request.client.host if request.client else "")
    if address is None:
        return False
    if any(address in ipaddress.ip_network(network, strict=False) for network in networks):
        return True
    return address.is_loopback and not any(name in request.headers for name in _FORWARDED)
