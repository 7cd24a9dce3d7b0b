"""What PostgreSQL alone has: loads that are killed, servers that go, roles, migrations."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psycopg
import pytest
from postgres_server import Server, new_server, running_server

from ingest.document import Document, Passage
from ingest.errors import BadInputError, IndexUnusableError, StorageError, StoreUnreachableError
from retriever import document_terms
from retriever.build import build
from retriever.made import Made
from retriever.postgres import connection as connections
from retriever.postgres import schema, writing
from retriever.postgres.connection import Database
from retriever.postgres.index import PostgresIndex
from retriever.postgres.roles import roles_sql
from retriever.search import search
from retriever.settings import Settings
from retriever.storage import LAYOUT
from retriever.store import store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]


@pytest.fixture
def place(settings: Settings, new_database: Callable[[], str], pairs: Pairs) -> Settings:
    """A database with the notices."""
    chosen = settings.model_copy(update={"index": new_database()})
    build(pairs, chosen)
    return chosen


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that a test may kill."""
    with running_server() as server:
        yield server


def test_migrations_are_applied_once_and_others_refused(place: Settings) -> None:
    database = Database(place.index)
    with database.writing() as connection:
        assert schema.migrate(connection, 384) == []
        assert schema.applied(connection) == schema.newest() == 3
        connection.execute("INSERT INTO mureobwa.migration VALUES (99, 'of a later program')")
    with pytest.raises(IndexUnusableError, match="프로그램을 새 버전으로"):
        store_of(place).open()
    with pytest.raises(IndexUnusableError, match="프로그램을 새 버전으로"), store_of(place).sole_writer():
        pass
    database.close()


def test_the_words_of_the_first_layout_move_beside_the_weights(place: Settings) -> None:
    asked = ("예방접종은 어디에서 하나요?", "주차 요금은 얼마인가요?", "도서관 여는 시간")
    before = [_candidates(place, question) for question in asked]
    with psycopg.connect(place.index, autocommit=True) as owner:
        owner.execute(_FIRST_LAYOUT)
        assert schema.migrate(owner, 384) == ["0002 words_beside_weights", "0003 access_and_weight"]
    assert [_candidates(place, question) for question in asked] == before


def _candidates(place: Settings, question: str) -> list[tuple[str, float]]:
    index = store_of(place).open()
    assert isinstance(index, PostgresIndex)
    return [(hit.passage.id, hit.score) for hit in search(replace(index, exact=0), question, 5)]


_FIRST_LAYOUT = """
ALTER TABLE mureobwa.passage ADD COLUMN terms tsvector, ADD COLUMN bigrams tsvector;
UPDATE mureobwa.passage p SET terms = w.held_terms, bigrams = w.held_bigrams FROM mureobwa.weight w WHERE w.passage = p.number;
ALTER TABLE mureobwa.weight DROP COLUMN held_terms, DROP COLUMN held_bigrams;
CREATE INDEX passage_terms ON mureobwa.passage USING gin (terms) WITH (fastupdate = off);
CREATE INDEX passage_bigrams ON mureobwa.passage USING gin (bigrams) WITH (fastupdate = off);
ALTER TABLE mureobwa.document DROP COLUMN internal, DROP COLUMN weight;
ALTER TABLE mureobwa.passage DROP COLUMN internal;
DELETE FROM mureobwa.migration WHERE version > 1;
"""


def test_what_reads_much_has_no_time_limit(place: Settings) -> None:
    """A copy of a million passages was cut off after the twenty seconds of a search."""
    database = Database(place.index)

    def limit(connection: connections.ReadConnection) -> str:
        row = connection.execute("SHOW statement_timeout").fetchone()
        return str(row[0]) if row else ""

    assert (database.read(limit), database.scan(limit)) == ("20s", "0")
    kept = store_of(place).kept()
    assert kept is not None
    assert set(kept.documents) == {"주차", "도서관", "보건"}
    database.close()


def test_new_weights_enter_no_index(place: Settings, pairs: Pairs) -> None:
    build(pairs[:2], place)  # other mean lengths: all weights are made anew
    with psycopg.connect(place.index, autocommit=True) as owner:
        owner.execute("SELECT pg_stat_force_next_flush()")
        row = owner.execute(
            "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE schemaname = 'mureobwa' AND relname = 'weight'"
        ).fetchone()
    assert row
    assert row[0] == row[1] > 0


def test_an_empty_database_is_told(settings: Settings, new_database: Callable[[], str]) -> None:
    empty = settings.model_copy(update={"index": new_database()})
    with pytest.raises(IndexUnusableError, match="index migrate"):
        store_of(empty).open()


def test_an_address_that_is_none(settings: Settings) -> None:
    with pytest.raises(BadInputError, match="postgresql://사용자"):
        store_of(settings.model_copy(update={"index": "postgresql://[bad"})).open()


def test_one_writer_at_a_time(place: Settings) -> None:
    with store_of(place).sole_writer(), pytest.raises(StorageError, match="다른 작업이"), store_of(place).sole_writer():
        pass


def test_the_next_may_write_as_soon_as_one_has_ended(place: Settings) -> None:
    for _ in range(20):  # a lock that only goes with its connection is still there in some of these
        with store_of(place).sole_writer():
            pass


def test_roles_have_their_least_rights(place: Settings, pairs: Pairs, postgres_server: Server) -> None:
    database = place.index.split("/")[3].split("?")[0]
    sql = roles_sql("postgres", "office_writer", "office_reader", database, by_department=True)
    with psycopg.connect(place.index, autocommit=True) as owner:
        owner.execute(sql.encode())
        owner.execute("INSERT INTO mureobwa.access VALUES ('office_limited', '교통과')")
        owner.execute("CREATE ROLE office_limited LOGIN IN ROLE office_reader")
        owner.execute("UPDATE mureobwa.passage SET department = '교통과' WHERE document_id = '주차'")
        owner.execute("UPDATE mureobwa.document SET department = '교통과' WHERE id = '주차'")
    reading = place.model_copy(update={"index": postgres_server.dsn(database, "office_reader")})
    assert set(store_of(reading).open().documents) == {"주차", "도서관", "보건"}
    with pytest.raises(StorageError, match="쓸 권한이 없습니다"):
        build(pairs[:1], reading)
    limited = store_of(place.model_copy(update={"index": postgres_server.dsn(database, "office_limited")})).open()
    assert set(limited.documents) == {"주차"}
    assert isinstance(limited, PostgresIndex)
    for exact in (10**9, 0):  # every passage scored, and only the candidates
        assert {h.passage.document_id for h in search(replace(limited, exact=exact), "예방접종 안내", 50)} == {"주차"}
    with psycopg.connect(postgres_server.dsn(database, "office_limited")) as straight:
        words = " ".join(one for (one,) in straight.execute("SELECT held_terms::text FROM mureobwa.weight"))
        assert "주차" in words
        assert "예방접종" not in words
    writing_role = place.model_copy(update={"index": postgres_server.dsn(database, "office_writer")})
    build(pairs[:2], writing_role)
    assert len(store_of(reading).open().documents) == 2


def test_when_all_connections_are_held(place: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_POOL_SIZE", 1)
    monkeypatch.setattr(connections, "_WAIT", 0.2)
    database = Database(place.index)

    def hold(_: connections.ReadConnection) -> None:
        with pytest.raises(StoreUnreachableError, match="응답하지 않습니다"):
            database.read(lambda connection: connection.execute("SELECT 1"))

    database.read(hold)
    assert database.read(lambda connection: connection.execute("SELECT 1").fetchone()) == (1,)
    database.close()


def test_a_database_that_goes_and_comes_back(
    own_server: Server, settings: Settings, pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_WAIT", 0.5)
    place = settings.model_copy(update={"index": own_server.create("goes")})
    build(pairs, place)
    index = store_of(place).open()
    before = search(index, "휴관일")
    own_server.stop(signal.SIGKILL)
    with pytest.raises(StoreUnreachableError, match="응답하지 않습니다"):
        search(index, "휴관일")
    with pytest.raises(StoreUnreachableError), store_of(place).sole_writer():
        pass
    own_server.start()
    for _ in range(50):
        try:
            assert search(index, "휴관일") == before
            break
        except StoreUnreachableError:
            time.sleep(0.2)
    else:
        pytest.fail("the index does not answer again")


def test_a_lost_primary_means_answers_go_on(settings: Settings, pairs: Pairs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_WAIT", 2.0)
    primary = new_server()
    standby: Server | None = None
    try:
        primary.start()
        primary.create("office")
        standby = primary.standby()
        standby.start()
        hosts = f"postgresql://postgres@/office?host={primary.folder},{standby.folder}"
        place = settings.model_copy(update={"index": hosts})
        build(pairs, place)
        index = store_of(place).open()
        before = search(index, "휴관일")
        while not _has(standby, index.version):
            time.sleep(0.1)
        primary.stop(signal.SIGKILL)
        assert search(index, "휴관일") == before  # the connection was dead: the next host answers
        assert store_of(place).open().version == index.version
        with pytest.raises(StoreUnreachableError), store_of(place).sole_writer():
            pass
        with psycopg.connect(standby.dsn("postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_promote()")
        build(pairs[:1], place)
        assert len(store_of(place).open().documents) == 1
    finally:
        for server in (standby, primary):
            if server:
                server.remove()


def _has(server: Server, version: str) -> bool:
    try:
        return store_of(Settings(index=server.dsn("office"))).current() == version
    except (StoreUnreachableError, IndexUnusableError):
        return False


LOAD = """
import sys
sys.path[:0] = sys.argv[2:]
from test_postgres import made_up
from retriever.postgres import writing
from retriever.postgres.connection import Database
with Database(sys.argv[1]).writing() as connection:
    for number in range(10_000):
        writing.replace_document(connection, made_up(number))
        print(number, flush=True)
"""


def made_up(number: int) -> Made:
    """A document of five passages with vectors made by program: what is tested is that all of it is there."""
    from ingest.read import read_text
    from ingest.split import split

    text = "".join(f"{i}. 항목 {number}\n\n" + f"문서 {number}의 대목 {i}입니다. " * 12 + "\n\n" for i in range(5))
    document = read_text(text, source=f"{number}.txt", document_id=f"d{number:05}")
    passages = split(document, Settings())
    random = np.random.default_rng(number)
    vectors = random.normal(size=(sum(len(p.sentences) for p in passages), 384)).astype(np.float16)
    terms = document_terms.DocumentTerms(
        ["문서"],
        [
            document_terms.PassageTerms(
                [f"항목{number}"], [([], ["대목", f"#{number}"]) for _ in p.sentences], ["대목"]
            )
            for p in passages
        ],
    )
    return Made(document, passages, terms, vectors)


def test_an_index_of_another_layout_is_made_anew(place: Settings, pairs: Pairs) -> None:
    store = store_of(place)
    with Database(place.index).writing() as connection:
        connection.execute("UPDATE mureobwa.corpus SET layout = layout - 1")
    for ask in (store.open, store.contents, store.register):
        with pytest.raises(IndexUnusableError, match=f"읽는 형식.{LAYOUT}"):
            ask()
    with store.sole_writer():
        assert store.kept() is None  # nothing of it is used again
    assert set(store.ids_by_source().values()) == {document.id for document, _ in pairs}
    build(pairs, place)
    assert search(store.open(), "월 정기권 얼마예요?")


def empty(server: Server, name: str) -> str:
    """A new database with the tables."""
    dsn = server.create(name)
    with Database(dsn).writing() as connection:
        schema.migrate(connection, 384)
        connection.execute(
            "INSERT INTO mureobwa.corpus (layout, model, dimension, passage_chars, dictionary) VALUES (1, 'm', 384, 400, '')"
        )
    return dsn


def whole_documents(dsn: str) -> list[str]:
    """The ids of the documents, in order; none is there in part."""
    with psycopg.connect(dsn) as connection:
        rows = connection.execute(
            "SELECT d.id, d.passages, count(p.number), count(w.passage) FROM mureobwa.document d "
            "LEFT JOIN mureobwa.passage p ON p.document = d.number LEFT JOIN mureobwa.weight w ON w.passage = p.number "
            "GROUP BY d.number ORDER BY d.id"
        ).fetchall()
    assert all(passages == found == weighed > 0 for _, passages, found, weighed in rows)
    return [name for name, *_ in rows]


def test_a_server_killed_in_the_middle_of_a_load_holds_whole_documents(own_server: Server) -> None:
    dsn = empty(own_server, "killed")
    command = [sys.executable, "-c", LOAD, dsn, str(Path(__file__).parent), str(Path(__file__).parents[1])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as loading:
        assert loading.stdout is not None
        lines = [next(loading.stdout) for _ in range(20)]
        own_server.stop(signal.SIGKILL)
        lines += list(loading.stdout)
    own_server.start()
    there = whole_documents(dsn)
    with psycopg.connect(dsn) as connection:
        orphans = connection.execute(
            "SELECT count(*) FROM mureobwa.passage p WHERE NOT EXISTS (SELECT FROM mureobwa.document d WHERE d.number = p.document)"
        ).fetchone()
    committed = [f"d{int(line):05}" for line in lines]
    assert there[: len(committed)] == committed  # all that was told as committed
    assert len(there) <= len(committed) + 1  # one may have been committed and not told
    assert orphans == (0,)


def test_the_next_document_replaces_a_whole_one(place: Settings) -> None:
    with Database(place.index).writing() as connection:
        writing.replace_document(connection, made_up(7))
        shorter = made_up(7)
        shorter = replace(
            shorter,
            passages=shorter.passages[:1],
            terms=document_terms.DocumentTerms(["문서"], shorter.terms.passages[:1]),
            sentence_vectors=shorter.sentence_vectors[: len(shorter.passages[0].sentences)],
        )
        writing.replace_document(connection, shorter)
        back = next(writing.read_made(connection, ["d00007"]))
    assert back.passages == shorter.passages
    assert back.terms == shorter.terms
    assert np.array_equal(back.vectors, shorter.vectors)
    assert np.array_equal(back.sentence_vectors, shorter.sentence_vectors)
