"""Turns pieces into blocks: decides which are headings, captions and notes, and what belongs to what."""

from dataclasses import replace

from ingest.blocks import Block, PageStart, Table
from ingest.closing import invites_questions
from ingest.headings import MAX_TOLD_HEADING, heading_marker, is_bracketed_notice
from ingest.labels import heads_contents
from ingest.levels import Shaped, blocks_of
from ingest.lines import Line, lines_of
from ingest.outline import ALWAYS_HEADINGS, HEADING_KINDS, Marker, MarkerFamily
from ingest.pieces import Piece, PieceShape, pieces_below, pieces_of
from ingest.structure_hints import NO_HINTS, StructureHints
from ingest.table_captions import captions_at, named_by_line, table_at


def understand(text: str, hints: StructureHints = NO_HINTS) -> tuple[Block, ...]:
    """The blocks of a normalised text, in order; every line that is not blank lies in one of them. What the file states (`hints`) is not guessed."""
    pieces = pieces_of([_named(line, hints) for line in lines_of(text)], hints)
    shaped: list[Shaped | Table | PageStart] = []
    pages = 1
    index = 0
    heading_before = False
    closings: set[int] = set()
    listed = _contents(pieces)
    while index < len(pieces):
        piece = pieces[index]
        captions = captions_at(pieces, index) or named_by_line(pieces, index, hints)
        if piece.shape is PieceShape.PAGE:
            pages += 1
            shaped.append(PageStart(piece.start, piece.end, pages))
        elif captions or piece.shape is PieceShape.TABLE:
            shaped.append(table_at(pieces, index, captions, hints))
            if not captions and _closes(piece):
                closings.add(len(shaped) - 1)
        else:
            heading = None
            if index not in listed:
                heading = heading_marker(
                    pieces,
                    index,
                    shaped,
                    closed=index > 0 and _closes(pieces[index - 1]),
                    below_heading=heading_before,
                    is_stated=piece.lines[0].start in hints.levels,
                )
            marker = None if index in listed or is_bracketed_notice(piece) else heading or piece.marker
            shaped.append(Shaped(piece.start, piece.end, marker, piece.content, heading is not None))
            if heading is None and _closes(piece):
                closings.add(len(shaped) - 1)
        heading_before = index in listed or (isinstance(shaped[-1], Shaped) and shaped[-1].is_heading)
        index += captions + 1
    return blocks_of(shaped, text, closings)


def _closes(piece: Piece) -> bool:
    return len(piece.lines) <= 3 and invites_questions(piece.words)


def _contents(pieces: list[Piece]) -> frozenset[int]:
    """The indices of the pieces of tables of contents, which are no headings: "목차" and the numbered lines right below it, up to the first that
    has no marker or begins to count anew.
    """
    listed: set[int] = set()
    for index, piece in enumerate(pieces):
        if not heads_contents(piece.words):
            continue
        listed.add(index)
        last = 0
        for number, entry in enumerate(pieces_below(pieces, index), start=index + 1):
            if entry.marker is None or (entry.marker.number == 1 and last):
                break
            listed.add(number)
            last = entry.marker.number
    return frozenset(listed)


def _named(line: Line, hints: StructureHints) -> Line:
    """`line` with the marker of a heading where its file states that it is one, and it has no such marker of its own; without its marker where the
    file states that it is literal.
    """
    if line.start in hints.literals:
        return replace(line, marker=None)
    level = hints.levels.get(line.start)
    if level is None or len(line.text) > MAX_TOLD_HEADING or line.text.endswith("다."):
        return line
    if line.marker is not None and line.marker.kind in HEADING_KINDS | ALWAYS_HEADINGS:
        return line
    return replace(line, marker=Marker(MarkerFamily.HASH, "#" * level, line.indent))
