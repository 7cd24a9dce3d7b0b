"""`PassageIndex`: the interface by which questions and the pages about documents read the stored passages.

Two stores implement it: a folder of files (`retriever.index`, the default) and PostgreSQL (`retriever.postgres`). What is computed from a
text (its terms, its vectors, the weights of BM25, the sum that ranks) is computed above this interface, once, and given to both; the code
below it knows no Korean. The interface for changing an index is another one (`retriever.store`).
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
    """Conditions on the documents whose passages may be found; a document must meet every one given. An empty set or None is no
    condition; a document without a department or a day never meets a condition on it. The two days are included (`published`). `public`: the
    document must not be for internal use.
    """

    documents: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    published_from: dt.date | None = None
    published_until: dt.date | None = None
    public: bool = False

    def __bool__(self) -> bool:
        return self != EVERYTHING

    def allows(self, document: Document) -> bool:
        """Whether `document` meets every condition."""
        metadata, day = document.metadata, document.metadata.published
        return (
            (not self.documents or document.id in self.documents)
            and not (self.public and metadata.is_internal)
            and (not self.offices or metadata.office in self.offices)
            and (not self.departments or metadata.department in self.departments)
            and (self.published_from is None or (day is not None and day >= self.published_from))
            and (self.published_until is None or (day is not None and day <= self.published_until))
        )


EVERYTHING = Filter()
"""The filter without a condition."""


@dataclass(frozen=True, slots=True)
class FirstWeights:
    """The weights of the legs over all passages in the first, cheap sum."""

    terms: float
    bigrams: float
    whole: float
    dense: float
    article: float


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for a question. `terms` (of passages and of whole documents) and `bigrams`, each with its weight beside the
    others; `vector`: that of the question, `(dimension,) float32`, of unit length. `articles`: those asked for by number ("제3조의2");
    `law`: the id of the only document they may belong to, "" for any.
    """

    terms: Mapping[str, float]
    bigrams: Mapping[str, float]
    vector: NDArray[np.float32]
    weights: FirstWeights
    articles: frozenset[str] = frozenset()
    law: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage found by the first, cheap sum, with all that the close look needs (`retriever.rank`). `legs`: the values of terms,
    bigrams, whole and dense, each from 0 to 1.

    `vectors`: `(sentences, dimension) float16`, in the order of the passage. `heading` and `sentences`: the terms of the title
    and the heading path, and of each sentence with its context, as the numbers that `Vocabulary.number` gives. `weight`: that of the document
    (`Metadata.weight`).
    """

    passage: Passage
    legs: Mapping[str, float]
    vectors: NDArray[np.float16]
    heading: Sequence[int]
    sentences: Sequence[Sequence[int]]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list, without its text. `characters` and `passages` are the numbers of its characters and passages."""

    id: str
    title: str
    metadata: Metadata
    source: str
    sha256: str
    characters: int
    passages: int


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The layout and the settings that, beside the files, decide what an index holds. `layout`: `storage.LAYOUT` of the program that made
    it; `dictionary`: a text that changes with the office's own words, "" for none.
    """

    layout: int
    model: str
    passage_chars: int
    dictionary: str


class Vocabulary(Protocol):
    """The vocabulary of all passages, by which a question's words are weighted and with which they are compared."""

    def gather(self, terms: Iterable[str], words: Iterable[str]) -> None:
        """Announce terms and words that will be looked up one by one: a database fetches them in one query, a folder does nothing."""

    def holds(self, term: str) -> bool:
        """Whether a passage holds the term (`tokens.terms`)."""

    def idf(self, term: str) -> float:
        """The IDF of a term: ln(1 + (N - n + 0.5) / (n + 0.5)), where n of N passages hold it (Lucene's BM25)."""

    def number(self, term: str) -> int:
        """The number that stands for the term in a `Candidate`; where no passage holds the term, -1 or a number that no candidate has."""

    def count(self, word: str) -> int:
        """How often a noun stands in the passages as it is written (`tokens.words`); 0 where it does not."""

    def other_names(self, name: str) -> tuple[str, ...]:
        """The names that mean the same as `name` (in lower case), in alphabetical order."""

    def long_names(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The names with a blank in them that stand in `text` (lower case), each with its other names, in alphabetical order."""

    def near(self, keys: str, within: int) -> Mapping[str, str]:
        """The nouns of two letters and more whose keystrokes (`keyslip.decomposed`) begin with the first of `keys` and are at most `within`
        more or fewer than `keys`; each with its keystrokes, in alphabetical order.
        """

    def through(self, letters: str) -> Mapping[str, int]:
        """The nouns that begin with the first of `letters` and hold the others after it in order, with their counts."""


@runtime_checkable  # pydantic, behind LangChain's retrievers, looks at the types of our fields
class PassageIndex(Protocol):
    """An index opened for questions. Safe for several threads. A `public` one answers every call as if it held no documents for internal use.

    Raises, from every call:
        StoreUnreachableError: the database cannot be reached (a folder never raises it).
    """

    @property
    def version(self) -> str:
        """The version of the content, which changes with it; what was computed from the index is valid as long as the version stays."""

    @property
    def made_with(self) -> MadeWith:
        """The layout and the settings that the index was made with."""

    @property
    def embedder(self) -> Embedder:
        """The model that made the vectors."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by their ids, in the order of the ids. Going through all of them may take long; `listed` does not."""

    def public(self) -> "PassageIndex":
        """This index without the documents for internal use."""

    def whole(self) -> "PassageIndex":
        """This index with all its documents, for what officials see."""

    def snapshot(self) -> "PassageIndex":
        """A view of this index for one question: a document of which it has returned a candidate stays as it was then."""

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """At most `limit` passages, the best by the cheap sum first; fewer only where fewer are within the filter.

        The sum is that of the legs, each times its weight. `terms`, `bigrams`, `whole`: BM25 (`lexical`), divided by the best within the
        filter. `dense`: cosines, scaled as in `legs`. `article`: 1 for a passage of an article sought, 0 for others. Passages with the same
        sum are in the order of their documents' ids, then of their places.
        """

    def at_hand(self, documents: Collection[str]) -> bool:
        """Load these documents as they were when this snapshot's candidates were found; False where one of them has changed since."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order; empty where there is none of that id."""

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """All documents without their texts, or the first `limit` (0: all): newest day first, those without a day last; on the same
        day by title, then by id.
        """

    def laws(self) -> Mapping[str, str]:
        """The titles of the documents that have articles (`retriever.articles`: laws, rules), by their ids, in the order of the ids."""

    def publishes_mark(self, mark: str) -> bool:
        """Whether a document publishes this number or address (`ingest.korean.marks`)."""


def all_passages(index: PassageIndex) -> Iterator[Passage]:
    """Every passage, document after document."""
    for document_id in index.documents:
        yield from index.passages_of(document_id)
