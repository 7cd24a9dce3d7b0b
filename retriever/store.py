"""`Store`: where an index is kept, opened and changed. A folder by default, PostgreSQL where the setting `index` names a database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from ingest.document import Access, Document
from ingest.errors import BadInputError, from_extra
from retriever.likeness import Fingerprint
from retriever.made import Made, MadeBefore, Split
from retriever.passage_index import PassageIndex
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings, is_database
from retriever.shard import WHOLE, Shard
from retriever.writing import Progress


class StoredContent(MadeBefore, Protocol):
    """The content of a store, for a sync that uses it again."""

    @property
    def version(self) -> str:
        """The version of the index."""

    @property
    def documents(self) -> Mapping[str, Split]:
        """Document id -> document and passages."""

    def made(self) -> Iterator[Made]:
        """Yield all documents with their terms and vectors, in the order of their ids."""

    @property
    def register(self) -> Register:
        """What the index knows of files apart from its documents."""

    @property
    def known(self) -> Mapping[str, Fingerprint]:
        """Document id -> fingerprint of its text, for documents of which it is stored."""


class Store(Protocol):
    """An index at its place, a folder or a database, to be opened and changed. Every call raises StoreUnreachableError where a database
    does not answer.
    """

    def open(self) -> PassageIndex:
        """The index, checked, for questions, with all its documents (`open_store`).

        Raises:
            IndexUnusableError: there is no index, it is damaged, or it was made with another model, dictionary or layout.
        """

    def current(self) -> str:
        """The version being served now, quick to read: when it has changed, the index must be opened again.

        Raises:
            IndexUnusableError: there is no index.
        """

    def sole_writer(self) -> AbstractContextManager[None]:
        """A context in which no other process changes the index: what is read of it within stays true until the end.

        Raises:
            StorageError: another process writes, or the place cannot be written.
        """

    def kept(self) -> StoredContent | None:
        """The content of the store; None where there is nothing whose passages and vectors can be used again."""

    def ids_by_source(self) -> Mapping[str, str]:
        """Source file -> id of each document, also where nothing else of the index can be used."""

    def contents(self) -> tuple[Sequence[Document], Register]:
        """The documents and the register, without a model loaded.

        Raises:
            IndexUnusableError: there is no index, or it is damaged.
        """

    def register(self) -> Register:
        """What the index knows of files apart from its documents, quick to read; raising as `current`."""

    def write(self, documents: Sequence[Split], register: Register, tell: Progress, old: StoredContent | None) -> str:
        """Make the index hold `documents` and nothing else, for the `sole_writer`; returns the version. Terms and vectors of `old`, the
        content until now, are not computed again; with None everything is.

        Raises:
            StorageError: the index cannot be written; the former index is still served.
        """

    def removed(self) -> RemovedFiles:
        """The list of the documents that an operator removed."""

    def keep_removed(self, removed: RemovedFiles) -> None:
        """Store `removed` as the list of the documents that an operator removed.

        Raises:
            StorageError: the list cannot be written.
        """


def store_of(settings: Settings, shard: Shard = WHOLE) -> Store:
    """The store that the settings name, for the documents of `shard`.

    Raises:
        MureobwaError: the settings name a database, and the extra that talks to one is not installed.
        BadInputError: the settings name a folder, and `shard` is one of several.
    """
    if not is_database(settings.index):
        if shard:
            raise BadInputError(
                "--shard는 여러 대가 한 데이터베이스에 함께 넣을 때 씁니다. 설정 index(MUREOBWA_INDEX)에 postgresql://... 주소를 적어 주세요."
            )
        from retriever.folder_store import FolderStore

        return FolderStore(settings)
    with from_extra("postgres"):
        from retriever.postgres.store import PostgresStore
    return PostgresStore(settings, shard)


def open_store(settings: Settings) -> PassageIndex:
    """The index that the settings name, checked, with the documents that a service with these settings may show; raising as `Store.open`."""
    index = store_of(settings).open()
    return index if settings.access is Access.INTERNAL else index.public()
