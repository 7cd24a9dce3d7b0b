"""The block model: what every reader gives and the splitter takes, whatever the file format.

Each block is a stretch of the document's normalised text, so that a quotation can always be shown where it
stands. Offsets count characters (Unicode code points) of `Document.text`, end exclusive.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows; `level` 1 is the outermost."""

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
    """A marked item. `marker` is literal ("□", "○", "-", "①", "가."); `depth` 1 is the outermost; `label` is its
    own short name in brackets ("(데이터 경제) ..." has "데이터 경제"), empty where it has none.
    """

    start: int
    end: int
    depth: int
    marker: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: where its text stands, its place in the grid (from 0) and how far it reaches."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. `header_rows` rows on top and `header_columns` columns on the left are labels; `caption` is the
    span of the line that names it, or None; `unit` is what its figures count ("조원"), empty where not told.
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
    """A note or footnote ("*", "※", "1)") on the block at index `belongs_to` of `Document.blocks` (None: on all)."""

    start: int
    end: int
    marker: str
    belongs_to: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page border: what follows stands on page `number` (from 1)."""

    start: int
    end: int
    number: int


Block = Heading | Paragraph | ListItem | Table | Note | Page
