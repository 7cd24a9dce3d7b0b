"""The fitting of the choice of words, on runs that differ in one figure."""

import numpy as np
import pytest

from chat.reading.phrases import FIGURES
from eval.training.phrases import MeasuredSentence, fit, mean_f1


def measured(*runs: tuple[float, float]) -> MeasuredSentence:
    """A sentence with runs of which each has this "mean", and this F1."""
    rows = np.zeros((len(runs), len(FIGURES)))
    rows[:, FIGURES.index("mean")] = [mean for mean, _ in runs]
    return MeasuredSentence(rows, np.array([f1 for _, f1 in runs]))


def test_the_figure_that_tells_the_answer_has_all_the_weight() -> None:
    weights = fit([measured((1.0, 1.0), (-1.0, 0.0))] * 100)
    assert {name for name, weight in weights.items() if weight} == {"mean"}
    # The derivative of the penalised loss is 0: of 100 sentences each wants exp(8) : 1, and gets exp(2 w) : 1; the figure's deviation is 1.
    wanted, given = 1 / (1 + np.exp(-8)), 1 / (1 + np.exp(-2 * weights["mean"]))
    assert 100 * 2 * (given - wanted) + 30 * weights["mean"] == pytest.approx(0, abs=0.05)


def test_runs_of_equal_f1_leave_no_weight() -> None:
    assert not any(fit([measured((1.0, 0.5), (-1.0, 0.5))] * 10).values())


def test_the_mean_f1_is_that_of_the_likeliest_runs() -> None:
    given = [measured((1.0, 0.5), (0.0, 1.0)), measured((0.0, 0.0), (1.0, 1.0))]
    assert mean_f1(dict.fromkeys(FIGURES, 1.0), given) == pytest.approx(0.75)
    assert mean_f1(dict.fromkeys(FIGURES, -1.0), given) == pytest.approx(0.5)
