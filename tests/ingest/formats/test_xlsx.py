"""Spreadsheets, made by openpyxl, and CSV."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ingest.blocks import Table
from ingest.errors import BadInputError
from ingest.formats.xlsx import read
from ingest.lay_out import lay_out
from ingest.source import Grid, Source, SourceLine
from ingest.structure import understand


def book_of(*rows: list[Any], title: str = "Sheet1") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def source_of(book: Workbook) -> Source:
    data = io.BytesIO()
    book.save(data)
    return read(data.getvalue())


def lines_of(book: Workbook) -> list[str]:
    return lay_out(source_of(book))[0].splitlines()


def tables_of(source: Source) -> list[Table]:
    return [block for block in understand(*lay_out(source)) if isinstance(block, Table)]


def test_cells_hold_what_excel_shows() -> None:
    book, sheet = book_of(["시설", "요금", "감면율", "개장일", "시각"])
    sheet.append(["수영장", 53000, 0.8, dt.datetime(2024, 3, 2), dt.time(9)])
    for column, code in zip("BCDE", ('#,##0"원"', "0%", 'yyyy"년" m"월" d"일"', "h:mm"), strict=True):
        sheet[f"{column}2"].number_format = code
    assert lines_of(book)[1] == "수영장\t53,000원\t80%\t2024년 3월 2일\t9:00"


def test_titles_units_notes_and_empty_rows_part_the_tables() -> None:
    book, _ = book_of(
        ["체육시설 이용료"],
        ["2024년 기준", "", "(단위: 원)"],
        ["구분", "평일", "주말"],
        ["어른", 3000, 4000],
        ["어린이", 1000, 2000],
        ["※ 군인은 무료"],
        [],
        ["대관"],
        ["시설", "시간"],
        ["강당", "3시간"],
    )
    source = source_of(book)
    assert lay_out(source)[0].splitlines() == [
        "체육시설 이용료",
        "2024년 기준 (단위: 원)",
        "구분\t평일\t주말",
        "어른\t3000\t4000",
        "어린이\t1000\t2000",
        "※ 군인은 무료",
        "대관",
        "시설\t시간",
        "강당\t3시간",
    ]
    assert [table.unit for table in tables_of(source)] == ["원", ""]
    assert source.title == "체육시설 이용료"


def grids_of(source: Source) -> list[list[str]]:
    """The rows of each table, cells between bars, under the lines above it."""
    found: list[list[str]] = []
    for part in source.parts:
        if isinstance(part, Grid):
            rows: dict[int, list[str]] = {}
            for cell in part.cells:
                rows.setdefault(cell.row, []).append(
                    " ".join(one.text for one in cell.parts if isinstance(one, SourceLine))
                )
            found.append(["|".join(row) for row in rows.values()])
        elif isinstance(part, SourceLine):
            found.append([part.text])
    return found


def test_tables_side_by_side_are_two_where_each_names_its_rows() -> None:
    titled, _ = book_of(
        ["1. 세입", None, None, "2. 세출"],
        ["구분", "2024", None, "항목 이름", "2024"],
        ["지방세", 9, None, "복지", 5],
    )
    assert grids_of(source_of(titled)) == [
        ["1. 세입"],
        ["구분|2024", "지방세|9"],
        ["2. 세출"],
        ["항목 이름|2024", "복지|5"],
    ]
    named, _ = book_of(["동", "수", None, "구분", "수"], ["가", 1, None, "나", 2])
    assert grids_of(source_of(named)) == [["동|수", "가|1"], ["구분|수", "나|2"]]
    alike, _ = book_of(["동", "수", None, "동", "수"], ["가", 1, None, "나", 2])
    assert grids_of(source_of(alike)) == [["동|수", "가|1"], ["동|수", "나|2"]]
    three, _ = book_of(["동", "수", None, "동", "수", None, "동", "수"], ["가", 1, None, "나", 2, None, "다", 3])
    assert len(grids_of(source_of(three))) == 3


def test_an_empty_column_in_one_table_parts_nothing() -> None:
    spaced, _ = book_of(["이름", "부서", None, "직급", "내선"], ["가나다", "총무과", None, "주무관", "1234"])
    assert len(grids_of(source_of(spaced))) == 1
    narrow, _ = book_of(["구분", "수", None, "구분"], ["가", 1, None, "나"])
    assert len(grids_of(source_of(narrow))) == 1
    low, _ = book_of(["구분", "수"], ["가", 1, None, "구분", "수"])
    assert len(grids_of(source_of(low))) == 1
    merged, sheet = book_of(["구분", "수", None, "구분", "수"], ["가", 1, None, "나", 2])
    sheet.merge_cells("B1:C1")
    assert len(grids_of(source_of(merged))) == 1


def test_tables_below_each_other_without_an_empty_row_have_titles_of_their_own() -> None:
    signed, _ = book_of(
        ["1. 부채 (단위: 억원)"],
        ["구분", "금액"],
        ["지방채", 5],
        ["2. 기금"],
        ["(단위: 원)"],
        ["기금 이름", "잔액"],
        ["재난", 3],
    )
    assert grids_of(source_of(signed)) == [
        ["1. 부채 (단위: 억원)"],
        ["구분|금액", "지방채|5"],
        ["2. 기금"],
        ["(단위: 원)"],
        ["기금 이름|잔액", "재난|3"],
    ]
    named, _ = book_of(["구분", "금액"], ["지방채", 5], ["기금"], ["구분", "금액"], ["재난", 3])
    assert grids_of(source_of(named))[1:] == [["기금"], ["구분|금액", "재난|3"]]
    form, sheet = book_of(
        ["시설명", "체육관"], ["준공", "1999"], ["점검"], ["일자", "결과"], ["3. 1.", "1"], ["9. 1.", "2"]
    )
    sheet.merge_cells("A3:B3")
    assert grids_of(source_of(form))[1:] == [["점검"], ["일자|결과", "3. 1.|1", "9. 1.|2"]]


def test_a_label_of_a_group_of_rows_begins_no_table() -> None:
    for rows in (
        [["구분", "금액"], ["지방채", 5], ["기금"], ["재난", 3], ["복지", 4]],
        [["1. 예산"], ["구분", "금액"], ["지방채", 5], ["2. 기금"], ["재난", 3], ["복지", 4]],
        [["구분", "금액"], ["기금"], ["구분", "금액"]],
    ):
        book, _ = book_of(*rows)
        assert len([grid for grid in grids_of(source_of(book)) if len(grid) > 1]) == 1
    covering, sheet = book_of(
        ["구분", "금액"], ["지방채", 5], ["기금"], ["재난 예방", "삼억"], ["복지", 4], ["문화", 6]
    )
    sheet.merge_cells("A3:B3")
    assert len(grids_of(source_of(covering))) == 1


def test_lines_above_and_below_a_table() -> None:
    book, _ = book_of(
        ["주차장 현황"],
        [None, None, "(2025. 1. 1. 현재)"],
        ["구분", "면수", "요금"],
        ["중앙", 10, 500],
        ["합계"],
        ["※ 군인은 무료"],
        ["자료: 행정안전부"],
        ["요금은 30분마다 받는다."],
    )
    source = source_of(book)
    assert grids_of(source) == [
        ["주차장 현황"],
        ["(2025. 1. 1. 현재)"],
        ["구분|면수|요금", "중앙|10|500", "합계"],
        ["※ 군인은 무료"],
        ["자료: 행정안전부"],
        ["요금은 30분마다 받는다."],
    ]
    group, _ = book_of([None, None, "요금"], ["구분", "면수", "평일"], ["중앙", 10, 500])
    assert grids_of(source_of(group))[0][0] == "요금"  # the header's upper row


def test_the_title_of_a_part_is_not_that_of_the_workbook() -> None:
    assert source_of(book_of(["1. 세입"], ["구분", "금액"], ["지방세", 5])[0]).title == ""
    assert source_of(book_of(["구분", "금액"], ["지방세", 5], ["※ 결산 기준"])[0]).title == ""


def test_merged_cells_reach_over_what_is_shown() -> None:
    book, sheet = book_of(
        ["이용료"], ["구분", "요금", None, None], [None, "평일", "숨김", "주말"], ["어른", 1, 2, 3], ["노인", "무료"]
    )
    for area in ("A1:D1", "A2:A3", "B2:D2", "B5:D5"):
        sheet.merge_cells(area)
    sheet.column_dimensions["C"].hidden = True
    source = source_of(book)
    assert lay_out(source)[0].splitlines() == ["이용료", "구분\t요금", "\t평일\t주말", "어른\t1\t3", "노인\t무료"]
    [table] = tables_of(source)
    text = lay_out(source)[0]
    reach = {text[c.start : c.end]: (c.row_span, c.column_span) for c in table.cells}
    assert (reach["구분"], reach["요금"], reach["무료"]) == ((2, 1), (1, 2), (1, 2))


def test_each_sheet_stands_under_its_name_and_hidden_ones_are_told() -> None:
    book, _ = book_of(["가", "1"], ["나", "2"], title="요금")
    book.create_sheet("시간").append(["다"])
    book.create_sheet("빈 시트")
    hidden = book.create_sheet("내부용")
    hidden.append(["비밀"])
    hidden.sheet_state = "hidden"
    source = source_of(book)
    text, hints = lay_out(source)
    assert text.splitlines() == ["요금", "가\t1", "나\t2", "시간", "다"]
    assert hints.levels == {0: 1, text.index("시간"): 1}
    assert source.remarks == ("숨긴 시트 1개는 읽지 않았습니다.",)


def test_hidden_rows_are_out_and_part_nothing() -> None:
    book, sheet = book_of(["구분", "요금"], ["어른", 1], ["내부", 9], ["노인", 2])
    sheet.row_dimensions[3].hidden = True
    assert lines_of(book) == ["구분\t요금", "어른\t1", "노인\t2"]
    assert source_of(book).remarks == ("숨긴 행이나 열에 있는 2칸은 읽지 않았습니다.",)


def test_what_is_struck_out_or_failed_is_out_and_told() -> None:
    book, sheet = book_of(["업소", "전화"], ["해솔식당", "123"], ["바다횟집", "456"], ["새집", "789"], ["옛집", "#N/A"])
    for place in ("A3", "B3", "B4"):
        sheet[place].font = Font(strike=True)
    source = source_of(book)
    assert lay_out(source)[0].splitlines() == ["업소\t전화", "해솔식당\t123", "새집", "옛집"]
    assert source.remarks == (
        "수식 1칸의 값이 오류(#N/A 등)라 비워 두었습니다.",
        "취소선이 그어진 글 3곳은 읽지 않았습니다.",
    )


def test_the_header_that_a_filter_marks() -> None:
    book, sheet = book_of(["3층", "회의실"], ["4층", "강당"], ["5층", "식당"])
    assert [table.header_rows for table in tables_of(source_of(book))] == [0]
    sheet.auto_filter.ref = "A1:B3"
    assert [table.header_rows for table in tables_of(source_of(book))] == [1]


def test_a_formula_that_was_never_calculated_is_told() -> None:
    book, _ = book_of(["구분", "요금"], ["어른", 1000], ["합계", "=SUM(B2:B2)"])
    source = source_of(book)
    assert lay_out(source)[0].splitlines() == ["구분\t요금", "어른\t1000", "합계"]
    assert "수식 1칸에 계산된 값이 없어" in source.remarks[0]


def test_a_cell_at_the_end_of_the_sheet_costs_no_more_than_a_cell() -> None:
    book, sheet = book_of(["구분", "요금"], ["어른", 1000])
    sheet["XFD1048576"] = "끝"
    assert lines_of(book) == ["구분\t요금", "어른\t1000", "끝"]


def test_a_merged_cell_that_claims_the_whole_sheet_is_refused() -> None:
    book, sheet = book_of(["구분", "요금"], ["어른", 1000])
    sheet.merge_cells("B2:C3")
    data = io.BytesIO()
    book.save(data)
    wide = io.BytesIO()
    with zipfile.ZipFile(data) as package, zipfile.ZipFile(wide, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, package.read(name).replace(b'ref="B2:C3"', b'ref="B2:XFD1048576"'))
    with pytest.raises(BadInputError, match="병합한 칸이 너무 넓습니다"):
        read(wide.getvalue())


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 999])
def test_damaged_files_give_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInputError, match="손상되었거나 암호가"):
        read(data)


CSV = '시설;요금;비고\n수영장;"1,000원";"가, 나\n다"\n체육관;2,000원;\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_csv_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    source = read(CSV.replace(";", delimiter).encode(encoding))
    assert lay_out(source)[0].splitlines() == ["시설\t요금\t비고", "수영장\t1,000원\t가, 나 다", "체육관\t2,000원"]
    assert [table.header_rows for table in tables_of(source)] == [1]


def test_csv_with_commas_a_title_and_two_tables() -> None:
    source = read("해솔시 시설 현황,,\n시설,주소\n가,나\n\nsep,1\n다,2\n".encode())
    assert lay_out(source)[0].splitlines() == ["해솔시 시설 현황", "시설\t주소", "가\t나", "sep\t1", "다\t2"]
    assert [table.header_rows for table in tables_of(source)] == [1, 0]
    assert lay_out(read("sep=;\n가;나,다\n".encode()))[0] == "가\t나,다\n"


@pytest.mark.parametrize("row", ["(단위: 천원)", "(단위: 천원),,", ",,(단위: 천원)"])
def test_the_unit_in_a_row_of_its_own_below_the_names_of_columns_is_that_of_the_figures(row: str) -> None:
    source = read(f"사업,2024년,2025년\n{row}\n공원,120000,135000\n하천,80000,0\n".encode())
    text, hints = lay_out(source)
    assert text.splitlines() == ["(단위: 천원)", "사업\t2024년\t2025년", "공원\t120000\t135000", "하천\t80000\t0"]
    [table] = [block for block in understand(text, hints) if isinstance(block, Table)]
    assert (table.header_rows, table.unit) == (1, "천원")


def test_a_row_of_units_belongs_to_the_header() -> None:
    source = read("업종,구경,요금\n,(㎜),(원)\n가정용,15,1080\n".encode())
    assert [table.header_rows for table in tables_of(source)] == [2]


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    with pytest.raises(BadInputError, match="따옴표의 짝"):
        read('가,"나\n다,라\n'.encode())
