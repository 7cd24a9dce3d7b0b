"""What the retrieved passages say to each thing asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from chat.cells import PROSE_CHARS, CellReading, read_cells
from chat.reading.asked import Asked, Slot
from chat.reading.reader import EVIDENCE, Candidate, Reading, read, weighed
from chat.reading.scene import Idf
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED
from retriever.hit import Hit, SentenceScore
from retriever.index import Index

# Sentences handed to the reader, and how many of them it reads closely: official documents answer in short lines, and the
# right one is often the fifth or sixth by its words alone ("신청기간: 3. 9. ~ 4. 3.").
_SENTENCES = 40
_READ = 8
# What is known of a sentence beside its words, in points of evidence (4 x cosine + coverage). A coverage point is all the
# question's words, so these are shares of that.
_RANK = 0.5  # for each point that its passage ranks below the best one
_LABEL = 0.8  # a heading names a matter, what is said of it stands below


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
    idf = cache(index.idf)  # the same words are weighed in hundreds of spans
    places = [
        (_candidate(asked, hit, scored, hits[0].score, index), hit, scored)
        for hit in hits
        for scored in hit.sentences
        if not scored.sentence.is_label or _tells_value(asked, hit.passage.sentence_text(scored.sentence))
    ]
    places.sort(key=lambda place: -place[0].evidence)
    places = places[:_SENTENCES]
    by_candidate = {id(candidate): (hit, scored) for candidate, hit, scored in places}
    if not places:
        return ()
    given = [candidate for candidate, _, _ in places]
    readings = [reading for reading in read(asked, given, idf, _READ) if not _in_short_cell(reading)]
    for candidate, hit, _ in places:
        if candidate.cells:
            year = this_year(index, hit)
            readings += _cell_readings(asked, candidate, given[0].evidence, idf, year)
    readings.sort(key=lambda reading: -reading.score)
    return tuple(Finding(reading.slot, reading, *by_candidate[id(reading.candidate)]) for reading in readings)


def this_year(index: Index, hit: Hit) -> int | None:
    """The year that 올해 means in the hit's document; None where the document tells no date."""
    published = index.documents[hit.passage.document_id].metadata.published
    return published.year if published else None


def _cell_readings(asked: Asked, candidate: Candidate, best: float, idf: Idf, year: int | None) -> list[Reading]:
    values = [candidate.text[cell.start : cell.end] for cell in candidate.cells]
    return [
        _as_reading(candidate, slot, reading, best)
        for slot in asked.slots
        for reading in read_cells(asked, slot, candidate.cells, values, idf, year)
        if reading.cell.end - reading.cell.start <= PROSE_CHARS
    ]


def _as_reading(candidate: Candidate, slot: Slot, read: CellReading, best: float) -> Reading:
    score = read.score + EVIDENCE * (candidate.evidence - best)
    return Reading(candidate, read.cell.start, read.cell.end, score, slot, read.matched, read.wrong_period)


def _in_short_cell(reading: Reading) -> bool:
    """Whether the span lies in a short cell of a row of several: there the cell as a whole is the answer, or none."""
    cells = reading.candidate.cells
    if not cells:
        return False
    inside = [cell for cell in cells if cell.start <= reading.start and reading.end <= cell.end]
    return not inside or inside[0].end - inside[0].start <= PROSE_CHARS


def _candidate(asked: Asked, hit: Hit, scored: SentenceScore, best: float, index: Index) -> Candidate:
    sentence = scored.sentence
    text = hit.passage.sentence_text(sentence)
    prior = _RANK * (hit.score - best)
    if sentence.is_label:
        prior -= _LABEL
    cells = tuple(
        replace(cell, start=cell.start - sentence.start, end=cell.end - sentence.start) for cell in sentence.cells
    )
    return weighed(asked, Candidate(text, scored.cosine, scored.coverage, sentence.context, cells, prior))


def _tells_value(asked: Asked, label: str) -> bool:
    """Whether a label holds the kind of value asked for ("1. 기반 강화 ('22년 5.9조원)"): only then it can answer."""
    kinds = {kind for slot in asked.slots for kind in slot.kinds} & FORMED
    return any(span.kind in kinds for span in typed_spans(label)) and not label.rstrip().endswith(("?", "？"))
