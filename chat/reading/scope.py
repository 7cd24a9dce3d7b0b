"""The choice of passages where a department or a topic is preferred."""

from collections.abc import Sequence

from ingest.document import Document, Passage
from ingest.korean.letters import letters_of
from retriever.hit import Hit
from retriever.passage_index import PassageIndex

_MARGIN = 0.4
"""How far (in nearness, `retriever.hit`: 2 x cosine + coverage) the best sentence of the preferred documents may be below the best of all, so that a
preferred document does not answer what another answers clearly better. The right document was never so far below another; a wrong one is let in for
.43 of the questions (docs/measurements.md, "What the numbers of telling do").
"""


def prefer(hits: Sequence[Hit], scope: str, index: PassageIndex) -> tuple[Hit, ...]:
    """The `hits` whose document or headings name `scope`, where their best sentence is at most `_MARGIN` below the best of all; else none."""
    words = letters_of(scope)
    if not words:
        return ()
    inside = tuple(hit for hit in hits if _within(hit.passage, index.documents[hit.passage.document_id], words))
    return inside if _best(inside) >= _best(hits) - _MARGIN else ()


def _within(passage: Passage, document: Document, words: str) -> bool:
    metadata = document.metadata
    names = (document.title, metadata.office, metadata.department, *passage.heading)
    return any(words in letters_of(one) for one in names)


def _best(hits: Sequence[Hit]) -> float:
    return max((hit.sentences[0].nearness for hit in hits if hit.sentences), default=0.0)
