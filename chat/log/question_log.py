"""The log as the doors use it: the one place that decides what is kept of an answer."""

import datetime as dt
from collections import OrderedDict
from concurrent.futures import Future

from chat.answer import Answer, Status
from chat.engine import Engine
from chat.log.entry import Feedback, Setup, Tally
from chat.log.entry_of import Visit, entry_of, masked_feedback, setup_of
from chat.log.place import log_of
from chat.log.writer import LogWriter
from chat.settings import Settings

_SETUPS = 8
_COUNTED_ONLY = frozenset({Status.EMERGENCY})
"""Statuses whose answers are only counted: no word is kept of a visitor who is in danger."""


class QuestionLog:
    """Keeps answers and opinions of one office in the log. `store` is for reading them.

    An emergency, and every answer to a visitor who does not want to be kept or while the setting `question_log` is false, is
    counted by day, door and status, and nothing else of it is stored.
    """

    def __init__(self, settings: Settings) -> None:
        self.store = log_of(settings)
        self.writer = LogWriter(self.store, settings.log_days)
        self._keeps = settings.question_log
        self._setups: OrderedDict[str, Setup] = OrderedDict()

    def start(self) -> None:
        """Start the threads that write the log."""
        self.writer.start()

    def stop(self) -> None:
        """Store the rows still held and end the threads."""
        self.writer.stop()

    def setup(self, engine: Engine) -> Setup:
        """The setup (index, reader, settings) that `engine` answers with; the last `_SETUPS` are remembered."""
        name = _name(engine.index.version, engine.reader_version, engine)
        known = self._setups.get(name) or setup_of(engine)
        self._setups[name] = known
        while len(self._setups) > _SETUPS:
            self._setups.popitem(last=False)
        return known

    def keep(
        self, name: str, answer: Answer, visit: Visit, engine: Engine, scope: str = "", cached: bool = False
    ) -> "Future[bool]":
        """Keep the answer that is being given under the id `name` (`new_id`). The future says whether its row is stored, as in `LogWriter.put`."""
        if not self._keeps or not visit.keep or answer.status in _COUNTED_ONLY:
            return self.writer.put(Tally(dt.datetime.now(dt.UTC).date(), visit.door, answer.status, 1))
        setup = self._setups.get(_name(answer.index_version, answer.reader_version, engine)) or self.setup(engine)
        return self.writer.put(entry_of(name, answer, visit, engine, setup, scope, cached))

    def add_feedback(self, feedback: Feedback) -> "Future[bool]":
        """Keep an opinion, personal data masked. The future says whether it is stored; where not, it is not stored later: its sender is told."""
        return self.writer.put(masked_feedback(feedback), hold=False)


def _name(index_version: str, reader_version: str, engine: Engine) -> str:
    """What a setup is remembered by: whether the model chooses sentences may change while the server runs."""
    return f"{index_version} {reader_version} {engine.model_reads}"
