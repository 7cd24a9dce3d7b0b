"""The passages that a model may use, and what of them holds a sentence."""

from dataclasses import replace

import numpy as np
import pytest
from small_index import NEAR, Told, index_of

from chat.answer import Answer, Citation, Status
from chat.settings import Settings
from chat.verification.ground import Ground
from chat.writing.offered import offers, read_ahead, supported
from retriever.hit import Hit
from retriever.index import Index

VECTOR = np.array(NEAR, np.float32)
INDEX = index_of(
    [
        Told("주차", (("주차장 정기권은 5만 원이다.", NEAR), ("경차는 절반을 감면한다.", NEAR)), ("요금",)),
        Told("도서관", (("도서관은 화요일에 휴관한다.", NEAR),)),
        Told("보건", (("보건소는 65세 이상에게 접종을 지원한다.", NEAR),)),
    ]
)
HITS = [Hit(passage, 1.0, rank, {}, ()) for rank, passage in enumerate(INDEX.passages, start=1)]


def cites(document: str, start: int) -> Answer:
    return Answer("?", Status.ANSWERED, "답", (Citation(1, document, document, "", "", (), "글", start, start + 1),))


def given(answer: Answer, hits: list[Hit], index: Index = INDEX, **settings: int) -> list[str]:
    return [offer.passage.document_id for offer in offers(answer, hits, index, Settings(**settings))]  # type: ignore[arg-type]


def test_what_the_answer_cites_goes_first_then_the_best_hits() -> None:
    assert given(cites("보건", 0), HITS[::-1]) == ["보건", "주차", "도서관"]
    assert given(cites("보건", 999), HITS) == ["주차", "도서관", "보건"]
    assert given(cites("보건", 0), HITS, model_passages=2) == ["보건", "주차"]


@pytest.mark.parametrize(("second", "expected"), [(100, ["a", "b"]), (101, ["a", "c"])])
def test_passages_as_long_as_there_is_room(second: int, expected: list[str]) -> None:
    index = index_of([Told(name, (("가" * length, NEAR),)) for name, length in (("a", 100), ("b", second), ("c", 1))])
    hits = [Hit(passage, 1.0, rank, {}, ()) for rank, passage in enumerate(index.passages)]
    assert given(cites("", 0), hits, index, model_passage_chars=200) == expected


def test_the_first_passage_is_offered_however_long_it_is() -> None:
    index = index_of([Told("a", (("가" * 300, NEAR),)), Told("b", (("나", NEAR),))])
    hits = [Hit(passage, 1.0, rank, {}, ()) for rank, passage in enumerate(index.passages)]
    assert given(cites("", 0), hits, index, model_passage_chars=200) == ["a"]


OFFERED = offers(cites("", 0), HITS, INDEX, Settings())


def held_by(sentence: str, *markers: int) -> list[tuple[str, int, int]]:
    found = supported(sentence, VECTOR, markers, OFFERED)
    return [(source.passage.document_id, source.start, source.end) for source in found.sources]


def test_an_offer_is_read_as_the_verifier_reads_it() -> None:
    assert OFFERED[0].ground == Ground(("주차장 정기권은 5만 원이다.", "경차는 절반을 감면한다."), "주차  요금", "")
    assert OFFERED[0].vectors.shape == (2, 2)
    read_ahead(OFFERED)


def test_a_wrong_or_missing_marker_is_put_right() -> None:
    fee = [("주차", 0, 16)]
    for markers in ((1,), (2,), (), (9,), (0,)):
        assert held_by("주차장 정기권은 5만 원입니다.", *markers) == fee


def test_what_no_passage_holds_has_no_source_and_its_faults_are_told() -> None:
    found = supported("주차장 정기권은 7만 원입니다.", VECTOR, (1,), OFFERED)
    assert (found.sources, found.verdict.faults[0][0].value) == ((), "number")
    assert supported("글", VECTOR, (), ()).sources == ()


def test_a_sentence_may_rest_on_two_passages_that_it_cites() -> None:
    sentence = "주차장 정기권은 5만 원이고 보건소 접종 지원은 65세 이상입니다."
    assert {name for name, _, _ in held_by(sentence, 1, 3)} == {"주차", "보건"}
    assert held_by(sentence, 1) == []


def test_the_first_failure_is_that_of_what_it_cites() -> None:
    far = replace(OFFERED[0], vectors=np.zeros((2, 2), np.float32))
    assert supported("체육관은 쉽니다.", VECTOR, (2,), (far, OFFERED[1])).verdict.score > 0
