"""The log that an office wrote before its index moved into a database, brought after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from chat.log.postgres import PostgresLog
from chat.log.store import LogUnavailableError
from chat.log.tables import BEGINNING, copy_since, state


def move(path: Path, log: PostgresLog) -> int:
    """Write all rows and counts of the SQLite log at `path` to `log`, at once, then delete its files; how many answers it had counted.

    No server may write to it meanwhile.

    Raises:
        LogUnavailableError: one of the two cannot be read or written; both are as they were.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as old:
            old.execute("BEGIN IMMEDIATE")  # nobody adds to it after it was copied
            answers = sum(state(old).counts.values())
            log.take(copy_since(old, BEGINNING))
    except sqlite3.Error as error:
        raise LogUnavailableError(f"{path}: {error}") from error
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    return answers
