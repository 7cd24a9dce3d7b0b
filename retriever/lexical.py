"""BM25 over lists of terms: the lexical legs of the ranking.

How often each term stands in each text is stored beside the scores, so that an index of some other texts is made from it without reading the
texts that stay (`TermCounts.with_texts`). The scores and the files are those of bm25s, method "lucene", to the last bit.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retriever.numbering import Numbering, united

# Short passages of about one length: little length normalisation, quick saturation. Measured on the whole pages
# of AutoRAG (114 questions, no other leg) against k1 1.5, b 0.75: recall@1 .860 against .842, MRR .918 against .909.
K1, B = 0.9, 0.4

Scores = NDArray[np.float32]

_SCORES, _ROWS, _STARTS = "data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy"
_TERMS, _PARAMETERS = "vocab.index.json", "params.index.json"
"""Files as bm25s names them."""
_COUNTS = "counts.npy"


def idf(count: int, size: int) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)) for n of N texts (Lucene's BM25): what bm25s multiplies `term_weight` by."""
    return math.log(1.0 + (size - count + 0.5) / (count + 0.5))


def term_weight(count: int, length: int, mean: float) -> float:
    """The BM25 weight, without IDF, of a term that stands `count` times in a text of `length` terms; `mean` is the mean length of the texts."""
    return count / (K1 * (1.0 - B + B * length / mean) + count)


class Gathered:
    """Texts collected for `TermCounts`, as the numbers of their terms: as words they take ten times the memory."""

    def __init__(self) -> None:
        self.numbers = Numbering()
        self.texts: list[NDArray[np.int32]] = []

    def add(self, text: Sequence[str]) -> None:
        """One more text, given as its terms."""
        self.texts.append(self.numbers.of(text))


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each term stands in each of `size` texts. The texts that hold term number t are `rows[starts[t]:starts[t + 1]]`, in order, and
    hold it as many times as `counts` says at the same place. `terms` is a vocabulary (`retriever.numbering`) without unused terms.
    """

    terms: Sequence[str]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.unsignedinteger[Any]]
    size: int

    @classmethod
    def none(cls) -> "TermCounts":
        """The counts of no text."""
        return cls([], np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint8), 0)

    @classmethod
    def load(cls, folder: Path) -> "TermCounts":
        """The counts of the index that `Lexical.save` wrote into `folder`."""
        terms = list(json.loads((folder / _TERMS).read_text("utf-8")))
        starts, rows, counts = (np.load(folder / name) for name in (_STARTS, _ROWS, _COUNTS))
        return cls(terms, starts, rows, counts, _size(folder))

    def with_texts(self, moved: NDArray[np.int64], gathered: Gathered, rows: NDArray[np.int64]) -> "TermCounts":
        """The counts of other texts: text t of these is text `moved[t]` of them (-1: it is gone; those that stay keep their order), and the
        texts `gathered` are those at `rows`.
        """
        size = int(np.count_nonzero(moved >= 0)) + len(rows)
        places = moved[self.rows]
        stay = places >= 0
        numbers = np.repeat(np.arange(len(self.terms)), np.diff(self.starts))[stay]
        used = np.zeros(len(self.terms), bool)
        used[numbers] = True
        terms, renamed, added = united(self.terms, used, gathered.numbers)
        # A term in a text is one number, by which all are sorted: both renumberings keep the order, so what stays is sorted already.
        keys = renamed[numbers].astype(np.int64) * size + places[stay]
        counts: NDArray[Any] = self.counts[stay]
        if gathered.texts:
            held = added[np.concatenate(gathered.texts)].astype(np.int64)
            at = np.repeat(rows, [len(text) for text in gathered.texts])
            new, times = np.unique(held * size + at, return_counts=True)
            before = np.searchsorted(keys, new)
            widest = np.promote_types(counts.dtype, np.min_scalar_type(int(times.max(initial=0))))
            keys, counts = np.insert(keys, before, new), np.insert(counts.astype(widest), before, times)
        counts = counts.astype(np.min_scalar_type(int(counts.max(initial=0))))
        of_term, of_row = np.divmod(keys, max(size, 1))
        starts = np.searchsorted(of_term, np.arange(len(terms) + 1)).astype(np.int64)
        return TermCounts(terms, starts, of_row.astype(np.int32), counts, size)

    def scores(self) -> Scores:
        """The BM25 score of each term in each text, in the order of `rows`, rounded where bm25s rounds."""
        lengths = np.bincount(self.rows, self.counts, self.size)
        mean = lengths.sum() / max(self.size, 1)
        holding = np.diff(self.starts)
        distinct, which = np.unique(holding, return_inverse=True)
        weights = np.array([idf(count, self.size) for count in distinct.tolist()], np.float32)[which]
        counts = self.counts.astype(np.float32)
        found: Scores = (
            np.repeat(weights, holding) * (counts / (K1 * ((1 - B) + B * lengths[self.rows] / mean) + counts))
        ).astype(np.float32)
        return found


class Lexical:
    """An inverted index over `size` texts, each given as its list of terms."""

    def __init__(self, counts: TermCounts, scores: Scores) -> None:
        self._counts, self._scores = counts, scores
        self._numbers = {term: number for number, term in enumerate(counts.terms)}
        self._starts: list[int] = counts.starts.tolist()
        self.size = counts.size

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> "Lexical":
        """The index over `texts`. The order of the texts is the order of the scores."""
        gathered = Gathered()
        for text in texts:
            gathered.add(text)
        return cls.of_counts(
            TermCounts.none().with_texts(
                np.zeros(0, np.int64), gathered, np.arange(len(gathered.texts), dtype=np.int64)
            )
        )

    @classmethod
    def of_counts(cls, counts: TermCounts) -> "Lexical":
        """The index over the texts with these `counts`."""
        return cls(counts, counts.scores())

    @classmethod
    def load(cls, folder: Path) -> "Lexical":
        """The index that `save` wrote into `folder`.

        Raises:
            ValueError: its files do not fit together.
        """
        counts, scores = TermCounts.load(folder), np.load(folder / _SCORES)
        of_one_length = {len(scores), len(counts.rows), len(counts.counts), int(counts.starts[-1])}
        if len(of_one_length) > 1 or len(counts.starts) != len(counts.terms) + 1:
            raise ValueError(f"the files in {folder} do not fit together")
        return cls(counts, scores)

    def save(self, folder: Path) -> None:
        """Write the index into `folder`: in bm25s's own format (JSON and npy), and the counts beside it."""
        folder.mkdir(exist_ok=True)
        held = self._counts
        arrays: dict[str, NDArray[Any]] = {
            _SCORES: self._scores,
            _ROWS: held.rows,
            _STARTS: held.starts,
            _COUNTS: held.counts,
        }
        for name, values in arrays.items():
            np.save(folder / name, values)
        (folder / _TERMS).write_text(json.dumps(self._numbers, ensure_ascii=False), "utf-8")
        parameters = {"k1": K1, "b": B, "method": "lucene", "backend": "numpy", "num_docs": self.size}
        (folder / _PARAMETERS).write_text(json.dumps(parameters), "utf-8")

    def __contains__(self, term: str) -> bool:
        return term in self._numbers

    def count(self, term: str) -> int:
        """The number of texts that hold `term`."""
        at = self._numbers.get(term)
        return 0 if at is None else self._starts[at + 1] - self._starts[at]

    def terms(self) -> Sequence[str]:
        """The vocabulary."""
        return self._counts.terms

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """`(size,) float32`: for each text the sum of its terms' BM25 scores, each times its weight; 0 is no match."""
        total = np.zeros(self.size, np.float32)
        for term, weight in weights.items():
            at = self._numbers.get(term)
            if at is not None:
                column = slice(self._starts[at], self._starts[at + 1])
                total[self._counts.rows[column]] += weight * self._scores[column]
        return total


def _size(folder: Path) -> int:
    return int(json.loads((folder / _PARAMETERS).read_text("utf-8"))["num_docs"])
