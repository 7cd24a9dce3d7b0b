"""The fitted scoring: worked values of its two steps, and what the package ships."""

import math

import numpy as np
import pytest

from chat.reading import scoring
from chat.reading.features import NAMES
from chat.reading.scoring import Scoring, best_first

PLAIN = Scoring(
    weights={name: {"sentence": 2.0, "coverage": 1.0}.get(name, 0.0) for name in NAMES},
    bias=-1.0,
    slope=0.5,
    offset=0.25,
    slope_of_two=2.0,
    offset_of_two=1.0,
    answer_from=0.6,
    related_from=0.2,
    also_from=0.5,
)


def test_a_score_is_the_weighted_sum() -> None:
    rows = np.zeros((2, len(NAMES)))
    rows[0, NAMES.index("sentence")], rows[0, NAMES.index("coverage")] = 1.5, 0.5
    assert PLAIN.scores(rows).tolist() == [2.0 * 1.5 + 0.5 - 1.0, -1.0]


def test_the_chance_is_a_logistic_of_the_score() -> None:
    assert PLAIN.chance(-0.5) == pytest.approx(0.5)
    assert PLAIN.chance(1.5) == pytest.approx(1 / (1 + math.exp(-1.0)))


def test_the_chance_of_a_score_that_two_wordings_agree_on_has_a_calibration_of_its_own() -> None:
    assert PLAIN.chance(-0.5, wordings=2) == pytest.approx(0.5)
    assert PLAIN.chance(1.5, wordings=2) == pytest.approx(1 / (1 + math.exp(-4.0)))


def test_best_first_keeps_the_order_of_equals() -> None:
    assert best_first([0.1, 0.9, 0.9, 0.3]) == [1, 2, 3, 0]


def test_the_shipped_one_weighs_every_column_and_is_cautious() -> None:
    shipped = scoring.shipped()
    assert set(shipped.weights) == set(NAMES)
    assert shipped.slope > 0
    assert shipped.slope_of_two > 0
    assert 0 < shipped.related_from < shipped.answer_from < 1
    # A wrong answer costs three refusals: below 2 of 3 the expected cost of answering is the higher one.
    assert shipped.answer_from >= 0.5


def test_it_is_read_as_it_is_written() -> None:
    import json

    assert Scoring(**json.loads(PLAIN.to_json())) == PLAIN
