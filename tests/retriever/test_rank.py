"""The one sum that ranks, worked out on passages of a few words."""

from typing import Any

import numpy as np
import pytest
from small_index import Told, index_of

from retriever.articles import Article
from retriever.hit import Hit
from retriever.index import Index
from retriever.query import Query, Token
from retriever.rank import Weights, ranked, sought_by

NONE = Weights(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
ASKED = np.array((1.0, 0.0), np.float32)
NEAR, HALF, FAR = (1.0, 0.0), (0.5, 0.8660254), (0.0, 1.0)


def query(*tokens: Token, **more: Any) -> Query:
    return Query("질문", "질문", tokens, **more)


def word(form: str, weight: float = 1.0, *others: tuple[str, ...]) -> Token:
    return Token(form, weight, others)


def weighing(**legs: float) -> Weights:
    return Weights(**{**dict.fromkeys(Weights.__slots__, 0.0), **legs})


def first(index: Index, asked: Query, weights: Weights) -> Hit:
    return ranked(index, asked, ASKED, weights)[0]


PARKING = Told("주차", (("월 정기권 #50000 원", NEAR), ("경차 감면", FAR)), ("공영주차장 요금",))
LIBRARY = Told("도서관", (("월 요일 휴관", FAR),), ("이용 안내",))
INDEX = index_of([PARKING, LIBRARY])


@pytest.mark.parametrize(
    ("leg", "tokens", "expected"),
    [
        ("sentence", [word("경차")], 2.0),  # the nearest sentence by its cosine alone: 2 x 1 + 0
        ("sentence", [word("정기권")], 3.0),
        ("coverage", [word("정기권", 3.0), word("휴관", 1.0)], 0.75),
        ("coverage", [word("감면"), word("정기권")], 1.0),
        ("adjacent", [word("월", 1.0), word("정기권", 2.0), word("감면", 1.0)], 0.5),  # 3 of the weights 3 and 3
        ("adjacent", [word("정기권"), word("월")], 0.0),  # in the other order
        ("numbers", [word("#50000"), word("#7"), word("정기권")], 0.5),
        ("heading", [word("요금"), word("정기권")], 0.5),
    ],
)
def test_what_a_leg_gives(leg: str, tokens: list[Token], expected: float) -> None:
    best = next(one for one in ranked(INDEX, query(*tokens), ASKED, NONE) if one.passage.document_id == "주차")
    assert best.legs[leg] == pytest.approx(expected)


def test_the_score_is_the_sum_of_the_legs_by_their_weights() -> None:
    weights = Weights()
    best = first(INDEX, query(word("월"), word("정기권")), weights)
    assert best.passage.document_id == "주차"
    assert best.score == pytest.approx(sum(getattr(weights, leg) * value for leg, value in best.legs.items()))


def test_sentences_are_given_best_first() -> None:
    best = first(INDEX, query(word("감면")), weighing(sentence=1))
    assert [best.passage.sentence_text(one.sentence) for one in best.sentences] == ["월 정기권 #50000 원", "경차 감면"]
    assert [(one.cosine, one.coverage) for one in best.sentences] == [(1.0, 0.0), (0.0, 1.0)]


def test_another_name_counts_by_how_much_of_it_is_held() -> None:
    asked = query(word("주차권", 1.0, ("월", "정기권"), ("월", "주차", "증")))
    assert first(INDEX, asked, weighing(coverage=1)).legs["coverage"] == 1.0
    asked = query(word("주차권", 1.0, ("월", "주차", "증")))
    assert first(INDEX, asked, weighing(coverage=1)).legs["coverage"] == pytest.approx(1 / 3)


def test_where_two_are_alike_the_first_document_and_its_first_passage_come_first() -> None:
    twins = index_of([Told("나", (("월", FAR),)), Told("가", (("월", FAR),)), Told("가", (("월", FAR),))])
    found = ranked(twins, query(word("월")), ASKED, Weights())
    expected = [("가", 0, 1), ("가", 2, 2), ("나", 0, 3)]
    assert [(one.passage.document_id, one.passage.start, one.rank) for one in found] == expected


def test_what_is_looked_for() -> None:
    asked = query(word("정기권", 2.0, ("월", "주차")), word("어디", 0.0), word("주차", 1.0), law="주차")
    sought = sought_by(asked, ASKED, weighing(terms=2, article=3), INDEX.vocabulary)
    # A word that only asks is left out; another name counts a little less than what was typed.
    assert sought.terms == {"정기권": 1.0, "주차": 1.0, "월": 0.7}
    assert (sought.weights.terms, sought.weights.article, sought.law) == (2.0, 3.0, "주차")


def test_pairs_of_letters_of_the_question_and_of_its_expansions() -> None:
    asked = Query("주차", "주차장", (), expansions=(("주차장", "파킹"),))
    assert list(sought_by(asked, ASKED, NONE, INDEX.vocabulary).bigrams) == ["주차", "차장", "파킹"]


@pytest.mark.parametrize(("letters", "pairs"), [(161, 160), (162, 160), (160, 159)])
def test_an_endless_question_is_looked_for_by_its_beginning(letters: int, pairs: int) -> None:
    asked = Query("", "".join(chr(ord("가") + n) for n in range(letters)), ())
    assert len(sought_by(asked, ASKED, NONE, INDEX.vocabulary).bigrams) == pairs


@pytest.mark.parametrize(
    ("known", "unknown", "trust"),
    [(1, 0, 1.0), (1, 1, 1.0), (9, 11, 0.9), (1, 3, 0.5), (0, 1, 0.0)],
)
def test_the_lexical_legs_fade_where_the_documents_hold_few_of_the_words(
    known: int, unknown: int, trust: float
) -> None:
    tokens = [word("월", known)] * bool(known) + [word("flu", unknown)] * bool(unknown)
    weights = sought_by(query(*tokens), ASKED, Weights(), INDEX.vocabulary).weights
    assert (weights.terms, weights.bigrams, weights.whole) == pytest.approx((0.5 * trust, 0.5 * trust, 0.5 * trust))
    assert (weights.dense, weights.article) == (0.3, 2.0)


def test_a_word_with_other_names_is_one_that_the_documents_know() -> None:
    weights = sought_by(query(word("파킹", 1.0, ("주차",))), ASKED, Weights(), INDEX.vocabulary).weights
    assert weights.terms == 0.5


def test_fifty_passages_are_looked_at_closely() -> None:
    many = index_of([Told(f"문서{number}", (("월", FAR),)) for number in range(60)])
    assert len(ranked(many, query(word("월")), ASKED, Weights())) == 50


LAW = [
    Told("조례", (("① 목적", FAR),), ("제1조(목적)",)),
    Told("조례", (("① 요금", FAR),), ("제2조(요금)",)),
    Told("조례", (("② 감면", FAR),), ("제2조(요금)",)),
    Told("규칙", (("② 서식", FAR),), ("제2조(서식)",)),
]


@pytest.mark.parametrize(
    ("article", "law", "expected"),
    [
        (Article("제2조"), "조례", [0.0, 1.0, 1.0, 0.0]),
        (Article("제2조"), "", [0.0, 1.0, 1.0, 1.0]),
        (Article("제2조", 2), "조례", [0.0, 0.5, 1.0, 0.0]),
        (Article("제9조"), "", [0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_an_article_asked_for_by_its_number(article: Article, law: str, expected: list[float]) -> None:
    found = ranked(index_of(LAW), query(articles=(article,), law=law), ASKED, weighing(article=1.0))
    legs = {one.passage.id: one.legs["article"] for one in found}
    assert [legs[f"p{number}"] for number in range(4)] == expected
    if max(expected):
        assert found[0].legs["article"] == 1.0
