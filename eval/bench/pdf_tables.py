"""The share of table cells that a PDF gives as its office document does (`mureobwa bench pdf-tables`).

A cell is right where its words (white space apart), its row, its column and its spans are. Cells without words are not counted. Each table
is compared with the one of the PDF that has most of its cells right. A cell below the header is "named" where its words, those of the
first cell of its row and those over its column are right, wherever it stands: that is what an answer takes from a table, whatever a page's
end or a helping column does to its place.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Table
from ingest.errors import BadInputError
from ingest.formats import read_source
from ingest.gate import format_of
from ingest.lay_out import lay_out
from ingest.source import Source

Place = tuple[str, int, int, int, int]
"""The words of a cell, its row, its column, how many rows and how many columns it spans."""

Named = tuple[str, str, tuple[str, ...]]
"""The words of a cell below the header, those of the first cell of its row, those of the header cells over its column."""

_TWINS = (".hwpx", ".hwp")


@dataclass(frozen=True, slots=True)
class Compared:
    """How many cells of its twin, the office document, a PDF has: of `cells` (with words) those at their place (`right`), of `values`
    (cells below the header) those with their names (`named`). Of the cells not right: those whose words stand at another place of a table
    (`moved`), those in the text but in no table (`outside`); the words of the others differ.
    """

    cells: int
    right: int
    values: int
    named: int
    moved: int
    outside: int


def compared(read: Source, twin: Source) -> Compared:
    """How much `read`, as the product lays it out, has of the tables in `twin`."""
    found = list(_tables(read))
    text = _bare(lay_out(read)[0])
    waiting = Counter(words for places in found for words, *_ in places)
    right = moved = outside = cells = 0
    for places in _tables(twin):
        cells += len(places)
        own = places & max(found, key=lambda one: len(places & one), default=set())
        right += len(own)
        waiting.subtract(words for words, *_ in own)
        for words, *_ in places - own:
            if waiting[words] > 0:
                waiting[words] -= 1
                moved += 1
            else:
                outside += words in text
    values, named = _values(twin), _values(read)
    return Compared(cells, right, values.total(), (values & named).total(), moved, outside)


def _tables(source: Source) -> Iterator[set[Place]]:
    """Yield the cells of each table; columns in which no cell begins are not counted."""
    text, hints = lay_out(source)
    for table in hints.tables.values():
        columns = sorted({cell.column for cell in table.cells})
        yield {
            (
                _bare(text[cell.start : cell.end]),
                cell.row,
                columns.index(cell.column),
                cell.row_span,
                sum(cell.column <= column < cell.column + cell.column_span for column in columns),
            )
            for cell in table.cells
        }


def _values(source: Source) -> Counter[Named]:
    text, hints = lay_out(source)
    return Counter(named for table in hints.tables.values() for named in _named(text, table))


def _named(text: str, table: Table) -> Iterator[Named]:
    words = {cell: _bare(text[cell.start : cell.end]) for cell in table.cells}
    heads = [cell for cell in table.cells if cell.row < table.header_rows]
    for cell in table.cells:
        if cell.row >= table.header_rows:
            row = min((o for o in table.cells if o.row <= cell.row < o.row + o.row_span), key=lambda one: one.column)
            above = [head for head in heads if head.column <= cell.column < head.column + head.column_span]
            yield words[cell], words[row], tuple(dict.fromkeys(words[head] for head in above))


def _bare(words: str) -> str:
    return "".join(words.split())


def report(pdf: Path, twin: Path) -> list[str]:
    """The lines of the report: a header, one for each PDF and one for all. `pdf` and `twin` are two files, or folders with files of the
    same names (they may be the same folder).

    Raises:
        BadInputError: no two files have a name in common, or a single file that was given cannot be read.
    """
    lines = [f"{'cells right':>21}  {'values named':>21}  {'moved':>6}  {'outside':>7}  {'other':>6}  file"]
    if pdf.is_file():
        return [*lines, _line(_read(pdf, twin), pdf.name)]
    every: list[Compared] = []
    for one, other in _pairs(pdf, twin):
        try:
            every.append(_read(one, other))
            lines.append(_line(every[-1], one.name))
        except BadInputError as error:
            lines.append(f"{'-':>21}  {error}")
    if len(lines) == 1:
        raise BadInputError(f"'{pdf}'와 '{twin}'에 이름이 같은 PDF와 HWP·HWPX가 없습니다.")
    lines.append(_line(_sum(every), f"{len(every)} files"))
    means = [sum(one.right / max(1, one.cells) for one in every), sum(one.named / max(1, one.values) for one in every)]
    cells, values = (mean / max(1, len(every)) for mean in means)
    return [*lines, f"mean of the files: cells right {cells:.3f}, values named {values:.3f}"]


def _pairs(pdfs: Path, twins: Path) -> Iterator[tuple[Path, Path]]:
    for pdf in sorted(pdfs.glob("*.pdf")):
        found = [twin for ending in _TWINS if (twin := twins / f"{pdf.stem}{ending}").is_file()]
        if found:
            yield pdf, found[0]


def _read(pdf: Path, twin: Path) -> Compared:
    read, twin_source = (read_source(path, data := path.read_bytes(), format_of(data, path)) for path in (pdf, twin))
    return compared(read, twin_source)


def _sum(every: list[Compared]) -> Compared:
    return Compared(
        sum(one.cells for one in every),
        sum(one.right for one in every),
        sum(one.values for one in every),
        sum(one.named for one in every),
        sum(one.moved for one in every),
        sum(one.outside for one in every),
    )


def _line(one: Compared, name: str) -> str:
    other = one.cells - one.right - one.moved - one.outside
    return (
        f"{one.right:>6} of {one.cells:>5} {one.right / max(1, one.cells):>5.3f}"
        f"  {one.named:>6} of {one.values:>5} {one.named / max(1, one.values):>5.3f}"
        f"  {one.moved:>6}  {one.outside:>7}  {other:>6}  {name}"
    )
