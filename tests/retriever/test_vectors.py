from pathlib import Path

import numpy as np
import pytest

from retriever.vectors import NearestVectors, passages_of

# Five unit vectors in the plane: at 0, 90, 180 degrees, and the two of the 3-4-5 triangle.
FIVE = np.array([[1, 0], [0, 1], [-1, 0], [0.6, 0.8], [0.8, -0.6]], np.float32)


def test_cosines_worked_out_by_hand_best_first() -> None:
    rows, cosines = NearestVectors.of(FIVE).nearest(np.array([1, 0], np.float32), 5)
    assert rows.tolist() == [0, 4, 3, 1, 2]
    assert cosines.tolist() == pytest.approx([1.0, 0.8, 0.6, 0.0, -1.0])


def test_another_question() -> None:
    rows, cosines = NearestVectors.of(FIVE).nearest(np.array([0.6, 0.8], np.float32), 3)
    # 0.6*0 + 0.8*1 = 0.8; 0.6*1 = 0.6; the fifth is perpendicular: 0.48 - 0.48 = 0.
    assert rows.tolist() == [3, 1, 0]
    assert cosines.tolist() == pytest.approx([1.0, 0.8, 0.6])


def test_no_more_than_there_are() -> None:
    rows, cosines = NearestVectors.of(FIVE).nearest(np.array([0, 1], np.float32), 50)
    assert len(rows) == len(cosines) == 5


def test_a_passage_is_its_sentences_by_the_root_of_their_lengths() -> None:
    sentences = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float16)
    rows = passages_of([[9, 16], [], [25]], sentences)
    # 3*(1, 0) + 4*(0, 1) = (3, 4), of length 5; nothing; the sentence itself.
    assert rows.tolist() == [pytest.approx([0.6, 0.8]), [0.0, 0.0], pytest.approx([0.6, 0.8], abs=1e-3)]
    assert rows.dtype == np.float32


def test_saved_and_loaded(tmp_path: Path) -> None:
    NearestVectors.of(FIVE).save(tmp_path / "v.faiss")
    loaded = NearestVectors.load(tmp_path / "v.faiss")
    assert (loaded.size, loaded.dimension) == (5, 2)
    assert np.array_equal(loaded.rows(), FIVE)
