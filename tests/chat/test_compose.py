"""What is told of a finding, worked by hand: a row of a table as a sentence a person would say."""

from collections.abc import Mapping, Sequence
from typing import cast

import pytest

from chat.compose import compose
from chat.reading.asked import analyse
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence
from retriever.hit import Hit, SentenceScore
from retriever.index import Index
from retriever.query import Query


class _Documents:
    """All that composing a row asks of an index."""

    def __init__(self, text: str) -> None:
        self.documents = {"d": Document("d", "제목", text, (), Metadata(), "d.txt", "")}


def told(
    question: str, columns: Sequence[Sequence[str]], row: str, chances: Mapping[str, float], unit: str = ""
) -> tuple[str, list[str]]:
    """The answer from the table row `row` (cells parted by tabs, its name first), and its marked words."""
    name, *values = row.split("\t")
    at = len(name) + 1
    cells = []
    for value, column in zip(values, columns, strict=True):
        cells.append(Cell(at, at + len(value), (name,), tuple(column), unit))
        at += len(value) + 1
    sentence = Sentence(0, len(row), cells=tuple(cells))
    passage = Passage("p", "d", 0, len(row), (), row, PassageKind.TABLE_ROW, (sentence,))
    words = tuple((row.index(word), row.index(word) + len(word), chance) for word, chance in chances.items())
    scored = SentenceScore(sentence, 0.5, 0.5)
    finding = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, words, ()), 1.0, 0.9)
    index = cast("Index", _Documents(row))
    answer = compose(question, Query(question, question, ()), analyse(question), [finding], index)
    return answer.text, [answer.text[start:end] for start, end in answer.marks]


YEARS = (("'21년",), ("'22년",))


@pytest.mark.parametrize(
    ("columns", "row", "chances", "text"),
    [
        (YEARS, "디지털 뉴딜\t5.9\t9.0", {"9.0": 0.9}, "디지털 뉴딜은 2022년 9.0조원입니다. [1]"),
        ((("국비",), ("시비",)), "승용차\t5.9\t9.0", {"9.0": 0.9}, "승용차 시비는 9.0조원입니다. [1]"),
        (YEARS, "디지털 뉴딜\t5.9\t9.0", {}, "디지털 뉴딜은 2021년 5.9조원, 2022년 9.0조원입니다. [1]"),
        ((("투자", "'21년"), ("투자", "'22년")), "D.N.A 강화\t5.9\t9.0", {"5.9": 0.9}, "D.N.A 강화 투자는 2021년 5.9조원입니다. [1]"),
    ],
)  # fmt: skip
def test_a_row_is_told_as_a_sentence(
    columns: Sequence[Sequence[str]], row: str, chances: Mapping[str, float], text: str
) -> None:
    assert told("얼마예요?", columns, row, chances, "조원")[0] == text


def test_the_mark_holds_the_unit() -> None:
    assert told("얼마예요?", YEARS, "디지털 뉴딜\t5.9\t9.0", {"9.0": 0.9}, "조원")[1] == ["9.0조원"]


def test_a_sign_is_no_sentence() -> None:
    text, _ = told("법인도 되나요?", (("개인",), ("법인",)), "지원\t○\t-", {"-": 0.9})
    assert text == "지원: 법인 - [1]"


def test_the_particle_behind_a_quote_follows_its_last_sound() -> None:
    assert told("얼마예요?", (("",),), "\t감면 적용", {})[0] == "문서에는 ‘감면 적용’이라고 나와 있습니다. [1]"
    assert (
        told("얼마예요?", (("",),), "\t감면 혜택과 문의", {})[0] == "문서에는 ‘감면 혜택과 문의’라고 나와 있습니다. [1]"
    )


def test_a_row_without_names_of_columns_is_told_as_a_list_and_not_as_a_sentence() -> None:
    row = "교육자치협력과\t과장\t김하나\t044-203-6340"
    assert told("누구에게 물어요?", ((), (), ()), row, {})[0] == "교육자치협력과: 과장, 김하나, 044-203-6340 [1]"
