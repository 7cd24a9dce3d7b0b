"""The log in one SQLite file, in WAL mode: one connection writes, any number read meanwhile, also from other processes.

Deleted rows are overwritten (`secure_delete`), their pages are given back (`incremental_vacuum`) and the write-ahead log is emptied:
their words are in none of the files. https://www.sqlite.org/pragma.html, https://www.sqlite.org/wal.html
"""

import contextlib
import datetime as dt
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from chat.log import statements
from chat.log.entry import Entry, Feedback, LogRow, Tally
from chat.log.file import WAIT_S, OpenFile, is_damage, set_aside
from chat.log.store import Found, LogUnavailableError, Wanted

T = TypeVar("T")
_log = logging.getLogger(__name__)

_MISTAKES = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.InterfaceError)
"""Errors that a second try cannot repair: a row that does not fit its table."""

_AT_ONCE = 500
"""Most rows deleted in one transaction, so that no other statement waits long."""
_SETUPS_AT_ONCE = 50
"""Most setups deleted with them: each may name some thousand documents."""
_TRIES = 3


class SqliteLog:
    """A `LogStore` in the file `path`, which holds at most `max_mib` MiB: beyond that it is full until old rows are deleted.

    The file is made when something is first written.
    """

    def __init__(self, path: Path, max_mib: int) -> None:
        self.path = path
        self._max_bytes = max_mib * 1024 * 1024
        self._file: OpenFile | None = None
        self._taken: list[OpenFile] = []  # logs that were moved or removed while they were being written, oldest first

    @classmethod
    def below(cls, home: Path, max_mib: int) -> "SqliteLog":
        """The log below the folder `home`: logs/questions.sqlite."""
        return cls(home / "logs" / "questions.sqlite", max_mib)

    def add(self, rows: Sequence[LogRow]) -> None:
        """Store `rows` (see `LogStore.add`)."""
        self._change(lambda connection: statements.insert(connection, rows))

    def find(self, answer_id: str) -> Entry | None:
        """The entry of an answer (see `LogStore.find`)."""
        return self._read(lambda connection: statements.entry(connection, answer_id), None)

    def entries(self, wanted: Wanted) -> Sequence[Found]:
        """The entries that match `wanted` (see `LogStore.entries`)."""
        return self._read(lambda connection: statements.entries(connection, wanted), [])

    def tallies(self, since: dt.date, until: dt.date) -> Sequence[Tally]:
        """The counts of some days (see `LogStore.tallies`)."""
        return self._read(lambda connection: statements.tallies(connection, since, until), [])

    def feedback(self, since: dt.datetime, until: dt.datetime, helpful: bool | None = None) -> Sequence[Feedback]:
        """The opinions of a time (see `LogStore.feedback`)."""
        return self._read(lambda connection: statements.feedback(connection, since, until, helpful), [])

    def delete_before(self, moment: dt.datetime) -> int:
        """Delete old rows (see `LogStore.delete_before`)."""
        deleted, now = 0, 1
        while now and self.path.exists():
            now = self._change(lambda connection: statements.delete_before(connection, moment, _AT_ONCE))
            deleted += now
        return self._wiped(deleted)

    def delete(self, answer_id: str) -> int:
        """Delete one answer and the opinions of it (see `LogStore.delete`)."""
        if not self.path.exists():
            return 0
        return self._wiped(self._change(lambda connection: statements.delete(connection, answer_id)))

    def close(self) -> None:
        """Close the connection for writing (see `LogStore.close`)."""
        if self._file:
            self._file.connection.close()
            self._file = None

    def _wiped(self, deleted: int) -> int:
        """Delete setups without entries, give back the pages and empty the write-ahead log where rows were deleted. Returns `deleted`. Raises
        LogUnavailableError.
        """
        if deleted:
            self._change(lambda connection: statements.delete_unused_setups(connection, _SETUPS_AT_ONCE))
            with self._writing() as file:
                file.connection.executescript("PRAGMA incremental_vacuum")  # `execute` would run only its first step
                busy, _, _ = file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise LogUnavailableError(
                    f"{self.path}: 다른 프로그램이 읽고 있어 지운 글이 아직 -wal 파일에 있습니다."
                )
        return deleted

    def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._writing() as file:
            with file.whole() as connection:
                given = work(connection)
            if not file.in_place():
                self._reopen()
            return given

    @contextmanager
    def _writing(self) -> Iterator[OpenFile]:
        """The open file; after a failure it is opened again next time. Raises LogUnavailableError."""
        try:
            yield self._file or self._reopen()
        except _MISTAKES:
            raise
        except (sqlite3.Error, OSError) as error:
            self._leave()
            if is_damage(error):
                with contextlib.suppress(OSError):
                    set_aside(self.path)
            raise LogUnavailableError(f"{self.path}: {error}") from error

    def _reopen(self) -> OpenFile:
        """The file at `path`, opened again; the rows of files that were taken away are copied to it. Raises OSError, sqlite3.Error."""
        for _ in range(_TRIES):
            self._leave()
            file = OpenFile.open(self.path, self._max_bytes)
            back = [number for number, taken in enumerate(self._taken) if taken.files[""] == file.files[""]]
            for taken in self._taken[back[-1] + 1 if back else 0 :]:
                taken.copy_to(file)
            file = self._file = file.from_now()  # rows copied to it are not to be copied from it again
            if file.in_place():
                return file
        raise OSError(f"'{self.path}' is replaced again and again")

    def _leave(self) -> None:
        file, self._file = self._file, None
        if file and file.leave():
            _log.error("기록 파일이 없어지거나 바뀌어 서버가 시작한 뒤의 기록을 지금 파일에 다시 씁니다: %s", self.path)
            self._taken.append(file)

    def _read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """The result of `work`; `nothing` where there is no log yet."""
        if not self.path.exists():
            return nothing
        try:
            opened = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_S)
            with closing(opened) as connection:
                return work(connection)
        except sqlite3.Error as error:
            raise LogUnavailableError(f"{self.path}: {error}") from error
