import pytest
from small_index import NEAR, Told, index_of

from retriever.index import Index
from retriever.query import understand
from retriever.search import search, search_documents, search_worded


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
    nearness = [one.nearness for one in hit.sentences]
    assert nearness == sorted(nearness, reverse=True)
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


def test_one_wording_finds_what_a_search_finds(index: Index) -> None:
    query = understand("도서관 휴관일", index)
    assert search_worded(index, [query], limit=3) == [tuple(search(index, query, limit=3))]


def test_two_wordings_find_the_same_passages_by_their_mean_score(index: Index) -> None:
    wordings = [understand(question, index) for question in ("책 보는 데 언제 놀아요?", "도서관 휴관일")]
    alone = [{hit.passage.id: hit for hit in search(index, query, limit=100)} for query in wordings]
    everyday, formal = search_worded(index, wordings, limit=2)
    assert [hit.passage.id for hit in everyday] == [hit.passage.id for hit in formal]
    assert [hit.rank for hit in everyday] == [hit.rank for hit in formal] == [1, 2]
    for hits, found in zip((everyday, formal), alone, strict=True):
        assert [(hit.score, hit.sentences) for hit in hits] == [
            (found[hit.passage.id].score, found[hit.passage.id].sentences) for hit in hits
        ]
    means = {name: sum(found[name].score for found in alone) / 2 for name in alone[0].keys() & alone[1].keys()}
    assert [hit.passage.id for hit in everyday] == sorted(means, key=lambda name: -means[name])[:2]


def test_wordings_of_which_one_misses_the_others_best_passage_find_nothing(index: Index) -> None:
    assert search_worded(index, [understand(question, index) for question in ("도서관 휴관일", "")]) == [(), ()]
    # Fifty passages are looked at closely: forty about the thing asked for, and ten that name it beside the other.
    named = [*["도서관"] * 40, *["주차장"] * 40, *["도서관 주차장"] * 30]
    two = index_of([Told(f"{n}", ((words, NEAR),)) for n, words in enumerate(named)])
    wordings = [understand(question, two) for question in ("도서관", "주차장")]
    in_common = [{hit.passage.id for hit in search(two, query, 100)} for query in wordings]
    assert in_common[0] & in_common[1]
    assert search_worded(two, wordings) == search_worded(two, wordings[::-1]) == [(), ()]
    assert [len(hits) for hits in search_worded(two, [wordings[0]] * 2)] == [10, 10]
