"""The log as the doors know it: the one place that decides what of an answer is kept."""

import datetime as dt
from collections import OrderedDict
from concurrent.futures import Future

from chat.answer import Answer, Status
from chat.log.entry import Feedback, Setup, Tally
from chat.log.place import log_of
from chat.log.record import Visit, entry_of, masked_feedback, setup_of
from chat.log.store import LogStore
from chat.log.writer import LogWriter
from chat.office import Office
from chat.settings import Settings

_SETUPS = 8
_COUNTED_ONLY = frozenset({Status.EMERGENCY})
"""Not a word is kept of who is in danger."""


class QuestionLog:
    """Keeps answers and opinions of one office. `store` is for reading them.

    An emergency, and every answer to a visitor who does not want to be kept or while the setting `question_log` is false, is
    counted by day, door and status, and nothing else of it is stored.
    """

    def __init__(self, settings: Settings, store: LogStore | None = None) -> None:
        self.store = store or log_of(settings)
        self.writer = LogWriter(self.store, settings.log_days)
        self._keeps = settings.question_log
        self._setups: OrderedDict[str, Setup] = OrderedDict()

    def start(self) -> None:
        """Begin to write."""
        self.writer.start()

    def stop(self) -> None:
        """Write what is held and end."""
        self.writer.stop()

    def setup(self, office: Office) -> Setup:
        """What `office` answers with; the few last ones are remembered."""
        name = f"{office.index.version} {office.reader_version}"
        known = self._setups.get(name) or setup_of(office)
        self._setups[name] = known
        while len(self._setups) > _SETUPS:
            self._setups.popitem(last=False)
        return known

    def keep(
        self, name: str, answer: Answer, visit: Visit, office: Office, scope: str = "", cached: bool = False
    ) -> "Future[bool]":
        """Keep the answer that is being given under the id `name` (`new_id`); whether its row is stored, as `LogWriter.put` tells it."""
        if not self._keeps or not visit.keep or answer.status in _COUNTED_ONLY:
            return self.writer.put(Tally(dt.datetime.now(dt.UTC).date(), visit.door, answer.status, 1))
        setup = self._setups.get(f"{answer.index_version} {answer.reader_version}") or self.setup(office)
        return self.writer.put(entry_of(name, answer, visit, office, setup, scope, cached))

    def add_feedback(self, feedback: Feedback) -> "Future[bool]":
        """Keep an opinion, personal data masked; whether it is stored. One that is not is not stored later: its sender is told."""
        return self.writer.put(masked_feedback(feedback), hold=False)
