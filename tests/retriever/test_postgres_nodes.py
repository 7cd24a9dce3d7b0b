"""An index over two servers: searched as one, it ranks as one server would."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from postgres_server import Server, running_server

from ingest.document import Document, Passage
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
