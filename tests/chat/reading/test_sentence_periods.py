"""What a sentence speaks of in time, and which dates are only those of a paper."""

import datetime as dt

import pytest

from chat.reading.sentence_periods import is_of_the_paper, issued_in, periods_of, years_of
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence


def parts(text: str, title: str = "안내", cells: tuple[Cell, ...] = ()) -> tuple[Document, Passage, Sentence]:
    sentence = Sentence(0, len(text), cells=cells)
    passage = Passage("p", "d", 0, len(text), ("1. 2021년 실적",), text, PassageKind.PARAGRAPH, (sentence,))
    return Document("d", title, text, (), Metadata(published=dt.date(2022, 1, 26)), "d.txt", ""), passage, sentence


def test_a_sentences_periods_count_from_its_document() -> None:
    assert [p.first for p in periods_of(*parts("7월부터, 내년에도, '20년보다 많이"))] == [
        dt.date(2022, 7, 1),
        dt.date(2023, 1, 1),
    ]


def test_the_labels_of_a_cell_belong_to_it() -> None:
    cells = (Cell(0, 3, ("승용차",), ("'24년",)),)
    assert [p.first.year for p in periods_of(*parts("5.9", cells=cells))] == [2024]


def test_years_come_from_the_title_the_headings_and_the_day_of_writing_too() -> None:
    assert years_of(*parts("내년에도 한다", title="2024년 계획")) == {2021, 2022, 2023, 2024}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("보도일시: 2024. 5. 7.(화) 10:00", True),
        ("보도일시 : '23.5.22.(월) 조간\n해솔시 문화관광과", True),
        ("해솔시 가족복지과\n2022. 1. 10.", True),
        ("정정 2024. 1. 8.", True),
        ("2024년 1월 8일", True),
        ("접수기간: 2024. 5. 7.", False),
        ("공고일: 2024. 5. 7., 마감일: 2024. 6. 7.", False),
        ("2024년 1월 8일부터 시행한다.", False),
        ("보도자료를 낸다.", False),
    ],
)
def test_the_day_a_paper_came_out(text: str, expected: bool) -> None:
    assert is_of_the_paper(text) is expected


def test_the_date_of_another_paper() -> None:
    text = "2024년 1월 8일 안내한 신청 기한을 2024년 3월 9일까지로 바로잡습니다."
    assert [text[a:b] for a, b in issued_in(text)] == ["2024년 1월 8일"]
