import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
import pytest

from retriever.lexical import K1, B, Gathered, Lexical, TermCounts

TEXTS = [["가", "나"], ["가", "가", "다", "라"], ["마", "바", "사"]]


def bm25(count: int, length: int, holding: int) -> float:
    """BM25 by hand (Lucene's form): three texts of 3 terms on average."""
    idf = math.log(1 + (3 - holding + 0.5) / (holding + 0.5))
    return idf * count / (count + K1 * (1 - B + B * length / 3))


def test_scores_worked_out_by_hand() -> None:
    scores = Lexical.of(TEXTS).scores({"가": 1.0, "다": 0.5, "없음": 9.0})
    assert scores.tolist() == pytest.approx([bm25(1, 2, 2), bm25(2, 4, 2) + 0.5 * bm25(1, 4, 1), 0.0], rel=1e-5)


def test_scores_and_files_are_those_of_bm25s(tmp_path: Path) -> None:
    words = [f"낱말{number}" for number in range(40)]
    texts = [[words[at * at * n % 37 % (n + 3)] for at in range(5 + n % 7)] for n in range(1, 60)] + [[]]
    Lexical.of(texts).save(tmp_path / "ours")
    numbers = {word: number for number, word in enumerate(sorted({word for text in texts for word in text}))}
    engine = bm25s.BM25(method="lucene", k1=K1, b=B)
    engine.index(([[numbers[word] for word in text] for text in texts], numbers), False, show_progress=False)
    theirs, ours = engine.scores, bm25s.BM25.load(str(tmp_path / "ours"), show_progress=False)
    assert all(np.array_equal(ours.scores[name], theirs[name]) for name in ("data", "indices", "indptr"))
    assert (ours.vocab_dict, ours.scores["num_docs"]) == (numbers, theirs["num_docs"])


@pytest.mark.parametrize(
    ("moved", "new"),
    [
        ([0, 1, 2], {}),
        ([0, -1, 1], {}),
        ([-1, -1, -1], {}),
        ([0, 1, 3], {2: ["가", "하", "하"]}),
        ([-1, 1, -1], {0: ["다"], 2: []}),
        ([-1, -1, -1], {0: ["마", "나"]}),
        ([1, 2, 3], {0: ["아"] * 300}),
    ],
)
def test_counts_after_a_change_are_those_made_anew(
    tmp_path: Path, moved: Sequence[int], new: Mapping[int, Sequence[str]]
) -> None:
    texts = {at: text for at, text in zip(moved, TEXTS, strict=True) if at >= 0} | dict(new)
    Lexical.of([text for _, text in sorted(texts.items())]).save(tmp_path / "anew")
    Lexical.of(TEXTS).save(tmp_path / "before")
    gathered = Gathered()
    for text in new.values():
        gathered.add(text)
    rows = np.array(list(new), np.int64)
    Lexical.of_counts(TermCounts.load(tmp_path / "before").with_texts(np.array(moved), gathered, rows)).save(
        tmp_path / "changed"
    )
    for file in (tmp_path / "anew").iterdir():
        assert (tmp_path / "changed" / file.name).read_bytes() == file.read_bytes()


def test_files_that_do_not_fit_together(tmp_path: Path) -> None:
    Lexical.of(TEXTS).save(tmp_path)
    np.save(tmp_path / "counts.npy", np.ones(3, np.uint8))
    with pytest.raises(ValueError, match="fit together"):
        Lexical.load(tmp_path)


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
