"""Training of the classifier of messages (`chat.question.message_classifier`): does one speak of danger, or ask for the person's own record?

It learns from invented messages (`data/emergencies.tsv`, `data/own_records.tsv`) and the questions of the training part: those tagged "personal" ask
for a record.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from chat.question.emergency import Urgency
from chat.question.message_classifier import URGENCIES
from chat.question.message_features import HASHED, features
from retriever.embed import Embedder

DATA = Path(__file__).parent / "data" / "emergencies.tsv"
OWN_RECORDS, OWN = DATA.with_name("own_records.tsv"), "own"
"""Messages that ask for the person's own record (`OWN`), and similar ones that do not."""
COURTESY = DATA.with_name("courtesy.txt")
"""Sentences that people put before or behind a question and that say nothing of it, one a line."""
_ORDINARY = 20_000
"""The most wordings of ordinary questions that are learnt. With 4,000 of 12,000, 1.1 of 100 questions of unseen documents were taken for a request for
one's own record instead of .6, and 39 of 4,422 for danger instead of 27.
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


def read_messages() -> list[LabelledMessage]:
    """The lines of `DATA`, a file with the columns message, urgency (now, beside, none) and kind."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").split("\n")[1:] if line]
    return [LabelledMessage(*row[:3]) for row in rows]


def read_labels(path: Path, label: str) -> list[tuple[str, bool]]:
    """(message, whether it is `label`) for each line of a file with the columns message and what."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n")[1:] if line]
    return [(text, what == label) for text, what, *_ in rows]


def fit(
    messages: Sequence[LabelledMessage],
    questions: Sequence[str],
    own_records: Sequence[tuple[str, bool]],
    encoder: Embedder,
    seed: int,
) -> Mapping[str, NDArray[np.generic]]:
    """The tensors of `chat.question.message_classifier.WEIGHTS`; `questions` speak of no danger and of no record, of `own_records` each says
    whether it asks for one. What asks for a record is not learnt from `messages`: some of those without danger ask for one.
    """
    rnd = random.Random(seed)
    ordinary = rnd.sample(questions, min(_ORDINARY, len(questions)))
    courtesy = COURTESY.read_text("utf-8").splitlines()
    wrapped = [replace(m, text=_wrapped(m.text, courtesy, rnd)) for m in messages]
    polite = [_wrapped(text, courtesy, rnd) for text in ordinary[:_WRAPPED_ORDINARY]]
    messages = [*messages, *wrapped]
    harmless = [*polite, *ordinary, *(text for text, _ in own_records)]
    everything = [*messages, *(LabelledMessage(text, Urgency.NONE, Urgency.NONE) for text in harmless)]
    rows, mean = feature_rows([message.text for message in everything], encoder)
    asks_own = [*[False] * (len(polite) + len(ordinary)), *(asks for _, asks in own_records)]
    about = [number for number, m in enumerate(everything) if m.urgency != Urgency.NONE]
    kinds = sorted({everything[number].kind for number in about})
    urgency = _fitted(rows, [URGENCIES.index(Urgency(message.urgency)) for message in everything])
    kind = _fitted(rows[about], [kinds.index(everything[number].kind) for number in about])
    record = _fitted(rows[len(messages) :], asks_own)
    tensors: dict[str, NDArray[np.generic]] = {"mean": mean, "kinds": np.array(kinds)}
    for name, (weights, bias) in {"urgency": urgency, "kind": kind, "own": record}.items():
        tensors[name], tensors[f"{name}_bias"] = weights.astype(np.float16), bias.astype(np.float32)
    return tensors


def _wrapped(text: str, courtesy: Sequence[str], rnd: random.Random) -> str:
    """`text` with one to three sentences of courtesy before it, behind it, or both."""
    parts = [text]
    for said in rnd.sample(courtesy, rnd.randint(1, 3)):
        parts.insert(rnd.choice((0, len(parts))), said)
    return " ".join(parts)


def feature_rows(texts: Sequence[str], encoder: Embedder) -> tuple[csr_array, NDArray[np.float32]]:
    """The rows that `features` gives for `texts`, sparse (as dense ones they would take 260 kB each), and the mean of their vectors."""
    vectors = encoder.queries(texts)
    mean = vectors.mean(axis=0).astype(np.float32)
    values: list[NDArray[np.float32]] = []
    columns: list[NDArray[np.int64]] = []
    for text, vector in zip(texts, vectors, strict=True):
        row = features(text, vector, mean)
        columns.append(np.flatnonzero(row))
        values.append(row[columns[-1]])
    ends = np.cumsum([0, *map(len, columns)])
    shape = (len(texts), HASHED + len(mean))
    return csr_array((np.concatenate(values), np.concatenate(columns), ends), shape=shape), mean


def _fitted(rows: csr_array, classes: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The fitted weights `(columns, classes)` and biases of a softmax over the classes."""
    model = LogisticRegression(C=_STRENGTH, max_iter=600).fit(rows, classes)
    if len(model.classes_) > 2:
        return model.coef_.T, model.intercept_
    # For two classes scikit-learn keeps one column: the logit of the other class is 0.
    return np.concatenate([0 * model.coef_, model.coef_]).T, np.concatenate([[0.0], model.intercept_])
