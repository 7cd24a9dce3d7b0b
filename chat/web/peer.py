"""Keeps the address at the other end of the connection before the visitor's address, stated by a trusted proxy, replaces it."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


class PeerKept:
    """Wraps the whole app: the peer's address is in `request.state.peer`, the visitor's in `request.client`, as a trusted proxy states it."""

    def __init__(self, app: ASGIApp, trusted_proxies: Sequence[str]) -> None:
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=list(trusted_proxies)) if trusted_proxies else app  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            peer = scope["client"][0] if scope.get("client") else ""
            scope = {**scope, "state": {**scope.get("state", {}), "peer": peer}}
        await self._app(scope, receive, send)  # type: ignore[arg-type]
