"""Writes the log in a thread of its own: an answer waits until its row is stored, but no longer than `PATIENCE_S`."""

import contextlib
import datetime as dt
import itertools
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass

from chat.log.entry import LogRow
from chat.log.store import LogStore, LogUnavailableError

_log = logging.getLogger(__name__)

PATIENCE_S = 3.0
"""Seconds that an answer waits at most until its row is stored: a commit takes milliseconds, on a machine whose disk is busy seconds.
With .5 a server killed on such a machine had given answers whose rows were not yet stored.
"""
_RETRY_S = 1.0
_HELD = 10_000
"""Rows held in memory (some 20 MB) while the store cannot be written; beyond that the oldest are lost, and counted."""
_AT_ONCE = 200
_SWEEP_S = 3600.0
_CLOCK_LEAP_S = 86_400.0


@dataclass(slots=True)
class Counts:
    """Counts of the writer since it began: rows stored, attempts to write that failed (`failures`), rows given up (`lost`), rows deleted."""

    stored: int = 0
    failures: int = 0
    lost: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row to be stored, and the future that says whether it is. `hold` is false where the sender is told that it was not, and may send it again."""

    row: LogRow
    stored: "Future[bool]"
    hold: bool


class LogWriter:
    """Takes rows from any thread and stores them in order. Rows older than `days` are deleted when it starts and every hour.

    While the store fails, rows are held in memory and tried again every second; no answer waits for them meanwhile.
    """

    def __init__(
        self, store: LogStore, days: int, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    ) -> None:
        self.counts = Counts()
        self._store, self._days, self._now = store, days, now
        self._changed = threading.Condition()
        self._held: deque[_Waiting] = deque()
        self._waiting: queue.SimpleQueue[tuple[float, Future[bool]] | None] = queue.SimpleQueue()
        self._failing = self._stopping = False
        self._at_once = _AT_ONCE
        self._began = now(), _uptime()
        self._threads = [
            threading.Thread(target=work, name=f"log-{name}", daemon=True)
            for name, work in (("write", self._write), ("release", self._release))
        ]

    def start(self) -> None:
        """Start the threads, unless they run; the store is opened (and old rows deleted) at once: a failure shows before the first question."""
        with self._changed:
            if self._threads[0].ident is None:
                for thread in self._threads:
                    thread.start()

    def put(self, row: LogRow, hold: bool = True) -> "Future[bool]":
        """Queue `row`. The future is True once it is stored; False after `PATIENCE_S`, or at once while the store fails: the row is then
        held and stored later, or dropped where `hold` is false.
        """
        one = _Waiting(row, Future(), hold)
        self.start()
        with self._changed:
            if self._stopping or (self._failing and not hold):
                self._lose(one)
                return one.stored
            if len(self._held) >= _HELD:
                self._lose(self._held.popleft())
            self._held.append(one)
            if self._failing:
                _settle(one.stored, False)
            self._changed.notify_all()
        self._waiting.put((time.monotonic() + PATIENCE_S, one.stored))
        return one.stored

    @property
    def unsaved(self) -> int:
        """The number of rows not yet stored."""
        return len(self._held)

    @property
    def healthy(self) -> bool:
        """Whether the last attempt to write succeeded."""
        return not self._failing

    def stop(self, seconds: float = 5.0) -> None:
        """Store the rows held, within `seconds`, and end the threads. No row may be put any more."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._waiting.put(None)
        if self._threads[0].ident is not None:
            self._threads[0].join(seconds)
        if self.unsaved:
            _log.error("기록 %d건을 저장하지 못하고 끝냅니다.", self.unsaved)

    def _write(self) -> None:
        sweep_at = time.monotonic()
        self._attempt(lambda: self._store.add([]))
        while True:
            if time.monotonic() >= sweep_at:
                sweep_at = time.monotonic() + _SWEEP_S
                self._attempt(self._sweep)
            pause = _RETRY_S if self._failing else max(0.0, sweep_at - time.monotonic())
            with self._changed:
                self._changed.wait_for(lambda: self._stopping or (self._held and not self._failing), pause)
                batch = list(itertools.islice(self._held, self._at_once))
            tried_in_vain = not self._attempt(lambda batch=batch: self._store_all(batch))  # type: ignore[misc]
            if self._stopping and (tried_in_vain or not self._held):
                self._store.close()
                return

    def _store_all(self, batch: Sequence[_Waiting]) -> None:
        """Store `batch`; an empty one checks whether the store can be written. Raises LogUnavailableError."""
        try:
            self._store.add([one.row for one in batch])
        except LogUnavailableError:
            raise
        except Exception:  # a row that cannot be stored must not block all others for ever
            _log.exception("a row of the log cannot be stored")
            if len(batch) > 1:
                self._at_once = 1
                return
            with self._changed:
                self._take_out(batch)
                for one in batch:
                    self._lose(one)
            return
        self._at_once = _AT_ONCE
        with self._changed:
            self._take_out(batch)
        self.counts.stored += len(batch)
        for one in batch:
            _settle(one.stored, True)

    def _take_out(self, batch: Sequence[_Waiting]) -> None:
        """Remove `batch` from the rows held; some of it may have been dropped meanwhile, where too many rows came."""
        for one in batch:
            if self._held and self._held[0] is one:
                self._held.popleft()

    def _lose(self, one: _Waiting) -> None:
        self.counts.lost += one.hold
        _settle(one.stored, False)

    def _attempt(self, work: Callable[[], None]) -> bool:
        """Run `work`. Returns whether it succeeded; the server's log says when the store begins to fail and when it works again."""
        try:
            work()
        except LogUnavailableError as error:
            self.counts.failures += 1
            if not self._failing:
                _log.error("기록을 저장하지 못해 메모리에 모아 두고 다시 시도합니다. 답은 계속 나갑니다: %s", error)
            with self._changed:
                self._failing = True
                for one in self._held:
                    _settle(one.stored, False)
                self._held = deque(one for one in self._held if one.hold)
            return False
        except Exception:  # the thread must not end
            self.counts.failures += 1
            _log.exception("writing the log failed")
            return False
        if self._failing:
            _log.warning("기록을 다시 저장합니다.")
        self._failing = False
        return True

    def _sweep(self) -> None:
        now, uptime = self._now(), _uptime()
        leapt = (now - self._began[0]).total_seconds() - (uptime - self._began[1])
        if leapt > _CLOCK_LEAP_S:  # a wrong clock must not delete rows that are still to be kept
            _log.error(
                "시계가 %d일 앞으로 뛰어 오래된 기록을 지우지 않습니다. 시계를 확인하고 다시 시작해 주세요.",
                round(leapt / 86_400),
            )
            return
        self.counts.deleted += self._store.delete_before(now - dt.timedelta(days=self._days))

    def _release(self) -> None:
        """Set each future to False once `PATIENCE_S` is over; all wait equally long, so they are taken in the order of `put`."""
        while (waiting := self._waiting.get()) is not None:
            until, stored = waiting
            with contextlib.suppress(TimeoutError):
                stored.result(max(0.0, until - time.monotonic()))
            _settle(stored, False)


def _uptime() -> float:
    """Seconds since boot, which no change of the clock affects."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _settle(stored: "Future[bool]", value: bool) -> None:
    with contextlib.suppress(InvalidStateError):
        stored.set_result(value)
