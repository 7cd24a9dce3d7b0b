"""The index folder being served, for a build that carries its documents over (`retriever.carried`)."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.document import Passage
from ingest.errors import IndexUnusableError
from retriever import aliases, document_terms, records, searched, storage
from retriever.aliases import dictionary_in_use
from retriever.borders import Borders, borders
from retriever.document_terms import DocumentTerms
from retriever.embed import Vectors, load_embedder
from retriever.fingerprints import Fingerprints
from retriever.likeness import Fingerprint
from retriever.made import Halves, Made, SentenceVectors, Split, same_words
from retriever.register import Register
from retriever.settings import Settings
from retriever.storage import MEND, Manifest
from retriever.vectors import NearestVectors


@dataclass(frozen=True)
class Previous:
    """An index version and the folder it lies in. Its files, whose checksums were verified, are read when they are needed."""

    folder: Path
    manifest: Manifest

    @classmethod
    def of(cls, settings: Settings) -> "Previous | None":
        """The version being served; None where there is no index, or its passages and vectors cannot be used again."""
        dictionary = dictionary_in_use(settings)
        try:
            folder = storage.current_version(settings.index_home)
            found = cls(folder, storage.read_manifest(folder))
            as_now = dictionary.text, load_embedder(settings).name, settings.passage_chars
            manifest = found.manifest
            if (manifest.dictionary, manifest.model, manifest.passage_chars) != as_now:
                return None
            return found if found.documents.keys() == manifest.documents.keys() else None
        except IndexUnusableError:
            return None

    @property
    def version(self) -> str:
        """The version of the index."""
        return self.manifest.version

    @cached_property
    def register(self) -> Register:
        """The register of the version."""
        return Register.read(self.folder)

    @cached_property
    def documents(self) -> Mapping[str, Split]:
        """Document id -> document and passages, in the order of the version.

        Raises:
            IndexUnusableError: they cannot be read.
        """
        try:
            grouped: dict[str, list[Passage]] = {}
            documents = {one.id: one for one in map(records.document_from, self.document_lines)}
            for passage in map(records.passage_from, self.passage_lines):
                grouped.setdefault(passage.document_id, []).append(passage)
        except (OSError, ValueError) as error:
            raise IndexUnusableError(f"색인 '{self.folder}'을(를) 열 수 없습니다. {MEND}") from error
        return {name: (document, tuple(grouped.get(name, ()))) for name, document in documents.items()}

    @cached_property
    def document_lines(self) -> Sequence[bytes]:
        """The line of each document."""
        return records.lines_of(self.folder / records.DOCUMENTS)

    @cached_property
    def passage_lines(self) -> Sequence[bytes]:
        """The line of each passage."""
        return records.lines_of(self.folder / records.PASSAGES)

    @cached_property
    def term_lines(self) -> Sequence[bytes]:
        """The line with the terms of each document."""
        return records.lines_of(self.folder / document_terms.FILE)

    @cached_property
    def names(self) -> Sequence[list[tuple[str, str]]]:
        """The other names that each document defines."""
        return [
            [(short, full) for short, full in own]
            for own in json.loads((self.folder / aliases.FILE).read_text("utf-8"))
        ]

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """The fingerprint of each document."""
        return Fingerprints.load(self.folder)

    @property
    def known(self) -> Mapping[str, Fingerprint]:
        """Document id -> fingerprint of its text."""
        return {name: self.fingerprints[place] for place, name in enumerate(self.documents)}

    @cached_property
    def passages(self) -> Borders:
        """The borders of the documents among the passages."""
        return borders(len(passages) for _, passages in self.documents.values())

    @cached_property
    def sentences(self) -> Borders:
        """The borders of the documents among the sentences."""
        return self._first_sentence[self.passages]

    @cached_property
    def sentence_vectors(self) -> Halves:
        """The vectors of the sentences, `(sentences, dimension) float16`."""
        return np.asarray(np.load(self.folder / "sentences.npy", mmap_mode="r"))

    @cached_property
    def sentence_keys(self) -> NDArray[np.uint64]:
        """The keys of the sentences (`searched.sentence_key`)."""
        return np.asarray(np.load(self.folder / searched.KEYS), np.uint64)

    @cached_property
    def passage_vectors(self) -> Vectors:
        """The vectors of the passages, `(passages, dimension) float32`."""
        return NearestVectors.load(self.folder / "passages.faiss").rows()

    def made(self) -> Iterator[Made]:
        """Yield all documents with their terms and vectors, in order."""
        vectors, within = self.sentence_vectors, self.sentences
        for place, (document, passages) in enumerate(self.documents.values()):
            terms = document_terms.from_line(self.term_lines[place])
            yield Made(document, passages, terms, vectors[within[place] : within[place + 1]])

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """Document id -> terms, for those of `documents` that the version holds word for word."""
        places = {name: place for place, name in enumerate(self.documents)}
        found: dict[str, DocumentTerms] = {}
        for document, passages in documents:
            if same_words(self.documents.get(document.id), document, passages):
                found[document.id] = document_terms.from_line(self.term_lines[places[document.id]])
        return found

    def vectors_of(self, sentences: Collection[str]) -> SentenceVectors:
        """The vectors of those of `sentences`, the texts that vectors are made from, that the version has."""
        wanted = np.array([searched.sentence_key(text) for text in sentences], np.uint64)
        found: SentenceVectors = {}
        if not len(wanted):
            return found
        passages = [passage for _, own in self.documents.values() for passage in own]
        for row in np.flatnonzero(np.isin(self.sentence_keys, wanted)).tolist():
            at = int(np.searchsorted(self._first_sentence, row, "right")) - 1
            sentence = passages[at].sentences[row - int(self._first_sentence[at])]
            found.setdefault(searched.embedded_sentence(passages[at], sentence), self.sentence_vectors[row])
        return found

    @cached_property
    def _first_sentence(self) -> Borders:
        return borders(len(passage.sentences) for _, passages in self.documents.values() for passage in passages)
