"""A question in, ranked hits out."""

from collections.abc import Callable
from dataclasses import replace

from ingest.errors import StoreUnreachableError
from retriever.hit import Hit
from retriever.passage_index import EVERYTHING, Filter, PassageIndex
from retriever.query import Query, understand
from retriever.rank import Weights, ranked

_WEIGHTS = Weights()


# Tries of a search: it is done again where a document that it found was changed before it could be read.
_TRIES = 3


def search(index: PassageIndex, question: str | Query, limit: int = 10, within: Filter = EVERYTHING) -> list[Hit]:
    """At most `limit` passages within the filter, best first; an empty list where the question holds nothing to search for."""
    return _at_hand(index, question, within, lambda hits: hits[:limit])


def search_documents(index: PassageIndex, question: str | Query, limit: int = 10) -> list[Hit]:
    """At most `limit` documents, best first, each by its best passage. Ranks count documents."""

    def each_once(hits: list[Hit]) -> list[Hit]:
        best: dict[str, Hit] = {}
        for hit in hits:
            best.setdefault(hit.passage.document_id, hit)
        return [replace(hit, rank=rank) for rank, hit in enumerate(list(best.values())[:limit], start=1)]

    return _at_hand(index, question, EVERYTHING, each_once)


def search_within(index: PassageIndex, question: str | Query, document_id: str, limit: int = 10) -> list[Hit]:
    """At most `limit` passages of one document, best first."""
    return search(index, question, limit, Filter(documents=frozenset([document_id])))


def _at_hand(
    index: PassageIndex, question: str | Query, within: Filter, chosen: Callable[[list[Hit]], list[Hit]]
) -> list[Hit]:
    """The hits that `chosen` picks of all, with their documents loaded as they were when they were found.

    Raises:
        StoreUnreachableError: the database cannot be reached, or its documents change faster than they can be read.
    """
    query = understand(question, index) if isinstance(question, str) else question
    if not query.text:
        return []
    vector = index.embedder.sentence_queries([query.text])[0]
    for _ in range(_TRIES):
        hits = chosen([
            Hit(one.passage, one.score, rank, one.legs, one.sentences)
            for rank, one in enumerate(ranked(index, query, vector, _WEIGHTS, within), start=1)
        ])  # fmt: skip
        if index.at_hand({hit.passage.document_id for hit in hits}):
            return hits
    raise StoreUnreachableError("문서가 계속 바뀌고 있어 찾지 못했습니다. 잠시 뒤에 다시 물어봐 주세요.")
