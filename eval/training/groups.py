"""The group of passages that are read together for a question in training, and batches of groups as tensors."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from chat.reading.reader import prior, segments, tokens_within
from chat.reading.rendering import Rendered
from eval.training.examples import Example
from eval.training.states import StateStore
from retriever.lower_layers import States

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""Tags of a token: no part of the answering words, their first token, a further one (Ramshaw & Marcus 1995)."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """The settings by which passages are drawn for a question: the number that is read together (`passages`), and that for a question
    without an answer (`passages_of_unanswerable`).
    """

    passages: int = 3
    passages_of_unanswerable: int = 2
    negatives_from: int = 7
    """The number of passages without an answer, the first found, from which some are drawn."""
    windows: float = 0.7
    """The share of passages of which only the heading and a window of neighbouring sentences are read, which halves the time of a step. The
    states of the lower layers are those of the whole passage."""
    window_chars: int = 160


@dataclass(frozen=True, slots=True)
class Given:
    """One passage as it is read for a question. `right`: the numbers of its sentences that answer; `spans`: the (start, end) of the
    answering words in `rendered.text`; `priors`: the logit of each sentence before it is read (`chat.reading.reader.prior`); `window`: the
    (first, last) sentence read, None for all.
    """

    rendered: Rendered
    right: frozenset[int]
    spans: tuple[tuple[int, int], ...]
    priors: tuple[float, ...]
    window: tuple[int, int] | None = None

    @property
    def read(self) -> Sequence[int]:
        """The numbers of the sentences that are read."""
        first, last = self.window or (0, len(self.rendered.sentences) - 1)
        return range(first, last + 1)

    def tokens(self, offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
        """`(tokens,)`: which of the tokens at `offsets` `(tokens, 2)` are read. Marks and headings always are."""
        sentences = self.rendered.sentences
        if self.window is None:
            return np.ones(len(offsets), bool)
        start, end = sentences[self.window[0]][0], sentences[self.window[1]][1]
        return np.asarray((offsets[:, 1] <= sentences[0][0]) | tokens_within(offsets, start, end))

    def beginning_with(self, logit: float) -> "Given":
        """The same passage with `logit` added to the prior of each sentence."""
        return replace(self, priors=tuple(one + logit for one in self.priors))


CandidateGroup = tuple[str, Sequence[Given]]
"""A question and the passages read for it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The packed tokens of (question, passage) pairs of these `lengths`, and the sentence and passage that each belongs to.

    `sentence_of_token` is -1 for the question and the headings; `group` numbers the question of each passage; `right`,
    `tags` (-1: not judged) are the targets; `prior` is the logit that each sentence begins with.
    """

    packed: Tensor
    lengths: tuple[int, ...]
    segment: Tensor
    sentence_of_token: Tensor
    passage_of_token: Tensor
    passage_of_sentence: Tensor
    group: Tensor
    prior: Tensor
    right: Tensor
    tags: Tensor


def batch_of(groups: Sequence[CandidateGroup], questions: StateStore, passages: StateStore) -> Batch:
    """The groups as one batch."""
    states, lengths, codes, owner, tags = [], [], [], [], []
    of_passage: list[int] = []
    group: list[int] = []
    right: list[bool] = []
    priors: list[float] = []
    for number, (question, given) in enumerate(groups):
        asked = questions.states(question)
        for one in given:
            passage_states = _kept(passages.states(one.rendered.text), one)
            offsets = np.array(passage_states.offsets)
            states += [torch.from_numpy(asked.values), torch.from_numpy(passage_states.values)]
            lengths.append(len(asked.ids) + len(offsets))
            codes += segments(asked, passage_states)
            own = np.full(len(offsets), -1)
            tag = np.full(len(offsets), -1)
            for place in one.read:
                start, end = one.rendered.sentences[place]
                inside = tokens_within(offsets, start, end)
                own[inside] = len(right)
                right.append(place in one.right)
                priors.append(one.priors[place])
                of_passage.append(len(lengths) - 1)
                if one.spans and place in one.right:
                    tag[inside] = _tags(offsets[inside], one.spans)
            owner += [-1] * len(asked.ids) + own.tolist()
            tags += [-1] * len(asked.ids) + tag.tolist()
            group.append(number)
    return Batch(
        packed=torch.cat(states),
        lengths=tuple(lengths),
        segment=torch.tensor(codes),
        sentence_of_token=torch.tensor(owner),
        passage_of_token=torch.repeat_interleave(torch.arange(len(lengths)), torch.tensor(lengths)),
        passage_of_sentence=torch.tensor(of_passage),
        group=torch.tensor(group),
        prior=torch.tensor(priors),
        right=torch.tensor(right),
        tags=torch.tensor(tags),
    )


def _kept(states: States, given: Given) -> States:
    """The states of the tokens that are read."""
    kept = np.flatnonzero(given.tokens(np.array(states.offsets)))
    chosen = kept.tolist()
    return States(
        states.values[kept],
        tuple(states.ids[place] for place in chosen),
        tuple(states.offsets[place] for place in chosen),
    )


def _tags(offsets: NDArray[np.int64], spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    tags = np.full(len(offsets), OUTSIDE)
    for start, end in spans:
        inside = np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start))
        tags[inside] = INSIDE
        tags[inside[:1]] = BEGIN
    return tags


class GroupMaker:
    """Draws the passages that are read for a question in training."""

    def __init__(
        self, renderings: Mapping[str, Rendered], sampling: Sampling, given_away: Mapping[str, float] | None = None
    ) -> None:
        """`given_away`: wording -> the logit that it alone gives away (`wordings.given_away`), which is added to the priors."""
        self._renderings, self._sampling, self._given_away = renderings, sampling, given_away or {}

    def draw(self, example: Example, rnd: random.Random) -> CandidateGroup:
        """One wording of the question with passages drawn for it; one that answers is among them where the search has found one."""
        question = rnd.choice([wording for wording in (example.question, example.also) if wording])
        hits = {name for name, _ in example.hits}  # a passage that the search does not find is never read
        right = [name for name in dict.fromkeys(name for name, _ in example.gold) if name in hits]
        tempting = [n for n in dict.fromkeys(n for n, _ in example.tempting) if n in hits and n not in right]
        found = [name for name, _ in example.hits if name not in right and name not in tempting]
        chosen = right[:1]
        if rnd.random() < 0.5:
            chosen += rnd.sample(right[1:], min(1, len(right[1:])))
        chosen += tempting[:1]
        sampling = self._sampling
        wanted = (sampling.passages if example.answerable else sampling.passages_of_unanswerable) - len(chosen)
        first = found[: sampling.negatives_from]
        chosen += rnd.sample(first, min(max(wanted, 0), len(first)))
        given = [self.given(example, name) for name in chosen]
        given = [one.beginning_with(self._given_away.get(question, 0.0)) for one in given]
        return question, [self._windowed(one, rnd) for one in given]

    def _windowed(self, given: Given, rnd: random.Random) -> Given:
        """`given`, or the same with a window of its sentences, around one that answers where there is one."""
        sentences = given.rendered.sentences
        if len(sentences) < 3 or rnd.random() > self._sampling.windows:
            return given
        first = last = rnd.choice(sorted(given.right) or given.read)
        while True:
            wider = [
                (a, b)
                for a, b in ((first - 1, last), (first, last + 1))
                if a >= 0 and b < len(sentences) and sentences[b][1] - sentences[a][0] <= self._sampling.window_chars
            ]
            if not wider:
                return replace(given, window=(first, last))
            first, last = rnd.choice(wider)

    def given(self, example: Example, passage: str) -> Given:
        """The passage with the id `passage` as it is read for `example`, with its sentences and words that answer and its priors."""
        rendered = self._renderings[passage]
        right = frozenset(number for name, number in example.gold if name == passage)
        spans = [stretch for start, end in example.spans for stretch in rendered.in_text(start, end)] if right else []
        measured = {
            number: (cosine, coverage)
            for name, sentences in example.hits
            if name == passage
            for number, cosine, coverage in sentences
        }
        return Given(rendered, right, tuple(spans), tuple(prior(*measured[n]) for n in range(len(rendered.sentences))))
