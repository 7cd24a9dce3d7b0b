"""Rewrites tables that a plain text draws with characters as tab-separated lines: +---+ and box lines, columns of spaces, rows of commas."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.korean.letters import width_of
from ingest.lines import ends_sentence
from ingest.normalise import single_spaced
from ingest.outline import marker_of
from ingest.tables import is_valued, names_column

_BORDER = re.compile(r"^[ \t]*[+|┌├└┏┣┗╔╠╚╭╰│┃║][-=─━═+|:│┃║┬┼┴┳╋┻╦╬╩┐┤┘┓┫┛╗╣╝╮╯┌├└┏┣┗╔╠╚ \t]*$")
_RULED = re.compile(r"[-=─━═]{2}")
_DOUBLE = re.compile(r"[=═]{2}")
_SIDES = "|│┃║"
_SIDE = re.compile(rf"[{_SIDES}]")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_UNDERLINE = re.compile(r"^[ ]*[-=─━═]{2,}(?: +[-=─━═]{2,})+$")
_SPREAD_WORD = re.compile(r"(?<!\S)[가-힣] {2,}[가-힣](?: {2,}|$)")  # "수  요  기  관": one word, spaced out
_NAMED_VALUE = re.compile(r"[:：](?![\d/])")  # "기간: 3월": a name and its value, no table row
_TORN = re.compile(r"\d,\d{3}(?!\d)")
_UNGROUPED = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")  # a comma that is no thousands separator
_SHORT = 40  # characters of a cell; longer stretches between blanks or commas are running words
_LONGEST = 400  # characters of a row
_LEAST_ROWS = 3
_SLANT = 1  # columns by which a cell may be off the place of the cell above it: writers align by eye

_Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A table that was found in the text. `lines`: how many lines of the text draw it; `title`: the title in its frame; `headed`: the first
    row is a header, by how it is drawn or by its words.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: int
    headed: bool
    title: str = ""


def tabbed(text: str) -> tuple[str, frozenset[int]]:
    """The normalised `text` with a tab-separated line for each row of a drawn table, and the offsets in it (characters) of the tables whose
    first row is a header. Other lines are single-spaced; applying it twice changes nothing more.
    """
    lines = text.split("\n")
    written: list[str] = []
    headed: set[int] = set()
    length = index = 0
    while index < len(lines):
        found = next((drawn for reader in _READERS if (drawn := reader(lines, index))), None)
        new = (
            [single_spaced(lines[index])]
            if found is None
            else [*([found.title] if found.title else []), *map("\t".join, found.rows)]
        )
        if found and found.headed:
            headed.add(length + (len(found.title) + 1 if found.title else 0))
        written.extend(new)
        length += sum(map(len, new)) + len(new)
        index += found.lines if found else 1
    return "\n".join(written), frozenset(headed)


def _framed(lines: Sequence[str], index: int) -> _Drawn | None:
    """The table drawn with borders that begins at line `index`, or None. Where the rows have borders between them, or a header is set off by a
    double one, the lines between two borders are one row; words in a frame without columns are its title.
    """
    if not is_border(lines[index]) and not (
        index + 1 < len(lines) and _is_sided(lines[index]) and is_border(lines[index + 1])
    ):
        return None
    stop = index
    bands: list[list[list[str]]] = []
    inside, double = False, 0
    while stop < len(lines) and (is_border(lines[stop]) or _is_sided(lines[stop])):
        if is_border(lines[stop]):
            inside = False
            double = double or (len(bands) if _DOUBLE.search(lines[stop]) else 0)
        else:
            bands.extend([] if inside else [[]])
            bands[-1].append(_sided(lines[stop]))
            inside = True
        stop += 1
    title = ""
    if bands and all(sum(map(bool, row)) <= 1 for row in bands[0]):
        title = " ".join(cell for row in bands.pop(0) for cell in row if cell)
        double -= 1
    # A frame of double lines sets nothing off.
    grid = len(bands) > 2 or (double == 1 and not _DOUBLE.search(lines[index]))
    rows = [
        row
        for number, band in enumerate(bands)
        for row in (_joined(band) if grid or (len(bands) > 1 and not number) else band)
    ]
    headed = len(bands) > 1 and (double == 1 or (len(bands) == 2 and len(bands[1]) > 1))
    return _Drawn(_even(rows), stop - index, headed, title)


def is_border(line: str) -> bool:
    """Whether `line` is a border of a drawn table and holds no words."""
    return len(line) <= 4 * _LONGEST and bool(_BORDER.match(line) and _RULED.search(line))


def _is_sided(line: str) -> bool:
    return len(line) <= 4 * _LONGEST and ("\t" in line or bool(_SIDE.search(line)))


def _sided(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell.strip() for cell in _SIDE.split(line.strip().strip(_SIDES))]


def _joined(band: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines that make up one table row, joined cell by cell; as a list of that one row."""
    width = max(map(len, band))
    return [[" ".join(line[column] for line in band if column < len(line) and line[column]) for column in range(width)]]


def _even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _parted(lines: Sequence[str], index: int) -> _Drawn | None:
    """The table that begins at line `index` with rows of equally many cells, divided by commas, semicolons or single upright lines; or None."""
    for cuts in _CUTS:
        rows: list[list[str]] = []
        while index + len(rows) < len(lines) and (row := _cut_row(lines[index + len(rows)], cuts, rows)):
            rows.append(row)
        if rows and len(rows) >= (2 if _names(rows[0]) else _LEAST_ROWS):
            return _Drawn(_even(rows), len(rows), not any(map(is_valued, rows[0])))
    return None


def _cut_row(line: str, cuts: Sequence[_Cut], above: Sequence[Sequence[str]]) -> list[str]:
    """The cells of `line`, by the first of `cuts` that makes it a row below the rows `above`; empty where none does."""
    if not _may_be_row(line):
        return []
    for cut in cuts:
        cells = cut(line)
        if len(cells) < 2 or max(map(len, cells)) > _SHORT or (above and len(cells) != len(above[0])):
            continue
        if _may_begin(cells, line) if not above else _names(above[0]) or _may_follow(cells, line, above[0]):
            return cells
    return []


def _may_be_row(line: str) -> bool:
    if not 0 < len(line) <= _LONGEST or "\t" in line or _NAMED_VALUE.search(line):
        return False
    return marker_of(line) is None and not ends_sentence(line)


def _may_begin(cells: Sequence[str], line: str) -> bool:
    """Whether a table can begin with these cells: names of columns, or three or more written as data is and not as a list of words."""
    if not all(cells):
        return False
    valued = any(map(is_valued, cells))
    if _names(cells) or (len(cells) == 2 and not valued and any(map(names_column, cells))):
        return True
    return len(cells) > 2 and ", " not in line and not (valued and _TORN.search(line))


def _may_follow(cells: Sequence[str], line: str, top: Sequence[str]) -> bool:
    """Whether a table can go on with these cells below its first row `top`, which may not hold the names of columns."""
    if len(cells) == 2:
        return is_valued(cells[1])
    return ", " not in line and not (any(map(is_valued, top)) and _TORN.search(line))


def _names(row: Sequence[str]) -> bool:
    """Whether a row holds the names of columns: most are words for such, and none is a value."""
    return all(row) and not any(map(is_valued, row)) and 2 * sum(map(names_column, row)) > len(row)


def _by_comma(line: str) -> list[str]:
    if "," not in line:
        return []
    try:
        return [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True, strict=True))]
    except csv.Error:
        return []


def _by_comma_outside_numbers(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in _UNGROUPED.split(line)]


def _by_semicolon(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(";")]


def _by_side(line: str) -> list[str]:
    return [cell.strip() for cell in _SIDE.split(line)]


_CUTS: tuple[tuple[_Cut, ...], ...] = ((_by_comma, _by_comma_outside_numbers), (_by_semicolon,), (_by_side,))


def _aligned(lines: Sequence[str], index: int) -> _Drawn | None:
    """The table that begins at line `index` and has two spaces or more between its cells, or None. Each row has as many cells as the first, or
    fewer that stand below cells of the rows above.
    """
    rows: list[list[str]] = []
    first = last = _Spread.of(lines[index])
    stop, ruled = index, False
    while stop < len(lines) and first is not None:
        if len(rows) == 1 and not ruled and (not lines[stop].strip() or _UNDERLINE.match(lines[stop])):
            ruled, stop = True, stop + 1
            continue
        own = _Spread.of(lines[stop])
        row = None if own is None or last is None else own.under(first, last, len(rows))
        if own is None or row is None:
            break
        rows.append(row)
        last = own if len(own.cells) == len(row) else last
        stop += 1
    if len(rows) < _LEAST_ROWS or first is None or last is None:
        return None
    headed = ruled or _is_headed(rows) or (len(rows[0]) == 2 and first.heads(last))
    return _Drawn(_even(rows), stop - index, headed)


@dataclass(frozen=True, slots=True)
class _Spread:
    """The cells of a line and where each begins: in characters, and in columns of a fixed-width font, where Hangul takes two. `wide`: some gap
    has three spaces or more.
    """

    cells: tuple[str, ...]
    characters: tuple[int, ...]
    columns: tuple[int, ...]
    wide: bool

    @classmethod
    def of(cls, line: str) -> "_Spread | None":
        """The cells of `line`; None where it cannot be a row."""
        words = line.strip()
        gap = _WIDE_GAP if _SPREAD_WORD.search(words) else _GAP
        if not _may_be_row(line) or not gap.search(words):
            return None
        begin = len(line) - len(line.lstrip())
        starts = [begin, *(begin + found.end() for found in gap.finditer(words))]
        cells = tuple(gap.split(words))
        if max(map(len, cells)) > _SHORT or any(map(ends_sentence, cells)):
            return None
        return cls(
            cells, tuple(starts), tuple(width_of(line[:start]) for start in starts), bool(_WIDE_GAP.search(words))
        )

    def under(self, first: "_Spread", last: "_Spread", above: int) -> list[str] | None:
        """This line as a row of the table that began with `first` and whose last full row is `last`; None where it is no row of it.
        `above`: the number of rows so far.
        """
        width = len(first.cells)
        if len(self.cells) == width > 2 and (self.wide or self._meets(last)):
            return list(self.cells)
        if len(self.cells) == width == 2 and (self._meets(last) or (above == 1 and first.heads(self))):
            return list(self.cells)
        if len(self.cells) >= width or above < 2:
            return None
        for own, places in ((self.columns, last.columns), (self.characters, last.characters)):
            found = [next((n for n, place in enumerate(places) if abs(place - at) <= _SLANT), -1) for at in own]
            if -1 not in found and len(set(found)) == len(found):
                row = [""] * width
                for column, cell in zip(found, self.cells, strict=True):
                    row[column] = cell
                return row
        return None

    def heads(self, below: "_Spread") -> bool:
        """Whether this line of two cells is a header of the row `below`: its second cell names a column, and `below` has a value there."""
        return names_column(self.cells[1]) and not any(map(is_valued, self.cells)) and is_valued(below.cells[1])

    def _meets(self, other: "_Spread") -> bool:
        """Whether each cell begins where the cell of `other` with its number does, give or take `_SLANT`."""
        return any(
            all(abs(a - b) <= _SLANT for a, b in zip(own, theirs, strict=True))
            for own, theirs in ((self.columns, other.columns), (self.characters, other.characters))
        )


def _is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a header: it has three cells or more and holds no values, and the rows below do."""
    return (
        len(rows[0]) > 2
        and not any(map(is_valued, rows[0]))
        and any(is_valued(cell) for row in rows[1:] for cell in row)
    )


_READERS: tuple[Callable[[Sequence[str], int], _Drawn | None], ...] = (_framed, _parted, _aligned)
