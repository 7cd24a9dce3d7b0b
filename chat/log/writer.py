"""Writes the log in a thread of its own: an answer waits for its row, but never for a disk that does not do its work."""

import contextlib
import datetime as dt
import itertools
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass

from chat.log.entry import Row
from chat.log.store import LogStore, LogUnavailableError

_log = logging.getLogger(__name__)

PATIENCE_S = 0.5
"""Longest wait of an answer for its row: a commit takes milliseconds, whoever needs longer is in trouble."""
_RETRY_S = 1.0
_HELD = 10_000
"""Rows held in memory (some 20 MB) while the store cannot be written; beyond that the oldest are lost, and counted."""
_AT_ONCE = 200
_SWEEP_S = 3600.0
_CLOCK_LEAP_S = 86_400.0


@dataclass(slots=True)
class Counts:
    """What the writer did since it began. `failures` are attempts to write that failed, `lost` rows that were given up."""

    stored: int = 0
    failures: int = 0
    lost: int = 0
    deleted: int = 0


class LogWriter:
    """Takes rows from any thread and stores them in order. Rows older than `days` are deleted when it starts and every hour.

    While the store fails, rows are held and tried again every second; nobody waits for them meanwhile.
    """

    def __init__(
        self, store: LogStore, days: int, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    ) -> None:
        self.counts = Counts()
        self._store, self._days, self._now = store, days, now
        self._changed = threading.Condition()
        self._held: deque[tuple[Row, Future[bool]]] = deque()
        self._waiting: queue.SimpleQueue[tuple[float, Future[bool]] | None] = queue.SimpleQueue()
        self._failing = self._stopping = False
        self._at_once = _AT_ONCE
        self._began = now(), _uptime()
        self._threads = [
            threading.Thread(target=work, name=f"log-{name}", daemon=True)
            for name, work in (("write", self._write), ("release", self._release))
        ]

    def start(self) -> None:
        """Begin to write; the file is opened (and old rows deleted) at once, so that trouble shows before the first question."""
        for thread in self._threads:
            thread.start()

    def put(self, row: Row) -> "Future[bool]":
        """True once `row` is stored; False after `PATIENCE_S`, or at once while the store fails: it is held then and stored later."""
        stored: Future[bool] = Future()
        with self._changed:
            if len(self._held) >= _HELD:
                self._give_up(self._held.popleft())
            self._held.append((row, stored))
            failing = self._failing or self._stopping
            self._changed.notify_all()
        if failing:
            _settle(stored, False)
        else:
            self._waiting.put((time.monotonic() + PATIENCE_S, stored))
        return stored

    @property
    def held(self) -> int:
        """Rows not yet stored."""
        return len(self._held)

    @property
    def healthy(self) -> bool:
        """Whether the last attempt to write succeeded."""
        return not self._failing

    def stop(self, seconds: float = 5.0) -> None:
        """Store what is held, within `seconds`, and end. Nothing may be put any more."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._waiting.put(None)
        if self._threads[0].ident is not None:
            self._threads[0].join(seconds)
        if self.held:
            _log.error("기록 %d건을 저장하지 못하고 끝냅니다.", self.held)

    def _write(self) -> None:
        sweep_at = time.monotonic()
        self._attempt(lambda: self._store.add([]))
        while True:
            if time.monotonic() >= sweep_at:
                sweep_at = time.monotonic() + _SWEEP_S
                self._attempt(self._sweep)
            with self._changed:
                self._changed.wait_for(lambda: self._held or self._stopping, max(0.0, sweep_at - time.monotonic()))
                if self._failing:
                    self._changed.wait_for(lambda: self._stopping, _RETRY_S)
                batch = list(itertools.islice(self._held, self._at_once))
            done = self._attempt(lambda batch=batch: self._store_all(batch)) if batch else not self._failing  # type: ignore[misc]
            if self._stopping and (not self._held or not done):
                self._store.close()
                return

    def _store_all(self, batch: "list[tuple[Row, Future[bool]]]") -> None:
        try:
            self._store.add([row for row, _ in batch])
        except LogUnavailableError:
            raise
        except Exception:  # a row that no store takes must not stand before all others for ever
            _log.exception("a row of the log cannot be stored")
            if len(batch) > 1:
                self._at_once = 1
                return
            with self._changed:
                self._drop(batch, lost=True)
            return
        self._at_once = _AT_ONCE
        with self._changed:
            self._drop(batch, lost=False)
        self.counts.stored += len(batch)

    def _drop(self, batch: "list[tuple[Row, Future[bool]]]", lost: bool) -> None:
        """Take `batch` from what is held, unless a flood has pushed it out meanwhile."""
        for one in batch:
            if self._held and self._held[0] is one:
                self._held.popleft()
            if lost:
                self._give_up(one)
            _settle(one[1], not lost)

    def _give_up(self, one: "tuple[Row, Future[bool]]") -> None:
        self.counts.lost += 1
        _settle(one[1], False)

    def _attempt(self, work: Callable[[], None]) -> bool:
        """Whether `work` went well; the beginning and the end of trouble are told in the server's log."""
        try:
            work()
        except LogUnavailableError as error:
            self.counts.failures += 1
            if not self._failing:
                _log.error("기록을 저장하지 못해 메모리에 모아 두고 다시 시도합니다. 답은 계속 나갑니다: %s", error)
            with self._changed:
                self._failing = True
                for _, stored in self._held:
                    _settle(stored, False)
            return False
        if self._failing:
            _log.warning("기록을 다시 저장합니다.")
        self._failing = False
        return True

    def _sweep(self) -> None:
        now, uptime = self._now(), _uptime()
        leapt = (now - self._began[0]).total_seconds() - (uptime - self._began[1])
        if leapt > _CLOCK_LEAP_S:  # a wrong clock must not delete what is still to be kept
            _log.error(
                "시계가 %d일 앞으로 뛰어 오래된 기록을 지우지 않습니다. 시계를 확인하고 다시 시작해 주세요.",
                leapt // 86_400,
            )
            return
        self.counts.deleted += self._store.delete_before(now - dt.timedelta(days=self._days))

    def _release(self) -> None:
        """Let those go on who have waited long enough; they wait equally long, so the first is let go first."""
        while (waiting := self._waiting.get()) is not None:
            until, stored = waiting
            with contextlib.suppress(TimeoutError):
                stored.result(max(0.0, until - time.monotonic()))
            _settle(stored, False)


def _uptime() -> float:
    """Seconds that no change of the clock moves."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _settle(stored: "Future[bool]", value: bool) -> None:
    with contextlib.suppress(InvalidStateError):
        stored.set_result(value)
