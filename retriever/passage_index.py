"""`PassageIndex`: all that a question and the document pages ask of the place where the passages are kept.

Two places keep it: a folder of files (`retriever.index`, the default) and PostgreSQL (`retriever.postgres`). What is said of a text (its terms,
its vectors, the weights of BM25, the sum that ranks) is made above this line, once, and given to both; below it nothing
knows Korean. What changes an index is another protocol (`retriever.store`).
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ingest.document import Document, Metadata, Passage
from retriever.embed import Embedder


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages may be found: those of documents that meet every condition given. An empty set or None gives no condition; a
    document without a department or a day never meets a condition on it. Both days count (`published`).
    """

    documents: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    published_from: dt.date | None = None
    published_until: dt.date | None = None

    def __bool__(self) -> bool:
        return self != EVERYTHING

    def allows(self, document: Document) -> bool:
        """Whether `document` meets every condition."""
        told, day = document.metadata, document.metadata.published
        return (
            (not self.documents or document.id in self.documents)
            and (not self.offices or told.office in self.offices)
            and (not self.departments or told.department in self.departments)
            and (self.published_from is None or (day is not None and day >= self.published_from))
            and (self.published_until is None or (day is not None and day <= self.published_until))
        )


EVERYTHING = Filter()
"""No condition."""


@dataclass(frozen=True, slots=True)
class FirstWeights:
    """What one unit of each leg that sees every passage counts for in the first, cheap sum."""

    terms: float
    bigrams: float
    whole: float
    dense: float
    article: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as passages are looked for. `terms` (of passages and of whole documents) and `bigrams`: each with what it counts
    for beside the others; `vector`: `(dimension,) float32`, of unit length. `articles`: those asked for by their number ("제3조의2"), of the
    document `law` only where one is meant ("" for none).
    """

    terms: Mapping[str, float]
    bigrams: Mapping[str, float]
    vector: NDArray[np.float32]
    weights: FirstWeights
    articles: frozenset[str] = frozenset()
    law: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found, with all that a close look needs. `legs`: what terms, bigrams, whole and dense gave, each from 0 to 1.

    `vectors`: `(sentences, dimension) float16`, in the order of the passage. `heading` and `sentences`: the terms of the title
    and the heading path, and of each sentence with its context, as the numbers that `Vocabulary.number` gives.
    """

    passage: Passage
    legs: Mapping[str, float]
    vectors: NDArray[np.float16]
    heading: Sequence[int]
    sentences: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a list shows it: without its text. `characters` and `passages` count."""

    id: str
    title: str
    metadata: Metadata
    source: str
    sha256: str
    characters: int
    passages: int


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What, beside the files, decides what an index holds. `layout`: `storage.LAYOUT` of the program that made it; `dictionary`: a text that
    changes with the office's own words, "" for none.
    """

    layout: int
    model: str
    passage_chars: int
    dictionary: str


class Vocabulary(Protocol):
    """The words of all passages: what a question's words are weighed by and compared with."""

    def gather(self, terms: Iterable[str], words: Iterable[str]) -> None:
        """Announce what will be asked for one by one: a place that is far away fetches it in one go, one at hand looks at neither."""

    def holds(self, term: str) -> bool:
        """Whether a passage holds the term (`tokens.terms`)."""

    def idf(self, term: str) -> float:
        """How much a term tells: ln(1 + (N - n + 0.5) / (n + 0.5)), n of N passages hold it (Lucene's BM25)."""

    def number(self, term: str) -> int:
        """The number that stands for the term in a `Candidate`; -1, or one that none holds, where no passage holds it."""

    def count(self, word: str) -> int:
        """How often a noun stands in the passages as it is written (`tokens.words`); 0 where it does not."""

    def other_names(self, name: str) -> tuple[str, ...]:
        """What means the same as `name` (in lower case), in alphabetical order."""

    def long_names(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The names with a blank in them that stand in `text` (lower case), each with its other names, in alphabetical order."""

    def near(self, keys: str, within: int) -> Mapping[str, str]:
        """The nouns of two letters and more whose keystrokes (`keyslip.decomposed`) begin like `keys` and are longer or shorter by at most
        `within`; each with its keystrokes, in alphabetical order.
        """

    def through(self, letters: str) -> Mapping[str, int]:
        """The nouns that begin with the first of `letters` and hold the others after it in order, with their counts."""


@runtime_checkable  # pydantic, behind LangChain's retrievers, looks at the types of our fields
class PassageIndex(Protocol):
    """An index, open for questions. Safe for several threads.

    Raises, from every call:
        StoreUnreachableError: the database cannot be reached (a folder never raises it).
    """

    @property
    def version(self) -> str:
        """Other content is another version; what was made of an answer holds as long as it stays."""

    @property
    def made_with(self) -> MadeWith:
        """What it was made with."""

    @property
    def embedder(self) -> Embedder:
        """The model that made the vectors."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by their ids, in the order of these. Going through all of them may take long; `listed` does not."""

    def snapshot(self) -> "PassageIndex":
        """This index for the length of one question: a document of which it gave a candidate stays as it was then."""

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """At most `limit` passages, the best by the cheap sum first; fewer only where fewer are within the filter.

        The sum is that of the legs, each times its weight. `terms`, `bigrams`, `whole`: BM25 (`lexical`), divided by the best within the
        filter. `dense`: cosines, stretched as `legs` says. `article`: 1 for a passage of an article sought, 0 for others. Where two are alike, the first document and its first passage come first.
        """

    def at_hand(self, documents: Collection[str]) -> bool:
        """Get these documents ready, as they were when this snapshot's candidates were found; False where one has been changed since."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order; empty where there is none of that id."""

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """All documents without their texts, or the first `limit` (0: all): newest day first, those without a day last; of a day
        by title, then by id.
        """

    def laws(self) -> Mapping[str, str]:
        """The titles of the documents that have articles (`retriever.articles`: laws, rules), by their ids, in the order of these."""

    def publishes_mark(self, mark: str) -> bool:
        """Whether a document publishes this number or address (`ingest.korean.marks`)."""


def all_passages(index: PassageIndex) -> Iterator[Passage]:
    """Every passage, document after document."""
    for document_id in index.documents:
        yield from index.passages_of(document_id)
