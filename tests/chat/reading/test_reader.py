"""How much is read for one question, in tokens and passages."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chat.reading.reader import Reader, prior
from chat.reading.rendering import render
from ingest.document import Document, Metadata, Passage, PassageKind, Sentence
from retriever.encoder_cache import encoder_folder
from retriever.lower_layers import PASSAGE, QUERY, LowerLayers, lower_layers
from retriever.settings import Settings

USUAL = "다회용기 대여소는 몇 곳까지 늘리나요?"
LONG = "다회용기 대여소는 언제부터 몇 곳까지 누가 어떻게 늘리나요? " * 15


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Settings:
    return settings_in(tmp_path_factory.mktemp("reader")).model_copy(update={"threads": 2})


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Reader:
    return Reader(settings)


@pytest.fixture(scope="module")
def lower(settings: Settings) -> LowerLayers:
    return lower_layers(encoder_folder(settings.home))


def passage_of(words: int) -> tuple[Document, Passage]:
    """A document of one passage of one sentence: `words` times the same word, which is one token."""
    text = " ".join(["지원"] * words)
    document = Document("공고", "공고", text, (), Metadata(), "공고.txt", "")
    sentences = (Sentence(0, len(text)),)
    return document, Passage("공고:0", "공고", 0, len(text), (), text, PassageKind.PARAGRAPH, sentences)


def tokens(lower: LowerLayers, passage: tuple[Document, Passage]) -> int:
    return len(lower.ids(PASSAGE, render(*passage).text))


@pytest.mark.parametrize(
    ("cosine", "coverage", "logit"),
    [(0.0, 0.0, -9.6), (1.0, 0.0, 4.5), (0.0, 1.0, -5.9), (0.5, 0.5, -0.7)],
)
def test_what_the_search_says_of_a_sentence_before_it_is_read(cosine: float, coverage: float, logit: float) -> None:
    assert prior(cosine, coverage) == pytest.approx(logit)


def test_a_usual_question_is_read_beside_every_passage(reader: Reader, lower: LowerLayers) -> None:
    assert len(lower.ids(QUERY, USUAL)) <= 64 < len(lower.ids(QUERY, LONG))
    assert len(reader.read(USUAL, [passage_of(500)] * 5)) == 5


@pytest.mark.parametrize(
    ("length", "read"),
    [
        (48, 5),  # 5 * (64 + 48) = 560
        (49, 4),
        (76, 4),  # 4 * (64 + 76) = 560
        (77, 3),
        (216, 2),  # 2 * (64 + 216) = 560
        (217, 1),
        (600, 1),  # cut at 400: the first passage is always read
    ],
)
def test_a_long_question_is_read_beside_as_many_as_fit(
    reader: Reader, lower: LowerLayers, length: int, read: int
) -> None:
    around = tokens(lower, passage_of(1)) - 1
    passage = passage_of(length - around)
    assert tokens(lower, passage) == min(length, 512)
    assert len(reader.read(LONG, [passage] * 5)) == read


@pytest.mark.parametrize(("length", "read"), [(401, True), (402, False)])
def test_of_a_passage_four_hundred_tokens_are_read(reader: Reader, lower: LowerLayers, length: int, read: bool) -> None:
    """The mark at the end is the last token, and the last word, a sentence of its own, the one before it."""
    document, passage = passage_of(length - tokens(lower, passage_of(1)))
    last = len(document.text) - 2
    two = replace(passage, sentences=(Sentence(0, last - 1), Sentence(last, last + 2)))
    assert tokens(lower, (document, two)) == length
    [reading] = reader.read(USUAL, [(document, two)])
    assert [sentence.score > -np.inf for sentence in reading.sentences] == [True, read]


def test_a_long_question_takes_no_second_core(settings: Settings) -> None:
    reader = Reader(settings)
    before = helping()
    reader.read(LONG, [passage_of(20)] * 5)
    assert helping() == before
    reader.read(USUAL, [passage_of(20)] * 5)
    assert len(helping() - before) == 1


def helping() -> set[threading.Thread]:
    """The threads that read beside the one that was asked."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("reading")}
