"""What every store of the log does, on real databases of both kinds."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from chat.answer import Status
from chat.log.entry import Door, Tally
from chat.log.postgres import PostgresLog
from chat.log.sqlite import SqliteLog
from chat.log.store import LogStore, Wanted
from log.rows import MORNING, SETUP, an_entry, an_opinion

DAY = dt.timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LogStore]:
    if request.param == "sqlite":
        made: LogStore = SqliteLog.below(tmp_path, max_mib=64)
    else:
        new_database: Callable[[], str] = request.getfixturevalue("new_database")
        made = PostgresLog(new_database())
    yield made
    made.close()


def ids(store: LogStore, wanted: Wanted | None = None) -> list[str]:
    return [found.entry.id for found in store.entries(wanted or Wanted())]


def test_what_was_put_in_comes_out(store: LogStore) -> None:
    entry = an_entry("a", cached=True, site="city", scope="도서관", model_written=True)
    opinion = an_opinion("o", reasons=("wrong", "off"), comment="틀렸어요", answer_id="a")
    store.add([entry, opinion])
    assert store.find("a") == entry
    assert store.find("b") is None
    assert store.feedback(MORNING, MORNING + DAY) == [opinion]
    assert store.feedback(MORNING, MORNING + DAY, helpful=True) == []
    found = store.find("a")
    assert found is not None
    assert found.setup.id == SETUP.id


def test_an_id_is_stored_and_counted_once(store: LogStore) -> None:
    store.add([an_entry("a"), an_entry("a"), an_opinion("o")])
    store.add(
        [an_entry("a", text="anders"), an_opinion("o"), Tally(dt.date(2026, 11, 29), Door.PAGE, Status.EMERGENCY, 1)]
    )
    assert [found.entry.text for found in store.entries(Wanted())] == ["5만 원입니다. [1]"]
    assert len(store.feedback(MORNING, MORNING + DAY)) == 1
    assert store.tallies(dt.date(2026, 11, 29), dt.date(2026, 11, 30)) == [
        Tally(dt.date(2026, 11, 29), Door.PAGE, Status.ANSWERED, 1),
        Tally(dt.date(2026, 11, 29), Door.PAGE, Status.EMERGENCY, 1),
    ]


def test_entries_are_narrowed_and_read_page_by_page(store: LogStore) -> None:
    store.add(
        [
            an_entry("a"),
            an_entry("b", status=Status.NO_EVIDENCE, question="100%_할인은?", text="찾지 못했습니다."),
            an_entry("c", door=Door.API, time=MORNING + DAY),
            an_entry("d", time=MORNING - DAY),  # the clock was put back
        ]
    )
    assert ids(store) == ["d", "c", "b", "a"]  # as they were written, whatever the clock said
    assert ids(store, Wanted(statuses=[Status.NO_EVIDENCE])) == ["b"]
    assert ids(store, Wanted(doors=[Door.API, Door.MCP])) == ["c"]
    assert ids(store, Wanted(since=MORNING, until=MORNING + DAY)) == ["b", "a"]
    assert ids(store, Wanted(words="정기권 5만")) == ["d", "c", "a"]
    assert ids(store, Wanted(words="0%_할")) == ["b"]
    assert ids(store, Wanted(words="0%%할")) == []
    first = store.entries(Wanted(limit=3))
    assert ids(store, Wanted(limit=3, before=first[-1].place)) == ["a"]


def test_there_is_nothing_before_anything_was_written(store: LogStore) -> None:
    assert store.find("a") is None
    assert ids(store) == []
    assert store.tallies(MORNING.date(), MORNING.date() + DAY) == []
    assert store.feedback(MORNING, MORNING + DAY) == []
    assert store.delete("a") == store.delete_before(MORNING) == 0


def test_what_is_old_is_deleted_and_its_count_stays(store: LogStore) -> None:
    old = MORNING - 91 * DAY
    many = [an_entry(f"old-{n}", time=old) for n in range(600)]
    store.add([*many, an_opinion("o", time=old), an_entry("new")])
    assert store.delete_before(MORNING - 90 * DAY) == 601
    assert ids(store) == ["new"]
    assert store.feedback(old, MORNING + DAY) == []
    assert [tally.count for tally in store.tallies(old.date(), MORNING.date() + DAY)] == [600, 1]
    store.add([an_entry("newer"), an_opinion("p", answer_id="newer")])
    assert store.delete("newer") == 2
    assert ids(store) == ["new"]


def setups(store: LogStore) -> set[str]:
    """The ids of the setups that the store holds."""
    select = "SELECT id FROM setups"
    if isinstance(store, SqliteLog):
        with closing(sqlite3.connect(store.path)) as connection:
            return {name for (name,) in connection.execute(select)}
    assert isinstance(store, PostgresLog)
    with store._connect() as connection:
        return {name for (name,) in connection.execute(select.encode())}


def test_a_setup_goes_with_its_last_entry(store: LogStore) -> None:
    former, old = replace(SETUP, index_version="v0"), MORNING - 91 * DAY
    store.add([an_entry("old", time=old, setup=former), an_entry("a", time=old), an_entry("b")])
    assert setups(store) == {former.id, SETUP.id}
    assert store.delete_before(MORNING - 90 * DAY) == 2  # the entries: nobody asks for the number of setups
    assert setups(store) == {SETUP.id}
    assert store.delete("b") == 1
    assert setups(store) == set()
    store.add([an_entry("c")])
    found = store.find("c")
    assert found is not None
    assert found.setup == SETUP


def test_many_setups_go_in_several_clean_ups(store: LogStore) -> None:
    old = MORNING - 91 * DAY
    store.add([an_entry(str(n), time=old, setup=replace(SETUP, index_version=f"old-{n}")) for n in range(60)])
    store.add([an_entry("later", time=old + DAY)])
    assert store.delete_before(old + DAY) == 60
    assert len(setups(store)) == 11
    assert store.delete_before(MORNING) == 1
    assert setups(store) == set()


def test_a_row_that_fits_no_table_leaves_nothing_of_its_batch(store: LogStore) -> None:
    error = psycopg.IntegrityError if isinstance(store, PostgresLog) else sqlite3.IntegrityError
    with pytest.raises(error):
        store.add([an_entry("a"), an_entry("bad", department=None)])
    store.add([an_entry("b")])
    assert ids(store) == ["b"]


def test_signs_that_a_database_may_stumble_over_are_kept(store: LogStore) -> None:
    store.add([an_entry("a", question="100% 'DROP TABLE' ? \\ É", notes=("?", "%s")), an_opinion("o", comment="가?%")])
    (found,) = store.entries(Wanted(words="100% drop ?"))
    assert (found.entry.question, found.entry.notes) == ("100% 'DROP TABLE' ? \\ É", ("?", "%s"))
    assert store.feedback(MORNING, MORNING + DAY)[0].comment == "가?%"
