"""The index in PostgreSQL as a `Store`: opened for questions, and changed document by document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

import psycopg

from ingest.document import Document
from ingest.errors import IndexUnusableError, StorageError
from retriever import aliases, records
from retriever.embed import Embedder, load_embedder
from retriever.made import Known, Made, Split
from retriever.making import made_of
from retriever.postgres import loading, rows, schema, statistics, writing
from retriever.postgres import nodes as nodes_of
from retriever.postgres.connection import Database, ReadConnection, database
from retriever.postgres.corpus import Corpus, filled, mismatch, opened
from retriever.postgres.index import PostgresIndex
from retriever.postgres.kept import PostgresKept, read_register
from retriever.postgres.vocabulary import PostgresVocabulary
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings
from retriever.shard import WHOLE, Shard
from retriever.storage import LAYOUT
from retriever.store import StoredContent
from retriever.writing import Progress

T = TypeVar("T")

_WRITER = 0x6D757277  # "murw": the lock of the one process that may write; shards share it
_PARTS, _PART = 0x6D757273, 0x6D757274  # the locks on the number of shards, and on each shard


@dataclass(slots=True)
class PostgresStore:
    """`retriever.store.Store` over the database that the setting `index` names. It changes only the documents of `shard`."""

    settings: Settings
    shard: Shard = WHOLE
    _writer: ReadConnection | None = field(default=None)

    @property
    def database(self) -> Database:
        """The database that the setting `index` names."""
        return database(self.settings.index)

    def open(self) -> PostgresIndex:
        """The index, opened for questions. Documents that change later are found at once, but `version` stays that of the opening."""
        dictionary = aliases.dictionary_in_use(self.settings)
        embedder = load_embedder(self.settings)
        corpus, restricted = self.database.read(opened)
        wrong = mismatch(corpus, embedder, dictionary)
        if wrong:
            raise IndexUnusableError(wrong)
        embedder.sentence_queries(["준비"])  # the encoder is loaded now: the first question does not wait for it
        vocabulary = PostgresVocabulary(self.database, corpus.passages, corpus.documents)
        return PostgresIndex(self.database, embedder, corpus.version, corpus.made_with, vocabulary, restricted)

    def current(self) -> str:
        """The version of the index now."""
        return self.database.read(filled).version

    @contextmanager
    def sole_writer(self) -> Iterator[None]:
        """Hold an advisory lock, on a connection to the primary that writes use; a killed process gives up both."""
        with self.database.writing() as connection:
            if not self._lock(connection):
                raise StorageError(
                    f"다른 작업이 데이터베이스 '{self.database.place}'의 색인을 바꾸고 있습니다. 그 작업이 끝난 뒤에 다시 실행해 주세요."
                )
            self._prepare(connection)
            self._writer = connection
            try:
                yield
            finally:
                self._writer = None
                # Closing the connection frees the lock only a moment later, when the next writer may have been refused.
                with suppress(psycopg.Error):
                    connection.execute("SELECT pg_advisory_unlock_all()")

    def kept(self) -> StoredContent | None:
        """The content of the database; None where it was made with other settings.

        Raises:
            StorageError: it was made with other settings, and this is one of several shards.
        """
        corpus = self._read(Corpus.read)
        if corpus is None:
            return None
        made, dictionary = corpus.made_with, aliases.read_dictionary(self.settings.user_dictionary)
        as_now = (made.layout, made.passage_chars) == (LAYOUT, self.settings.passage_chars)
        if not as_now or mismatch(corpus, load_embedder(self.settings), dictionary):
            if self.shard:  # one shard cannot make the whole index anew
                raise StorageError(
                    f"데이터베이스 '{self.database.place}'의 색인은 다른 설정이나 프로그램으로 만들었습니다. "
                    "한 대에서 --shard 없이 'mureobwa ingest --fresh 경로'로 먼저 새로 만들어 주세요."
                )
            return None
        return PostgresKept(self._read, corpus.version, self.shard)

    def ids_by_source(self) -> Mapping[str, str]:
        """Source file -> id of the document."""
        return dict(self._read(lambda c: c.execute("SELECT source, id FROM mureobwa.document").fetchall()))

    def contents(self) -> tuple[Sequence[Document], Register]:
        """The documents and the register of the database."""
        self.database.read(opened)
        found = self.database.scan(lambda c: c.execute("SELECT record FROM mureobwa.document ORDER BY id").fetchall())
        return [records.document_from(record) for (record,) in found], read_register(self.database.read)

    def register(self) -> Register:
        """The register in the database."""
        self.database.read(opened)
        return read_register(self.database.read)

    def write(self, documents: Sequence[Split], register: Register, tell: Progress, old: StoredContent | None) -> str:
        """Make the index hold `documents` and nothing else; returns the version. Each document has its own transaction; where `old` is None
        and all documents are replaced, they are in one.
        """
        connection = self._connection()
        dictionary = aliases.dictionary_in_use(self.settings)
        embedder = load_embedder(self.settings)
        held = connection.execute("SELECT id, digest, source FROM mureobwa.document").fetchall()
        before = {name: digest for name, digest, source in held if self.shard.owns(source)}
        if old is None and before:
            with connection.transaction():
                self._describe(connection, embedder, dictionary)
                connection.execute("DELETE FROM mureobwa.document")
                self._replace(connection, documents, tell)
        else:
            self._describe(connection, embedder, dictionary)
            changed = [pair for pair in documents if before.get(pair[0].id) != rows.digest_of(pair)]
            if gone := before.keys() - {document.id for document, _ in documents}:
                writing.delete_documents(connection, gone)
            self._replace(connection, changed, tell)
        self._finish(connection, register, dictionary, tell)
        corpus = Corpus.read(connection)
        assert corpus is not None, "it was described above"
        return corpus.version

    def load(self, found: Iterable[Made], like: StoredContent, tell: Progress) -> None:
        """Make the index hold the documents `found`, whose terms and vectors exist already, with the register of `like`. Needs the lock of
        `sole_writer`. The rows come first, the slow indexes after them.
        """
        connection = self._connection()
        dictionary = aliases.read_dictionary(self.settings.user_dictionary)
        embedder, before = load_embedder(self.settings), Corpus.read(connection)
        if before and mismatch(before, embedder, dictionary):
            connection.execute("DELETE FROM mureobwa.document")  # the same texts with other vectors
        self._describe(connection, embedder, dictionary)
        with loading.indexes_later(connection, lambda done, total: tell("색인 만들기", done, total)):
            names = loading.load(connection, found)
            if gone := {name for (name,) in connection.execute("SELECT id FROM mureobwa.document")} - set(names):
                writing.delete_documents(connection, gone)
        self._finish(connection, like.register, dictionary, tell)

    def migrate(self) -> list[str]:
        """Bring the tables to the newest version; returns the names of the migrations applied."""
        with self.database.writing() as connection:
            return schema.migrate(connection, load_embedder(self.settings).dimension)

    def refresh(self, exactly: bool) -> None:
        """Count the statistics anew (`statistics.refresh`), and build the indexes that an interrupted load has dropped."""
        with self.sole_writer():
            loading.make_postponed(self._connection(), lambda done, total: None)
            statistics.refresh(self._connection(), aliases.read_dictionary(self.settings.user_dictionary), exactly)

    def unite(self, nodes: Sequence[str]) -> int:
        """Make this database search all `nodes` (`retriever.postgres.nodes`); returns the number of passages."""
        with self.database.writing() as connection:
            return nodes_of.unite(connection, nodes, load_embedder(self.settings).dimension)

    def removed(self) -> RemovedFiles:
        """The list of removed documents in the database."""
        if self._writer is None:
            with self.database.writing() as connection:  # a standby may not know yet what was taken out a moment ago
                return _removed(connection)
        return _removed(self._writer)

    def keep_removed(self, removed: RemovedFiles) -> None:
        """Store `removed` as the list of removed documents."""
        with self.database.writing() as connection:
            connection.execute("UPDATE mureobwa.corpus SET removed = %s", [removed.to_json()])

    def _read(self, work: Callable[[ReadConnection], T]) -> T:
        """The result of `work`, run on the writer's connection while there is one, since a standby lags behind."""
        return self.database.scan(work) if self._writer is None else work(self._writer)

    def _connection(self) -> ReadConnection:
        if self._writer is None:
            raise AssertionError("only the sole writer writes")
        return self._writer

    def _lock(self, connection: ReadConnection) -> bool:
        """Take the lock for writing: alone, or beside processes with other shards of the same number; returns whether it was free."""
        if not self.shard:
            return _told(connection, "SELECT pg_try_advisory_lock(%s)", [_WRITER])
        statement = "SELECT pg_try_advisory_lock_shared(%s) AND pg_try_advisory_lock_shared(%s, %s) AND pg_try_advisory_lock(%s, %s)"
        numbers = [_WRITER, _PARTS, self.shard.of, _PART, self.shard.number]
        return _told(connection, statement, numbers) and not _told(connection, _OTHER_PARTS, [_PARTS, self.shard.of])

    def _prepare(self, connection: ReadConnection) -> None:
        """Make the tables where there are none yet, so that an office's first `ingest` needs no other command; check their version."""
        if schema.applied(connection) == 0:
            schema.migrate(connection, load_embedder(self.settings).dimension)
        schema.check(connection)

    def _describe(self, connection: ReadConnection, embedder: Embedder, dictionary: aliases.Dictionary) -> None:
        """Store in the table `corpus` what the index is made with.

        Raises:
            StorageError: the tables take vectors of another length.
        """
        if schema.dimension(connection) != embedder.dimension:
            raise StorageError(
                f"데이터베이스 '{self.database.place}'의 표는 임베딩 모델 '{embedder.name}'의 벡터({embedder.dimension}칸)와 "
                f"길이가 다릅니다({schema.dimension(connection)}칸). 새 데이터베이스에 색인을 만들어 주세요."
            )
        connection.execute(
            "INSERT INTO mureobwa.corpus (layout, model, dimension, passage_chars, dictionary) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (one) DO UPDATE SET layout = excluded.layout, model = excluded.model, dimension = excluded.dimension, "
            "passage_chars = excluded.passage_chars, dictionary = excluded.dictionary",
            [LAYOUT, embedder.name, embedder.dimension, self.settings.passage_chars, dictionary.text],
        )

    def _finish(
        self, connection: ReadConnection, register: Register, dictionary: aliases.Dictionary, tell: Progress
    ) -> None:
        tell("색인 점검", 0, 1)
        with connection.transaction():
            connection.execute("SELECT FROM mureobwa.corpus FOR UPDATE")
            others = read_register(lambda read: read(connection)).only(lambda source: not self.shard.owns(source))
            connection.execute("UPDATE mureobwa.corpus SET register = %s", [others.beside(register).to_json()])
        statistics.refresh(connection, dictionary)
        tell("색인 점검", 1, 1)

    def _replace(self, connection: ReadConnection, documents: Sequence[Split], tell: Progress) -> None:
        def wanted() -> Iterator[tuple[Split, Known]]:
            for document, passages in documents:
                before = next(writing.read_made(connection, [document.id]), None)
                yield (document, passages), Known.of(before, document, passages) if before else Known()

        tell("임베딩", 0, len(documents))
        for done, made in enumerate(made_of(wanted(), self.settings), start=1):
            writing.replace_document(connection, made)
            tell("임베딩", done, len(documents))


def _told(connection: ReadConnection, statement: str, values: Sequence[int]) -> bool:
    row = connection.execute(statement.encode(), values).fetchone()
    return bool(row and row[0])


_OTHER_PARTS = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid <> %s AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def _removed(connection: ReadConnection) -> RemovedFiles:
    row = connection.execute("SELECT removed FROM mureobwa.corpus").fetchone()
    return RemovedFiles.from_json(row[0]) if row else RemovedFiles()
