"""The log's SQLite file, open for writing: how it is created, and whether it was moved or removed meanwhile.

SQLite goes on writing to a file that was moved or removed, without an error (https://www.sqlite.org/howtocorrupt.html, 2.4). So the
identity of the three files is checked after each commit, and rows written to files that were taken away are written again.
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

from chat.log.statements import SCHEMA, VERSION, LogState, copy_since, state
from chat.log.store import LogUnavailableError

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
    """A connection that writes, the identities of its files, and the state of the log when it was opened (`began`)."""

    path: Path
    connection: sqlite3.Connection
    files: Mapping[str, Identity | None]
    began: LogState

    @classmethod
    def open(cls, path: Path, max_bytes: int) -> "OpenFile":
        """The opened log at `path`; created where there is none, readable by its owner only.

        Raises:
            OSError, sqlite3.Error: it cannot be opened.
            LogUnavailableError: a newer version of the program made it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, max_bytes)
            began = state(connection)  # this read creates the side files (-wal, -shm)
            return cls(path, connection, _files(path), began)
        except BaseException:
            connection.close()
            raise

    def in_place(self) -> bool:
        """Whether the files at `path` are still those that the connection writes to."""
        return self.files == _files(self.path)

    def leave(self) -> bool:
        """Stop writing to this file. Returns whether the log was moved or removed: its rows since opening then have to be written again.

        The connection to such a log stays open for reading: closing it would delete the side files of whatever is at the path now.
        """
        with contextlib.suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        now = _files(self.path)
        if now[""] == self.files[""]:
            self.connection.close()
            return False
        for end in _BESIDE[1:]:
            if now[end] == self.files[end] and now[end]:
                Path(f"{self.path}{end}").unlink(missing_ok=True)  # ours: the next log must not start with it
        return True

    def from_now(self) -> "OpenFile":
        """This file, as if it were opened now."""
        return replace(self, began=state(self.connection))

    def copy_to(self, other: "OpenFile") -> None:
        """Copy the rows and counts written to this file since it was opened to `other`."""
        for insert in copy_since(self.connection, self.began):
            with other.whole() as connection:
                insert(connection)

    @contextmanager
    def whole(self) -> Iterator[sqlite3.Connection]:
        """A transaction: the statements of the block are stored all or not at all. Raises what the commit raises."""
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
        "auto_vacuum = INCREMENTAL",  # must come before the first table
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit survives a power cut, too
        "secure_delete = ON",
        f"max_page_count = {max_bytes // _PAGE}",
    )
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise LogUnavailableError(
            f"기록의 형식({version})이 이 프로그램이 쓰는 형식({VERSION})보다 새것입니다. 프로그램을 새 버전으로 바꿔 주세요."
        )
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
    """Whether `error` says that the file itself is damaged, so that trying again later is useless."""
    return isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF in _DAMAGED


def set_aside(path: Path) -> Path:
    """Rename a damaged log, so that a new one can be created. Returns the new path. Raises OSError."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}.damaged-{now}{path.suffix}")
    for end in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{end}").rename(f"{aside}{end}")
    _log.error("기록 파일이 손상되어 옮겨 두고 새로 시작합니다: %s", aside)
    return aside
