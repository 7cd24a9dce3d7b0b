"""Learning which messages speak of somebody in danger (`chat.emergency`).

From invented messages (`data/emergencies.tsv`) and, as what is none, ordinary questions to documents of the part that is learnt from.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chat.emergency import URGENCIES, Urgency, features
from retriever.embed import Embedder

DATA = Path(__file__).parent / "data" / "emergencies.tsv"
_ORDINARY = 4_000
_STRENGTH = 20.0
"""Inverse of the regularisation (scikit-learn's C); 10 to 30 made no difference."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message with what it is."""

    text: str
    urgency: str
    kind: str


def read_messages(path: Path = DATA) -> list[Message]:
    """The lines of a file with the columns message, urgency (now, beside, none) and kind."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n")[1:] if line]
    return [Message(*row[:3]) for row in rows]


def fit(
    messages: Sequence[Message], ordinary: Sequence[str], encoder: Embedder, seed: int
) -> Mapping[str, NDArray[np.generic]]:
    """The tensors of `chat.emergency.WEIGHTS`; `ordinary` are questions that speak of no danger."""
    drawn = random.Random(seed).sample(ordinary, min(_ORDINARY, len(ordinary)))
    everything = [*messages, *(Message(text, Urgency.NONE, Urgency.NONE) for text in drawn)]
    vectors = encoder.queries([message.text for message in everything])
    mean = vectors.mean(axis=0)
    rows = np.stack([features(m.text, vector, mean) for m, vector in zip(everything, vectors, strict=True)])
    urgency = LogisticRegression(C=_STRENGTH, max_iter=600).fit(
        rows, [URGENCIES.index(Urgency(m.urgency)) for m in everything]
    )
    about = [number for number, m in enumerate(everything) if m.urgency != Urgency.NONE]
    kinds = sorted({everything[number].kind for number in about})
    kind = LogisticRegression(C=_STRENGTH, max_iter=600).fit(
        rows[about], [kinds.index(everything[n].kind) for n in about]
    )
    return {
        "mean": mean.astype(np.float32),
        "urgency": urgency.coef_.T.astype(np.float16),
        "urgency_bias": urgency.intercept_.astype(np.float32),
        "kind": kind.coef_.T.astype(np.float16),
        "kind_bias": kind.intercept_.astype(np.float32),
        "kinds": np.array(kinds),
    }
