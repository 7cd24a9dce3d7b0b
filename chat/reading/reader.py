"""Question and sentences in, the best sentence and the exact words in it out; no language model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chat.reading.asked import Asked, Slot, analyse
from chat.reading.score import CLAUSE, clause_points, label_points, rank, scene
from chat.reading.spans import typed_spans
from chat.reading.types import CLAUSAL, FORMED, AnswerType
from chat.reading.words import is_content, key, words
from ingest.document import Cell
from ingest.morphemes import sentence_spans

Idf = Callable[[str], float]

# How many sentences the span reader looks into (findings: the right one is among the first three in 96 of 100; short lines of
# official documents need a little more).
LOOKED_INTO = 5
# Evidence points (4 x cosine + coverage) against span points.
EVIDENCE = 3.0
# The prior of a sentence that holds the kind asked for, and the coverage from which it counts in full.
TYPED_SENTENCE = 0.5
FULLY_COVERED = 0.5
# Readings kept of each sentence.
ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer. `cosine` and `coverage` as in `retriever.hit.SentenceScore`; `context` words that
    belong to it but stand elsewhere; `cells` are those of a table row, with offsets in `text` (`chat.cells` reads them).
    """

    text: str
    cosine: float
    coverage: float
    context: str = ""
    cells: tuple[Cell, ...] = ()
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
    """The readings of all things asked, best first; only the `looked_into` candidates of most evidence are read.

    Several things asked at once: each has its own readings, told apart by `Reading.slot`.
    """
    looked = sorted(given, key=lambda c: -c.evidence)[:looked_into]
    readings: list[Reading] = []
    for slot in asked.slots:
        vetoed = _veto(slot, looked)
        for candidate in looked:
            for points, (start, end), matched in _found(asked, slot, candidate, idf):
                score = points + EVIDENCE * (candidate.evidence - looked[0].evidence)
                readings.append(Reading(candidate, start, end, score, slot, matched, vetoed))
    readings.sort(key=lambda r: -r.score)
    return readings


def _found(asked: Asked, slot: Slot, candidate: Candidate, idf: Idf) -> list[tuple[float, tuple[int, int], bool]]:
    """(points, span, is of the kind asked for) of what one sentence offers, best first."""
    view = scene(asked, candidate.text, idf)
    found: list[tuple[float, tuple[int, int], bool]] = []
    clausal = slot.kinds[0] in CLAUSAL or slot.kinds[0] is AnswerType.YES_NO
    if clausal:
        found += clause_points(slot, view)
    found += label_points(slot, view)
    if not found:
        found += [
            (value - CLAUSE * clausal, (span.start, span.end), bool(span.typed and span.typed.kind in slot.kinds))
            for value, span in rank(asked, slot, view, idf)[:ALTERNATIVES]
        ]
    return sorted(found, key=lambda f: (-f[0], f[1]))[:ALTERNATIVES]


def _veto(slot: Slot, looked: Sequence[Candidate]) -> bool:
    if not all(kind in FORMED for kind in slot.kinds):
        return False
    return not any(span.kind in slot.kinds for candidate in looked for span in typed_spans(candidate.text))


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
        weighed(asked, Candidate(text, float(vector @ query), coverage(asked, text, idf)))
        for text, vector in zip(texts, vectors, strict=True)
    ]
    readings = read(asked, given, idf)
    return readings[0] if readings else None


def weighed(asked: Asked, candidate: Candidate) -> Candidate:
    """`candidate` with a prior for holding a date, an amount, ... where one is asked, scaled down where it covers little of the
    question: else any sentence with money in it would win (findings: .824 -> .830 of KorQuAD's sentences).
    """
    kinds = {kind for slot in asked.slots for kind in slot.kinds[:1]} & FORMED
    if not kinds or not any(span.kind in kinds for span in typed_spans(candidate.text)):
        return candidate
    bonus = TYPED_SENTENCE * min(1.0, candidate.coverage / FULLY_COVERED)
    return replace(candidate, prior=candidate.prior + bonus)
