"""The candidates of a search in an index folder: the legs (partial scores) over all passages, and their weighted sum."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retriever.legs import NEIGHBOURS, stretched, to_one
from retriever.passage_index import Candidate, Filter, Sought

if TYPE_CHECKING:
    from retriever.index import Index

_Floats = NDArray[np.float32]
_Rows = NDArray[np.int64]


def candidates(index: "Index", sought: Sought, limit: int, within: Filter) -> Sequence[Candidate]:
    """The best passages by the weighted sum of the legs, as `PassageIndex.candidates` describes them."""
    rows = _rows_within(index, within)
    size = len(index.passages) if rows is None else len(rows)
    if not size:
        return []
    legs = _legs(index, sought, rows)
    weights = {leg: getattr(sought.weights, leg) for leg in legs}
    cheap = sum((weights[leg] * scores for leg, scores in legs.items()), np.zeros(size, np.float32))
    if sought.articles:
        of_article = np.zeros(len(index.passages), np.float32)
        of_article[_rows_of_articles(index, sought)] = sought.weights.article
        cheap += of_article if rows is None else of_article[rows]
    best = np.argsort(-cheap, kind="stable")[:limit].tolist()
    return [_candidate(index, place if rows is None else int(rows[place]), legs, place) for place in best]


def _rows_within(index: "Index", within: Filter) -> _Rows | None:
    """The rows of the passages that may be found; None for all."""
    if not within:
        return None
    allowed = np.array([within.allows(document) for document in index.documents.values()], bool)
    return np.flatnonzero(allowed[index.document_row])


def _rows_of_articles(index: "Index", sought: Sought) -> list[int]:
    """The rows of the passages that belong to an article asked for by number."""
    laws = [held for name, held in index.articles.items() if sought.law in ("", name)]
    return [row for held in laws for article in sought.articles for row in held.get(article, ())]


def _legs(index: "Index", sought: Sought, rows: _Rows | None) -> dict[str, _Floats]:
    """Name of each leg -> its values `(rows,) float32` from 0 to 1, the best at 1; for all passages where `rows` is None."""
    terms, bigrams = index.terms.scores(sought.terms), index.bigrams.scores(sought.bigrams)
    whole = index.wholes.scores(sought.terms)
    if rows is None:
        return {
            "terms": to_one(terms),
            "bigrams": to_one(bigrams),
            "whole": to_one(whole)[index.document_row],
            "dense": _dense(index, sought.vector, None),
        }
    return {
        "terms": to_one(terms[rows]),
        "bigrams": to_one(bigrams[rows]),
        "whole": to_one(whole[index.document_row[rows]]),
        "dense": _dense(index, sought.vector, rows)[rows],
    }


def _dense(index: "Index", vector: _Floats, rows: _Rows | None) -> _Floats:
    near, cosines = index.nearest.nearest(vector, NEIGHBOURS, rows)
    scores = np.zeros(index.nearest.size, np.float32)
    scores[near] = stretched(cosines)
    return scores


def _candidate(index: "Index", row: int, legs: Mapping[str, _Floats], place: int) -> Candidate:
    first, last = index.first_sentence[row], index.first_sentence[row + 1]
    return Candidate(
        index.passages[row],
        {leg: float(scores[place]) for leg, scores in legs.items()},
        index.sentence_vectors[first:last],
        index.heading_terms[row].tolist(),
        [index.sentence_terms[i].tolist() for i in range(first, last)],
        index.documents[index.passages[row].document_id].metadata.weight,
    )
