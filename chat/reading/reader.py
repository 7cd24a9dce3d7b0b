"""The trained reader: for a question and passages, how well each sentence answers and with which words.

A small cross-encoder on multilingual-e5-small (`eval.training.reader`; docs/reader.md is its model card). The lower layers
read question and passage each by itself, the upper ones both together.
"""

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from chat.reading.rendering import Rendered, render
from ingest.document import Document, Passage
from retriever import trained
from retriever.chances import softmax
from retriever.encoder_cache import READER_UPPER, encoder_folder
from retriever.lower_layers import PASSAGE, QUERY, States, lower_layers, open_session
from retriever.settings import Settings

QUESTION_TOKENS, PASSAGE_TOKENS = 64, 400
"""The most tokens read of a question and of a passage, in training too; further ones are ignored. The longest of 13,600 questions at hand has 55."""
_LONG_QUESTION_TOKENS = 560
"""The most tokens read in all for a question longer than `QUESTION_TOKENS`, its own counted again with each passage: two passages of usual length
(210). Five passages of 400 cost such a question .75 s of processor time, these two .2 s, the other steps .25 s.
"""
_COSINE, _COVERAGE, _NONE = 14.1, 3.7, -9.6
_KEPT_PASSAGES = 256
"""Passages whose states after the lower layers are cached (some 300 KB each)."""


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the reader gives for one sentence of a passage. `score`: what the reading adds to the sentence's `prior`; the sum is a logit,
    comparable between the sentences of all passages read for one question. `within`: the logit that the sentence is among those that answer, if
    its passage answers.

    `words`: for each token its span in the document (start, end) and the chance (0..1) that it belongs to the answering words.
    """

    score: float
    within: float
    words: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What the reader gives for one passage. `score`: the logit that the passage answers; `sentences` are in the passage's order."""

    score: float
    sentences: tuple[SentenceReading, ...]


class Reader:
    """The reader with its weights; `version` is the version of the weights. Safe to call from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Open the model that the package ships, unpacked into `settings.home`."""
        folder = encoder_folder(settings.home)
        self.version = f"{trained.shipped(trained.READER).version}.{trained.READER_MOST}"
        self._lower = lower_layers(folder)
        self._upper = open_session(folder / READER_UPPER, fits=True)
        self._helpers = (settings.threads or len(os.sched_getaffinity(0))) - 1
        self._beside = ThreadPoolExecutor(max(1, self._helpers), "reading")
        self._states = lru_cache(maxsize=_KEPT_PASSAGES)(self._lower.states)

    def read(
        self,
        question: str,
        passages: Sequence[tuple[Document, Passage]],
        enough: Callable[[], bool] = lambda: False,
    ) -> list[PassageReading]:
        """The readings of `passages` for `question`, in their order: always of the first passage, and of the others until `enough()` is true.

        The others are read in parallel where there are free cores; `enough` is called in the calling thread only. For a question longer than
        `QUESTION_TOKENS` fewer passages are read, and on one core: whoever sends such questions does not slow down anybody else.
        """
        states = self._lower.states(QUERY, question)
        asked, is_long = _cut(states, QUESTION_TOKENS), len(states.ids) > QUESTION_TOKENS
        left = deque(enumerate(self._first(passages) if is_long else passages))
        most_helpers = 0 if is_long else self._helpers
        readings: dict[int, PassageReading] = {}

        def one() -> None:
            try:
                number, (document, passage) = left.popleft()
            except IndexError:  # another thread took the last one
                return
            readings[number] = self._one(asked, render(document, passage))

        def all_left() -> None:
            while left:
                one()

        one()
        helpers = [] if enough() else [self._beside.submit(all_left) for _ in range(min(most_helpers, len(left) - 1))]
        try:
            while left and not enough():
                one()
        finally:
            left.clear()
            for helper in helpers:
                if not helper.cancel():
                    helper.result()
        return [readings[number] for number in sorted(readings)]

    def _first(self, passages: Sequence[tuple[Document, Passage]]) -> Sequence[tuple[Document, Passage]]:
        """The first of `passages`, and those after it as long as all together fit into `_LONG_QUESTION_TOKENS`."""
        left = _LONG_QUESTION_TOKENS
        for number, (document, passage) in enumerate(passages):
            tokens = len(self._lower.ids(PASSAGE, render(document, passage).text))
            left -= QUESTION_TOKENS + min(tokens, PASSAGE_TOKENS)
            if left < 0:
                return passages[: max(1, number)]
        return passages

    def _one(self, question: States, rendered: Rendered) -> PassageReading:
        passage_states = _cut(self._states(PASSAGE, rendered.text), PASSAGE_TOKENS)
        asked, values, offsets = question.values, passage_states.values, np.array(passage_states.offsets, np.int64)
        pool = _pool(rendered, offsets, len(asked))
        passage, sentences, tags = self._upper.run(
            None,
            {
                "states": np.concatenate([asked, values])[None],
                "segment": np.array(segments(question, passage_states), np.int64),
                "pool": pool,
            },
        )
        chances = softmax(tags[len(asked) :])
        return PassageReading(
            float(passage[0]),
            tuple(
                SentenceReading(
                    float(score + passage[0]) if row.any() else -np.inf,
                    float(score) if row.any() else -np.inf,
                    _words(rendered, offsets, chances, row[len(asked) :]),
                )
                for score, row in zip(sentences, pool[1:], strict=True)
            ),
        )


def prior(cosine: float, coverage: float) -> float:
    """The logit, before any reading, that a sentence answers, from what the search measured; the reader learns what to add to it.

    Fitted on the questions learnt from, against "none of them" (softmax over the sentences of the first five passages): it is as good on
    documents that nothing was learnt from (best sentence right .606 and .592).
    """
    return _COSINE * cosine + _COVERAGE * coverage + _NONE


def segments(question: States, passage: States) -> list[int]:
    """The segment number of each token, the question's first: 0 in the question, 1 in the passage; 2 and 3 for a token that
    the other text holds too. Marks and prompts never count as held by both.
    """
    asked = {number for number, place in zip(question.ids, question.offsets, strict=True) if place[1]}
    passage_ids = {number for number, place in zip(passage.ids, passage.offsets, strict=True) if place[1]}
    both = asked & passage_ids
    return [
        code + 2 * (number in both and place[1] > 0)
        for code, text in enumerate((question, passage))
        for number, place in zip(text.ids, text.offsets, strict=True)
    ]


def tokens_within(offsets: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    """`(tokens,) bool`: which of the tokens at `offsets` `(tokens, 2)` overlap the span from `start` to `end` of the text."""
    return (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])


def _cut(states: States, tokens: int) -> States:
    return States(states.values[:tokens], states.ids[:tokens], states.offsets[:tokens])


def _pool(rendered: Rendered, offsets: NDArray[np.int64], before: int) -> NDArray[np.float32]:
    """The weights of pooling, `(1 + sentences, tokens)`: the mean over the question's tokens, then over each sentence's tokens; a row is all 0
    where none of its tokens was read.
    """
    pool = np.zeros((1 + len(rendered.sentences), before + len(offsets)), np.float32)
    pool[0, :before] = 1.0 / before
    for row, (start, end) in enumerate(rendered.sentences, start=1):
        inside = tokens_within(offsets, start, end)
        if inside.any():
            pool[row, before:][inside] = 1.0 / inside.sum()
    return pool


def _words(
    rendered: Rendered, offsets: NDArray[np.int64], chances: NDArray[np.float32], row: NDArray[np.float32]
) -> tuple[tuple[int, int, float], ...]:
    return tuple(
        (start, end, 1.0 - float(chances[token, 0]))
        for token in np.flatnonzero(row).tolist()
        for start, end in rendered.in_document(*offsets[token].tolist())
    )
