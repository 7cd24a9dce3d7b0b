"""The passages that may answer, by the cheap sum of the legs: worked out on four of them."""

from dataclasses import replace

import numpy as np
import pytest
from small_index import Told, index_of

from retriever.folder_candidates import candidates
from retriever.passage_index import EVERYTHING, Filter, FirstWeights, Sought

NEAR, HALF, FAR = (1.0, 0.0), (0.6, 0.8), (0.0, 1.0)
INDEX = index_of(
    [
        Told("주차", (("월 정기권", FAR), ("경차 감면", NEAR)), ("제1조(요금)",)),
        Told("주차", (("정기권 정기권 신청", HALF),), ("제2조(신청)",)),
        Told("도서관", (("월 요일", NEAR),)),
        Told("보건", (("접종", FAR),), ("제2조(접종)",)),
    ]
)
NOTHING = FirstWeights(0, 0, 0, 0, 0)


def sought(terms: tuple[str, ...] = (), weights: FirstWeights = NOTHING, bigrams: tuple[str, ...] = ()) -> Sought:
    vector = np.array((1.0, 0.0), np.float32)
    return Sought(dict.fromkeys(terms, 1.0), dict.fromkeys(bigrams, 1.0), vector, weights)


def found(looked_for: Sought, limit: int = 10, within: Filter = EVERYTHING) -> list[str]:
    return [one.passage.id for one in candidates(INDEX, looked_for, limit, within)]


def test_each_leg_is_from_nought_to_one_and_the_best_has_one() -> None:
    legs = {
        one.passage.id: one.legs for one in candidates(INDEX, sought(("정기권",), bigrams=("접종",)), 10, EVERYTHING)
    }
    # BM25 with 4 and 3 terms where 2.5 are the mean: 1 / (.9 (.6 + .4 x 4 / 2.5) + 1) beside 2 / (.9 (.6 + .4 x 3 / 2.5) + 2).
    assert [legs[f"p{n}"]["terms"] for n in range(4)] == pytest.approx([0.4726 / 0.6729, 1.0, 0.0, 0.0], abs=1e-3)
    assert [legs[f"p{n}"]["bigrams"] for n in range(4)] == [0.0, 0.0, 0.0, 1.0]
    assert [legs[f"p{n}"]["whole"] for n in range(4)] == [1.0, 1.0, 0.0, 0.0]  # a document's passages share its score
    # Of the cosines 0, .6, 1 and 0 the middle is .3: the best is 1, and .6 is 3/7 of the way.
    assert [legs[f"p{n}"]["dense"] for n in range(4)] == pytest.approx([0.0, 3 / 7, 1.0, 0.0])


def test_the_best_by_the_weighted_sum_come_first() -> None:
    weights = replace(NOTHING, terms=1.0, dense=0.5)
    assert found(sought(("정기권",), weights)) == ["p1", "p0", "p2", "p3"]
    assert found(sought(("정기권",), replace(weights, dense=3.0))) == ["p2", "p1", "p0", "p3"]
    assert found(sought(("정기권",), weights), limit=2) == ["p1", "p0"]


def test_where_two_are_alike_the_first_comes_first() -> None:
    assert found(sought()) == ["p0", "p1", "p2", "p3"]


def test_the_filter_holds_and_the_best_within_it_has_one() -> None:
    within = Filter(documents=frozenset({"도서관", "보건"}))
    one, other = candidates(INDEX, sought(("월",), replace(NOTHING, terms=1.0)), 10, within)
    assert (one.passage.id, other.passage.id) == ("p2", "p3")
    assert one.legs["terms"] == one.legs["whole"] == one.legs["dense"] == 1.0
    assert found(sought(("월",)), within=Filter(documents=frozenset({"없는 문서"}))) == []


@pytest.mark.parametrize(
    ("law", "within", "expected"),
    [
        ("", EVERYTHING, ["p1", "p3", "p0", "p2"]),
        ("주차", EVERYTHING, ["p1", "p0", "p2", "p3"]),
        ("", Filter(documents=frozenset({"도서관", "보건"})), ["p3", "p2"]),
    ],
)
def test_passages_of_an_article_asked_for(law: str, within: Filter, expected: list[str]) -> None:
    asked = replace(sought(weights=replace(NOTHING, article=1.0)), articles=frozenset({"제2조"}), law=law)
    assert found(asked, within=within) == expected


def test_a_candidate_brings_what_a_close_look_needs() -> None:
    (best,) = candidates(INDEX, sought(("정기권",), replace(NOTHING, whole=1.0)), 1, EVERYTHING)
    number = INDEX.term_number
    assert best.sentences == [[number["월"], number["정기권"]], [number["경차"], number["감면"]]]
    assert best.heading == [number["제1조(요금)"]]
    assert best.vectors.tolist() == [[0.0, 1.0], [1.0, 0.0]]
