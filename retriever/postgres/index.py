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
from retriever.passage_index import EVERYTHING, Candidate, Filter, Listed, MadeWith, Sought
from retriever.postgres import search
from retriever.postgres.connection import Database
from retriever.postgres.vocabulary import PostgresVocabulary

EXACT = 5_000
"""Up to this many passages, all of them are scored; where there are more, only candidates that the database's indexes give."""
_WITHIN_A_FILTER = 4
"""Factor on `EXACT` where there is a filter: where a filter left a hundredth of a million passages, the candidates held .75 of the ten best."""
_FEW_DOCUMENTS = 8
"""With a filter that names up to this many documents, all their passages are scored without counting them, which saves a round trip."""
_KEPT_CHARACTERS = 4_000_000
"""Characters of text of the documents that are cached, those read last: with their blocks some fifty megabytes."""

_FEWEST = 20  # documents that stay cached however long they are: those of one question

_State = tuple[str, int]  # a document's id, and the revision of the index in which it was stored


class _Documents(Mapping[str, Document]):
    """The documents by their ids, each fetched when it is looked up; those that a question has `seen` stay as they were."""

    def __init__(self, database: Database, kept: "_Kept", seen: "_Seen | None", is_public: bool) -> None:
        self._database, self._kept, self._seen, self._is_public = database, kept, seen, is_public

    def __getitem__(self, document_id: str) -> Document:
        if self._seen is not None and document_id in self._seen.documents:
            return self._seen.documents[document_id]
        _, found = self.fetch([document_id])[document_id]
        if self._seen is not None:
            self._seen.documents[document_id] = found
        return found

    def fetch(self, ids: Collection[str]) -> Mapping[str, tuple[int, Document]]:
        """Id -> (revision in which it was stored, document), as they are now; ids that the database does not hold are left out."""
        asked = [_plain(one) for one in ids], self._is_public
        found = self._database.read(lambda connection: connection.execute(_DOCUMENTS, asked).fetchall())
        read = {name: (revision, records.document_from(record)) for name, revision, record in found}
        for name, (revision, document) in read.items():
            self._kept.put((name, revision), document)
        return read

    def __iter__(self) -> Iterator[str]:
        return iter([one for (one,) in self._database.read(lambda c: c.execute(_IDS, [self._is_public]).fetchall())])

    def __len__(self) -> int:
        row = self._database.read(lambda connection: connection.execute(_COUNT, [self._is_public]).fetchone())
        return int(row[0]) if row else 0


class _Kept:
    """A cache of the documents read last, by state."""

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


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one question has seen: the revisions of the documents that were found, and those that were read."""

    revisions: dict[str, int] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)


@dataclass(frozen=True)
class PostgresIndex:
    """A `PassageIndex` over a `Database`. `restricted`: this role may not see every document; `is_public`: documents for internal use are not shown.
    `exact`: see `EXACT`.
    """

    database: Database
    embedder: Embedder
    version: str
    made_with: MadeWith
    vocabulary: PostgresVocabulary
    restricted: bool = False
    exact: int = EXACT
    is_public: bool = False
    kept: _Kept = field(default_factory=_Kept)
    seen: _Seen | None = None

    @property
    def documents(self) -> "_Documents":
        """The documents by their ids."""
        return _Documents(self.database, self.kept, self.seen, self.is_public)

    def public(self) -> "PostgresIndex":
        """This index without the documents for internal use."""
        return replace(self, is_public=True)

    def whole(self) -> "PostgresIndex":
        """This index with all its documents."""
        return replace(self, is_public=False)

    def snapshot(self) -> "PostgresIndex":
        """A view for one question, which remembers the revisions of the documents that it has found."""
        return replace(self, seen=_Seen())

    def candidates(self, sought: Sought, limit: int, within: Filter = EVERYTHING) -> Sequence[Candidate]:
        """The best passages. Where there is a filter, its passages are counted first; where the database's indexes give fewer than `limit`
        candidates, all passages are scored instead.
        """
        within = replace(within, public=within.public or self.is_public)
        if self._few(within):
            return self._found(search.exact(sought, limit, within, self.vocabulary))
        found = self._found(search.approximate(sought, limit, within, self.restricted, self.vocabulary))
        if len(found) < limit:  # a vector index stopped before it had enough that pass the filter
            return self._found(search.exact(sought, limit, within, self.vocabulary))
        return found

    def at_hand(self, documents: Collection[str]) -> bool:
        """Load the documents that are not cached; False where one has changed since it was found."""
        if self.seen is None:
            return True
        states = {name: self.seen.revisions[name] for name in documents}
        held = {name: self.kept.get((name, revision)) for name, revision in states.items()}
        read = self.documents.fetch(missing) if (missing := [name for name in held if held[name] is None]) else {}
        held |= {name: document for name, (revision, document) in read.items() if revision == states[name]}
        self.seen.documents.update({name: document for name, document in held.items() if document is not None})
        return all(document is not None for document in held.values())

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order."""
        asked = [_plain(document_id), self.is_public]
        found = self.database.read(lambda c: c.execute(_PASSAGES, asked).fetchall())
        return tuple(records.passage_from(record) for (record,) in found)

    def listed(self, limit: int = 0) -> Sequence[Listed]:
        """The documents without their texts, newest first."""
        found = self.database.read(lambda c: c.execute(_LISTED, [self.is_public, limit or None]).fetchall())
        return [Listed(i, t, records.metadata_from(m), s, h, c, p) for i, t, m, s, h, c, p in found]

    def laws(self) -> Mapping[str, str]:
        """The titles of the documents that have articles."""
        return dict(self.database.read(lambda connection: connection.execute(_LAWS, [self.is_public]).fetchall()))

    def publishes_mark(self, mark: str) -> bool:
        """Whether a document publishes this number or address."""
        return self.database.read(lambda c: c.execute(_MARK, [_plain(mark), self.is_public]).fetchone()) is not None

    def _few(self, within: Filter) -> bool:
        if not replace(within, public=False) and not self.restricted:
            return self.vocabulary.passages <= self.exact
        if 0 < len(within.documents) <= _FEW_DOCUMENTS and self.exact:
            return True
        most = self.exact * _WITHIN_A_FILTER
        counted = search.count(within, most + 1)
        row = self.database.read(lambda c: c.execute(counted.sql, counted.values).fetchone())
        return row is None or int(row[0]) <= most

    def _found(self, statement: search.SqlStatement) -> list[Candidate]:
        found = self.database.read(lambda c: c.execute(statement.sql, statement.values, binary=True).fetchall())
        if self.seen is not None:
            self.seen.revisions.update({row[4]: row[5] for row in found})
        return [self._candidate(row) for row in found]

    def _candidate(self, row: Sequence[Any]) -> Candidate:
        terms, bigrams, whole, dense, _, _, weight, record, vectors, numbers, ends, heading = row
        passage = records.passage_from(record)
        halves = np.frombuffer(vectors, "<f2").reshape(len(passage.sentences), -1)
        begins = [0, *ends[:-1]]
        return Candidate(
            passage,
            {"terms": terms, "bigrams": bigrams, "whole": whole, "dense": dense},
            halves,
            heading,
            [numbers[begin:end] for begin, end in zip(begins, ends, strict=True)] if ends else [],
            weight,
        )


def _plain(text: str) -> str:
    return text.replace("\0", "")


# Each ends with whether documents for internal use are left out.
_DOCUMENTS = "SELECT id, revision, record FROM mureobwa.document WHERE id = ANY(%s) AND NOT (%s AND internal)"
_IDS = "SELECT id FROM mureobwa.document WHERE NOT (%s AND internal) ORDER BY id"
_COUNT = "SELECT count(*) FROM mureobwa.document WHERE NOT (%s AND internal)"
_PASSAGES = """
SELECT p.record FROM mureobwa.passage p JOIN mureobwa.document d ON d.number = p.document
WHERE d.id = %s AND NOT (%s AND d.internal) ORDER BY p.position
"""
_LISTED = """
SELECT id, title, metadata, source, sha256, characters, passages FROM mureobwa.document WHERE NOT (%s AND internal)
ORDER BY published DESC NULLS LAST, title COLLATE "C", id LIMIT %s
"""
_LAWS = """
SELECT id, title FROM mureobwa.document d
WHERE EXISTS (SELECT FROM mureobwa.passage p WHERE p.document = d.number AND p.article <> '') AND NOT (%s AND internal) ORDER BY id
"""
_MARK = """
SELECT FROM mureobwa.mark m JOIN mureobwa.document d ON d.number = m.document WHERE m.mark = %s AND NOT (%s AND d.internal) LIMIT 1
"""
