"""Moving an office's log from its SQLite file into the database that its index has moved to."""

import sqlite3
from contextlib import closing
from pathlib import Path

from chat.log.postgres import PostgresLog
from chat.log.statements import BEGINNING, copy_since, state
from chat.log.store import LogUnavailableError


def move(path: Path, log: PostgresLog) -> int:
    """Copy all rows and counts of the SQLite log at `path` to `log` in one transaction, then delete its files. Returns the number of answers counted.

    No server may write to the SQLite log meanwhile.

    Raises:
        LogUnavailableError: one of the two logs cannot be read or written; both are unchanged.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as old:
            old.execute("BEGIN IMMEDIATE")  # a lock: no row is added after the copy
            answers = sum(state(old).counts.values())
            log.take(copy_since(old, BEGINNING))
    except sqlite3.Error as error:
        raise LogUnavailableError(f"{path}: {error}") from error
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return answers
