"""A server that goes on with a new index by itself, without losing a question."""

import logging
import threading
from collections.abc import Callable

from chat.service import Mureobwa
from ingest.errors import MureobwaError, StoreUnreachableError
from retriever.store import store_of

_log = logging.getLogger(__name__)
_EVERY = 2.0
"""Seconds between two looks: a new index answers within five."""


class Renewal:
    """Watches the index of `service` in a thread of its own, between `start` and `stop`; `then` is called after each change."""

    def __init__(self, service: Mureobwa, then: Callable[[], None] = lambda: None) -> None:
        self._service, self._then = service, then
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="renewal", daemon=True)
        self._seen = self._current()

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; returns when the last look is over."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(_EVERY):
            self.look()

    def look(self) -> bool:
        """Whether there was a new index, which answers from now on. One that cannot be used is told in the log, once."""
        current = self._current()
        if not current or current == self._seen:
            return False
        self._seen = current
        try:
            self._service.renew()
            documents = len(self._service.index.documents)
        except StoreUnreachableError:
            self._seen = ""  # look again: it was not the index that failed
            return False
        except MureobwaError as error:
            _log.error("새 색인을 쓸 수 없어 전의 색인으로 계속 답합니다: %s", error)
            return False
        _log.warning("새 색인(%s)으로 답합니다: 문서 %d건", current, documents)
        self._then()
        return True

    def _current(self) -> str:
        try:
            return store_of(self._service.office.settings).current()
        except MureobwaError:
            return ""
