"""The share of table cells that a PDF gives as its office document does (`mureobwa bench pdf-tables`).

A cell is right where its words (white space apart), its row, its column and its reach are. Cells without words are not counted. Each table is held
against the one of the PDF that has most of its cells right.
"""

from collections.abc import Iterator
from pathlib import Path

from ingest.formats import read_source
from ingest.gate import format_of
from ingest.lay_out import lay_out
from ingest.source import Source

Place = tuple[str, int, int, int, int]
"""The words of a cell, its row, its column, how many rows and how many columns it reaches over."""


def cells_right(read: Source, told: Source) -> tuple[int, int]:
    """How many cells of the tables in `told` stand so in `read`, both as the product lays them out; and how many there are."""
    found = list(_tables(read))
    right = total = 0
    for places in _tables(told):
        total += len(places)
        right += max((len(places & own) for own in found), default=0)
    return right, total


def _tables(source: Source) -> Iterator[set[Place]]:
    """The cells of each table, its rows and columns counted without those in which no words begin."""
    text, told = lay_out(source)
    for table in told.tables.values():
        columns = sorted({cell.column for cell in table.cells})
        yield {
            (
                "".join(text[cell.start : cell.end].split()),
                cell.row,
                columns.index(cell.column),
                cell.row_span,
                sum(cell.column <= column < cell.column + cell.column_span for column in columns),
            )
            for cell in table.cells
        }


def report(pdf: Path, twin: Path) -> str:
    """How many cells of `pdf` are right, and of how many; `twin` is the same document as HWP or HWPX."""
    read, told = (read_source(path, data := path.read_bytes(), format_of(data, path)) for path in (pdf, twin))
    right, total = cells_right(read, told)
    return f"{right} of {total} cells right: {right / max(1, total):.3f}"
