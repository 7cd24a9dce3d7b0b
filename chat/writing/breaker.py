"""A circuit breaker: after some failures in a row a model is not called for a while."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed: every call may be made. Open, after `limit` failures in a row: no call may be made for `pause_s` seconds, then one.

    Safe to use from several threads. `clock` gives seconds and never goes back.
    """

    def __init__(self, limit: int, pause_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._pause, self._clock = limit, pause_s, clock
        self._failures = 0
        self._closed_again = 0.0
        self._lock = threading.Lock()

    def may_call(self) -> bool:
        """Whether a call may be made now. While open, one caller in each pause gets True."""
        with self._lock:
            if self._failures < self._limit:
                return True
            if self._clock() < self._closed_again:
                return False
            self._closed_again = self._clock() + self._pause
            return True

    def worked(self) -> None:
        """Records that a call gave something usable: closes the breaker."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Records that a call gave nothing usable: opens the breaker after `limit` in a row."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._closed_again = self._clock() + self._pause
