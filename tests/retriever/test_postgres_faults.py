"""What must not happen when machines, networks and disks fail, counted: acknowledged documents lost, halves, questions without an end."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from postgres_server import Relay, Server, new_server, running_server
from test_postgres import LOAD, empty, made_up, whole_documents

from ingest.document import Document, Passage
from ingest.errors import StorageError, StoreUnreachableError
from retriever.build import build
from retriever.postgres import connection as connections
from retriever.postgres import writing
from retriever.postgres.connection import Database
from retriever.search import search
from retriever.settings import Settings
from retriever.store import store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]
QUESTIONS = ("휴관일", "월 정기권", "예방접종", "UAM 정류장")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that a test may harm."""
    with running_server() as server:
        yield server


def test_with_synchronous_replication_no_acknowledged_document_is_lost_with_the_primary() -> None:
    primary, standby = new_server(), None
    try:
        primary.start()
        dsn = empty(primary, "office")
        standby = primary.standby()
        standby.start()
        with psycopg.connect(primary.dsn("postgres"), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("SELECT pg_reload_conf()")
        acknowledged = _acknowledged_until_killed(primary, dsn)
        _promote(standby)
        there = whole_documents(standby.dsn("office"))
        assert len(acknowledged) >= 20
        assert there[: len(acknowledged)] == acknowledged  # lost: 0
        assert len(there) <= len(acknowledged) + 1  # one may have arrived and not been told
        with Database(standby.dsn("office")).writing() as connection:  # and the new primary takes documents
            writing.replace_document(connection, made_up(99_999))
        assert whole_documents(standby.dsn("office"))[-1] == "d99999"
    finally:
        for server in (standby, primary):
            if server:
                server.remove()


def _acknowledged_until_killed(server: Server, dsn: str) -> list[str]:
    """The documents that a load was told of as committed when the server was killed under it."""
    command = [sys.executable, "-c", LOAD, dsn, str(Path(__file__).parent), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as loading:
        assert loading.stdout is not None
        lines = [next(loading.stdout) for _ in range(20)]
        server.stop(signal.SIGKILL)
        lines += list(loading.stdout)
    return [f"d{int(line):05}" for line in lines]


def _promote(standby: Server) -> None:
    with psycopg.connect(standby.dsn("postgres"), autocommit=True) as connection:
        assert connection.execute("SELECT pg_promote()").fetchone() == (True,)


def test_a_full_disk_loses_nothing_and_is_told(server: Server) -> None:
    dsn = empty(server, "crowded")
    server.stop()
    server.start(longest_file=1_250_000)
    acknowledged: list[str] = []
    with pytest.raises(StorageError, match="디스크 공간"):
        _fill(dsn, acknowledged)
    assert len(acknowledged) >= 10
    assert whole_documents(dsn) == acknowledged  # lost: 0, in part: 0
    server.stop()
    server.start()
    with Database(dsn).writing() as connection:
        writing.replace_document(connection, made_up(len(acknowledged)))
    assert len(whole_documents(dsn)) == len(acknowledged) + 1


def _fill(dsn: str, acknowledged: list[str]) -> None:
    with Database(dsn).writing() as connection:
        for number in range(1_000):
            writing.replace_document(connection, made_up(number))
            acknowledged.append(f"d{number:05}")


def test_a_network_that_is_cut_ends_every_question_and_mends(
    server: Server, settings: Settings, pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_WAIT", 1.0)
    server.create("far")
    relay = Relay(server)
    place = settings.model_copy(update={"index": relay.dsn("far")})
    build(pairs, place)
    index = store_of(place).open()
    before = [search(index, question) for question in QUESTIONS]
    relay.cut()
    assert _refused(lambda question: search(index, question)) == len(QUESTIONS)
    relay.mend()
    for _ in range(20):  # the pool finds its connections dead one after the other
        if not _refused(lambda question: search(index, question)):
            break
    assert [search(index, question) for question in QUESTIONS] == before
    relay.cut()


def test_more_questions_than_connections(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_POOL_SIZE", 1)
    database = Database(server.create("small"))

    def ask(_: int) -> object:
        return database.read(lambda connection: connection.execute("SELECT pg_sleep(0.01), 1").fetchone())

    with ThreadPoolExecutor(24) as clients:  # they stand in line
        assert len(list(clients.map(ask, range(24)))) == 24
    database.close()
    monkeypatch.setattr(connections, "_WAIT", 0.2)
    database = Database(server.dsn("small"))

    def hold(_: connections.ReadConnection) -> int:
        with ThreadPoolExecutor(24) as clients:
            return sum(clients.map(lambda number: _is_refused(lambda _: ask(number), ""), range(24)))

    assert database.read(hold) == 24  # all are told, none waits for ever
    assert not _is_refused(lambda _: ask(0), "")
    database.close()


def _refused(ask: Callable[[str], object]) -> int:
    return sum(_is_refused(ask, question) for question in QUESTIONS)


def _is_refused(ask: Callable[[str], object], question: str) -> bool:
    try:
        ask(question)
    except StoreUnreachableError:
        return True
    return False
