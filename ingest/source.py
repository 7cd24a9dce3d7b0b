"""What a reader of a file format gives: the parts of a file in reading order, before anything in them is understood.

Every format's reader (`ingest.formats`) gives a `Source`; `ingest.lay_out` writes its parts as the document's text. A
reader says only what the file itself tells: no heading, header row or contact is guessed here.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.errors import BadInputError

NEEDS_OCR = "OCR이 필요합니다."
"""How a remark ends that names pages which might be read with the setting `ocr`."""
_MAX_DEPTH = 40
"""Tables that may stand in one another; forms of offices have three."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, without its line break. `level`: the heading level that the file tells (1 the outermost), 0 where it tells none;
    `literal`: the file tells that it is no heading, list item or table row, whatever it looks like (a line of code).
    """

    text: str
    level: int = 0
    literal: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on the next page."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell where it begins (from 0) and how far it reaches; what it holds: lines, and tables of its own. Empty cells may be left out."""

    row: int
    column: int
    parts: "tuple[Part, ...]"
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `header_rows`: how many rows on top the file marks as header, None where it marks none."""

    cells: tuple[SourceCell, ...]
    header_rows: int | None = None


Part = Line | PageBreak | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """A file's parts. `title`: what the file's own properties call it, "" for nothing; `remarks`: what a reader of the file should know
    (a page that holds only a picture), each one sentence in Korean. `wrapped`: its lines end at the page's edge, so that a paragraph
    may be several of them. `values`: what the file says of the document outside its text, by field of `ingest.side_files`. `by_ocr`: some of its words
    were only seen on a picture.
    """

    parts: tuple[Part, ...]
    title: str = ""
    remarks: tuple[str, ...] = ()
    wrapped: bool = False
    values: Mapping[str, str | dt.date] = field(default_factory=dict)
    by_ocr: bool = False


def to_json(source: Source) -> dict[str, Any]:
    """`source` as JSON values: how it leaves the process that read the file.

    Raises:
        BadInputError: tables stand in one another deeper than any document's.
    """
    parts = [_part(part, 0) for part in source.parts]
    values = {name: value if isinstance(value, str) else [value.isoformat()] for name, value in source.values.items()}
    told = {"title": source.title, "remarks": list(source.remarks), "wrapped": source.wrapped, "by_ocr": source.by_ocr}
    return {"parts": parts, "values": values} | told


def from_json(told: Mapping[str, Any]) -> Source:
    """What `to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is not of that form.
    """
    values = {
        str(name): value if isinstance(value, str) else dt.date.fromisoformat(value[0])
        for name, value in told["values"].items()
    }
    remarks = tuple(map(str, told["remarks"]))
    return Source(
        _parts(told["parts"]), str(told["title"]), remarks, bool(told["wrapped"]), values, bool(told["by_ocr"])
    )


def _part(part: Part, depth: int) -> dict[str, Any]:
    if depth > _MAX_DEPTH:
        raise BadInputError(f"표 안의 표가 {_MAX_DEPTH}겹을 넘습니다. 파일을 만든 곳에 확인해 주세요.")
    match part:
        case Line(text, level, literal):
            return {"line": text, "level": level, "literal": literal}
        case PageBreak():
            return {"page": True}
        case Grid(cells, header_rows):
            return {"cells": [_cell(cell, depth + 1) for cell in cells], "header_rows": header_rows}


def _cell(cell: SourceCell, depth: int) -> list[Any]:
    return [cell.row, cell.column, cell.row_span, cell.column_span, [_part(part, depth) for part in cell.parts]]


def _parts(told: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    return tuple(map(_part_from, told))


def _part_from(told: Mapping[str, Any]) -> Part:
    if "line" in told:
        return Line(str(told["line"]), int(told["level"]), bool(told["literal"]))
    if "page" in told:
        return PageBreak()
    header_rows = told["header_rows"]
    return Grid(tuple(map(_cell_from, told["cells"])), None if header_rows is None else int(header_rows))


def _cell_from(told: Sequence[Any]) -> SourceCell:
    row, column, row_span, column_span, parts = told
    return SourceCell(int(row), int(column), _parts(parts), int(row_span), int(column_span))
