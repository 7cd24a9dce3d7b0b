"""Nearest unit vectors, exactly (FAISS behind it)."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from retriever.embed import Vectors


def passages_of(lengths: Sequence[Sequence[int]], sentences: NDArray[np.float16]) -> Vectors:
    """The vector of each passage, made from those of its sentences, `(passages, dimension) float32`, unit rows.

    `lengths` has for each passage the characters of its sentences, `sentences` `(sentences, dimension)` their unit vectors, passage
    after passage. A longer sentence counts more, by the square root of its length. A passage without one has a row of zeros.
    Embedding passages by themselves took as long as all their sentences, and found them no better (docs/retrieval.md).
    """
    rows = np.zeros((len(lengths), sentences.shape[1]), np.float32)
    at = 0
    for row, own in zip(rows, lengths, strict=True):
        row += np.sqrt(np.array(own, np.float32)) @ sentences[at : at + len(own)].astype(np.float32)
        at += len(own)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(norms > 0, norms, np.float32(1))
    return rows


class NearestVectors:
    """An exact search for the nearest of unit vectors by cosine: higher is better, and nothing here is a distance."""

    def __init__(self, engine: faiss.Index) -> None:
        self._engine = engine

    @classmethod
    def of(cls, vectors: Vectors) -> "NearestVectors":
        """The search over `vectors`, `(n, dimension) float32`, unit rows."""
        engine = faiss.IndexFlatIP(vectors.shape[1])
        engine.add(np.ascontiguousarray(vectors, np.float32))
        return cls(engine)

    @classmethod
    def load(cls, path: Path) -> "NearestVectors":
        """The search that `save` wrote to `path`."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Write the vectors to `path` in FAISS's own format."""
        faiss.write_index(self._engine, str(path))

    @property
    def size(self) -> int:
        """The number of rows."""
        return int(self._engine.ntotal)

    @property
    def dimension(self) -> int:
        """The number of columns."""
        return int(self._engine.d)

    def rows(self) -> Vectors:
        """All rows, `(n, dimension) float32`, in the order they were given."""
        return np.asarray(self._engine.reconstruct_n(0, self.size), np.float32)

    def nearest(
        self, query: Vectors, limit: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], Vectors]:
        """The rows nearest to the unit vector `query` `(dimension,)`, best first, and their cosines (-1..1); only `among` these rows where given."""
        chosen = None if among is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]  # SWIG takes any
        size = self.size if among is None else len(among)
        cosines, rows = self._engine.search(query[None, :], min(limit, size), params=chosen)
        return rows[0], cosines[0]
