"""Trained weights on disk."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from ingest.errors import BadInputError
from retriever.encoder_cache import READER_UPPER, encoder_folder
from retriever.trained import READER, READER_MOST, SENTENCE, TrainedWeights, eight_bit, save, shipped


def test_eight_bits_keep_each_row_to_half_a_step() -> None:
    rows = np.array([[1.0, -0.5, 0.25], [0.0, 0.0, 0.0]], np.float32)
    whole, scale = eight_bit(rows)
    assert whole.tolist() == [[127, -64, 32], [0, 0, 0]]
    assert np.abs(whole * scale[:, None] - rows).max() <= 0.5 / 127 + 1e-6


def test_two_products_with_the_readers_weights_fit_sixteen_bits(encoder_home: Path) -> None:
    """Processors without VNNI add them there; unsigned bytes reach 255."""
    graph = onnx.load(encoder_folder(encoder_home) / READER_UPPER).graph
    weights = [numpy_helper.to_array(one) for one in graph.initializer if one.name.endswith(".weight")]
    whole = [one.astype(int) for one in weights if one.dtype == np.int8]
    assert (
        len(whole) == 6 * 4
    )  # of each layer: query, key and value in one, their output, and the two of the feed-forward part
    assert {int(np.abs(one).max()) for one in whole} == {READER_MOST}
    assert np.iinfo(np.int16).max >= 2 * 255 * READER_MOST


def test_what_is_saved_is_read_by_name(tmp_path: Path) -> None:
    large = np.random.default_rng(0).normal(size=(256, 400)).astype(np.float32)
    small = np.array([1.5, -2.0], np.float32)
    save(tmp_path / "w.npz", {"l6.q.w": large, "l6.q.b": small})
    read = TrainedWeights(tmp_path / "w.npz")
    assert read.tensor("l6.q.b").tolist() == [1.5, -2.0]
    assert np.abs(read.tensor("l6.q.w", 400) - large).max() < 0.02


def test_other_values_are_another_version(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 1.0), ("c", 1.001)):
        save(tmp_path / f"{name}.npz", {"x": np.array([value], np.float32)})
    a, b, c = (TrainedWeights(tmp_path / f"{name}.npz").version for name in "abc")
    assert a == b != c


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "w.npz").write_bytes(b"PK\x03\x04 half")
    with pytest.raises(BadInputError, match=r"w\.npz"):
        TrainedWeights(tmp_path / "w.npz")


@pytest.mark.parametrize("name", [SENTENCE, READER])
def test_the_shipped_weights_are_whole_and_small(name: str) -> None:
    weights = shipped(name)
    assert weights.tensor("l6.q.w", 384).shape == (384, 384)
    assert weights.tensor("l11.fo.w", 1536).shape == (384, 1536)
    assert Path(__file__).parents[2].joinpath("retriever/weights", name).stat().st_size < 12_500_000
