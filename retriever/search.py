"""A question in, ranked hits out."""

from collections.abc import Sequence

from retriever.hit import Hit
from retriever.index import Index
from retriever.query import Query, understand
from retriever.rank import Weights, ranked

_WEIGHTS = Weights()


def search(index: Index, question: str | Query, limit: int = 10) -> list[Hit]:
    """At most `limit` passages, best first; an empty list when the question says nothing to look for."""
    return _hits(index, question, _WEIGHTS)[:limit]


def search_documents(index: Index, question: str | Query, limit: int = 10) -> list[Hit]:
    """At most `limit` documents, best first, each by its best passage. Ranks count documents."""
    best: dict[str, Hit] = {}
    for hit in _hits(index, question, _WEIGHTS):
        best.setdefault(hit.passage.document_id, hit)
    return [
        Hit(hit.passage, hit.score, rank, hit.legs, hit.sentences)
        for rank, hit in enumerate(list(best.values())[:limit], start=1)
    ]


def search_within(index: Index, question: str | Query, document_id: str, limit: int = 10) -> list[Hit]:
    """At most `limit` passages of one document, best first."""
    rows = [row for row, passage in enumerate(index.passages) if passage.document_id == document_id]
    return _hits(index, question, _WEIGHTS, rows)[:limit]


def _hits(index: Index, question: str | Query, weights: Weights, only: Sequence[int] | None = None) -> list[Hit]:
    query = understand(question, index) if isinstance(question, str) else question
    if not query.text or not index.passages:
        return []
    vector = index.embedder.sentence_queries([query.text])[0]
    return [
        Hit(index.passages[one.row], one.score, rank, one.legs, one.sentences)
        for rank, one in enumerate(ranked(index, query, vector, weights, only), start=1)
    ]
