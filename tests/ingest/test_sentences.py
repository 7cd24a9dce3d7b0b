"""Blocks to sentences, with the words that belong to them and stand elsewhere."""

from dataclasses import replace

import pytest

from ingest.blocks import GridCell, Heading, ListItem, Note, Paragraph, Table
from ingest.document import Sentence
from ingest.sentences import explained, name_of, rows_of, sentences_of, spans_in


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in spans_in(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("시립도서관은 월요일에 쉽니다. 다른 날은 엽니다.", ["시립도서관은 월요일에 쉽니다.", "다른 날은 엽니다."]),
        ("접수는 구청에서\n받습니다.", ["접수는 구청에서\n받습니다."]),  # the page's line break
        (
            "그 집행이 종료(집행이 종료된 것으로 보는 경우를 포함한다)되거나 면제된 날부터 5년이 지나지 아니한 사람",
            ["그 집행이 종료(집행이 종료된 것으로 보는 경우를 포함한다)되거나 면제된 날부터 5년이 지나지 아니한 사람"],
        ),
        (
            "장관은 “제도를 고치는 것이 중요하다.”라며, “계속하겠다.”라고 했다. 시행은 3월이다.",
            ["장관은 “제도를 고치는 것이 중요하다.”라며, “계속하겠다.”라고 했다.", "시행은 3월이다."],
        ),
        (
            "지원합니다(상반기는 3월. 하반기는 9월). 문의하세요.",
            ["지원합니다(상반기는 3월. 하반기는 9월).", "문의하세요."],
        ),
        (
            "충남센터는 충남.대전.세종 지역을 맡고, 재해.사고 조사도 한다.문의는 전화로 한다.",
            ["충남센터는 충남.대전.세종 지역을 맡고, 재해.사고 조사도 한다.", "문의는 전화로 한다."],
        ),
        ("", []),
    ],
)
def test_sentences_of_a_block(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(("reach", "count"), [(59, 1), (60, 2)])
def test_a_bracket_left_open_near_the_end_holds_the_next_sentence(reach: int, count: int) -> None:
    opened = "(" + ("아주 " * 20)[: reach - 11] + " 많이 지원합니다."
    assert len(opened) == reach
    assert len(cut(f"지원합니다{opened} 하반기는 9월입니다).")) == count


@pytest.mark.parametrize(("subject", "count"), [("우리들은", 1), ("우리들에게", 2)])
def test_a_sentence_of_five_hundred_characters_is_not_joined_by_a_bracket(subject: str, count: int) -> None:
    first = f"{subject} {'아주 ' * 158}많이 지원합니다(상반기는 3월입니다."
    assert len(first) == 498 + count
    assert len(cut(f"{first} 하반기는 9월입니다).")) == count


LINE = "접수는 구청에서\n받습니다. "
"""Fifteen characters: one sentence, in which the plain rule sees two."""


def test_a_damaged_block_is_cut_by_a_plain_rule() -> None:
    assert len(cut(LINE * 1333)) == 1333  # 19,995 characters
    assert cut((LINE * 1334)[:20_001])[:3] == ["접수는 구청에서", "받습니다.", "접수는 구청에서"]


def test_the_plain_rule_cuts_endless_words() -> None:
    assert {len(piece) for piece in cut("가" * 22_000)} == {2000}
    pieces = cut(("나" * 1499 + " ") * 14)
    assert {len(piece) for piece in pieces} == {1499}  # at a space in the second half
    assert len("".join(pieces)) == 14 * 1499
    assert len(cut(("나" * 999 + " " + "다" * 1500) * 9)[0]) == 2000  # a space before the half is none


def told(
    text: str, block: Paragraph | ListItem | Heading | Note, context: str = "", is_answer: bool = False
) -> list[tuple[str, str, bool]]:
    """Words, context and `is_label` of each sentence."""
    found = sentences_of(text, block, context, is_answer)
    return [(text[one.start : one.end], one.context, one.is_label) for one in found]


def test_the_label_of_an_item_goes_with_its_later_sentences() -> None:
    text = "○ (대상) 청년이 신청합니다. 나이는 19세부터입니다."
    assert told(text, ListItem(0, len(text), 1, "○", "대상"), "Ⅰ. 지원") == [
        ("(대상) 청년이 신청합니다.", "Ⅰ. 지원", False),
        ("나이는 19세부터입니다.", "Ⅰ. 지원 · 대상", False),
    ]


def test_a_question_names_what_follows_it() -> None:
    text = "수수료가 있나요? 무료입니다."
    assert told(text, Paragraph(0, len(text))) == [
        ("수수료가 있나요?", "", True),
        ("무료입니다.", "수수료가 있나요?", False),
    ]


def test_the_mark_of_an_answer_is_left_out() -> None:
    text = "A1. 무료입니다."
    assert told(text, Paragraph(0, len(text)), is_answer=True) == [("무료입니다.", "", False)]
    assert told("A1. ", Paragraph(0, 4), is_answer=True) == [("A1. ", "", True)]


def test_headings_and_units_are_labels() -> None:
    assert told("1. 지원 대상", Heading(0, 8, 1, "1.", "지원 대상")) == [("1. 지원 대상", "", True)]
    assert told("대관료 (단위: 천원)", Paragraph(0, 12))[0][2]


def test_a_row_of_figures_is_not_torn() -> None:
    text = "시장 규모(조원): ('18) 15.6 ('19) 16.9 ('20) 20.0"
    (sentence,) = sentences_of(text, Paragraph(0, len(text)), "")
    assert [text[cell.start : cell.end] for cell in sentence.cells] == ["15.6", "16.9", "20.0"]


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("① (데이터 경제) 넓힌다.", "데이터 경제", "① (데이터 경제)"),
        ("○ (대상) 청년", "대상", "대상"),
        ("○ 지원 대상", "", "지원 대상"),
        ("가. 지원 대상", "", "가. 지원 대상"),
        ("○ 대상을 정한다.", "", ""),
        ("○ " + "가" * 58, "", "가" * 58),
        ("○ " + "가" * 59, "", ""),
        ("Q " + "가" * 117 + "?", "", "Q " + "가" * 117 + "?"),
        ("Q " + "가" * 118 + "?", "", ""),
    ],
)
def test_what_an_item_is_called(text: str, label: str, expected: str) -> None:
    marker = text.split()[0]
    assert name_of(text, ListItem(0, len(text), 1, marker, label)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("청년 지원금* 안내", "청년 지원금"),
        ("가" * 80 + "* 안내", "가" * 80),
        ("나 " + "가" * 79 + "* 안내", "가" * 79),  # cut to whole words
        ("안내문", "안내문"),
        ("가" * 90, "가" * 80),
    ],
)
def test_the_words_that_a_note_explains(words: str, expected: str) -> None:
    assert explained(words, Note(0, 0, "*"), Paragraph(0, len(words))) == expected


def test_a_note_to_an_item_or_a_table() -> None:
    item = ListItem(0, 12, 1, "○", "대상")
    assert explained("○ (대상) 청년* 등", Note(0, 0, "※"), ListItem(0, 3, 1, "○", "대상")) == "대상 · ○ ("
    assert explained("○ (대상) 청년* 등", Note(0, 0, "*"), item) == "○ (대상) 청년"
    assert explained("<표 1> 예산\n가\t나", Note(0, 0, "*"), Table(9, 12, (), 0, 0, (0, 8))) == "<표 1> 예산"


def table(
    *rows: str, header_rows: int = 0, header_columns: int = 0, caption: str = "", unit: str = ""
) -> tuple[str, Table]:
    """A table of `rows`, its cells between tabs, below its caption."""
    text = f"{caption}\n" if caption else ""
    start = len(text)
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        for column, words in enumerate(row.split("\t")):
            if words:
                cells.append(GridCell(len(text), len(text) + len(words), number, column))
            text += words + "\t"
        text = text[:-1] + "\n"
    span = (0, len(caption)) if caption else None
    return text, Table(start, len(text) - 1, tuple(cells), header_rows, header_columns, span, unit)


def cells_of(text: str, sentence: Sentence) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(text[cell.start : cell.end], cell.row, cell.column, cell.unit) for cell in sentence.cells]


def test_the_rows_of_a_table_carry_the_names_of_their_columns() -> None:
    text, grid = table(
        "구분\t요금(원)\t시간", "어른\t3,000\t09:00", header_rows=1, header_columns=1, caption="이용 안내"
    )
    head, row = rows_of(text, grid, "1. 수영장")
    assert (head.context, head.cells, head.is_label) == ("1. 수영장 · 이용 안내", (), True)
    assert row.context == "1. 수영장 · 이용 안내 · 요금(원) · 시간"  # "구분" names nothing
    assert cells_of(text, row) == [("3,000", ("어른",), ("요금(원)",), "원"), ("09:00", ("어른",), ("시간",), "")]


def test_a_figure_has_the_tables_unit_where_its_column_tells_none() -> None:
    text, grid = table("연도\t예산", "2024\t30", header_rows=1, header_columns=1, unit="억원")
    assert cells_of(text, rows_of(text, grid, "")[1]) == [("30", ("2024",), ("예산",), "억원")]


def test_a_row_of_units_gives_the_unit_of_each_column_and_no_name() -> None:
    text, grid = table(
        "업종\t구경\t요금", "단위\t(㎜)\t원", "가정\t15\t1080", header_rows=2, header_columns=1, unit="명"
    )
    row = rows_of(text, grid, "")[2]
    assert cells_of(text, row) == [("15", ("가정",), ("구경",), "㎜"), ("1080", ("가정",), ("요금",), "원")]
    assert row.context == "업종 · 구경 · 요금"


def test_a_rate_has_no_unit_but_per_cent() -> None:
    text, grid = table("연도\t인구\t증감률\t요금률(원)", "2024\t30\t1.2\t5", header_rows=1, header_columns=1, unit="명")
    assert [unit for *_, unit in cells_of(text, rows_of(text, grid, "")[1])] == ["명", "", "원"]
    assert rows_of(text, replace(grid, unit="%"), "")[1].cells[1].unit == "%"
    text, grid = table("구분\t2024", "인구\t30", "증감률\t1.2", header_rows=1, header_columns=1, unit="명")
    assert [row.cells[0].unit for row in rows_of(text, grid, "")[1:]] == ["명", ""]


def test_a_row_of_names_and_values() -> None:
    text, grid = table("보도시점\t2024. 3. 5.\t배포\t2024. 3. 4.")
    assert cells_of(text, rows_of(text, grid, "")[0]) == [
        ("2024. 3. 5.", ("보도시점",), (), ""),
        ("2024. 3. 4.", ("배포",), (), ""),
    ]


@pytest.mark.parametrize(("length", "named"), [(20, True), (21, False)])
def test_a_forms_cell_names_the_one_on_its_right(length: int, named: bool) -> None:
    name = "가" * (length - 1) + ":"
    text, grid = table(f"{name}\t홍길동\t끝")
    column = (name,) if named else ()
    assert (("홍길동", (), column, "") in cells_of(text, rows_of(text, grid, "")[0])) is True


INDOORS = (
    "흔들리는 동안에는 책상 아래로 들어가 머리를 보호해야 한다.",
    "멈추면 가스와 전기를 끄고 문을 열어 나갈 곳을 만들어야 한다.",
    "승강기는 타지 말고 계단으로 건물 밖으로 나가 운동장이나 공원 같은 넓은 곳으로 피해야 한다.",
    "밖에서는 담과 간판에서 떨어져 머리를 가방으로 가려야 한다.",
)


def test_of_a_long_cell_each_sentence_is_one_of_its_own() -> None:
    text, grid = table(
        "구분\t요령\t문의", f"집 안\t{' '.join(INDOORS)}\t119", header_rows=1, header_columns=1, caption="지진"
    )
    _, name, *indoors, rest = rows_of(text, grid, "")
    assert (text[name.start : name.end], name.cells, name.is_label) == ("집 안", (), True)
    for sentence, words in zip(indoors, INDOORS, strict=True):
        assert text[sentence.start : sentence.end] == words
        assert sentence.context == "지진 · 요령 · 문의 · 집 안"
        assert cells_of(text, sentence) == [(words, ("집 안",), ("요령",), "")]
    assert cells_of(text, rest) == [("119", ("집 안",), ("문의",), "")]


@pytest.mark.parametrize("words", [" ".join(INDOORS[:2]), "책상 " * 40 + "아래"])  # short; one sentence
def test_else_a_row_is_one_sentence(words: str) -> None:
    text, grid = table("구분\t요령", f"집 안\t{words}", header_rows=1, header_columns=1)
    assert cells_of(text, rows_of(text, grid, "")[1]) == [(words, ("집 안",), ("요령",), "")]


@pytest.mark.parametrize(("place", "count"), [("멀리", 1), ("저멀리", 2)])
def test_a_cell_of_a_hundred_and_forty_characters_is_not_divided(place: str, count: int) -> None:
    words = f"집 안에서는 책상 아래로 들어가 머리를 보호해야 한다. {'아주 ' * 33}{place} 피해야 한다."
    assert len(words) == 139 + count
    text, grid = table("구분\t요령", f"집 안\t{words}", header_rows=1, header_columns=1)
    assert sum(bool(sentence.cells) for sentence in rows_of(text, grid, "")) == count
