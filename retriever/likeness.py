"""How alike two texts are, by the shingles that they share; and which of many texts are worth comparing."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.korean.letters import letters_of

Hashes = NDArray[np.uint64]

_LETTERS = 5  # of a shingle: Korean texts on one subject share few runs of five letters; a wrong letter changes only five shingles
_SAMPLED = 8  # one shingle in so many is compared when pairs of candidates are looked for
_CANDIDATE = 0.3  # share of the smaller sample that candidates have in common: far below what any rule asks for
_NEIGHBOURS = 64  # texts compared that have one shingle in common: thousands may share a mere letterhead
_FIGURE = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?m)^\W*\d{1,3}\W*$")  # only some formats hold page numbers
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio: Fibonacci hashing (Knuth, TAOCP 3, 6.4)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The part of a text's `Likeness` by which texts worth comparing are found: its `digest`, and those of its `shingles` that are in the sample
    (one in `_SAMPLED`).
    """

    digest: bytes
    sample: Hashes


@dataclass(frozen=True)
class Likeness:
    """A text, with the properties by which it is compared with others."""

    text: str

    @cached_property
    def letters(self) -> str:
        """The letters and digits of the text in lower case: what every format keeps of it."""
        return letters_of(self.text)

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of `letters`: the same for two texts with the same letters."""
        return hashlib.sha256(self.letters.encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers in the text, page numbers left out."""
        return frozenset(_FIGURE.findall(_PAGE_NUMBER.sub("", self.text)))

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of all runs of five letters, sorted, each once; of the whole text where it is shorter."""
        codes = np.frombuffer(self.letters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        width = max(1, len(codes) - _LETTERS + 1)
        hashes = np.zeros(width, np.uint64)
        for at in range(min(_LETTERS, len(codes))):
            hashes = (hashes + codes[at : at + width]) * _FACTOR
            hashes ^= hashes >> np.uint64(29)
        return np.unique(hashes)

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the text."""
        return Fingerprint(self.digest, self.shingles[self.shingles % np.uint64(_SAMPLED) == 0])

    def shares(self, other: "Likeness") -> float:
        """The share (0..1) of shingles that both texts hold, of those of the text that has more."""
        common = len(np.intersect1d(self.shingles, other.shingles, assume_unique=True))
        return common / max(len(self.shingles), len(other.shingles))


def likely_pairs(samples: Sequence[Hashes], new: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that may be alike, as places in `samples`, those of their fingerprints (the smaller place first); at least one of
    each pair is in `new`. Each pair once, in order.
    """
    is_new = np.zeros(len(samples), bool)
    is_new[list(new)] = True
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(samples)), [len(sample) for sample in samples])
    if not is_new.all():  # a shingle that no new text has finds no pair
        shared = np.isin(hashes, np.concatenate([samples[at] for at in new]))
        hashes, owners = hashes[shared], owners[shared]
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    found = [np.zeros(0, np.int64)]
    for distance in range(1, min(_NEIGHBOURS, len(hashes))):
        same = hashes[distance:] == hashes[:-distance]
        one, other = owners[:-distance][same], owners[distance:][same]
        if not len(one):
            break
        touched = is_new[one] | is_new[other]
        found.append(one[touched] * len(samples) + other[touched])  # a stable order keeps the smaller first
    keys, counts = np.unique(np.concatenate(found), return_counts=True)
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        one, other = divmod(key, len(samples))
        if count >= _CANDIDATE * min(len(samples[one]), len(samples[other])):
            yield one, other
