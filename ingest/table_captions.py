"""Finds the lines that name a table, and makes the table with them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.blocks import Table
from ingest.labels import is_name
from ingest.letterhead import is_letterhead
from ingest.pieces import Piece, PieceShape
from ingest.structure_hints import StructureHints
from ingest.tables import table_of
from ingest.unit_notes import unit_in, unit_noted

TITLE_LINES = 3
"""Pieces at the top among which a document's own title stands."""
_MAX_CAPTION = 60
"""Characters of a line that is the name of the table right below it."""
_MAX_CAPTIONS = 2
"""Lines above a table that name it: its name and its unit."""


def captions_at(pieces: Sequence[Piece], index: int) -> int:
    """The number of caption pieces from `index` on (two at most) with a table right below; 0 for none."""
    run = takewhile(lambda piece: piece.shape is PieceShape.CAPTION, pieces[index : index + _MAX_CAPTIONS])
    count = sum(1 for _ in run)
    after = pieces[index + count : index + count + 1]
    return count if after and after[0].shape is PieceShape.TABLE else 0


def named_by_line(pieces: Sequence[Piece], index: int, hints: StructureHints) -> int:
    """The number of pieces from `index` on, a plain line and captions, that name the table with a header right below; 0 where the line names none.

    Only for tables that the file states: in a plain text a line that breaks off can stand above one. The first lines name the document.
    """
    piece = pieces[index]
    if (
        index < TITLE_LINES
        or piece.shape is not PieceShape.PLAIN
        or len(piece.lines) > 1
        or len(piece.words) > _MAX_CAPTION
    ):
        return 0
    count = 1 + captions_at(pieces, index + 1)
    after = pieces[index + count] if index + count < len(pieces) else None
    table = hints.tables.get(after.lines[0].start) if after is not None and count <= _MAX_CAPTIONS else None
    if table is None or not table.header_rows:
        return 0
    return count if is_name(piece.words) and not is_letterhead(piece.words) else 0


def heads_table(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a table stands right below, its caption between them or not."""
    below = pieces[index + 1 : index + 2]
    return bool(below) and (below[0].shape is PieceShape.TABLE or captions_at(pieces, index + 1) > 0)


def table_at(pieces: Sequence[Piece], index: int, captions: int, hints: StructureHints) -> Table:
    """The table below the `captions` pieces from `index` on, with these as its caption."""
    table = pieces[index + captions]
    if captions:
        caption = (pieces[index].start, pieces[index + captions - 1].end)
        words = " ".join(piece.words for piece in pieces[index : index + captions])
    else:
        above = pieces[index - 1].words if index else ""
        caption, words = None, above if unit_noted(above) else ""
    known = hints.tables.get(table.lines[0].start)
    if known is None:
        return table_of(table.lines, caption, words, headed=table.lines[0].start in hints.headed)
    return replace(known, caption=caption, unit=unit_in(words) or known.unit)
