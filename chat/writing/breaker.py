"""A fuse: after some failures in a row a model is left alone for a while."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed: calls pass. Open, after `limit` failures in a row: none do for `pause_s` seconds, then one may try.

    Safe to use from several threads. `clock` gives seconds and never goes back.
    """

    def __init__(self, limit: int, pause_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._pause, self._clock = limit, pause_s, clock
        self._failures = 0
        self._closed_again = 0.0
        self._lock = threading.Lock()

    def may_call(self) -> bool:
        """Whether to try now. While open, one caller a pause gets a True."""
        with self._lock:
            if self._failures < self._limit:
                return True
            if self._clock() < self._closed_again:
                return False
            self._closed_again = self._clock() + self._pause
            return True

    def worked(self) -> None:
        """A call gave something usable."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """A call gave nothing usable."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._closed_again = self._clock() + self._pause
