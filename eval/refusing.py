"""How well the evidence score tells what can be answered from what cannot: AUROC and the risk-coverage curve."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Answering only from evidence `threshold` upwards: the share answered (0-1), and the share of these wrong (0-1)."""

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

    Takes the answers that were given, with their evidence and whether they were wrong (1.0). What was refused has
    no answer to judge, so the curve tells what a higher threshold would do, not a lower one.
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
    """The point that answers most while at most the share `risk` of the answers is wrong; None where there is none."""
    allowed = [point for point in curve if point.risk <= risk]
    return max(allowed, key=lambda point: point.coverage, default=None)
