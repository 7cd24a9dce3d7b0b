"""Turns pieces into blocks: decides which are headings, captions and notes, and what belongs to what."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.blocks import Block, PageStart, Table
from ingest.closing import invites_questions
from ingest.korean.dates import is_date_alone
from ingest.labels import heads_contents, is_question
from ingest.letterhead import SIGNATURE, is_letterhead, is_numbered_notice
from ingest.levels import Shaped, blocks_of
from ingest.lines import Line, ends_sentence, is_key_value, lines_of
from ingest.outline import ALWAYS_HEADINGS, HEADING_KINDS, Marker, MarkerFamily
from ingest.pieces import Piece, PieceShape, pieces_of
from ingest.structure_hints import NO_HINTS, StructureHints
from ingest.tables import table_of
from ingest.unit_notes import speaks_of_unit, unit_in, unit_noted, without_unit_note

_MAX_HEADING = 60  # characters; a longer line with a marker states something even where it has no verb
_MAX_BARE_HEADING = 40  # the same for a line without a marker
_MAX_TOLD_HEADING = 120
"""The same for a line that its style calls a heading: offices write whole paragraphs in such a style."""
_MAX_QUESTION = 200
_MAX_CAPTION = 60
"""Characters of a line that is the name of the table right below it."""
_TITLE_LINES = 3
"""Pieces at the top among which a document's own title stands."""
_MAX_CAPTIONS = 2
"""Lines above a table that name it: its name and its unit."""
_BRACKETED = re.compile(r"^\(([^()\d]{2,30})\)$")
_ANNOUNCES = re.compile(r"^(?:[-–]\s*)?(?:다\s*음|아\s*래|기)(?:\s*[-–])?$")
_AMENDED = re.compile(r"\s*[<〈]\s?(?:개정|신설|전문개정|본조신설)[^<>〈〉]{4,60}[>〉]$")
"""When an annex was amended, behind its number ("[별표 1] <개정 2024. 6. 20.>")."""
_AND_SO_ON = re.compile(r"(?<=\S)\s등$")
"""An ending of numbered headings ("5. 선정기준 및 급여 수준 등"); a plain line that ends so goes on."""
_ANSWERED = re.compile(r"[?？][\"'”’)\]]*\s+[^\s(（\[]")  # a question with its answer on the same line
_LEAST_NAMES = 2
"""Items above that must name things for the next number to be one of them: one alone may be a section's name without its text."""
_COPIES = re.compile(r"\s?\d\s?부[.)]?$")
"""The number of copies behind the name of a paper ("신청서 1부.")."""
_NOT_A_HEADING = re.compile(
    r"^[\d\s.,()~∼\-–/년월일%:+]+$|[,;:·]$|^[(<:]|^\W*$|(?:까지|부터|에서|및|또는|등|된|하는|하여|하고|을|를|의)$"
    r"|\d{3,4}-\d{4}|\d\s?부[.)]?$|끝\s?\.?$|@|https?:|[→⇒➔].*[→⇒➔]"
)


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
        above = _captions(pieces, index) or _named_by_line(pieces, index, hints)
        if piece.shape is PieceShape.PAGE:
            pages += 1
            shaped.append(PageStart(piece.start, piece.end, pages))
        elif above:
            shaped.append(_table(pieces, index, above, hints))
        elif piece.shape is PieceShape.TABLE:
            shaped.append(_table(pieces, index, 0, hints))
            if _closes(piece):
                closings.add(len(shaped) - 1)
        else:
            closed = index > 0 and _closes(pieces[index - 1])
            is_stated = piece.lines[0].start in hints.levels
            beside_heading = heading_before or (piece.marker is not None and _goes_on_headings(piece.marker, shaped))
            heading = None if index in listed else _heading_marker(pieces, index, closed, beside_heading, is_stated)
            if heading is not None and _is_in_list(heading, shaped) and not _heads_table(pieces, index):
                heading = None
            marker = None if index in listed or _is_bracketed_notice(piece) else heading or piece.marker
            shaped.append(Shaped(piece.start, piece.end, marker, piece.content, heading is not None))
            if heading is None and _closes(piece):
                closings.add(len(shaped) - 1)
        heading_before = index in listed or (isinstance(shaped[-1], Shaped) and shaped[-1].is_heading)
        index += above + 1
    return blocks_of(shaped, text, closings)


def _closes(piece: Piece) -> bool:
    return len(piece.lines) <= 3 and invites_questions(piece.words)


def _captions(pieces: list[Piece], index: int) -> int:
    """The number of caption pieces from `index` on (two at most) with a table right below; 0 for none."""
    run = takewhile(lambda piece: piece.shape is PieceShape.CAPTION, pieces[index : index + _MAX_CAPTIONS])
    count = sum(1 for _ in run)
    after = pieces[index + count : index + count + 1]
    return count if after and after[0].shape is PieceShape.TABLE else 0


def _named_by_line(pieces: list[Piece], index: int, hints: StructureHints) -> int:
    """The number of pieces from `index` on, a plain line and captions, that name the table with a header right below; 0 where the line names none.

    Only for tables that the file states: in a plain text a line that breaks off can stand above one. The first lines name the document.
    """
    piece = pieces[index]
    if (
        index < _TITLE_LINES
        or piece.shape is not PieceShape.PLAIN
        or len(piece.lines) > 1
        or len(piece.words) > _MAX_CAPTION
    ):
        return 0
    count = 1 + _captions(pieces, index + 1)
    after = pieces[index + count] if index + count < len(pieces) else None
    table = hints.tables.get(after.lines[0].start) if after is not None and count <= _MAX_CAPTIONS else None
    if table is None or not table.header_rows:
        return 0
    words = piece.words
    tells = ends_sentence(words) or is_key_value(words) or _NOT_A_HEADING.search(words) or is_letterhead(words)
    return 0 if tells else count


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
        for number, entry in enumerate(pieces[index + 1 :], start=index + 1):
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
    if level is None or len(line.text) > _MAX_TOLD_HEADING or line.text.endswith("다."):
        return line
    if line.marker is not None and line.marker.kind in HEADING_KINDS | ALWAYS_HEADINGS:
        return line
    return replace(line, marker=Marker(MarkerFamily.HASH, "#" * level, line.indent))


def _table(pieces: list[Piece], index: int, captions: int, hints: StructureHints) -> Table:
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


def _heading_marker(
    pieces: list[Piece], index: int, closed: bool, heading_before: bool, is_stated: bool
) -> Marker | None:
    """The marker with which `pieces[index]` is a heading, or None where it is none.

    `closed`: the words that close a document stand right above, so that a lone line is the title of a sheet
    attached; `heading_before`: the piece above is a heading, or the number goes on a row of headings; `is_stated`: its file states that it is one.
    """
    piece = pieces[index]
    if piece.shape is PieceShape.CAPTION:
        return _angle_heading(pieces, index)
    if piece.shape is PieceShape.PLAIN:
        return _bare_heading(pieces, index, closed)
    if piece.marker is None:
        return None
    kind, content = piece.marker.kind, piece.content
    if kind is MarkerFamily.QUESTION:
        return piece.marker if len(content) <= _MAX_QUESTION and not _ANSWERED.search(content) else None
    if kind in ALWAYS_HEADINGS:
        named = _AMENDED.sub("", content) if kind is MarkerFamily.ANNEX else content
        tells = kind is MarkerFamily.ANNEX and (_NOT_A_HEADING.search(named) if named else None)
        most = _MAX_TOLD_HEADING if is_stated and kind is MarkerFamily.HASH else _MAX_HEADING
        is_long = len(content) > most or (kind is MarkerFamily.ANNEX and ends_sentence(content))
        return None if tells or is_long or content.startswith(":") else piece.marker
    if piece.lines[0].tabbed and kind in (MarkerFamily.ROMAN, MarkerFamily.NUMBER):
        return piece.marker  # a boxed title
    asks = is_question(content) and len(content) <= _MAX_QUESTION
    if kind not in HEADING_KINDS or (len(content) > _MAX_HEADING and not asks) or len(piece.lines) > 2:
        return None
    if kind is MarkerFamily.BRACKET:
        is_name = not (_NOT_A_HEADING.search(content) or speaks_of_unit(content) or _is_bracketed_notice(piece))
        return piece.marker if is_name else None
    name = without_unit_note(content)
    name = _AND_SO_ON.sub("", name)
    values = is_key_value(name) and kind is not MarkerFamily.ROMAN and not _heads_table(pieces, index)
    if (ends_sentence(name) and not asks) or values or _NOT_A_HEADING.search(name):
        return None
    sibling_item = (
        index > 0
        and not heading_before
        and pieces[index - 1].marker is not None
        and pieces[index - 1].marker.kind is kind  # type: ignore[union-attr]
    )
    return piece.marker if not sibling_item and _has_content(pieces, index, kind) else None


def _goes_on_headings(marker: Marker, above: Sequence[Shaped | Table | PageStart]) -> bool:
    """Whether the number of `marker` goes on, one by one, a row that a heading began: "5. 의견제출" below the heading "2. 주요내용" and the lines "3.
    근거 법규: 지방세법" and "4. 조례안: 붙임", which hold what they name.
    """
    number = marker.number - 1
    for one in reversed(above):
        if not isinstance(one, Shaped) or one.marker is None or one.marker.kind is not marker.kind:
            continue
        if one.marker.number != number:
            return False
        if one.is_heading:
            return True
        number -= 1
    return False


def _is_in_list(marker: Marker, above: Sequence[Shaped | Table | PageStart]) -> bool:
    """Whether `marker` belongs to a list of names above: it goes on with two items or more ("3." below "1. 신청서", "2. 신분증"), or with those inside
    the last of them ("가."), and nothing but their own items and notes stands between. Where two rows above count to one number, it may be
    that of headings.
    """
    number = marker.number
    for index in range(len(above) - 1, -1, -1):
        one = above[index]
        if isinstance(one, PageStart):
            continue
        if isinstance(one, Table) or one.marker is None or one.is_heading:
            return False
        if one.marker.kind > marker.kind:
            continue
        if not _names_a_thing(one.content):
            return False
        if one.marker.kind < marker.kind:
            following = replace(one.marker, number=one.marker.number + 1)
            return number == 1 and _is_in_list(following, above[: index + 1])
        if one.marker.number != number - 1:
            return False
        number -= 1
        if number == 1 and _last_number(marker.kind, above[:index]) == marker.number - 1:
            return False
        if number == 1:
            return marker.number > _LEAST_NAMES or _is_in_list(one.marker, above[:index])
    return False


def _last_number(kind: MarkerFamily, above: Sequence[Shaped | Table | PageStart]) -> int:
    """The number of the last marker of `kind`; 0 for none."""
    markers = (one.marker for one in reversed(above) if isinstance(one, Shaped))
    return next((marker.number for marker in markers if marker is not None and marker.kind is kind), 0)


def _names_a_thing(content: str) -> bool:
    """Whether an item without its marker is the name of something, and neither a sentence nor a name and its value."""
    name = _COPIES.sub("", content)
    return not (ends_sentence(name) or is_key_value(name) or _NOT_A_HEADING.search(name))


def _is_bracketed_notice(piece: Piece) -> bool:
    bracketed = piece.marker is not None and piece.marker.kind is MarkerFamily.BRACKET
    return bracketed and is_numbered_notice(piece.words)


def _heads_table(pieces: list[Piece], index: int) -> bool:
    """Whether a table stands right below, its caption between them or not."""
    below = pieces[index + 1 : index + 2]
    return bool(below) and (below[0].shape is PieceShape.TABLE or _captions(pieces, index + 1) > 0)


def _has_content(pieces: list[Piece], index: int, kind: MarkerFamily) -> bool:
    """Whether the next piece below, notes and page breaks apart, is no sibling (has no marker of `kind`)."""
    for after in pieces[index + 1 :]:
        if after.shape is PieceShape.PAGE or (after.marker and after.marker.kind is MarkerFamily.NOTE):
            continue
        return after.marker is None or after.marker.kind is not kind
    return False


def _bare_heading(pieces: list[Piece], index: int, closed: bool) -> Marker | None:
    piece = pieces[index]
    line, words = piece.lines[0], piece.words
    if is_letterhead(words) or _signs(pieces, index):
        return None
    after = next((other for other in pieces[index + 1 :] if other.shape is not PieceShape.PAGE), None)
    if len(piece.lines) > 1 or len(words) > _MAX_BARE_HEADING or after is None:
        return None
    first = after.marker is not None and after.marker.kind is MarkerFamily.NUMBER and after.marker.number == 1
    if first and index >= _TITLE_LINES and _names_list(words):
        return Marker(MarkerFamily.UNMARKED, "", line.indent)
    if not line.after_blank:
        return None
    if _NOT_A_HEADING.search(words) or is_key_value(words) or len(re.findall(r"[^\W\d_]", words)) < 2:
        return None
    opens_text = index == 0 and len(after.lines[0].text) > 1.6 * len(words)
    if _interrupts_list(pieces, index):
        return None
    lone = line.before_blank and (closed or is_question(words) or not ends_sentence(words))
    return Marker(MarkerFamily.UNMARKED, "", line.indent) if lone or (opens_text and not ends_sentence(words)) else None


def _signs(pieces: list[Piece], index: int) -> bool:
    """Whether a line is the signature of a paper: the head of an office below a date."""
    above = pieces[index - 1].words if index else ""
    return bool(SIGNATURE.fullmatch(pieces[index].words) and is_date_alone(above))


def _names_list(words: str) -> bool:
    """Whether a lone line above "1." names the list that begins there: a part of a form ("유의사항"), a whole set of tables ("(총투자 기준)")."""
    bracketed = _BRACKETED.match(words)
    name = bracketed[1] if bracketed else words
    return len(re.findall(r"[^\W\d_]", name)) > 1 and not (
        ends_sentence(name) or is_key_value(name) or _NOT_A_HEADING.search(name) or _ANNOUNCES.match(name)
    )


def _angle_heading(pieces: list[Piece], index: int) -> Marker | None:
    """The marker of "< ... >" where it heads what stands below; between two items of one list it names a picture."""
    words = pieces[index].words
    if words[0] not in "<〈《＜" or index + 1 == len(pieces) or speaks_of_unit(words):
        return None
    after = pieces[index + 1]
    if after.shape in (PieceShape.CAPTION, PieceShape.PAGE):
        return None
    for before in reversed(pieces[:index]):
        if after.marker is None or before.shape is PieceShape.CAPTION:
            break
        if before.marker and before.marker.kind is after.marker.kind:
            return None
    if after.marker and after.marker.kind not in (MarkerFamily.NOTE, MarkerFamily.ARROW) and after.marker.number > 1:
        return None
    return Marker(MarkerFamily.ANGLE, words[0], pieces[index].lines[0].indent)


def _interrupts_list(pieces: list[Piece], index: int) -> bool:
    """Whether a numbered list goes on across the piece ("①" above, "②" below): then the piece is the title of a picture in the list."""
    after = next((other for other in pieces[index + 1 :] if other.shape is not PieceShape.PLAIN), None)
    if after is None or after.marker is None:
        return False
    kind = after.marker.kind
    for before in reversed(pieces[:index]):
        if before.marker is not None and before.marker.kind is kind:
            return before.marker.number == after.marker.number - 1 and kind not in (
                MarkerFamily.ROMAN,
                MarkerFamily.NUMBER,
            )
    return False
