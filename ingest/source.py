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
MOST_LETTERS = 3_000_000
"""Characters of one document. A book of a thousand pages has two million; three take a minute and some 300 MB to divide into passages."""
MOST_LINES = 400_000
"""Lines of one document, of which each takes its time and memory however short it is."""
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


def too_much(letters: int, lines: int) -> str:
    """The reason, in Korean, why a text of so many characters and lines is not read; "" where it is."""
    if letters > MOST_LETTERS:
        return f"글이 {letters:,}자로 너무 많습니다({MOST_LETTERS:,}자까지 읽습니다). 파일을 나누어 저장해 주세요."
    if lines > MOST_LINES:
        return f"글이 {lines:,}줄로 너무 많습니다({MOST_LINES:,}줄까지 읽습니다). 파일을 나누어 저장해 주세요."
    return ""


def size_of(parts: Sequence[SourcePart]) -> tuple[int, int]:
    """The number of characters and of lines in `parts`; a row of a table is a line."""
    letters = lines = 0
    for part in parts:
        if isinstance(part, SourceLine):
            letters, lines = letters + len(part.text), lines + 1
        elif isinstance(part, Grid):
            inner = [size_of(cell.parts)[0] for cell in part.cells]
            letters, lines = letters + sum(inner) + len(inner), lines + len({cell.row for cell in part.cells})
    return letters, lines


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
