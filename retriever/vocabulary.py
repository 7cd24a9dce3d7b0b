"""The vocabulary of an index folder, all in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ingest.korean.keyslip import decomposed
from retriever.lexical import Lexical, idf


def stands_in_order(letters: str, word: str) -> bool:
    """Whether `word` begins with the first of `letters` and holds the others after it, in order."""
    left = iter(word)
    return word[:1] == letters[:1] and all(letter in left for letter in letters)


@dataclass(frozen=True)
class FolderVocabulary:
    """`retriever.passage_index.Vocabulary` over the parts of an index version (`retriever.index.Index`)."""

    terms: Lexical
    numbers: Mapping[str, int]
    words: Mapping[str, int]
    names: Mapping[str, tuple[str, ...]]

    def gather(self, terms: Iterable[str], words: Iterable[str]) -> None:
        """Does nothing: everything is in memory."""

    def holds(self, term: str) -> bool:
        """Whether a passage holds the term."""
        return term in self.terms

    def idf(self, term: str) -> float:
        """The IDF of a term."""
        return idf(self.terms.count(term), self.terms.size)

    def number(self, term: str) -> int:
        """The number of the term, -1 where no sentence and no heading holds it."""
        return self.numbers.get(term, -1)

    def count(self, word: str) -> int:
        """How often a noun stands in the passages."""
        return self.words.get(word, 0)

    def other_names(self, name: str) -> tuple[str, ...]:
        """The names that mean the same as `name`."""
        return self.names.get(name, ())

    def long_names(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """The names with a blank in them that stand in `text`."""
        return {name: self.names[name] for name in self._long if name in text}

    def near(self, keys: str, within: int) -> Mapping[str, str]:
        """The nouns with keystrokes like `keys`."""
        alike = self._by_key.get(keys[:1], {})
        return {word: typed for word, typed in alike.items() if abs(len(typed) - len(keys)) <= within}

    def through(self, letters: str) -> Mapping[str, int]:
        """The nouns that hold `letters` in order."""
        alike = self._by_letter.get(letters[:1], {})
        return {word: count for word, count in alike.items() if stands_in_order(letters, word)}

    @cached_property
    def _long(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if " " in name)

    @cached_property
    def _by_letter(self) -> Mapping[str, Mapping[str, int]]:
        """The nouns and how often they stand, by the first letter."""
        found: dict[str, dict[str, int]] = {}
        for word, count in self.words.items():
            found.setdefault(word[:1], {})[word] = count
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, Mapping[str, str]]:
        """The keystrokes of the nouns of two letters and more, by the first key."""
        found: dict[str, dict[str, str]] = {}
        for word in self.words:
            if len(word) > 1:
                keys = decomposed(word)
                found.setdefault(keys[:1], {})[word] = keys
        return found
