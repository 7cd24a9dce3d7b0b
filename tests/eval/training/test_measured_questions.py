"""Questions measured for the scoring with the real reader, on the small index."""

from pathlib import Path

import pytest

from chat.reading.features import NAMES
from chat.reading.reader import Reader
from eval.training.examples import Example
from eval.training.scoring import MeasuredQuestion, measure
from retriever.index import Index
from retriever.settings import Settings


def test_questions_are_measured_as_the_product_reads_them(index: Index, index_home: Path) -> None:
    gold = next(
        (passage.id, number)
        for passage in index.passages
        for number, sentence in enumerate(passage.sentences)
        if "5만 원" in passage.sentence_text(sentence)
    )
    given = Example("주차", "fit", "월 정기권은 얼마예요?", "", True, "price", (gold,), (), (), ())
    steps: list[tuple[int, int]] = []
    (one,) = measure([given], index, Reader(Settings(home=index_home)), 1, lambda done, of: steps.append((done, of)))
    assert steps == [(0, 1)]
    assert (one.answerable, one.tag) == (True, "price")
    counts = [len(passage.sentences) for passage in index.passages]
    assert len(one.right) == len(one.features) == len(one.within) == len(one.passage)
    assert set(one.passage.tolist()) == set(range(len(counts)))
    assert all(int((one.passage == place).sum()) in counts for place in range(len(counts)))
    assert int(one.right.sum()) == 1
    assert int(one.features[:, NAMES.index("sentence")].argmax()) == int(one.right.argmax())


def test_questions_are_measured_in_two_wordings_where_they_have_them(index: Index, index_home: Path) -> None:
    reader = Reader(Settings(home=index_home))

    def measured(also: str, wordings: int, question: str = "월 정기권은 얼마예요?") -> list[MeasuredQuestion]:
        given = Example("주차", "fit", question, also, True, "price", (), (), (), ())
        return measure([given], index, reader, wordings, lambda _, __: None)

    formal = "정기 주차권의 월 요금은 얼마인가요?"
    (both,) = measured(formal, 2)
    (one,), (other,) = measured("", 1), measured("", 1, formal)
    assert both.passage.tolist() == one.passage.tolist() == other.passage.tolist()
    columns = [NAMES.index(name) for name in ("sentence", "passage", "cosine", "coverage", "title")]
    assert both.features[:, columns] == pytest.approx((one.features + other.features)[:, columns] / 2)
    assert measured("", 2) == []
