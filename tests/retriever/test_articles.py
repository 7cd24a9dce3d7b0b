"""Articles asked for by their number are found in the document that is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read import read_text
from ingest.split import split
from retriever.articles import Article, article_of, articles_in, law_meant
from retriever.build import build
from retriever.index import Index, open_index
from retriever.search import search
from retriever.settings import Settings

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


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Index:
    settings = settings_in(tmp_path_factory.mktemp("laws"))
    documents = [
        read_text(text, f"{name}.txt", document_id=name) for name, text in (("도서관", LIBRARY), ("주차장", PARKING))
    ]
    build([(document, split(document, settings)) for document in documents], settings)
    return open_index(settings)


def test_articles_are_named_as_laws_write_them() -> None:
    assert articles_in("제3조의2제2항이 뭔가요? 제 10 조는요") == (Article("제3조의2", 2), Article("제10조"))
    assert articles_in("5조원을 3조 쓴다는데 제3회인가요") == ()
    assert article_of(("제2장 이용", "제3조의2(휴관)")) == "제3조의2"
    assert article_of(("제3조 관련 서식",)) == ""


def test_the_law_is_the_one_whose_title_the_question_says() -> None:
    titles = {"가": "도서관 운영 조례", "나": "주차장 관리 조례"}
    assert law_meant("주차장 조례 제2조는 뭐예요?", titles) == "나"
    assert law_meant("조례 제2조는 뭐예요?", titles) == ""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("도서관 조례 제2조의2는 무슨 내용이에요?", "월요일에 쉰다"),
        ("도서관 조례 제3조제2항", "14일"),
        ("주차장 규정 제2조는 무슨 내용인가요?", "1,000원"),
    ],
)
def test_an_article_is_found_by_its_number(index: Index, question: str, words: str) -> None:
    assert words in search(index, question)[0].passage.text
