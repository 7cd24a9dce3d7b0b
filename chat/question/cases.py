"""Classifies whether a message is a case for an office's counter: a report, a complaint or a case of one's own.

"불법주차 신고하고 싶어요" is a case, "불법주차 과태료는 얼마인가요?" is not. The classifier is learnt (`eval.training.cases`): a logistic regression
over a message's letters, words and embedding (`chat.question.message_features`). Which counter takes a case is not learnt but looked up in a
table (`chat.question.counters`). Figures on messages that nothing was learnt from: docs/admin.md.
"""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np

from chat.question.message_features import features
from ingest.korean.morphemes import spaced_if_run_on
from retriever.chances import logistic
from retriever.embed import load_built_in
from retriever.settings import Settings

WEIGHTS = "cases.npz"
CASE_FROM = 0.6
"""The chance from which a message is taken for a case: 213 of 260 cases of three hands are, and 16 of 4,422 ordinary questions; with .5 219 and 26."""


class CaseClassifier:
    """The trained weights with the built-in encoder (whatever embedding model the office has set). Safe to call from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._encoder = load_built_in(settings)
        with as_file(files(__package__) / WEIGHTS) as path, np.load(path) as held:
            self._mean, self._weights, self._bias = held["mean"], held["weights"].astype(np.float32), held["bias"]
        self.chance = lru_cache(maxsize=64)(self._chance)

    def _chance(self, message: str) -> float:
        """The chance (0..1) that `message` is a case; words typed without spaces are read apart."""
        message = spaced_if_run_on(message)
        row = features(message, self._encoder.queries([message])[0], self._mean)
        return logistic(row @ self._weights + self._bias[0])
