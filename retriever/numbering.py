"""Terms as numbers: a vocabulary in alphabetical order, in which the place of a term is its number.

The order makes the numbers those of the terms alone: a vocabulary that lost some terms and got others is the same, to the byte, as one made
anew from all texts.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


class Numbering(dict[str, int]):
    """Term -> number, for terms that come one after the other; a new term gets the next number when it is looked up, so `numbers[term]` never
    fails. A known term costs no function call (`setdefault` for each of a corpus's terms took twice as long).
    """

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number

    def of(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of `terms`."""
        return np.fromiter(map(self.__getitem__, terms), np.int32, len(terms))


def united(
    held: Sequence[str], used: NDArray[np.bool_], new: Mapping[str, int]
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    """A vocabulary of those terms of the vocabulary `held` that are `used` (one value for each), and of the terms of `new`; and the numbers
    that the terms of `held` and of `new` (in the order of their numbers 0, 1, ...) have in it: -1 for an unused one.
    """
    places = np.flatnonzero(used)
    stay = [held[place] for place in places.tolist()]
    vocabulary = sorted({*stay, *new}) if new else stay
    numbers = {term: number for number, term in enumerate(vocabulary)}
    renamed = np.full(len(held), -1, np.int32)
    renamed[places] = _numbers_in(numbers, stay)
    return vocabulary, renamed, _numbers_in(numbers, new)


def _numbers_in(numbers: Mapping[str, int], terms: Iterable[str]) -> NDArray[np.int32]:
    return np.fromiter(map(numbers.__getitem__, terms), np.int32)
