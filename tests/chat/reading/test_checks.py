"""What can be proved false of a sentence."""

import datetime as dt
from dataclasses import replace

import pytest

from chat.reading.asked import analyse
from chat.reading.checks import holds_kind
from ingest.document import Document, Passage, Sentence
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split

NOTICE = """축제 결과

방문객은 3만 명이고 예산은 2억원입니다.
장소는 시민공원입니다.

구분	2023년	2024년
방문객	2만	3만
"""


@pytest.fixture(scope="module")
def document() -> Document:
    read = read_text(NOTICE, source="축제.txt", document_id="축제")
    return replace(read, metadata=replace(read.metadata, published=dt.date(2024, 11, 1)))


def sentence_with(document: Document, words: str) -> tuple[Passage, Sentence]:
    return next(
        (passage, sentence)
        for passage in split(document, Settings())
        for sentence in passage.sentences
        if words in passage.sentence_text(sentence)
    )


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("예산이 얼마예요?", "3만 명", True),
        ("예산이 얼마예요?", "시민공원", False),
        ("몇 명 왔어요?", "3만 명", True),
        ("어디서 해요?", "3만 명", None),
    ],
)
def test_a_kind_with_a_form_is_there_or_not(
    document: Document, question: str, words: str, expected: bool | None
) -> None:
    assert holds_kind(analyse(question), *sentence_with(document, words)) is expected
