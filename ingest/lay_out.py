"""Writes the parts of a source as the document's text: a line for each paragraph, a line of tab-separated cells for each table row."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import GridCell, Table
from ingest.normalise import has_star_notes, normalise, single_spaced
from ingest.source import Grid, PageBreak, Source, SourceCell, SourceLine, SourcePart
from ingest.structure_hints import StructureHints
from ingest.tables import is_figure, label_counts, names_rows, with_units
from ingest.unit_notes import is_unit_note, unit_in, unit_noted

_LONG_CELL = 800
"""Characters; a longer cell is the text of a page in a frame."""
_MANY_LINES = 8
"""Lines; a cell with more is the text of a page in a frame, too."""
_RECORD = 3
"""Filled cells of a row; one with as many is a record of a table, whatever lists and small tables stand in its cells."""
_NAME = 60
"""Characters; a cell beside a frame that is no longer names the text in the frame."""
_FEWEST_PAIRS = 3
"""Columns of a small table in a cell from which names stand over values; two may be a name and its value."""
_MOST_NAMES = 3
"""Rows with the names of columns, below which a unit may stand."""
_MOST_CELLS = 200_000
"""Slots of a table; one that claims more ("rowspan=1000000") is damage and is read as lines, if it is mostly empty."""
_MOST_AGAIN = 500_000
"""Characters that a table may repeat for values which cover several rows; where they are more, each stands in its first row only."""
_MOSTLY_EMPTY = 4
"""Slots for each existing cell; a table with more is mostly empty, a sheet of 40,000 full rows is not."""


@dataclass(slots=True)
class _Text:
    """The text written so far: its pieces, its length in characters, and the structure that the file states, by offset in the text (tables, levels
    of headings, literal lines).
    """

    written: list[str] = field(default_factory=list)
    length: int = 0
    star_notes: bool = False
    tables: dict[int, Table] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    literals: set[int] = field(default_factory=set)

    def write(self, words: str) -> None:
        self.written.append(words)
        self.length += len(words)


def lay_out(source: Source) -> tuple[str, StructureHints]:
    """The text of `source`, normalised, and the structure that the file states.

    A frame (a table of one column, or a row that holds tables or running text) is written as the lines in it. A value that covers
    several rows is written in each of them; a label is written in the first only, and the `Table` states how far it reaches.
    """
    text = _Text(star_notes=any(map(has_star_notes, _all_lines(source.parts))))
    for part in _flat(source.parts):
        match part:
            case SourceLine():
                _write_line(text, part)
            case PageBreak():
                text.write("\f\n")
            case Grid():
                _write_grid(text, part)
    return "".join(text.written), StructureHints(
        text.tables, text.levels, literals=text.literals, wrapped=source.wrapped
    )


def words_of(cell: SourceCell, star_notes: bool = False) -> str:
    """The words of a cell on one line, those of the tables in it included; `star_notes` as `normalise` takes it."""
    return " ".join(" ".join(normalise(line, star_notes) for line in _all_lines(cell.parts)).split())


def _all_lines(parts: Sequence[SourcePart]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, SourceLine):
            yield part.text
        elif isinstance(part, Grid):
            if pairs := _pairs(part):
                yield pairs
                continue
            for cell in part.cells:
                yield from _all_lines(cell.parts)


def _pairs(grid: Grid) -> str:
    """The words of a table of two rows, names over values, as the cell of another table can hold them ("2026년: 844백만원, 2027년: 980백만원"); "" for any
    other table.
    """
    wide = any(cell.column_span > 1 or cell.row_span > 1 or cell.row > 1 for cell in grid.cells)
    rows: list[dict[int, str]] = [{}, {}]
    for cell in () if wide else grid.cells:
        rows[cell.row][cell.column] = words_of(cell)
    columns = sorted(rows[0])
    names, values = ([row.get(column, "") for column in columns] for row in rows)
    if len(columns) < _FEWEST_PAIRS or not all(names) or not all(values) or rows[0].keys() != rows[1].keys():
        return ""
    is_headed = label_counts([names, values])[0] == 1
    return ", ".join(f"{name}: {value}" for name, value in zip(names, values, strict=True)) if is_headed else ""


def _flat(parts: Sequence[SourcePart]) -> Iterator[SourceLine | PageBreak | Grid]:
    """`parts` without frames, with the lines in these: lines, page breaks, and tables whose cells hold words only."""
    for part in parts:
        if isinstance(part, Grid):
            yield from _unframed(part)
        else:
            yield part


def _unframed(grid: Grid) -> Iterator[SourceLine | PageBreak | Grid]:
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    filled = [cell for cell in cells if words_of(cell)]
    rows = max((cell.row + cell.row_span for cell in cells), default=0)
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    if len({cell.column for cell in filled}) < 2 or rows * columns > max(_MOST_CELLS, _MOSTLY_EMPTY * len(cells)):
        for cell in filled:
            yield from _flat(cell.parts)
        return
    in_row = Counter(cell.row for cell in filled)
    frames = {cell.row for cell in filled if _is_frame(cell, in_row[cell.row])}
    framed = frames | _captions(filled, columns)
    run: list[SourceCell] = []
    for cell in cells:
        if cell.row in framed:
            if run:
                yield _cut(grid, run)
                run = []
            is_beside = cell.row in frames and not _is_frame(cell, in_row[cell.row])
            yield from _beside(cell) if is_beside else _flat(cell.parts)
        else:
            run.append(cell)
    if run:
        yield _cut(grid, run)


def _is_frame(cell: SourceCell, in_row: int) -> bool:
    """Whether the cell, one of `in_row` filled ones, holds the text of a page."""
    words = words_of(cell)
    if in_row >= _RECORD:
        return len(words) > _LONG_CELL
    lines = sum(isinstance(part, SourceLine) and bool(part.text.strip()) for part in cell.parts)
    return len(words) > _LONG_CELL or lines > _MANY_LINES or any(isinstance(part, Grid) for part in cell.parts)


def _beside(cell: SourceCell) -> Iterator[SourceLine | PageBreak | Grid]:
    """The lines of a cell beside a frame: one line where it is short, because it then names the text in the frame."""
    words = words_of(cell)
    if len(words) <= _NAME:
        yield SourceLine(words)
    else:
        yield from _flat(cell.parts)


def _captions(filled: Sequence[SourceCell], columns: int) -> set[int]:
    """The rows on top and at the foot that hold one cell over the whole width, or a name and the unit beside it: the table's name, its unit,
    a note on it.
    """
    by_row: dict[int, list[SourceCell]] = {}
    for cell in filled:
        by_row.setdefault(cell.row, []).append(cell)
    whole = [row for row, cells in by_row.items() if _is_caption(cells, columns)]
    rows = sorted(by_row)
    top = [row for row, own in zip(rows, whole, strict=False) if row == own]
    foot = [row for row, own in zip(reversed(rows), reversed(whole), strict=False) if row == own]
    return {*top, *foot}


def _is_caption(cells: Sequence[SourceCell], columns: int) -> bool:
    """Whether a row's filled `cells` are one over the whole width, or a table's name with its unit at the end of the row."""
    last = cells[-1]
    if len(cells) == 1 and last.column_span == columns:
        return True
    beside = len(cells) <= 2 and last.column + last.column_span == columns and last.row_span == 1
    return beside and bool(unit_noted(words_of(last)))


def _cut(grid: Grid, cells: Sequence[SourceCell]) -> Grid:
    """The table of those rows of `grid` that `cells` stand in, counted from 0."""
    first = min(cell.row for cell in cells)
    last = max(cell.row for cell in cells)
    own = tuple(replace(cell, row=cell.row - first, row_span=min(cell.row_span, last - cell.row + 1)) for cell in cells)
    header_rows = grid.header_rows
    return Grid(own, None if header_rows is None or first else min(header_rows, last))


def _write_line(text: _Text, line: SourceLine) -> None:
    for number, words in enumerate(normalise(line.text, text.star_notes).split("\n")):
        if words.strip() and line.level and not number:
            text.levels[text.length] = line.level
        if line.literal:
            text.literals.add(text.length)
        text.write((words if line.literal else single_spaced(words)).rstrip() + "\n")


def _write_grid(text: _Text, grid: Grid) -> None:
    cells = [(cell, words) for cell in grid.cells if (words := words_of(cell, text.star_notes))]
    if not cells:  # empty rows beside a frame
        return
    if (noted := _noted_unit(cells)) is not None:
        text.write(noted[1] + "\n")
        cells.remove(noted)
    kept = sorted({cell.row for cell, _ in cells})
    numbers = {row: number for number, row in enumerate(kept)}  # rows in which nothing begins are not written
    width = max(cell.column for cell, _ in cells) + 1
    rows = [[""] * width for _ in kept]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for cell, words in cells:
        row = numbers[cell.row]
        down = bisect_left(kept, cell.row + cell.row_span) - row
        rows[row][cell.column] = words
        spans[row, cell.column] = (max(1, down), min(cell.column_span, width - cell.column))
    header_rows, header_columns = label_counts(rows)
    if grid.header_rows is not None:
        header_rows = _whole(sum(row < grid.header_rows for row in kept), spans, len(rows))
    else:
        header_rows = _guessed(header_rows, rows, spans)
    header_rows = with_units(header_rows, rows)
    if again := _repeated(rows, header_rows, grid.header_rows is not None):
        rest = tuple(cell for cell, _ in cells if numbers[cell.row] not in again)
        _write_grid(text, Grid(rest, grid.header_rows))
        return
    _widen(rows[:header_rows], spans)
    _tell_again(rows, spans, header_rows, header_columns)
    if len(rows) > 1:
        _write_table(text, rows, spans, header_rows, header_columns)
    else:  # a boxed title or a letterhead's line: `structure` knows them
        text.write("".join("\t".join(filter(None, row)) + "\n" for row in rows))


def _tell_again(
    rows: Sequence[list[str]], spans: dict[tuple[int, int], tuple[int, int]], header_rows: int, header_columns: int
) -> None:
    """Write each value that covers several rows in each of them, unless these are so many that the table would grow beyond measure."""
    values = [(place, span) for place, span in spans.items() if place[0] >= header_rows and place[1] >= header_columns]
    if sum(len(rows[row][column]) * (down - 1) for (row, column), (down, _) in values) > _MOST_AGAIN:
        return
    for (row, column), (down, right) in values:
        for below in range(row, row + down):
            rows[below][column] = rows[below][column] or rows[row][column]
            spans[below, column] = (1, right)


def _noted_unit(cells: Sequence[tuple[SourceCell, str]]) -> tuple[SourceCell, str] | None:
    """The cell (with its words) that alone fills a row below the names of columns and states the unit of all figures; None where there is none."""
    in_row = Counter(cell.row for cell, _ in cells)
    below = sorted(in_row)[1 : 1 + _MOST_NAMES]
    return next(
        (one for one in cells if in_row[one[0].row] == 1 and one[0].row in below and is_unit_note(one[1])), None
    )


def _repeated(rows: Sequence[Sequence[str]], header_rows: int, is_marked: bool) -> set[int]:
    """The rows below the header that repeat it, as writers do where a page ends. Where the file marks no header (`is_marked`), only above figures: the
    two halves of a form begin alike, too.
    """
    header, body = rows[:header_rows], rows[header_rows:]
    figures = sum(any(map(is_figure, row)) for row in body)
    if not header_rows or sum(map(bool, header[0])) < 2 or not (is_marked or 2 * figures >= len(body)):
        return set()
    found = (row for row in range(header_rows, len(rows) - header_rows + 1) if rows[row : row + header_rows] == header)
    return {row + below for row in found for below in range(header_rows)}


def _guessed(header_rows: int, rows: Sequence[Sequence[str]], spans: Mapping[tuple[int, int], tuple[int, int]]) -> int:
    """The number of header rows: `header_rows`, which was guessed from the words, corrected by how many rows the cells cover. Where a header cell
    reaches below these rows, the header reaches so far if the rows below divide its columns; if not, the cell is a label of the rows that
    it covers, and the table has no header unless its first cell is a word for row names ("구분").
    """
    reach = _whole(header_rows, spans, len(rows))
    if reach == header_rows:
        return header_rows
    below = [(row, column) for row, column in spans if header_rows <= row < reach]
    parted = any(
        sum(row == above + down and column <= inner < column + right for row, inner in below) > 1
        for (above, column), (down, right) in spans.items()
        if above < header_rows
    )
    first = next(word for word in rows[0] if word)
    if parted and (names_rows(first) or not any(is_figure(rows[row][column]) for row, column in below)):
        return reach
    return header_rows if names_rows(first) else 0


def _widen(header: Sequence[Sequence[str]], spans: dict[tuple[int, int], tuple[int, int]]) -> None:
    """Extend each header cell in `spans` over the empty slots on its right that have a name below them: some tables write the name of a group in
    a box of its own over the group's total, and leave the slots beside it empty.
    """
    covered = {
        (below, column + beside)
        for (row, column), (down, right) in spans.items()
        for below in range(row, min(row + down, len(header)))
        for beside in range(right)
    }
    for row, words in enumerate(header):
        for column, word in enumerate(words):
            right = column + spans[row, column][1] if word else 0
            end = right
            while 0 < end < len(words) and (row, end) not in covered and any(lower[end] for lower in header[row + 1 :]):
                end += 1
            if end > right:
                spans[row, column] = (1, end - column)


def _whole(header_rows: int, spans: Mapping[tuple[int, int], tuple[int, int]], rows: int) -> int:
    """`header_rows`, or more where a cell of the header reaches further down; unchanged where it would reach all `rows`."""
    reach = header_rows
    for (row, _), (down, _) in sorted(spans.items()):
        if row < reach:
            reach = max(reach, row + down)
    return reach if reach < rows else header_rows


def _write_table(
    text: _Text,
    rows: Sequence[Sequence[str]],
    spans: Mapping[tuple[int, int], tuple[int, int]],
    header_rows: int,
    header_columns: int,
) -> None:
    start = text.length
    cells: list[GridCell] = []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            if word:
                down, right = spans[row, column]
                cells.append(GridCell(text.length, text.length + len(word), row, column, down, right))
            text.write(word + ("\t" if any(words[column + 1 :]) else ""))
        text.write("\n")
    unit = unit_in(rows[0][0]) if header_rows else ""
    text.tables[start] = Table(cells[0].start, cells[-1].end, tuple(cells), header_rows, header_columns, None, unit)
