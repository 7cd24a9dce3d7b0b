"""The interface of a store of the log. The default store is SQLite (`chat.log.sqlite`)."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from chat.answer import Status
from chat.log.entry import Door, Entry, Feedback, LogRow, Tally
from ingest.errors import StorageError


class LogUnavailableError(Exception):
    """The store cannot be written or read now: full, locked, lost, damaged. Trying again later may help."""


@contextmanager
def as_storage_error() -> Iterator[None]:
    """A context in which a log that cannot be read ends a command with one sentence.

    Raises:
        StorageError: in place of `LogUnavailableError`.
    """
    try:
        yield
    except LogUnavailableError as error:
        raise StorageError(f"기록을 열 수 없습니다: {error}. 잠시 뒤에 다시 해 주세요.") from error


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter of the entries to read, newest first; a field left at its default does not filter.

    `since` is included, `until` is not; both have a time zone. Each of `words` must be in the question or the answer, upper or lower case.
    At most `limit` entries; `before` is the `place` of the last `Found` read before, to go on behind it.
    """

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    statuses: Collection[Status] = ()
    doors: Collection[Door] = ()
    words: str = ""
    limit: int = 100
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with its `place` in the log: places grow in the order of writing, whatever the clock did."""

    place: int
    entry: Entry


class LogStore(Protocol):
    """A store of the log's rows. Only one thread may write; reading is safe from any thread and process."""

    def add(self, rows: Sequence[LogRow]) -> None:
        """Store all `rows` or none; once it returns they survive a kill and a power cut. An entry or opinion whose id is stored
        already is not stored, nor counted, again. Each entry counts in its day's tally.

        Raises:
            LogUnavailableError: nothing was stored.
        """

    def find(self, answer_id: str) -> Entry | None:
        """The entry of an answer; None where none is kept.

        Raises:
            LogUnavailableError: the store cannot be read.
        """

    def entries(self, wanted: Wanted) -> Sequence[Found]:
        """The entries that match `wanted`, newest first. Raises as `find`."""

    def tallies(self, since: dt.date, until: dt.date) -> Sequence[Tally]:
        """The counts of the days from `since` to before `until`, raising as `find`. They are kept longer than the entries."""

    def feedback(self, since: dt.datetime, until: dt.datetime, helpful: bool | None = None) -> Sequence[Feedback]:
        """The opinions from `since` to before `until`, newest first, raising as `find`; `helpful` None stands for both kinds."""

    def delete_before(self, moment: dt.datetime) -> int:
        """Delete entries and opinions older than `moment`, so that their words are nowhere in the files, and setups that no entry names any more.
        Returns how many entries and opinions were deleted.

        Raises:
            LogUnavailableError: nothing, or not all, was deleted.
        """

    def delete(self, answer_id: str) -> int:
        """Delete one answer and the opinions of it, as `delete_before` does. Returns how many rows were deleted."""

    def close(self) -> None:
        """Close the connection that writing opened."""
