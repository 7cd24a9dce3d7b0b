"""Requests that lie about where they come from, climb out of folders, or are no requests: on raw sockets, unmended by a client."""

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web.visiting import opened

from attacks.conftest import Attacked
from chat.api.app import create_api_app

CANARY = "canary-2c9e-never-to-be-seen"
UP = (
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%5c",
    "..\\",
    "....//",
    "..;/",
    "%252e%252e%252f",
    "..%c0%af",
    "%c0%ae%c0%ae/",
    "..%00/",
    "./../",
)
BELOW = ("/ui/", "/documents/", "/widget/", "/widget/0/", "/static/", "/static/img/", "/assets/", "/api/v1/documents/", "/embed/", "/gradio_api/file=", "/")  # fmt: skip


def raw(origin: str, request: bytes, patience: float = 60) -> bytes:
    """All that the server sends for `request` until it closes the connection or says nothing more for `patience` seconds."""
    host, _, port = origin.removeprefix("http://").rpartition(":")
    with socket.create_connection((host, int(port)), timeout=patience) as connection:
        response = b""
        with contextlib.suppress(TimeoutError, ConnectionResetError, BrokenPipeError):
            connection.sendall(request)
            while piece := connection.recv(65_536):
                response += piece
    return response


def status_of(response: bytes) -> int:
    """The status of the first response; 0 where the connection was closed without one."""
    return int(response.split(b" ", 2)[1]) if response.startswith(b"HTTP/1.") else 0


@pytest.fixture(scope="module")
def canary(attacked: Attacked) -> Path:
    """A file in the office's home that no address leads to."""
    file = attacked.settings.home / "canary.txt"
    file.write_text(CANARY)
    return file


@pytest.mark.parametrize("below", BELOW)
def test_no_path_climbs_out(attacked: Attacked, canary: Path, below: str) -> None:
    for up in UP:
        for path in (str(canary), "/etc/passwd", "mureobwa.py"):
            target = f"{below}{up * 12}{path.lstrip('/')}"
            response = raw(
                attacked.origin, f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            assert CANARY.encode() not in response
            assert b"root:" not in response
            assert status_of(response) in (400, 403, 404, 405, 422), target


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.test/", "//evil.test/", "*", "/" + "a" * 70_000, "/?q=" + "%ff" * 300, "/\x00", "/documents/%00", "/documents/" + "%ea" * 200,
        "/api/v1/documents/" + "가".encode().decode("latin-1"), "/ui/%", "evil.test:443",
    ],
    ids=range(11),
)  # fmt: skip
def test_a_strange_target_breaks_nothing(attacked: Attacked, target: str) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "CONNECT", "TRACE", "PROPFIND", "POST"):
        request = f"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        response = raw(attacked.origin, request.encode("latin-1"))
        assert status_of(response) < 500, f"{method} {target[:40]}: {response[:80]!r}"
        assert b"Traceback" not in response


BODY = json.dumps({"question": "도서관은 언제 쉬나요?"}).encode()
ASK = b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "request_",
    [
        ASK
        + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ASK + b"Content-Length: %d\r\nContent-Length: 3\r\n\r\n" % len(BODY) + BODY,
        ASK + b"Content-Length: -1\r\n\r\n" + BODY,
        ASK + b"Content-Length: 99999999999999999999\r\n\r\n" + BODY,
        ASK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY,
        ASK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + BODY,
        ASK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY,
        ASK + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        ASK + b"".join(b"X-%d: 1\r\n" % number for number in range(20_000)) + b"\r\n",
        ASK + b"X-\xff\xfe: \x00\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100,
        b"\x00" * 10_000,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(14),
)
def test_what_is_no_request_is_refused_and_the_next_is_served(attacked: Attacked, request_: bytes) -> None:
    response = raw(attacked.origin, request_, patience=1)
    # A request that says its length in two ways is one request at most: what follows it is nobody's.
    assert response.count(b"HTTP/1.1 ") <= 1
    assert status_of(response) < 500, response[:120]
    assert httpx.get(f"{attacked.origin}/healthz").status_code == 200


FORGED = (
    "X-Forwarded-For",
    "X-Real-IP",
    "Forwarded",
    "X-Client-IP",
    "True-Client-IP",
    "CF-Connecting-IP",
    "X-Originating-IP",
)


@pytest.fixture
def counted(attacked: Attacked) -> Iterator[str]:
    """The same office, where an address may ask three times a minute and no proxy is trusted."""
    settings = attacked.settings.model_copy(update={"visitor_per_minute": 3})
    with opened(create_api_app(attacked.service, settings)) as origin:
        yield origin


def test_an_address_that_is_only_claimed_gets_no_new_quota(counted: str) -> None:
    statuses = []
    for number in range(5):
        claimed = dict.fromkeys(FORGED, f"203.0.113.{number}") | {"Forwarded": f"for=203.0.113.{number}"}
        statuses.append(httpx.post(f"{counted}/api/v1/ask", json={"question": "안녕"}, headers=claimed).status_code)
    assert statuses == [200, 200, 200, 429, 429]


def test_behind_a_proxy_only_what_the_proxy_added_counts(attacked: Attacked) -> None:
    """A proxy appends the address it sees; whatever stood before it was sent by the visitor."""
    settings = attacked.settings.model_copy(update={"visitor_per_minute": 3, "trusted_proxies": ("127.0.0.1",)})
    with opened(create_api_app(attacked.service, settings), settings.trusted_proxies) as origin:

        def ask(forwarded: str) -> int:
            claimed = {"X-Forwarded-For": forwarded}
            return httpx.post(f"{origin}/api/v1/ask", json={"question": "안녕"}, headers=claimed).status_code

        assert [ask(f"203.0.113.{number}, 198.51.100.7") for number in range(5)] == [200, 200, 200, 429, 429]
        assert ask("198.51.100.8") == 200  # another visitor of the same proxy
        for nonsense in ("'; drop table--", "999.999.999.999", ",,,", "127.0.0.1, 127.0.0.1", "::1%eth0", "a" * 5_000):
            assert ask(nonsense) in (200, 429)
