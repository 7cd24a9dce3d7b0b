"""Runs the app with uvicorn on a host and port."""

import gc
import socket
from collections.abc import Sequence

import uvicorn
from starlette.types import ASGIApp

from chat.settings import Settings
from chat.web.peer import PeerKept
from chat.web.read_timeout import PatientProtocol
from ingest.errors import BadInputError


def serve(app: ASGIApp, host: str, port: int, settings: Settings) -> None:
    """Serve until interrupted or ended by SIGTERM; prints the address once the port is open.

    The caller's address that a proxy states is believed from `trusted_proxies` only; the server's name is not sent. At the end no
    question is taken any more, and those under way have `stop_seconds` to be answered.
    """
    with _bound(host, port) as listening:
        _say(
            f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{port} 에서 물어보실 수 있습니다. 끝내려면 Ctrl+C를 누르세요."
        )
        # What has been loaded by now stays as long as the server: the garbage collector need not look at it again.
        gc.collect()
        gc.freeze()
        uvicorn.Server(config(app, settings.trusted_proxies, settings.stop_seconds)).run(sockets=[listening])


def config(app: ASGIApp, trusted_proxies: Sequence[str] = (), stop_seconds: int = 5) -> uvicorn.Config:
    """The configuration of uvicorn."""
    return uvicorn.Config(
        PeerKept(app, trusted_proxies),
        http=PatientProtocol,
        proxy_headers=False,  # `PeerKept` reads these headers, and keeps the proxy's own address
        server_header=False,
        access_log=False,
        log_level="warning",
        log_config=None,  # `chat.operation.server_log` has set up the log of the process
        timeout_graceful_shutdown=stop_seconds,
    )


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket at `host` and `port`, opened first so that an address in use is reported at once. Raises BadInputError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise BadInputError(
            f"주소 {host}:{port}을(를) 열 수 없습니다: {error.strerror}. '--port'로 다른 포트를 주세요."
        ) from error
    return listening


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201
