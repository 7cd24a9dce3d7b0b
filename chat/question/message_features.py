"""What a classifier of messages looks at: the letters and the words of a message, hashed into a row, and the encoder's vector.

Hashing (Weinberger et al. 2009, arXiv:0902.2206) needs no table of words, so the weights are one array.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.korean.morphemes import morphemes

HASHED = 2**16
"""Columns of a feature row for letters and words; the columns of the encoder's vector follow. With 2**14, into which too many runs fell together,
83 of 1,212 harmless messages were taken for danger where 36 of 735 messages of danger were missed; with 2**17 and letters alone 46, with words as well
in 2**16 45 (docs/security.md).
"""
_RUN = 3
_MEANING = 1.5
"""Weight of the encoder's vector (unit length, minus the mean vector) relative to the hashed vector (unit length); 1.5 to 3 made no difference."""
_NO_LETTER = re.compile(r"[\s.,!?~…·ㆍ'\"“”‘’ㅠㅜㅎㅋ]+")

FeatureRow = NDArray[np.float32]


def letters(message: str, columns: int) -> FeatureRow:
    """The letters of `message` as `(columns,) float32`, unit length: the count of each run of one to three letters, signed by its hash."""
    return _hashed(Counter(_runs(message)), columns)


def features(message: str, vector: FeatureRow, mean: FeatureRow) -> FeatureRow:
    """The feature row of a message, `(HASHED + dimension,) float32`: its runs of letters, its morphemes and their pairs, unit length, then
    `_MEANING` times the encoder's `vector` minus `mean`, the mean vector of all messages.
    """
    found = Counter(_runs(message))
    found.update(_morphemes(message))
    return np.concatenate([_hashed(found, HASHED), np.float32(_MEANING) * (vector - mean)])


def _runs(message: str) -> Iterator[str]:
    text = _NO_LETTER.sub("", message.lower())
    for length in range(1, _RUN + 1):
        yield from (text[at : at + length] for at in range(len(text) - length + 1))


def _morphemes(message: str) -> Iterator[str]:
    """Each morpheme with its tag, and each pair of neighbours, the beginning and the end of the message being neighbours too."""
    tagged_forms = ["^", *(f"{one.form}/{one.tag}" for one in morphemes(message)), "$"]
    yield from (f"m {one}" for one in tagged_forms)
    yield from (f"m {one} {two}" for one, two in pairwise(tagged_forms))


def _hashed(counts: Counter[str], columns: int) -> FeatureRow:
    row = np.zeros(columns, np.float32)
    for run, count in counts.items():
        code = zlib.crc32(run.encode("utf-8", "surrogatepass"))
        row[code % columns] += count if code & 0x8000_0000 else -count
    size = float(np.linalg.norm(row))
    return row / np.float32(size) if size else row
