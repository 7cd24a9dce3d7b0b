"""The index in PostgreSQL, open for questions: little stays in memory, however much the database holds."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ingest.document import Document, Passage
from retriever import records
from retriever.embed import Embedder
from retriever.passage_index import EVERYTHING, Candidate, Filter, Listed, Sought
from retriever.postgres import search
from retriever.postgres.connection import Database
from retriever.postgres.vocabulary import PostgresVocabulary

EXACT = 5_000
"""Up to so many passages within a filter are all scored."""
_KEPT_CHARACTERS = 4_000_000
"""The text of the documents that are remembered, as they were read last: with their blocks some fifty megabytes."""

_FEWEST = 20  # those of one question at least, however long they are

_State = tuple[str, int]  # a document's id, and the revision of the index that it was put in with


class _Documents(Mapping[str, Document]):
    """The documents, each fetched when it is asked for; `pinned` are those that a question has seen, with their revisions."""

    def __init__(self, database: Database, kept: "_Kept", pinned: Mapping[str, int]) -> None:
        self._database, self._kept, self._pinned = database, kept, pinned

    def __getitem__(self, document_id: str) -> Document:
        revision = self._pinned.get(document_id)
        found = None if revision is None else self._kept.get((document_id, revision))
        if found is None:
            found = self.fetch([document_id]).get(document_id)
        if found is None:
            raise KeyError(document_id)
        return found

    def fetch(self, ids: Collection[str]) -> dict[str, Document]:
        """Those of the documents that are there, as they are now."""
        found: dict[str, Document] = {}
        for document_id, revision, record in self._database.read(
            lambda connection: connection.execute(_DOCUMENTS, [[_plain(one) for one in ids]]).fetchall()
        ):
            found[document_id] = records.document_from(record)
            self._kept.put((document_id, revision), found[document_id])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter([one for (one,) in self._database.read(lambda c: c.execute(_IDS).fetchall())])

    def __len__(self) -> int:
        row = self._database.read(lambda connection: connection.execute(_COUNT).fetchone())
        return int(row[0]) if row else 0


class _Kept:
    """The documents read last, by state."""

    def __init__(self) -> None:
        self._held: OrderedDict[_State, Document] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    def get(self, state: _State) -> Document | None:
        with self._lock:
            if state in self._held:
                self._held.move_to_end(state)
            return self._held.get(state)

    def put(self, state: _State, document: Document) -> None:
        with self._lock:
            if state in self._held:
                return
            self._held[state] = document
            self._characters += len(document.text)
            while self._characters > _KEPT_CHARACTERS and len(self._held) > _FEWEST:
                _, left = self._held.popitem(last=False)
                self._characters -= len(left.text)


@dataclass(frozen=True)
class PostgresIndex:
    """A `PassageIndex` over a `Database`. `restricted`: this role may not see every document. `exact`: see `EXACT`."""

    database: Database
    embedder: Embedder
    version: str
    vocabulary: PostgresVocabulary
    restricted: bool = False
    exact: int = EXACT
    kept: _Kept = field(default_factory=_Kept)
    pinned: dict[str, int] = field(default_factory=dict)

    @property
    def documents(self) -> "_Documents":
        """The documents by their ids."""
        return _Documents(self.database, self.kept, self.pinned)

    def snapshot(self) -> "PostgresIndex":
        """For one question: it remembers the states of the documents it has found."""
        return replace(self, pinned={})

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """The best passages, by one statement (a second one counts where there is a filter)."""
        if self._few(within):
            return self._found(search.exact(sought, limit, within, self.vocabulary))
        found = self._found(search.approximate(sought, limit, within, self.vocabulary))
        if len(found) < limit:  # an index gave up before it had seen enough that pass the filter
            return self._found(search.exact(sought, limit, within, self.vocabulary))
        return found

    def at_hand(self, documents: Collection[str]) -> bool:
        """Read the documents that are not remembered; False where one is not what it was when it was found."""
        missing = [name for name in documents if self.kept.get((name, self.pinned.get(name, -1))) is None]
        if missing:
            self.documents.fetch(missing)
        return all(
            name not in self.pinned or self.kept.get((name, self.pinned[name])) is not None for name in documents
        )

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order."""
        found = self.database.read(lambda c: c.execute(_PASSAGES, [_plain(document_id)]).fetchall())
        return tuple(records.passage_from(record) for (record,) in found)

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """The documents without their texts, newest first."""
        found = self.database.read(lambda c: c.execute(_LISTED, [limit or None]).fetchall())
        return [Listed(i, t, records.metadata_from(m), s, h, c, p) for i, t, m, s, h, c, p in found]

    def holds_mark(self, mark: str) -> bool:
        """Whether a document publishes this number or address."""
        return self.database.read(lambda c: c.execute(_MARK, [_plain(mark)]).fetchone()) is not None

    def _few(self, within: Filter) -> bool:
        if not within and not self.restricted:
            return self.vocabulary.passages <= self.exact
        counted = search.count(within, self.exact + 1)
        row = self.database.read(lambda c: c.execute(counted.sql, counted.values).fetchone())
        return row is None or int(row[0]) <= self.exact

    def _found(self, statement: search.Statement) -> list[Candidate]:
        found = self.database.read(lambda c: c.execute(statement.sql, statement.values, binary=True).fetchall())
        self.pinned.update({row[4]: row[5] for row in found})
        return [self._candidate(row) for row in found]

    def _candidate(self, row: Sequence[Any]) -> Candidate:
        terms, bigrams, whole, dense, _, _, record, vectors, numbers, ends, heading = row
        passage = records.passage_from(record)
        halves = np.frombuffer(vectors, "<f2").reshape(len(passage.sentences), -1)
        begins = [0, *ends[:-1]]
        return Candidate(
            passage,
            {"terms": terms, "bigrams": bigrams, "whole": whole, "dense": dense},
            halves,
            heading,
            [numbers[begin:end] for begin, end in zip(begins, ends, strict=True)] if ends else [],
        )


def _plain(text: str) -> str:
    return text.replace("\0", "")


_DOCUMENTS = "SELECT id, revision, record FROM mureobwa.document WHERE id = ANY(%s)"
_IDS = "SELECT id FROM mureobwa.document ORDER BY id"
_COUNT = "SELECT count(*) FROM mureobwa.document"
_PASSAGES = """
SELECT p.record FROM mureobwa.passage p JOIN mureobwa.document d ON d.number = p.document WHERE d.id = %s ORDER BY p.position
"""
_LISTED = """
SELECT id, title, metadata, source, sha256, characters, passages FROM mureobwa.document
ORDER BY published DESC NULLS LAST, title COLLATE "C", id LIMIT %s
"""
_MARK = "SELECT FROM mureobwa.mark WHERE mark = %s LIMIT 1"
