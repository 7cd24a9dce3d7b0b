"""The files hold what the table shows, and no spreadsheet runs what a citizen typed."""

import csv
import datetime as dt
import io

import openpyxl
import pytest

from chat.admin.export import COLUMNS, as_csv, as_xlsx
from chat.admin.grouping import Group

LAST = dt.datetime(2026, 11, 29, 9, 30, tzinfo=dt.UTC)
ATTACKS = (
    '=HYPERLINK("http://evil.example","눌러요")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
)


def _read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_for_each_group() -> None:
    groups = [
        Group(("수영장 요금은?", "수영장 얼마예요"), 3, "체육과", LAST),
        Group(('따옴표 " 쉼표, 줄',), 1, "", LAST),
    ]
    when = f"{LAST.astimezone():%Y-%m-%d %H:%M}"
    wanted = [
        list(COLUMNS),
        ["체육과", "3", "수영장 요금은?", "수영장 얼마예요", when],
        ["모름", "1", '따옴표 " 쉼표, 줄', "", when],
    ]
    assert _read_csv(as_csv(groups)) == wanted
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(groups))).active
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == wanted


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_is_a_formula(attack: str) -> None:
    groups = [Group((attack, attack), 1, attack, LAST)]
    row = _read_csv(as_csv(groups))[1]
    assert all(cell.startswith("'") for cell in (row[0], row[2], row[3]))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(groups))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert all(not str(cell.value).startswith("=") for row in sheet.iter_rows() for cell in row)


def test_signs_that_no_sheet_can_hold_are_left_out() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([Group(("가\x00나\x1f다",), 1, "", LAST)]))).active
    assert sheet["C2"].value == "가나다"
