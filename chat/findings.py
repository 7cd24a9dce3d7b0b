"""What the retrieved passages say to each thing asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat.asked import Asked, Slot
from chat.reader import Candidate, Reading, read
from retriever.hit import Hit, SentenceScore
from retriever.index import Index

# Sentences handed to the reader: it looks into the best few, the rest only cost time.
_SENTENCES = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One reading and where it stands. Higher `score` is better, comparable within one question and slot."""

    slot: Slot | None
    reading: Reading
    hit: Hit
    sentence: SentenceScore

    @property
    def score(self) -> float:
        """The reader's score."""
        return self.reading.score

    @property
    def start(self) -> int:
        """Where the answering words begin in the document (characters)."""
        return self.sentence.sentence.start + self.reading.start

    @property
    def end(self) -> int:
        """Where they end, exclusive."""
        return self.sentence.sentence.start + self.reading.end


def find(asked: Asked, hits: Sequence[Hit], index: Index) -> tuple[Finding, ...]:
    """Every reading of the hits' best sentences, best first."""
    places = sorted(
        ((hit, scored) for hit in hits for scored in hit.sentences),
        key=lambda place: -place[1].evidence,
    )[:_SENTENCES]
    given = [_candidate(hit, scored) for hit, scored in places]
    readings = read(asked, given, index.idf)
    by_key = {id(candidate): place for candidate, place in zip(given, places, strict=True)}
    return tuple(Finding(reading.slot, reading, *by_key[id(reading.candidate)]) for reading in readings)


def _candidate(hit: Hit, scored: SentenceScore) -> Candidate:
    sentence = scored.sentence
    return Candidate(
        hit.passage.sentence_text(sentence), scored.cosine, scored.coverage, sentence.context, sentence.cells
    )
