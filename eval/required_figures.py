"""`mureobwa eval check`: whether the figures of a run reach the bounds that were agreed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.korean_names import METRICS
from eval.summary import LOWER_IS_BETTER, ORDER
from eval.table import number
from ingest.errors import BadInputError

SHORT = {
    "facts": "facts_right",
    "evidence": "evidence_cited",
    "refusals": "refusals_right",
    "recall": "recall@1",
    "mrr": "mrr@10",
    "ndcg": "ndcg@10",
    "em": "exact_match",
    "f1": "char_f1",
    "p50": "latency_ms_p50",
    "p95": "latency_ms_p95",
}
"""Short names that the command takes beside the full ones."""

COUNTS = {"errors": "오류", "quotes_not_in_source": "원문과 다른 인용", "not_asked": "묻지 않은 질문"}
"""Counts of `summary.json` that a bound may name too, with their Korean names; fewer is better."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a figure: at least `value`, or at most `value` where `at_most`."""

    metric: str
    value: float
    at_most: bool


@dataclass(frozen=True, slots=True)
class CheckedBound:
    """A bound and the value measured (None: nothing was measured, which fails)."""

    bound: Bound
    measured: float | None

    @property
    def passed(self) -> bool:
        """Whether the bound holds."""
        if self.measured is None:
            return False
        return self.measured <= self.bound.value if self.bound.at_most else self.measured >= self.bound.value

    def __str__(self) -> str:
        metric = self.bound.metric
        name = COUNTS[metric] if metric in COUNTS else METRICS[metric][0]
        shown = "잰 값이 없음" if self.measured is None else _shown(metric, self.measured)
        sign = "≤" if self.bound.at_most else "≥"
        return (
            f"[{'통과' if self.passed else '미달'}] {name}({metric}): {shown} {sign} {_shown(metric, self.bound.value)}"
        )


def _shown(metric: str, value: float) -> str:
    return f"{value:g}" if metric in COUNTS else number(value)


def read_bound(text: str, *, at_most: bool) -> Bound:
    """The bound that `text` states ("facts=0.9").

    Raises:
        BadInputError: `text` states no bound, or bounds a figure from the wrong side (a lower error rate is no failure).
    """
    name, _, value = text.partition("=")
    metric = SHORT.get(name.strip(), name.strip())
    if metric not in METRICS and metric not in COUNTS:
        raise BadInputError(f"지표 '{name}'을(를) 모릅니다. {', '.join([*SHORT, *ORDER])} 가운데 하나를 써 주세요.")
    try:
        wanted = float(value)
        if not math.isfinite(wanted):  # "nan" would pass or fail every gate
            raise ValueError(value)
    except ValueError as error:
        raise BadInputError(f"'{text}'을(를) 이해할 수 없습니다. facts=0.9처럼 지표=값으로 적어 주세요.") from error
    lower = metric in LOWER_IS_BETTER or metric in COUNTS
    if lower != at_most:
        option = "--max" if lower else "--min"
        raise BadInputError(
            f"지표 '{metric}'에는 {option} 옵션을 써 주세요({'낮을수록' if lower else '높을수록'} 좋은 값입니다)."
        )
    return Bound(metric, wanted, at_most)


def check(summary: Mapping[str, Any], bounds: Sequence[Bound]) -> tuple[CheckedBound, ...]:
    """Each bound with the value that the summary holds for its figure."""
    return tuple(CheckedBound(bound, _measured(summary, bound.metric)) for bound in bounds)


def _measured(summary: Mapping[str, Any], metric: str) -> float | None:
    if metric in COUNTS:
        return float(summary[metric])
    figure = summary["metrics"].get(metric)
    return None if figure is None else figure["mean"]
