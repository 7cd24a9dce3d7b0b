"""Groups lines into pieces: the lines that make one block together, before the kind of the block is decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from ingest.korean.letters import HANGUL_ROW
from ingest.lines import Line, ends_sentence, is_key_value, page_numbers
from ingest.outline import ALWAYS_HEADINGS, HEADING_KINDS, Marker, MarkerFamily, boxed_marker, is_page_number
from ingest.structure_hints import StructureHints
from ingest.tables import tables_in_run
from ingest.unit_notes import ends_in_unit_note

_CAPTION = re.compile(
    r"^(?:[<〈《＜]\s*[^<>〈〉《》]{2,80}\s*[>〉》＞]|[\[<(【]?\s?(?:표|그림|도표)\s?\d{1,3}(?:[-.]\d+)?\s?[\])>】.:]?\s*\S.{0,80}?)"
    r"(?:\s*[(\[][^()\[\]]{1,40}[)\]])?$"
)
_ONLY_MARKER = re.compile(rf"^(?:[^\w\s]|[ㅇoO]|\(?\d{{1,2}}[.)]|\(?[{HANGUL_ROW}][.)]|[IVXⅠ-Ⅻ]+\.?|제\s?\d+\s?조)$")
_FULL = 0.7  # of the widest line near by: a line that long was broken by the page's edge, not by its writer
_UNWRAPPED = 110  # characters; where a line is longer, lines are paragraphs: no page of an office is that wide
_NARROW = 12  # characters; below, a picture's fragments stand one under the other and "full" says nothing
_ROW_MAX = 20_000  # characters; a longer line with tabs is damage, and its cells would fill the memory
_BOXED_MAX = 60  # characters of a boxed title
_NAME_MAX = 30  # characters of a line that names the number below it
_SHORT_CELL = 40  # characters; a row of one cell this short can be a title inside a table


class PieceShape(Enum):
    """What a piece looks like by itself, without a look at its neighbours."""

    PLAIN = "plain"
    MARKED = "marked"
    TABLE = "table"
    CAPTION = "caption"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more lines that make one block; `marker` where the first line has one."""

    shape: PieceShape
    lines: tuple[Line, ...]
    marker: Marker | None = None

    @property
    def start(self) -> int:
        """The offset of its first word."""
        return self.lines[0].start + self.lines[0].indent

    @property
    def end(self) -> int:
        """The offset of the end of its last word."""
        return self.lines[-1].start + len(self.lines[-1].text.rstrip())

    @property
    def words(self) -> str:
        """The text of the piece, white space collapsed, the first line's marker included."""
        return " ".join(" ".join(line.text.split()) for line in self.lines)

    @property
    def content(self) -> str:
        """The text of the piece without the marker."""
        first = self.lines[0]
        rest = (line.text for line in self.lines[1:])
        own = first.content if self.marker and first.marker else first.text
        return " ".join(" ".join(text.split()) for text in (own, *rest)).strip()


def pieces_below(pieces: Sequence[Piece], index: int) -> Iterator[Piece]:
    """The pieces behind the one at `index`, in order; a slice would copy a long document for each of its pieces."""
    return (pieces[at] for at in range(index + 1, len(pieces)))


def pieces_above(pieces: Sequence[Piece], index: int) -> Iterator[Piece]:
    """The pieces before the one at `index`, the nearest first."""
    return (pieces[at] for at in range(index - 1, -1, -1))


def pieces_of(lines: list[Line], hints: StructureHints) -> list[Piece]:
    """The pieces that `lines` make, in order: wrapped lines joined, tables and captions separated."""
    widths = _widths(lines) if hints.wrapped else [_UNWRAPPED + 1] * len(lines)
    numbers = page_numbers(lines)
    pieces: list[Piece] = []
    index = 0
    while index < len(lines):
        table = hints.tables.get(lines[index].start)
        rows = _rows(lines, index, table.end) if table else ()
        line = lines[index]
        if line.start in hints.literals or (line.start in hints.levels and line.marker):
            found = [Piece(PieceShape.MARKED if line.marker else PieceShape.PLAIN, (line,), line.marker)]
        else:
            found = [Piece(PieceShape.TABLE, rows)] if rows else _piece_at(lines, index, widths, numbers, hints)
        pieces.extend(found)
        index += sum(len(piece.lines) for piece in found)
    return pieces


def _rows(lines: list[Line], index: int, end: int) -> tuple[Line, ...]:
    """The lines from `index` on that begin before the character `end`."""
    return tuple(takewhile(lambda line: line.start < end, lines[index:]))


def _piece_at(
    lines: list[Line], index: int, widths: list[int], numbers: frozenset[int], hints: StructureHints
) -> list[Piece]:
    line = lines[index]
    if line.is_page:
        return [Piece(PieceShape.PAGE, (line,))]
    if _is_row(line):
        stop = index + 1
        while stop < len(lines) and _goes_on_below(lines[stop], hints):
            stop += 1
        run = lines[index:stop]
        boxed = _boxed_title(run)
        if boxed:
            return [Piece(PieceShape.MARKED, (boxed,), boxed.marker)]
        if _is_box_title(run, lines[stop] if stop < len(lines) else None):
            return [Piece(PieceShape.MARKED, (line,), Marker(MarkerFamily.BOX_TITLE, "", line.indent))]
        if _is_caption_row(run):
            return [
                Piece(PieceShape.CAPTION, (line,)),
                *(Piece(PieceShape.TABLE, tuple(table)) for table in tables_in_run(run[1:])),
            ]
        return [Piece(PieceShape.TABLE, tuple(table)) for table in tables_in_run(run)]
    words = line.text.strip()
    if len(words) <= 120 and _may_caption(line) and (ends_in_unit_note(words) or _CAPTION.match(words)):
        return [Piece(PieceShape.CAPTION, (line,))]
    stop = index + 1
    if stop < len(lines) and stop not in numbers and _is_value_below(line, lines[stop]):
        return [Piece(PieceShape.MARKED if line.marker else PieceShape.PLAIN, (line, lines[stop]), line.marker)]
    while stop < len(lines) and _goes_on(line, lines[stop - 1], lines[stop], widths[stop - 1]):
        stop += 1
    shape = PieceShape.MARKED if line.marker else PieceShape.PLAIN
    return [Piece(shape, tuple(lines[index:stop]), line.marker)]


def _may_caption(line: Line) -> bool:
    """Whether `line` may be a caption: it has no place of its own in the outline ("2. 입장료 (단위: 원)" has one)."""
    return line.marker is None or line.marker.kind in (MarkerFamily.NOTE, MarkerFamily.BRACKET)


def _widths(lines: list[Line]) -> list[int]:
    """For each line the characters of the widest line in its block (lines without a blank or a table between)."""
    widths = [0] * len(lines)
    start = 0
    for stop in range(1, len(lines) + 1):
        if stop == len(lines) or lines[stop].after_blank or lines[stop].tabbed:
            widest = max(len(line.text) for line in lines[start:stop])
            widths[start:stop] = [widest] * (stop - start)
            start = stop
    return widths


def _is_row(line: Line, inside: bool = False) -> bool:
    """Whether `line` is a table row: two cells filled, or `inside` a table one short one that is no list item."""
    if not line.tabbed or len(line.text) > _ROW_MAX:
        return False
    filled = [cell for cell in line.cells if cell]
    if len(filled) >= 2:
        return not (len(filled) == 2 and _ONLY_MARKER.match(filled[0]) and line.marker is not None)
    return inside and line.marker is None and len(filled[0]) <= _SHORT_CELL


def _goes_on_below(line: Line, hints: StructureHints) -> bool:
    """Whether `line` is one more row of the table above it: no row of another one, which the file states to begin here."""
    return not line.after_blank and line.start not in hints.tables and _is_row(line, inside=True)


def _is_box_title(run: list[Line], after: Line | None) -> bool:
    """Whether a single row of two cells is the title of a box, its text being the list items right below."""
    return (
        len(run) == 1
        and sum(bool(cell) for cell in run[0].cells) == 2
        and after is not None
        and not after.after_blank
        and after.marker is not None
        and after.marker.kind not in HEADING_KINDS - {MarkerFamily.SQUARE}
        and after.marker.kind not in ALWAYS_HEADINGS
        and after.marker.kind is not MarkerFamily.NOTE
    )


def _is_caption_row(run: list[Line]) -> bool:
    """Whether the first row of a table holds its title and the unit of its figures, and nothing else."""
    filled = [cell for cell in run[0].cells if cell]
    return len(run) > 2 and len(filled) == 2 and ends_in_unit_note(filled[1]) and not ends_in_unit_note(filled[0])


def _boxed_title(run: list[Line]) -> Line | None:
    """The title of a section drawn as a table of one row ("Ⅰ | 추진 배경"), with its marker; None for other rows."""
    filled = [cell for cell in run[0].cells if cell]
    found = boxed_marker(filled[0]) if len(run) == 1 and len(filled) == 2 else None
    if found is None or len(filled[1]) > _BOXED_MAX:
        return None
    words = run[0].text
    return replace(
        run[0], marker=Marker(found[0], filled[0], words.index(filled[1], words.index(filled[0]) + 1), found[1])
    )


def _is_value_below(name: Line, line: Line) -> bool:
    """Whether `line` is a bare number that `name` right above it names ("범죄 신고" / "112")."""
    words = name.text.strip()
    if line.after_blank or not line.text.strip().isdecimal() or name.tabbed or len(words) > _NAME_MAX:
        return False
    return bool(re.search(r"[^\W\d_]", words)) and not (ends_sentence(words) or is_key_value(words))


def _goes_on(first: Line, last: Line, line: Line, width: int) -> bool:
    """Whether `line` continues the block that begins with `first` and so far ends with `last`."""
    words = line.text.strip()
    if line.after_blank or line.is_page or _is_row(line) or is_page_number(words):
        return False
    if words.startswith((":", ",", ")", "→ ")) and line.marker is None:
        return True
    if line.marker is not None or is_key_value(words) or ends_in_unit_note(words) or _CAPTION.match(words):
        return False
    before = last.text.strip()
    if width > _UNWRAPPED:  # lines are paragraphs, except for a writer's own line break inside an item
        return (
            first.marker is not None
            and len(before) > _SHORT_CELL
            and line.indent > first.indent + 1
            and not ends_sentence(before)
        )
    full = len(last.text) >= _FULL * width
    if first.marker is not None and first.marker.kind in HEADING_KINDS | ALWAYS_HEADINGS and last is first:
        return full and not ends_sentence(before)
    if first.marker is not None:
        return full or not ends_sentence(before) or line.indent > first.indent + 1
    if is_key_value(first.text):
        return full and not ends_sentence(before)
    return full or (width > _NARROW and not ends_sentence(before) and len(last.text) > 0.5 * width)
