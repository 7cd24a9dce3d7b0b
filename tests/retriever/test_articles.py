"""Articles asked for by their number are found in the document that is meant."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.read import read_text
from ingest.split import split
from retriever.articles import Article, article_of, articles_in, law_meant
from retriever.build import build
from retriever.passage_index import FirstWeights, PassageIndex, Sought
from retriever.postgres.index import PostgresIndex
from retriever.query import understand
from retriever.search import search
from retriever.settings import Settings
from retriever.store import open_store

LIBRARY = """가람시립도서관 운영 조례

제1조(목적) 이 조례는 가람시립도서관의 운영에 필요한 사항을 정한다.

제2조(개관) ① 도서관은 오전 9시에 연다.
② 개관일은 시장이 정한다.

제2조의2(휴관) 도서관은 매주 월요일에 쉰다.

제3조(대출) ① 한 사람이 빌릴 수 있는 책은 5권으로 한다.
② 빌리는 기간은 14일로 한다.
"""
PARKING = """가람시 주차장 관리 규정

제1조(목적) 이 규정은 주차장의 관리에 필요한 사항을 정한다.

제2조(요금) 주차 요금은 한 시간에 1,000원으로 한다.

제3조(감면) 경차의 요금은 절반으로 한다.

제4조(시행) 요금은 「지방자치법」 제156조에 따라 받는다.
"""


POOL = "가람시 수영장 안내\n\n제2조에 따른 이용료는 4,000원이며, 수영장은 매주 월요일에 쉽니다.\n"


def built(settings: Settings) -> Settings:
    texts = (("도서관", LIBRARY), ("주차장", PARKING), ("수영장", POOL))
    documents = [read_text(text, f"{name}.txt", document_id=name) for name, text in texts]
    build([(document, split(document, settings)) for document in documents], settings)
    return settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Settings:
    return built(settings_in(tmp_path_factory.mktemp("laws")))


@pytest.fixture(scope="module")
def database(folder: Settings, new_database: Callable[[], str]) -> Settings:
    return built(folder.model_copy(update={"index": new_database()}))


@pytest.fixture(scope="module", params=["folder", "database"])
def laws(request: pytest.FixtureRequest, folder: Settings, database: Settings) -> Settings:
    return folder if request.param == "folder" else database


@pytest.fixture(scope="module")
def index(laws: Settings) -> PassageIndex:
    return open_store(laws)


def test_articles_are_named_as_laws_write_them() -> None:
    assert articles_in("제3조의2제2항이 뭔가요? 제 10 조는요") == (Article("제3조의2", 2), Article("제10조"))
    assert articles_in("주차장 규정 3조와 12조 1항") == (Article("제3조"), Article("제12조", 1))
    assert articles_in("5조원을 3조 쓴다는데 제3회인가요") == ()
    assert articles_in("국제 경제 3조 투자") == ()
    assert article_of(("제2장 이용", "제3조의2(휴관)")) == "제3조의2"
    assert article_of(("제3조 관련 서식",)) == ""


def test_the_law_is_the_one_whose_title_the_question_says() -> None:
    titles = {"가": "도서관 운영 조례", "나": "주차장 관리 조례"}
    assert law_meant("주차장 조례 제2조는 뭐예요?", titles) == "나"
    assert law_meant("주차장 조례 2조는 뭐예요?", titles) == "나"
    assert law_meant("조례 제2조는 뭐예요?", titles) == ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("도서관 조례 제2조의2는 무슨 내용이에요?", "월요일에 쉰다"),
        ("도서관 조례 제3조제2항", "14일"),
        ("도서관 조례 제 2조의2는?", "월요일에 쉰다"),
        ("도서관 조례의 3조 2항", "14일"),
        ("주차장 규정 2조는 무슨 내용인가요?", "1,000원"),
        ("주차장 규정 제2조는 무슨 내용인가요?", "1,000원"),
    ],
)
def test_an_article_is_found_by_its_number(index: PassageIndex, question: str, words: str) -> None:
    assert words in search(index, question)[0].passage.text


def test_laws_are_the_documents_that_have_articles(index: PassageIndex) -> None:
    assert dict(index.laws()) == {"도서관": "가람시립도서관 운영 조례", "주차장": "가람시 주차장 관리 규정"}
    assert list(index.laws()) == ["도서관", "주차장"]


@pytest.mark.parametrize(
    "question", ["도서관 조례 제3조제2항", "제2조", "제2조의2가 뭔가요?", "수영장 제2조", "제99조"]
)
def test_both_stores_rank_articles_alike(folder: Settings, database: Settings, question: str) -> None:
    ours, theirs = open_store(folder), open_store(database)
    read = understand(question, ours)
    assert read == understand(question, theirs)
    assert isinstance(theirs, PostgresIndex)
    hits = search(ours, read, 50)
    for index in (theirs, replace(theirs, exact=0)):  # all scored, or what the tables' indexes give
        found = search(index, read, 50)
        assert [hit.passage for hit in found] == [hit.passage for hit in hits]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in hits], abs=5e-6)
        assert [hit.legs["article"] for hit in found] == [hit.legs["article"] for hit in hits]


def test_another_paragraph_counts_half_and_another_law_nothing(index: PassageIndex) -> None:
    found = {
        hit.passage.document_id + hit.passage.text[:6]: hit.legs["article"]
        for hit in search(index, "도서관 조례 제3조제2항", 50)
    }
    assert sorted(set(found.values())) in ([0.0, 0.5, 1.0], [0.0, 1.0])  # one passage may hold both paragraphs
    assert all(value == 0.0 for place, value in found.items() if not place.startswith("도서관"))


def test_articles_outweigh_words_among_the_first_candidates(index: PassageIndex) -> None:
    """An article is found where no word of the question stands in it."""
    wanted = Sought(
        {},
        {},
        np.zeros(index.embedder.dimension, np.float32),
        FirstWeights(1, 1, 1, 1, 2),
        frozenset({"제3조"}),
        "주차장",
    )
    [first, *_] = index.candidates(wanted, 1)
    assert first.passage.document_id == "주차장"
    assert first.passage.heading[-1].startswith("제3조")
