"""The log in a database: its rights, its versions, and a database that is gone for a while."""

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from postgres_server import Server
from typer.testing import CliRunner

from chat.log.place import log_of
from chat.log.postgres import PostgresLog
from chat.log.sqlite import SqliteLog
from chat.log.store import LogUnavailableError, Wanted
from chat.log.writer import LogWriter
from chat.settings import Settings
from log.rows import MORNING, an_entry, an_opinion
from mureobwa import app

DAY = dt.timedelta(days=1)


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    return new_database()


def name_of(dsn: str) -> str:
    return dsn.partition("@/")[2].partition("?")[0]


def run(dsn: str, *statements: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def ids(store: PostgresLog) -> list[str]:
    return sorted(found.entry.id for found in store.entries(Wanted(limit=10_000)))


def test_a_database_that_is_gone_and_back_has_every_row_once(
    database: str, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes no connections and cuts those that there are, in the middle of a stream of rows."""
    monkeypatch.setattr("chat.log.writer._RETRY_S", 0.05)
    name, above = name_of(database), postgres_server.dsn("postgres")
    store = PostgresLog(database)
    writer = LogWriter(store, 90, lambda: MORNING)
    before = [writer.put(an_entry(f"before-{n:02}")) for n in range(20)]
    assert all(stored.result(30) for stored in before)
    run(
        above,
        f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
    )
    meanwhile = [writer.put(an_entry(f"meanwhile-{n:02}")) for n in range(20)]
    assert not any(stored.result(30) for stored in meanwhile)  # nobody was told that it is stored
    assert not writer.healthy
    assert writer.unsaved == 20
    assert not writer.put(an_opinion("told-that-it-is-not-kept"), hold=False).result(0)
    with pytest.raises(LogUnavailableError, match=name):
        store.find("before-00")
    run(above, f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
    deadline = time.monotonic() + 30
    while writer.unsaved and time.monotonic() < deadline:
        time.sleep(0.02)
    writer.stop()
    assert ids(store) == [f"{when}-{n:02}" for when in ("before", "meanwhile") for n in range(20)]
    assert (writer.counts.stored, writer.counts.lost) == (40, 0)
    assert [tally.count for tally in store.tallies(MORNING.date(), MORNING.date() + DAY)] == [40]
    assert store.feedback(MORNING, MORNING + DAY) == []


def test_a_role_that_only_answers_may_write_the_log_and_nothing_else(
    database: str, postgres_server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MUREOBWA_INDEX", database)
    role = f"answers_{name_of(database)}"
    run(database, f"CREATE ROLE {role} LOGIN", f"ALTER ROLE {role} SET default_transaction_read_only = on")
    answering = PostgresLog(postgres_server.dsn(name_of(database), role))
    with pytest.raises(LogUnavailableError, match="mureobwa log migrate"):
        answering.add([an_entry("a")])
    command = CliRunner()
    assert "0001 tables" in command.invoke(app, ["log", "migrate"]).output
    assert "최신입니다" in command.invoke(app, ["log", "migrate"]).output
    with pytest.raises(LogUnavailableError, match="mureobwa log roles"):
        answering.add([an_entry("a")])
    result = command.invoke(app, ["log", "roles", "--server", role])
    run(database, result.output)
    answering.add([an_entry("a"), an_opinion("o", answer_id="a"), an_entry("old", time=MORNING - 91 * DAY)])
    assert answering.delete_before(MORNING - 90 * DAY) == 1
    assert ids(answering) == ["a"]
    with psycopg.connect(answering._conninfo, autocommit=True) as connection:
        for statement in ("DROP TABLE mureobwa_log.entries", "UPDATE mureobwa_log.entries SET text = ''"):
            connection.execute("SET default_transaction_read_only = off")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
    assert "설정의 기록" not in caplog.text
    # With the rights of an earlier version the old rows go all the same, and the server's log tells what to do.
    run(database, f"REVOKE DELETE ON mureobwa_log.setups FROM {role}")
    answering.add([an_entry("old", time=MORNING - 91 * DAY)])
    assert answering.delete_before(MORNING - 90 * DAY) == 1
    assert "쓰지 않는 설정의 기록을 지울 권한이 없습니다. 'mureobwa log roles'" in caplog.text
    assert command.invoke(app, ["log", "roles", "--server", "a;b"]).exit_code != 0
    answering.close()
    run(database, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_tables_of_a_newer_program_are_left_alone(database: str) -> None:
    store = PostgresLog(database)
    store.add([an_entry("a")])
    run(database, "INSERT INTO mureobwa_log.migration (version, name) VALUES (99, 'later')")
    with pytest.raises(LogUnavailableError, match="99"):
        PostgresLog(database).add([an_entry("b")])
    store.close()


def test_the_log_of_a_folder_comes_after_its_index(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old = SqliteLog.below(tmp_path, max_mib=64)
    rows = [an_entry(f"{n:04}", time=MORNING + n * DAY / 500) for n in range(1_100)]
    old.add([*rows, an_entry("with-a-nul", text="끝\0", cached=True), an_opinion("o", helpful=True)])
    old.delete("0007")
    old.close()
    new = PostgresLog(database)
    new.add([an_entry("already-there")])
    monkeypatch.setenv("MUREOBWA_INDEX", database)
    monkeypatch.setenv("MUREOBWA_HOME", str(tmp_path))
    assert isinstance(log_of(Settings.load()), PostgresLog)
    assert "mureobwa log move" in caplog.text
    done = CliRunner().invoke(app, ["log", "move"])
    assert "답 1,101건" in done.output
    assert not list(tmp_path.glob("logs/questions.sqlite*"))
    assert [found.entry.id for found in new.entries(Wanted(limit=2))] == ["with-a-nul", "1099"]
    assert (new.find("0500"), new.find("0007")) == (rows[500], None)
    assert [one.helpful for one in new.feedback(MORNING, MORNING + DAY, helpful=True)] == [True]
    assert sum(tally.count for tally in new.tallies(MORNING.date(), MORNING.date() + 4 * DAY)) == 1_102
    assert CliRunner().invoke(app, ["log", "move"]).exit_code != 0
    new.close()


def test_two_servers_write_into_one_log(database: str) -> None:
    ours, theirs = PostgresLog(database), PostgresLog(database)
    ours.add([an_entry("a")])
    theirs.add([an_entry("b")])
    ours.add([an_entry("b"), an_entry("c")])
    assert ids(theirs) == ["a", "b", "c"]
    assert [tally.count for tally in ours.tallies(MORNING.date(), MORNING.date() + DAY)] == [3]
    assert ours.delete("b") == 1
    ours.close()
    theirs.close()


def test_an_entry_whose_setup_another_server_deletes_just_then_is_written_again(database: str) -> None:
    ours = PostgresLog(database)
    ours.add([an_entry("a")])
    run(database, "DELETE FROM mureobwa_log.entries")
    with psycopg.connect(database) as theirs, ThreadPoolExecutor() as threads:
        theirs.execute("DELETE FROM mureobwa_log.setups")
        added = threads.submit(ours.add, [an_entry("b")])
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
        deadline = time.monotonic() + 30
        while theirs.execute(waiting.encode()).fetchone() == (0,) and time.monotonic() < deadline:
            time.sleep(0.02)
        theirs.commit()
        with pytest.raises(LogUnavailableError):
            added.result(30)
    ours.add([an_entry("b")])
    assert ids(ours) == ["b"]
    ours.close()


def test_a_sign_that_no_text_of_the_database_holds_is_shown_as_missing(database: str) -> None:
    store = PostgresLog(database)
    store.add([an_opinion("o", comment="끝\0")])
    assert store.feedback(MORNING, MORNING + DAY)[0].comment == "끝�"
    store.close()


def test_no_message_holds_the_password() -> None:
    store = PostgresLog("postgresql://office:geheim@127.0.0.1:1/office")
    with pytest.raises(LogUnavailableError) as failure:
        store.find("a")
    assert "geheim" not in str(failure.value)
    assert store.place == "127.0.0.1/office"
