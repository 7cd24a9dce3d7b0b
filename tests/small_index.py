"""An index of a few words in two dimensions, made by hand: no model and no analyser speaks in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ingest.document import Document, Metadata, Passage, PassageKind, Sentence
from retriever.borders import Rows
from retriever.embed import Embedder
from retriever.index import Index
from retriever.lexical import Lexical
from retriever.numbering import Numbering
from retriever.storage import Manifest
from retriever.tokens import bigrams
from retriever.vectors import NearestVectors

Vector = tuple[float, float]

NEAR: Vector = (1.0, 0.0)
"""As near to the question of `Fixed` as can be."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of the document `document`: each sentence with its vector; words between blanks are its terms."""

    document: str
    sentences: tuple[tuple[str, Vector], ...]
    heading: tuple[str, ...] = ()


class Fixed:
    """An embedder that gives one vector to every text, and `asked` to every question."""

    name, dimension = "fixed", 2

    def __init__(self, asked: Vector = NEAR) -> None:
        self.asked = asked

    def passages(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.array([NEAR] * len(texts), np.float32)

    def queries(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.array([self.asked] * len(texts), np.float32)

    sentence_queries = queries


def passages_of(contents: Sequence[Told]) -> tuple[Mapping[str, Document], list[Passage]]:
    """The documents and passages of `contents`, a document's passages on lines of their own."""
    texts: dict[str, str] = {}
    passages: list[Passage] = []
    for number, one in enumerate(contents):
        start = len(texts.get(one.document, ""))
        sentences: list[Sentence] = []
        text = ""
        for words, _ in one.sentences:
            text += " " if text else ""
            sentences.append(Sentence(start + len(text), start + len(text) + len(words)))
            text += words
        texts[one.document] = texts.get(one.document, "") + text + "\n"
        passages.append(
            Passage(
                f"p{number}", one.document, start, start + len(text), one.heading, text, PassageKind.PARAGRAPH, tuple(sentences)
            )
        )  # fmt: skip
    documents = {name: Document(name, name, text, (), Metadata(), f"{name}.txt", "") for name, text in texts.items()}
    return documents, passages


def _row(numbers: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(numbers, np.int32)


def index_of(contents: Sequence[Told], embedder: Fixed | None = None) -> Index:
    """The index of `contents`; a passage's vector is that of its first sentence."""
    documents, passages = passages_of(contents)
    numbers = Numbering()
    heading = [_row(numbers[term] for title in one.heading for term in title.split()) for one in contents]
    sentences = [_row(numbers[term] for term in words.split()) for one in contents for words, _ in one.sentences]
    return Index(
        manifest=cast(Manifest, None),
        documents=documents,
        passages=passages,
        terms=Lexical.of([passage.text.split() for passage in passages]),
        bigrams=Lexical.of([bigrams(passage.text) for passage in passages]),
        wholes=Lexical.of([document.text.split() for document in documents.values()]),
        nearest=NearestVectors.of(np.array([one.sentences[0][1] for one in contents], np.float32)),
        sentence_vectors=np.array([vector for one in contents for _, vector in one.sentences], np.float16),
        sentence_terms=Rows.of(sentences),
        heading_terms=Rows.of(heading),
        term_number=dict(numbers),
        words={},
        names={},
        embedder=cast(Embedder, embedder or Fixed()),
    )
