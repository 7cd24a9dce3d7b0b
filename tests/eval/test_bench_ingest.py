"""How the cost of indexing is measured: the corpus that is made, the process that is watched, the recipe beside ours."""

import json
from pathlib import Path

import numpy as np
import pytest

from eval.bench.process import cost_of
from eval.bench.recipe import index
from eval.bench.sync import parts_of, write_corpus


def test_documents_are_cut_at_line_borders_and_the_rest_is_dropped() -> None:
    text = "가나다\n라마바\n사\n아자차카\n타"
    # 3 + 3 letters reach 5; 1 + 4 reach 5; 1 does not.
    assert list(parts_of(text, 5)) == ["가나다\n라마바", "사\n아자차카"]


def test_each_part_is_a_document_with_a_title_of_its_own(tmp_path: Path) -> None:
    source = tmp_path / "공고.md"
    source.write_text("가나다라\n마바사아\n자차카타\n", "utf-8")
    (tmp_path / "안").mkdir()
    files = write_corpus([source, source], tmp_path / "안", documents=4, characters=4)
    assert [file.read_text("utf-8") for file in files] == [
        "공고 제1부\n\n가나다라\n",
        "공고 제2부\n\n마바사아\n",
        "공고 제3부\n\n자차카타\n",
        "공고 제4부\n\n가나다라\n",
    ]


def test_what_a_process_costs(tmp_path: Path) -> None:
    (tmp_path / "busy.py").write_text("import os\nx = b'x' * int(os.environ['BYTES'])\nsum(range(10**6))\n", "utf-8")
    held = b"x" * 300 * 2**20  # what we hold ourselves does not count
    small, large = (cost_of("busy", [], {"PYTHONPATH": str(tmp_path), "BYTES": str(size * 2**20)}) for size in (1, 200))
    assert len(held) == 300 * 2**20
    assert small.processor > 0
    assert small.peak < 100
    assert 150 < large.peak - small.peak < 250


def test_a_process_that_fails_ends_the_measurement(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("raise SystemExit(3)\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        cost_of("broken", [], {"PYTHONPATH": str(tmp_path)})
    assert ended.value.code == 3


def test_the_recipe_indexes_all_of_a_text(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "주차": 1}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    static = StaticEmbedding(tokenizer, embedding_weights=np.array([[1, 0], [0, 1]], np.float32))
    SentenceTransformer(modules=[static]).save(str(tmp_path / "model"))
    documents = tmp_path / "문서"
    documents.mkdir()
    (documents / "a.txt").write_text("주차 " * 600, "utf-8")  # 1,800 letters: two chunks of 1,000 that share 200
    assert index(documents, tmp_path / "model", tmp_path / "vectors.json") == 2
    assert len(json.loads((tmp_path / "vectors.json").read_text())) == 2
