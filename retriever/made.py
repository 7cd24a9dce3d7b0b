"""All that is made of a document before it is kept anywhere: its terms and its vectors."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
"""Vectors by the text that they were made of."""


class MadeBefore(Protocol):
    """What an index holds that need not be made again."""

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """The terms of those of `documents` that it holds word for word, by their ids."""

    def sentence_vectors(self) -> SentenceVectors:
        """The vectors of its sentences."""


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
    """What of one document has been made before."""

    terms: DocumentTerms | None = None
    sentences: SentenceVectors = field(default_factory=dict)

    @classmethod
    def of(cls, made: Made, document: Document, passages: Sequence[Passage]) -> "Known":
        """What of `made`, an earlier state of the document, holds for it now."""
        same = made.document.title == document.title and made.passages == tuple(passages)
        sentences = [searched.embedded_sentence(p, s) for p in made.passages for s in p.sentences]
        return cls(made.terms if same else None, dict(zip(sentences, made.sentence_vectors, strict=True)))


def make(document: Document, passages: Sequence[Passage], embedder: Embedder, known: Known) -> Made:
    """The document with what `known` does not hold made anew; `known` then holds all of it."""
    sentences = [searched.embedded_sentence(passage, s) for passage in passages for s in passage.sentences]
    embed_missing(sentences, known.sentences, embedder.sentences)
    terms = known.terms or document_terms.terms_of(document, passages)
    return Made(document, tuple(passages), terms, rows_of(sentences, known.sentences, embedder.dimension))


def passage_vectors(passages: Iterable[Passage], sentences: Halves) -> Halves:
    """The vectors of `passages`, `(passages, dimension) float16`, made of those of their `sentences` (`vectors.passages_of`).

    Rounded to 16 bits wherever they are kept: the rows of PostgreSQL and those of a folder give the same cosines.
    """
    lengths = [[sentence.end - sentence.start for sentence in passage.sentences] for passage in passages]
    return passages_of(lengths, sentences).astype(np.float16)


def embed_missing(
    texts: Sequence[str],
    held: SentenceVectors,
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    tell: Callable[[int], None] = lambda _: None,
) -> None:
    """Embed what of `texts` is not `held`, each once; `tell` hears before each batch how many are done."""
    wanted = missing(texts, held)
    step = 16  # small enough for the progress bar to move, large enough for a GPU-backed model
    for at in range(0, len(wanted), step):
        tell(at)
        batch = wanted[at : at + step]
        held.update(zip(batch, embed(batch).astype(np.float16), strict=True))


def missing(texts: Sequence[str], held: SentenceVectors) -> list[str]:
    """Each of `texts` that is not `held`, once."""
    return [text for text in dict.fromkeys(texts) if text not in held]


def rows_of(texts: Sequence[str], held: SentenceVectors, dimension: int) -> Halves:
    """The vectors of `texts`, `(texts, dimension) float16`."""
    return np.array([held[text] for text in texts], np.float16).reshape(-1, dimension)
