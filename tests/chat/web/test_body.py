"""A request's body, from a `receive` that gives what a server would give."""

import asyncio
from collections.abc import Sequence

import pytest
from starlette.types import Message, Receive

from chat.web.body import BodyTooLongError, replayed, whole_body

GONE: Message = {"type": "http.disconnect"}


def part(body: bytes, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def giving(messages: Sequence[Message]) -> Receive:
    waiting = iter(messages)

    async def receive() -> Message:
        return next(waiting)

    return receive


def read(messages: Sequence[Message], limit: int = 10) -> bytes | None:
    return asyncio.run(whole_body(giving(messages), limit))


def test_the_parts_of_a_body_are_put_together() -> None:
    assert read([part(b"one ", True), part(b"", True), part(b"two"), GONE]) == b"one two"
    assert read([{"type": "http.request"}]) == b""  # ASGI lets both fields be left out


def test_a_body_as_long_as_the_limit_is_read_and_a_longer_one_is_not() -> None:
    assert read([part(b"12345", True), part(b"67890")]) == b"1234567890"
    with pytest.raises(BodyTooLongError):
        read([part(b"12345", True), part(b"678901")])


def test_too_long_a_body_is_refused_before_its_end() -> None:
    with pytest.raises(BodyTooLongError):
        read([part(b"12345678901", True)])  # waiting for the next part would end in StopIteration


def test_a_client_that_leaves_has_sent_nothing() -> None:
    assert read([GONE]) is None
    assert read([part(b"one", True), GONE]) is None


def test_a_body_is_replayed_once_and_then_what_really_comes() -> None:
    async def scene() -> list[Message]:
        receive = replayed(b"one two", giving([GONE]))
        return [await receive(), await receive()]

    assert asyncio.run(scene()) == [{"type": "http.request", "body": b"one two", "more_body": False}, GONE]
