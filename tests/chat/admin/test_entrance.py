"""Who passes: a session, or a name that a trusted proxy itself tells; nothing that another page sent."""

from typing import Any
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from chat.admin.entrance import COOKIE, WHO, Entrance, Private, from_own_page, who_asks
from chat.admin.sessions import Sessions
from chat.settings import Settings


async def told(scope: Scope, receive: Receive, send: Send) -> None:
    """The app behind: says who asks."""
    await PlainTextResponse(who_asks(Request(scope)))(scope, receive, send)


def scope(method: str = "GET", peer: str = "10.0.0.9", **headers: str) -> Scope:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "method": method, "headers": raw, "client": ("1.2.3.4", 1), "state": {"peer": peer}}


def test_a_session_passes_and_its_name_is_told() -> None:
    sessions = Sessions()
    client = TestClient(Private(told, Entrance(Settings(), sessions)))
    assert client.get("/").status_code == 403
    client.cookies.set(COOKIE, sessions.begin("김민원"))
    assert client.get("/").text == "김민원"
    # What a visitor claims to be is dropped.
    assert client.get("/", headers={WHO: quote("시장")}).text == "김민원"


@pytest.mark.parametrize(
    ("peer", "trusted", "who"),
    [
        ("10.0.0.9", ("10.0.0.0/8",), "kim"),
        ("10.0.0.9", ("10.0.0.9",), "kim"),
        ("10.0.0.9", ("192.168.0.0/16",), ""),
        ("10.0.0.9", (), ""),
        ("", ("10.0.0.0/8",), ""),
    ],
)
def test_a_name_is_believed_of_a_trusted_proxy_alone(peer: str, trusted: tuple[str, ...], who: str) -> None:
    settings = Settings(admin_header="X-Remote-User", trusted_proxies=trusted)
    assert Entrance(settings, Sessions()).who(scope(peer=peer, x_remote_user="kim")) == who


def test_without_the_setting_no_header_is_believed() -> None:
    settings = Settings(trusted_proxies=("10.0.0.0/8",))
    assert Entrance(settings, Sessions()).who(scope(x_remote_user="kim")) == ""


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-site"}, False),
        ({"sec_fetch_site": "none"}, False),
        ({"origin": "https://chat.example.go.kr", "host": "chat.example.go.kr"}, True),
        ({"origin": "https://evil.example", "host": "chat.example.go.kr"}, False),
        ({"origin": "null", "host": "chat.example.go.kr"}, False),
        ({"host": "chat.example.go.kr"}, False),
    ],
)
def test_what_changes_something_comes_from_our_own_page(headers: dict[str, Any], passes: bool) -> None:
    assert from_own_page(scope("POST", **headers)) is passes
    assert from_own_page(scope("GET", **headers))
