"""Decides which piece of a text is a heading: by its marker, by standing alone, by what stands above and below it."""

import re
from collections.abc import Sequence

from ingest.blocks import PageStart, Table
from ingest.korean.dates import is_date_alone
from ingest.korean.statutes import AMENDED
from ingest.labels import cannot_name, is_name, is_question
from ingest.letterhead import SIGNATURE, is_letterhead, is_numbered_notice
from ingest.levels import Shaped
from ingest.lines import ends_sentence, is_key_value
from ingest.numbered_rows import goes_on_headings, is_in_list
from ingest.outline import ALWAYS_HEADINGS, HEADING_KINDS, Marker, MarkerFamily
from ingest.pieces import Piece, PieceShape, pieces_above, pieces_below
from ingest.table_captions import TITLE_LINES, heads_table
from ingest.unit_notes import speaks_of_unit, without_unit_note

_MAX_HEADING = 60  # characters; a longer line with a marker states something even where it has no verb
_MAX_BARE_HEADING = 40  # the same for a line without a marker
MAX_TOLD_HEADING = 120
"""The same for a line that its style calls a heading: offices write whole paragraphs in such a style."""
_MAX_QUESTION = 200
_BRACKETED = re.compile(r"^\(([^()\d]{2,30})\)$")
_ANNOUNCES = re.compile(r"^(?:[-–]\s*)?(?:다\s*음|아\s*래|기)(?:\s*[-–])?$")
_AND_SO_ON = re.compile(r"(?<=\S)\s등$")
"""An ending of numbered headings ("5. 선정기준 및 급여 수준 등"); a plain line that ends so goes on."""
_AMENDED = re.compile(rf"{AMENDED}$")
_LETTER = re.compile(r"[^\W\d_]")
_ANSWERED = re.compile(r"[?？][\"'”’)\]]*\s+[^\s(（\[]")  # a question with its answer on the same line


def heading_marker(
    pieces: Sequence[Piece],
    index: int,
    above: Sequence[Shaped | Table | PageStart],
    *,
    closed: bool,
    below_heading: bool,
    is_stated: bool,
) -> Marker | None:
    """The marker with which `pieces[index]` is a heading, or None where it is none; `above` is what was made of the pieces before it.

    `closed`: the words that close a document stand right above, so that a lone line is the title of a sheet attached; `below_heading`: the piece
    above is a heading; `is_stated`: its file states that it is one.
    """
    piece = pieces[index]
    if piece.shape is PieceShape.CAPTION:
        marker = _angle_heading(pieces, index)
    elif piece.shape is PieceShape.PLAIN:
        marker = _bare_heading(pieces, index, closed)
    elif piece.marker is not None and _is_marked_heading(pieces, index, piece.marker, above, below_heading, is_stated):
        marker = piece.marker
    else:
        marker = None
    names_item = marker is not None and not is_stated and is_in_list(marker, above) and not heads_table(pieces, index)
    return None if names_item else marker


def is_bracketed_notice(piece: Piece) -> bool:
    """Whether a piece that looks like a bracketed heading is the number of a notice ("[가람시 공고 제2026-47호]")."""
    bracketed = piece.marker is not None and piece.marker.kind is MarkerFamily.BRACKET
    return bracketed and is_numbered_notice(piece.words)


def _is_marked_heading(
    pieces: Sequence[Piece],
    index: int,
    marker: Marker,
    above: Sequence[Shaped | Table | PageStart],
    below_heading: bool,
    is_stated: bool,
) -> bool:
    piece = pieces[index]
    kind, content = marker.kind, piece.content
    if kind is MarkerFamily.QUESTION:
        return len(content) <= _MAX_QUESTION and not _ANSWERED.search(content)
    if kind in ALWAYS_HEADINGS:
        return not content.startswith(":") and not _states(kind, content, is_stated)
    if piece.lines[0].tabbed and kind in (MarkerFamily.ROMAN, MarkerFamily.NUMBER):
        return True  # a boxed title
    asks = is_question(content) and len(content) <= _MAX_QUESTION
    if kind not in HEADING_KINDS or (len(content) > _MAX_HEADING and not asks) or len(piece.lines) > 2:
        return False
    if kind is MarkerFamily.BRACKET:
        return not (cannot_name(content) or speaks_of_unit(content) or is_bracketed_notice(piece))
    name = _AND_SO_ON.sub("", without_unit_note(content))
    values = is_key_value(name) and kind is not MarkerFamily.ROMAN and not heads_table(pieces, index)
    if (ends_sentence(name) and not asks) or values or cannot_name(name):
        return False
    if is_stated:  # whatever list of the same numbers stands around it
        return next(iter(pieces_below(pieces, index)), None) is not None
    before = pieces[index - 1].marker if index else None
    is_sibling = before is not None and before.kind is kind and not below_heading
    return not (is_sibling and not goes_on_headings(marker, above)) and _has_content(pieces, index, kind)


def _states(kind: MarkerFamily, content: str, is_stated: bool) -> bool:
    """Whether the words behind a marker that always heads are too much for a heading."""
    if (
        kind is MarkerFamily.ANNEX
        and (named := _AMENDED.sub("", content))
        and (cannot_name(named) or ends_sentence(named))
    ):
        return True
    return len(content) > (MAX_TOLD_HEADING if is_stated and kind is MarkerFamily.HASH else _MAX_HEADING)


def _has_content(pieces: Sequence[Piece], index: int, kind: MarkerFamily) -> bool:
    """Whether the next piece below, notes and page breaks apart, is no sibling (has no marker of `kind`)."""
    for after in pieces_below(pieces, index):
        if after.shape is PieceShape.PAGE or (after.marker and after.marker.kind is MarkerFamily.NOTE):
            continue
        return after.marker is None or after.marker.kind is not kind
    return False


def _bare_heading(pieces: Sequence[Piece], index: int, closed: bool) -> Marker | None:
    piece = pieces[index]
    line, words = piece.lines[0], piece.words
    if is_letterhead(words) or _signs(pieces, index):
        return None
    after = next((other for other in pieces_below(pieces, index) if other.shape is not PieceShape.PAGE), None)
    if len(piece.lines) > 1 or len(words) > _MAX_BARE_HEADING or after is None:
        return None
    first = after.marker is not None and after.marker.kind is MarkerFamily.NUMBER and after.marker.number == 1
    if first and index >= TITLE_LINES and _names_list(words):
        return Marker(MarkerFamily.UNMARKED, "", line.indent)
    if not line.after_blank:
        return None
    if cannot_name(words) or is_key_value(words) or len(_LETTER.findall(words)) < 2:
        return None
    opens_text = index == 0 and len(after.lines[0].text) > 1.6 * len(words)
    if _interrupts_list(pieces, index):
        return None
    lone = line.before_blank and (closed or is_question(words) or not ends_sentence(words))
    return Marker(MarkerFamily.UNMARKED, "", line.indent) if lone or (opens_text and not ends_sentence(words)) else None


def _signs(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line is the signature of a paper: the head of an office below a date."""
    above = pieces[index - 1].words if index else ""
    return bool(SIGNATURE.fullmatch(pieces[index].words) and is_date_alone(above))


def _names_list(words: str) -> bool:
    """Whether a lone line above "1." names the list that begins there: a part of a form ("유의사항"), a whole set of tables ("(총투자 기준)")."""
    bracketed = _BRACKETED.match(words)
    name = bracketed[1] if bracketed else words
    return len(_LETTER.findall(name)) > 1 and is_name(name) and not _ANNOUNCES.match(name)


def _angle_heading(pieces: Sequence[Piece], index: int) -> Marker | None:
    """The marker of "< ... >" where it heads what stands below; between two items of one list it names a picture."""
    words = pieces[index].words
    if words[0] not in "<〈《＜" or index + 1 == len(pieces) or speaks_of_unit(words):
        return None
    after = pieces[index + 1]
    if after.shape in (PieceShape.CAPTION, PieceShape.PAGE):
        return None
    for before in pieces_above(pieces, index):
        if after.marker is None or before.shape is PieceShape.CAPTION:
            break
        if before.marker and before.marker.kind is after.marker.kind:
            return None
    if after.marker and after.marker.kind not in (MarkerFamily.NOTE, MarkerFamily.ARROW) and after.marker.number > 1:
        return None
    return Marker(MarkerFamily.ANGLE, words[0], pieces[index].lines[0].indent)


def _interrupts_list(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a numbered list goes on across the piece ("①" above, "②" below): then the piece is the title of a picture in the list."""
    after = next((other for other in pieces_below(pieces, index) if other.shape is not PieceShape.PLAIN), None)
    if after is None or after.marker is None:
        return False
    kind = after.marker.kind
    for before in pieces_above(pieces, index):
        if before.marker is not None and before.marker.kind is kind:
            return before.marker.number == after.marker.number - 1 and kind not in (
                MarkerFamily.ROMAN,
                MarkerFamily.NUMBER,
            )
    return False
