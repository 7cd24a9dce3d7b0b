"""Chances from logits, worked out by hand."""

import numpy as np
import pytest

from retriever.chances import logistic, softmax


@pytest.mark.parametrize(("logit", "chance"), [(0.0, 0.5), (np.log(3), 0.75), (-np.log(3), 0.25), (-40.0, 0.0)])
def test_a_logit_is_the_logarithm_of_the_odds(logit: float, chance: float) -> None:
    assert logistic(logit) == pytest.approx(chance)


def test_the_chances_of_the_classes_add_up_to_one_in_each_row() -> None:
    one = np.log(np.array([1.0, 3.0], np.float32))
    assert softmax(one) == pytest.approx([0.25, 0.75])
    assert softmax(np.stack([one, one + 1000])) == pytest.approx(np.array([[0.25, 0.75], [0.25, 0.75]]), abs=1e-4)
    assert softmax(one).dtype == np.float32
