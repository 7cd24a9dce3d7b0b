"""What can be proved false of a sentence."""

import datetime as dt
from dataclasses import replace

import pytest

from chat.reading.asked import analyse
from chat.reading.checks import has_kind, of_another_number
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
    assert has_kind(analyse(question), *sentence_with(document, words)) is expected


@pytest.mark.parametrize(
    ("question", "words", "other"),
    [
        ("제25차 회의는 어디에서 했나요?", "제24차 회의를 서울에서 개최했다.", True),
        ("제24차 회의는 어디에서 했나요?", "제24차 회의를 서울에서 개최했다.", False),
        ("25차 회의는 어디에서 했나요?", "회의를 서울에서 개최했다.", False),
        ("1차 당첨자가 3차에 낼 수 있나요?", "1·2차 당첨자는 3차에 신청할 수 없다.", False),
        ("2차 당첨자는요?", "1·2차 당첨자는 신청할 수 없다.", False),
        ("2단계는 언제인가요?", "1~3단계는 7월까지 한다.", False),
        ("4단계는 언제인가요?", "1~3단계는 7월까지 한다.", True),
        ("3분기 매출", "3/4분기 매출 100억", False),
        ("2분기 매출", "3/4분기 매출 100억", True),
        ("4단계는 언제인가요?", "1〜3단계는 7월까지 한다.", True),
        ("5급 시험", "7급 시험은 9급 다음에 본다.", True),
        ("25명이 모이는 회의", "24차 회의", False),  # another unit
    ],
)
def test_a_sentence_may_speak_of_another_one_of_the_series(question: str, words: str, other: bool) -> None:
    assert of_another_number(question, words) is other
