"""The scoring of sentences: it makes the features of a sentence (`features.NAMES`) into the chance that it answers.

A logistic regression over all candidate sentences ranks them; a second one, over the best sentence of each question, turns
its score into a calibrated chance (Platt 1999). Both are fitted by `make reader` on documents that the reader did not learn from;
`scoring.json` holds their numbers.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from chat.reading.features import NAMES, Features
from retriever.chances import logistic

FILE = "scoring.json"


@dataclass(frozen=True, slots=True)
class Scoring:
    """The fitted numbers: `weights` (by the names of `features.NAMES`) and `bias` of the ranking, `slope` and `offset` of the calibration;
    `slope_of_two` and `offset_of_two` are those where the features are the mean over two wordings of the question.

    `answer_from`: the chance from which an answer is given; `related_from`: the chance from which the passage is shown as
    related; `also_from`: the reader's logit (`SentenceReading.within`) from which a further sentence of the same passage is shown too.
    """

    weights: dict[str, float]
    bias: float
    slope: float
    offset: float
    slope_of_two: float
    offset_of_two: float
    answer_from: float
    related_from: float
    also_from: float

    def scores(self, features: Features) -> NDArray[np.float64]:
        """The logits of the ranking, `(sentences,)`; higher is better."""
        weights = np.array([self.weights[name] for name in NAMES], np.float64)
        return np.asarray(features @ weights + self.bias, np.float64)

    def chance(self, score: float, wordings: int = 1) -> float:
        """The chance (0..1) that a question's best sentence, with this score, answers it: two `wordings` that agree make it likelier than one."""
        slope, offset = (self.slope, self.offset) if wordings == 1 else (self.slope_of_two, self.offset_of_two)
        return logistic(slope * score + offset)

    @property
    def version(self) -> str:
        """The version of the scoring: eight hex digits of a hash of its numbers."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:8]

    def to_json(self) -> str:
        """The content of `scoring.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


@cache
def shipped() -> Scoring:
    """The scoring that this package ships."""
    return Scoring(**json.loads(files(__package__).joinpath(FILE).read_text("utf-8")))


def best_first(scores: Sequence[float] | NDArray[np.float64]) -> list[int]:
    """The row numbers of `scores` from the highest score to the lowest; equal scores keep their order."""
    return [int(row) for row in np.argsort(-np.asarray(scores), kind="stable")]
