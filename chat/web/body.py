"""Reading the whole body of a request before it is handled. Answers stream; questions are short."""

from starlette.types import Message, Receive


class BodyTooLongError(Exception):
    """The body is longer than the limit."""


async def whole_body(receive: Receive, limit: int) -> bytes | None:
    """The whole body of a request, at most `limit` bytes; None where the client has disconnected.

    Raises:
        BodyTooLongError: it is longer.
    """
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += bytes(message.get("body", b""))
        if len(body) > limit:
            raise BodyTooLongError
        if not message.get("more_body"):
            return body


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that returns `body` once, then the messages that really come (the client disconnects)."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
