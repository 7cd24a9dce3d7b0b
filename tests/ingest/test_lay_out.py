"""The parts of a file as text and blocks."""

import time

import pytest

from ingest import lay_out as laying_out
from ingest.blocks import Heading, ListItem, Paragraph, Table
from ingest.lay_out import lay_out
from ingest.source import Grid, PageBreak, Size, Source, SourceCell, SourceLine, SourcePart, from_json, size_of, to_json
from ingest.structure import understand


def cell(row: int, column: int, words: str, down: int = 1, right: int = 1) -> SourceCell:
    return SourceCell(row, column, (SourceLine(words),), down, right)


def text_of(*parts: SourcePart) -> str:
    return lay_out(Source(parts))[0]


FEES = Grid(
    (
        cell(0, 0, "구분", down=2),
        cell(0, 1, "요금", right=2),
        cell(1, 1, "평일"),
        cell(1, 2, "주말"),
        cell(2, 0, "어른"),
        cell(2, 1, "3,000원"),
        cell(2, 2, "4,000원", down=2),
        cell(3, 0, "어린이"),
        cell(3, 1, "1,000원"),
    )
)


def test_a_table_is_a_line_a_row_and_a_value_stands_in_each_row_that_it_reaches() -> None:
    assert text_of(FEES) == "구분\t요금\n\t평일\t주말\n어른\t3,000원\t4,000원\n어린이\t1,000원\t4,000원\n"


def test_the_reach_of_labels_is_what_the_file_tells() -> None:
    text, hints = lay_out(Source((SourceLine("이용 요금"), FEES)))
    [table] = [block for block in understand(text, hints) if isinstance(block, Table)]
    assert (table.header_rows, table.header_columns) == (2, 1)
    reach = {text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert reach["구분"] == (0, 0, 2, 1)
    assert reach["요금"] == (0, 1, 1, 2)
    assert [(c.row, c.row_span) for c in table.cells if text[c.start : c.end] == "4,000원"] == [(2, 1), (3, 1)]


def test_header_rows_that_the_file_marks_go_before_any_guess() -> None:
    plain = Grid((cell(0, 0, "3층"), cell(0, 1, "회의실"), cell(1, 0, "4층"), cell(1, 1, "강당")))
    _, guessed = lay_out(Source((plain,)))
    assert [table.header_rows for table in guessed.tables.values()] == [0]
    _, hints = lay_out(Source((Grid(plain.cells, header_rows=1),)))
    assert [table.header_rows for table in hints.tables.values()] == [1]


def test_empty_rows_beside_a_frame_are_no_table() -> None:
    lines = tuple(SourceLine(words) for words in ("□ 지원 대상", "○ 소상공인", "○ 청년", "○ 창업자", "○ 중소기업"))
    form = Grid(
        (
            SourceCell(0, 0, lines, 1, 2),
            SourceCell(1, 0, ()),
            SourceCell(1, 1, ()),
            cell(2, 0, "첨부 서류를 모두 냈습니다.", right=2),
            cell(3, 0, "성명"),
            cell(3, 1, "날짜"),
        )
    )
    assert (
        text_of(form)
        == "□ 지원 대상\n○ 소상공인\n○ 청년\n○ 창업자\n○ 중소기업\n첨부 서류를 모두 냈습니다.\n성명\t날짜\n"
    )


def test_a_frame_is_taken_off() -> None:
    frame = Grid((SourceCell(0, 0, (SourceLine("□ 지원 대상"), SourceLine("○ 소상공인"), FEES)),))
    assert text_of(frame).startswith("□ 지원 대상\n○ 소상공인\n구분\t요금\n")


def test_a_row_that_holds_a_table_is_read_as_its_lines_between_the_rows_around_it() -> None:
    nested = Grid(
        (
            cell(0, 0, "접수"),
            cell(0, 1, "3월"),
            cell(1, 0, "요금표"),
            SourceCell(1, 1, (FEES,)),
            cell(2, 0, "문의"),
            cell(2, 1, "02-123-4567"),
        )
    )
    lines = text_of(nested).split("\n")
    assert lines[:3] == ["접수\t3월", "요금표", "구분\t요금"]
    assert lines[-2] == "문의\t02-123-4567"


def test_a_record_with_a_list_or_a_small_table_in_a_cell_stays_a_row() -> None:
    codes = tuple(SourceLine(f"{n:02}:종류{n}") for n in range(12))
    records = Grid(
        (
            *(cell(0, column, name) for column, name in enumerate(("번호", "항목", "값"))),
            cell(1, 0, "1"),
            cell(1, 1, "시설"),
            SourceCell(1, 2, codes),
            cell(2, 0, "2"),
            cell(2, 1, "요금"),
            SourceCell(2, 2, (FEES,)),
        )
    )
    _, facility, fee = text_of(records).strip().split("\n")
    assert facility == "1\t시설\t" + " ".join(line.text for line in codes)
    assert fee.startswith("2\t요금\t구분 요금 ")


def test_the_name_over_a_table_and_the_note_below_are_lines() -> None:
    named = Grid(
        (
            cell(0, 0, "<표 1> 이용 요금 (단위: 원)", right=3),
            *(SourceCell(c.row + 1, c.column, c.parts, c.row_span, c.column_span) for c in FEES.cells),
            cell(5, 0, "※ 군인은 무료", right=3),
        )
    )
    text, hints = lay_out(Source((named,)))
    assert text.split("\n")[0] == "<표 1> 이용 요금 (단위: 원)"
    assert text.rstrip("\n").split("\n")[-1] == "※ 군인은 무료"
    [table] = [block for block in understand(text, hints) if isinstance(block, Table)]
    assert table.unit == "원"
    assert table.caption is not None
    assert text[slice(*table.caption)] == "<표 1> 이용 요금 (단위: 원)"


def test_a_name_with_its_unit_at_the_end_of_the_row_is_no_row_of_the_table() -> None:
    named = Grid(
        (
            cell(0, 0, "【 이용 요금 】", right=2),
            cell(0, 2, "(단위: 원)"),
            *(SourceCell(c.row + 1, c.column, c.parts, c.row_span, c.column_span) for c in FEES.cells),
        )
    )
    text, hints = lay_out(Source((named,)))
    assert text.startswith("【 이용 요금 】\n(단위: 원)\n구분\t요금\n")
    assert [table.unit for table in understand(text, hints) if isinstance(table, Table)] == ["원"]


def test_a_table_that_claims_more_slots_than_any_has_is_read_as_lines() -> None:
    assert text_of(Grid((cell(0, 0, "가"), cell(0, 1, "나", down=10**9)))) == "가\n나\n"


def test_paragraphs_are_whole_and_headings_are_those_of_the_file() -> None:
    parts = (
        SourceLine("사업 안내", 1),
        SourceLine("올해 처음"),
        SourceLine("시작합니다."),
        PageBreak(),
        SourceLine("○ 대상"),
        SourceLine("1. 접수", 2),
    )
    text, hints = lay_out(Source(parts))
    blocks = understand(text, hints)
    assert [text[b.start : b.end] for b in blocks if isinstance(b, Heading)] == ["사업 안내"]
    assert [text[b.start : b.end] for b in blocks if isinstance(b, Paragraph)] == ["올해 처음", "시작합니다."]
    assert any(isinstance(block, ListItem) for block in blocks)
    wrapped = lay_out(Source(parts[1:3], wrapped=True))
    assert [wrapped[0][b.start : b.end] for b in understand(*wrapped)] == ["올해 처음\n시작합니다."]


def test_a_source_survives_the_way_out_of_the_process_that_read_it() -> None:
    source = Source(
        (SourceLine("가", 2), PageBreak(), Grid((SourceCell(0, 1, (FEES,), 2, 3),), 1)),
        "제목",
        ("한 쪽은 그림입니다.",),
        True,
    )
    assert from_json(to_json(source)) == source


def test_lines_of_code_are_no_headings_items_or_rows() -> None:
    code = ("# 설치", "- 시작", "1. 예약\t3번")
    text, hints = lay_out(Source((SourceLine("예약 도구", 1), *(SourceLine(words, literal=True) for words in code))))
    blocks = understand(text, hints)
    assert [text[b.start : b.end] for b in blocks if isinstance(b, Heading)] == ["예약 도구"]
    assert [text[b.start : b.end] for b in blocks if isinstance(b, Paragraph)] == list(code)
    assert [type(b) for b in understand(*lay_out(Source(tuple(map(SourceLine, code)))))] == [Heading, ListItem, Table]


def test_a_sheet_of_many_rows_is_one_table_and_takes_time_by_its_length() -> None:
    rows = 51_000
    cells = tuple(cell(row, row % 4, "가") for row in range(rows))
    begun = time.process_time()
    _, hints = lay_out(Source((Grid(cells),)))
    assert time.process_time() - begun < 60  # 2 s here; by the square of the rows it would be many minutes
    [table] = hints.tables.values()
    assert len(table.cells) == rows


def test_two_stars_behind_a_word_stay_where_a_note_begins_with_them() -> None:
    lines = ("지원 금액**을 늘리고 지원 범위**를 넓혔다.", "** 붙임 참조")
    assert text_of(*map(SourceLine, lines)) == "\n".join(lines) + "\n"
    assert text_of(SourceLine("지원 **금액**을 늘렸다.")) == "지원 금액을 늘렸다.\n"


def test_a_heading_that_the_file_tells_is_one_line_whatever_its_mark() -> None:
    text, hints = lay_out(Source((SourceLine("○ 대상", 2), SourceLine("소상공인에게 드립니다.")), wrapped=True))
    assert [b.title for b in understand(text, hints) if isinstance(b, Heading)] == ["○ 대상"]


def reach_of(grid: Grid) -> tuple[int, dict[str, tuple[int, int]]]:
    """How many rows of a table are its header, and how far each of its cells reaches."""
    text, hints = lay_out(Source((grid,)))
    [table] = hints.tables.values()
    return table.header_rows, {text[c.start : c.end]: (c.row_span, c.column_span) for c in table.cells}


def test_a_group_s_name_in_a_box_of_its_own_reaches_over_the_names_beside_and_below_it() -> None:
    grid = Grid(
        (
            cell(0, 0, "구분", down=2),
            cell(0, 1, "'23년", down=2),
            cell(0, 2, "", right=2),
            cell(0, 4, "'24년", down=2),
            cell(0, 5, ""),
            cell(1, 2, "6월"),
            cell(1, 3, "7월"),
            cell(1, 5, "6월"),
            *(cell(2, column, words) for column, words in enumerate(("은행", "9.1", "1.2", "1.3", "8.0", "2.5"))),
        )
    )
    header_rows, reach = reach_of(grid)
    assert header_rows == 2
    assert (reach["구분"], reach["'23년"], reach["'24년"]) == ((2, 1), (1, 3), (1, 2))


def test_a_label_that_reaches_over_rows_is_no_header() -> None:
    form = Grid(
        (
            cell(0, 0, "지원 내용", down=2),
            cell(0, 1, "지원유형"),
            cell(0, 2, "☑ 감면", right=3),
            cell(1, 1, "지원수준"),
            cell(1, 2, "임대료의 30%", right=3),
            cell(2, 0, "문의", right=2),
            cell(2, 2, "주택과"),
        )
    )
    assert reach_of(form)[0] == 0
    targets = Grid(
        (
            cell(0, 0, "구분", down=2),
            cell(0, 1, "2027년"),
            cell(0, 2, "2028년"),
            cell(1, 1, "200명"),
            cell(1, 2, "250명"),
            cell(2, 0, "근거"),
            cell(2, 1, "시범 사업", right=2),
        )
    )
    assert reach_of(targets)[0] == 1


def test_the_name_beside_a_frame_is_one_line() -> None:
    form = Grid(
        (
            SourceCell(0, 0, (SourceLine("지원"), SourceLine("대상"))),
            SourceCell(0, 1, (FEES,)),
            cell(1, 0, "문의"),
            cell(1, 1, "주택과"),
            cell(2, 0, "장소"),
            cell(2, 1, "시청"),
        )
    )
    assert text_of(form).startswith("지원 대상\n구분\t요금\n")


def test_a_line_right_above_a_table_names_it() -> None:
    lines = (
        SourceLine("가나시 안내"),
        SourceLine("시설을 알려 드립니다."),
        SourceLine("올해부터 바뀝니다."),
        SourceLine("시설별 이용 요금"),
    )
    text, hints = lay_out(Source((*lines, SourceLine("(단위: 원)"), FEES)))
    [table] = [block for block in understand(text, hints) if isinstance(block, Table)]
    assert table.caption is not None
    assert (text[slice(*table.caption)], table.unit) == ("시설별 이용 요금\n(단위: 원)", "원")
    text, hints = lay_out(Source((*lines[:3], SourceLine("요금은 다음과 같습니다."), FEES)))
    assert [block.caption for block in understand(text, hints) if isinstance(block, Table)] == [None]


def test_an_item_that_a_writer_broke_goes_on_in_the_indented_line_below() -> None:
    lines = (
        "1. 여행증명서로는 발급지 기준 한 번만 나갈 수 있으며, 적힌 나라가 아닌 곳은",
        "   여행할 수 없습니다.",
        "2. 문의",
    )
    text, hints = lay_out(Source(tuple(map(SourceLine, lines))))
    assert [text[b.start : b.end].split("\n") for b in understand(text, hints)] == [[lines[0], lines[1]], [lines[2]]]


def beside_name(name: SourceCell, value: SourceCell) -> str:
    """The text of a table of three rows, the second of them `name` and `value`."""
    return text_of(Grid((cell(0, 0, "구분"), cell(0, 1, "내용"), name, value, cell(2, 0, "기간"), cell(2, 1, "3월"))))


@pytest.mark.parametrize(("length", "framed"), [(800, False), (801, True)])
def test_a_long_cell_is_a_page_in_a_frame(length: int, framed: bool) -> None:
    words = "가" * length
    between = "\n" if framed else "\t"
    assert beside_name(cell(1, 0, "대상"), cell(1, 1, words)) == f"구분\t내용\n대상{between}{words}\n기간\t3월\n"


@pytest.mark.parametrize(("count", "framed"), [(8, False), (9, True)])
def test_a_cell_of_many_lines_is_a_page_in_a_frame(count: int, framed: bool) -> None:
    lines = SourceCell(1, 1, (SourceLine("한다."),) * count)
    words = "\n".join(["한다."] * count) if framed else " ".join(["한다."] * count)
    between = "\n" if framed else "\t"
    assert beside_name(cell(1, 0, "대상"), lines) == f"구분\t내용\n대상{between}{words}\n기간\t3월\n"


@pytest.mark.parametrize(("length", "between"), [(60, " "), (61, "\n")])
def test_a_short_cell_beside_a_frame_is_one_line(length: int, between: str) -> None:
    name = SourceCell(1, 0, (SourceLine("가" * 30), SourceLine("나" * (length - 31))))
    text = beside_name(name, cell(1, 1, "다" * 801))
    assert f"{'가' * 30}{between}{'나' * (length - 31)}\n{'다' * 801}\n" in text


def tables_in(*cells: SourceCell) -> int:
    return len(lay_out(Source((Grid(cells),)))[1].tables)


@pytest.mark.parametrize(("rows", "expected"), [(100_000, 1), (100_001, 0)])
def test_a_table_of_two_hundred_thousand_slots_is_damage(rows: int, expected: int) -> None:
    assert tables_in(cell(0, 0, "구분", down=rows), cell(0, 1, "요금"), cell(1, 1, "3원")) == expected


@pytest.mark.parametrize(("rows", "expected"), [(6, 1), (7, 0)])
def test_a_large_table_with_a_cell_in_four_slots_is_none(
    rows: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying_out, "_MOST_CELLS", 8)  # else it would take 50,000 cells
    assert tables_in(cell(0, 0, "구분", down=rows), cell(0, 1, "요금"), cell(1, 1, "3원")) == expected


def test_one_column_or_one_row_is_no_table() -> None:
    assert tables_in(cell(0, 0, "가나"), cell(1, 0, "다라")) == 0
    assert tables_in(cell(0, 0, "가나"), cell(0, 1, ""), cell(1, 0, "다라"), cell(1, 1, "")) == 0
    assert tables_in(cell(0, 0, "가나"), cell(0, 1, "다라")) == 0
    assert tables_in(cell(0, 0, "가나"), cell(0, 1, "다라"), cell(1, 0, "마바")) == 1


def test_a_name_and_a_unit_on_top_are_the_caption_and_not_three_cells() -> None:
    body = (cell(1, 0, "어른"), cell(1, 1, "19세"), cell(1, 2, "3"))
    unit = cell(0, 2, "요금(단위: 원)")
    assert text_of(Grid((cell(0, 0, "이용 요금"), unit, *body))).startswith("이용 요금\n요금(단위: 원)\n")
    assert text_of(Grid((cell(0, 0, "구분"), cell(0, 1, "나이"), unit, *body))).startswith(
        "구분\t나이\t요금(단위: 원)\n"
    )


def test_a_header_cell_over_two_numbered_columns_reaches_a_second_row() -> None:
    top = (cell(0, 0, "구분", down=2), cell(0, 1, "요금", right=2))
    parts = (cell(1, 1, "1종"), cell(1, 2, "2종"))
    body = (cell(2, 0, "어른"), cell(2, 1, "3원"), cell(2, 2, "4원"))
    _, hints = lay_out(Source((Grid((*top, *parts, *body)),)))
    assert [table.header_rows for table in hints.tables.values()] == [2]


def rows(*lines: str) -> tuple[SourceCell, ...]:
    """A cell for each word between bars; none for an empty one."""
    return tuple(
        cell(row, column, words)
        for row, line in enumerate(lines)
        for column, words in enumerate(line.split("|"))
        if words
    )


def test_a_header_that_is_repeated_above_figures_stands_once() -> None:
    body = rows("시설명|정원|요금", "강당|300명|9만원", "시설명|정원|요금", "강의실|40명|2만원")
    assert text_of(Grid(body)) == "시설명\t정원\t요금\n강당\t300명\t9만원\n강의실\t40명\t2만원\n"
    two = rows("구분|요금|", "|평일|주말", "어른|3원|4원", "구분|요금|", "|평일|주말", "노인|1원|2원")
    assert text_of(Grid(two, header_rows=2)) == "구분\t요금\n\t평일\t주말\n어른\t3원\t4원\n노인\t1원\t2원\n"


def test_a_row_that_repeats_the_first_of_a_form_stays() -> None:
    form = rows("성명|연락처|주소", "가나다|라마바|사아자", "성명|연락처|주소", "차카타|파하가|나다라")
    assert text_of(Grid(form)).count("성명\t연락처\t주소") == 2
    assert text_of(Grid(form, header_rows=1)).count("성명\t연락처\t주소") == 1
    assert text_of(Grid(rows("1층|2층", "가|3원", "1층|2층", "나|4원"))).count("1층\t2층") == 2  # no header at all


@pytest.mark.parametrize(("length", "count"), [(500, 1001), (501, 1)])
def test_a_value_over_a_thousand_rows_is_repeated_while_the_table_stays_readable(length: int, count: int) -> None:
    body = (cell(0, 0, "이름"), cell(0, 1, "내용"), cell(1, 1, "가" * length, down=1001))
    names = tuple(cell(row, 0, f"행{row}") for row in range(1, 1002))
    assert text_of(Grid((*body, *names))).count("가" * length) == count


def test_size_in_letters_and_lines() -> None:
    inner = Grid((cell(0, 0, "가나"), cell(0, 1, "다"), cell(1, 0, "라")))
    assert size_of((SourceLine("가나다"), PageBreak(), inner)) == Size(3 + 4 + 3, 1 + 2, 3)


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        (
            "2026년|2027년|2028년;-|844백만원|980백만원",
            "총 1,824백만원 2026년: -, 2027년: 844백만원, 2028년: 980백만원",
        ),
        ("2026년|2027년|2028년;-|844백만원|", "총 1,824백만원 2026년 2027년 2028년 - 844백만원"),
        ("국비|844백만원;시비|980백만원", "총 1,824백만원 국비 844백만원 시비 980백만원"),
        ("1|2|3;4|5|6", "총 1,824백만원 1 2 3 4 5 6"),
    ],
)
def test_names_over_values_in_a_cell_are_told_pair_by_pair(inner: str, told: str) -> None:
    parts = (SourceLine("총 1,824백만원"), Grid(rows(*inner.split(";"))))
    records = (*rows("구분|내용|비고", "총규모||소요 재원"), SourceCell(1, 1, parts))
    assert f"총규모\t{told}\t소요 재원\n" in text_of(Grid(records))


def test_a_table_right_below_one_of_a_single_row_keeps_its_rows_and_its_merges() -> None:
    one_row = Grid((cell(0, 0, "기관"), cell(0, 1, "해솔시")))
    fines = Grid(
        (
            cell(0, 0, "위반행위", down=2),
            cell(0, 1, "과태료", right=2),
            cell(1, 1, "1차 위반"),
            cell(1, 2, "2차 위반"),
            cell(2, 0, "미등록"),
            cell(2, 1, "20"),
            cell(2, 2, "40"),
        )
    )
    papers = Grid((cell(0, 0, "계약건명"), cell(0, 1, "사무용품"), cell(1, 0, "납품자"), cell(1, 1, "해솔상사")))
    text, hints = lay_out(Source((one_row, fines, papers)))
    tables = [block for block in understand(text, hints) if isinstance(block, Table)]
    assert [text[table.start : table.end].split("\n")[0] for table in tables] == [
        "기관\t해솔시",
        "위반행위\t과태료",
        "계약건명\t사무용품",
    ]
    assert tables[1].header_rows == 2
