"""Question and sentences in, the best sentence and the exact words in it out; no language model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from chat.asked import Asked, Slot, analyse
from chat.read_cells import choose, is_kind
from chat.read_clauses import trim
from chat.read_score import CLAUSE, TYPED, clause_points, label_points, rank, scene
from chat.read_types import CLAUSAL, FORMED, AnswerType
from chat.read_words import is_content, key, words
from chat.spans import typed_spans
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
# A cell whose labels hold the whole question, in span points: as much as a span beside all its words.
CELL = 4.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer. `cosine` and `coverage` as in `retriever.hit.SentenceScore`; `context` words that
    belong to it but stand elsewhere; `cells` are as the document has them, with document offsets, and `offset` is where
    `text` begins in the document (without it the cells are not read); `key` is the caller's own mark.
    """

    text: str
    cosine: float
    coverage: float
    context: str = ""
    cells: tuple[Cell, ...] = ()
    key: object = None
    prior: float = 0.0
    offset: int | None = None

    @property
    def inside(self) -> tuple[Cell, ...]:
        """The cells with offsets in `text`; empty where `offset` is not told."""
        if self.offset is None:
            return ()
        return tuple(replace(c, start=c.start - self.offset, end=c.end - self.offset) for c in self.cells)

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
    cell: Cell | None = None

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
    found = _cells(asked, slot, candidate, idf)
    clausal = slot.kinds[0] in CLAUSAL or slot.kinds[0] is AnswerType.YES_NO
    if clausal:
        found += clause_points(slot, view)
    found += label_points(slot, view)
    if not found or candidate.inside:
        found += [
            (value - CLAUSE * clausal, (span.start, span.end), bool(span.typed and span.typed.kind in slot.kinds))
            for value, span in rank(asked, slot, view, idf)[:ALTERNATIVES]
        ]
    return sorted(found, key=lambda f: (-f[0], f[1]))[:ALTERNATIVES]


def _cells(asked: Asked, slot: Slot, candidate: Candidate, idf: Idf) -> list[tuple[float, tuple[int, int], bool]]:
    """The cells of a table row, or the values of a series, in points."""
    inside = candidate.inside
    return [
        (CELL * c.score + TYPED * c.matched, (inside[c.index].start, inside[c.index].end), c.matched)
        for c in choose(asked, slot, candidate.text, inside, candidate.context, idf)[:ALTERNATIVES]
    ]


def choose_cells(asked: Asked, given: Sequence[Candidate], idf: Idf) -> list[Reading]:
    """The table cells of `given` that answer by row label x column label, best first; `score` is 0..1 and below, the share of the
    question that the cell's labels hold. Candidates without cells give none.
    """
    readings = [
        Reading(candidate, cell.start, cell.end, c.score, slot, c.matched, False, candidate.cells[c.index])
        for slot in asked.slots
        for candidate in given
        for c in choose(asked, slot, candidate.text, candidate.inside, candidate.context, idf)
        for cell in (candidate.inside[c.index],)
    ]
    return sorted(readings, key=lambda r: -r.score - 0.3 * r.matched)


def _veto(slot: Slot, looked: Sequence[Candidate]) -> bool:
    if not all(kind in FORMED for kind in slot.kinds):
        return False
    for candidate in looked:
        if any(s.kind in slot.kinds for s in typed_spans(candidate.text)):
            return False
        if any(is_kind(candidate.text[c.start : c.end].strip(), c.unit, slot) for c in candidate.inside):
            return False
    return True


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


__all__ = [
    "Candidate",
    "Embedder",
    "Reading",
    "answer_paragraph",
    "choose_cells",
    "coverage",
    "read",
    "trim",
    "weighed",
]
