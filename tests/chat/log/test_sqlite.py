import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from chat.log.sqlite import SqliteLog
from chat.log.store import LogUnavailableError, Wanted
from log.rows import MORNING, SETUP, an_entry, an_opinion

DAY = dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteLog]:
    made = SqliteLog.below(tmp_path, max_mib=64)
    yield made
    made.close()


def ids(store: SqliteLog, wanted: Wanted | None = None) -> list[str]:
    return [found.entry.id for found in store.entries(wanted or Wanted())]


def files_hold(store: SqliteLog, words: str) -> bool:
    """Whether the bytes of `words` are in any of the log's files."""
    return any(words.encode() in path.read_bytes() for path in store.path.parent.iterdir())


def test_nothing_is_found_before_anything_was_written(store: SqliteLog) -> None:
    assert store.find("a") is None
    assert ids(store) == []
    assert store.delete("a") == store.delete_before(MORNING) == 0
    assert not store.path.exists()


def test_what_is_deleted_is_in_none_of_the_files(store: SqliteLog) -> None:
    old, words = MORNING - 91 * DAY, "지워질 낱말"
    many = [an_entry(f"old-{n}", time=old, question=f"{words} {n}") for n in range(1_200)]
    store.add([*many, an_opinion("o", time=old, comment=words), an_entry("new")])
    assert files_hold(store, words)
    assert store.delete_before(MORNING - 90 * DAY) == 1_201
    assert not files_hold(store, words)
    assert store.path.stat().st_size < 100_000  # six hundred thousand before
    assert ids(store) == ["new"]
    assert [tally.count for tally in store.tallies(old.date(), MORNING.date() + DAY)] == [1_200, 1]  # counts stay


def test_one_answer_can_be_deleted_with_what_was_thought_of_it(store: SqliteLog) -> None:
    store.add(
        [an_entry("a", question="지워질 낱말"), an_entry("b"), an_opinion("o", answer_id="a", comment="지워질 말")]
    )
    assert store.delete("a") == 2
    assert ids(store) == ["b"]
    assert not files_hold(store, "지워질")


def test_an_entry_that_is_deleted_while_it_is_read_is_left_out(store: SqliteLog) -> None:
    """Its row was selected, and its setup is gone when that is looked up."""
    store.add([an_entry("a"), an_entry("b", setup=replace(SETUP, index_version="v0"))])
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("DELETE FROM setups WHERE id = ?", (SETUP.id,))
    assert ids(store) == ["b"]
    assert store.find("a") is None


def test_a_full_log_takes_nothing_and_goes_on_after_deleting(tmp_path: Path) -> None:
    store = SqliteLog.below(tmp_path, max_mib=1)
    old = MORNING - 2 * DAY
    with pytest.raises(LogUnavailableError, match="full"):
        store.add([an_entry(str(n), time=old, text="가" * 1_000) for n in range(1_000)])
    assert ids(store) == []
    store.add([an_entry(str(n), time=old, text="가" * 1_000) for n in range(200)])
    with pytest.raises(LogUnavailableError, match="full"):
        store.add([an_entry(f"more-{n}", text="가" * 1_000) for n in range(200)])
    assert store.delete_before(MORNING) == 200
    store.add([an_entry("a")])
    assert ids(store) == ["a"]


def test_a_locked_log_is_unavailable_until_it_is_free(store: SqliteLog) -> None:
    store.add([an_entry("a")])
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LogUnavailableError, match="locked"):
        store.add([an_entry("b")])
    other.execute("ROLLBACK")
    other.close()
    store.add([an_entry("b")])
    assert ids(store) == ["b", "a"]


def test_a_log_that_is_removed_begins_anew_with_what_this_run_wrote(store: SqliteLog) -> None:
    store.add([an_entry("a"), an_opinion("o")])
    for path in list(store.path.parent.iterdir()):
        path.unlink()
    store.add([an_entry("b")])
    assert ids(store) == ["b", "a"]
    assert len(store.feedback(MORNING, MORNING + DAY)) == 1
    assert [tally.count for tally in store.tallies(MORNING.date(), MORNING.date() + DAY)] == [2]


@pytest.mark.parametrize("ends", [("",), ("", "-wal", "-shm")])
def test_a_log_that_was_gone_and_is_back_has_all_rows(store: SqliteLog, tmp_path: Path, ends: tuple[str, ...]) -> None:
    store.add([an_entry("before")])
    away = tmp_path / "away.sqlite"
    for end in ends:
        Path(f"{store.path}{end}").rename(f"{away}{end}")
    store.add([an_entry("meanwhile"), an_opinion("o")])
    assert ids(store) == ["meanwhile", "before"]
    for end in ends:
        if Path(f"{away}{end}").exists():
            Path(f"{away}{end}").rename(f"{store.path}{end}")
    store.add([an_entry("after")])
    assert sorted(ids(store)) == ["after", "before", "meanwhile"]
    assert len(store.feedback(MORNING, MORNING + DAY)) == 1
    assert [tally.count for tally in store.tallies(MORNING.date(), MORNING.date() + DAY)] == [3]
    store.close()
    assert sorted(ids(SqliteLog(store.path, max_mib=64))) == ["after", "before", "meanwhile"]


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_a_side_file_that_is_removed_costs_no_row(store: SqliteLog, end: str) -> None:
    store.add([an_entry("a")])
    Path(f"{store.path}{end}").unlink()
    store.add([an_entry("b")])
    store.add([an_entry("c")])
    assert ids(SqliteLog(store.path, max_mib=64)) == ["c", "b", "a"]


def test_a_damaged_log_is_set_aside_and_a_new_one_begins(store: SqliteLog) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database " * 1_000)
    with pytest.raises(LogUnavailableError):
        store.add([an_entry("a")])
    store.add([an_entry("a")])
    assert ids(store) == ["a"]
    (aside,) = store.path.parent.glob("questions.damaged-*.sqlite")
    assert aside.read_bytes().startswith(b"no database")


def test_a_log_of_a_newer_program_is_left_alone(store: SqliteLog) -> None:
    store.add([an_entry("a")])
    store.close()
    other = sqlite3.connect(store.path)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(LogUnavailableError, match="99"):
        SqliteLog(store.path, max_mib=64).add([an_entry("b")])


def test_the_log_is_its_owners_alone(store: SqliteLog) -> None:
    store.add([an_entry("a")])
    assert {path.stat().st_mode & 0o077 for path in store.path.parent.iterdir()} == {0}


def test_a_row_that_fits_no_table_is_no_fault_of_the_disk(store: SqliteLog) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.add([an_entry("a", department=None)])
    store.add([an_entry("b")])
    assert ids(store) == ["b"]
