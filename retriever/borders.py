"""The borders of the parts into which rows are divided: the rows of part n are those from `borders[n]` to `borders[n + 1]`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Borders = NDArray[np.int64]


def borders(counts: Iterable[int]) -> Borders:
    """The borders of parts of so many rows."""
    return np.cumsum([0, *counts], dtype=np.int64)


def parts_of(rows: NDArray[Any], within: Borders) -> Iterator[NDArray[Any]]:
    """Yield the parts of `rows` with these borders."""
    return (rows[first:end] for first, end in pairwise(within.tolist()))


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of term numbers, one after the other: row i is `values[borders[i]:borders[i + 1]]`."""

    values: NDArray[np.int32]
    borders: Borders

    @classmethod
    def of(cls, rows: Sequence[NDArray[np.int32]]) -> "Rows":
        """The lists `rows`, joined."""
        return cls(np.concatenate([*rows, np.zeros(0, np.int32)]), borders(map(len, rows)))

    @classmethod
    def load(cls, path: Path) -> "Rows":
        """The lists that `save` wrote to `path`."""
        with np.load(path) as held:
            return cls(held["values"], held["borders"])

    def save(self, path: Path) -> None:
        """Write the lists to `path` (npz)."""
        np.savez(path, values=self.values, borders=self.borders)

    def renamed(self, numbers: NDArray[np.int32]) -> "Rows":
        """The same lists with the number n as `numbers[n]`."""
        return Rows(numbers[self.values], self.borders)

    def __getitem__(self, row: int) -> NDArray[np.int32]:
        return self.values[self.borders[row] : self.borders[row + 1]]
