"""What real HWP and HWPX files hold, read from their records and elements alone, against the documents made of them. The files are not in the repository."""

import os
from collections import Counter
from pathlib import Path

import pytest
from formats import raw_hancom
from formats.raw_hancom import Raw, RawCell

from ingest.blocks import Table
from ingest.document import Document
from ingest.korean.letters import letters_of, unspaced
from ingest.normalise import normalise
from ingest.read import read_file
from ingest.settings import Settings

FOLDER = Path(os.environ.get("MUREOBWA_TEST_SAMPLES", Path(__file__).parents[3] / "shared" / "samples"))
PROTECTED = ("password", "distribution")
"""Beginnings of the names of files whose records are encrypted."""
FILES = [path for path in sorted(FOLDER.glob("*.hwp*")) if not path.name.startswith(PROTECTED)]

pytestmark = pytest.mark.skipif(
    not FILES, reason=f"no real documents in {FOLDER} (MUREOBWA_TEST_SAMPLES names the folder)"
)

Placed = Counter[tuple[str, int]]
"""The words of cells (`_words`), each with its column."""


def _raw(path: Path) -> Raw:
    read = raw_hancom.of_hwpx if path.suffix == ".hwpx" else raw_hancom.of_hwp
    return read(path.read_bytes())


def _words(text: str) -> str:
    """The letters of a cell; its signs where it holds no letter ("-", "△")."""
    bare = unspaced(normalise(text))
    return letters_of(bare) or bare


def _placed(table: list[RawCell]) -> Placed:
    """The cells of a table that have a column; none where it is a frame: of a single row or column, or in a row with a table in it. A cell over the whole
    width stands in no column: it is a name or a note.
    """
    if len({cell.row for cell in table}) < 2 or len({cell.column for cell in table}) < 2:
        return Counter()
    width = max(cell.column + cell.column_span for cell in table)
    frames = {cell.row for cell in table if cell.holds_table}
    found = Counter(
        (_words("".join(cell.paragraphs)), cell.column)
        for cell in table
        if cell.column_span < width and cell.row not in frames
    )
    return Counter({place: count for place, count in found.items() if place[0]})


def _read_tables(document: Document) -> list[Placed]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [Counter((_words(document.text[c.start : c.end]), c.column) for c in table.cells) for table in tables]


def _right(wanted: Placed, tables: list[Placed]) -> int:
    """How many of the `wanted` cells of one table stand in their columns in `tables`, which may hold it in parts, and a part some columns further left
    (where columns before it are empty). A part is two cells at least, or stands in the very columns.
    """
    right = 0
    while wanted:
        parts = [
            wanted & Counter({(words, column + shift): count for (words, column), count in table.items()})
            for table in tables
            for shift in (0, 1, 2, 3)
            if not shift or len(wanted) > 1
        ]
        best = max(parts, key=Counter.total, default=Counter())
        if not best:
            break
        right += best.total()
        wanted = wanted - best
    return right


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_paragraph_stands_in_the_text(path: Path) -> None:
    """Measured: all of the 46,505 letters and digits, each paragraph in one piece."""
    text = letters_of(read_file(path, Settings()).text)
    paragraphs = [letters_of(normalise(paragraph)) for paragraph in _raw(path).paragraphs]
    lost = [paragraph for paragraph in paragraphs if paragraph not in text]
    assert sum(map(len, paragraphs)) > 500
    assert sum(map(len, lost)) <= 0.005 * sum(map(len, paragraphs)), lost


def test_cells_stand_in_their_columns() -> None:
    """Measured: 3,057 of 3,068. The others are in text beside the table: a name with its unit, a cell of 800 characters, a small table in a record's cell."""
    cells = right = 0
    for path in FILES:
        tables = _read_tables(read_file(path, Settings()))
        for table in map(_placed, _raw(path).tables):
            cells += table.total()
            right += _right(table, tables)
    assert cells > 3_000
    assert right >= 0.99 * cells
