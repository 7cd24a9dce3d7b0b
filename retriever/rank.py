"""The ranking of passages for a question: the legs (partial scores), and the one weighted sum of them that ranks.

The weights are set by hand and checked on two kinds of text, office pages and encyclopedia paragraphs (docs/retrieval.md
has the table of what each leg contributes, and says what the table does not show). Fusing two legs by equal ranks lost ten
points on the office pages: the legs are not equally good.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from ingest.document import Passage
from retriever.articles import article_of
from retriever.hit import Hit, SentenceScore
from retriever.passage_index import EVERYTHING, Candidate, Filter, FirstWeights, PassageIndex, Sought, Vocabulary
from retriever.query import Query
from retriever.tokens import bigrams

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each leg in the sum."""

    terms: float = 0.5
    bigrams: float = 0.5
    whole: float = 0.5
    dense: float = 0.3
    sentence: float = 1.5
    coverage: float = 1.0
    adjacent: float = 0.3
    numbers: float = 0.2
    heading: float = 0.1
    article: float = 2.0


# Passages that are looked at closely after the first, cheap sum.
_CANDIDATES = 50
# Pairs of letters searched for at most; the longest of 45,000 questions at hand has fewer.
_MOST_PAIRS = 160
# The weight of a term of another name beside that of the words that were asked (1).
_ALTERNATIVE = 0.7
# The leg `article` of a passage of the asked article in which the asked paragraph does not begin (1: it does).
_OTHER_PARAGRAPH = 0.5
# The factor of the logarithm of a document's weight in the score: .17 for twice the weight of another, .40 for the most (docs/retrieval.md).
_PREFERENCE = 0.25
# The share of the question's words, by weight, below which the lexical legs weigh less, in proportion to it (an English question).
_FULL_TRUST = 0.5


def ranked(
    index: PassageIndex, query: Query, vector: _Floats, weights: Weights, within: Filter = EVERYTHING
) -> list[Hit]:
    """The candidates within the filter, best first. `vector` `(dimension,)`, of unit length, is the question's by
    `Embedder.sentence_queries`.
    """
    weight = _trusted(query, weights, index.vocabulary)
    words = _words(query, index.vocabulary)
    found: list[Hit] = []
    for candidate in index.candidates(_sought(query, vector, weight), _CANDIDATES, within):
        sentences, close = _close_look(candidate, words, vector)
        legs = {**candidate.legs, **close, "article": _article(query, candidate.passage)}
        score = sum(weight[leg] * value for leg, value in legs.items()) + _PREFERENCE * log(candidate.weight)
        found.append(Hit(candidate.passage, score, 0, legs, sentences))
    found.sort(key=lambda hit: (-hit.score, hit.passage.document_id, hit.passage.start))
    return [replace(hit, rank=rank) for rank, hit in enumerate(found, start=1)]


def sought_by(query: Query, vector: _Floats, weights: Weights, vocabulary: Vocabulary) -> Sought:
    """What `PassageIndex.candidates` searches for `query`."""
    return _sought(query, vector, _trusted(query, weights, vocabulary))


def _trusted(query: Query, weights: Weights, vocabulary: Vocabulary) -> dict[str, float]:
    """The weight of each leg; those of the lexical legs times how far they can be trusted (`_trust`)."""
    trust = _trust(query, vocabulary)
    lexical = {"terms", "bigrams", "whole", "coverage", "adjacent"}
    return {leg: value * trust if leg in lexical else value for leg, value in asdict(weights).items()}


def _sought(query: Query, vector: _Floats, weight: Mapping[str, float]) -> Sought:
    wanted = {token.form: 1.0 for token in query.tokens if token.weight}
    for token in query.tokens:
        for term in (term for alternative in token.alternatives for term in alternative):
            wanted.setdefault(term, _ALTERNATIVE)
    pairs = dict.fromkeys(_pairs(query), 1.0)
    first = FirstWeights(weight["terms"], weight["bigrams"], weight["whole"], weight["dense"], weight["article"])
    articles = frozenset(article.name for article in query.articles)
    return Sought(wanted, pairs, vector, first, articles, query.law)


def _article(query: Query, passage: Passage) -> float:
    """The leg `article`: 1 for a passage of an article asked for by number, `_OTHER_PARAGRAPH` where the paragraph asked for does not begin
    in it, 0 for all others.
    """
    if query.law not in ("", passage.document_id):
        return 0.0
    name = article_of(passage.heading) if query.articles else ""
    asked = [article for article in query.articles if article.name == name]
    return max((1.0 if article.begins(passage.text) else _OTHER_PARAGRAPH for article in asked), default=0.0)


def _pairs(query: Query) -> list[str]:
    pairs = dict.fromkeys(bigrams(" ".join([query.text, *(other for _, other in query.expansions)])))
    return list(pairs)[:_MOST_PAIRS]


def _trust(query: Query, vocabulary: Vocabulary) -> float:
    """How far the lexical legs can be trusted (0..1): by the weighted share of the question's words that the documents hold or that have
    another name.
    """
    total = sum(token.weight for token in query.tokens)
    held = sum(t.weight for t in query.tokens if vocabulary.holds(t.form) or t.alternatives)
    return min(1.0, held / total / _FULL_TRUST) if total else 0.0


@dataclass(frozen=True, slots=True)
class _Word:
    """A token of the question by the numbers of its term and of the terms of its other names; -1 is a term that no passage holds."""

    number: int
    weight: float
    alternatives: tuple[tuple[int, ...], ...]
    is_figure: bool


def _words(query: Query, vocabulary: Vocabulary) -> list[_Word]:
    """The tokens of the question that have a weight."""
    number = vocabulary.number
    return [
        _Word(
            number(token.form),
            token.weight,
            tuple(tuple(number(term) for term in terms) for terms in token.alternatives),
            token.form.startswith("#"),
        )
        for token in query.tokens
        if token.weight
    ]


def _close_look(
    candidate: Candidate, words: Sequence[_Word], vector: _Floats
) -> tuple[tuple[SentenceScore, ...], dict[str, float]]:
    """The scored sentences of a candidate, best first, and the values of the legs that look inside the passage."""
    passage, lists = candidate.passage, candidate.sentences
    heading = set(candidate.heading)
    cosines = np.asarray(candidate.vectors, np.float32) @ vector
    scores = [
        SentenceScore(sentence, float(cosine), coverage(words, heading.union(terms)))
        for sentence, cosine, terms in zip(passage.sentences, cosines, lists, strict=True)
    ]
    scores.sort(key=lambda s: (-s.nearness, s.sentence.start))
    everything = heading.union(*lists)
    return tuple(scores), {
        "sentence": scores[0].nearness if scores else 0.0,
        "coverage": coverage(words, everything),
        "adjacent": _adjacent(words, lists),
        "numbers": coverage([word for word in words if word.is_figure], everything),
        "heading": coverage(words, heading),
    }


def coverage(wanted: Sequence[_Word], held: set[int]) -> float:
    """The IDF-weighted share (0..1) of the `wanted` words that `held` (term numbers) holds, as they are or by another name."""
    total = got = 0.0
    for word in wanted:
        total += word.weight
        got += word.weight * (1.0 if word.number in held else _share(word, held))
    return got / total if total else 0.0


def _share(word: _Word, held: set[int]) -> float:
    """The share (0..1) of terms that `held` holds of that other name of the word of which it holds most."""
    if not word.alternatives:  # nearly always; this runs for each word and sentence
        return 0.0
    return max(sum(number in held for number in other) / len(other) for other in word.alternatives)


def _adjacent(words: Sequence[_Word], lists: Sequence[Sequence[int]]) -> float:
    """The share (0..1), by weight, of the pairs of neighbouring words of the question that are neighbours in a sentence of `lists` too."""
    asked = {(a.number, b.number): a.weight + b.weight for a, b in pairwise(words)}
    if not asked:
        return 0.0
    here = {pair for terms in lists for pair in pairwise(terms)}
    return sum(weight for pair, weight in asked.items() if pair in here) / sum(asked.values())
