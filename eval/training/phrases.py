"""Fitting of the choice of answering words (`chat.reading.phrases`) on documents that the reader did not learn from, and judging it on others."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from chat.reading.asked import Asked, analyse
from chat.reading.phrases import FIGURES, figures, letter_chances, runs_of
from chat.reading.reader import Reader
from chat.reading.types import FORMED, AnswerType
from eval.korquad import char_f1
from eval.training.examples import Example
from ingest.document import Passage
from retriever.index import Index

LEARNT = frozenset({AnswerType.THING, AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.PLACE})
"""The kinds of questions that the weights are fitted on. They serve for the reasons, methods, ... of documents held apart as well as weights fitted on these
too (letters' F1 .648 and .644), and better for what is asked of other texts (KorQuAD's names and things .460 and .406).
"""
UNFORMED = frozenset(AnswerType) - FORMED
"""The kinds of questions for which the choice is used."""
_SHARPNESS = 8.0
"""How much more the better runs count as the answer: a run's weight is exp(this times its F1)."""
_PENALTY = 30.0
"""Of the squares of the weights, over figures of deviation 1; with 3 and 100 the F1 on documents held apart is within .01."""


@dataclass(frozen=True, slots=True)
class MeasuredSentence:
    """One sentence that answers: `figures` of its runs `(runs, len(FIGURES))` and the letters' F1 (0..1) of each with the short answer, `(runs,)`."""

    figures: NDArray[np.float64]
    f1: NDArray[np.float64]


def measure(
    given: Sequence[Example], index: Index, reader: Reader, kinds: Set[AnswerType]
) -> Iterator[MeasuredSentence]:
    """Yield a sentence for each question (in each of its wordings) of one of `kinds` with one short answer in a sentence: the one that the reader holds for
    the likeliest of those that the answer stands in. Rows of tables are left out: their cells are told.
    """
    passages = {passage.id: passage for passage in index.passages}
    for example in given:
        passage = passages.get(example.gold[0][0]) if example.gold and len(example.spans) == 1 else None
        if passage is None:
            continue
        for question in filter(None, (example.question, example.also)):
            asked = analyse(question)
            if {slot.kinds[0] for slot in asked.slots} & kinds:
                yield from _measured(asked, example.spans[0], index, passage, reader)


def _measured(
    asked: Asked, span: tuple[int, int], index: Index, passage: Passage, reader: Reader
) -> Iterator[MeasuredSentence]:
    (reading,) = reader.read(asked.question, [(index.documents[passage.document_id], passage)])
    holding = [
        (read.score, sentence, read)
        for sentence, read in zip(passage.sentences, reading.sentences, strict=True)
        if span[0] < sentence.end and sentence.start < span[1]
    ]
    if not holding:
        return
    _, sentence, read = max(holding, key=lambda one: one[0])
    text, before = passage.sentence_text(sentence), sentence.start
    runs = runs_of(text)
    if not runs or sentence.cells:
        return
    answer = text[max(span[0] - before, 0) : span[1] - before]
    chances = letter_chances(text, [(start - before, end - before, chance) for start, end, chance in read.words])
    f1 = [char_f1(text[run.start : run.end], [answer]) for run in runs]
    yield MeasuredSentence(figures(asked, text, chances, runs), np.array(f1))


def fit(given: Sequence[MeasuredSentence]) -> dict[str, float]:
    """The weights, by the names of `FIGURES`, of the log-linear model whose chances come nearest (cross-entropy) to those that the F1 of the runs give."""
    rows = np.concatenate([one.figures for one in given])
    scale = rows.std(axis=0) + 1e-6
    scaled = (rows - rows.mean(axis=0)) / scale
    firsts = np.cumsum([0, *(len(one.f1) for one in given[:-1])])
    owner = np.repeat(np.arange(len(given)), [len(one.f1) for one in given])

    def chances(logits: NDArray[np.float64]) -> NDArray[np.float64]:
        powers = np.exp(logits - np.maximum.reduceat(logits, firsts)[owner])
        return np.asarray(powers / np.add.reduceat(powers, firsts)[owner])

    wanted = chances(_SHARPNESS * np.concatenate([one.f1 for one in given]))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        predicted = chances(scaled @ weights)
        value = -(wanted * np.log(predicted + 1e-12)).sum() + _PENALTY * weights @ weights / 2
        return float(value), scaled.T @ (predicted - wanted) + _PENALTY * weights

    found = minimize(loss, np.zeros(len(FIGURES)), jac=True, method="L-BFGS-B").x / scale
    return dict(zip(FIGURES, found.round(4).tolist(), strict=True))


def mean_f1(weights: Mapping[str, float], given: Sequence[MeasuredSentence]) -> float:
    """The mean F1 (0..1) of the likeliest runs."""
    row = np.array([weights[name] for name in FIGURES])
    return float(np.mean([one.f1[(one.figures @ row).argmax()] for one in given]))
