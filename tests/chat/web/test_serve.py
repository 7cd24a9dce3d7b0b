import socket
import threading

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from chat.settings import Settings
from chat.web.serve import config, serve
from ingest.errors import BadInputError


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that is never reached."""


def test_an_address_in_use_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadInputError, match=rf"127\.0\.0\.1:{port}.*--port"):
            serve(nothing, "127.0.0.1", port, Settings())


@pytest.mark.parametrize(("trusted", "seen"), [((), "127.0.0.1"), (("127.0.0.1",), "192.0.2.7")])
def test_the_visitors_address_is_believed_of_a_trusted_proxy_alone(trusted: tuple[str, ...], seen: str) -> None:
    callers: list[str] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        callers.append(scope["client"][0])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(config(note, trusted))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        httpx.get(address, headers={"x-forwarded-for": "203.0.113.9, 192.0.2.7"})
        server.should_exit = True
        thread.join(10)
    assert callers == [seen]


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(BadInputError, match="열 수 없습니다"):
        serve(nothing, "192.0.2.1", 8000, Settings())
