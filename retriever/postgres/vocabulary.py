"""The vocabulary of all passages: fetched from the database a few words at a time, and cached while the index stays open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from retriever.lexical import idf
from retriever.postgres import rows
from retriever.postgres.connection import Database

V = TypeVar("V")

_KEPT = 50_000
"""Words cached of each kind: some megabytes, however large the corpus is."""


@dataclass(slots=True)
class PostgresVocabulary:
    """`retriever.passage_index.Vocabulary` over the tables. `passages` and `documents`: how many the index holds."""

    database: Database
    passages: int
    documents: int
    _terms: dict[str, tuple[int, int]] = field(default_factory=dict)
    _bigrams: dict[str, int] = field(default_factory=dict)
    _words: dict[str, int] = field(default_factory=dict)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def gather(self, terms: Iterable[str], words: Iterable[str]) -> None:
        """Fetch the terms and words that are not cached, in one query."""
        words = tuple(words)
        new_terms = [term for term in terms if term not in self._terms]
        new_words = [word for word in words if word not in self._words]
        new_names = [word.lower() for word in words if word.lower() not in self._names]
        if not (new_terms or new_words or new_names):
            return
        found = self.database.read(
            lambda connection: connection.execute(
                _GATHER, tuple(map(_all_plain, (new_terms, new_words, new_names)))
            ).fetchone()
        )
        assert found is not None, "an aggregate gives a row"
        counts, nouns, names = found
        others: dict[str, list[str]] = {}
        for name, other in names:
            others.setdefault(name, []).append(other)
        _remember(self._terms, new_terms, {term: (inner, outer) for term, inner, outer in counts}, (0, 0))
        _remember(self._words, new_words, dict(nouns), 0)
        _remember(self._names, new_names, {name: tuple(sorted(found)) for name, found in others.items()}, ())

    def holds(self, term: str) -> bool:
        """Whether a passage holds the term."""
        return self._counts(term)[0] > 0

    def idf(self, term: str) -> float:
        """The IDF of a term."""
        return idf(self._counts(term)[0], self.passages)

    def number(self, term: str) -> int:
        """The number of the term (its column), whether a passage holds it or not."""
        return rows.number_of(term)

    def count(self, word: str) -> int:
        """How often a noun stands in the passages."""
        while (found := self._words.get(word)) is None:
            self.gather((), [word])
        return found

    def other_names(self, name: str) -> tuple[str, ...]:
        """The names that mean the same as `name`."""
        while (found := self._names.get(name)) is None:  # again where another thread has just emptied the cache
            self.gather((), [name])
        return found

    def long_names(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The names with a blank in them that stand in `text`."""
        if " " not in text:
            return {}
        found = self.database.read(lambda connection: connection.execute(_LONG_NAMES, [_plain(text)]).fetchall())
        return {str(name): tuple(others) for name, others in found}

    def near(self, keys: str, within: int) -> Mapping[str, str]:
        """The nouns with keystrokes like `keys`."""
        asked = {"keys": keys, "from": len(keys) - within, "until": len(keys) + within}
        return dict(self.database.read(lambda connection: connection.execute(_NEAR, asked).fetchall()))

    def through(self, letters: str) -> Mapping[str, int]:
        """The nouns that hold `letters` in order."""
        pattern = "".join(f"{_escaped(letter)}%" for letter in letters)
        return dict(self.database.read(lambda connection: connection.execute(_THROUGH, [pattern]).fetchall()))

    def passage_counts(self, terms: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Term -> numbers of passages and of documents that hold it; a term that no passage holds is left out."""
        wanted = list(terms)
        self.gather(wanted, ())
        counts = {term: self._counts(term) for term in wanted}
        return {term: count for term, count in counts.items() if count[0]}

    def bigram_counts(self, bigrams: Iterable[str]) -> dict[str, int]:
        """Bigram -> number of passages that hold it; a bigram that no passage holds is left out."""
        wanted = list(bigrams)
        new = [one for one in wanted if one not in self._bigrams]
        if new:
            found = self.database.read(lambda connection: connection.execute(_BIGRAMS, [_all_plain(new)]).fetchall())
            _remember(self._bigrams, new, dict(found), 0)
        counts = {one: self._bigrams.get(one, 0) for one in wanted}
        return {one: count for one, count in counts.items() if count}

    def _counts(self, term: str) -> tuple[int, int]:
        while (found := self._terms.get(term)) is None:
            self.gather([term], ())
        return found


def _remember(held: dict[str, V], asked: Iterable[str], found: Mapping[str, V], nothing: V) -> None:
    """Cache in `held` what was `found`, and `nothing` for the others of `asked`; a full cache is emptied first."""
    if len(held) > _KEPT:
        held.clear()
    held.update({one: found.get(one, nothing) for one in asked})


def _all_plain(texts: Iterable[str]) -> list[str]:
    return [_plain(text) for text in texts]


def _plain(text: str) -> str:
    return text.replace("\0", "")


def _escaped(letter: str) -> str:
    return f"\\{letter}" if letter in "%_\\" else letter


_GATHER = """
SELECT (SELECT coalesce(json_agg(json_build_array(term, passages, documents)), '[]') FROM mureobwa.term WHERE term = ANY(%s)),
       (SELECT coalesce(json_agg(json_build_array(word, count)), '[]') FROM mureobwa.word WHERE word = ANY(%s)),
       (SELECT coalesce(json_agg(json_build_array(name, other)), '[]') FROM mureobwa.name WHERE name = ANY(%s))
"""
_LONG_NAMES = """
SELECT name, array_agg(other ORDER BY other) FROM mureobwa.name
WHERE strpos(name, ' ') > 0 AND strpos(%s, name) > 0 GROUP BY name ORDER BY name
"""
_NEAR = """
SELECT word, keys FROM mureobwa.word
WHERE left(keys, 1) = left(%(keys)s, 1) AND length(keys) BETWEEN %(from)s AND %(until)s AND length(word) > 1
ORDER BY word
"""
_THROUGH = "SELECT word, count FROM mureobwa.word WHERE word LIKE %s"
_BIGRAMS = "SELECT bigram, passages FROM mureobwa.bigram WHERE bigram = ANY(%s)"
