"""Whose address is kept as the peer's, and whose is the visitor's, before and behind a proxy that is trusted."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from chat.web.peer import PeerKept

PROXY, VISITOR = "10.0.0.7", "203.0.113.9"


def reached(scope: Mapping[str, Any], trusted: Sequence[str] = ()) -> Scope:
    """The scope that reaches the app."""
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    asyncio.run(PeerKept(app, trusted)(dict(scope), receive, send))
    (found,) = seen
    return found


def request(**given: Any) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", VISITOR.encode())]
    return {"type": "http", "client": (PROXY, 5000), "headers": headers, "scheme": "http", **given}


@pytest.mark.parametrize(
    ("trusted", "visitor"),
    [
        ((PROXY,), VISITOR),
        (("10.0.0.0/8",), VISITOR),
        (("10.0.0.8",), PROXY),  # another one's word counts for nothing
        ((), PROXY),
    ],
)
def test_only_a_trusted_proxy_names_the_visitor_and_the_peer_stays_the_proxy(
    trusted: Sequence[str], visitor: str
) -> None:
    found = reached(request(), trusted)
    assert (found["client"][0], found["state"]["peer"]) == (visitor, PROXY)


@pytest.mark.parametrize("client", [None, ()])
def test_a_connection_without_an_address_has_no_peer(client: tuple[str, int] | None) -> None:
    assert reached(request(client=client))["state"]["peer"] == ""  # a socket in the file system


def test_the_state_is_kept_and_the_servers_own_is_not_changed() -> None:
    scope = request(state={"site": "minwon"})
    assert reached(scope)["state"] == {"site": "minwon", "peer": PROXY}
    assert scope["state"] == {"site": "minwon"}


def test_what_is_no_request_passes_as_it_is() -> None:
    assert reached({"type": "lifespan"}) == {"type": "lifespan"}
    assert "state" not in reached(request(type="websocket"))
