"""The tables of the log: rows in, rows out, in statements that SQLite and PostgreSQL both understand.

Values are marked with "?"; `chat.log.postgres` turns these into its own. Times are whole milliseconds since 1970 in UTC.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from chat.answer import Status
from chat.log.entry import Door, Entry, Feedback, LogRow, Setup, Tally
from chat.log.row_columns import day_of, entry_from, entry_record, feedback_from, feedback_record, ms
from chat.log.store import Found, Wanted

VERSION = 1
"""The version of the tables in SQLite (`PRAGMA user_version`); those in PostgreSQL have files in `migrations/`."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS setups (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    day TEXT NOT NULL,
    door TEXT NOT NULL,
    status TEXT NOT NULL,
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    setup TEXT NOT NULL REFERENCES setups (id),
    notes TEXT NOT NULL,
    citations TEXT NOT NULL,
    department TEXT NOT NULL,
    evidence REAL NOT NULL,
    scope TEXT NOT NULL,
    site TEXT NOT NULL,
    cached INTEGER NOT NULL,
    model_written INTEGER NOT NULL,
    timings_ms TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_by_time ON entries (time);
CREATE TABLE IF NOT EXISTS feedback (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    time INTEGER NOT NULL,
    answer_id TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    comment TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL,
    site TEXT NOT NULL,
    index_version TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS feedback_by_time ON feedback (time);
CREATE INDEX IF NOT EXISTS feedback_by_answer ON feedback (answer_id);
CREATE TABLE IF NOT EXISTS tallies (
    day TEXT NOT NULL, door TEXT NOT NULL, status TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, door, status)
) WITHOUT ROWID;
"""

_COUNT = "INSERT INTO tallies VALUES (?, ?, ?, ?) ON CONFLICT (day, door, status) DO UPDATE SET count = tallies.count + excluded.count"

_ONCE = "ON CONFLICT (id) DO NOTHING"
_PLACED = ("entries", "feedback")
_COPIED_AT_ONCE = 500


class Cursor(Protocol):
    """The result of a statement, as in the DB-API (PEP 249)."""

    @property
    def description(self) -> Any:
        """The columns, each as a sequence that begins with its name."""

    @property
    def rowcount(self) -> int:
        """The number of rows written."""

    def fetchone(self) -> Any:
        """The next row."""

    def fetchall(self) -> list[Any]:
        """All rows."""


class Connection(Protocol):
    """A connection that runs the statements: sqlite3's own connection, or PostgreSQL's behind `chat.log.postgres`."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one statement. Raises what the database raises."""

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]], /) -> object:
        """Run one statement for each of `rows`."""


def insert(connection: Connection, rows: Sequence[LogRow]) -> None:
    """Insert `rows`; an entry or opinion that is there already stays as it is, and a tally is added to its count."""
    for row in rows:
        match row:
            case Entry():
                _insert_entry(connection, row)
            case Feedback():
                _insert_once(connection, "feedback", feedback_record(row))
            case Tally():
                connection.execute(_COUNT, (row.day.isoformat(), row.door.value, row.status.value, row.count))


def entry(connection: Connection, answer_id: str) -> Entry | None:
    """The entry of one answer; None where none is kept."""
    found = _entries(connection, _select(connection, "SELECT * FROM entries WHERE id = ?", [answer_id]))
    return found[0].entry if found else None


def entries(connection: Connection, wanted: Wanted, like: str = "LIKE") -> list[Found]:
    """The entries that match `wanted`, newest first. `like`: the SQL operator that ignores upper and lower case."""
    narrowed: list[tuple[str, list[object]]] = [
        ("time >= ?", [ms(wanted.since)] if wanted.since else []),
        ("time < ?", [ms(wanted.until)] if wanted.until else []),
        ("place < ?", [wanted.before] if wanted.before is not None else []),
        (f"status IN ({_marks(wanted.statuses)})", [status.value for status in wanted.statuses]),
        (f"door IN ({_marks(wanted.doors)})", [door.value for door in wanted.doors]),
    ]
    in_either = f"(question {like} ? ESCAPE '!' OR text {like} ? ESCAPE '!')"
    narrowed.extend((in_either, [_like(word)] * 2) for word in wanted.words.split())
    where = " AND ".join(clause for clause, values in narrowed if values) or "1 = 1"
    values = [value for _, values in narrowed for value in values]
    sql = f"SELECT * FROM entries WHERE {where} ORDER BY place DESC LIMIT ?"
    return _entries(connection, _select(connection, sql, [*values, wanted.limit]))


def tallies(connection: Connection, since: dt.date, until: dt.date) -> list[Tally]:
    """The counts by day, door and status, of the days from `since` to before `until`."""
    sql = "SELECT * FROM tallies WHERE day >= ? AND day < ? ORDER BY day, door, status"
    found = _select(connection, sql, [since.isoformat(), until.isoformat()])
    return [Tally(dt.date.fromisoformat(r["day"]), Door(r["door"]), Status(r["status"]), r["count"]) for r in found]


def feedback(connection: Connection, since: dt.datetime, until: dt.datetime, helpful: bool | None) -> list[Feedback]:
    """The opinions from `since` to before `until`, newest first; `helpful` None stands for both kinds."""
    sql = "SELECT * FROM feedback WHERE time >= ? AND time < ? AND helpful IN (?, ?) ORDER BY place DESC"
    kinds = (1, 0) if helpful is None else (int(helpful), int(helpful))
    return [feedback_from(row) for row in _select(connection, sql, [ms(since), ms(until), *kinds])]


def delete_before(connection: Connection, moment: dt.datetime, at_most: int) -> int:
    """Delete at most `at_most` entries and as many opinions older than `moment`. Returns how many rows were deleted."""
    deleted = 0
    for table in ("entries", "feedback"):
        sql = f"DELETE FROM {table} WHERE place IN (SELECT place FROM {table} WHERE time < ? LIMIT ?)"
        deleted += connection.execute(sql, (ms(moment), at_most)).rowcount
    return deleted


def delete(connection: Connection, answer_id: str) -> int:
    """Delete one answer and the opinions of it. Returns how many rows were deleted."""
    entry_sql, feedback_sql = "DELETE FROM entries WHERE id = ?", "DELETE FROM feedback WHERE answer_id = ?"
    return sum(connection.execute(sql, (answer_id,)).rowcount for sql in (entry_sql, feedback_sql))


def delete_unused_setups(connection: Connection, at_most: int) -> int:
    """Delete at most `at_most` setups that no entry names any more. Returns how many were deleted."""
    unused = "SELECT id FROM setups WHERE id NOT IN (SELECT DISTINCT setup FROM entries) LIMIT ?"
    return connection.execute(f"DELETE FROM setups WHERE id IN ({unused})", (at_most,)).rowcount


@dataclass(frozen=True, slots=True)
class LogState:
    """How far a log was written: the last `place` of each table, and all counts (a missing one is 0)."""

    last: Mapping[str, int]
    counts: Mapping[tuple[str, str, str], int]


def state(connection: sqlite3.Connection) -> LogState:
    """The current state of the log."""
    last = {t: connection.execute(f"SELECT coalesce(max(place), 0) FROM {t}").fetchone()[0] for t in _PLACED}
    return LogState(last, {(d, door, s): n for d, door, s, n in connection.execute("SELECT * FROM tallies")})


BEGINNING = LogState(dict.fromkeys(_PLACED, 0), {})
"""The state of a log without rows."""


def copy_since(source: sqlite3.Connection, began: LogState) -> Iterator[Callable[[Connection], object]]:
    """Functions that copy to another log what was written to `source` after `began`, each called with the other's connection.

    A row that the other log has already stays as it is.
    """
    cursor = source.execute("SELECT * FROM setups")
    setups = cursor.fetchall()
    yield lambda other: other.executemany(f"INSERT INTO setups VALUES (?, ?) {_ONCE}", setups)
    for table in _PLACED:
        cursor = source.execute(f"SELECT * FROM {table} WHERE place > ? ORDER BY place", (began.last[table],))
        names = [column[0] for column in cursor.description][1:]
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({_marks(names)}) {_ONCE}"
        while some := [row[1:] for row in cursor.fetchmany(_COPIED_AT_ONCE)]:
            yield lambda other, sql=sql, some=some: other.executemany(sql, some)  # type: ignore[misc]
    now = state(source).counts
    more = [(*key, count - began.counts.get(key, 0)) for key, count in now.items() if count > began.counts.get(key, 0)]
    yield lambda other: other.executemany(_COUNT, more)


def _insert_entry(connection: Connection, row: Entry) -> None:
    known = connection.execute("SELECT 1 FROM setups WHERE id = ?", (row.setup.id,)).fetchone()
    if known is None:
        setup = json.dumps(asdict(row.setup), ensure_ascii=False)
        connection.execute(f"INSERT INTO setups VALUES (?, ?) {_ONCE}", (row.setup.id, setup))
    if _insert_once(connection, "entries", entry_record(row)):
        connection.execute(_COUNT, (day_of(row), row.door.value, row.status.value, 1))


def _insert_once(connection: Connection, table: str, record: Mapping[str, Any]) -> int:
    """Insert `record` unless its id is there already. Returns the number of rows inserted: 1 or 0."""
    sql = f"INSERT INTO {table} ({', '.join(record)}) VALUES ({_marks(record)}) {_ONCE}"
    return connection.execute(sql, list(record.values())).rowcount


def _entries(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Found]:
    """The entries in `rows`; one that was deleted since they were selected, with its setup, is left out."""
    setups = {name: setup for name in {row["setup"] for row in rows} if (setup := _setup(connection, name))}
    return [Found(row["place"], entry_from(row, setups[row["setup"]])) for row in rows if row["setup"] in setups]


def _setup(connection: Connection, name: str) -> Setup | None:
    row = connection.execute("SELECT record FROM setups WHERE id = ?", (name,)).fetchone()
    return Setup(**json.loads(row[0])) if row else None


def _select(connection: Connection, sql: str, values: Sequence[object]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" for _ in values)


def _like(word: str) -> str:
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return f"%{word}%"
