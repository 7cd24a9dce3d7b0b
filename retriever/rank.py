"""How well each passage meets a question: what every leg gives, and the one sum that ranks.

The weights are set by hand and checked on two kinds of text, office pages and encyclopedia paragraphs (docs/retrieval.md
has the table of what each leg gives, and what it does not show). Fusing two legs by equal ranks lost ten points on the
office pages: the legs are not equally good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retriever.hit import SentenceScore
from retriever.index import Index
from retriever.query import Query
from retriever.tokens import bigrams

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each leg counts for."""

    terms: float = 0.5
    bigrams: float = 0.5
    whole: float = 0.5
    dense: float = 0.3
    sentence: float = 1.5
    coverage: float = 1.0
    adjacent: float = 0.3
    numbers: float = 0.2
    heading: float = 0.1


# Passages that are looked at closely after the first, cheap sum.
_CANDIDATES = 50
# The dense leg sees this many neighbours; the rest count as the last of them.
_NEIGHBOURS = 1000
# Between the best and the middle one of many passages multilingual-e5-small's cosines differ by about this much
# (medians: .074 over the AutoRAG passages, .103 over the KorQuAD paragraphs).
_COSINE_RANGE = 0.08
# Pairs of letters looked for; the longest question at hand has about a hundred.
_MOST_PAIRS = 160
# A term of another name counts a little less than the word that was asked.
_ALTERNATIVE = 0.7
# When the documents hold less than this share of the question's words (an English question), the lexical legs fade.
_FULL_TRUST = 0.5


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """The question's vectors among those of passages and among those of sentences, `(dimension,)`, of unit length."""

    passage: _Floats
    sentence: _Floats


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's row, its score (higher is better), what each leg gave, and its sentences, best first."""

    row: int
    score: float
    legs: dict[str, float]
    sentences: tuple[SentenceScore, ...]


def ranked(
    index: Index, query: Query, vectors: QueryVectors, weights: Weights, only: Sequence[int] | None = None
) -> list[Ranked]:
    """The candidates, best first; `only` these rows where given."""
    first = _first_legs(index, query, vectors.passage)
    trust = _trust(query, index)
    lexical = {"terms", "bigrams", "whole", "coverage", "adjacent"}

    def weight(leg: str) -> float:
        plain: float = getattr(weights, leg)
        return plain * trust if leg in lexical else plain

    cheap = sum((weight(leg) * scores for leg, scores in first.items()), np.zeros(len(index.passages), np.float32))
    rows = np.argsort(-cheap, kind="stable")[:_CANDIDATES] if only is None else np.array(only, np.int64)
    words = _words(query, index)
    found: list[Ranked] = []
    for row in rows.tolist():
        sentences, legs = _close_look(index, words, vectors.sentence, row)
        legs = {leg: float(scores[row]) for leg, scores in first.items()} | legs
        score = sum(weight(leg) * value for leg, value in legs.items())
        found.append(Ranked(row, score, legs, sentences))
    return sorted(found, key=lambda r: (-r.score, r.row))


def _first_legs(index: Index, query: Query, vector: _Floats) -> dict[str, _Floats]:
    """The legs that look at every passage: each `(passages,) float32` from 0 to 1, the best passage at 1."""
    wanted = {token.form: 1.0 for token in query.tokens if token.weight}
    for token in query.tokens:
        for term in (term for alternative in token.alternatives for term in alternative):
            wanted.setdefault(term, _ALTERNATIVE)
    pairs = dict.fromkeys(_pairs(query), 1.0)
    return {
        "terms": _to_one(index.terms.scores(wanted)),
        "bigrams": _to_one(index.bigrams.scores(pairs)),
        "whole": _to_one(index.wholes.scores(wanted))[index.document_row],
        "dense": _dense(index, vector),
    }


def _pairs(query: Query) -> list[str]:
    pairs = dict.fromkeys(bigrams(" ".join([query.text, *(other for _, other in query.expansions)])))
    return list(pairs)[:_MOST_PAIRS]


def _to_one(scores: _Floats) -> _Floats:
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores


def _dense(index: Index, vector: _Floats) -> _Floats:
    """Cosines stretched so that the best is 1 and the middle one of the neighbours 0: a model's own range drops out.

    Where all lie close together (a handful of passages), the stretch is limited: such differences are noise.
    """
    rows, cosines = index.nearest.nearest(vector, _NEIGHBOURS)
    middle, top = float(np.median(cosines)), float(cosines[0])
    scores = np.zeros(index.nearest.size, np.float32)
    scores[rows] = np.clip((cosines - middle) / max(top - middle, _COSINE_RANGE), 0.0, 1.0)
    return scores


def _trust(query: Query, index: Index) -> float:
    """How far the lexical legs can be trusted (0..1): by the share of the question that the documents' words hold."""
    total = sum(token.weight for token in query.tokens)
    held = sum(t.weight for t in query.tokens if t.form in index.terms or t.alternatives)
    return min(1.0, held / total / _FULL_TRUST) if total else 0.0


@dataclass(frozen=True, slots=True)
class _Word:
    """A token of the question by the numbers of its term and of the terms of its other names; -1 is unknown here."""

    number: int
    weight: float
    alternatives: tuple[tuple[int, ...], ...]
    is_figure: bool


def _words(query: Query, index: Index) -> list[_Word]:
    """The tokens that weigh something."""
    number = index.term_number
    return [
        _Word(
            number.get(token.form, -1),
            token.weight,
            tuple(tuple(number.get(term, -1) for term in terms) for terms in token.alternatives),
            token.form.startswith("#"),
        )
        for token in query.tokens
        if token.weight
    ]


def _close_look(
    index: Index, words: Sequence[_Word], vector: _Floats, row: int
) -> tuple[tuple[SentenceScore, ...], dict[str, float]]:
    """The legs that look inside one passage, and its sentences."""
    passage = index.passages[row]
    first, last = index.first_sentence[row], index.first_sentence[row + 1]
    heading = set(index.heading_terms[row].tolist())
    cosines = np.asarray(index.sentence_vectors[first:last], np.float32) @ vector
    lists = [index.sentence_terms[i].tolist() for i in range(first, last)]
    scores = [
        SentenceScore(sentence, float(cosine), coverage(words, heading.union(terms)))
        for sentence, cosine, terms in zip(passage.sentences, cosines, lists, strict=True)
    ]
    scores.sort(key=lambda s: (-s.evidence, s.sentence.start))
    everything = heading.union(*lists)
    return tuple(scores), {
        "sentence": scores[0].evidence if scores else 0.0,
        "coverage": coverage(words, everything),
        "adjacent": _adjacent(words, lists),
        "numbers": coverage([word for word in words if word.is_figure], everything),
        "heading": coverage(words, heading),
    }


def coverage(wanted: Sequence[_Word], held: set[int]) -> float:
    """The IDF-weighted share (0..1) of the wanted words that `held` (term numbers) holds, itself or by another name."""
    total = got = 0.0
    for word in wanted:
        total += word.weight
        got += word.weight * (1.0 if word.number in held else _share(word, held))
    return got / total if total else 0.0


def _share(word: _Word, held: set[int]) -> float:
    """How much (0..1) of the best of its other names is held."""
    if not word.alternatives:  # nearly always; this is asked of each word and sentence
        return 0.0
    return max(sum(number in held for number in other) / len(other) for other in word.alternatives)


def _adjacent(words: Sequence[_Word], lists: Sequence[Sequence[int]]) -> float:
    """The share (0..1), by weight, of the question's neighbouring words that are neighbours here too."""
    asked = {(a.number, b.number): a.weight + b.weight for a, b in pairwise(words)}
    if not asked:
        return 0.0
    here = {pair for terms in lists for pair in pairwise(terms)}
    return sum(weight for pair, weight in asked.items() if pair in here) / sum(asked.values())
