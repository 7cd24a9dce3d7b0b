"""The results of a search: passages, and how well their sentences meet the question."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.document import Passage, Sentence


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """How well one sentence meets the question.

    `cosine` is the embedding similarity (-1..1), `coverage` the IDF-weighted share of the question's words that
    the sentence, its context and its heading hold (0..1). Higher is better.
    """

    sentence: Sentence
    cosine: float
    coverage: float

    @property
    def nearness(self) -> float:
        """2 x cosine + coverage (docs/reader.md, "encoder"): orders the sentences of a passage and counts in the passage's score."""
        return 2.0 * self.cosine + self.coverage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score`: higher is better; `rank` counts from 1; `legs` holds the value of each leg (`retriever.rank`).

    `sentences` are all the passage's sentences, best first.
    """

    passage: Passage
    score: float
    rank: int
    legs: Mapping[str, float]
    sentences: tuple[SentenceScore, ...]
