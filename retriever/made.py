"""What is computed from a document before it is stored: its terms and its vectors."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.document import Document, Passage
from retriever import document_terms, searched
from retriever.document_terms import DocumentTerms
from retriever.embed import Embedder
from retriever.vectors import passages_of

Split = tuple[Document, tuple[Passage, ...]]
Halves = NDArray[np.float16]
SentenceVectors = dict[str, np.ndarray[tuple[int], np.dtype[np.float16]]]
"""Text of a sentence -> the vector made from it."""


def same_words(held: Split | None, document: Document, passages: Sequence[Passage]) -> bool:
    """Whether a document has the title and the passages of `held`, its earlier state: then its terms and vectors are the same, too."""
    return held is not None and held[0].title == document.title and held[1] == tuple(passages)


class MadeBefore(Protocol):
    """Terms and vectors that an index holds already, so that they need not be computed again."""

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """Document id -> terms, for those of `documents` that the index holds word for word."""

    def vectors_of(self, sentences: Collection[str]) -> SentenceVectors:
        """The vectors of those of `sentences`, the texts that vectors are made from, that the index has; those of others may be among them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, its passages, their terms and the vectors of their sentences: `(sentences, dimension) float16`, unit rows to the rounding
    of 16 bits, passage after passage.
    """

    document: Document
    passages: tuple[Passage, ...]
    terms: DocumentTerms
    sentence_vectors: Halves

    @property
    def split(self) -> Split:
        """The document and its passages."""
        return self.document, self.passages

    @property
    def vectors(self) -> Halves:
        """The vectors of the passages, `(passages, dimension) float16`."""
        return passage_vectors(self.passages, self.sentence_vectors)


@dataclass(slots=True)
class Known:
    """The terms and sentence vectors of one document that exist already."""

    terms: DocumentTerms | None = None
    sentences: SentenceVectors = field(default_factory=dict)

    @classmethod
    def of(cls, made: Made, document: Document, passages: Sequence[Passage]) -> "Known":
        """What of `made`, an earlier state of the document, is valid now: its sentence vectors, and its terms where title and passages are
        the same.
        """
        sentences = [searched.embedded_sentence(p, s) for p in made.passages for s in p.sentences]
        known = made.terms if same_words(made.split, document, passages) else None
        return cls(known, dict(zip(sentences, made.sentence_vectors, strict=True)))


def make(document: Document, passages: Sequence[Passage], embedder: Embedder, known: Known) -> Made:
    """The document with its terms and vectors; those that `known` lacks are computed. The new vectors are added to `known`."""
    sentences = [searched.embedded_sentence(passage, s) for passage in passages for s in passage.sentences]
    embed_missing(sentences, known.sentences, embedder.sentences)
    terms = known.terms or document_terms.terms_of(document, passages)
    return Made(document, tuple(passages), terms, rows_of(sentences, known.sentences, embedder.dimension))


def passage_vectors(passages: Iterable[Passage], sentences: Halves) -> Halves:
    """The vectors of `passages`, `(passages, dimension) float16`, made from those of their `sentences` (`vectors.passages_of`).

    Both stores keep them rounded to 16 bits, so that PostgreSQL and a folder give the same cosines.
    """
    lengths = [[sentence.end - sentence.start for sentence in passage.sentences] for passage in passages]
    return passages_of(lengths, sentences).astype(np.float16)


def embed_missing(
    texts: Sequence[str],
    held: SentenceVectors,
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    tell: Callable[[int], None] = lambda _: None,
) -> None:
    """Embed those of `texts` that are not in `held`, each once, and add their vectors to `held`; before each batch `tell` is called with the
    number done.
    """
    wanted = missing(texts, held)
    # Small enough for the progress bar to move, large enough for a GPU-backed model. At the end of a step the threads wait for the slowest: two of
    # them .9 % of the time, with 16 texts 3.9 % (3,969 sentences of 59 documents).
    step = 64
    for at in range(0, len(wanted), step):
        tell(at)
        batch = wanted[at : at + step]
        held.update(zip(batch, embed(batch).astype(np.float16), strict=True))


def missing(texts: Sequence[str], held: SentenceVectors) -> list[str]:
    """Those of `texts` that are not in `held`, each once."""
    return [text for text in dict.fromkeys(texts) if text not in held]


def rows_of(texts: Sequence[str], held: SentenceVectors, dimension: int) -> Halves:
    """The vectors that `held` has of `texts`, `(texts, dimension) float16`."""
    return np.array([held[text] for text in texts], np.float16).reshape(-1, dimension)
