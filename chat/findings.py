"""What the retrieved passages say to each thing asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat.asked import Asked, Slot
from chat.read_types import FORMED
from chat.reader import Candidate, Reading, read
from chat.spans import typed_spans
from ingest.blocks import Heading
from retriever.hit import Hit, SentenceScore
from retriever.index import Index

# Sentences handed to the reader, and how many of them it reads closely: official documents answer in short lines, and the
# right one is often the fifth or sixth by its words alone ("신청기간: 3. 9. ~ 4. 3.").
_SENTENCES = 40
_READ = 8
# What is known of a sentence beside its words, in points of evidence (4 x cosine + coverage). A coverage point is all the
# question's words, so these are shares of that.
_RANK = 0.5  # for each point that its passage ranks below the best one
_TYPED = 0.5  # it holds a date, an amount, ... where one is asked; scaled down where it covers little of the question
_FULL_TYPED = 0.5  # coverage from which the bonus counts in full
_HEADING = 0.8  # a heading names a matter, what is said of it stands below


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
    places = [
        (_candidate(asked, hit, scored, hits[0].score, index), hit, scored)
        for hit in hits
        for scored in hit.sentences
        if not _is_question(hit.passage.sentence_text(scored.sentence))
    ]
    places.sort(key=lambda place: -place[0].evidence)
    places = places[:_SENTENCES]
    by_candidate = {id(candidate): (hit, scored) for candidate, hit, scored in places}
    readings = read(asked, [candidate for candidate, _, _ in places], index.idf, _READ)
    return tuple(Finding(reading.slot, reading, *by_candidate[id(reading.candidate)]) for reading in readings)


def _candidate(asked: Asked, hit: Hit, scored: SentenceScore, best: float, index: Index) -> Candidate:
    sentence = scored.sentence
    text = hit.passage.sentence_text(sentence)
    prior = _RANK * (hit.score - best)
    kinds = {kind for slot in asked.slots for kind in slot.kinds} & FORMED
    if kinds and any(span.kind in kinds for span in typed_spans(text)):
        prior += _TYPED * min(1.0, scored.coverage / _FULL_TYPED)
    if _is_heading(sentence.start, sentence.end, index, hit.passage.document_id):
        prior -= _HEADING
    return Candidate(text, scored.cosine, scored.coverage, sentence.context, sentence.cells, prior=prior)


def _is_question(text: str) -> bool:
    """Whether a sentence of a document asks itself (the Q of "자주 묻는 질문"): it answers nothing."""
    return text.rstrip().endswith(("?", "？"))


def _is_heading(start: int, end: int, index: Index, document_id: str) -> bool:
    return any(
        isinstance(block, Heading) and block.start <= start and end <= block.end
        for block in index.documents[document_id].blocks
    )
