"""A pool of threads in which no visitor holds more than one thread."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class FairPool:
    """Runs the work of many visitors in `workers` threads: one piece of each at a time, the visitors in turn.

    Who asks thirty things at once waits for the thirty; who asks one waits for one of each of the others.
    """

    def __init__(self, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="answer")
        self._lock = threading.Lock()
        # The work that waits or runs, by visitor; of a visitor with an entry here exactly one piece is in the pool, queued or running.
        self._lines: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()

    def submit(self, visitor: str, work: Callable[[], T]) -> Future[T]:
        """A future of the result of `work`. The visitor "" is nobody in particular: each piece of such work takes its turn by itself."""
        future: Future[T] = Future()
        if not visitor:
            self._pool.submit(_run, future, work)
            return future
        with self._lock:
            line = self._lines.get(visitor)
            if line is None:
                self._lines[visitor] = deque([(future, work)])
                self._pool.submit(self._next, visitor)
            else:
                line.append((future, work))
        return future

    def in_line(self, visitor: str) -> int:
        """How many pieces of the visitor's work wait or run."""
        with self._lock:
            return len(self._lines.get(visitor, ()))

    def close(self) -> None:
        """Finish what runs; what waits is cancelled."""
        with self._lock:
            waiting = [future for line in self._lines.values() for future, _ in line]
        self._pool.shutdown(wait=True, cancel_futures=True)
        for future in waiting:
            future.cancel()

    def _next(self, visitor: str) -> None:
        with self._lock:
            future, work = self._lines[visitor][0]
        _run(future, work)
        with self._lock:
            line = self._lines[visitor]
            line.popleft()
            if not line:
                del self._lines[visitor]
                return
        try:
            self._pool.submit(self._next, visitor)
        except RuntimeError:  # closed meanwhile; `close` cancels what waits
            return


def _run(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:  # whoever waits for the result gets the error, whatever it is
        future.set_exception(error)
