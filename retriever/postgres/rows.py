"""The table rows of a document: its term numbers, BM25 weights and vectors in PostgreSQL's notation."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ingest.korean.marks import marks_of
from retriever import aliases, document_terms, records, searched, tokens
from retriever.articles import article_of
from retriever.document_terms import DocumentTerms
from retriever.lexical import term_weight
from retriever.made import Made, Split

_TERMS = 1_000_000_000  # the most columns that pgvector's sparsevec takes
_MOST_WEIGHTS = 16_000
"""The weights that pgvector keeps in one sparse vector; a longer document keeps those of its most frequent terms."""
_LONGEST_LEXEME = 2_000  # bytes; a tsvector takes 2,046


@dataclass(frozen=True, slots=True)
class MeanLengths:
    """The mean numbers of terms and bigrams of a passage, and of terms of a whole document: the mean lengths of BM25."""

    terms: float
    bigrams: float
    whole: float


@lru_cache(maxsize=200_000)
def number_of(term: str) -> int:
    """The column of a term in sparse vectors (1 to 10^9), the same on every machine. Two terms share one with a chance of 10^-9."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big") % _TERMS + 1


def sparse(weights: Mapping[str, float]) -> str:
    """The sparse vector of the `weights` of terms, in PostgreSQL's notation."""
    columns: dict[int, float] = {}
    for term, weight in weights.items():
        columns[number_of(term)] = columns.get(number_of(term), 0.0) + weight
    return "{" + ",".join(f"{column}:{columns[column]:.9g}" for column in sorted(columns)) + f"}}/{_TERMS}"


def dense(vector: NDArray[np.float32] | NDArray[np.float16]) -> str:
    """`vector` in PostgreSQL's notation; nine digits reproduce every number of 32 bits."""
    return "[" + ",".join(f"{value:.9g}" for value in vector.tolist()) + "]"


def weighed(bag: Sequence[str], mean: float) -> str:
    """The BM25 weights of a text with the terms `bag`, as a sparse vector: its product with the vector of the question's IDFs is the score."""
    counts = Counter(bag).most_common(_MOST_WEIGHTS)
    return sparse({term: term_weight(count, len(bag), mean) for term, count in counts})


def lexemes(bag: Iterable[str]) -> list[str]:
    """The terms of a text, each once, as a tsvector takes them."""
    return sorted({term for term in bag if 0 < len(term.encode()) <= _LONGEST_LEXEME})


def kept_lexemes(bag: Sequence[str]) -> list[str]:
    """The terms of a whole document that `weighed` keeps, as a tsvector takes them."""
    return lexemes(term for term, _ in Counter(bag).most_common(_MOST_WEIGHTS))


def bags_of(terms: DocumentTerms) -> tuple[list[list[str]], list[str]]:
    """The terms that each passage is searched by, and those of the whole document."""
    bags = [document_terms.bag(one) for one in terms.passages]
    return bags, document_terms.whole_bag(terms, bags)


def pairs_of(split: Split) -> list[list[str]]:
    """The bigrams of each passage."""
    return [tokens.bigrams(searched.passage_text(passage)) for passage in split[1]]


def digest_of(split: Split) -> str:
    """Sixteen hex digits over the records of a document and its passages: they change with the document."""
    document, passages = split
    digest = hashlib.blake2b(records.document_line(document).encode(), digest_size=8)
    for passage in passages:
        digest.update(records.passage_line(passage).encode())
    return digest.hexdigest()


DOCUMENT = (
    "id revision title office department published source sha256 characters passages metadata record made digest "
    "terms length words word_counts names internal weight"
).split()
"""The columns that `document_row` fills."""


def document_row(made: Made, revision: int, whole: Sequence[str]) -> list[object]:
    """The values of the columns `DOCUMENT`; `whole`: the terms of the whole document."""
    document, metadata = made.document, made.document.metadata
    words = Counter(word for passage in made.terms.passages for word in passage.words)
    names = [part for pair in sorted(aliases.aliases_in(document.text)) for part in pair]
    return [
        document.id,
        revision,
        *(_plain(text) for text in (document.title, metadata.office, metadata.department)),
        metadata.published,
        document.source,
        document.sha256,
        len(document.text),
        len(made.passages),
        records.metadata_line(metadata),
        records.document_line(document),
        document_terms.to_line(made.terms),
        digest_of(made.split),
        kept_lexemes(whole),
        len(whole),
        [_plain(word) for word in words],
        list(words.values()),
        [_plain(name) for name in names],
        metadata.is_internal,
        metadata.weight,
    ]


PASSAGE = (
    "document document_id position office department published article vector length bigram_length record "
    "sentence_vectors sentence_terms sentence_ends heading_terms internal"
).split()
"""The columns that `passage_rows` fills."""


def passage_rows(
    made: Made, document: int, bags: Sequence[Sequence[str]], pairs: Sequence[Sequence[str]]
) -> Iterable[list[object]]:
    """Yield the values of the columns `PASSAGE` for each passage; `document` is the number of its document's row, `bags` and `pairs` hold
    the terms and the bigrams of each passage.
    """
    metadata, vectors, first = made.document.metadata, made.vectors, 0
    for position, (passage, terms, bag, bigrams) in enumerate(
        zip(made.passages, made.terms.passages, bags, pairs, strict=True)
    ):
        last = first + len(passage.sentences)
        sentences = document_terms.sentence_terms(terms)
        yield [
            document,
            made.document.id,
            position,
            _plain(metadata.office),
            _plain(metadata.department),
            metadata.published,
            article_of(passage.heading),
            dense(vectors[position]),
            len(bag),
            len(bigrams),
            records.passage_line(passage),
            made.sentence_vectors[first:last].astype("<f2").tobytes(),
            [number_of(term) for sentence in sentences for term in sentence],
            np.cumsum([len(sentence) for sentence in sentences], dtype=np.int64).tolist(),
            [number_of(term) for term in document_terms.heading_terms(made.terms, terms)],
            metadata.is_internal,
        ]
        first = last


WEIGHT = "passage terms bigrams held_terms held_bigrams".split()
"""The columns that `weight_row` fills."""


def weight_row(passage: int, bag: Sequence[str], bigrams: Sequence[str], means: MeanLengths) -> list[object]:
    """The values of the columns `WEIGHT` for the passage with this number, which is searched by the terms `bag` and by `bigrams`."""
    weights = weighed(bag, means.terms), weighed(bigrams, means.bigrams)
    return [passage, *weights, lexemes(bag), lexemes(bigrams)]


def marks(made: Made) -> list[str]:
    """The numbers and addresses that the document publishes."""
    return sorted({_plain(mark) for mark in marks_of(made.document.text)})


def _plain(text: str) -> str:
    """`text` without NUL, the one character that PostgreSQL's text cannot hold; the records keep it, escaped."""
    return text.replace("\0", "")
