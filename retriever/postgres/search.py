"""The hybrid search as one SQL statement: filter, vectors, BM25 three times, the weighted sum, and all that the close look at the best needs.

There are two forms with the same sum. Where few passages are within the filter, all of them are scored (`exact`). Where many are, only the
candidates are scored that the database's indexes give (`approximate`): the nearest by HNSW, by GIN the passages that hold a rare word of the
question, and those of an article asked for by number. Legs are scaled to 0..1 as in `retriever.legs`. The median of the neighbours only
has a meaning among as many as the folder looks at: hence `NEIGHBOURS` here, too, or all that the index gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from retriever.legs import COSINE_RANGE, NEIGHBOURS
from retriever.lexical import idf
from retriever.passage_index import Filter, Sought
from retriever.postgres import rows
from retriever.postgres.vocabulary import PostgresVocabulary

_LEAST_MOST, _MOST_OF, _MOST = 1_500, 125, 8_000
"""The rarest words of a question select candidates, as long as together they stand in at most this many passages (the rarest one always
does): one in `_MOST_OF` of all, but no fewer than the first and no more than the last of these numbers; the other words only count in the scores of
the candidates. So the work is bounded however much the database holds. Of 100,000 passages 2,000 gave the same recall@10, 1,250 a point less; of a
million 1,500 gave .66, 8,000 .84 (docs/scaling.md).
"""
_WITHIN = 2
"""Factor on that number where there is a filter, which leaves only some of the passages that hold a word."""
_EACH = 150
"""The most candidates that each lexical leg selects, and an article that is asked for; with 120 recall@10 was a point less."""
_NEAR = NEIGHBOURS // 2 + 1
"""The nearest that are looked up: from the middle of `NEIGHBOURS` on the value of the dense leg is 0."""
_NEAREST = 100
"""Those of them that are candidates; with all of them recall@10 was the same (docs/scaling.md)."""


@dataclass(frozen=True, slots=True)
class SqlStatement:
    """An SQL statement with the values of its parameters."""

    sql: bytes
    values: Mapping[str, Any]


def exact(sought: Sought, limit: int, within: Filter, vocabulary: PostgresVocabulary) -> SqlStatement:
    """The statement that scores every passage within the filter: ranking and scores are those of the folder."""
    condition, values = conditions(within)
    values |= {"nearer": 0, "neighbours": NEIGHBOURS}
    scored = f"SELECT p.* FROM mureobwa.passage p WHERE {condition}"
    return _statement(scored, "", sought, limit, vocabulary, values)


def approximate(
    sought: Sought, limit: int, within: Filter, restricted: bool, vocabulary: PostgresVocabulary
) -> SqlStatement:
    """The statement that scores only the candidates that the database's indexes give. `restricted`: this role may not see every passage."""
    condition, values = conditions(within)
    narrow = replace(within, public=False)  # what leaves out few needs no look at each passage that holds a word
    some = "JOIN mureobwa.passage p USING (number)" if narrow or restricted else ""
    terms = {term: inner for term, (inner, _) in vocabulary.passage_counts(sought.terms).items()}
    bigrams = vocabulary.bigram_counts(sought.bigrams)
    most = min(_MOST, max(_LEAST_MOST, vocabulary.passages // _MOST_OF)) * (_WITHIN if narrow else 1)
    values["rare_terms"] = _query(_rare(terms, most))
    values["rare_bigrams"] = _query(_rare(bigrams, most))
    values |= {"near": _NEAR, "nearest": _NEAREST}
    values |= {"nearer": _NEAR - 2, "neighbours": 2}  # the two around the middle of `NEIGHBOURS`
    candidates = _CANDIDATES.format(
        condition=condition, of_words=condition if some else "true", some=some, of_article=_OF_ARTICLE
    )
    scored = f"SELECT p.* FROM mureobwa.passage p JOIN candidate c USING (number) WHERE {condition}"
    return _statement(scored, candidates, sought, limit, vocabulary, values)


def count(within: Filter, most: int) -> SqlStatement:
    """The statement that counts the passages within the filter, up to `most`."""
    condition, values = conditions(within)
    sql = f"SELECT count(*) FROM (SELECT FROM mureobwa.passage p WHERE {condition} LIMIT %(most)s) AS seen"
    return SqlStatement(sql.encode(), {**values, "most": most})


def conditions(within: Filter) -> tuple[str, dict[str, Any]]:
    """The filter as an SQL condition on `passage p`, and the values of its parameters."""
    parameters = {
        "p.document_id = ANY(%(documents)s)": ("documents", sorted(within.documents)),
        "p.office = ANY(%(offices)s)": ("offices", sorted(within.offices)),
        "p.department = ANY(%(departments)s)": ("departments", sorted(within.departments)),
        "p.published >= %(published_from)s": ("published_from", within.published_from),
        "p.published <= %(published_until)s": ("published_until", within.published_until),
    }
    given = {condition: pair for condition, pair in parameters.items() if pair[1]}
    return " AND ".join([*given, *["NOT p.internal"] * within.public]) or "true", dict(given.values())


def _statement(
    scored: str, candidates: str, sought: Sought, limit: int, vocabulary: PostgresVocabulary, values: dict[str, Any]
) -> SqlStatement:
    """`scored` selects the passages that are scored; `candidates` are the parts of the statement above them, "" where all are scored."""
    terms = vocabulary.passage_counts(sought.terms)
    bigrams = vocabulary.bigram_counts(sought.bigrams)
    inner = {t: sought.terms[t] * idf(count, vocabulary.passages) for t, (count, _) in terms.items()}
    outer = {t: sought.terms[t] * idf(count, vocabulary.documents) for t, (_, count) in terms.items()}
    pairs = {b: sought.bigrams[b] * idf(count, vocabulary.passages) for b, count in bigrams.items()}
    values |= {
        "terms": rows.sparse(inner),
        "whole": rows.sparse(outer),
        "bigrams": rows.sparse(pairs),
        "vector": rows.dense(sought.vector),
        "range": COSINE_RANGE,
        "each": _EACH,
        "limit": limit,
        "w_terms": sought.weights.terms,
        "w_bigrams": sought.weights.bigrams,
        "w_whole": sought.weights.whole,
        "w_dense": sought.weights.dense,
        "w_article": sought.weights.article,
        "articles": sorted(sought.articles),
        "law": sought.law.replace("\0", ""),
    }
    ranked = _SUM.format(scored=scored, neighbours="near" if candidates else "scored", of_article=_OF_ARTICLE)
    return SqlStatement(f"WITH {candidates}{ranked}".encode(), values)


def _rare(counts: Mapping[str, int], most: int) -> list[str]:
    """The words that select candidates, which together stand in at most `most` passages (see `_MOST`), rarest first."""
    by_count = sorted(counts, key=lambda word: (counts[word], word))
    sums = accumulate(counts[word] for word in by_count)
    return [
        word for place, (word, so_far) in enumerate(zip(by_count, sums, strict=True)) if not place or so_far <= most
    ]


def _query(words: Iterable[str]) -> str | None:
    """A tsquery for passages that hold one of `words`; None where there are no words."""
    return " | ".join(map(_quoted, words)) or None


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


_CANDIDATES = """near AS MATERIALIZED (
  SELECT p.number, -(p.vector <#> %(vector)s::halfvec) AS cosine FROM mureobwa.passage p WHERE {condition}
  ORDER BY p.vector <#> %(vector)s::halfvec LIMIT %(near)s
), by_terms AS MATERIALIZED (
  SELECT w.number FROM (
    SELECT passage AS number, terms <#> %(terms)s::sparsevec AS far FROM mureobwa.weight
    WHERE held_terms @@ %(rare_terms)s::tsquery ORDER BY far
  ) AS w {some} WHERE {of_words} ORDER BY w.far LIMIT %(each)s
), by_bigrams AS MATERIALIZED (
  SELECT w.number FROM (
    SELECT passage AS number, bigrams <#> %(bigrams)s::sparsevec AS far FROM mureobwa.weight
    WHERE held_bigrams @@ %(rare_bigrams)s::tsquery ORDER BY far
  ) AS w {some} WHERE {of_words} ORDER BY w.far LIMIT %(each)s
), by_article AS MATERIALIZED (
  SELECT p.number FROM mureobwa.passage p WHERE p.article <> '' AND {of_article} AND {condition} LIMIT %(each)s
), candidate AS MATERIALIZED (
  (SELECT number FROM near ORDER BY cosine DESC LIMIT %(nearest)s)
  UNION SELECT number FROM by_terms UNION SELECT number FROM by_bigrams UNION SELECT number FROM by_article
), """

_OF_ARTICLE = "p.article = ANY(%(articles)s::text[]) AND %(law)s::text IN ('', p.document_id)"


# pgvector's <#> is the negative product of two vectors; its sign is reversed here and nowhere else.
_SUM = """scored AS MATERIALIZED (
  SELECT p.number, p.document, p.document_id, p.position, ({of_article})::int AS article,
    -(w.terms <#> %(terms)s::sparsevec) AS terms,
    -(w.bigrams <#> %(bigrams)s::sparsevec) AS bigrams,
    -(p.vector::vector <#> %(vector)s::vector) AS cosine
  FROM ({scored}) AS p JOIN mureobwa.weight w ON w.passage = p.number
), whole AS MATERIALIZED (
  SELECT document, -(terms <#> %(whole)s::sparsevec) AS score
  FROM (SELECT DISTINCT document FROM scored) AS found JOIN mureobwa.document_weight USING (document)
), near_cosine AS (
  SELECT cosine FROM {neighbours} ORDER BY cosine DESC OFFSET %(nearer)s LIMIT %(neighbours)s
), ends AS MATERIALIZED (
  SELECT max(terms) AS terms, max(bigrams) AS bigrams, (SELECT max(score) FROM whole) AS whole, max(cosine) AS top,
    coalesce((SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY cosine) FROM near_cosine), min(cosine)) AS middle FROM scored
), leg AS (
  SELECT s.number, s.document, s.document_id, s.position, s.article,
    CASE WHEN e.terms > 0 THEN s.terms / e.terms ELSE 0 END AS terms,
    CASE WHEN e.bigrams > 0 THEN s.bigrams / e.bigrams ELSE 0 END AS bigrams,
    CASE WHEN e.whole > 0 THEN w.score / e.whole ELSE 0 END AS whole,
    greatest(0, least(1, (s.cosine - e.middle) / greatest(e.top - e.middle, %(range)s))) AS dense
  FROM scored s JOIN whole w USING (document) CROSS JOIN ends e
), best AS MATERIALIZED (
  SELECT leg.*, %(w_terms)s * terms + %(w_bigrams)s * bigrams + %(w_whole)s * whole + %(w_dense)s * dense
    + %(w_article)s * article AS cheap
  FROM leg ORDER BY cheap DESC, document_id, position LIMIT %(limit)s
)
SELECT b.terms, b.bigrams, b.whole, b.dense, d.id, d.revision, d.weight,
  p.record, p.sentence_vectors, p.sentence_terms, p.sentence_ends, p.heading_terms
FROM best b JOIN mureobwa.passage p USING (number) JOIN mureobwa.document d ON d.number = b.document
ORDER BY b.cheap DESC, b.document_id, b.position
"""
