import asyncio

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

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
    assert httpx.get(site.origin + "/healthz").json()["status"] == "ok"


def test_a_body_that_does_not_come_to_its_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.web.guard._BODY_SECONDS", 0.05)
    heard: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((await receive())["type"])
        heard.append((await receive())["type"])

    async def slow() -> Message:
        if heard:
            await asyncio.sleep(10)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def ignore(message: Message) -> None:
        return

    asyncio.run(Guard(app, ["*"])({"type": "http", "path": "/", "headers": []}, slow, ignore))
    assert heard == ["http.request", "http.disconnect"]


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


def test_a_body_of_unknown_length_ends_at_the_limit() -> None:
    taken: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            taken.append(await receive())
            if taken[-1]["type"] == "http.disconnect":
                return

    async def endless() -> Message:
        return {"type": "http.request", "body": b"x" * 40, "more_body": True}

    async def nothing(message: Message) -> None:
        pass

    scope = {"type": "http", "headers": [(b"host", b"localhost")], "method": "POST", "path": "/"}
    asyncio.run(Guard(app, ["localhost"], max_body_bytes=100)(scope, endless, nothing))
    assert [message["type"] for message in taken] == ["http.request", "http.request", "http.disconnect"]


def test_who_is_sent_away_is_told_when_to_come_back() -> None:
    sent: list[Message] = []

    async def full(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 503, "headers": []})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(Guard(full, ["*"])({"type": "http", "path": "/", "headers": []}, nothing, keep))
    assert (b"retry-after", b"10") in sent[0]["headers"]


def test_half_a_letter_is_a_wrong_request_and_no_failure(site: Site) -> None:
    """JSON may name half of a surrogate pair, UTF-8 cannot: what was sent is not sent back."""
    opinion = b'{"question": "\\ud800", "helpful": true}'
    reply = httpx.post(f"{site.origin}/feedback", content=opinion, headers={"content-type": "application/json"})
    assert reply.status_code == 422
    assert reply.json()["detail"][0]["loc"] == ["body", "question"]


def test_an_opinion_that_cannot_be_kept_is_told_with_when_to_come_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.feedback.MAX_BYTES", -1)  # the file is full
    reply = httpx.post(f"{site.origin}/feedback", json={"question": "q", "helpful": True})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "60")
    assert "60초 뒤에" in reply.json()["title"]
