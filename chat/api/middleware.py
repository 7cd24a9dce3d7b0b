"""The middleware that every request to the API passes first: it gives a request id and checks origin, size and request limits.

Pure ASGI: Starlette's BaseHTTPMiddleware would hold back the events of a streamed answer.
"""

import logging
import re
import uuid
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.desk import api_texts, problems
from chat.desk.desk import Desk
from chat.desk.limits import DAY, MAX_API_BODY_BYTES, MINUTE, Allowance, Quota, Sent, quotas, wait_words
from chat.desk.links import path_below_root
from chat.desk.origin import host_of
from chat.desk.problems import ProblemError
from chat.desk.sites import Site

log = logging.getLogger(__name__)

GUARDED = ("/api/", "/v1/", "/mcp")
"""Prefixes of the paths for programs, which the gate guards."""
_FEEDBACK = "/api/v1/feedback"
_REFUSED = frozenset({413, 429, 503})
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_EXPOSED = "X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, ETag, Mureobwa-Cache"
_NAMES = {MINUTE: "1분", DAY: "하루"}


def is_for_programs(scope: Scope) -> bool:
    """Whether the requested path is one of the paths for programs (`GUARDED`)."""
    return path_below_root(scope).startswith(GUARDED)


@dataclass(slots=True)
class _Pass:
    """What the gate knows about one request. `scope["state"]` holds its id and site for the routes; the response's headers state the rest."""

    request_id: str
    path: str
    origin: str = ""
    foreign: bool = False  # from another origin, which may read the response
    site: Site | None = None
    quotas: tuple[Quota, ...] = ()
    verdict: Allowance | None = None


class ApiGate:
    """Guards the paths of the API; lets all others through untouched."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request and pass it on, or refuse it with a problem."""
        path = path_below_root(scope) if scope["type"] == "http" else ""
        if not path.startswith(GUARDED):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked_id = headers.get("x-request-id", "")
        known = _Pass(asked_id if _REQUEST_ID.fullmatch(asked_id) else uuid.uuid4().hex, path)
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if message["status"] in _REFUSED:
                    self._desk.metrics.refused(message["status"])
                _dress(MutableHeaders(scope=message), known)
            await send(message)

        try:
            if await self._admit(scope, headers, known, answer):
                await self._app(scope, _limited(receive, headers), answer)
        except ProblemError as error:
            if started:
                raise
            await _refuse(error, known)(scope, receive, answer)
        except Exception as error:
            log.exception("request %s failed", known.request_id)
            if started:
                raise
            await _refuse(problems.of(error), known)(scope, receive, answer)

    async def _admit(self, scope: Scope, headers: Headers, known: _Pass, answer: Send) -> bool:
        """Check origin, site, size and limits. Returns whether the request goes on to its route: not a CORS preflight, which is answered here.

        Raises:
            ProblemError: the request is refused.
        """
        known.origin = headers.get("origin", "")
        site_id = parse_qs(scope["query_string"].decode("latin-1")).get("site", [""])[0]
        known.site = self._desk.sites.get(site_id) if site_id else None
        if known.origin and not self._own(known.origin, headers):
            if not site_id:
                raise ProblemError(problems.ORIGIN, api_texts.NO_SITE, api_texts.NO_SITE_EN, field="site")
            if known.site is None or not known.site.allows(known.origin):
                values = {"origin": known.origin[:200]}
                raise ProblemError(
                    problems.ORIGIN, api_texts.FORBIDDEN.format(**values), api_texts.FORBIDDEN_EN.format(**values)
                )
            known.foreign = True
        elif site_id and known.site is None:
            values = {"site": site_id[:60]}
            detail, detail_en = api_texts.UNKNOWN_SITE.format(**values), api_texts.UNKNOWN_SITE_EN.format(**values)
            raise ProblemError(problems.UNKNOWN_SITE, detail, detail_en, field="site")
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await answer({"type": "http.response.start", "status": 204, "headers": [*_preflight(known)]})
            await answer({"type": "http.response.body", "body": b""})
            return False
        if int(headers.get("content-length") or 0) > MAX_API_BODY_BYTES:
            raise _too_large()
        if scope["method"] == "POST":
            self._charge(scope, known)
        scope.setdefault("state", {})
        scope["state"] |= {"request_id": known.request_id, "site": known.site}
        return True

    def _own(self, origin: str, headers: Headers) -> bool:
        host = host_of(origin)
        return bool(host) and host in (headers.get("host", ""), host_of(self._desk.settings.public_url))

    def _charge(self, scope: Scope, known: _Pass) -> None:
        address = (scope.get("client") or ("unknown", 0))[0]
        sent = Sent.OPINION if known.path == _FEEDBACK else Sent.QUESTION
        known.quotas = quotas(sent, address, self._desk.settings, known.site if known.origin else None)
        known.verdict = self._desk.limits.charge(known.quotas)
        if not known.verdict.allowed:
            full, seconds = known.verdict.quota, known.verdict.reset
            raise ProblemError(
                problems.TOO_MANY,
                (api_texts.TOO_MANY_OPINIONS if sent is Sent.OPINION else api_texts.TOO_MANY).format(
                    wait=wait_words(seconds), limit=full.limit, name=_NAMES[full.seconds]
                ),
                api_texts.TOO_MANY_EN.format(seconds=seconds, limit=full.limit, name=full.name.split("-")[1]),
            )


def _dress(headers: MutableHeaders, known: _Pass) -> None:
    headers["X-Request-Id"] = known.request_id
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
    headers.add_vary_header("Origin")
    if known.foreign:
        headers["Access-Control-Allow-Origin"] = known.origin
        headers["Access-Control-Expose-Headers"] = _EXPOSED
    if known.verdict:
        for name, value in known.verdict.headers(known.quotas):
            headers[name] = value


def _preflight(known: _Pass) -> list[tuple[bytes, bytes]]:
    if not known.foreign:
        return []
    return [
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"Content-Type, X-Request-Id"),
        (b"access-control-max-age", b"600"),
    ]


def _refuse(error: ProblemError, known: _Pass) -> ASGIApp:
    return problems.refusal(error, problems.ProblemPlace(known.path, known.request_id))


def _too_large() -> ProblemError:
    return ProblemError(
        problems.TOO_LARGE,
        api_texts.TOO_LARGE.format(limit=MAX_API_BODY_BYTES),
        api_texts.TOO_LARGE_EN.format(limit=MAX_API_BODY_BYTES),
    )


def _limited(receive: Receive, headers: Headers) -> Receive:
    """`receive`, which raises ProblemError once a body without a stated length is over the limit."""
    if "content-length" in headers:
        return receive
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MAX_API_BODY_BYTES:
            raise _too_large()
        return message

    return counted
