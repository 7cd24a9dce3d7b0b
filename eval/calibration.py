"""How well the evidence score (the chance that an answer is right) separates questions that can be answered from others: AUROC, the
risk-coverage curve, the points that an office may choose on it, and whether the chances predicted come true.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BINS = 10


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of the risk-coverage curve: answering only from evidence `threshold` upwards, the share answered (`coverage`, 0-1) and the
    share of these that is wrong (`risk`, 0-1).
    """

    threshold: float
    coverage: float
    risk: float


def auroc(scores: NDArray[np.float64], positive: NDArray[np.float64]) -> float | None:
    """The chance that a positive (1.0) scores above a negative (0.0), ties counting half: the Mann-Whitney
    statistic. None where one of the two kinds is missing.
    """
    yes = positive > 0.5
    count, other = int(yes.sum()), int((~yes).sum())
    if not count or not other:
        return None
    _, place, times = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[place]  # equal scores share their mean rank, from 1
    return float((ranks[yes].sum() - count * (count + 1) / 2) / (count * other))


def risk_coverage(scores: Sequence[float], wrong: Sequence[float], points: int = 100) -> tuple[CurvePoint, ...]:
    """The risk-coverage curve (El-Yaniv & Wiener 2010), from the most certain answer down, at most `points` points.

    Takes the answers that were given, with their evidence and whether they were wrong (1.0). A refusal has no answer to
    judge, so the curve says what a higher threshold would do, not a lower one.
    """
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    curve: list[CurvePoint] = []
    mistakes = 0.0
    for count, place in enumerate(order, start=1):
        mistakes += wrong[place]
        last_of_ties = count == len(order) or scores[order[count]] != scores[place]
        if last_of_ties:
            curve.append(CurvePoint(round(scores[place], 4), round(count / len(order), 6), round(mistakes / count, 6)))
    if len(curve) <= points:
        return tuple(curve)
    kept = sorted({round(step * (len(curve) - 1) / (points - 1)) for step in range(points)})
    return tuple(curve[place] for place in kept)


def area_under_risk(curve: Sequence[CurvePoint]) -> float | None:
    """AURC: the mean risk over the coverages of the curve (lower is better); None for an empty curve."""
    if not curve:
        return None
    area = before = 0.0
    for point in curve:
        area += point.risk * (point.coverage - before)
        before = point.coverage
    return round(area / before, 6)


def threshold_for(curve: Sequence[CurvePoint], risk: float) -> CurvePoint | None:
    """The point of the curve that answers most while at most the share `risk` of the answers is wrong; None where there is none."""
    allowed = [point for point in curve if point.risk <= risk]
    return max(allowed, key=lambda point: point.coverage, default=None)


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """An operating point: answering only above `threshold` refuses the share `refused` of the unanswerable questions, and answers
    the shares `right` and `wrong` of the answerable ones rightly and wrongly (all 0-1).
    """

    refused: float
    threshold: float
    right: float
    wrong: float


def operating_points(
    scores: NDArray[np.float64], answerable: NDArray[np.bool_], right: NDArray[np.bool_], refusals: Sequence[float]
) -> tuple[OperatingPoint, ...]:
    """The operating points at the shares `refusals` of right refusals; empty where one of the two kinds of question is missing.

    `scores`, `answerable` and `right` have one value a question. Meant for a run that answers everything (`answer_from` 0):
    a refusal has no answer to judge.
    """
    if answerable.all() or not answerable.any():
        return ()
    found = []
    for share in refusals:
        threshold = float(np.quantile(scores[~answerable], share))
        answered = scores > threshold
        found.append(
            OperatingPoint(
                refused=round(float((~answered)[~answerable].mean()), 6),
                threshold=round(threshold, 4),
                right=round(float((answered & right)[answerable].mean()), 6),
                wrong=round(float((answered & ~right)[answerable].mean()), 6),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose chance lies from `low` to `high`: how many, the mean chance predicted (`told`), and the share that was right."""

    low: float
    high: float
    count: int
    told: float
    right: float


def reliability(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """The points of the reliability diagram (Murphy & Winkler 1977) in ten equal bins; empty bins are left out."""
    place = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            count=int(here.sum()),
            told=round(float(chances[here].mean()), 6),
            right=round(float(right[here].mean()), 6),
        )
        for number in range(_BINS)
        if (here := place == number).any()
    )
