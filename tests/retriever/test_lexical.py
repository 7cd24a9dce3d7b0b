import math
from pathlib import Path

import pytest

from retriever.lexical import K1, B, Lexical

TEXTS = [["가", "나"], ["가", "가", "다", "라"], ["마", "바", "사"]]


def bm25(count: int, length: int, holding: int) -> float:
    """BM25 by hand (Lucene's form): three texts of 3 terms on average."""
    idf = math.log(1 + (3 - holding + 0.5) / (holding + 0.5))
    return idf * count / (count + K1 * (1 - B + B * length / 3))


def test_scores_worked_out_by_hand() -> None:
    scores = Lexical.of(TEXTS).scores({"가": 1.0, "다": 0.5, "없음": 9.0})
    assert scores.tolist() == pytest.approx([bm25(1, 2, 2), bm25(2, 4, 2) + 0.5 * bm25(1, 4, 1), 0.0], rel=1e-5)


def test_counts_and_vocabulary() -> None:
    lexical = Lexical.of(TEXTS)
    assert (lexical.count("가"), lexical.count("마"), lexical.count("없음")) == (2, 1, 0)
    assert "나" in lexical
    assert "없음" not in lexical
    assert lexical.size == 3


def test_saved_and_loaded(tmp_path: Path) -> None:
    Lexical.of(TEXTS).save(tmp_path / "bm25")
    loaded = Lexical.load(tmp_path / "bm25")
    assert loaded.scores({"가": 1.0}).tolist() == Lexical.of(TEXTS).scores({"가": 1.0}).tolist()


def test_texts_without_a_term() -> None:
    assert Lexical.of([[], []]).scores({"가": 1.0}).tolist() == [0.0, 0.0]
