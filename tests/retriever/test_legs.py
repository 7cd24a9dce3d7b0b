"""Scores of the legs that see every passage, brought to 0..1."""

import numpy as np
import pytest
from small_index import Told, index_of

from retriever.folder_candidates import candidates
from retriever.legs import stretched, to_one
from retriever.passage_index import EVERYTHING, FirstWeights, Sought


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
    # The best, 499 at .8 and 500 of the others: their middle is .55, so that .8 is half of the way (at least .5 wide) above it.
    near, far = (0.8, 0.6), (0.3, 0.9539392)
    index = index_of([Told("안내", (("가", vector),)) for vector in [(1.0, 0.0), *[near] * 499, *[far] * 1500]])
    sought = Sought({}, {}, floats(1, 0), FirstWeights(0, 0, 0, 1, 0))
    found = candidates(index, sought, 501, EVERYTHING)
    assert [round(found[place].legs["dense"], 3) for place in (0, 1, 499, 500)] == [0.9, 0.5, 0.5, 0.0]
