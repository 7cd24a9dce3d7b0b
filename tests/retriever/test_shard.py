"""Several machines over one database: each brings in its own documents, and looks after no others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psycopg
import pytest

from ingest.document import Document, Passage
from ingest.errors import BadInputError, StorageError
from retriever.build import build, ingest_paths
from retriever.embed import load_embedder
from retriever.made import Known, Split, make
from retriever.making import made_of
from retriever.register import Copy, Register
from retriever.search import search
from retriever.settings import Settings
from retriever.shard import WHOLE, Shard, Taken
from retriever.store import store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]
BOTH = (Shard(1, 2), Shard(2, 2))


def test_each_path_belongs_to_one_part_for_ever() -> None:
    paths = [f"/문서/{number}.txt" for number in range(1000)]
    owned = [[path for path in paths if Shard(number, 3).owns(path)] for number in (1, 2, 3)]
    assert sorted(path for part in owned for path in part) == sorted(paths)
    assert [len(part) for part in owned] == [338, 323, 339]  # another hash would hand every document to another machine
    assert all(WHOLE.owns(path) for path in paths)


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/2/3", "-1/2"])
def test_a_part_that_does_not_exist(text: str) -> None:
    with pytest.raises(BadInputError, match="몇째 몫"):
        Shard.parse(text)
    assert (Shard.parse("2/3"), Shard.parse("")) == (Shard(2, 3), WHOLE)


def test_two_parts_never_give_the_same_id() -> None:
    names = [f"안내{number}" for number in range(50)]
    free = [{name for name in names if name not in Taken(frozenset(["안내7"]), shard)} for shard in BOTH]
    assert free[0] | free[1] == set(names) - {"안내7"}
    assert not free[0] & free[1]


def test_registers_of_two_parts() -> None:
    one = Register({"/a": Copy("/a", "1", "/b", "같음")}, {"/c": "없음"}, {})
    other = Register({}, {"/d": "없음"}, {"/d": "표"})
    assert other.beside(one) == Register(dict(one.copies), {"/c": "없음", "/d": "없음"}, {"/d": "표"})
    assert other.beside(one).only({"/d"}.__contains__) == other


@pytest.fixture
def docs(tmp_path: Path, notices: Mapping[str, str]) -> Path:
    """Nine files, three to a folder; the stems are the same in each folder."""
    for folder in ("가", "나", "다"):
        (tmp_path / "docs" / folder).mkdir(parents=True)
        for name, text in notices.items():
            text = text.replace("\n", f"\n{folder}동에서 알립니다. ", 1)
            (tmp_path / "docs" / folder / f"{name}.txt").write_text(f"{folder}동 {text}", "utf-8")
    return tmp_path / "docs"


def test_two_machines_share_the_work(docs: Path, settings: Settings, new_database: Callable[[], str]) -> None:
    shared = settings.model_copy(update={"index": new_database()})
    with ThreadPoolExecutor(2) as machines:
        reports = list(machines.map(lambda shard: ingest_paths([docs], shared, shard=shard), BOTH))
    store = store_of(shared)
    sources = {document.source for document in store.contents()[0]}
    assert sources == {str(path) for path in docs.rglob("*.txt")}
    assert len(store.open().documents) == 9  # no two have one id
    assert [report.added for report in reports] == [sum(map(shard.owns, sources)) for shard in BOTH]

    alone = settings.model_copy(update={"index": new_database()})
    ingest_paths([docs], alone)
    for question in ("월 정기권 얼마예요?", "나동 도서관 쉬는 날"):
        found = [search(store_of(one).open(), question, 30) for one in (shared, alone)]
        # Three passages stand in each folder with one score; which comes first goes by id, and the parts gave others.
        ours, theirs = (sorted((round(hit.score, 5), hit.passage.text) for hit in hits) for hits in found)
        assert ours == theirs

    gone = docs / "나" / "보건.txt"
    gone.unlink()
    owner = next(shard for shard in BOTH if shard.owns(str(gone)))
    other = next(shard for shard in BOTH if shard != owner)
    assert not ingest_paths([docs], shared, shard=other).has_changes
    assert str(gone) in store.ids_by_source()
    assert [one.source for one in ingest_paths([docs], shared, shard=owner).dropped] == [str(gone)]
    assert set(store.ids_by_source()) == sources - {str(gone)}
    assert not ingest_paths([docs], shared).has_changes  # one machine for all of it finds nothing to do


def test_who_may_write_beside_whom(settings: Settings, new_database: Callable[[], str], pairs: Pairs) -> None:
    place = settings.model_copy(update={"index": new_database()})
    build(pairs, place)
    with store_of(place, BOTH[0]).sole_writer(), store_of(place, BOTH[1]).sole_writer():
        for other in (WHOLE, BOTH[0], Shard(3, 3)):
            with pytest.raises(StorageError, match="다른 작업이"), store_of(place, other).sole_writer():
                pass
    with store_of(place).sole_writer(), pytest.raises(StorageError), store_of(place, BOTH[0]).sole_writer():
        pass
    with psycopg.connect(place.index) as connection:
        connection.execute("UPDATE mureobwa.corpus SET layout = layout - 1")
    with pytest.raises(StorageError, match="--shard 없이"), store_of(place, BOTH[0]).sole_writer():
        store_of(place, BOTH[0]).kept()


def test_a_folder_and_a_fresh_index_take_no_parts(settings: Settings, docs: Path) -> None:
    with pytest.raises(BadInputError, match="postgresql://"):
        ingest_paths([docs], settings, shard=BOTH[0])
    with pytest.raises(BadInputError, match="--fresh"):
        ingest_paths([docs], settings, fresh=True, shard=BOTH[0])


def test_a_sync_that_was_cut_off_goes_on(docs: Path, settings: Settings, new_database: Callable[[], str]) -> None:
    place = settings.model_copy(update={"index": new_database()})

    def cut_off(step: str, done: int, total: int) -> None:
        if (step, done) == ("임베딩", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_paths([docs], place, cut_off)
    before = _revisions(place)
    assert len(before) == 4
    ingest_paths([docs], place)
    after = _revisions(place)
    assert len(after) == 9
    assert before.items() <= after.items()  # what was in has not been made again


def _revisions(place: Settings) -> dict[str, int]:
    with psycopg.connect(place.index) as connection:
        return dict(connection.execute("SELECT source, revision FROM mureobwa.document").fetchall())


def test_workers_make_the_same_and_never_run_far_ahead(settings: Settings, pairs: Pairs) -> None:
    taken: list[str] = []
    given: list[int] = []

    def documents() -> Iterator[tuple[Split, Known]]:
        for number in range(4):
            for pair in pairs:
                taken.append(f"{number}")
                yield pair, Known()

    embedder = load_embedder(settings)
    several = settings.model_copy(update={"embedding_workers": 2})
    for (document, passages), made in zip(list(pairs) * 4, made_of(documents(), several), strict=True):
        given.append(len(taken))
        alone = make(document, passages, embedder, Known())
        assert (made.document, made.passages, made.terms) == (alone.document, alone.passages, alone.terms)
        assert np.array_equal(made.sentence_vectors, alone.sentence_vectors)
    assert given == [min(place + 4, 12) for place in range(12)]  # four at most are in memory
