"""Findings made by hand: one sentence, and what a reader might have given for its words."""

from collections.abc import Mapping

from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from ingest.document import Cell, Passage, PassageKind, Sentence
from retriever.hit import Hit, SentenceScore


def finding(text: str, chances: Mapping[str, float], cells: tuple[Cell, ...] = (), document: str = "d") -> Finding:
    """A finding of the one sentence `text` of a document; `chances` names its answering words, all others are at 0."""
    sentence = Sentence(0, len(text), cells=cells)
    passage = Passage("p", document, 0, len(text), (), text, PassageKind.PARAGRAPH, (sentence,))
    words = tuple((text.index(w), text.index(w) + len(w), chance) for w, chance in chances.items())
    scored = SentenceScore(sentence, 0.5, 0.5)
    return Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, words), 0.9)
