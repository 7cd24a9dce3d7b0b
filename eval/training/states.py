"""The states of many texts from the frozen lower layers, computed once and stored."""

import pickle
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retriever.lower_layers import LowerLayers, States


class StateStore:
    """States and token offsets of texts, by text; in half precision, since the states take most of the memory."""

    def __init__(self, lower: LowerLayers, prompt: str, longest: int) -> None:
        """`longest`: tokens kept of a text."""
        self._lower, self._prompt, self._longest = lower, prompt, longest
        self._held: dict[str, tuple[NDArray[np.float16], tuple[tuple[int, int], ...]]] = {}

    def add(self, texts: Iterable[str], tell: Callable[[int, int], None]) -> int:
        """Compute the states of those of `texts` that are not held yet; returns their number. `tell` is called with (done, of how many)."""
        wanted = [text for text in dict.fromkeys(texts) if text not in self._held]
        for done, text in enumerate(wanted):
            if done % 1000 == 0:
                tell(done, len(wanted))
            states = self._lower.states(self._prompt, text)
            self._held[text] = states.values[: self._longest].astype(np.float16), states.offsets[: self._longest]
        return len(wanted)

    def save(self, path: Path) -> None:
        """Write all states held to the file `path`."""
        with path.open("wb") as file:
            pickle.dump(self._held, file, protocol=5)

    def load(self, path: Path) -> None:
        """Add the states that `save` wrote to `path`, where there is such a file; they must be of the same prompt and lower layers."""
        if path.exists():
            with path.open("rb") as file:
                self._held |= pickle.load(file)  # our own file in the work folder

    def states(self, text: str) -> States:
        """The states of `text` that are held: those of its first `longest` tokens."""
        values, offsets = self._held[text]
        ids = self._lower.ids(self._prompt, text)[: self._longest]
        return States(values.astype(np.float32), ids, offsets)
