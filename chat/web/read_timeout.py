"""A time limit for the headers of a request. uvicorn waits for ever, so a client that opens connections and sends nothing could
hold them all; the time for a body is limited by the guard (`chat.web.guard`).
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 20.0
"""Seconds from the opened connection, or from the first byte of a further request on it, to the end of the request's headers."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1 protocol, which closes a connection whose request does not come to the end of its headers in time."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the timer for the headers of the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Start the timer for the headers of a further request, once the one before is answered."""
        if self._giving_up is None and (self.cycle is None or self.cycle.response_complete):
            self._wait()
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Stop the timer: the headers have come."""
        self._stop_waiting()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timer: the connection is closed."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._giving_up = self.loop.call_later(HEADER_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._giving_up:
            self._giving_up.cancel()
            self._giving_up = None
