"""The blocks of a document (headings, paragraphs, list items, tables, notes), the same types for every file format.

`ingest.structure` makes them, `ingest.split` takes them. Each block is a span of the document's normalised text, so that
a quotation can always be shown in its place. Offsets count characters (Unicode code points) of `Document.text`, end exclusive.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names the text below it; `level` 1 is the outermost."""

    start: int
    end: int
    level: int
    marker: str
    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text without a marker."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item. `marker` is literal ("□", "○", "-", "①", "가."); `depth` 1 is the outermost; `label` is the item's
    short name in brackets ("(데이터 경제) ..." has "데이터 경제"), empty where it has none.
    """

    start: int
    end: int
    depth: int
    marker: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A table cell: the span of its text, its row and column (from 0), and how many rows and columns it covers."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header_rows` rows on top and `header_columns` columns on the left are labels; `caption` is the span of
    the line that names the table, or None; `unit` is the unit of its figures ("조원"), empty where none is stated.
    """

    start: int
    end: int
    cells: tuple[GridCell, ...]
    header_rows: int
    header_columns: int
    caption: tuple[int, int] | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note or footnote ("*", "※", "1)") that explains the block at index `belongs_to` of `Document.blocks` (None: no block is above it)."""

    start: int
    end: int
    marker: str
    belongs_to: int | None = None


@dataclass(frozen=True, slots=True)
class PageStart:
    """A page break: the text after it is on page `number` (the first page is 1)."""

    start: int
    end: int
    number: int


Block = Heading | Paragraph | ListItem | Table | Note | PageStart
