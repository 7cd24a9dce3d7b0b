"""The findings for a question: the sentences of the first passages in one ranked list, each with its exact words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from chat.reading.asked import Asked
from chat.reading.features import Features, features, in_order
from chat.reading.reader import PassageReading, Reader, SentenceReading
from chat.reading.scoring import Scoring, best_first
from ingest.document import Passage, Sentence
from retriever.hit import Hit, SentenceScore
from retriever.passage_index import PassageIndex
from retriever.query import Query

PASSAGES_READ = 5
"""Passages that the reader reads: a passage that answers is among them in .97 of the questions of docs/retrieval.md."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of a passage that was read. `chance`: the chance (0..1) that it answers the question, if it is the best; later steps lend it
    that of the finding that it stands in for or is told with (`timely`, `decide`), or change it after a model's choice. `chosen`: a language model
    chose it as an answer (`chat.reading.second_reading`).
    """

    hit: Hit
    scored: SentenceScore
    reading: SentenceReading
    chance: float
    chosen: bool = False

    @property
    def passage(self) -> Passage:
        """The passage that the sentence stands in."""
        return self.hit.passage

    @property
    def sentence(self) -> Sentence:
        """The sentence or table row."""
        return self.scored.sentence

    @property
    def text(self) -> str:
        """The words of the sentence or row on one line."""
        return " ".join(self.passage.sentence_text(self.sentence).split())


@dataclass(frozen=True, slots=True)
class Worded:
    """A question in one wording, with the passages found as this wording meets them, best first."""

    query: Query
    hits: tuple[Hit, ...]


def find(
    reader: Reader,
    scoring: Scoring,
    asked: Asked,
    wordings: Sequence[Worded],
    index: PassageIndex,
    enough: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """A finding for every sentence of the first `PASSAGES_READ` hits (of fewer once `enough()` is true), the likeliest answer first.

    `wordings` are of one question and have the same passages in the same order. The words that answer are those read for the first.
    """
    readings, measured = read_and_measure(reader, asked, wordings, index, enough)
    places = [
        (hit, scored, sentence)
        for hit, reading in zip(wordings[0].hits[: len(readings)], readings, strict=True)
        for scored, sentence in zip(in_order(hit), reading.sentences, strict=True)
    ]
    scores = scoring.scores(measured)
    return tuple(Finding(*places[row], scoring.chance(float(scores[row]), len(wordings))) for row in best_first(scores))


def read_and_measure(
    reader: Reader,
    asked: Asked,
    wordings: Sequence[Worded],
    index: PassageIndex,
    enough: Callable[[], bool] = lambda: False,
) -> tuple[list[PassageReading], Features]:
    """What the reader gives for the passages in the first wording, and the features of their sentences: the mean over the wordings."""
    passages = [hit.passage for hit in wordings[0].hits[:PASSAGES_READ]]
    passages_in_documents = [(index.documents[passage.document_id], passage) for passage in passages]
    readings = [reader.read(wording.query.text, passages_in_documents, enough) for wording in wordings]
    count = min(map(len, readings))
    measured = [
        features(asked, wording.query, index, wording.hits[:count], reading[:count])
        for wording, reading in zip(wordings, readings, strict=True)
    ]
    return readings[0][:count], np.asarray(np.mean(measured, axis=0))
