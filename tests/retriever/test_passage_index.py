"""The contract of `PassageIndex` and `Store`: the folder and PostgreSQL give the same."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Document, Metadata, Passage
from ingest.read import read_text
from ingest.split import split
from retriever.build import build, ingest_paths
from retriever.copying import copy_index
from retriever.hit import Hit
from retriever.index import Index
from retriever.passage_index import EVERYTHING, Filter, PassageIndex
from retriever.postgres.index import PostgresIndex
from retriever.query import understand
from retriever.search import search, search_documents, search_within
from retriever.settings import Settings
from retriever.storage import LAYOUT
from retriever.store import Store, store_of

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]
QUESTIONS = (
    "월 정기권 얼마예요?",
    "50,000원",
    "도서관 쉬는 날",
    "UAM 정류장 어디",
    "독감주사공짜로맞을수있나요",
    "When does the parking lot open?",
    "'22년 새 책 몇 권",
    "유산청 주변에 주차되나요",
    "예방졉종 일정",
    "ehtjrhks gbrhksdlf",
    "it's 100% \\ '따옴표' & | !",
)
ABOUT = {
    "주차": Metadata(office="강변시", department="교통과", published=dt.date(2022, 3, 2)),
    "도서관": Metadata(office="강변시", department="문화과", published=dt.date(2023, 5, 1)),
    "보건": Metadata(office="산골군"),
}


@pytest.fixture(scope="session")
def told_pairs(pairs: Pairs) -> Pairs:
    """The notices with what they say of themselves."""
    return [(replace(document, metadata=ABOUT[document.id]), passages) for document, passages in pairs]


@pytest.fixture(scope="session")
def folder_index(
    told_pairs: Pairs, settings_in: Callable[[Path], Settings], tmp_path_factory: pytest.TempPathFactory
) -> PassageIndex:
    settings = settings_in(tmp_path_factory.mktemp("home"))
    build(told_pairs, settings)
    return store_of(settings).open()


@pytest.fixture(scope="session")
def postgres_settings(
    told_pairs: Pairs,
    settings_in: Callable[[Path], Settings],
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], str],
) -> Settings:
    """The notices in a database: put in one after the other, so that the mean lengths have changed twice."""
    settings = settings_in(tmp_path_factory.mktemp("home")).model_copy(update={"index": new_database()})
    build(told_pairs[:1], settings)
    store = store_of(settings)
    for count in (2, 3):
        with store.sole_writer():
            kept = store.kept()
            assert kept is not None
            store.write(told_pairs[:count], kept.register, lambda *_: None, kept)
    return settings


@pytest.fixture(scope="session")
def postgres_index(postgres_settings: Settings) -> PostgresIndex:
    index = store_of(postgres_settings).open()
    assert isinstance(index, PostgresIndex)
    return index


@pytest.fixture(params=["folder", "postgres"])
def index(request: pytest.FixtureRequest, folder_index: PassageIndex, postgres_index: PassageIndex) -> PassageIndex:
    return folder_index if request.param == "folder" else postgres_index


@pytest.fixture(params=["folder", "postgres"])
def place(request: pytest.FixtureRequest, settings: Settings, new_database: Callable[[], str]) -> Settings:
    """Settings for an empty place."""
    return settings if request.param == "folder" else settings.model_copy(update={"index": new_database()})


def same(ours: Sequence[Hit], theirs: Sequence[Hit]) -> None:
    assert [hit.passage for hit in ours] == [hit.passage for hit in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert other.legs == pytest.approx(one.legs, abs=2e-6)
        assert other.score == pytest.approx(one.score, abs=5e-6)
        assert [s.sentence for s in one.sentences] == [s.sentence for s in other.sentences]
        assert [s.nearness for s in one.sentences] == pytest.approx([s.nearness for s in other.sentences], abs=2e-6)


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_rank_alike_score_by_score(
    folder_index: PassageIndex, postgres_index: PostgresIndex, question: str
) -> None:
    read = understand(question, folder_index)
    assert understand(question, postgres_index) == read
    hits = search(folder_index, read, 50)
    assert len(hits) == sum(1 for name in ABOUT for _ in folder_index.passages_of(name))
    same(hits, search(postgres_index, read, 50))
    same(search_documents(folder_index, read), search_documents(postgres_index, read))
    # What the indexes give is all there is here, so that the candidates, too, are the same.
    same(hits, search(replace(postgres_index, exact=0), read, 50))


WITHIN = {
    Filter(documents=frozenset(["주차", "보건"])): {"주차", "보건"},
    Filter(documents=frozenset(["없는 문서"])): set(),
    Filter(offices=frozenset(["강변시"])): {"주차", "도서관"},
    Filter(departments=frozenset(["문화과"])): {"도서관"},
    Filter(published_from=dt.date(2022, 3, 2)): {"주차", "도서관"},
    Filter(published_from=dt.date(2022, 3, 3)): {"도서관"},
    Filter(published_until=dt.date(2022, 3, 2)): {"주차"},
    Filter(offices=frozenset(["강변시"]), published_until=dt.date(2022, 12, 31)): {"주차"},
}


# Counted, as a set prints in another order in each process and the suite runs in two.
@pytest.mark.parametrize("within", WITHIN, ids=range(len(WITHIN)))
def test_a_filter_leaves_all_that_it_allows_and_nothing_else(
    folder_index: PassageIndex, postgres_index: PostgresIndex, within: Filter
) -> None:
    hits = search(folder_index, "강변공영주차장 도서관 휴관 예방접종 안내", 50, within)
    assert {hit.passage.document_id for hit in hits} == WITHIN[within]
    assert len(hits) == sum(len(folder_index.passages_of(name)) for name in WITHIN[within])
    same(hits, search(postgres_index, "강변공영주차장 도서관 휴관 예방접종 안내", 50, within))
    same(hits, search(replace(postgres_index, exact=0), "강변공영주차장 도서관 휴관 예방접종 안내", 50, within))


def test_a_filter_that_allows_all_changes_nothing(index: PassageIndex) -> None:
    same(search(index, "휴관"), search(index, "휴관", within=Filter(documents=frozenset(ABOUT))))
    assert not EVERYTHING
    assert {hit.passage.document_id for hit in search_within(index, "휴관", "보건")} == {"보건"}


def test_the_vocabulary_is_the_same(folder_index: PassageIndex, postgres_index: PassageIndex) -> None:
    assert isinstance(folder_index, Index)
    ours, theirs = folder_index.vocabulary, postgres_index.vocabulary
    terms = [*folder_index.terms.terms(), "없는낱말", "nul\0"]
    theirs.gather(terms, [])
    for term in terms:
        assert theirs.holds(term) == ours.holds(term)
        assert theirs.idf(term) == ours.idf(term)
    for word in [*folder_index.words, "없는낱말"]:
        assert theirs.count(word) == ours.count(word)
    for name in [*folder_index.names, "없는이름"]:
        assert theirs.other_names(name) == ours.other_names(name)
    assert ours.other_names("uam") == ("도심항공교통",)
    assert list(theirs.near("ㅇㅖㅂㅏㅇㅈㅓㅂㅈㅗㅇ", 1)) == list(ours.near("ㅇㅖㅂㅏㅇㅈㅓㅂㅈㅗㅇ", 1))
    assert "예방접종" in ours.near("ㅇㅖㅂㅏㅇㅈㅓㅂㅈㅗㅇ", 1)
    for letters in ("도교", "강장", "%", "_"):
        assert theirs.through(letters) == ours.through(letters)
    assert "도심항공교통" in ours.through("도교")


def test_documents_passages_and_lists(index: PassageIndex, told_pairs: Pairs) -> None:
    given = dict(sorted((document.id, (document, passages)) for document, passages in told_pairs))
    assert dict(index.documents) == {name: document for name, (document, _) in given.items()}
    assert list(index.documents) == list(given)
    assert len(index.documents) == 3
    assert index.documents.get("없는 문서") is None
    assert "nul\0" not in index.documents
    for name, (document, passages) in given.items():
        assert tuple(index.passages_of(name)) == passages
        listed = next(one for one in index.listed() if one.id == name)
        assert (listed.title, listed.metadata, listed.sha256) == (document.title, document.metadata, document.sha256)
        assert (listed.characters, listed.passages) == (len(document.text), len(passages))
    assert index.passages_of("없는 문서") == ()
    assert [one.id for one in index.listed()] == ["도서관", "주차", "보건"]
    assert [one.id for one in index.listed(1)] == ["도서관"]


def test_names_with_blanks_and_published_numbers(place: Settings) -> None:
    text = "민원 안내\n\nABC(가나다 라마 바사)는 02-1234-5678, help@gangbyeon.kr (민원실)로 알려 드립니다.\n"
    document = read_text(text, source="민원.txt", document_id="민원")
    build([(document, split(document, place))], place)
    index = store_of(place).open()
    assert index.vocabulary.long_names("가나다 라마 바사는 무엇") == {"가나다 라마 바사": ("ABC",)}
    assert index.vocabulary.long_names("가나다라마바사") == {}
    assert [index.publishes_mark(mark) for mark in ("0212345678", "help@gangbyeon.kr", "0212345679", "\0")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_a_document_was_read_with_is_kept(place: Settings, told_pairs: Pairs) -> None:
    document, passages = told_pairs[0]
    seen = replace(document, remarks=("1쪽은 그림에서 읽은 글입니다.",), by_ocr=True)
    build([(seen, passages)], place)
    store = store_of(place)
    index = store.open()
    assert index.documents[seen.id] == seen
    assert list(store.contents()[0]) == [seen]
    assert store.register() == store.contents()[1]
    made_with = index.made_with
    assert (made_with.layout, made_with.model) == (LAYOUT, index.embedder.name)
    assert (made_with.passage_chars, made_with.dictionary) == (place.passage_chars, "")


def write(store: Store, pairs: Pairs) -> str:
    with store.sole_writer():
        kept = store.kept()
        assert kept is not None
        return store.write(pairs, kept.register, lambda *_: None, kept)


def changed(pairs: Pairs, name: str, text: str, settings: Settings) -> Pairs:
    document = read_text(text, source=f"{name}.txt", document_id=name)
    return [(document, split(document, settings)) if pair[0].id == name else pair for pair in pairs]


def test_a_document_is_replaced_and_taken_out_as_a_whole(place: Settings, told_pairs: Pairs) -> None:
    build(told_pairs, place)
    store = store_of(place)
    before = store.open()
    found = before.snapshot()
    assert search(found, "도서관 휴관일")[0].passage.document_id == "도서관"
    mark = store.current()
    after = changed(told_pairs, "도서관", "시립도서관 이용 안내\n\n시립도서관은 연중무휴로 엽니다.\n", place)
    write(store, after)
    assert store.current() != mark
    index = store.open()
    assert index.version != before.version
    assert index.documents["도서관"].text.endswith("연중무휴로 엽니다.\n")
    assert "연중무휴" in search(index, "시립도서관 연중무휴")[0].passage.text
    assert not any("둘째" in hit.passage.text for hit in search(index, "매월 둘째 화요일", 50))
    assert not index.vocabulary.holds("화요일")
    # A question under way reads what it has found.
    assert "둘째 화요일" in found.documents["도서관"].text
    write(store, after[:2])
    index = store.open()
    assert set(index.documents) == {document.id for document, _ in after[:2]}
    assert index.passages_of(after[2][0].id) == ()


def test_a_search_that_a_change_has_overtaken_is_told(
    postgres_settings: Settings, settings: Settings, new_database: Callable[[], str], told_pairs: Pairs
) -> None:
    place = settings.model_copy(update={"index": new_database()})
    build(told_pairs, place)
    store = store_of(place)
    index = store.open().snapshot()
    assert isinstance(index, PostgresIndex)
    assert index.seen is not None
    found = search(index, "도서관 휴관일", 50)
    assert index.at_hand({hit.passage.document_id for hit in found})
    write(store, changed(told_pairs, "도서관", "시립도서관 안내\n\n시립도서관은 쉬지 않습니다.\n", place))
    assert "둘째 화요일" in index.documents["도서관"].text  # what was read stays
    late = store.open().snapshot()
    assert isinstance(late, PostgresIndex)
    assert late.seen is not None
    late.seen.revisions.update(index.seen.revisions)  # found before the change, not read yet
    assert not late.at_hand(["도서관"])
    assert late.at_hand(["주차"])


def test_what_has_not_changed_is_not_written_again(
    settings: Settings, new_database: Callable[[], str], told_pairs: Pairs
) -> None:
    place = settings.model_copy(update={"index": new_database()})
    build(told_pairs, place)
    store = store_of(place)
    states = _states(store)
    write(store, changed(told_pairs, "보건", "보건소 안내\n\n보건소는 9시에 엽니다.\n", place))
    later = _states(store)
    assert {name for name in states if states[name] != later[name]} == {"보건"}


def _states(store: Store) -> Mapping[str, int]:
    index = store.open().snapshot()
    assert isinstance(index, PostgresIndex)
    search(index, "안내", 50)
    assert index.seen is not None
    return dict(index.seen.revisions)


def test_files_are_synced(place: Settings, tmp_path: Path, notices: Mapping[str, str]) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in notices.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / "도서관 (1).txt").write_text(notices["도서관"], "utf-8")
    report = ingest_paths([folder], place)
    store = store_of(place)
    documents, register = store.contents()
    assert {document.id for document in documents} == set(notices)
    assert [Path(source).name for source in register.copies] == ["도서관 (1).txt"]
    assert store.open().version == report.version
    assert ingest_paths([folder], place).version == report.version  # nothing has changed
    (folder / "보건.txt").unlink()
    ingest_paths([folder], place)
    assert set(store.open().documents) == set(notices) - {"보건"}


def test_a_copy_there_and_back_is_the_same(
    folder_index: PassageIndex,
    told_pairs: Pairs,
    settings: Settings,
    new_database: Callable[[], str],
    tmp_path: Path,
) -> None:
    build(told_pairs, settings)
    database, back = new_database(), str(tmp_path / "back")
    steps: list[str] = []

    def cut_off(step: str, done: int, total: int) -> None:
        steps.append(step)
        if step == "색인 만들기":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_index(str(settings.home), database, settings, cut_off)
    assert copy_index(str(settings.home), database, settings, lambda *_: None) == 3
    assert copy_index(database, back, settings, lambda *_: None) == 3
    returned = store_of(settings.model_copy(update={"index": back})).open()
    assert returned.version == folder_index.version  # the same documents and passages to the letter
    there = store_of(settings.model_copy(update={"index": database})).open()
    for question in QUESTIONS[:3]:
        same(search(folder_index, question), search(there, question))
        same(search(folder_index, question), search(returned, question))
