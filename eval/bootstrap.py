"""95 % intervals of means and other figures by the percentile bootstrap (Efron 1979), the same on every run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
"""Enough for two steady digits of a 95 % interval (Efron & Tibshirani 1993, section 19.3, advise 1,000)."""

_SEED = 20220126
_ROWS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` questions with its 95 % interval; all None where n is 0: nothing was measured, which is
    neither 0 nor 1.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int

    def as_json(self) -> Mapping[str, float | int | None]:
        """The entry of `summary.json`."""
        return {"mean": self.mean, "low": self.low, "high": self.high, "n": self.n}


def mean(values: Sequence[float]) -> Estimate:
    """The mean of `values` (n,) and its interval."""
    data = np.asarray(values, dtype=np.float64)
    if data.size == 0:
        return Estimate(None, None, None, 0)
    if np.all(data == data[0]):
        only = _round(float(data[0]))
        return Estimate(only, only, only, data.size)
    means = np.concatenate([data[chosen].mean(axis=1) for chosen in _samples(data.size)])
    low, high = np.quantile(means, [0.025, 0.975])
    return Estimate(_round(float(data.mean())), _round(float(low)), _round(float(high)), data.size)


def statistic(columns: Sequence[Sequence[float]], figure: Callable[..., float | None]) -> Estimate:
    """`figure(*columns)` and its interval; the rows of the columns (all of length n) are drawn together. A resample
    for which the figure is undefined (None) is left out.
    """
    data = [np.asarray(column, dtype=np.float64) for column in columns]
    size = data[0].size
    value = figure(*data) if size else None
    if value is None:
        return Estimate(None, None, None, size)
    drawn = (figure(*(column[row] for column in data)) for chosen in _samples(size) for row in chosen)
    defined = [one for one in drawn if one is not None]
    low, high = np.quantile(defined, [0.025, 0.975])
    return Estimate(_round(value), _round(float(low)), _round(float(high)), size)


def _samples(size: int) -> Sequence[NDArray[np.int64]]:
    generator = np.random.default_rng(_SEED)
    step = max(1, _ROWS_AT_ONCE // size)
    sizes = [min(step, RESAMPLES - start) for start in range(0, RESAMPLES, step)]
    return [generator.integers(0, size, size=(rows, size)) for rows in sizes]


def _round(value: float) -> float:
    return round(value, 6)
