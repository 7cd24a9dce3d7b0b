import pytest

from retriever.index import Index
from retriever.query import understand
from retriever.search import search, search_documents


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        ("월 정기권 얼마예요?", "주차", "5만 원"),
        ("50,000원", "주차", "5만 원"),
        ("도서관 쉬는 날", "도서관", "둘째 화요일"),
        ("UAM 정류장 어디", "보건", "보건소 옆"),
        ("독감주사공짜로맞을수있나요", "보건", "무료"),
        ("When does the parking lot open?", "주차", "새벽 6시"),
        ("flu vaccination for seniors", "보건", "무료"),
        ("'22년 새 책 몇 권", "도서관", "12,000권"),
    ],
)
def test_the_best_hit_and_its_best_sentence(index: Index, question: str, document: str, words: str) -> None:
    hit = search(index, question)[0]
    assert hit.passage.document_id == document
    assert any(words in hit.passage.sentence_text(one.sentence) for one in hit.sentences[:2])


def test_hits_are_ranked_and_say_what_each_leg_gave(index: Index) -> None:
    hits = search(index, "예방접종 일정", limit=3)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {"terms", "bigrams", "dense", "sentence", "coverage"} <= set(hits[0].legs)


def test_every_sentence_is_scored_best_first(index: Index) -> None:
    hit = search(index, "월 정기권은 얼마입니까")[0]
    assert {one.sentence for one in hit.sentences} == set(hit.passage.sentences)
    evidence = [one.evidence for one in hit.sentences]
    assert evidence == sorted(evidence, reverse=True)
    assert all(0.0 <= one.coverage <= 1.0 and -1.0 <= one.cosine <= 1.0 for one in hit.sentences)


def test_a_document_stands_once(index: Index) -> None:
    hits = search_documents(index, "안내", limit=10)
    names = [hit.passage.document_id for hit in hits]
    assert sorted(names) == sorted(set(names)) == sorted(index.documents)
    assert [hit.rank for hit in hits] == [1, 2, 3]


def test_a_query_understood_before_finds_the_same(index: Index) -> None:
    question = "도서관 휴관일"
    assert search(index, understand(question, index)) == search(index, question)


@pytest.mark.parametrize("question", ["", " ", "\ud800"])
def test_nothing_asked_nothing_found(index: Index, question: str) -> None:
    assert search(index, question) == []
