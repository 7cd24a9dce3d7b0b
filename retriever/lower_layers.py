"""The lower layers of the built-in model: the tokens of a text and their hidden states, each text read by itself.

The layers above them differ (vectors of passages, vectors of sentences, the reader), so a text that is needed twice
goes through the lower layers once.
"""

import platform
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from retriever.encoder_cache import LOWER, TOKENIZER
from retriever.processor import onnx_providers

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

QUERY, PASSAGE = "query: ", "passage: "
"""The prompts of multilingual-e5-small (its model card)."""

KEPT_QUESTIONS = 16
"""The number of questions whose states and vectors are cached: each is classified, searched by passages and by sentences, and read."""
_T = TypeVar("_T")
_MAX_TOKENS = 512  # multilingual-e5-small's positions; further tokens are cut off
_QUESTION_TOKENS = 128
"""Tokens read of a question, the marks at its two ends included; a whole message of 500 odd characters would cost as much as reading five
passages. The longest of 45,000 questions and 2,500 messages at hand has 119.
"""


@dataclass(frozen=True, slots=True)
class States:
    """The hidden states of a text's tokens. `values` `(tokens, hidden) float32`; `ids` the tokens' numbers; `offsets` their (start, end) in
    the text after the prompt, in characters ((0, 0) for the two marks at the ends and for the prompt's tokens).
    """

    values: NDArray[np.float32]
    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class LowerLayers:
    """The tokenizer and the layers below `e5_graph.LOWER_LAYERS`. Safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._session = open_session(folder / LOWER)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._question = lru_cache(maxsize=KEPT_QUESTIONS)(lambda text: self._states(QUERY, text))

    def states(self, prompt: str, text: str) -> States:
        """The states of `text` after its prompt (`QUERY`, `PASSAGE`); those of the last questions are cached."""
        return self._question(text) if prompt == QUERY else self._states(prompt, text)

    def _states(self, prompt: str, text: str) -> States:
        encoding = self._tokenizer.encode(prompt + text)
        numbers, places = encoding.ids, encoding.offsets
        if prompt == QUERY:
            numbers, places = _within(numbers, _QUESTION_TOKENS), _within(places, _QUESTION_TOKENS)
        ids = np.array([numbers], np.int64)
        values = self._session.run(None, {"input_ids": ids})[0][0]
        skipped = len(prompt)
        offsets = tuple((max(0, start - skipped), max(0, end - skipped)) for start, end in places)
        return States(values, tuple(numbers), offsets)

    def ids(self, prompt: str, text: str) -> tuple[int, ...]:
        """The numbers of the tokens of `text` after its prompt, without their states."""
        return tuple(self._tokenizer.encode(prompt + text).ids)


def _within(tokens: list[_T], most: int) -> list[_T]:
    """`tokens`; where there are more than `most`, the first `most - 1` of them and the mark at the end."""
    return tokens if len(tokens) <= most else [*tokens[: most - 1], tokens[-1]]


@lru_cache(maxsize=2)
def lower_layers(folder: Path) -> LowerLayers:
    """The lower layers in `folder`, opened once in a process."""
    return LowerLayers(folder)


@lru_cache(maxsize=8)  # lower layers and three upper ones, of one or two folders
def open_session(path: Path, fits: bool = False) -> "InferenceSession":
    """The session of the graph at `path`, opened once in a process. A run uses only the thread that calls it; several threads may call
    at once.

    Several texts are read in parallel rather than one text on all cores: threads that share an operator wait for each other a few hundred
    times a passage, which cost an answer 15 % more processor time (497 against 423 ms, two cores, AVX2). The values are the same.
    `fits`: the graph's weights are small enough (`trained.READER_MOST`) that no processor saturates when it adds their products.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if not fits and _saturates():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(
        str(path), options, providers=onnx_providers(onnxruntime.get_available_providers())
    )


@lru_cache(maxsize=1)
def _saturates() -> bool:
    """Whether this processor adds products of unsigned and signed bytes in 16 bits, where they saturate: an x86 without VNNI, or one of
    which this is unknown.

    There ONNX Runtime multiplies more exactly on request. Without that the logits of a reader with weights of 8 bits were off by .6 in the
    mean and 5.2 at most (AVX2, 125 passages); with it an answer costs a sixth more (405 against 355 ms of processor time). With VNNI nothing
    saturates, and the exact products would halve the speed.
    """

    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    flags = Path("/proc/cpuinfo")
    return not flags.exists() or "vnni" not in flags.read_text()
