import socket

import pytest
from starlette.types import Receive, Scope, Send

from chat.web.serve import serve
from ingest.errors import BadInputError


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that is never reached."""


def test_an_address_in_use_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadInputError, match=rf"127\.0\.0\.1:{port}.*--port"):
            serve(nothing, "127.0.0.1", port)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(BadInputError, match="열 수 없습니다"):
        serve(nothing, "192.0.2.1", 8000)
