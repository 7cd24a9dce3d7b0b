"""Access to the admin page: for whoever has logged in, or whom the office's own proxy names. `Private` (pure ASGI) guards the Gradio app and
the downloads; the other routes below /admin ask the `Entrance` themselves.

A request that changes something must come from our own page (`Sec-Fetch-Site`, else `Origin`), by login and by proxy alike: the session's
cookie is SameSite=Strict, a proxy's login is not.
"""

import ipaddress
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.admin.sessions import Sessions
from chat.desk.limits import plain_address
from chat.question.before_search import tidy
from chat.settings import Settings

COOKIE = "mureobwa_admin"
WHO = "x-mureobwa-admin"
"""The header that gives the routes behind `Private` the official's name; a value that a visitor sends in it is dropped."""
_SAFE = ("GET", "HEAD")
LONGEST_NAME = 40


class Entrance:
    """Finds out who sends a request to the admin page."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._header = settings.admin_header.lower()
        self._proxies = tuple(_networks(settings.trusted_proxies))
        self._sessions = sessions

    def who(self, scope: Scope) -> str:
        """The name of the official who sends the request; "" where the sender has no access."""
        headers = Headers(scope=scope)
        if self._header and self._from_proxy(scope):
            named = tidy(headers.get(self._header, "").encode("latin-1").decode("utf-8", "replace"))[:LONGEST_NAME]
            if named:
                return named
        return self._sessions.who(token_of(headers))

    def _from_proxy(self, scope: Scope) -> bool:
        """Whether a trusted proxy itself is at the other end of the connection, whatever visitor's address it states."""
        peer = scope.get("state", {}).get("peer") or (scope["client"][0] if scope.get("client") else "")
        address = plain_address(peer)
        return address is not None and any(address in network for network in self._proxies)


class Private:
    """Wraps an app that only the office's people may reach; all others get 403, and so does a changing request from another site."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app, self._entrance = app, entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, with the official's name in the header `WHO`, or refuse it."""
        if scope["type"] != "http":
            return
        who = self._entrance.who(scope)
        if not who or not from_own_page(scope):
            refusal = {
                "title": "다시 로그인해 주세요." if not who else "다른 누리집에서 보낸 요청은 받지 않습니다.",
                "status": 403,
            }
            await JSONResponse(refusal, 403)(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name != WHO.encode()]
        headers.append((WHO.encode(), quote(who).encode()))
        await self._app({**scope, "headers": headers}, receive, send)


def who_asks(request: Request) -> str:
    """The official's name, from the header that `Private` has set; "" without one."""
    return unquote(request.headers.get(WHO, ""))


def from_own_page(scope: Scope) -> bool:
    """Whether a request that may change something was sent by a page of ours; one that only reads always passes."""
    if scope["method"] in _SAFE:
        return True
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc == headers.get("host", "")


def token_of(headers: Headers) -> str:
    """The session token in the browser's cookie; "" where there is none."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _networks(trusted: Iterable[str]) -> Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    for one in trusted:
        try:
            yield ipaddress.ip_network(one, strict=False)
        except ValueError:
            continue  # a socket's path, which has no address
