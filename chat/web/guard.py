"""The middleware that every request passes before any route, in plain ASGI: responses are not held back, so all can stream.

It checks the host, drops headers in which a proxy or an attacker claims another host, limits the body and sets the headers
that browsers enforce.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.desk.limits import MAX_BODY_BYTES
from chat.web.body import BodyTooLongError, replayed, whole_body

_BODY_SECONDS = 20.0
"""Seconds for a whole body to arrive: a client that sends it byte by byte cannot hold a connection for long."""

# Headers that claim an address of the service: Gradio would build links from them.
_DROPPED = frozenset(
    {b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-port", b"x-forwarded-prefix", b"x-direct-url"}
)
_WRONG_HOST = "이 주소로는 열 수 없습니다. 관리자는 설정 hosts에 이 주소를 더해 주세요."
_TOO_LARGE = "보낸 내용이 너무 큽니다."
_TOO_SLOW = "보낸 내용이 제때 다 오지 않았습니다. 연결을 확인하고 다시 보내 주세요."

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)

# Seconds. Gradio answers 503 where its queue is full, without saying when to come back.
_COME_BACK = (b"retry-after", b"10")
# Without this header nginx holds back a stream until eight kilobytes have come together.
_UNBUFFERED = (b"x-accel-buffering", b"no")


def content_security_policy(nonce: str) -> str:
    """The Content-Security-Policy of our pages: only our own scripts, nothing from other origins, no framing.

    Styles must allow 'unsafe-inline': Gradio's components set style attributes while they run.
    """
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
        "object-src 'none'; frame-ancestors 'none'"
    )


class Guard:
    """Wraps the whole app. `hosts` are the names (without port) it may be called by; "*" lets all through.

    A route that sets one of the headers itself (the widget may be framed, the page may not) keeps its own.
    The nonce for inline scripts is in `request.state.nonce`. `root` is the path below which citizens see the service
    ("/ask"), whether or not the proxy in front has cut it off. `refused` is called with the status of each request refused here.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], root: str = "", refused: Callable[[int], None] = lambda status: None
    ) -> None:
        self.app = app
        self.refused = refused
        self.hosts = frozenset(host.lower() for host in hosts)
        self.root = root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; a wrong host gets 400, a body over the limit 413, one that does not come to its end in time 408."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            else:  # a websocket: the server answers 403
                await send({"type": "websocket.close", "code": 1008})
            return
        if "*" not in self.hosts and host_of(scope) not in self.hosts:
            await self._refuse(send, 400, _WRONG_HOST)
            return
        try:
            if _content_length(scope) > MAX_BODY_BYTES:
                raise BodyTooLongError
            async with asyncio.timeout(_BODY_SECONDS):
                body = await whole_body(receive, MAX_BODY_BYTES)
        except BodyTooLongError:
            await self._refuse(send, 413, _TOO_LARGE)
            return
        except TimeoutError:
            await self._refuse(send, 408, _TOO_SLOW)
            return
        if body is None:
            return  # the caller has left
        nonce = secrets.token_urlsafe(18)
        scope = dict(scope)
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name not in _DROPPED]
        scope["state"] = {**scope.get("state", {}), "nonce": nonce}
        scope |= {"root_path": self.root, "path": self._below_root(scope["path"])}
        await self.app(scope, replayed(body, receive), _with_headers(send, nonce))

    async def _refuse(self, send: Send, status: int, detail: str) -> None:
        self.refused(status)
        await _refuse(send, status, detail)

    def _below_root(self, path: str) -> str:
        """`path` with the root before it, as ASGI requires; the root alone becomes the first page."""
        whole = path if f"{path}/".startswith(f"{self.root}/") else self.root + path
        return f"{whole}/" if whole == self.root else whole


def host_of(scope: Scope) -> str:
    """The host name of the header Host, lower case, without the port; "" where none is sent."""
    for name, value in scope["headers"]:
        if name == b"host":
            host = str(value.decode("latin-1")).lower()
            return host[: host.rfind(":")] if ":" in host.rpartition("]")[2] else host
    return ""


def _content_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 1 << 62
    return 0


def _with_headers(send: Send, nonce: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name, value) for name, value in message.get("headers", []) if name != b"server"]
            present = {name.lower() for name, _ in headers}
            wanted = [(b"content-security-policy", content_security_policy(nonce).encode()), *_HEADERS]
            if any(name.lower() == b"content-type" and b"event-stream" in value for name, value in headers):
                wanted.append(_UNBUFFERED)
            if message["status"] == 503:
                wanted.append(_COME_BACK)
            message = {**message, "headers": [*headers, *(pair for pair in wanted if pair[0] not in present)]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"title": detail, "status": status}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/problem+json; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
