"""The unanswered questions as a file for a spreadsheet. No cell of it is ever a formula, whatever a citizen typed."""

import csv
import io
from collections.abc import Iterator, Sequence

from chat.admin.grouping import Group
from retriever.spreadsheet import inert, text_workbook

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
    book = text_workbook("답하지 못한 질문", (COLUMNS, *rows(groups)), heads=1, widths=_WIDTHS)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
