"""Who is logged in at the admin page: kept in memory, ended by time, by logging out and by a restart."""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

IDLE_SECONDS, LONGEST_SECONDS = 30 * 60.0, 8 * 3600.0
"""The longest time of a session without a request, and in all."""
_MOST = 200


@dataclass(slots=True)
class _Session:
    who: str
    begun: float
    touched: float


class Sessions:
    """The sessions of the admin page. A token is given once, to its owner; only its hash is kept here. Safe between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[bytes, _Session] = {}

    def begin(self, who: str) -> str:
        """Begin a session of `who`. Returns its token, 43 characters."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = self._clock()
            self._held = {name: one for name, one in self._held.items() if self._lives(one, now)}
            while len(self._held) >= _MOST:
                del self._held[next(iter(self._held))]
            self._held[_name(token)] = _Session(who, now, now)
        return token

    def who(self, token: str) -> str:
        """The name of the session's owner, "" where there is no such session (any more)."""
        with self._lock:
            now, session = self._clock(), self._held.get(_name(token))
            if session is None or not self._lives(session, now):
                return ""
            session.touched = now
            return session.who

    def end(self, token: str) -> None:
        """End the session of `token`."""
        with self._lock:
            self._held.pop(_name(token), None)

    @staticmethod
    def _lives(session: _Session, now: float) -> bool:
        return now - session.touched < IDLE_SECONDS and now - session.begun < LONGEST_SECONDS


def _name(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
