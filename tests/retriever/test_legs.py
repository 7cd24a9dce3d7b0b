"""Scores of the legs that see every passage, brought to 0..1."""

import numpy as np
import pytest

from retriever.legs import NEIGHBOURS, stretched, to_one


def floats(*values: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def test_the_best_of_a_lexical_leg_is_one() -> None:
    assert to_one(floats(0, 2, 8)).tolist() == [0, 0.25, 1]
    assert to_one(floats(0, 0)).tolist() == [0, 0]
    assert to_one(floats()).tolist() == []


def test_cosines_are_stretched_from_their_middle_to_their_best() -> None:
    assert stretched(floats(0.9, 0.7, 0.3, 0.3, 0.1)).tolist() == pytest.approx([1, 2 / 3, 0, 0, 0])


def test_where_all_lie_close_together_the_stretch_is_limited() -> None:
    assert stretched(floats(0.9, 0.8, 0.8)).tolist() == pytest.approx([0.2, 0, 0])
    assert stretched(floats(0.9, 0.4, 0.4)).tolist() == pytest.approx([1, 0, 0])
    assert stretched(floats(0.9)).tolist() == [0]


def test_a_thousand_neighbours_are_seen() -> None:
    assert NEIGHBOURS == 1000
