"""An index folder without the documents for internal use, as a service for the public sees it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.document import Document, Passage
from ingest.korean.marks import marks_of
from retriever.embed import Embedder
from retriever.passage_index import EVERYTHING, Candidate, Filter, Listed, MadeWith, Sought, Vocabulary

if TYPE_CHECKING:
    from retriever.index import Index


@dataclass(frozen=True)
class PublicIndex:
    """A `PassageIndex` that shows those documents of `all_of_it` that are for everybody, as if it held no others. Only the statistics of BM25 count
    all passages.
    """

    all_of_it: "Index"

    @property
    def version(self) -> str:
        """The version of the whole index."""
        return self.all_of_it.version

    @property
    def made_with(self) -> MadeWith:
        """The layout and the settings that the index was made with."""
        return self.all_of_it.made_with

    @property
    def embedder(self) -> Embedder:
        """The model that made the vectors."""
        return self.all_of_it.embedder

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages; the nouns and names are those of public documents in every case (`retriever.writing`)."""
        return self.all_of_it.vocabulary

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents for everybody."""
        return {name: one for name, one in self.all_of_it.documents.items() if not one.metadata.is_internal}

    def public(self) -> "PublicIndex":
        """This index itself."""
        return self

    def whole(self) -> "Index":
        """The index with all documents."""
        return self.all_of_it

    def snapshot(self) -> "PublicIndex":
        """This index itself, since it never changes."""
        return self

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """The best passages of documents for everybody."""
        return self.all_of_it.candidates(sought, limit, replace(within, public=True))

    def at_hand(self, documents: Collection[str]) -> bool:
        """True: all documents are in memory."""
        return True

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order; empty for one that is not for everybody."""
        return self.all_of_it.passages_of(document_id) if document_id in self.documents else ()

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """The documents for everybody, newest first."""
        return self._listed[:limit] if limit else self._listed

    def laws(self) -> Mapping[str, str]:
        """The titles of the documents for everybody that have articles."""
        return {name: title for name, title in self.all_of_it.laws().items() if name in self.documents}

    def publishes_mark(self, mark: str) -> bool:
        """Whether a document for everybody publishes this number or address."""
        return mark in self._marks

    @cached_property
    def _listed(self) -> Sequence[Listed]:
        return [one for one in self.all_of_it.listed() if not one.metadata.is_internal]

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(mark for document in self.documents.values() for mark in marks_of(document.text))
