"""The result of a reader of a file format: the parts of a file in reading order, before anything in them is understood.

Every format's reader (`ingest.formats`) returns a `Source`; `ingest.lay_out` writes its parts as the document's text. A
reader returns only what the file itself states: no heading, header row or contact is guessed here.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import BadInputError

NEEDS_OCR = "OCR이 필요합니다."
"""The end of a remark that names pages which might be read with the setting `ocr`."""
STRUCK = "취소선이 그어진 글 {:,}곳은 읽지 않았습니다."
"""The remark on words that are struck out, with their number."""
MOST_LETTERS, MOST_LINES, MOST_CELLS = 3_000_000, 100_000, 300_000
"""Characters, lines and table cells of one document: with any of them an ingest keeps below 1 GB (measured at each bound: 915, 899 and 949 MiB). A book of a thousand
pages has two million characters on 40,000 lines.
"""
_MAX_DEPTH = 40
"""Depth to which tables may be nested; forms of offices have three."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A paragraph, without its line break. `level`: the heading level that the file states (1 is the outermost), 0 where it states none;
    `literal`: by the file it is no heading, list item or table row, whatever it looks like (a line of code).
    """

    text: str
    level: int = 0
    literal: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break: the parts after it stand on the next page."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A table cell: the row and column in which it begins (from 0), its content (lines, and tables of its own), and how many rows and columns it
    covers. Empty cells may be left out.
    """

    row: int
    column: int
    parts: "tuple[SourcePart, ...]"
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `header_rows`: how many rows on top the file marks as header, None where it marks none."""

    cells: tuple[SourceCell, ...]
    header_rows: int | None = None


SourcePart = SourceLine | PageBreak | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of a file. `title`: the title in the file's own properties, "" for none; `remarks`: what an operator should know about the
    file (a page that holds only a picture), each one sentence in Korean. `wrapped`: its lines end at the page's edge, so that a
    paragraph may be several of them. `values`: what the file states about the document outside its text, by field of
    `ingest.side_files`. `by_ocr`: some of its words were read by OCR.
    """

    parts: tuple[SourcePart, ...]
    title: str = ""
    remarks: tuple[str, ...] = ()
    wrapped: bool = False
    values: Mapping[str, str | dt.date] = field(default_factory=dict)
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """The numbers of characters, lines (a row of a table is one) and table cells of a text."""

    letters: int
    lines: int
    cells: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(self.letters + other.letters, self.lines + other.lines, self.cells + other.cells)


def too_much(size: Size) -> str:
    """The reason, in Korean, why a text of this size is not read; "" where it is."""
    bounds = (
        ("글이", size.letters, "자", MOST_LETTERS),
        ("글이", size.lines, "줄", MOST_LINES),
        ("표의 칸이", size.cells, "개", MOST_CELLS),
    )
    for what, number, unit, most in bounds:
        if number > most:
            return f"{what} {number:,}{unit}로 너무 많습니다({most:,}{unit}까지 읽습니다). 파일을 나누어 저장해 주세요."
    return ""


def size_of(parts: Sequence[SourcePart]) -> Size:
    """The size of `parts`; a cell counts one character for its border."""
    size = Size(0, 0)
    for part in parts:
        if isinstance(part, SourceLine):
            size += Size(len(part.text), 1)
        elif isinstance(part, Grid):
            inner = [size_of(cell.parts) for cell in part.cells]
            own, rows = len(part.cells), len({cell.row for cell in part.cells})
            size += Size(sum(one.letters for one in inner) + own, rows, sum(one.cells for one in inner) + own)
    return size


def to_json(source: Source) -> dict[str, Any]:
    """`source` as JSON values, in which form it leaves the process that read the file.

    Raises:
        BadInputError: tables are nested deeper than in any document.
    """
    parts = [_part(part, 0) for part in source.parts]
    values = {name: value if isinstance(value, str) else [value.isoformat()] for name, value in source.values.items()}
    properties = {
        "title": source.title,
        "remarks": list(source.remarks),
        "wrapped": source.wrapped,
        "by_ocr": source.by_ocr,
    }
    return {"parts": parts, "values": values} | properties


def from_json(record: Mapping[str, Any]) -> Source:
    """The source that `to_json` wrote as `record`.

    Raises:
        KeyError, TypeError, ValueError: `record` is not of that form.
    """
    values = {
        str(name): value if isinstance(value, str) else dt.date.fromisoformat(value[0])
        for name, value in record["values"].items()
    }
    remarks = tuple(map(str, record["remarks"]))
    return Source(
        _parts(record["parts"]), str(record["title"]), remarks, bool(record["wrapped"]), values, bool(record["by_ocr"])
    )


def _part(part: SourcePart, depth: int) -> dict[str, Any]:
    if depth > _MAX_DEPTH:
        raise BadInputError(f"표 안의 표가 {_MAX_DEPTH}겹을 넘습니다. 파일을 만든 곳에 확인해 주세요.")
    match part:
        case SourceLine(text, level, literal):
            return {"line": text, "level": level, "literal": literal}
        case PageBreak():
            return {"page": True}
        case Grid(cells, header_rows):
            return {"cells": [_cell(cell, depth + 1) for cell in cells], "header_rows": header_rows}


def _cell(cell: SourceCell, depth: int) -> list[Any]:
    return [cell.row, cell.column, cell.row_span, cell.column_span, [_part(part, depth) for part in cell.parts]]


def _parts(records: Sequence[Mapping[str, Any]]) -> tuple[SourcePart, ...]:
    return tuple(map(_part_from, records))


def _part_from(record: Mapping[str, Any]) -> SourcePart:
    if "line" in record:
        return SourceLine(str(record["line"]), int(record["level"]), bool(record["literal"]))
    if "page" in record:
        return PageBreak()
    header_rows = record["header_rows"]
    return Grid(tuple(map(_cell_from, record["cells"])), None if header_rows is None else int(header_rows))


def _cell_from(record: Sequence[Any]) -> SourceCell:
    row, column, row_span, column_span, parts = record
    return SourceCell(int(row), int(column), _parts(parts), int(row_span), int(column_span))
