"""Reads spreadsheets: XLSX, each sheet under its name and each cell with the words that Excel shows, and CSV."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from ingest.decode import decode
from ingest.delimited import rows_of
from ingest.errors import BadInputError
from ingest.metadata import file_title
from ingest.number_formats import words_of
from ingest.outline import MarkerFamily, marker_of
from ingest.source import Grid, Source, SourceCell, SourceLine, SourcePart
from ingest.tables import is_figure
from ingest.unit_notes import is_unit_note

_ZIP = b"PK"
_DEFAULT_NAME = re.compile(r"(?:sheet|시트)\s?\d*", re.IGNORECASE)
_NEVER_CALCULATED = re.compile(rb"(?:</f>|<f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_MERGED = re.compile(rb'<mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 1_000_000
"""Cells that the merged areas of a workbook may cover; openpyxl makes an object of each."""
_MOST_COLUMNS = 16_384  # of Excel


@dataclass(frozen=True, slots=True)
class _Words:
    """A cell with words. `row` and `column` count the rows and columns of its sheet that are shown (from 0); `down` and `right`: how many of them
    it covers.
    """

    row: int
    column: int
    text: str
    down: int = 1
    right: int = 1


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
        _Words(number, column, value.strip())
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value.strip()
    ]
    parts = _parts(cells, {_first_full(cells)})
    return Source(tuple(parts), _first_line(parts))


def _first_full(cells: Sequence[_Words]) -> int:
    """The header row of a CSV, which every program writes first: the first row with several values, or -1 where that holds a figure."""
    for row, held in _by_row(cells).items():
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
    for sheet in visible:
        own = _parts(_cells(sheet), _marked_headers(sheet))
        named = len(visible) > 1 or not _DEFAULT_NAME.fullmatch(sheet.title)
        parts += [SourceLine(sheet.title, 1), *own] if named and own else own
    title = file_title(book.properties.title or "") or _first_line(parts)
    uncalculated = sum(len(_NEVER_CALCULATED.findall(sheet)) for sheet in sheets)
    return Source(tuple(parts), title, tuple(_remarks(len(book.worksheets) - len(visible), uncalculated)))


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


def _remarks(hidden: int, uncalculated: int) -> Iterable[str]:
    if hidden:
        yield f"숨긴 시트 {hidden:,}개는 읽지 않았습니다."
    if uncalculated:
        yield f"수식 {uncalculated:,}칸에 계산된 값이 없어 비워 두었습니다. 엑셀에서 열어 저장하면 값이 들어갑니다."


def _first_line(parts: Sequence[SourcePart]) -> str:
    """The words of the title row above the first table; "" where the spreadsheet begins with none."""
    lines = [part for part in parts[:2] if isinstance(part, SourceLine) and not part.level]
    return file_title(lines[0].text) if lines else ""


def _cells(sheet: Worksheet) -> list[_Words]:
    """The cells of `sheet` that hold words, without those of hidden rows and columns."""
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns = {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min(column.max or 0, _MOST_COLUMNS) + 1)
    }
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    filled = sorted(
        (row, column, text)
        for (
            row,
            column,
        ), cell in sheet._cells.items()  # openpyxl's public iterators make every cell up to the farthest one
        if row not in rows and column not in columns and (text := words_of(cell).strip())
    )
    last_row = max((row for row, _, _ in filled), default=0)
    last_column = max((column for _, column, _ in filled), default=0)
    row_at, column_at = _places(rows, last_row), _places(columns, last_column)
    found = []
    for row, column, text in filled:
        area = merged.get((row, column))
        down = row_at[min(area.max_row, last_row) + 1] - row_at[row] if area else 1
        right = column_at[min(area.max_col, last_column) + 1] - column_at[column] if area else 1
        found.append(_Words(row_at[row], column_at[column], text, max(1, down), max(1, right)))
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


def _by_row(cells: Iterable[_Words]) -> dict[int, list[_Words]]:
    rows: dict[int, list[_Words]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def _parts(cells: Sequence[_Words], headers: AbstractSet[int]) -> list[SourcePart]:
    """`cells` as tables, which empty rows separate, with the titles above and the notes below a table as lines."""
    parts: list[SourcePart] = []
    block: dict[int, list[_Words]] = {}
    reach = 0
    for row, own in _by_row(cells).items():
        if block and row > reach:
            parts += _block(block, headers)
            block = {}
        block[row] = own
        reach = max(reach, row + 1, *(cell.row + cell.down for cell in own))
    return parts + _block(block, headers) if block else parts


def _block(rows: Mapping[int, list[_Words]], headers: AbstractSet[int]) -> list[SourcePart]:
    order = sorted(rows)
    columns = {cell.column for row in order for cell in rows[row]}
    first, last = 0, len(order)
    while first < last and _is_title(rows[order[first]], columns):
        first += 1
    while last > first and _is_note(rows[order[last - 1]], columns):
        last -= 1
    above, below = ([_line(rows[row]) for row in part] for part in (order[:first], order[last:]))
    return [*above, *_table([cell for row in order[first:last] for cell in rows[row]], headers), *below]


def _is_title(own: Sequence[_Words], columns: AbstractSet[int]) -> bool:
    """Whether the row `own` on top of a table is its title: one cell that begins at its left edge or covers its width, with or without the unit of
    the figures beside it, or the unit alone.
    """
    names = [cell for cell in own if not is_unit_note(cell.text)]
    if len(names) > 1 or len(own) > 2:
        return False
    return not names or len(columns) == 1 or _is_whole(names[0], columns) or names[0].column == min(columns)


def _is_note(own: Sequence[_Words], columns: AbstractSet[int]) -> bool:
    marker = marker_of(own[0].text)
    return len(own) == 1 and (_is_whole(own[0], columns) or (marker is not None and marker.kind is MarkerFamily.NOTE))


def _is_whole(cell: _Words, columns: AbstractSet[int]) -> bool:
    return all(cell.column <= column < cell.column + cell.right for column in columns)


def _line(own: Sequence[_Words]) -> SourceLine:
    return SourceLine(" ".join(" ".join(cell.text.split()) for cell in own))


def _table(cells: Sequence[_Words], headers: AbstractSet[int]) -> list[SourcePart]:
    """`cells` as one table, without the columns in which no cell begins; empty for no cells."""
    if not cells:
        return []
    top = cells[0].row
    columns = sorted({cell.column for cell in cells})
    grid = []
    for cell in cells:
        reach = [index for index, column in enumerate(columns) if cell.column <= column < cell.column + cell.right]
        lines = tuple(SourceLine(line) for line in cell.text.split("\n"))
        grid.append(SourceCell(cell.row - top, reach[0], lines, cell.down, len(reach)))
    last = max(cell.row for cell in cells) - top
    marked = [row - top + 1 for row in headers if 0 <= row - top < last]
    return [Grid(tuple(grid), max(marked, default=None))]
