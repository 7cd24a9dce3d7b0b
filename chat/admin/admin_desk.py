"""The object that the admin page reads from and changes: one for each running service."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from chat.admin.grouping import Group, Grouper
from chat.answer import Status
from chat.desk.desk import Desk
from chat.engine import Engine
from chat.log.entry import Entry
from chat.log.store import Wanted
from chat.operation.audit import AuditTrail
from retriever.embed import load_built_in

UNANSWERED = (Status.NO_EVIDENCE, Status.RELATED)
"""The statuses of questions that the documents did not answer: whoever maintains the documents may add what is missing."""
MOST_GROUPED = 2_000
"""Most questions that are grouped at once, the newest ones: each new wording costs some 10 ms of a processor."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class AdminDesk:
    """The desk of the service, with what the admin page needs besides: the grouping of questions and the audit trail."""

    desk: Desk
    grouper: Grouper
    trail: AuditTrail

    @classmethod
    def of(cls, desk: Desk) -> "AdminDesk":
        """The admin desk over `desk`."""
        return cls(desk, Grouper(load_built_in(desk.settings)), AuditTrail(desk.settings.home))

    @property
    def engine(self) -> Engine:
        """The engine (index, models, settings) that answers questions now."""
        return self.desk.service.engine

    def entries(self, days: int, statuses: Sequence[Status], words: str = "", most: int = _PAGE) -> list[Entry]:
        """The log's entries of the last `days` days with one of `statuses` (empty: any) and with `words`, newest first, at most `most`.

        Raises:
            LogUnavailableError: the log cannot be read.
        """
        since, entries, before = dt.datetime.now(dt.UTC) - dt.timedelta(days=days), list[Entry](), None
        for _ in count():
            wanted = Wanted(
                since=since, statuses=statuses, words=words, limit=min(_PAGE, most - len(entries)), before=before
            )
            found = self.desk.log.store.entries(wanted)
            entries += [one.entry for one in found]
            if len(found) < wanted.limit or len(entries) >= most:
                break
            before = found[-1].place
        return entries

    def unanswered(self, days: int) -> list[Group]:
        """The questions of the last `days` days that the documents did not answer, grouped, raising as `entries`."""
        return self.grouper.groups(self.entries(days, UNANSWERED, most=MOST_GROUPED))
