"""`Store`: where an index is kept, opened and changed. A folder by default, PostgreSQL where the setting `index` names a database."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from ingest.document import Document
from ingest.errors import BadInputError, from_extra
from retriever.made import Made, MadeBefore, Split
from retriever.passage_index import PassageIndex
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings, is_database
from retriever.shard import WHOLE, Shard
from retriever.writing import Progress


class Kept(MadeBefore, Protocol):
    """What a store holds now, for a sync that goes on from it."""

    @property
    def version(self) -> str:
        """The version of the index."""

    @property
    def documents(self) -> Mapping[str, Split]:
        """Each document with its passages, by its id."""

    def made(self) -> Iterator[Made]:
        """All of it, document after document in the order of their ids."""

    @property
    def register(self) -> Register:
        """What it knows of files beside its documents."""


class Store(Protocol):
    """An index by its place. Raises, from every call: StoreUnreachableError where it is a database that does not answer."""

    def open(self) -> PassageIndex:
        """The index, checked, for questions.

        Raises:
            IndexUnusableError: there is none, it is damaged, or it was made with another model, dictionary or layout.
        """

    def current(self) -> str:
        """A mark of what is served now, read in a moment: another one tells to `open` again.

        Raises:
            IndexUnusableError: there is none.
        """

    def sole_writer(self) -> AbstractContextManager[None]:
        """Whoever changes the index does so alone: what was read of it when this begins is still true when it ends.

        Raises:
            StorageError: another process writes, or the place cannot be written.
        """

    def kept(self) -> Kept | None:
        """What it holds; None where there is nothing whose passages and vectors can be used again."""

    def ids_by_source(self) -> Mapping[str, str]:
        """The ids of the documents by the files they were read from, also where nothing else can be used."""

    def contents(self) -> tuple[Sequence[Document], Register]:
        """The documents and the register, without a model loaded.

        Raises:
            IndexUnusableError: there is no index, or it is damaged.
        """

    def register(self) -> Register:
        """What it knows of files beside its documents, read in a moment; raising as `current`."""

    def write(self, documents: Sequence[Split], register: Register, tell: Progress, old: Kept | None) -> str:
        """Make the index hold `documents` and nothing else, for the `sole_writer`; gives the version. What `old`, which it held
        until now, holds is not made again; None makes everything anew.

        Raises:
            StorageError: it cannot be written; the index being served still is.
        """

    def removed(self) -> RemovedFiles:
        """The documents that an operator took out."""

    def keep_removed(self, removed: RemovedFiles) -> None:
        """Keep that list.

        Raises:
            StorageError: it cannot be written.
        """


def store_of(settings: Settings, shard: Shard = WHOLE) -> Store:
    """The store that the settings name, for the documents of `shard`.

    Raises:
        MureobwaError: it is a database, and the extra that talks to one is not installed.
        BadInputError: a folder, which takes no shards.
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
    """The index that the settings name, checked, raising as `Store.open`."""
    return store_of(settings).open()
