"""Who is at the other end of the connection, before a trusted proxy's word for the visitor's address takes its place."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


class PeerKept:
    """Wraps the whole app: the peer's address lies in `request.state.peer`, the visitor's in `request.client`, as a trusted proxy tells it."""

    def __init__(self, app: ASGIApp, trusted_proxies: Sequence[str]) -> None:
        self._app = ProxyHeadersMiddleware(app, trusted_hosts=list(trusted_proxies)) if trusted_proxies else app  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            peer = scope["client"][0] if scope.get("client") else ""
            scope = {**scope, "state": {**scope.get("state", {}), "peer": peer}}
        await self._app(scope, receive, send)  # type: ignore[arg-type]
