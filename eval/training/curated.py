"""Fitting of the decision that a question asks for a curated answer (`chat.curated.match`), on kinds of questions with near misses
(`data/curated.tsv`).

Every second kind is kept apart: on these matches and false matches are counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from chat.curated.match import NAMES, Matching, Wording, features, of_another_time, read
from retriever.embed import Embedder

DATA = Path(__file__).parent / "data" / "curated.tsv"
_STRENGTH = 0.3
"""Inverse of the regularisation (scikit-learn's C), of columns in units of their deviation; with 3 and 10 fewer were found (33, 31 of 54, not 41) at the same false matches."""
_MARGIN = 0.5
"""How far (logits) the threshold lies above the highest near miss fitted on: those kept apart may be higher. With 0, three of the 72 near
misses kept apart were matched; with 1, only 32 of 54 questions were found.
"""


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A kind of question: the `wordings` that an official writes, questions of citizens that ask for the `same`, and `near` ones that ask
    for something else.
    """

    name: str
    wordings: tuple[str, ...]
    same: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of questions, and of those that were matched: of the `same`, of `near` misses, and of `others`, the questions of all other
    kinds, each kind beside every other one.
    """

    same: int
    found: int
    near: int
    false_near: int
    others: int
    false_others: int


def read_kinds() -> Sequence[QuestionKind]:
    """The kinds in `DATA`, a file with the columns kind, role (wording, same, near) and text, in order."""
    rows = [line.split("\t") for line in DATA.read_text("utf-8").split("\n")[1:] if line]
    by_kind: dict[str, dict[str, list[str]]] = {}
    for kind, role, text in rows:
        by_kind.setdefault(kind, {}).setdefault(role, []).append(text)
    return [
        QuestionKind(name, *(tuple(texts[role]) for role in ("wording", "same", "near")))
        for name, texts in by_kind.items()
    ]


def fit(kinds: Sequence[QuestionKind], encoder: Embedder) -> Matching:
    """The weights and the threshold of the matching, fitted on `kinds`."""
    known = _read_all(kinds, encoder)
    pairs = list(_pairs(kinds, known))
    rows = np.stack([row for row, *_ in pairs])
    matches = np.array([is_same for _, is_same, _ in pairs])
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit((rows - mean) / deviation, matches)
    weights = model.coef_[0] / deviation
    bias = float(model.intercept_[0] - weights @ mean)
    near = [row @ weights + bias for row, _, is_near in pairs if is_near]
    rounded = {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)}
    return Matching(rounded, round(bias, 4), round(float(max(near)) + _MARGIN, 4))


def counted(matching: Matching, kinds: Sequence[QuestionKind], encoder: Embedder) -> Counted:
    """The numbers of matches and false matches that `matching` makes on `kinds`."""
    known = _read_all(kinds, encoder)

    def hits(kind: QuestionKind, questions: Sequence[str]) -> int:
        wordings = [known[text] for text in kind.wordings]
        asked = [known[text] for text in questions if not of_another_time(known[text], wordings)]
        return sum(matching.score(features(one, wordings)) >= matching.match_from for one in asked)

    others = {kind.name: [q for o in kinds if o is not kind for q in (*o.same, *o.near)] for kind in kinds}
    return Counted(
        same=sum(len(kind.same) for kind in kinds),
        found=sum(hits(kind, kind.same) for kind in kinds),
        near=sum(len(kind.near) for kind in kinds),
        false_near=sum(hits(kind, kind.near) for kind in kinds),
        others=sum(len(questions) for questions in others.values()),
        false_others=sum(hits(kind, others[kind.name]) for kind in kinds),
    )


def _read_all(kinds: Sequence[QuestionKind], encoder: Embedder) -> Mapping[str, Wording]:
    texts = {text for kind in kinds for text in (*kind.wordings, *kind.same, *kind.near)}
    return {text: read(text, encoder) for text in sorted(texts)}


def _pairs(
    kinds: Sequence[QuestionKind], known: Mapping[str, Wording]
) -> Iterator[tuple[NDArray[np.float64], bool, bool]]:
    """(features, whether it is a match, whether it is a near miss) of each kind's own questions and of the other kinds'."""
    for kind in kinds:
        wordings = [known[text] for text in kind.wordings]
        own = [(text, True, False) for text in kind.same] + [(text, False, True) for text in kind.near]
        others = [(text, False, False) for other in kinds if other is not kind for text in other.same]
        for text, is_same, is_near in (*own, *others):
            if not of_another_time(known[text], wordings):
                yield features(known[text], wordings), is_same, is_near
