"""The index in PostgreSQL as a `Store`: opened for questions, brought in line with files document by document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ingest import morphemes
from ingest.document import Document
from ingest.errors import IndexUnusableError, StorageError
from retriever import aliases, document_terms, records, searched
from retriever.document_terms import DocumentTerms
from retriever.embed import Embedder, load_embedder
from retriever.index import dictionary_mark
from retriever.made import Held, Known, Made, Split, make
from retriever.passage_index import MadeWith
from retriever.postgres import loading, rows, schema, statistics, writing
from retriever.postgres.connection import Database, Reader, database
from retriever.postgres.index import PostgresIndex
from retriever.postgres.vocabulary import PostgresVocabulary
from retriever.register import Register
from retriever.removed import RemovedFiles
from retriever.settings import Settings
from retriever.storage import LAYOUT, MEND
from retriever.store import Kept
from retriever.writing import Progress

T = TypeVar("T")

_REGISTER = TypeAdapter(Register)
_AT_A_TIME = 50
_WRITER = 0x6D757277  # "murw": the lock of the one process that may write


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the database says of itself. `id` is made with the tables; `revision` grows with every change."""

    id: str
    revision: int
    made_with: MadeWith
    dimension: int
    documents: int
    passages: int

    @property
    def version(self) -> str:
        """The version of the index."""
        return f"{self.id[:8]}-{self.revision}"

    @classmethod
    def read(cls, connection: Reader) -> "Corpus | None":
        """The one of the database; None where nothing was ever put in."""
        row = connection.execute(
            "SELECT id::text, revision, layout, model, passage_chars, dictionary, dimension, documents, passages FROM mureobwa.corpus"
        ).fetchone()
        if row is None:
            return None
        place, revision, layout, model, passage_chars, dictionary, *sizes = row
        return cls(place, revision, MadeWith(layout, model, passage_chars, dictionary), *sizes)


@dataclass
class PostgresKept:
    """What the database holds, for a sync or a copy: the texts are read when they are asked for, through `read`."""

    read: Callable[[Callable[[Reader], Any]], Any]
    version: str

    @cached_property
    def documents(self) -> Mapping[str, Split]:
        """Each document with its passages, by its id."""
        found: dict[str, tuple[Document, list[Any]]] = {}
        for record in self._rows("SELECT record FROM mureobwa.document ORDER BY id"):
            document = records.document_from(record[0])
            found[document.id] = document, []
        for name, record in self._rows(_PASSAGES_IN_ORDER):
            found[name][1].append(records.passage_from(record))
        return {name: (document, tuple(passages)) for name, (document, passages) in found.items()}

    @cached_property
    def register(self) -> Register:
        """What it knows of files beside its documents."""
        return read_register(self.read)

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """The terms of those of `documents` that it holds word for word."""
        made = dict(self._rows("SELECT id, made FROM mureobwa.document"))
        held = {name: pair for name, pair in self.documents.items() if name in made}
        same = [d.id for d, p in documents if d.id in held and held[d.id][0].title == d.title and held[d.id][1] == p]
        return {name: document_terms.from_line(made[name]) for name in same}

    def sentence_vectors(self) -> Held:
        """The vectors of its sentences."""
        found: Held = {}
        for made in self.made():
            texts = [searched.embedded_sentence(p, s) for p in made.passages for s in p.sentences]
            found.update(zip(texts, made.sentence_vectors, strict=True))
        return found

    def made(self) -> Iterator[Made]:
        """All of it, some documents at a time: a large corpus does not fit into memory."""
        names = [name for (name,) in self._rows("SELECT id FROM mureobwa.document ORDER BY id")]
        for at in range(0, len(names), _AT_A_TIME):
            wanted = names[at : at + _AT_A_TIME]
            yield from self.read(lambda connection, wanted=wanted: list(writing.read_made(connection, wanted)))  # type: ignore[misc]

    def _rows(self, statement: str) -> list[Any]:
        return list(self.read(lambda connection: connection.execute(statement.encode()).fetchall()))


@dataclass(slots=True)
class PostgresStore:
    """`retriever.store.Store` over the database that the setting `index` names."""

    settings: Settings
    _writer: Reader | None = field(default=None)

    @property
    def database(self) -> Database:
        """The database."""
        return database(self.settings.index)

    def open(self) -> PostgresIndex:
        """The index as it is from now on; documents that change later are found at once, the version tells it a little later."""
        dictionary = aliases.read_dictionary(self.settings.user_dictionary)
        morphemes.configure(dictionary.words)
        embedder = load_embedder(self.settings)
        corpus, restricted = self.database.read(_opened)
        wrong = _mismatch(corpus, embedder, dictionary)
        if wrong:
            raise IndexUnusableError(wrong)
        vocabulary = PostgresVocabulary(self.database, corpus.passages, corpus.documents)
        return PostgresIndex(self.database, embedder, corpus.version, corpus.made_with, vocabulary, restricted)

    def current(self) -> str:
        """The version now."""
        return self.database.read(_filled).version

    @contextmanager
    def sole_writer(self) -> Iterator[None]:
        """An advisory lock, and the connection to the primary that holds it; a killed process lets go of both."""
        with self.database.writing() as connection:
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", [_WRITER]).fetchone()
            if not (row and row[0]):
                raise StorageError(
                    f"다른 작업이 데이터베이스 '{self.database.place}'의 색인을 바꾸고 있습니다. 그 작업이 끝난 뒤에 다시 실행해 주세요."
                )
            self._prepare(connection)
            self._writer = connection
            try:
                yield
            finally:
                self._writer = None

    def kept(self) -> Kept | None:
        """What the database holds, where it was made with these settings."""
        corpus = self._read(Corpus.read)
        if corpus is None or corpus.made_with.passage_chars != self.settings.passage_chars:
            return None
        dictionary = aliases.read_dictionary(self.settings.user_dictionary)
        if _mismatch(corpus, load_embedder(self.settings), dictionary):
            return None
        return PostgresKept(self._read, corpus.version)

    def ids_by_source(self) -> Mapping[str, str]:
        """The ids of the documents by their files."""
        try:
            return dict(self._read(lambda c: c.execute("SELECT source, id FROM mureobwa.document").fetchall()))
        except IndexUnusableError:
            return {}

    def held(self) -> tuple[Sequence[Document], Register]:
        """The documents and the register."""
        self.database.read(_opened)
        found = self.database.read(lambda c: c.execute("SELECT record FROM mureobwa.document ORDER BY id").fetchall())
        return [records.document_from(record) for (record,) in found], read_register(self.database.read)

    def register(self) -> Register:
        """The register in the database."""
        self.database.read(_opened)
        return read_register(self.database.read)

    def write(self, documents: Sequence[Split], register: Register, tell: Progress, old: Kept | None) -> str:
        """Document by document, each in its own transaction; where everything is made anew over what other settings made, all in one."""
        connection = self._connection()
        dictionary = aliases.read_dictionary(self.settings.user_dictionary)
        morphemes.configure(dictionary.words)
        embedder = load_embedder(self.settings)
        before: dict[str, str] = dict(connection.execute("SELECT id, digest FROM mureobwa.document").fetchall())
        if old is None and before:
            with connection.transaction():
                self._describe(connection, embedder, dictionary)
                connection.execute("DELETE FROM mureobwa.document")
                self._replace(connection, documents, embedder, tell)
        else:
            self._describe(connection, embedder, dictionary)
            changed = [pair for pair in documents if before.get(pair[0].id) != rows.digest_of(pair)]
            if gone := before.keys() - {document.id for document, _ in documents}:
                writing.delete_documents(connection, gone)
            self._replace(connection, changed, embedder, tell)
        self._finish(connection, register, dictionary, tell)
        corpus = Corpus.read(connection)
        assert corpus is not None, "it was described above"
        return corpus.version

    def load(self, found: Iterable[Made], like: Kept, tell: Progress) -> None:
        """Make the index hold what was `found`, all of it made before, with the register of `like`, for the sole writer; many rows first, the
        indexes after them.
        """
        connection = self._connection()
        dictionary = aliases.read_dictionary(self.settings.user_dictionary)
        self._describe(connection, load_embedder(self.settings), dictionary)
        with loading.indexes_later(connection, lambda done, total: tell("색인 만들기", done, total)):
            names = loading.load(connection, found)
            if gone := {name for (name,) in connection.execute("SELECT id FROM mureobwa.document")} - set(names):
                writing.delete_documents(connection, gone)
        self._finish(connection, like.register, dictionary, tell)

    def migrate(self) -> list[str]:
        """Bring the tables to the newest version; gives the names of what was applied."""
        with self.database.writing() as connection:
            return schema.migrate(connection, load_embedder(self.settings).dimension)

    def refresh(self, exactly: bool) -> None:
        """Count the words anew, and make the indexes that a load which was cut off has put off."""
        with self.sole_writer():
            loading.make_postponed(self._connection(), lambda done, total: None)
            statistics.refresh(self._connection(), aliases.read_dictionary(self.settings.user_dictionary), exactly)

    def removed(self) -> RemovedFiles:
        """The list in the database."""
        if self._writer is None:
            with self.database.writing() as connection:  # a standby may not know yet what was taken out a moment ago
                return _removed(connection)
        return _removed(self._writer)

    def keep_removed(self, removed: RemovedFiles) -> None:
        """Keep that list."""
        with self.database.writing() as connection:
            connection.execute("UPDATE mureobwa.corpus SET removed = %s", [removed.to_json()])

    def _read(self, work: Callable[[Reader], T]) -> T:
        """What `work` gives: on the writer's connection while there is one, since a standby lags behind."""
        return self.database.read(work) if self._writer is None else work(self._writer)

    def _connection(self) -> Reader:
        if self._writer is None:
            raise AssertionError("only the sole writer writes")
        return self._writer

    def _prepare(self, connection: Reader) -> None:
        """Make the tables where there are none yet and this role may; an office's first `ingest` needs no other command."""
        if schema.applied(connection) == 0:
            schema.migrate(connection, load_embedder(self.settings).dimension)
        schema.check(connection)

    def _describe(self, connection: Reader, embedder: Embedder, dictionary: aliases.Dictionary) -> None:
        """Write down what the index is made with."""
        connection.execute(
            "INSERT INTO mureobwa.corpus (layout, model, dimension, passage_chars, dictionary) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (one) DO UPDATE SET layout = excluded.layout, model = excluded.model, dimension = excluded.dimension, "
            "passage_chars = excluded.passage_chars, dictionary = excluded.dictionary",
            [LAYOUT, embedder.name, embedder.dimension, self.settings.passage_chars, dictionary_mark(dictionary)],
        )

    def _finish(self, connection: Reader, register: Register, dictionary: aliases.Dictionary, tell: Progress) -> None:
        tell("색인 점검", 0, 1)
        connection.execute("UPDATE mureobwa.corpus SET register = %s", [_REGISTER.dump_json(register).decode()])
        statistics.refresh(connection, dictionary)
        tell("색인 점검", 1, 1)

    def _replace(self, connection: Reader, documents: Sequence[Split], embedder: Embedder, tell: Progress) -> None:
        for done, (document, passages) in enumerate(documents):
            tell("임베딩", done, len(documents))
            before = next(writing.read_made(connection, [document.id]), None)
            known = Known.of(before, document, passages) if before else Known()
            writing.replace_document(connection, make(document, passages, embedder, known))
        tell("임베딩", len(documents), len(documents))


def read_register(read: Callable[[Callable[[Reader], Any]], Any]) -> Register:
    """What the database knows of files beside its documents."""
    row = read(lambda connection: connection.execute("SELECT register FROM mureobwa.corpus").fetchone())
    return _REGISTER.validate_json(row[0]) if row else Register()


def _removed(connection: Reader) -> RemovedFiles:
    row = connection.execute("SELECT removed FROM mureobwa.corpus").fetchone()
    return RemovedFiles.from_json(row[0]) if row else RemovedFiles()


def _opened(connection: Reader) -> tuple[Corpus, bool]:
    """The corpus, and whether this role sees a part of it only."""
    schema.check(connection)
    row = connection.execute("SELECT mureobwa.departments_seen() IS NOT NULL").fetchone()
    return _filled(connection), bool(row and row[0])


def _filled(connection: Reader) -> Corpus:
    corpus = Corpus.read(connection)
    if corpus is None:
        raise IndexUnusableError("데이터베이스에 색인이 없습니다. 'mureobwa ingest 경로'로 먼저 문서를 넣어 주세요.")
    return corpus


def _mismatch(corpus: Corpus, embedder: Embedder, dictionary: aliases.Dictionary) -> str:
    """Why questions cannot be asked with these settings, "" where they can."""
    made_with = corpus.made_with
    if made_with.layout != LAYOUT:
        return f"데이터베이스의 색인({made_with.layout})은 다른 판의 프로그램({LAYOUT})으로 만들었습니다. {MEND}"
    if made_with.dictionary != dictionary_mark(dictionary):
        return f"색인을 만든 뒤에 사용자 사전(user_dictionary)이 바뀌었습니다. {_ANEW}"
    if (made_with.model, corpus.dimension) != (embedder.name, embedder.dimension):
        return (
            f"색인은 임베딩 모델 '{made_with.model}'(으)로 만들었는데 설정 embedding_model은 '{embedder.name}'입니다. "
            f"설정을 되돌리거나 {_ANEW}"
        )
    return ""


_ANEW = "'mureobwa ingest --fresh 경로'로 색인을 다시 만들어 주세요."
_PASSAGES_IN_ORDER = """
SELECT d.id, p.record FROM mureobwa.passage p JOIN mureobwa.document d ON d.number = p.document ORDER BY d.id, p.position
"""
