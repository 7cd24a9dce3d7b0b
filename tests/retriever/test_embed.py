from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import BadInputError
from retriever.embed import load_built_in, load_embedder
from retriever.encoder_cache import encoder_folder
from retriever.lower_layers import PASSAGE, QUERY, lower_layers
from retriever.settings import Settings


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Settings:
    return settings_in(tmp_path_factory.mktemp("embed"))


def test_unit_rows_of_the_told_dimension(built_in: Settings) -> None:
    embedder = load_embedder(built_in)
    vectors = embedder.passages(["공영주차장 요금", "도서관 휴관일", ""])
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_what_was_fitted_with_the_built_in_model_gets_it_whatever_the_office_has_set(built_in: Settings) -> None:
    other = built_in.model_copy(update={"embedding_model": "/없는/모델"})
    assert load_built_in(other) is load_embedder(built_in)
    with pytest.raises(BadInputError):
        load_embedder(other)


def test_a_text_has_one_vector_whatever_stands_beside_it(built_in: Settings) -> None:
    embedder = load_embedder(built_in)
    alone = embedder.passages(["공영주차장 요금"])
    beside = embedder.passages(["아주 긴 글 " * 200, "공영주차장 요금"])
    assert np.array_equal(alone[0], beside[1])


def test_meaning_across_words_and_languages(built_in: Settings) -> None:
    embedder = load_embedder(built_in)
    question = embedder.queries(["How much is the monthly parking pass?"])[0]
    parking, library = embedder.passages(["월 정기권은 5만 원입니다.", "도서관은 매월 둘째 화요일에 쉽니다."])
    assert question @ parking > question @ library


def test_questions_and_passages_have_prompts_of_their_own(built_in: Settings) -> None:
    embedder = load_embedder(built_in)
    assert not np.array_equal(embedder.queries(["주차"])[0], embedder.passages(["주차"])[0])


def test_no_texts(built_in: Settings) -> None:
    assert load_embedder(built_in).queries([]).shape == (0, 384)


def test_a_model_that_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="embedding_model"):
        load_embedder(Settings(home=tmp_path, embedding_model=str(tmp_path / "none")))


def test_any_sentence_transformers_folder_with_its_own_prompts(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "묻기": 1, "주차": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.array([[0, 0], [3, 0], [0, 4]], np.float32)
    static = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[static], prompts={"query": "묻기 ", "document": ""}).save(str(tmp_path / "model"))

    embedder = load_embedder(Settings(home=tmp_path, embedding_model=str(tmp_path / "model")))
    assert embedder.dimension == 2
    # The mean of (3, 0) and (0, 4), made of length one; a passage has no prompt here.
    assert embedder.queries(["주차"])[0].tolist() == pytest.approx([0.6, 0.8])
    assert embedder.passages(["주차"])[0].tolist() == pytest.approx([0.0, 1.0])


def test_of_a_long_question_the_first_tokens_are_read(built_in: Settings) -> None:
    """Five hundred odd signs cost no more than an ordinary long question; passages are read whole."""
    layers = lower_layers(encoder_folder(built_in.home))
    message = "中ย㎡" * 160
    states = layers.states(QUERY, message)
    assert len(states.ids) == len(states.offsets) == states.values.shape[0] == 128
    assert states.ids[-1] == layers.states(QUERY, "가").ids[-1]  # the mark at the end
    assert len(layers.states(PASSAGE, message).ids) > 300
