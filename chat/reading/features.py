"""The features of each sentence that may answer: the numbers that the fitted scoring weighs.

The reader's logits come first, then what the search measured, and what can be checked for certain. A distance is the
difference to the best sentence of the same question: 0 for the best, negative for the others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chat.reading.asked import Asked
from chat.reading.checks import has_kind
from chat.reading.reader import PassageReading, prior
from ingest.korean.morphemes import morphemes
from ingest.korean.years import YEAR
from retriever.hit import Hit, SentenceScore
from retriever.passage_index import PassageIndex
from retriever.query import Query, Token
from retriever.searched import is_held, squeezed_document, squeezed_title

Features = NDArray[np.float64]

_LOWEST = -20.0
"""The logit given to a sentence that lies beyond the reader's window, unread: below those of all sentences read (-18.5 at least; docs/measurements.md,
"What the numbers of telling do"). The scoring is fitted with it.
"""

NAMES = (
    "sentence",  # logit of the sentence: the reader's and the prior
    "sentence_distance",
    "share",  # of the sentence in a softmax over all sentences and "none", 0..1
    "none",  # the log of the chance that none answers, at most 0
    "passage",  # the reader's logit that the passage answers
    "passage_distance",
    "cosine",  # of the vectors of question and sentence
    "cosine_distance",
    "coverage",  # of the question's words by the sentence, weighed, 0..1
    "coverage_distance",
    "rank",  # 1 / rank of the passage
    "missing_in_document",  # of the question's words, weighed (`_Whole`)
    "name_missing",  # a name of the question that the document does not hold (`_Whole`)
    "title",  # of the question's words in the document's title, weighed (`_Whole`)
    "title_distance",
    "tagged",  # the highest chance (0..1) of a token to belong to the answering words
    "kind_missing",  # 1 where a kind of value is asked for that the sentence lacks (`has_kind`)
    "kind_present",  # 1 where it holds one
)
"""The columns of `features`, in order."""


def features(
    asked: Asked, query: Query, index: PassageIndex, hits: Sequence[Hit], readings: Sequence[PassageReading]
) -> Features:
    """The features as `(sentences, len(NAMES)) float64`: a row for each sentence of the passages read, passage by passage in order."""
    read = np.array([max(s.score, _LOWEST) for reading in readings for s in reading.sentences])
    if not len(read):
        return np.zeros((0, len(NAMES)))
    measured = [(hit, reading, score) for hit, reading in zip(hits, readings, strict=True) for score in in_order(hit)]
    scores = read + np.array([prior(score.cosine, score.coverage) for _, _, score in measured])
    passage = np.array([reading.score for _, reading, _ in measured])
    cosine = np.array([score.cosine for _, _, score in measured])
    coverage = np.array([score.coverage for _, _, score in measured])
    none = -np.logaddexp.reduce(np.append(scores, 0.0))
    documents = {name: _document(query, index, name) for name in {hit.passage.document_id for hit in hits}}
    title = np.array([documents[hit.passage.document_id].title for hit, _, _ in measured])
    tagged = [max((chance for *_, chance in s.words), default=0.0) for reading in readings for s in reading.sentences]
    kinds = [has_kind(asked, hit.passage, score.sentence) for hit, _, score in measured]
    columns = (
        scores,
        scores - scores.max(),
        np.exp(scores + none),
        np.full(len(scores), none),
        passage,
        passage - passage.max(),
        cosine,
        cosine - cosine.max(),
        coverage,
        coverage - coverage.max(),
        np.array([1.0 / hit.rank for hit, _, _ in measured]),
        np.array([documents[hit.passage.document_id].missing for hit, _, _ in measured]),
        np.array([documents[hit.passage.document_id].name_missing for hit, _, _ in measured]),
        title,
        title - title.max(),
        np.array(tagged),
        np.array([kind is False for kind in kinds], np.float64),
        np.array([kind is True for kind in kinds], np.float64),
    )
    return np.stack(columns, axis=1)


@dataclass(frozen=True, slots=True)
class _Whole:
    """How a whole document meets the question. `missing`: the weight of the question's rarest word that the document does not hold, as a share
    (0..1) of the weight of its rarest word; `name_missing`: whether the document lacks a name, a foreign word or a year of the question;
    `title`: the share of the question's words, by weight, that the document's title and office hold.
    """

    missing: float
    name_missing: bool
    title: float


def _document(query: Query, index: PassageIndex, name: str) -> _Whole:
    document = index.documents[name]
    title, text = squeezed_title(document), squeezed_document(document)
    weighed = [token for token in query.tokens if token.weight]
    most = max((token.weight for token in weighed), default=0.0)
    total = sum(token.weight for token in weighed)
    missing = max((token.weight for token in weighed if not _named_in(token, text)), default=0.0)
    in_title = sum(token.weight for token in weighed if _named_in(token, title))
    names = [m.form.lower() for m in morphemes(query.text) if m.tag in _NAMES or _YEAR.fullmatch(m.form)]
    others = {token.form: token for token in query.tokens}
    absent = any(not is_held(form, text) and not (form in others and _named_in(others[form], text)) for form in names)
    return _Whole(missing / most if most else 0.0, absent, in_title / total if total else 0.0)


_NAMES = frozenset({"NNP", "SL"})
_YEAR = re.compile(YEAR)


def _named_in(token: Token, text: str) -> bool:
    """Whether `text` (without spaces, lower case) holds the word of `token` (a number by its digits) or all words of one of its other names."""
    return token.form.lstrip("#") in text or any(
        all(term.lstrip("#") in text for term in other) for other in token.alternatives
    )


def in_order(hit: Hit) -> list[SentenceScore]:
    """The scores of the hit's sentences in the order of the passage."""
    return sorted(hit.sentences, key=lambda score: score.sentence.start)
