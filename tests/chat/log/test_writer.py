"""The writer with real files; a store of its own only where a fault has to be provoked."""

import datetime as dt
import logging
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from chat.answer import Status
from chat.log.entry import Door, LogRow, Tally
from chat.log.sqlite import SqliteLog
from chat.log.store import Wanted
from chat.log.writer import LogWriter
from log.rows import MORNING, an_entry, an_opinion

DAY = dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> SqliteLog:
    return SqliteLog.below(tmp_path, max_mib=64)


@pytest.fixture
def writer(store: SqliteLog, monkeypatch: pytest.MonkeyPatch) -> Iterator[LogWriter]:
    monkeypatch.setattr("chat.log.writer._RETRY_S", 0.02)
    made = LogWriter(store, 90, lambda: MORNING)
    yield made
    made.stop()


def ids(store: SqliteLog) -> list[str]:
    return sorted(found.entry.id for found in store.entries(Wanted(limit=100_000)))


def until(true: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_rows_put_from_many_threads_are_stored_in_batches(store: SqliteLog, writer: LogWriter) -> None:
    puts = [writer.put(an_entry(str(n))) for n in range(300)]
    threads = [threading.Thread(target=lambda n=n: puts.append(writer.put(an_entry(f"t{n}")))) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(stored.result(30) for stored in puts)
    assert len(ids(store)) == writer.counts.stored == 320
    assert (writer.unsaved, writer.healthy, writer.counts.lost) == (0, True, 0)


def test_old_rows_are_deleted_at_the_start(store: SqliteLog) -> None:
    store.add([an_entry("old", time=MORNING - 91 * DAY), an_entry("young", time=MORNING - 89 * DAY)])
    writer = LogWriter(store, 90, lambda: MORNING)
    writer.start()
    assert writer.put(an_entry("new")).result(30)
    assert ids(store) == ["new", "young"]
    assert writer.counts.deleted == 1
    writer.stop()


def test_a_clock_that_leaps_ahead_deletes_nothing_and_one_put_back_loses_nothing(
    store: SqliteLog, caplog: pytest.LogCaptureFixture
) -> None:
    now = [MORNING]
    writer = LogWriter(store, 90, lambda: now[0])
    writer.put(an_entry("a", time=MORNING)).result(30)
    now[0] = MORNING + 400 * DAY
    with caplog.at_level(logging.ERROR):
        writer._sweep()
    assert "시계가 400일 앞으로 뛰어" in caplog.text
    now[0] = MORNING - 400 * DAY
    writer._sweep()
    writer.put(an_entry("b", time=now[0])).result(30)
    writer._sweep()
    assert ids(store) == ["a", "b"]
    now[0] = MORNING
    writer.stop()


def test_what_cannot_be_written_is_held_and_written_later(
    store: SqliteLog, writer: LogWriter, caplog: pytest.LogCaptureFixture
) -> None:
    assert writer.put(an_entry("before")).result(30)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with caplog.at_level(logging.WARNING):
        assert not writer.put(an_entry("first")).result(30)
        until(lambda: not writer.healthy)
        assert not writer.put(an_entry("second")).result(0)  # nobody waits any more
        assert not writer.put(an_opinion("told-that-it-is-not-kept"), hold=False).result(0)
        assert writer.unsaved == 2
        other.execute("ROLLBACK")
        until(lambda: writer.unsaved == 0)
    assert ids(store) == ["before", "first", "second"]
    assert store.feedback(MORNING, MORNING + DAY) == []
    assert writer.counts.failures > 0
    assert writer.counts.lost == 0
    assert caplog.text.count("메모리에 모아") == caplog.text.count("다시 저장합니다") == 1
    other.close()


def test_a_log_that_is_removed_costs_no_answer_and_no_row(store: SqliteLog, writer: LogWriter) -> None:
    assert writer.put(an_entry("a")).result(30)
    for path in store.path.parent.iterdir():
        path.unlink()
    store.path.parent.rmdir()
    store.path.parent.write_text("a file where the folder should be")
    assert not writer.put(an_entry("b")).result(30)
    store.path.parent.unlink()
    until(lambda: writer.unsaved == 0)
    assert ids(store) == ["a", "b"]


class Hanging:
    """A store on a disk that does not do its work until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.rows: list[LogRow] = []

    def add(self, rows: Sequence[LogRow]) -> None:
        if rows:
            assert self.go.wait(30)
        self.rows += rows

    def delete_before(self, moment: dt.datetime) -> int:
        return 0

    def close(self) -> None:
        return None


def test_a_disk_that_hangs_holds_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.log.writer.PATIENCE_S", 0.05)
    store = Hanging()
    writer = LogWriter(store, 90)  # type: ignore[arg-type]
    puts = [writer.put(an_entry(str(n))) for n in range(3)]
    assert [stored.result(10) for stored in puts] == [False] * 3
    store.go.set()
    writer.stop()
    assert len(store.rows) == 3


def test_a_flood_while_nothing_can_be_written_loses_the_oldest_and_counts_them(
    store: SqliteLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.log.writer._HELD", 5)
    monkeypatch.setattr("chat.log.writer._RETRY_S", 0.02)
    store.path.parent.write_text("a file where the folder should be")
    writer = LogWriter(store, 90)
    for n in range(8):
        writer.put(an_entry(str(n)))
    store.path.parent.unlink()
    until(lambda: writer.unsaved == 0)
    assert ids(store) == ["3", "4", "5", "6", "7"]
    assert writer.counts.lost == 3
    writer.stop()


def test_a_row_that_no_store_takes_does_not_hold_up_the_others(store: SqliteLog, writer: LogWriter) -> None:
    puts = [writer.put(an_entry(name, department=None if name == "bad" else "")) for name in ("a", "bad", "b")]
    assert [stored.result(30) for stored in puts] == [True, False, True]
    assert ids(store) == ["a", "b"]
    assert writer.counts.lost == 1


def test_rows_put_after_the_end_are_counted_as_lost(store: SqliteLog) -> None:
    writer = LogWriter(store, 90)
    assert writer.put(an_entry("a")).result(30)
    writer.stop()
    assert not writer.put(an_entry("b")).result(0)
    assert writer.counts.lost == 1


WRITES = """
import sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from chat.log.sqlite import SqliteLog
from chat.log.writer import LogWriter
from log.rows import an_entry
writer = LogWriter(SqliteLog.below(Path({home!r}), max_mib=64), 36500)
n = 0
while True:
    batch = [(f"{{n + k}}", writer.put(an_entry(f"{{n + k}}", text="글" * 500))) for k in range(7)]
    n += 7
    for name, stored in batch:
        if stored.result(30):
            print(name, flush=True)
"""


def test_rows_acknowledged_before_a_kill_are_all_there(tmp_path: Path) -> None:
    """kill -9 in the middle of writing, five times into the same log."""
    program = WRITES.format(tests=str(Path(__file__).parents[1]), home=str(tmp_path))
    acknowledged: set[str] = set()
    for life in range(5):
        code = program.replace("n = 0", f"n = {life * 1_000_000}", 1)
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(150 + 37 * life)]
        process.send_signal(signal.SIGKILL)
        acknowledged |= {line.strip() for line in [*lines, *process.stdout] if line.endswith("\n")}
        process.wait(30)
    store = SqliteLog.below(tmp_path, max_mib=64)
    there = set(ids(store))
    assert len(acknowledged) > 1_000
    assert acknowledged - there == set()
    (tally,) = store.tallies(MORNING.date(), MORNING.date() + DAY)
    assert tally == Tally(MORNING.date(), Door.PAGE, Status.ANSWERED, len(there))
    with sqlite3.connect(store.path) as checked:
        assert checked.execute("PRAGMA integrity_check").fetchone() == ("ok",)


FILLS = """
import resource, signal, sys
from pathlib import Path
sys.path[:0] = [{tests!r}]
from chat.log.sqlite import SqliteLog
from chat.log import writer as module
from log.rows import an_entry
module._RETRY_S = 0.02
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = module.LogWriter(SqliteLog.below(Path({home!r}), max_mib=64), 36500)
assert writer.put(an_entry("before")).result(30)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
puts = [writer.put(an_entry(str(n), text="글" * 2_000)).result(30) for n in range(100)]
assert not all(puts) and writer.counts.failures and not writer.healthy, (puts, writer.counts)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
writer.stop(30)
print(writer.unsaved, writer.counts.lost)
"""


def test_a_disk_that_is_full_breaks_nothing_and_all_is_written_when_there_is_room(tmp_path: Path) -> None:
    """The size of a file is limited for the process, which SQLite sees as a full disk."""
    code = FILLS.format(tests=str(Path(__file__).parents[1]), home=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "0 0\n"), done.stderr
    assert len(ids(SqliteLog.below(tmp_path, max_mib=64))) == 101
