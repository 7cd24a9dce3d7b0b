"""The body of a request, read whole before anybody acts on it. Answers stream; questions are short."""

from starlette.types import Message, Receive


class BodyTooLongError(Exception):
    """More came than is taken."""


async def whole_body(receive: Receive, limit: int) -> bytes | None:
    """All of it, at most `limit` bytes; None where the sender went away.

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
    """`receive` that gives `body` once, then what really comes (the client's leaving)."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
