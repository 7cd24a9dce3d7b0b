"""The text of a passage as the reader reads it: title and headings, then one line for each sentence; a table row has its labels.

    2025년 보조금 공고 > 지원 금액
    승용차: 국비 580만원, 시비 150만원

Column headers are written into every row, so that a table is read like text. What was copied from the document is
recorded, so that any span of the text can be traced back to the document.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from operator import attrgetter

from ingest.document import Cell, Document, Passage, Sentence
from ingest.korean.hanja import read_out

_TITLE_CHARS, _HEADING_CHARS, _CONTEXT_CHARS = 50, 90, 60
"""The most characters of the title and of the heading path, which say what the passage is about and must not fill the window; a context is written
before its sentence only if it is shorter than the third figure. Whole within them are .93 of the titles, .998 of the heading paths and .77 of the contexts
(docs/measurements.md, "What the numbers of telling do"). The reader has learnt with these: others ask for a new training.
"""


@dataclass(frozen=True, slots=True)
class CopiedSpan:
    """A span copied from the document, character by character (white space as blanks, Chinese letters as they are read): its start in the rendered
    text (`text_start`), its start in the document (`start`) and its length, in characters.
    """

    text_start: int
    start: int
    length: int


_text_start = attrgetter("text_start")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered passage: `text` is what the reader reads; `sentences` are the (start, end) of the passage's sentences in `text`, in order;
    `pieces` are the spans copied from the document, in order.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    pieces: tuple[CopiedSpan, ...]

    def in_document(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the document that `text[start:end]` was copied from, in order."""
        at = bisect_right(self.pieces, start, key=_text_start) - 1  # the last piece that begins at or before `start`
        for piece in takewhile(lambda piece: piece.text_start < end, self.pieces[max(0, at) :]):
            first, last = max(start, piece.text_start), min(end, piece.text_start + piece.length)
            if first < last:
                yield piece.start + first - piece.text_start, piece.start + last - piece.text_start

    def in_text(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of `text` that were copied from `start` to `end` of the document, in order."""
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.start + piece.length)
            if first < last:
                yield piece.text_start + first - piece.start, piece.text_start + last - piece.start


@dataclass(slots=True)
class _Page:
    document: Document
    aloud: bool = False
    parts: list[str] = field(default_factory=list)
    pieces: list[CopiedSpan] = field(default_factory=list)
    length: int = 0

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def copy(self, start: int, end: int) -> None:
        """Adds the document's text from `start` to `end`; where `aloud`, with Chinese letters as they are read."""
        self.pieces.append(CopiedSpan(self.length, start, end - start))
        self.write("".join(" " if letter.isspace() else letter for letter in self._read(self.document.text[start:end])))

    def _read(self, words: str) -> str:
        return read_out(words) if self.aloud else words


def render(document: Document, passage: Passage) -> Rendered:
    """The text of `passage` of `document` as the reader reads it."""
    page = _Page(document, aloud=True)
    place = [document.title[:_TITLE_CHARS], " > ".join(passage.heading)[-_HEADING_CHARS:]]
    page.write(read_out(" > ".join(filter(None, place))))
    spans = []
    for sentence in passage.sentences:
        page.write("\n")
        start = page.length
        if sentence.context and not sentence.cells and len(sentence.context) < _CONTEXT_CHARS:
            page.write(f"({read_out(sentence.context)}) ")
        _write(page, sentence)
        spans.append((start, page.length))
    return Rendered("".join(page.parts), tuple(spans), tuple(page.pieces))


def line_of(document: Document, sentence: Sentence) -> str:
    """One sentence on one line for a person to read: a sentence in its own words (figures listed inside it stay as they are), a table row with the
    names of its columns; a name that neighbouring cells share is written once.
    """
    text = document.text[sentence.start : sentence.end]
    if not sentence.cells or not any(sign in text for sign in "\t\n"):
        return " ".join(text.split())
    page = _Page(document)
    _write_row(page, sentence)
    return " ".join("".join(page.parts).split())


def _write(page: _Page, sentence: Sentence) -> None:
    if sentence.cells:
        _write_row(page, sentence)
    else:
        page.copy(sentence.start, sentence.end)


def _write_row(page: _Page, sentence: Sentence) -> None:
    """Writes the row's name, then each cell after its column's name."""
    first = sentence.cells[0]
    text = page.document.text
    lead = text[sentence.start : first.start]
    if lead.strip():
        start = sentence.start + len(lead) - len(lead.lstrip())
        page.copy(start, sentence.start + len(lead.rstrip()))
        page.write(": ")
    elif first.row:
        page.write(" ".join(dict.fromkeys(first.row)) + ": ")
    end = sentence.start
    before: tuple[str, ...] = ()
    for number, cell in enumerate(sentence.cells):
        page.write(", " if number else "")
        between = text[end : cell.start] if number and not cell.column else ""
        if between.strip():  # the name of a value further on in the row
            page.copy(end + len(between) - len(between.lstrip()), end + len(between.rstrip()))
            page.write(" ")
        page.write("".join(f"{label} " for label in (cell.column if page.aloud else _new(cell, before))))
        page.copy(cell.start, cell.end)
        value = text[cell.start : cell.end]
        if cell.unit and cell.unit not in value and (page.aloud or any(letter.isdigit() for letter in value)):
            page.write(cell.unit)
        end, before = max(end, cell.end), cell.column
    rest = text[end : sentence.end]
    if rest.strip():
        page.write(" ")
        page.copy(end + len(rest) - len(rest.lstrip()), end + len(rest.rstrip()))


def _new(cell: Cell, before: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the cell's column that the cell before it does not share, without the unit (it is written after the figure)."""
    shared = next((at for at, (own, other) in enumerate(zip(cell.column, before, strict=False)) if own != other), 0)
    return tuple(label for label in cell.column[shared:] if not cell.unit or label.strip("() ") != cell.unit)
