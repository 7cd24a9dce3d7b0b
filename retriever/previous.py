"""The index folder being served, for a build that uses its terms and vectors again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ingest.document import Passage
from ingest.errors import IndexUnusableError
from retriever import document_terms, searched, storage
from retriever.document_terms import DocumentTerms
from retriever.index import Index, open_index
from retriever.made import Made, SentenceVectors, Split
from retriever.register import Register
from retriever.settings import Settings


@dataclass(frozen=True)
class Previous:
    """An index version and the folder it lies in."""

    folder: Path
    index: Index

    @classmethod
    def of(cls, settings: Settings) -> "Previous | None":
        """The version being served; None where there is no index, or its passages and vectors cannot be used again."""
        try:
            index = open_index(settings, for_questions=False)
            folder = storage.current_version(settings.index_home)
        except IndexUnusableError:
            return None
        return cls(folder, index) if index.manifest.passage_chars == settings.passage_chars else None

    @property
    def version(self) -> str:
        """The version of the index."""
        return self.index.version

    @cached_property
    def register(self) -> Register:
        """The register of the version."""
        return Register.read(self.folder)

    @cached_property
    def documents(self) -> Mapping[str, Split]:
        """Document id -> document and passages."""
        grouped: dict[str, list[Passage]] = {name: [] for name in self.index.documents}
        for passage in self.index.passages:
            grouped[passage.document_id].append(passage)
        return {name: (document, tuple(grouped[name])) for name, document in self.index.documents.items()}

    def made(self) -> Iterator[Made]:
        """Yield all documents with their terms and vectors, in order."""
        index, first = self.index, 0
        with (self.folder / document_terms.FILE).open(encoding="utf-8") as file:
            for (document, passages), line in zip(self.documents.values(), file, strict=True):
                last = first + len(passages)
                sentences = index.sentence_vectors[index.first_sentence[first] : index.first_sentence[last]]
                yield Made(document, passages, document_terms.from_line(line), sentences)
                first = last

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """Document id -> terms, for those of `documents` that the version holds word for word."""
        with (self.folder / document_terms.FILE).open(encoding="utf-8") as file:
            lines = dict(zip(self.index.documents, file, strict=True))
        found: dict[str, DocumentTerms] = {}
        for document, passages in documents:
            held = self.documents.get(document.id)
            if held and held[0].title == document.title and held[1] == passages:
                found[document.id] = document_terms.from_line(lines[document.id])
        return found

    def sentence_vectors(self) -> SentenceVectors:
        """The vectors of all sentences of the version, by their text."""
        texts = [searched.embedded_sentence(p, s) for p in self.index.passages for s in p.sentences]
        return dict(zip(texts, np.asarray(self.index.sentence_vectors), strict=True))
