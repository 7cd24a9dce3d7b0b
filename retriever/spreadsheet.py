"""Workbooks of texts, which a spreadsheet shows and never runs as formulas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

_BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters of a cell that is run as a formula; full-width signs, as some locales read them (OWASP, CSV Injection)."""


def inert(cell: str) -> str:
    """`cell`, with an apostrophe before it where a spreadsheet would take it for a formula, also after blanks."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_FORMULA) else cell


def text_workbook(title: str, lines: Sequence[Sequence[str]], *, heads: int, widths: Sequence[int]) -> "Workbook":
    """A workbook of one sheet called `title`: `lines` of texts, the first `heads` of them bold and always in sight, in columns as wide as `widths`
    (characters). A cell is always a text, never a formula, and holds no character that the format forbids.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, line in enumerate(lines, start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(number, column, inert(ILLEGAL_CHARACTERS_RE.sub("", words)))
            cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=number > heads)
            cell.font = Font(bold=number <= heads)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{heads + 1}"
    return book
