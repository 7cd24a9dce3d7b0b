"""Reads spreadsheets: XLSX, each sheet under its name and each cell with the words that Excel shows, and CSV."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import takewhile

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from ingest.decode import decode
from ingest.delimited import rows_of
from ingest.errors import BadInputError
from ingest.formats.sheet import SheetCell, by_row, parts_of
from ingest.number_formats import words_of
from ingest.outline import marker_of
from ingest.source import STRUCK, Source, SourceLine, SourcePart
from ingest.tables import is_figure
from ingest.titles import file_title

_ZIP = b"PK"
_DEFAULT_NAME = re.compile(r"(?:sheet|시트)\s?\d*", re.IGNORECASE)
_NEVER_CALCULATED = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 1_000_000
"""Cells that the merged areas of a workbook may cover; openpyxl makes an object of each."""
_MOST_COLUMNS = 16_384  # of Excel


@dataclass(slots=True)
class _LeftOut:
    """How many sheets and cells of a workbook were left out: hidden sheets, formulas without a value, formulas that failed, cells struck out, cells with
    words in hidden rows and columns.
    """

    hidden: int
    uncalculated: int
    failed: int = 0
    struck: int = 0
    unseen: int = 0

    def remarks(self) -> Iterable[str]:
        """Remarks, in Korean, on what was left out."""
        if self.hidden:
            yield f"숨긴 시트 {self.hidden:,}개는 읽지 않았습니다."
        if self.unseen:
            yield f"숨긴 행이나 열에 있는 {self.unseen:,}칸은 읽지 않았습니다."
        if self.uncalculated:
            yield f"수식 {self.uncalculated:,}칸에 계산된 값이 없어 비워 두었습니다. 엑셀에서 열어 저장하면 값이 들어갑니다."
        if self.failed:
            yield f"수식 {self.failed:,}칸의 값이 오류(#N/A 등)라 비워 두었습니다."
        if self.struck:
            yield STRUCK.format(self.struck)


def read(data: bytes) -> Source:
    """The parts of a spreadsheet: an XLSX file, or text with delimiters.

    Raises:
        BadInputError: the file is damaged, or its text is in no encoding we know.
    """
    return _read_workbook(data) if data.startswith(_ZIP) else _read_text(data)


def _read_text(data: bytes) -> Source:
    try:
        rows = rows_of(decode(data, "CSV 파일"))
    except csv.Error as error:
        raise BadInputError(f"CSV로 읽을 수 없습니다({error}). 따옴표의 짝이 맞는지 확인해 주세요.") from error
    cells = [
        SheetCell(number, column, value.strip())
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value.strip()
    ]
    parts = parts_of(cells, {_first_full(cells)})
    return Source(tuple(parts), _first_line(parts))


def _first_full(cells: Sequence[SheetCell]) -> int:
    """The header row of a CSV, which every program writes first: the first row with several values, or -1 where that holds a figure."""
    for row, held in by_row(cells).items():
        if len(held) > 1:
            return -1 if any(is_figure(cell.text) for cell in held) else row
    return -1


def _read_workbook(data: bytes) -> Source:
    try:
        sheets = _sheet_files(data)
        _refuse_merged(sheets)
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except BadInputError:
        raise
    except Exception as error:  # openpyxl passes on whatever its libraries raise: no list would be complete
        raise BadInputError(
            "엑셀 파일(XLSX)이 손상되었거나 암호가 걸려 있어 읽을 수 없습니다. 엑셀에서 열어 다시 저장해 주세요."
        ) from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    parts: list[SourcePart] = []
    left = _LeftOut(len(book.worksheets) - len(visible), sum(len(_NEVER_CALCULATED.findall(sheet)) for sheet in sheets))
    for sheet in visible:
        own = parts_of(_cells(sheet, left), _marked_headers(sheet))
        named = len(visible) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title)
        parts += [SourceLine(sheet.title, 1), *own] if named and own else own
    title = file_title(book.properties.title or "") or _first_line(parts)
    return Source(tuple(parts), title, tuple(left.remarks()))


def _sheet_files(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [
            package.read(name)
            for name in package.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        ]


def _refuse_merged(sheets: Iterable[bytes]) -> None:
    """Raise BadInputError where merged areas claim more cells than any sheet has, before openpyxl makes them one by one."""
    merged = 0
    for area in (found[1].decode() for sheet in sheets for found in _MERGED.finditer(sheet)):
        left, top, right, bottom = map(int, range_boundaries(area))
        merged += (right - left + 1) * (bottom - top + 1)
        if merged > _MOST_MERGED:
            raise BadInputError("엑셀 파일의 병합한 칸이 너무 넓습니다. 병합을 풀고 다시 저장해 주세요.")


def _first_line(parts: Sequence[SourcePart]) -> str:
    """The words of the title row above the first table; "" where the spreadsheet begins with none, or with that of a part ("1. 세입")."""
    begins = takewhile(lambda part: isinstance(part, SourceLine), parts[:2])
    lines = [part.text for part in begins if isinstance(part, SourceLine) and not part.level]
    return file_title(lines[0]) if lines and marker_of(lines[0]) is None else ""


def _cells(sheet: Worksheet, left: _LeftOut) -> list[SheetCell]:
    """The cells of `sheet` that hold words, without those of hidden rows and columns, failed ones and those struck out, which `left` counts."""
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min(column.max or 0, _MOST_COLUMNS) + 1)
    }
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    shown: list[tuple[int, int, str]] = []
    struck: set[int] = set()  # rows with something struck out
    for (
        row,
        column,
    ), cell in sheet._cells.items():  # openpyxl's public iterators make every cell up to the farthest one
        words = words_of(cell).strip()
        if words and (row in rows or column in columns):
            left.unseen += 1
        elif words and cell.data_type == "e":
            left.failed += 1
        elif words and cell.has_style and cell.font.strike:
            left.struck += 1
            struck.add(row)
        elif words:
            shown.append((row, column, words))
    rows |= struck - {row for row, _, _ in shown}  # a row that is struck out parts no table
    filled = sorted(shown)
    last_row = max((row for row, _, _ in filled), default=0)
    last_column = max((column for _, column, _ in filled), default=0)
    row_at, column_at = _places(rows, last_row), _places(columns, last_column)
    found = []
    for row, column, text in filled:
        area = merged.get((row, column))
        down = row_at[min(area.max_row, last_row) + 1] - row_at[row] if area else 1
        right = column_at[min(area.max_col, last_column) + 1] - column_at[column] if area else 1
        found.append(SheetCell(row_at[row], column_at[column], text, max(1, down), max(1, right)))
    return found


def _places(hidden: AbstractSet[int], last: int) -> list[int]:
    """For each row (or column) number up to `last` + 1, how many rows (columns) that are shown come before it; numbers count from 1."""
    places = [0, 0]
    for number in range(1, last + 1):
        places.append(places[-1] + (number not in hidden))
    return places


def _marked_headers(sheet: Worksheet) -> set[int]:
    """The rows (from 0, hidden ones not counted) that the sheet marks as header: of its tables, and of its filter."""
    areas = [table.ref for table in sheet.tables.values() if table.headerRowCount] + [sheet.auto_filter.ref]
    firsts = {range_boundaries(area)[1] for area in areas if area}
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    return {first - 1 - sum(number < first for number in hidden) for first in firsts if first}
