"""An index version, opened: the documents, their passages, and everything a search looks at."""

import datetime as dt
import json
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.document import Document, Passage
from ingest.errors import IndexUnusableError
from ingest.korean import morphemes
from ingest.korean.marks import marks_of
from retriever import records, storage
from retriever.aliases import dictionary_in_use
from retriever.articles import article_of
from retriever.borders import Rows
from retriever.embed import Embedder, load_embedder
from retriever.folder_candidates import candidates
from retriever.lexical import Lexical
from retriever.passage_index import EVERYTHING, Candidate, Filter, Listed, MadeWith, Sought
from retriever.public_index import PublicIndex
from retriever.settings import Settings
from retriever.storage import MEND, Manifest
from retriever.vectors import NearestVectors
from retriever.vocabulary import FolderVocabulary


@dataclass(frozen=True)
class Index:
    """One index version in memory (a `PassageIndex`). The rows of arrays follow `passages`; rows of sentences lie passage after passage.

    `terms`, `bigrams` and `wholes` are lexical legs (`wholes` over whole documents); `term_number` numbers the
    terms that `sentence_terms` and `heading_terms` hold. `words` are the nouns as written, with counts; `names` maps a
    name in lower case to its other names. Nothing changes after opening.
    """

    manifest: Manifest
    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    terms: Lexical
    bigrams: Lexical
    wholes: Lexical
    nearest: NearestVectors
    sentence_vectors: NDArray[np.float16]
    sentence_terms: Rows
    heading_terms: Rows
    term_number: Mapping[str, int]
    words: Mapping[str, int]
    names: Mapping[str, tuple[str, ...]]
    embedder: Embedder

    @property
    def version(self) -> str:
        """A short hash of the content: the same documents give the same version."""
        return self.manifest.version

    @property
    def made_with(self) -> MadeWith:
        """The layout and the settings that the index was made with."""
        known = self.manifest
        return MadeWith(known.layout, known.model, known.passage_chars, known.dictionary)

    @cached_property
    def vocabulary(self) -> FolderVocabulary:
        """The words of all passages."""
        return FolderVocabulary(self.terms, self.term_number, self.words, self.names)

    def public(self) -> "Index | PublicIndex":
        """This index without the documents for internal use; itself where it holds none."""
        return PublicIndex(self) if any(one.metadata.is_internal for one in self.documents.values()) else self

    def whole(self) -> "Index":
        """This index itself."""
        return self

    def snapshot(self) -> "Index":
        """This index itself, since it never changes."""
        return self

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """The best passages by the weighted sum of the legs over all passages."""
        return candidates(self, sought, limit, within)

    def at_hand(self, documents: Collection[str]) -> bool:
        """True: all documents are in memory."""
        return True

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order."""
        return self._by_document.get(document_id, ())

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """The documents, newest first."""
        return self._listed[:limit] if limit else self._listed

    def laws(self) -> Mapping[str, str]:
        """The titles of the documents that have articles."""
        return {name: self.documents[name].title for name in self.articles}

    def publishes_mark(self, mark: str) -> bool:
        """Whether a document publishes this number or address."""
        return mark in self._marks

    @cached_property
    def _by_document(self) -> Mapping[str, Sequence[Passage]]:
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.document_id, []).append(passage)
        return found

    @cached_property
    def _listed(self) -> Sequence[Listed]:
        found = [
            Listed(d.id, d.title, d.metadata, d.source, d.sha256, len(d.text), len(self.passages_of(d.id)))
            for d in self.documents.values()
        ]
        found.sort(key=lambda one: (one.title, one.id))
        return sorted(found, key=lambda one: one.metadata.published or dt.date.min, reverse=True)

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(mark for document in self.documents.values() for mark in marks_of(document.text))

    @cached_property
    def first_sentence(self) -> NDArray[np.int64]:
        """`(passages + 1,)`: the row of each passage's first sentence, and the number of all sentences at the end."""
        counts = [len(passage.sentences) for passage in self.passages]
        return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)

    @cached_property
    def document_row(self) -> NDArray[np.int64]:
        """For each passage the row of its document in `wholes`."""
        rows = {name: row for row, name in enumerate(self.documents)}
        return np.array([rows[passage.document_id] for passage in self.passages], np.int64)

    @cached_property
    def articles(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """Id of a document with articles -> article ("제3조의2") -> the rows of its passages, in order."""
        found: dict[str, dict[str, tuple[int, ...]]] = {}
        for row, passage in enumerate(self.passages):
            if name := article_of(passage.heading):
                own = found.setdefault(passage.document_id, {})
                own[name] = (*own.get(name, ()), row)
        return found


def open_index(settings: Settings) -> Index:
    """The index being served from the folder `settings.index_home`, checked, with all loaded that the first question needs.

    Raises:
        IndexUnusableError: there is no index, it is damaged, or it was made with another model, dictionary or layout.
    """
    return open_version(storage.current_version(settings.index_home), settings)


def open_version(folder: Path, settings: Settings) -> Index:
    """The index version in `folder`, checked and opened as `open_index` does, raising as that."""
    dictionary = dictionary_in_use(settings)
    manifest = storage.read_manifest(folder)
    if manifest.dictionary != dictionary.text:
        raise IndexUnusableError(f"색인을 만든 뒤에 사용자 사전(user_dictionary)이 바뀌었습니다. {MEND}")
    # The first question would wait for the analyser (seconds) and the encoder: both are loaded now, at the same time.
    threading.Thread(target=morphemes.morphemes, args=("준비",), daemon=True).start()
    embedder = load_embedder(settings)
    if (manifest.model, manifest.dimension) != (embedder.name, embedder.dimension):
        raise IndexUnusableError(
            f"색인은 임베딩 모델 '{manifest.model}'(으)로 만들었는데 설정 embedding_model은 "
            f"'{embedder.name}'입니다. 설정을 되돌리거나 {MEND}"
        )
    embedder.sentence_queries(["준비"])
    return read_version(folder, manifest, embedder)


def read_version(folder: Path, manifest: Manifest, embedder: Embedder) -> Index:
    """The version in `folder`, its parts checked against each other.

    Raises:
        IndexUnusableError: a part cannot be read, or the parts do not fit together.
    """
    try:
        documents, passages = records.read_documents(folder), records.read_passages(folder)
        index = Index(
            manifest=manifest,
            documents={document.id: document for document in documents},
            passages=passages,
            terms=Lexical.load(folder / "terms"),
            bigrams=Lexical.load(folder / "bigrams"),
            wholes=Lexical.load(folder / "wholes"),
            nearest=NearestVectors.load(folder / "passages.faiss"),
            # A plain array over the mapped file: slices of a memmap cost ten times those of an array.
            sentence_vectors=np.asarray(np.load(folder / "sentences.npy", mmap_mode="r")),
            sentence_terms=Rows.load(folder / "sentence_terms.npz"),
            heading_terms=Rows.load(folder / "heading_terms.npz"),
            term_number=json.loads((folder / "term_numbers.json").read_text("utf-8")),
            words=json.loads((folder / "words.json").read_text("utf-8")),
            names={n: tuple(o) for n, o in json.loads((folder / "names.json").read_text("utf-8")).items()},
            embedder=embedder,
        )
        sizes = {len(passages), index.terms.size, index.bigrams.size, index.nearest.size, manifest.passages}
        sentences = {int(index.first_sentence[-1]), len(index.sentence_vectors), len(index.sentence_terms.borders) - 1}
        fits = len(sizes) == 1 and len(sentences) == 1 and index.nearest.dimension == manifest.dimension
        index.document_row  # noqa: B018 - a passage without its document fails here
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise IndexUnusableError(f"색인 '{folder}'을(를) 열 수 없습니다. {MEND}") from error
    if not fits:
        raise IndexUnusableError(f"색인 '{folder}'의 부분들이 서로 맞지 않습니다. {MEND}")
    return index
