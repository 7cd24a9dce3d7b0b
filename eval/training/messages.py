"""Training of the classifier of messages (`chat.question.message_classifier`): does one speak of danger, or ask for the person's own record?

It learns from invented messages (`data/emergencies.tsv`) and the questions of the training part: those tagged "personal" ask for a record.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chat.question.emergency import Urgency
from chat.question.message_classifier import URGENCIES, features
from retriever.embed import Embedder

DATA = Path(__file__).parent / "data" / "emergencies.tsv"
COURTESY = DATA.with_name("courtesy.txt")
"""Sentences that people put before or behind a question and that say nothing of it, one a line."""
_ORDINARY, _BESIDE_DANGER = 12_000, 4_000
"""The numbers of ordinary questions in the training of requests for one's own record, and in that of danger. With 4,000 for both,
1.1 of 100 questions of unseen documents were taken for a request for one's own record (now .6); with 12,000 for both, more of the
confusable messages were taken for danger (15 of 263, not 13).
"""
_WRAPPED_ORDINARY = 3_000
"""Ordinary questions that are learnt once more with courtesy around them, as every message of `DATA` is: an unusual run of courtesy made an emergency of
126 of 130 messages.
"""
_STRENGTH = 20.0
"""Inverse of the regularisation (scikit-learn's C); 10 to 30 made no difference."""


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """One message with its urgency and its kind."""

    text: str
    urgency: str
    kind: str


def read_messages(path: Path = DATA) -> list[LabelledMessage]:
    """The lines of a file with the columns message, urgency (now, beside, none) and kind."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n")[1:] if line]
    return [LabelledMessage(*row[:3]) for row in rows]


def fit(
    messages: Sequence[LabelledMessage], questions: Sequence[str], own: Sequence[str], encoder: Embedder, seed: int
) -> Mapping[str, NDArray[np.generic]]:
    """The tensors of `chat.question.message_classifier.WEIGHTS`; `questions` speak of no danger and of no record, `own` ask for a record."""
    rnd = random.Random(seed)
    ordinary = rnd.sample(questions, min(_ORDINARY, len(questions)))
    courtesy = COURTESY.read_text("utf-8").splitlines()
    wrapped = [replace(m, text=_wrapped(m.text, courtesy, rnd)) for m in messages]
    polite = [_wrapped(text, courtesy, rnd) for text in ordinary[:_WRAPPED_ORDINARY]]
    messages = [
        *messages,
        *wrapped,
        *(LabelledMessage(text, Urgency.NONE, Urgency.NONE) for text in polite),
    ]
    everything = [*messages, *(LabelledMessage(text, Urgency.NONE, Urgency.NONE) for text in (*ordinary, *own))]
    vectors = encoder.queries([message.text for message in everything])
    mean = vectors.mean(axis=0)
    rows = np.stack([features(m.text, vector, mean) for m, vector in zip(everything, vectors, strict=True)])
    asks_own = np.arange(len(everything)) >= len(everything) - len(own)
    about = [number for number, m in enumerate(everything) if m.urgency != Urgency.NONE]
    kinds = sorted({everything[number].kind for number in about})
    few = np.r_[0 : len(messages) + min(_BESIDE_DANGER, len(ordinary)), len(everything) - len(own) : len(everything)]
    urgency = _fitted(rows[few], [URGENCIES.index(Urgency(everything[number].urgency)) for number in few])
    kind = _fitted(rows[about], [kinds.index(everything[number].kind) for number in about])
    record = _fitted(rows, asks_own.astype(int).tolist())
    tensors: dict[str, NDArray[np.generic]] = {"mean": mean.astype(np.float32), "kinds": np.array(kinds)}
    for name, (weights, bias) in {"urgency": urgency, "kind": kind, "own": record}.items():
        tensors[name], tensors[f"{name}_bias"] = weights.astype(np.float16), bias.astype(np.float32)
    return tensors


def _wrapped(text: str, courtesy: Sequence[str], rnd: random.Random) -> str:
    """`text` with one to three sentences of courtesy before it, behind it, or both."""
    parts = [text]
    for said in rnd.sample(courtesy, rnd.randint(1, 3)):
        parts.insert(rnd.choice((0, len(parts))), said)
    return " ".join(parts)


def _fitted(rows: NDArray[np.float32], classes: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The fitted weights `(columns, classes)` and biases of a softmax over the classes."""
    model = LogisticRegression(C=_STRENGTH, max_iter=600).fit(rows, classes)
    if len(model.classes_) > 2:
        return model.coef_.T, model.intercept_
    # For two classes scikit-learn keeps one column: the logit of the other class is 0.
    return np.concatenate([0 * model.coef_, model.coef_]).T, np.concatenate([[0.0], model.intercept_])
