"""Callers who take their time, on real sockets."""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from starlette.types import Receive, Scope, Send

from web.visiting import opened

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
PATIENCE = 0.4


async def slow(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a little later than the server waits for headers."""
    if scope["type"] != "http":
        return
    await asyncio.sleep(2 * PATIENCE)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def caller(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    monkeypatch.setattr("chat.web.read_timeout.HEADER_SECONDS", PATIENCE)
    with opened(slow) as origin, socket.create_connection(("127.0.0.1", int(origin.rpartition(":")[2]))) as connection:
        connection.settimeout(10)
        yield connection


def ended(connection: socket.socket) -> bool:
    """Whether the other side closes without a word."""
    try:
        return connection.recv(100) == b""
    except ConnectionResetError:
        return True


def letters_taken(connection: socket.socket) -> int:
    """How many letters, a twentieth of a second apart, go through until the other side closes; two hundred at most."""
    connection.settimeout(0.05)
    for sent in range(200):
        try:
            connection.sendall(b"a")
            if connection.recv(1) == b"":
                return sent
        except TimeoutError:
            continue
        except ConnectionError:
            return sent
    return 200


def test_who_says_nothing_is_let_go(caller: socket.socket) -> None:
    assert ended(caller)


def test_headers_that_come_a_letter_at_a_time_are_given_up(caller: socket.socket) -> None:
    caller.sendall(WHOLE[:-2] + b"X-Slow: ")
    assert letters_taken(caller) < 200


def test_an_answer_may_take_its_time_and_the_next_request_has_its_own(caller: socket.socket) -> None:
    for _ in range(2):
        caller.sendall(WHOLE)
        assert caller.recv(1000).endswith(b"ok")
    caller.sendall(WHOLE[:10])
    assert ended(caller)
