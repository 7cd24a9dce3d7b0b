"""The unanswered questions as a file for a spreadsheet. No cell of it is ever a formula, whatever a citizen typed."""

import csv
import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from chat.admin.grouping import Group
from chat.operation.spreadsheet import inert

COLUMNS = ("담당 부서", "건수", "대표 질문", "다른 표현", "마지막 질문")
_WIDTHS = (24, 8, 60, 80, 18)  # characters


def rows(groups: Sequence[Group]) -> Iterator[tuple[str, ...]]:
    """A row of texts for each group, in the order of `COLUMNS`."""
    for group in groups:
        first, *others = group.questions
        yield (
            group.department or "모름",
            str(group.count),
            first,
            " / ".join(others),
            f"{group.last.astimezone():%Y-%m-%d %H:%M}",
        )


def as_csv(groups: Sequence[Group]) -> bytes:
    """The groups as CSV in UTF-8, with the byte order mark by which Excel knows it; a cell that would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in row] for row in rows(groups))
    return file.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(groups: Sequence[Group]) -> bytes:
    """The groups as an XLSX workbook of one sheet; every cell is a text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "답하지 못한 질문"
    for number, line in enumerate((COLUMNS, *rows(groups)), start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(number, column, inert(ILLEGAL_CHARACTERS_RE.sub("", words)))
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=number > 1)
            cell.font = Font(bold=number == 1)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
