"""The log's file, open for writing: how it is made, and whether it still lies where it lay.

SQLite goes on writing to a file that was moved or removed, without a word (https://www.sqlite.org/howtocorrupt.html, 2.4). So the
identity of the three files is looked at after each commit, and what was written to files taken away is written again.
"""

import contextlib
import datetime as dt
import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from chat.log.store import LogUnavailableError
from chat.log.tables import SCHEMA, VERSION, State, copy_since, state

_log = logging.getLogger(__name__)

WAIT_S = 0.5
"""Seconds to wait for a lock that another process holds; the log's writer tries again later anyway."""
_PAGE = 4096
_BESIDE = ("", "-wal", "-shm")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

Identity = tuple[int, int]
"""Device and inode of a file."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A connection that writes, the files that it writes to, and how far the log was when it was opened."""

    path: Path
    connection: sqlite3.Connection
    files: Mapping[str, Identity | None]
    began: State

    @classmethod
    def open(cls, path: Path, max_bytes: int) -> "OpenFile":
        """The log in `path`, made where there is none, readable by its owner alone.

        Raises:
            OSError, sqlite3.Error: it cannot be opened.
            LogUnavailableError: a newer version of the program made it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, max_bytes)
            began = state(connection)  # reading makes the side files
            return cls(path, connection, _files(path), began)
        except BaseException:
            connection.close()
            raise

    def in_place(self) -> bool:
        """Whether the files at the path are those that are written to."""
        return self.files == _files(self.path)

    def leave(self) -> bool:
        """Write here no more; whether the log itself was taken away, so that what was written since it was opened has to be written again.

        A connection to a log taken away stays open, to be read: closing it would delete the side files of whatever lies at the path now.
        """
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        now = _files(self.path)
        if now[""] == self.files[""]:
            self.connection.close()
            return False
        for end in _BESIDE[1:]:
            if now[end] == self.files[end] and now[end]:
                Path(f"{self.path}{end}").unlink(missing_ok=True)  # ours: the next log must not begin with it
        return True

    def from_now(self) -> "OpenFile":
        """The same, as if opened now."""
        return replace(self, began=state(self.connection))

    def copy_to(self, other: "OpenFile") -> None:
        """Write what was written here since it was opened to `other`, too."""
        for insert in copy_since(self.connection, self.began):
            with other.whole() as connection:
                insert(connection)

    @contextmanager
    def whole(self) -> Iterator[sqlite3.Connection]:
        """All that is done within, or nothing of it. Raises what the commit raises."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise


def _prepare(connection: sqlite3.Connection, max_bytes: int) -> None:
    pragmas = (
        f"page_size = {_PAGE}",
        "auto_vacuum = INCREMENTAL",  # before the first table
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit outlives a power cut, too
        "secure_delete = ON",
        f"max_page_count = {max_bytes // _PAGE}",
    )
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise LogUnavailableError(f"기록의 형식({version})이 이 프로그램이 쓰는 형식({VERSION})보다 새것입니다.")
    if version < VERSION:
        connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")


def _files(path: Path) -> dict[str, Identity | None]:
    return {end: _identity(Path(f"{path}{end}")) for end in _BESIDE}


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_damage(error: Exception) -> bool:
    """Whether the file itself is broken: waiting mends nothing."""
    return isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF in _DAMAGED


def set_aside(path: Path) -> Path:
    """Give a damaged log another name, so that a new one can begin; its new path. Raises OSError."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}.damaged-{now}{path.suffix}")
    for end in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{end}").rename(f"{aside}{end}")
    _log.error("기록 파일이 손상되어 옮겨 두고 새로 시작합니다: %s", aside)
    return aside
