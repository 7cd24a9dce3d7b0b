"""The feature row of a message, worked out by hand."""

import numpy as np
import pytest

from chat.question.message_features import HASHED, features, letters


def test_letters_are_counted_in_runs_of_one_to_three_without_spaces() -> None:
    # "가나" has the runs 가, 나, 가나: three columns of equal weight, 1 / sqrt(3) each.
    row = letters("가 나!", 2**14)
    assert np.allclose(np.abs(row[row != 0]), 3**-0.5)
    assert (row != 0).sum() == 3
    assert row.shape == (2**14,)
    assert not letters(" ?!", 2**14).any()


def test_a_row_holds_letters_words_and_meaning() -> None:
    vector, mean = np.array([0.6, 0.8], np.float32), np.array([0.2, 0.4], np.float32)
    row = features("불이", vector, mean)
    assert row.shape == (HASHED + 2,)
    # Three runs of letters (불, 이, 불이), two morphemes with the beginning and the end, and three pairs of these: ten of equal weight.
    hashed = row[:HASHED]
    assert (hashed != 0).sum() == 10
    assert np.allclose(np.abs(hashed[hashed != 0]), 10**-0.5)
    assert row[HASHED:] == pytest.approx([1.5 * 0.4, 1.5 * 0.4])


def test_the_same_letters_in_another_word_are_another_row() -> None:
    nothing = np.zeros(1, np.float32)
    fire, bright = (features(text, nothing, nothing)[:HASHED] for text in ("불이 났어요", "화가 났어요"))
    assert 0 < float(fire @ bright) < 0.7
