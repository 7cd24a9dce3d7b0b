"""Means with intervals, ranking figures, AUROC and risk-coverage: small cases worked out by hand."""

import numpy as np
import pytest

from eval.bootstrap import mean, statistic
from eval.calibration import (
    Bin,
    CurvePoint,
    OperatingPoint,
    area_under_risk,
    auroc,
    operating_points,
    reliability,
    risk_coverage,
    threshold_for,
)
from eval.ranking import ranking_scores


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean([]).as_json() == {"mean": None, "low": None, "high": None, "n": 0}


def test_equal_values_have_no_width() -> None:
    assert mean([1.0, 1.0, 1.0]).as_json() == {"mean": 1.0, "low": 1.0, "high": 1.0, "n": 3}


def test_the_interval_is_the_binomial_one_and_the_same_every_time() -> None:
    values = [1.0] * 80 + [0.0] * 20
    found = mean(values)
    assert found.mean == 0.8
    # The normal approximation: 0.8 +- 1.96 * sqrt(0.8 * 0.2 / 100) = 0.7216 ... 0.8784.
    assert found.low == pytest.approx(0.7216, abs=0.02)
    assert found.high == pytest.approx(0.8784, abs=0.02)
    assert mean(values) == found


def test_auroc_by_hand() -> None:
    # Pairs (yes, no): 3>1, 3>2, 2>1, 2=2 counts half: 3.5 of 4.
    assert auroc(np.array([3.0, 2.0, 1.0, 2.0]), np.array([1.0, 1.0, 0.0, 0.0])) == 0.875
    assert auroc(np.array([1.0, 2.0]), np.array([1.0, 1.0])) is None


def test_a_statistic_leaves_undefined_resamples_out() -> None:
    found = statistic([[3.0, 1.0], [1.0, 0.0]], auroc)
    assert (found.mean, found.low, found.high, found.n) == (1.0, 1.0, 1.0, 2)
    assert statistic([[3.0], [1.0]], auroc).mean is None


def test_risk_coverage_by_hand() -> None:
    # From the surest: right, wrong (two of the same score together), right.
    curve = risk_coverage([0.9, 0.5, 0.5, 0.1], [0.0, 1.0, 0.0, 0.0])
    assert curve == (CurvePoint(0.9, 0.25, 0.0), CurvePoint(0.5, 0.75, 0.333333), CurvePoint(0.1, 1.0, 0.25))
    # 0.25 * 0 + 0.5 * 1/3 + 0.25 * 0.25
    assert area_under_risk(curve) == pytest.approx(0.229166, abs=1e-5)
    assert area_under_risk(()) is None


def test_operating_points_by_hand() -> None:
    scores = np.array([0.9, 0.7, 0.3, 0.8, 0.2])
    answerable = np.array([True, True, True, False, False])
    right = np.array([True, False, True, False, False])
    # All of the unanswerable are refused above 0.8: one answerable question is told, rightly.
    assert operating_points(scores, answerable, right, [1.0]) == (OperatingPoint(1.0, 0.8, 0.333333, 0.0),)
    # Half of them above 0.5 (the middle of 0.2 and 0.8): the wrong one is told too.
    assert operating_points(scores, answerable, right, [0.5]) == (OperatingPoint(0.5, 0.5, 0.333333, 0.333333),)
    assert operating_points(scores[:3], answerable[:3], right[:3], [0.5]) == ()


def test_reliability_by_hand() -> None:
    found = reliability(np.array([0.91, 0.99, 1.0, 0.35]), np.array([True, True, False, True]))
    assert found == (Bin(0.3, 0.4, 1, 0.35, 1.0), Bin(0.9, 1.0, 3, 0.966667, 0.666667))


def test_a_long_curve_is_thinned_and_keeps_both_ends() -> None:
    curve = risk_coverage([float(n) for n in range(1000)], [0.0] * 1000, points=50)
    assert len(curve) == 50
    assert (curve[0].threshold, curve[-1].coverage) == (999.0, 1.0)


def test_ranking_figures_of_a_benchmark_count_every_relevant_document() -> None:
    scores = ranking_scores({"q": ["a", "b", "c"]}, {"q": {"b": 1, "z": 1}}, alternatives=False)["q"]
    assert (scores["recall@1"], scores["recall@3"], scores["mrr@10"]) == (0.0, 0.5, 0.5)
    # DCG: 1/log2(3); ideal: 1 + 1/log2(3).
    assert scores["ndcg@10"] == pytest.approx((1 / np.log2(3)) / (1 + 1 / np.log2(3)), abs=1e-6)


def test_ranking_figures_of_a_question_set_ask_for_one_of_the_gold_places() -> None:
    scores = ranking_scores({"q": ["a", "b", "c"]}, {"q": {"b": 1, "z": 1}}, alternatives=True)["q"]
    assert (scores["recall@1"], scores["recall@3"]) == (0.0, 1.0)


def test_nothing_found_is_zero_and_nothing_labelled_is_not_scored() -> None:
    scores = ranking_scores(
        {"q": [], "r": ["a"], "s": ["x"]}, {"q": {"b": 1}, "r": {}, "s": {"y": 1}}, alternatives=False
    )
    assert set(scores) == {"q", "s"}
    assert set(scores["q"].values()) == set(scores["s"].values()) == {0.0}


def test_the_order_of_the_ranking_counts_not_the_ids() -> None:
    # Tools that break ties by id would put "z" before "a".
    scores = ranking_scores({"q": ["a", "z"]}, {"q": {"a": 1}}, alternatives=False)["q"]
    assert scores["mrr@10"] == 1.0


def test_the_threshold_that_keeps_most_answers_within_an_allowed_risk() -> None:
    curve = (CurvePoint(0.9, 0.25, 0.0), CurvePoint(0.5, 0.75, 0.3), CurvePoint(0.1, 1.0, 0.25))
    assert threshold_for(curve, 0.25) == curve[2]
    assert threshold_for(curve, 0.1) == curve[0]
    assert threshold_for(curve[1:], 0.1) is None
