"""Which documents a new index version carries over from the one before, and how the stored rows of both are put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from retriever.borders import Borders, borders
from retriever.made import Split, same_words
from retriever.previous import Previous

T = TypeVar("T")


@dataclass(frozen=True)
class Carried:
    """The `documents` of a new version, in order. `places`: for each its place in the version `previous`, where that holds its title and its
    passages word for word, else -1. `whole`: whether nothing else of it has changed either.
    """

    documents: Sequence[Split]
    previous: Previous | None
    places: Sequence[int]
    whole: Sequence[bool]

    @classmethod
    def of(cls, documents: Sequence[Split], previous: Previous | None) -> "Carried":
        """What can be carried over to a version with `documents` (in the order of their ids, as every version is)."""
        held = previous.documents if previous else {}
        places = {name: place for place, name in enumerate(held)}
        found: list[tuple[int, bool]] = []
        for document, passages in documents:
            before = held.get(document.id)
            # Passages and documents that were not read again are the same objects: comparing them costs nothing.
            same = same_words(before, document, passages)
            found.append((places[document.id] if same else -1, before == (document, passages)))
        return cls(documents, previous, [place for place, _ in found], [whole for _, whole in found])

    @cached_property
    def fresh(self) -> Sequence[Split]:
        """The documents that are not carried over, in order."""
        return [pair for pair, place in zip(self.documents, self.places, strict=True) if place < 0]

    @cached_property
    def changed(self) -> Sequence[Split]:
        """The documents that are not carried over whole, in order; the `fresh` ones are among them."""
        return [pair for pair, whole in zip(self.documents, self.whole, strict=True) if not whole]

    @cached_property
    def passages(self) -> Borders:
        """The borders of the documents among the passages of the new version."""
        return borders(len(passages) for _, passages in self.documents)

    def rows(self, held: NDArray[Any], within: Borders, new: Iterable[NDArray[Any]]) -> NDArray[Any]:
        """The rows of all documents: those that are carried over have theirs in `held`, within these borders; the others are `new`, each the rows
        of one document.
        """
        return _rows(self.places, held, within, new)

    def lines(self, held: Sequence[T], new: Iterable[T]) -> Iterator[T]:
        """Yield for each document its one of `held`, which has one for each document of the previous version, where it is carried over, else the
        next of `new`.
        """
        return _lines(self.places, held, new)

    def whole_lines(self, held: Sequence[T], new: Iterable[T]) -> Iterator[T]:
        """The same as `lines`, for the documents that are carried over whole."""
        return _lines(self._whole_places, held, new)

    def whole_rows(self, held: NDArray[Any], within: Borders, new: Iterable[NDArray[Any]]) -> NDArray[Any]:
        """The same as `rows`, for the documents that are carried over whole."""
        return _rows(self._whole_places, held, within, new)

    @cached_property
    def _whole_places(self) -> Sequence[int]:
        return [place if whole else -1 for place, whole in zip(self.places, self.whole, strict=True)]

    def moved(self, before: Borders, now: Borders) -> tuple[Borders, Borders]:
        """For each row of the previous version its row in the new one, -1 where it is gone; and the rows of new documents, in order. Both are given
        as the borders of the documents.
        """
        moved = np.full(int(before[-1]), -1, np.int64)
        new: list[Borders] = [np.zeros(0, np.int64)]
        for number, place in enumerate(self.places):
            rows = np.arange(now[number], now[number + 1])
            if place < 0:
                new.append(rows)
            else:
                moved[before[place] : before[place + 1]] = rows
        return moved, np.concatenate(new)


def _lines(places: Sequence[int], held: Sequence[T], new: Iterable[T]) -> Iterator[T]:
    coming = iter(new)
    return (held[place] if place >= 0 else next(coming) for place in places)


def _rows(places: Sequence[int], held: NDArray[Any], within: Borders, new: Iterable[NDArray[Any]]) -> NDArray[Any]:
    coming = iter(new)
    parts = [held[within[place] : within[place + 1]] if place >= 0 else next(coming) for place in places]
    return np.concatenate(parts) if parts else held[:0]
