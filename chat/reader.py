"""Question and sentences in, the best sentence and the exact words in it out; no language model."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chat.asked import Asked, Slot, analyse
from chat.read_candidates import Span, candidates
from chat.read_score import Scene, rank, scene
from chat.read_types import FORMED
from chat.read_words import is_content, key, words
from ingest.document import Cell
from ingest.morphemes import sentence_spans

Idf = Callable[[str], float]

# How many sentences the span reader looks into (findings: the right one is among the first three in 96 of 100).
LOOKED_INTO = 3
# Evidence points (4 x cosine + coverage) against span points.
EVIDENCE = 3.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer. `cosine` and `coverage` as in `retriever.hit.SentenceScore`; `context` words that
    belong to it but stand elsewhere; `cells` spans are offsets in `text`; `key` is the caller's own mark.
    """

    text: str
    cosine: float
    coverage: float
    context: str = ""
    cells: tuple[Cell, ...] = ()
    key: object = None
    prior: float = 0.0

    @property
    def evidence(self) -> float:
        """4 x cosine + coverage, and what the caller knows beside (`prior`: where the sentence stands, what it is)."""
        return 4.0 * self.cosine + self.coverage + self.prior


@dataclass(frozen=True, slots=True)
class Reading:
    """`candidate.text[start:end]` answers `slot` with `score` (higher is better, comparable within one question).

    `matched`: the span has the kind asked for. `vetoed`: a kind with a form of its own (date, amount, ...) is asked and
    no sentence looked into holds one.
    """

    candidate: Candidate
    start: int
    end: int
    score: float
    slot: Slot | None
    matched: bool
    vetoed: bool

    @property
    def text(self) -> str:
        """The answering words."""
        return self.candidate.text[self.start : self.end]


class Embedder(Protocol):
    """What the reader needs of an embedding: unit vectors, (n, dim) float32."""

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions."""
        ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of sentences."""
        ...


def read(asked: Asked, given: Sequence[Candidate], idf: Idf, looked_into: int = LOOKED_INTO) -> list[Reading]:
    """The readings of all things asked, best first; only the `looked_into` candidates of most evidence are read."""
    looked = sorted(given, key=lambda c: -c.evidence)[:looked_into]
    if not looked:
        return []
    best = looked[0].evidence
    readings: list[Reading] = []
    for slot in asked.slots or (Slot((), 0, 0),):
        if not slot.kinds:
            continue
        vetoed = _veto(slot, looked)
        for candidate in looked:
            view = scene(asked, candidate.text, idf)
            for value, span in rank(asked, slot, view, idf)[:5]:
                score = value + EVIDENCE * (candidate.evidence - best)
                readings.append(_reading(candidate, span, score, slot, vetoed))
    readings.sort(key=lambda r: -r.score)
    return readings


def _reading(candidate: Candidate, span: Span, score: float, slot: Slot, vetoed: bool) -> Reading:
    matched = bool(span.typed and span.typed.kind in slot.kinds)
    return Reading(candidate, span.start, span.end, score, slot, matched, vetoed)


def _veto(slot: Slot, looked: Sequence[Candidate]) -> bool:
    if not all(kind in FORMED for kind in slot.kinds):
        return False
    return not any(s.typed and s.typed.kind in slot.kinds for c in looked for s in candidates(c.text))


def coverage(asked: Asked, text: str, idf: Idf) -> float:
    """IDF-weighted share (0..1) of the question's terms that `text` holds."""
    have = {key(m) for word in words(text) for m in word.morphemes if is_content(m)}
    weights = {form: max(idf(form), 0.0) for form in asked.forms}
    total = sum(weights.values())
    return sum(w for form, w in weights.items() if form in have) / total if total else 0.0


def answer_paragraph(question: str, paragraph: str, embedder: Embedder, idf: Idf) -> Reading | None:
    """The best reading of one paragraph, as SQuAD-like sets ask for it; None for an empty paragraph."""
    asked = analyse(question)
    texts = [paragraph[s:e] for s, e in sentence_spans(paragraph)]
    if not texts:
        return None
    vectors = embedder.passages(texts)
    query = embedder.queries([question])[0]
    given = [
        Candidate(text, float(vector @ query), coverage(asked, text, idf))
        for text, vector in zip(texts, vectors, strict=True)
    ]
    readings = read(asked, given, idf)
    return readings[0] if readings else None


__all__ = ["Candidate", "Embedder", "Reading", "Scene", "answer_paragraph", "coverage", "math", "read"]
