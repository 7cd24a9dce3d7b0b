"""An OpenAI-compatible server that says what it is told to, well or badly: faults that a real one has not on demand."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler", dict[str, Any]], None]


@dataclass
class Scripted:
    """A running server: its address, and every request body that came."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    behaviour: Behaviour
    requests: list[dict[str, Any]]
    models: tuple[str, ...] | None

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.requests.append({**body, "authorization": self.headers.get("Authorization", "")})
        try:
            type(self).behaviour(self, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        if self.path.endswith("/models") and self.models is not None:
            listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]}
            self.whole(200, "application/json", json.dumps(listed))
        else:
            self.whole(404, "application/json", "{}")

    def whole(self, status: int, content_type: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def piece(self, text: str) -> None:
        chunk = {
            "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
            "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}],
        }  # fmt: skip
        self.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def done(self) -> None:
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on the terminal."""


def says(*pieces: str, pause_s: float = 0.0) -> Behaviour:
    """A well-behaved stream of these pieces."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        handler.begin()
        for piece in pieces:
            handler.piece(piece)
            time.sleep(pause_s)
        handler.done()

    return behave


def error_500(handler: Handler, body: dict[str, Any]) -> None:
    handler.whole(500, "application/json", '{"error": {"message": "out of memory"}}')


def hangs(handler: Handler, body: dict[str, Any]) -> None:
    time.sleep(8)


def hangs_midway(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.piece("지원금은")
    time.sleep(8)


def drips(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    for _ in range(80):
        handler.piece("아")
        time.sleep(0.1)


def drops(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.piece("지원금은 월 ")


def empty(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.done()


def html(handler: Handler, body: dict[str, Any]) -> None:
    handler.whole(200, "text/html", "<html><body><h1>Login</h1></body></html>")


def wrong_json(handler: Handler, body: dict[str, Any]) -> None:
    handler.whole(200, "application/json", '{"answer": ["월 99만 원"], "choices": "none"}')


def broken_json(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    handler.wfile.write('data: {"choices": [{"delta": {"content": "월 99만\n\n'.encode())
    handler.wfile.write(b"data: {{{\n\n")


def endless(handler: Handler, body: dict[str, Any]) -> None:
    handler.begin()
    for number in range(100_000):
        handler.piece(f"지원금 {number} ")


@contextmanager
def serving(behaviour: Behaviour, models: tuple[str, ...] | None = None) -> Iterator[Scripted]:
    """The server, running on loopback; `models` are those it says it has (None: it has no such list)."""
    requests: list[dict[str, Any]] = []
    of_this = {"behaviour": staticmethod(behaviour), "requests": requests, "models": models}
    handler = type("ThisHandler", (Handler,), of_this)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1", requests)
    finally:
        server.shutdown()
        server.server_close()
