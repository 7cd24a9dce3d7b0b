"""The tables of the log in SQLite: rows in, rows out. Times are whole milliseconds since 1970 in UTC."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from chat.answer import Status
from chat.log.entry import Cited, Door, Entry, Feedback, Row, Setup, Tally
from chat.log.store import Found, Wanted

VERSION = 1
"""Of the tables (`PRAGMA user_version`)."""

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

_COUNT = "INSERT INTO tallies VALUES (?, ?, ?, ?) ON CONFLICT (day, door, status) DO UPDATE SET count = count + excluded.count"

_ONCE = "ON CONFLICT (id) DO NOTHING"
_PLACED = ("entries", "feedback")
_COPIED_AT_ONCE = 500


def insert(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Put `rows` in; what is there already stays as it is. Raises sqlite3.Error."""
    for row in rows:
        match row:
            case Entry():
                _insert_entry(connection, row)
            case Feedback():
                record = _feedback_record(row)
                connection.execute(f"INSERT INTO feedback {_columns(record)} {_ONCE}", record)
            case Tally():
                connection.execute(_COUNT, (row.day.isoformat(), row.door, row.status, row.count))


def entry(connection: sqlite3.Connection, answer_id: str) -> Entry | None:
    """The entry of one answer."""
    found = _select(connection, "SELECT * FROM entries WHERE id = ?", [answer_id])
    return _entries(connection, found)[0].entry if found else None


def entries(connection: sqlite3.Connection, wanted: Wanted) -> list[Found]:
    """The entries wanted, newest first."""
    narrowed: list[tuple[str, list[object]]] = [
        ("time >= ?", [_ms(wanted.since)] if wanted.since else []),
        ("time < ?", [_ms(wanted.until)] if wanted.until else []),
        ("place < ?", [wanted.before] if wanted.before is not None else []),
        (f"status IN ({_marks(wanted.statuses)})", list(wanted.statuses)),
        (f"door IN ({_marks(wanted.doors)})", list(wanted.doors)),
    ]
    in_either = "(question LIKE ? ESCAPE '!' OR text LIKE ? ESCAPE '!')"
    narrowed.extend((in_either, [_like(word)] * 2) for word in wanted.words.split())
    where = " AND ".join(clause for clause, values in narrowed if values) or "1"
    values = [value for _, values in narrowed for value in values]
    sql = f"SELECT * FROM entries WHERE {where} ORDER BY place DESC LIMIT ?"
    return _entries(connection, _select(connection, sql, [*values, wanted.limit]))


def tallies(connection: sqlite3.Connection, since: dt.date, until: dt.date) -> list[Tally]:
    """The counts by day, door and status."""
    sql = "SELECT * FROM tallies WHERE day >= ? AND day < ? ORDER BY day, door, status"
    found = _select(connection, sql, [since.isoformat(), until.isoformat()])
    return [Tally(dt.date.fromisoformat(r["day"]), Door(r["door"]), Status(r["status"]), r["count"]) for r in found]


def feedback(
    connection: sqlite3.Connection, since: dt.datetime, until: dt.datetime, helpful: bool | None
) -> list[Feedback]:
    """The opinions of that time, newest first."""
    sql = "SELECT * FROM feedback WHERE time >= ? AND time < ? AND helpful IN (?, ?) ORDER BY place DESC"
    kinds = (True, False) if helpful is None else (helpful, helpful)
    return [_feedback(row) for row in _select(connection, sql, [_ms(since), _ms(until), *kinds])]


def delete_before(connection: sqlite3.Connection, moment: dt.datetime, at_most: int) -> int:
    """Delete that many of the entries and of the opinions older than `moment`; how many there were."""
    deleted = 0
    for table in ("entries", "feedback"):
        sql = f"DELETE FROM {table} WHERE place IN (SELECT place FROM {table} WHERE time < ? LIMIT ?)"
        deleted += connection.execute(sql, (_ms(moment), at_most)).rowcount
    return deleted


def delete(connection: sqlite3.Connection, answer_id: str) -> int:
    """Delete one answer and what was thought of it."""
    entry_sql, feedback_sql = "DELETE FROM entries WHERE id = ?", "DELETE FROM feedback WHERE answer_id = ?"
    return sum(connection.execute(sql, (answer_id,)).rowcount for sql in (entry_sql, feedback_sql))


@dataclass(frozen=True, slots=True)
class State:
    """How far a log was: the last place of each table and all its counts."""

    last: Mapping[str, int]
    counts: Mapping[tuple[str, str, str], int]


def state(connection: sqlite3.Connection) -> State:
    """How far it is now."""
    last = {t: connection.execute(f"SELECT coalesce(max(place), 0) FROM {t}").fetchone()[0] for t in _PLACED}
    return State(last, {(d, door, s): n for d, door, s, n in connection.execute("SELECT * FROM tallies")})


def copy_since(source: sqlite3.Connection, began: State) -> Iterator[Callable[[sqlite3.Connection], object]]:
    """What was written to `source` after `began`, as pieces of work for another log; a row that it has already stays as it is."""
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


def _insert_entry(connection: sqlite3.Connection, row: Entry) -> None:
    known = connection.execute("SELECT 1 FROM setups WHERE id = ?", (row.setup.id,)).fetchone()
    if known is None:
        setup = json.dumps(asdict(row.setup), ensure_ascii=False)
        connection.execute("INSERT INTO setups VALUES (?, ?)", (row.setup.id, setup))
    record = {
        "id": row.id,
        "time": _ms(row.time),
        "day": row.day.isoformat(),
        "door": row.door,
        "status": row.status,
        "question": row.question,
        "text": row.text,
        "setup": row.setup.id,
        "notes": _json(row.notes),
        "citations": _json([asdict(cited) for cited in row.citations]),
        "department": row.department,
        "evidence": row.evidence,
        "scope": row.scope,
        "site": row.site,
        "cached": row.cached,
        "model_written": row.model_written,
        "timings_ms": _json({step: round(value, 1) for step, value in row.timings_ms.items()}),
    }
    if connection.execute(f"INSERT INTO entries {_columns(record)} {_ONCE}", record).rowcount:
        connection.execute(_COUNT, (row.time.astimezone(dt.UTC).date().isoformat(), row.door, row.status, 1))


def _entries(connection: sqlite3.Connection, found: Sequence[sqlite3.Row]) -> list[Found]:
    setups = {name: _setup(connection, name) for name in {row["setup"] for row in found}}
    return [Found(row["place"], _entry(row, setups[row["setup"]])) for row in found]


def _setup(connection: sqlite3.Connection, name: str) -> Setup:
    (record,) = connection.execute("SELECT record FROM setups WHERE id = ?", (name,)).fetchone()
    return Setup(**json.loads(record))


def _entry(row: sqlite3.Row, setup: Setup) -> Entry:
    return Entry(
        id=row["id"],
        time=_moment(row["time"]),
        day=dt.date.fromisoformat(row["day"]),
        door=Door(row["door"]),
        status=Status(row["status"]),
        question=row["question"],
        text=row["text"],
        setup=setup,
        notes=tuple(json.loads(row["notes"])),
        citations=tuple(Cited(**cited) for cited in json.loads(row["citations"])),
        department=row["department"],
        evidence=row["evidence"],
        scope=row["scope"],
        site=row["site"],
        cached=bool(row["cached"]),
        model_written=bool(row["model_written"]),
        timings_ms=json.loads(row["timings_ms"]),
    )


def _feedback_record(row: Feedback) -> dict[str, Any]:
    assert row.time is not None
    return asdict(row) | {"time": _ms(row.time), "reasons": _json(row.reasons)}


def _feedback(row: sqlite3.Row) -> Feedback:
    record = {name: row[name] for name in row.keys() if name != "place"}  # noqa: SIM118 - a Row iterates its values
    told = Feedback(**record)
    return replace(
        told, time=_moment(row["time"]), reasons=tuple(json.loads(row["reasons"])), helpful=bool(row["helpful"])
    )


def _select(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values).fetchall()


def _columns(record: dict[str, Any]) -> str:
    return f"({', '.join(record)}) VALUES ({', '.join(f':{name}' for name in record)})"


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" for _ in values)


def _like(word: str) -> str:
    for sign in "!%_":
        word = word.replace(sign, f"!{sign}")
    return f"%{word}%"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _ms(moment: dt.datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
