"""The index in a folder of files: a new version is built beside the one being served, checked, then served in its place."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

from ingest.document import Document
from ingest.errors import IndexUnusableError
from retriever import records, storage
from retriever.aliases import dictionary_in_use
from retriever.carried import Carried
from retriever.checking import check_version
from retriever.embed import load_embedder
from retriever.index import Index, open_index
from retriever.made import MadeBefore, Split
from retriever.previous import Previous
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings
from retriever.storage import Manifest
from retriever.store import StoredContent
from retriever.writing import Progress, write_terms, write_texts, write_vectors


@dataclass(frozen=True, slots=True)
class FolderStore:
    """`retriever.store.Store` over the versions in `settings.index_home`."""

    settings: Settings

    def open(self) -> Index:
        """The version being served, in memory."""
        return open_index(self.settings)

    def current(self) -> str:
        """The name of the version being served."""
        return storage.current_version(self.settings.index_home).name

    def sole_writer(self) -> AbstractContextManager[None]:
        """A lock on the index folder, for one writing process."""
        return storage.sole_writer(self.settings.index_home)

    def kept(self) -> Previous | None:
        """The version being served; None where its passages and vectors cannot be used again."""
        return Previous.of(self.settings)

    def ids_by_source(self) -> Mapping[str, str]:
        """Source file -> id of the document; empty where there is no index."""
        with suppress(IndexUnusableError):
            return records.ids_by_source(storage.current_version(self.settings.index_home))
        return {}

    def contents(self) -> tuple[Sequence[Document], Register]:
        """The documents and the register of the version being served."""
        folder = storage.current_version(self.settings.index_home)
        storage.read_manifest(folder)
        return records.read_documents(folder), Register.read(folder)

    def register(self) -> Register:
        """The register of the version being served."""
        return Register.read(storage.current_version(self.settings.index_home))

    def write(self, documents: Sequence[Split], register: Register, tell: Progress, old: StoredContent | None) -> str:
        """Write a new version that holds `documents`; returns its name."""
        return write_version(documents, register, self.settings, tell, old)

    def removed(self) -> RemovedFiles:
        """The list of removed documents, which lies beside the versions."""
        return RemovedFiles.read(self.settings.index_home)

    def keep_removed(self, removed: RemovedFiles) -> None:
        """Store `removed` as the list of removed documents."""
        removed.write(self.settings.index_home)


def write_version(
    documents: Sequence[Split], register: Register, settings: Settings, tell: Progress, old: MadeBefore | None
) -> str:
    """Write, check and publish a version; returns its name. Terms and vectors that `old` holds are not computed again."""
    documents = sorted(documents, key=lambda pair: pair[0].id)
    dictionary, embedder = dictionary_in_use(settings), load_embedder(settings)
    carried = Carried.of(documents, old if isinstance(old, Previous) else None)
    with storage.building(settings.index_home) as folder:
        fingerprints = write_texts(folder, carried)
        register.write(folder)
        write_terms(folder, carried, dictionary, old, tell)
        write_vectors(folder, carried, embedder, old, tell)
        tell("색인 점검", 0, 1)
        manifest = Manifest(
            layout=storage.LAYOUT,
            version=fingerprints.version(storage.LAYOUT, embedder.name, dictionary.text),
            model=embedder.name,
            dimension=embedder.dimension,
            passage_chars=settings.passage_chars,
            dictionary=dictionary.text,
            documents={document.id: document.sha256 for document, _ in documents},
            passages=sum(len(passages) for _, passages in documents),
            sentences=sum(len(passage.sentences) for _, passages in documents for passage in passages),
            files={},
        )
        storage.write_manifest(folder, manifest)
        check_version(folder, storage.read_manifest(folder), carried, embedder)
        storage.publish(settings.index_home, folder, manifest.version)
        tell("색인 점검", 1, 1)
    return manifest.version
