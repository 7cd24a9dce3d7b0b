"""Switching a running server to a new index, to changed settings and to a model's trial by itself, without losing a question."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from chat.operation.live_settings import SettingsFile
from chat.service import Mureobwa
from chat.settings import Settings
from chat.writing.reading_trial import may_choose
from ingest.errors import MureobwaError, StoreUnreachableError
from retriever.store import store_of

_log = logging.getLogger(__name__)
_EVERY = 2.0
"""Seconds between two checks: a new index answers, and a changed setting is in use, within five."""


class Renewal:
    """Watches the index of `service`, the file of `settings` and the trial of the model in a thread of its own, between `start` and `stop`; `then` is called
    after each change of the index, `set_anew` with the new settings after each change of the settings.
    """

    def __init__(
        self,
        service: Mureobwa,
        settings: Settings,
        then: Callable[[], None] = lambda: None,
        set_anew: Callable[[Settings], None] = lambda settings: None,
    ) -> None:
        self._service, self._settings, self._then, self._set_anew = service, settings, then, set_anew
        self._file = SettingsFile()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="renewal", daemon=True)
        self._seen = self._current()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread; returns when its last check is over."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(_EVERY):
            self.look_at_settings()
            self.look_at_model()
            self.look()

    def look_at_settings(self) -> bool:
        """Take over settings that have changed in the file (`chat.operation.live_settings.LIVE`). Returns whether there were any."""
        changed = self._file.changed(self._settings)
        if changed is None:
            return False
        self._settings = changed
        self._service.engine = replace(self._service.engine, settings=changed)
        self._set_anew(changed)
        return True

    def look_at_model(self) -> bool:
        """Let the language model choose sentences once it has passed its trial, and no longer once it has failed one. Returns whether that changed."""
        engine = self._service.engine
        if engine.model is None:
            return False
        reads = may_choose(engine.settings)
        if reads == engine.model_reads:
            return False
        self._service.engine = replace(engine, model_reads=reads)
        _log.warning("언어 모델이 답하는 문장을 %s.", "고릅니다" if reads else "더는 고르지 않습니다")
        return True

    def look(self) -> bool:
        """Switch to a new index, if there is one. Returns whether it answers from now on; one that cannot be used is logged once."""
        current = self._current()
        if not current or current == self._seen:
            return False
        self._seen = current
        try:
            self._service.renew()
            documents = len(self._service.index.documents)
        except StoreUnreachableError:
            self._seen = ""  # check again next time: the index itself did not fail
            return False
        except MureobwaError as error:
            _log.error("새 색인을 쓸 수 없어 전의 색인으로 계속 답합니다: %s", error)
            return False
        _log.warning("새 색인(%s)으로 답합니다: 문서 %d건", current, documents)
        self._then()
        return True

    def _current(self) -> str:
        try:
            return store_of(self._service.engine.settings).current()
        except MureobwaError:
            return ""
