"""The fingerprints of the documents of an index version, stored with it: by them a sync tells what is the same, without the texts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retriever.borders import Borders, borders
from retriever.likeness import Fingerprint, Hashes, Likeness

if TYPE_CHECKING:
    from retriever.carried import Carried

_FILE = "fingerprints.npz"

Digests = NDArray[np.uint8]
"""`(n, 32)`: values of SHA-256."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """One row for each document: `contents`, the hash of all that decides what a search finds of it; `letters` and `samples` as in
    `likeness.Fingerprint`.
    """

    contents: Digests
    letters: Digests
    samples: Hashes
    within: Borders
    """The borders of the documents among `samples`."""

    @classmethod
    def none(cls) -> "Fingerprints":
        """The fingerprints of no document."""
        none = np.zeros((0, 32), np.uint8)
        return cls(none, none, np.zeros(0, np.uint64), borders([]))

    @classmethod
    def load(cls, folder: Path) -> "Fingerprints":
        """The fingerprints that `save` wrote into `folder`."""
        with np.load(folder / _FILE) as held:
            return cls(held["contents"], held["letters"], held["samples"], held["within"])

    def save(self, folder: Path) -> None:
        """Write the fingerprints into `folder`."""
        np.savez(folder / _FILE, contents=self.contents, letters=self.letters, samples=self.samples, within=self.within)

    def __len__(self) -> int:
        return len(self.contents)

    def __getitem__(self, document: int) -> Fingerprint:
        """The fingerprint of the text of a document, by its place."""
        sample = self.samples[self.within[document] : self.within[document + 1]]
        return Fingerprint(self.letters[document].tobytes(), sample)

    def with_documents(self, carried: "Carried", contents: Sequence[bytes]) -> "Fingerprints":
        """The fingerprints of the documents of another version; `contents`: the hashes of those that are not carried over whole."""
        texts = [Likeness(document.text).fingerprint for document, _ in carried.changed]
        each = borders([1] * len(self))
        return Fingerprints(
            carried.whole_rows(self.contents, each, map(_row, contents)),
            carried.whole_rows(self.letters, each, (_row(one.digest) for one in texts)),
            carried.whole_rows(self.samples, self.within, (one.sample for one in texts)),
            borders(carried.whole_lines(np.diff(self.within).tolist(), (len(one.sample) for one in texts))),
        )

    def version(self, *parts: object) -> str:
        """The name of a version: twelve hex digits over the contents of all documents, in order, and over `parts`."""
        digest = hashlib.sha256("".join(f"{one}\n" for one in parts).encode())
        digest.update(self.contents.tobytes())
        return digest.hexdigest()[:12]


def _row(digest: bytes) -> Digests:
    return np.frombuffer(digest, np.uint8)[None]
