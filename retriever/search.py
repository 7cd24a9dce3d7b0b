"""A question in, ranked hits out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ingest.errors import StoreUnreachableError
from retriever.hit import Hit
from retriever.passage_index import EVERYTHING, Filter, PassageIndex
from retriever.query import Query, understand
from retriever.rank import Weights, ranked

_WEIGHTS = Weights()
_Hits = TypeVar("_Hits")

# Tries of a search: it is done again where a document that it found was changed before it could be read.
_TRIES = 3


def search(index: PassageIndex, question: str | Query, limit: int = 10, within: Filter = EVERYTHING) -> list[Hit]:
    """At most `limit` passages within the filter, best first; an empty list where the question holds nothing to search for."""
    return _at_hand(index, lambda: _found(index, question, within)[:limit], list)


def search_worded(index: PassageIndex, wordings: Sequence[Query], limit: int = 10) -> list[tuple[Hit, ...]]:
    """At most `limit` passages that every one of `wordings`, of one question, finds: for each wording the hits as it finds them, all lists in
    the same order, the best mean score first. Empty lists where one does not find another's best passage: they mean different things.
    """

    def shared() -> list[tuple[Hit, ...]]:
        found = [{hit.passage.id: hit for hit in _found(index, wording, EVERYTHING)} for wording in wordings]
        if not all(best in hits for best in [next(iter(hits), None) for hits in found] for hits in found):
            return [()] * len(found)
        names = [name for name in found[0] if all(name in hits for hits in found)]
        names.sort(key=lambda name: -sum(hits[name].score for hits in found))
        return [
            tuple(replace(hits[name], rank=rank) for rank, name in enumerate(names[:limit], start=1)) for hits in found
        ]

    return _at_hand(index, shared, lambda lists: lists[0])


def search_documents(index: PassageIndex, question: str | Query, limit: int = 10) -> list[Hit]:
    """At most `limit` documents, best first, each by its best passage. Ranks count documents."""

    def each_once() -> list[Hit]:
        best: dict[str, Hit] = {}
        for hit in _found(index, question, EVERYTHING):
            best.setdefault(hit.passage.document_id, hit)
        return [replace(hit, rank=rank) for rank, hit in enumerate(list(best.values())[:limit], start=1)]

    return _at_hand(index, each_once, list)


def search_within(index: PassageIndex, question: str | Query, document_id: str, limit: int = 10) -> list[Hit]:
    """At most `limit` passages of one document, best first."""
    return search(index, question, limit, Filter(documents=frozenset([document_id])))


def _found(index: PassageIndex, question: str | Query, within: Filter) -> list[Hit]:
    """All candidates within the filter, best first."""
    query = understand(question, index) if isinstance(question, str) else question
    if not query.text:
        return []
    vector = index.embedder.sentence_queries([query.text])[0]
    return ranked(index, query, vector, _WEIGHTS, within)


def _at_hand(index: PassageIndex, find: Callable[[], _Hits], hits_of: Callable[[_Hits], Iterable[Hit]]) -> _Hits:
    """What `find` finds, with the documents of its hits loaded as they were when they were found.

    Raises:
        StoreUnreachableError: the database cannot be reached, or its documents change faster than they can be read.
    """
    for _ in range(_TRIES):
        found = find()
        if index.at_hand({hit.passage.document_id for hit in hits_of(found)}):
            return found
    raise StoreUnreachableError("문서가 계속 바뀌고 있어 찾지 못했습니다. 잠시 뒤에 다시 물어봐 주세요.")
