"""Answering questions in a few threads, with a cache for the next visitor who asks the same."""

import asyncio
import hashlib
import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from chat.answer import Answer, Status
from chat.desk import api_texts, problems
from chat.desk.answer_json import to_json
from chat.desk.fair import FairPool
from chat.desk.recorder import AnswerRecorder
from chat.log.entry import Door
from chat.log.entry_of import Visit, new_id
from chat.question.before_search import masked_with_notice, tidy
from chat.question.follow_up import Completed
from chat.service import Mureobwa
from chat.turn import Event, Listener, no_listener
from ingest.errors import StoreUnreachableError

T = TypeVar("T")

MOST_IN_LINE = 8
"""Most questions of one visitor that may wait or run; further ones are refused as busy, so that no visitor fills the queue."""

_PROGRAM = Visit(Door.API)

_BUSY_SECONDS = 2
"""Seconds after which a refused visitor may ask again: a question takes much less, and not all come back."""


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as it came through a door. `scope` are words of a department or topic whose documents are preferred, `visitor` the key of
    the visitor ("" for none), `before` the questions asked before, the last one last, which a follow-up refers to, `visit` how the question came.
    """

    question: str
    scope: str = ""
    visitor: str = ""
    before: tuple[str, ...] = ()
    visit: Visit = _PROGRAM


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, and its JSON in UTF-8. `asked` is the question as it was typed, personal data masked; the answer's own question is the one that was
    read, which of a follow-up is another. `cached`: it was made for an earlier question. `id` is new each time the answer is given.
    """

    answer: Answer
    json: bytes
    asked: str = ""
    cached: bool = False
    id: str = ""

    @property
    def body(self) -> bytes:
        """The JSON in UTF-8 as it is sent, with what was asked and the answer's id."""
        asked = json.dumps(self.asked, ensure_ascii=False)
        return self.json[:-1] + f', "asked": {asked}, "answer_id": "{self.id}"}}'.encode()

    def to_json(self) -> dict[str, Any]:
        """The content of `body` as a JSON object."""
        return to_json(self.answer) | {"asked": self.asked, "answer_id": self.id}


class Answers:
    """Asks the service in at most `workers` threads; at most `waiting` questions wait or run, and `kept` answers are cached.

    Of a visitor one question runs at a time, and at most `MOST_IN_LINE` wait or run.
    The same question asked by several at the same time is answered once. The cache is searched by a keyed hash of the
    question, so no question stays in memory as it was typed. `recorder` records each answer before it is given.
    """

    def __init__(
        self, service: Mureobwa, workers: int, waiting: int, kept: int, recorder: AnswerRecorder | None = None
    ) -> None:
        self.closed = False
        self._service, self._recorder = service, recorder
        self._waiting, self._size = waiting, kept
        self._pool = FairPool(workers)
        self._lock = threading.Lock()
        self._salt = secrets.token_bytes(16)
        self._kept: OrderedDict[bytes, GivenAnswer] = OrderedDict()
        self._running: dict[bytes, Future[GivenAnswer]] = {}

    async def ask(self, posed: Posed) -> GivenAnswer:
        """The answer to `posed`.

        Raises:
            ProblemError: too many questions are waiting.
        """
        future = self.begin(posed)
        return future.result() if future.done() else await asyncio.shield(asyncio.wrap_future(future))

    def listen(self, posed: Posed) -> AsyncIterator[Event | GivenAnswer]:
        """The events while `posed` is answered, and its answer as the last item. Raises as `ask`, when it is called and not when it is read."""
        loop = asyncio.get_running_loop()
        heard: asyncio.Queue[Event | None] = asyncio.Queue()
        future = self.begin(posed, lambda event: _call(loop, heard, event))
        future.add_done_callback(lambda _: _call(loop, heard, None))
        return _heard(heard, future)

    def begin(self, posed: Posed, listener: Listener = no_listener) -> Future[GivenAnswer]:
        """A future of the answer, for callers without an event loop; `listener` is called in the worker's thread, and not
        at all where the answer is cached or being made for another visitor.

        Raises:
            ProblemError: too many questions are waiting.
        """
        asked_at = time.monotonic()
        made = self._made(posed, listener)
        given: Future[GivenAnswer] = Future()
        made.add_done_callback(lambda done: self._give(done, posed, asked_at, given))
        return given

    def completed(self, question: str, before: str, visitor: str) -> Completed:
        """`question`, completed from `before` where it cannot stand alone; done in the visitor's turn: it costs a good part of what an answer does.

        Raises:
            ProblemError: too many questions of the visitor are waiting.
        """
        if not before:
            return Completed(question, question)
        self._refuse_beyond_turn(visitor)
        return self._pool.submit(visitor, lambda: self._service.complete(question, before)).result()

    @property
    def waiting(self) -> int:
        """The number of questions that wait or run; one that several ask counts once."""
        return len(self._running)

    def _refuse_beyond_turn(self, visitor: str) -> None:
        """Raise ProblemError where so much of the visitor is waiting that nothing more of theirs is taken."""
        if self._pool.in_line(visitor) >= MOST_IN_LINE:
            raise _busy()

    def _made(self, posed: Posed, listener: Listener) -> Future[GivenAnswer]:
        """A future of the answer, shared by all who ask the same now, without an id. Raises ProblemError as `begin`."""
        key, off = self._key(posed), bool(self._service.engine.off_notice)
        with self._lock:
            kept = None if off else self._kept.get(key)  # while the service is switched off, no cached answer is given
            if kept:
                self._kept.move_to_end(key)
                ready: Future[GivenAnswer] = Future()
                ready.set_result(kept)
                return ready
            running = self._running.get(key)
            if running:
                return running
            if len(self._running) >= self._waiting:
                raise _busy()
            self._refuse_beyond_turn(posed.visitor)
            future = self._pool.submit(posed.visitor, lambda: self._make(posed, listener))
            self._running[key] = future
        future.add_done_callback(lambda done: self._finish(key, done))
        return future

    def _give(self, made: Future[GivenAnswer], posed: Posed, asked_at: float, given: Future[GivenAnswer]) -> None:
        """Set `given` to the answer of `made` with an id of its own, once the answer is recorded."""
        if made.cancelled():
            given.cancel()
            given.set_running_or_notify_cancel()
            return
        error = made.exception()
        if error:
            if self._recorder:
                self._recorder.failed(posed.visit)
            given.set_exception(error)
            return
        kept = replace(made.result(), id=new_id())
        if self._recorder is None:
            given.set_result(kept)
            return
        try:
            stored = self._recorder.answered(kept.id, kept.answer, posed.visit, posed.scope, kept.cached, asked_at)
        except StoreUnreachableError as unreachable:  # what the index was made with is not known yet
            given.set_exception(unreachable)
            return
        stored.add_done_callback(lambda _: given.set_result(kept))

    async def call(self, work: Callable[[], T], visitor: str = "") -> T:
        """The result of `work` (a search, say), done by the same threads in the visitor's turn.

        Raises:
            ProblemError: too much of the visitor is waiting.
        """
        self._refuse_beyond_turn(visitor)
        return await asyncio.wrap_future(self._pool.submit(visitor, work))

    def warm_up(self) -> None:
        """Ask the title of the first document as a question, in a worker's thread, so that all models are loaded."""
        titles = (listed.title for listed in self._service.index.listed(1))
        self._pool.submit("", lambda: self._service.ask(next(titles, "")))

    def close(self) -> None:
        """Finish the questions that run, cancel those that wait, and take no more."""
        self.closed = True
        self._pool.close()

    def _make(self, posed: Posed, listener: Listener) -> GivenAnswer:
        typed = tidy(posed.question)
        if self._recorder:
            self._recorder.begin()
        read = self._read(typed, posed.before)
        answer = self._service.ask(read.question, listener, posed.scope)
        asked = masked_with_notice(typed, self._service.engine.published)[0] if read.changed else answer.question
        return GivenAnswer(answer, json.dumps(to_json(answer), ensure_ascii=False).encode(), asked)

    def _read(self, typed: str, before: Sequence[str]) -> Completed:
        """`typed`, completed from the questions `before` where it cannot stand alone; each of those may be a follow-up itself."""
        last = ""
        for earlier in map(tidy, before):
            last = self._service.complete(earlier, last).question if last else earlier
        return self._service.complete(typed, last) if last else Completed(typed, typed)

    def _finish(self, key: bytes, done: Future[GivenAnswer]) -> None:
        with self._lock:
            self._running.pop(key, None)
            if done.cancelled() or done.exception() or not self._size:
                return
            made = done.result()
            if made.answer.status is Status.OFF:
                return
            self._kept[key] = replace(made, cached=True)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def _key(self, posed: Posed) -> bytes:
        today = self._service.engine.settings.day.isoformat()  # "지난 날짜입니다" is true for a day only
        key_text = "\0".join(
            [
                *(self._service.engine.answers_version, today, posed.scope),
                *(tidy(one) for one in (*posed.before, posed.question)),
            ]
        )
        return hashlib.blake2b(key_text.encode(), key=self._salt, digest_size=16).digest()


def _busy() -> problems.ProblemError:
    return problems.come_back(problems.BUSY, api_texts.BUSY, api_texts.BUSY_EN, _BUSY_SECONDS)


async def _heard(
    heard: "asyncio.Queue[Event | None]", future: Future[GivenAnswer]
) -> AsyncIterator[Event | GivenAnswer]:
    while (event := await heard.get()) is not None:
        yield event
    yield future.result()


def _call(loop: asyncio.AbstractEventLoop, heard: "asyncio.Queue[Event | None]", event: Event | None) -> None:
    """Put `event` into the queue from a worker's thread; nothing happens where the loop has closed meanwhile."""
    try:
        loop.call_soon_threadsafe(heard.put_nowait, event)
    except RuntimeError:
        return
