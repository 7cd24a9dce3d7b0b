"""Fine-tuning of the encoder of sentences: a question's vector is to be near those of the sentences that answer it.

Contrastive learning over a batch (InfoNCE; van den Oord et al. 2018) with hard negatives from the product's own first
passages. Only the upper layers learn; the states that they are given are computed once.
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor

from eval.training.examples import Example
from eval.training.layers import UpperLayers, rate_factor
from eval.training.states import StateStore
from ingest.document import Passage
from retriever.searched import embedded_sentence


@dataclass(frozen=True, slots=True)
class EncoderTraining:
    """The settings of the encoder's training. `temperature` and rates are those of the first trial (docs/reader.md)."""

    batch: int = 32
    negatives: int = 2
    temperature: float = 0.05
    rate: float = 1e-4
    warm_up: float = 0.1
    epochs: float = 1.0
    hard_from: int = 30
    """The number of best wrong sentences of the first passages from which negatives are drawn."""


@dataclass(frozen=True, slots=True)
class TrainingPair:
    """A question in one wording, a sentence that answers it (`answer`), all that do (`also_right`), and sentences that do not (`wrong`)."""

    question: str
    answer: str
    also_right: frozenset[str]
    wrong: tuple[str, ...]


def pairs(
    examples: Sequence[Example], passages: Mapping[str, Passage], training: EncoderTraining
) -> list[TrainingPair]:
    """The pairs of all examples that a sentence answers which is no mere label, one for each wording."""
    found = []
    for example in examples:
        right = [
            embedded_sentence(passages[name], sentence)
            for name, number in example.gold
            if not (sentence := passages[name].sentences[number]).is_label
        ]
        if not right:
            continue
        gold = set(example.gold)
        ranked = sorted(
            (4 * cosine + coverage, name, number)
            for name, sentences in example.hits
            for number, cosine, coverage in sentences
            if (name, number) not in gold and not passages[name].sentences[number].is_label
        )[::-1][: training.hard_from]
        wrong = [embedded_sentence(passages[name], passages[name].sentences[number]) for _, name, number in ranked]
        negatives = tuple(words for words in wrong if words not in right)
        wordings = filter(None, (example.question, example.also))
        found += [TrainingPair(wording, right[0], frozenset(right), negatives) for wording in wordings]
    return found


def train(
    upper: UpperLayers,
    given: Sequence[TrainingPair],
    questions: StateStore,
    sentences: StateStore,
    training: EncoderTraining,
    seed: int,
) -> Iterator[tuple[int, int, float, float]]:
    """Train `upper` in place; yields (step, steps, loss, seconds) after each step."""
    rnd = random.Random(seed)
    torch.manual_seed(seed)
    steps = int(len(given) / training.batch * training.epochs)
    optimiser = torch.optim.AdamW(upper.parameters(), lr=training.rate, weight_decay=0.01, fused=True)
    upper.train()
    order: list[int] = []
    started = time.monotonic()
    for step in range(steps):
        if len(order) < training.batch:
            order = rnd.sample(range(len(given)), len(given))
        batch = [given[order.pop()] for _ in range(training.batch)]
        loss = _loss(upper, batch, questions, sentences, training, rnd)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        for group in optimiser.param_groups:
            group["lr"] = training.rate * rate_factor((step + 1) / steps, training.warm_up)
        optimiser.step()
        yield step + 1, steps, float(loss.detach()), time.monotonic() - started


def _loss(
    upper: UpperLayers,
    batch: Sequence[TrainingPair],
    questions: StateStore,
    sentences: StateStore,
    training: EncoderTraining,
    rnd: random.Random,
) -> Tensor:
    answers = [pair.answer for pair in batch]
    wrong = [w for pair in batch for w in rnd.sample(pair.wrong, min(training.negatives, len(pair.wrong)))]
    texts = list(dict.fromkeys([*answers, *wrong]))
    asked = vectors(upper, [torch.from_numpy(questions.states(pair.question).values) for pair in batch])
    sentence_vectors = vectors(upper, [torch.from_numpy(sentences.states(text).values) for text in texts])
    likeness = asked @ sentence_vectors.T / training.temperature
    place = {text: column for column, text in enumerate(texts)}
    for row, pair in enumerate(batch):  # a sentence that also answers is no negative
        for text in pair.also_right - {pair.answer}:
            if text in place:
                likeness[row, place[text]] = -1e4
    return functional.cross_entropy(likeness, torch.tensor([place[answer] for answer in answers]))


def vectors(upper: UpperLayers, states: Sequence[Tensor]) -> Tensor:
    """`(texts, hidden)`, unit rows: the means over the tokens."""
    lengths = [len(one) for one in states]
    hidden = upper(torch.cat(list(states)), lengths)
    means = torch.stack([part.mean(dim=0) for part in hidden.split(lengths)])
    return functional.normalize(means, dim=1)
