"""The content of the database, for a sync or a copy that uses it again."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.document import Document
from retriever import document_terms, records, searched
from retriever.document_terms import DocumentTerms
from retriever.likeness import Fingerprint
from retriever.made import Made, SentenceVectors, Split, same_words
from retriever.postgres import writing
from retriever.postgres.connection import ReadConnection
from retriever.register import Register
from retriever.shard import WHOLE, Shard

_AT_A_TIME = 50


@dataclass
class PostgresKept:
    """The documents of `shard` in the database (a `retriever.store.StoredContent`); texts are fetched when they are needed, through `read`."""

    read: Callable[[Callable[[ReadConnection], Any]], Any]
    version: str
    shard: Shard = WHOLE

    @cached_property
    def documents(self) -> Mapping[str, Split]:
        """Document id -> document and passages."""
        found: dict[str, tuple[Document, list[Any]]] = {}
        own = self._own
        for (record,) in self._rows("SELECT record FROM mureobwa.document WHERE id = ANY(%s) ORDER BY id", [own]):
            document = records.document_from(record)
            found[document.id] = document, []
        for name, record in self._rows(_PASSAGES_IN_ORDER, [own]):
            found[name][1].append(records.passage_from(record))
        return {name: (document, tuple(passages)) for name, (document, passages) in found.items()}

    @cached_property
    def register(self) -> Register:
        """The register of the shard's files."""
        return read_register(self.read).only(self.shard.owns)

    def terms(self, documents: Sequence[Split]) -> Mapping[str, DocumentTerms]:
        """Document id -> terms, for those of `documents` that the database holds word for word."""
        made = dict(self._rows("SELECT id, made FROM mureobwa.document WHERE id = ANY(%s)", [self._own]))
        held = {name: pair for name, pair in self.documents.items() if name in made}
        same = [document.id for document, own in documents if same_words(held.get(document.id), document, own)]
        return {name: document_terms.from_line(made[name]) for name in same}

    @property
    def known(self) -> Mapping[str, Fingerprint]:
        """Nothing: the database stores no fingerprints."""
        return {}

    def vectors_of(self, sentences: Collection[str]) -> SentenceVectors:
        """The vectors of all sentences, by their text."""
        found: SentenceVectors = {}
        for made in self.made():
            texts = [searched.embedded_sentence(p, s) for p in made.passages for s in p.sentences]
            found.update(zip(texts, made.sentence_vectors, strict=True))
        return found

    def made(self) -> Iterator[Made]:
        """Yield all documents with their terms and vectors, fetched some at a time: a large corpus does not fit into memory."""
        names = self._own
        for at in range(0, len(names), _AT_A_TIME):
            wanted = names[at : at + _AT_A_TIME]
            yield from self.read(lambda connection, wanted=wanted: list(writing.read_made(connection, wanted)))  # type: ignore[misc]

    @cached_property
    def _own(self) -> list[str]:
        """The ids of the shard's documents, in order."""
        found = self._rows("SELECT id, source FROM mureobwa.document ORDER BY id")
        return [name for name, source in found if self.shard.owns(source)]

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        return list(self.read(lambda connection: connection.execute(statement.encode(), values).fetchall()))


def read_register(read: Callable[[Callable[[ReadConnection], Any]], Any]) -> Register:
    """The register in the database; an empty one where nothing was ever indexed."""
    row = read(lambda connection: connection.execute("SELECT register FROM mureobwa.corpus").fetchone())
    return Register.from_json(row[0]) if row else Register()


_PASSAGES_IN_ORDER = """
SELECT d.id, p.record FROM mureobwa.passage p JOIN mureobwa.document d ON d.number = p.document
WHERE d.id = ANY(%s) ORDER BY d.id, p.position
"""
