"""A pool of threads in which nobody holds more than one."""

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
        # The work in line by visitor; a visitor with an entry here is in the pool's own line, or runs, exactly once.
        self._lines: OrderedDict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = OrderedDict()

    def submit(self, visitor: str, work: Callable[[], T]) -> Future[T]:
        """What `work` will give; "" is nobody in particular and takes its turn by itself."""
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
        """How much of the visitor's work waits or runs."""
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
    except BaseException as error:  # the asker is told, whatever it was
        future.set_exception(error)
