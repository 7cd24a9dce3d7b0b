"""Refusals: what is said, and which document is the nearest."""

from dataclasses import replace

import pytest
from small_index import NEAR, Told, index_of

from chat.answer import Status
from chat.composing.refuse import as_asked, no_evidence, no_such_article, unknown_names
from chat.composing.whom_to_ask import whom_to_ask
from chat.question.foreign import ENGLISH
from chat.settings import Settings
from ingest.document import Contact, Metadata
from retriever.articles import Article
from retriever.hit import Hit
from retriever.index import Index
from retriever.query import Query

PARKING, LIBRARY = (
    Contact("해솔시", "교통과", phone="02-120-1111"),
    Contact(name="홍길동", role="주무관", phone="02-120-2222"),
)


def office(**laws: int) -> Index:
    """Two documents with contacts, and rules with so many articles."""
    contents = [
        Told("주차", (("교통과 02-120-1111", NEAR),)),
        Told("도서관", (("홍길동 주무관", NEAR),)),
        *(Told(name, ((f"① 본문 {n}", NEAR),), (f"제{n}조(본문)",)) for name, count in laws.items() for n in range(1, count + 1)),
    ]  # fmt: skip
    made = index_of(contents)
    contacts = {"주차": (PARKING,), "도서관": (LIBRARY,)}
    told_of = {
        name: replace(one, metadata=Metadata(contacts=contacts.get(name, ()))) for name, one in made.documents.items()
    }
    return replace(made, documents=told_of)


def hit(index: Index, name: str, score: float, rank: int = 1) -> Hit:
    return Hit(index.passages_of(name)[0], score, rank, {}, ())


def query(text: str, *articles: Article, law: str = "") -> Query:
    return Query(text, text, (), articles=articles, law=law)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("수영장은 언제 열어요?", "‘수영장은 언제 열어요’"),
        ("가" * 60, "‘" + "가" * 60 + "’"),
        ("가" * 61, "‘" + "가" * 59 + "…’"),
    ],
)
def test_the_question_is_repeated_and_cut_where_it_is_long(question: str, expected: str) -> None:
    assert as_asked(question) == expected


def refused(index: Index, asked: Query, found: str = "조례") -> str | None:
    answer = no_such_article("?", asked, [hit(index, found, 1.0)], index, ())
    return answer.text if answer else None


def test_an_article_that_a_rule_does_not_hold() -> None:
    index = office(조례=3, 규칙=2)
    assert refused(index, query("제9조", Article("제9조"))) == "제9조는 ‘조례’에 없습니다."
    assert refused(index, query("제2조", Article("제2조"))) is None
    assert refused(index, query("제2조", Article("제9조"), Article("제2조"))) is None
    assert refused(index, query("목적은")) is None
    # With two articles a document quotes a law and is none; the document that the question names goes first.
    assert refused(index, query("제9조", Article("제9조")), found="규칙") is None
    assert refused(index, query("제9조", Article("제9조"), law="조례"), found="주차") == "제9조는 ‘조례’에 없습니다."
    other = no_such_article("?", query("제9조", Article("제9조")), [hit(index, "조례", 1)], index, (PARKING,))
    assert other
    assert other.text == "제9조는 ‘조례’에 없습니다. 해솔시 교통과(☎ 02-120-1111)에 문의해 주세요."


def test_an_article_that_the_words_of_a_rule_name_may_be_held() -> None:
    index = office(조례=3)
    quoting = replace(index.documents["조례"], text="제 9 조를 따른다")
    index = replace(index, documents={**index.documents, "조례": quoting})
    assert refused(index, query("제9조", Article("제9조"))) is None


def test_names_that_no_document_found_holds() -> None:
    index = office()
    hits = [hit(index, "주차", 1.0)]
    assert list(unknown_names("부산에서 주차할 수 있나요", hits, index)) == ["‘부산’은 찾은 문서에 나오지 않습니다."]
    assert list(unknown_names("교통과는 어디 있나요", hits, index)) == []
    assert list(unknown_names("Where is Busan?", hits, index)) == []
    assert list(unknown_names("부산에서", [], index)) == []  # nothing was found to look in
    assert len(list(unknown_names("부산에서 " * 40, hits, index))) == 32


def test_a_refusal_names_the_nearest_documents_and_whom_to_call() -> None:
    index = office(조례=1, 규칙=1)
    names = ("주차", "주차", "도서관", "조례")
    hits = [hit(index, name, 1.0 - 0.1 * number) for number, name in enumerate(names)]
    contacts = whom_to_ask(hits, index, Settings())
    answer = no_evidence("수영장은?", query("수영장은?"), hits, index, contacts)
    assert answer.status is Status.NO_EVIDENCE
    assert answer.text == (
        "기관이 올려 둔 문서에서 ‘수영장은’에 대한 내용을 찾지 못했습니다. "
        "다른 말로 다시 물어봐 주시거나, 해솔시 교통과(☎ 02-120-1111)에 문의해 주세요."
    )
    assert (answer.contacts, answer.notes) == ((PARKING,), ("내용이 비슷한 문서: 주차 / 도서관",))
    foreign = no_evidence("pool?", query("Where is the pool?"), hits, index, contacts)
    assert foreign.text == (
        f"{ENGLISH.say('no_evidence')} Please ask again in other words, or contact 해솔시 교통과 (☎ 02-120-1111)."
    )
