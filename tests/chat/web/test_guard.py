import asyncio
import socket
import sqlite3
from contextlib import closing

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from chat.log.sqlite import SqliteLog
from chat.web.guard import Guard, host_of
from web.visiting import Site


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost:8000", "localhost"),
        ("City.GO.kr", "city.go.kr"),
        ("[::1]:80", "[::1]"),
        ("[::1]", "[::1]"),
        ("", ""),
    ],
)
def test_the_host_is_read_without_its_port(header: str, host: str) -> None:
    assert host_of({"type": "http", "headers": [(b"host", header.encode())]}) == host


@pytest.mark.parametrize("host", ["evil.test", "localhost.evil.test", "127.0.0.1.evil.test", "", "localhost@evil.test"])
def test_a_host_that_is_not_ours_is_refused(site: Site, host: str) -> None:
    reply = httpx.get(site.origin + "/", headers={"host": host})
    assert reply.status_code == 400
    assert "hosts" in reply.json()["title"] or not host


def test_a_websocket_is_refused_without_a_failure(site: Site) -> None:
    upgrade = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "a" * 22 + "==",
    }
    assert httpx.get(site.origin + "/", headers=upgrade).status_code == 403


def test_a_monitor_may_ask_with_head(site: Site) -> None:
    assert httpx.head(site.origin + "/").status_code == 200
    assert httpx.head(site.origin + "/healthz").status_code == 200


def test_who_checks_links_may_ask_with_head(site: Site) -> None:
    (first, *_) = httpx.get(site.origin + "/api/v1/documents").json()["documents"]
    page = f"/documents/{first['id']}"
    alive = ["/documents", page, f"{page}/original", f"{page}/passage?start=0&end=10", "/accessibility", "/widget.js"]
    replies = {path: httpx.head(site.origin + path) for path in alive}
    assert {path: reply.status_code for path, reply in replies.items()} == dict.fromkeys(alive, 200)
    assert {reply.content for reply in replies.values()} == {b""}
    assert httpx.head(site.origin + "/documents/none").status_code == 404
    assert httpx.get(site.origin + "/healthz").json()["status"] == "ok"


@pytest.mark.parametrize(
    "path", ["/api/v1/ask", "/v1/chat/completions", "/mcp", "/feedback", "/gradio_api/queue/join", "/"]
)
def test_a_body_that_does_not_come_to_its_end_is_given_up(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("chat.web.guard._BODY_SECONDS", 0.2)
    with socket.create_connection(("127.0.0.1", int(site.origin.rpartition(":")[2]))) as slow:
        slow.settimeout(10)
        slow.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{".encode())
        response = slow.recv(4096).decode()
    assert response.startswith("HTTP/1.1 408 ")
    assert "제때" in response


def test_what_a_proxy_claims_does_not_reach_the_page(site: Site) -> None:
    claims = {"x-forwarded-host": "evil.test", "x-forwarded-proto": "https", "x-direct-url": "https://evil.test"}
    assert "evil.test" not in httpx.get(site.origin + "/", headers=claims).text


@pytest.mark.parametrize("path", ["/", "/documents", "/documents/none", "/ui/ui.js", "/theme.css", "/nowhere"])
def test_every_reply_carries_the_headers(site: Site, path: str) -> None:
    headers = httpx.get(site.origin + path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "'unsafe-inline'" not in headers["content-security-policy"].split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers
    assert (
        "access-control-allow-origin"
        not in httpx.get(site.origin + path, headers={"origin": "https://evil.test"}).headers
    )


def test_each_page_has_a_nonce_of_its_own(site: Site) -> None:
    replies = [httpx.get(site.origin + "/") for _ in range(2)]
    nonces = {reply.headers["content-security-policy"].split("'nonce-")[1].split("'")[0] for reply in replies}
    assert len(nonces) == 2
    for reply in replies:
        assert reply.text.count("<script>") == 0


def test_a_long_body_is_refused(site: Site) -> None:
    assert httpx.post(site.origin + "/feedback", content=b"x" * 300_000).status_code == 413


def test_a_body_of_unknown_length_ends_at_the_limit(site: Site) -> None:
    parts = (b"x" * 10_000 for _ in range(40))
    assert httpx.post(site.origin + "/feedback", content=parts).status_code == 413


def test_who_is_sent_away_is_told_when_to_come_back() -> None:
    sent: list[Message] = []

    async def full(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 503, "headers": []})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.request", "body": b""}

    asyncio.run(Guard(full, ["*"])({"type": "http", "path": "/", "headers": []}, nothing, keep))
    assert (b"retry-after", b"10") in sent[0]["headers"]


def test_half_a_letter_is_a_wrong_request_and_no_failure(site: Site) -> None:
    """JSON may name half of a surrogate pair, UTF-8 cannot: what was sent is not sent back."""
    opinion = b'{"question": "\\ud800", "helpful": true}'
    reply = httpx.post(f"{site.origin}/feedback", content=opinion, headers={"content-type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["detail"][0]["loc"] == ["body", "question"]


def test_an_opinion_that_cannot_be_kept_is_told_with_when_to_come_back(site: Site) -> None:
    log = SqliteLog.below(site.settings.home, max_mib=64)
    log.add([])
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")  # as a copying program does
        reply = httpx.post(f"{site.origin}/feedback", json={"question": "q", "helpful": True})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "60")
    assert "60초 뒤에" in reply.json()["title"]
