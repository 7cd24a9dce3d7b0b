"""A passage as the reader reads it, and the way back to the document."""

import pytest

from chat.reading.rendering import Rendered, line_of, render
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split

NOTICE = """전기차 보조금 공고

1. 지원 금액

구분	국비	시비
승용차	580만원	150만원
화물차	900만원	-

2. 신청 방법

신청은 누리집에서 합니다.\u00a0전화는 받지 않습니다.
"""


def passages() -> list[tuple[Document, Passage, Rendered]]:
    document = read_text(NOTICE, source="공고.txt", document_id="공고")
    return [(document, passage, render(document, passage)) for passage in split(document, Settings())]


def line_with(words: str) -> tuple[Document, Rendered, str]:
    for document, _, rendered in passages():
        for start, end in rendered.sentences:
            if words in rendered.text[start:end]:
                return document, rendered, rendered.text[start:end]
    raise AssertionError(words)


def test_title_and_headings_come_first() -> None:
    _, rendered, _ = line_with("580만원")
    assert rendered.text.splitlines()[0] == "전기차 보조금 공고 > 1. 지원 금액"


def test_a_row_carries_the_names_of_its_columns() -> None:
    assert line_with("580만원")[2] == "승용차: 국비 580만원, 시비 150만원"


def test_a_sentence_is_a_line_of_its_own() -> None:
    _, rendered, line = line_with("누리집에서")
    assert line == "신청은 누리집에서 합니다."
    assert f"\n{line}\n" in rendered.text


def test_every_sentence_has_its_stretch() -> None:
    for _, passage, rendered in passages():
        assert len(rendered.sentences) == len(passage.sentences)


def test_words_lead_back_to_the_document() -> None:
    document, rendered, _ = line_with("580만원")
    at = rendered.text.index("150만원")
    ((start, end),) = rendered.in_document(at, at + 5)
    assert document.text[start:end] == "150만원"
    assert [rendered.text[a:b] for a, b in rendered.in_text(start, end)] == ["150만원"]


def test_what_was_written_in_leads_nowhere() -> None:
    _, rendered, _ = line_with("580만원")
    at = rendered.text.index("국비 580")
    assert list(rendered.in_document(at, at + 3)) == []


def test_every_stretch_leads_to_all_it_was_copied_from() -> None:
    for _, _, rendered in passages():
        for start in range(len(rendered.text)):
            for end in range(start, min(start + 12, len(rendered.text))):
                expected = [
                    (piece.start + at, piece.start + at + 1)
                    for piece in rendered.pieces
                    for at in range(piece.length)
                    if start <= piece.text_start + at < end
                ]
                letters = [(a, a + 1) for first, last in rendered.in_document(start, end) for a in range(first, last)]
                assert letters == expected


def first_line(title: str, heading: tuple[str, ...]) -> str:
    document = Document("d", title, "글", (), Metadata(), "d.txt", "")
    passage = Passage("p", "d", 0, 1, heading, "글", PassageKind.PARAGRAPH, (Sentence(0, 1),))
    return render(document, passage).text.splitlines()[0]


def test_of_a_long_title_the_beginning_and_of_long_headings_the_end_is_read() -> None:
    assert first_line("가" * 51, ()) == "가" * 50
    assert first_line("제목", ("나" * 50, "다" * 38)) == f"제목 > {'나' * 49} > {'다' * 38}"  # ninety characters


@pytest.mark.parametrize(("length", "line"), [(59, f"({'가' * 59}) 글"), (60, "글")])
def test_a_long_context_is_not_read(length: int, line: str) -> None:
    document = Document("d", "제목", "글", (), Metadata(), "d.txt", "")
    sentence = Sentence(0, 1, context="가" * length)
    passage = Passage("p", "d", 0, 1, (), "글", PassageKind.PARAGRAPH, (sentence,))
    assert render(document, passage).text.splitlines()[-1] == line


def test_chinese_letters_are_read_out_and_lead_back_to_themselves() -> None:
    document = read_text("안내\n\n金銀洞 出張所는 月~金 09:00에 엽니다.", source="안내.txt", document_id="안내")
    rendered = render(document, split(document, Settings())[-1])
    assert "금은동 출장소는 월~금 09:00에 엽니다." in rendered.text
    at = rendered.text.rindex("출장소")
    [(start, end)] = rendered.in_document(at, at + 3)
    assert document.text[start:end] == "出張所"


def test_names_between_the_values_of_a_row_are_read() -> None:
    document = read_text("보도시점\t2024. 3. 5. 17:00\t배포\t2024. 3. 5. 09:00\n", source="보도.txt")
    [passage] = split(document, Settings())
    assert render(document, passage).text.splitlines()[-1] == "보도시점: 2024. 3. 5. 17:00, 배포 2024. 3. 5. 09:00"


def test_for_a_person_what_the_cells_of_a_row_share_is_said_once() -> None:
    text = "사업\t'20년\t'21년\t'22년\n데이터댐\t1.3\t-\t5.9"
    document = Document("d", "제목", text, (), Metadata(), "d.txt", "")
    columns = (("투자", "'20년"), ("투자", "'21년"), ("투자", "'22년"))
    places = [(text.index(value), len(value)) for value in ("1.3", "-", "5.9")]
    cells = tuple(
        Cell(at, at + length, ("데이터댐",), column, "조원")
        for (at, length), column in zip(places, columns, strict=True)
    )
    row = Sentence(text.index("데이터댐"), len(text), cells=cells)
    assert line_of(document, row) == "데이터댐: 투자 '20년 1.3조원, '21년 -, '22년 5.9조원"


def test_for_a_person_figures_inside_a_sentence_stay_in_it() -> None:
    text = "* 준비지수(26위('19)→7위('20)) 등"
    document = Document("d", "제목", text, (), Metadata(), "d.txt", "")
    cells = tuple(
        Cell(text.index(value), text.index(value) + len(value), ("준비지수",), (label,))
        for value, label in (("26위", "'19"), ("7위", "'20"))
    )
    assert line_of(document, Sentence(0, len(text), cells=cells)) == text
