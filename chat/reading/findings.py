"""The findings for a question: the sentences of the first passages in one ranked list, each with its exact words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.reading.asked import Asked
from chat.reading.features import features, in_order
from chat.reading.reader import Reader, SentenceReading
from chat.reading.scoring import Scoring, best_first
from ingest.document import Passage, Sentence
from retriever.hit import Hit, SentenceScore
from retriever.passage_index import PassageIndex
from retriever.query import Query

PASSAGES_READ = 5
"""Passages that the reader reads: a passage that answers is among them in .97 of the questions of docs/retrieval.md."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of a passage that was read. `score`: the scoring's logit, comparable within one question; `chance`:
    the chance (0..1) that a question's best sentence answers it if it has this score.
    """

    hit: Hit
    scored: SentenceScore
    reading: SentenceReading
    score: float
    chance: float

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


def find(
    reader: Reader,
    scoring: Scoring,
    asked: Asked,
    query: Query,
    hits: Sequence[Hit],
    index: PassageIndex,
    enough: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """A finding for every sentence of the first `PASSAGES_READ` hits (of fewer once `enough()` is true), the likeliest answer first."""
    read = hits[:PASSAGES_READ]
    told = [(index.documents[hit.passage.document_id], hit.passage) for hit in read]
    readings = reader.read(query.text, told, enough)
    read = read[: len(readings)]
    places = [
        (hit, scored, sentence)
        for hit, reading in zip(read, readings, strict=True)
        for scored, sentence in zip(in_order(hit), reading.sentences, strict=True)
    ]
    scores = scoring.scores(features(asked, query, index, read, readings))
    return tuple(
        Finding(*places[row], float(scores[row]), scoring.chance(float(scores[row]))) for row in best_first(scores)
    )
