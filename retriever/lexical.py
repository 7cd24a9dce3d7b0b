"""BM25 over lists of terms (bm25s behind it): the lexical legs of the ranking."""

import math
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

# Short passages of about one length: little length normalisation, quick saturation. Measured on the whole pages
# of AutoRAG (114 questions, no other leg) against k1 1.5, b 0.75: recall@1 .860 against .842, MRR .918 against .909.
K1, B = 0.9, 0.4

Scores = NDArray[np.float32]


def idf(count: int, size: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N texts (Lucene's BM25): what bm25s multiplies `term_weight` by."""
    return math.log(1.0 + (size - count + 0.5) / (count + 0.5))


def term_weight(count: int, length: int, mean: float) -> float:
    """The BM25 weight, without IDF, of a term that stands `count` times in a text of `length` terms; `mean` is the mean length of the texts."""
    return count / (K1 * (1.0 - B + B * length / mean) + count)


class Numbering(dict[str, int]):
    """Term -> number; a new term gets the next number when it is looked up, so `numbers[term]` never fails. A known term costs no function
    call (`setdefault` for each of a corpus's terms took twice as long).
    """

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number

    def of(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of `terms`."""
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


class Gathered:
    """Texts collected for a `Lexical`, as the numbers of their terms: as words they take ten times the memory."""

    def __init__(self) -> None:
        self.numbers = Numbering()
        self.rows: list[NDArray[np.int32]] = []

    def add(self, text: Sequence[str]) -> None:
        """One more text, given as its terms."""
        self.rows.append(self.numbers.of(text))


class Lexical:
    """An inverted index over `size` texts, each given as its list of terms."""

    def __init__(self, engine: bm25s.BM25) -> None:
        self._engine = engine
        self._ids: Mapping[str, int] = engine.vocab_dict
        self.size = int(engine.scores["num_docs"])
        self._counts: list[int] = np.diff(engine.scores["indptr"]).tolist()

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> "Lexical":
        """The index over `texts`. The order of the texts is the order of the scores."""
        gathered = Gathered()
        for text in texts:
            gathered.add(text)
        return cls.of_gathered(gathered)

    @classmethod
    def of_gathered(cls, gathered: Gathered) -> "Lexical":
        """The index over the texts that were `gathered`."""
        ids: dict[str, int] = dict(gathered.numbers)
        rows = [row.tolist() for row in gathered.rows]
        if not ids:  # bm25s refuses an empty vocabulary; no question holds the empty term
            ids[""], rows = 0, [[0] for _ in rows]
        engine = bm25s.BM25(method="lucene", k1=K1, b=B)
        with warnings.catch_warnings():
            if not rows:  # an office may remove its last document; bm25s computes the mean length all the same
                warnings.simplefilter("ignore", RuntimeWarning)
            engine.index((rows, ids), create_empty_token=False, show_progress=False)
        return cls(engine)

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        """The index that `save` wrote into `folder`."""
        return cls(bm25s.BM25.load(str(folder), mmap=False, load_corpus=False, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index into `folder` in bm25s's own format (JSON and npy)."""
        self._engine.save(str(folder), show_progress=False)

    def __contains__(self, term: str) -> bool:
        return term in self._ids

    def count(self, term: str) -> int:
        """The number of texts that hold `term`."""
        at = self._ids.get(term)
        return 0 if at is None else self._counts[at]

    def terms(self) -> Sequence[str]:
        """The vocabulary."""
        return list(self._ids)

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """`(size,) float32`: for each text the sum of its terms' BM25 scores, each times its weight; 0 is no match."""
        total = np.zeros(self.size, np.float32)
        held = self._engine.scores
        for term, weight in weights.items():
            at = self._ids.get(term)
            if at is not None:
                column = slice(held["indptr"][at], held["indptr"][at + 1])
                total[held["indices"][column]] += weight * held["data"][column]
        return total
