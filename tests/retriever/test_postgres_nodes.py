"""An index over two servers: searched as one, it ranks as one server would."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import psycopg
import pytest
from postgres_server import Server, running_server

from ingest.document import Access, Document, Passage
from ingest.errors import StorageError
from retriever.build import build
from retriever.passage_index import EVERYTHING, Filter
from retriever.postgres.index import PostgresIndex
from retriever.postgres.store import PostgresStore
from retriever.search import search
from retriever.settings import Settings
from retriever.store import store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]
QUESTIONS = (
    "월 정기권 얼마예요?",
    "도서관 쉬는 날",
    "UAM 정류장 어디",
    "유산청 주변에 주차되나요",
    "ehtjrhks gbrhksdlf",
)


@pytest.fixture(scope="module")
def other_server() -> Iterator[Server]:
    with running_server() as server:
        yield server


def _open(settings: Settings) -> PostgresIndex:
    index = store_of(settings).open()
    assert isinstance(index, PostgresIndex)
    return index


def test_two_nodes_rank_as_one_database(
    settings: Settings, pairs: Pairs, new_database: Callable[[], str], other_server: Server
) -> None:
    one, front, first = (settings.model_copy(update={"index": new_database()}) for _ in range(3))
    second = settings.model_copy(update={"index": other_server.create("node")})
    nodes = [first.index, second.index]
    united = PostgresStore(front)
    assert united.unite(nodes) == 0  # before there are documents: the tables
    build(pairs[:2], first)
    build(pairs[2:], second)
    assert united.unite(nodes) == sum(len(passages) for _, passages in pairs)
    build(pairs, one)

    alone, together = _open(one), _open(front)
    assert dict(together.documents) == dict(alone.documents)
    for question in QUESTIONS:
        for within in (EVERYTHING, Filter(documents=frozenset(["주차", "보건"]))):
            for exact in (10**9, 0):  # every passage scored, and the candidates of the nodes' indexes
                ours = search(replace(together, exact=exact), question, 50, within)
                theirs = search(replace(alone, exact=exact), question, 50, within)
                assert [hit.passage for hit in ours] == [hit.passage for hit in theirs]
                assert [hit.score for hit in ours] == pytest.approx([hit.score for hit in theirs], abs=1e-6)

    version = together.version
    build(pairs[2:], second)  # its own mean lengths again, until the nodes are united anew
    united.unite(nodes)
    assert store_of(front).current() != version
    hits = [search(index, QUESTIONS[0], 50) for index in (_open(front), alone)]
    assert [hit.score for hit in hits[0]] == pytest.approx([hit.score for hit in hits[1]], abs=1e-6)
    with pytest.raises(StorageError, match="같은 순서"):
        united.unite(nodes[::-1])


def test_nodes_of_an_older_program_learn_whom_documents_are_for(
    settings: Settings, pairs: Pairs, new_database: Callable[[], str]
) -> None:
    front, first, second = (settings.model_copy(update={"index": new_database()}) for _ in range(3))
    nodes, united = [first.index, second.index], PostgresStore(front)
    united.unite(nodes)
    build(pairs[:2], first)
    build(pairs[2:], second)
    united.unite(nodes)
    for place in (front, first, second):
        with psycopg.connect(place.index, autocommit=True) as owner:
            owner.execute(_WITHOUT_ACCESS)
    assert united.migrate() == ["0003 access_and_weight"]
    united.unite(nodes)
    assert len(_open(front).public().documents) == 3
    hidden, passages = pairs[2]
    build([(replace(hidden, metadata=replace(hidden.metadata, access=Access.INTERNAL)), passages)], second)
    united.unite(nodes)
    for exact in (10**9, 0):
        together = replace(_open(front), exact=exact)
        for index, count in ((together, 3), (together.public(), 2)):
            assert len(index.documents) == len(index.listed()) == count
            assert len({hit.passage.document_id for hit in search(index, QUESTIONS[0], 50)}) == count


_WITHOUT_ACCESS = """
ALTER TABLE mureobwa.document DROP COLUMN internal, DROP COLUMN weight;
ALTER TABLE mureobwa.passage DROP COLUMN internal;
DELETE FROM mureobwa.migration WHERE version = 3;
"""
