"""Chances (0..1) from the logits of trained models; the lowest place that all who run one import from."""

import numpy as np
from numpy.typing import NDArray


def logistic(logit: float) -> float:
    """The chance of this logit."""
    return float(1.0 / (1.0 + np.exp(-logit)))


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """The chances of the classes, which add up to 1 along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)
