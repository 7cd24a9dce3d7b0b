"""Putting an answer together: sentences, the words marked in them, and the sources they rest on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chat.answer import Citation, QuotedCell
from chat.composing.published_at import published_at
from ingest.blocks import Table
from ingest.document import Document, Passage
from ingest.tables import name_of_labels

PARAGRAPH = "\n\n"
"""Separates the paragraphs of an answer; the lines of one passage are separated by a single "\\n"."""
_LIKE_A_MARKER = re.compile(r"\[(\d{1,3})\]")
_ITEM = "· "
ITEM_SIGN = re.compile(rf"^{_ITEM}", re.MULTILINE)
"""A pattern: what an item of a list begins with, each on a line of its own. The page and the widget show such lines as a list; a program gets them as
they are.
"""
SHORT_ANSWER = re.compile(rf"^(.{{1,48}}?(?:다|요)(?:\([^()]{{1,20}}\))?\.)(?:\s?\[\d+\])*(?=\s|$)(?![^\n]*\n{_ITEM})")
"""A pattern: a first sentence so short ("1월 27일부터입니다.") that it is shown large, with its markers; the sentence in group 1. One above a list is
none: the items are the answer.
"""


def as_list(head: str, items: Iterable[str]) -> str:
    """A list as text: `head` ("" for none), then one item a line."""
    return "\n".join(filter(None, (head, *(f"{_ITEM}{item}" for item in items))))


@dataclass(frozen=True, slots=True)
class CitedSpan:
    """A span of a document that a sentence of an answer rests on, and the passage it lies in."""

    passage: Passage
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """An answer in the making. Each source has one marker; markers are numbered from 1 in order of first use."""

    documents: Mapping[str, Document]
    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def say(
        self, sentence: str, sources: tuple[CitedSpan, ...] = (), marked: Iterable[str] = (), after: str = " "
    ) -> None:
        """Adds `sentence`, separated by `after` from the text before (a list without a head by a new line), then its [n] markers; marks the first
        occurrence of each of `marked` in it. What the document itself writes as "[2]" is told as "(2)".
        """
        sentence, *marked = (_LIKE_A_MARKER.sub(r"(\1)", words) for words in (sentence, *marked))
        if self.text:
            self.text += "\n" if ITEM_SIGN.match(sentence) else after
        for words in marked:
            at = _find(sentence, words)
            if at is not None:
                self.marks.append((len(self.text) + at[0], len(self.text) + at[1]))
        self.text += sentence
        for marker in dict.fromkeys(self._cite(source) for source in sources):
            self.text += f" [{marker}]"

    def _cite(self, source: CitedSpan) -> int:
        document = self.documents[source.passage.document_id]
        for cited in self.citations:
            if (cited.document_id, cited.start, cited.end) == (document.id, source.start, source.end):
                return cited.marker
        self.citations.append(citation(document, source, len(self.citations) + 1))
        return len(self.citations)


def citation(document: Document, source: CitedSpan, marker: int) -> Citation:
    """The citation of `source`, which lies in `document`, under the number `marker`."""
    heading, cells = source.passage.heading, tuple(_cells(document, source))
    return replace(citation_of_words(document, source.start, source.end, marker), heading=heading, cells=cells)


def citation_of_words(document: Document, start: int, end: int, marker: int) -> Citation:
    """The citation of the words `document.text[start:end]` under the number `marker`, without headings and cells: those are told by a passage."""
    metadata = document.metadata
    quote = document.text[start:end]
    return Citation(
        marker=marker,
        document_id=document.id,
        title=document.title,
        office=metadata.office,
        published=metadata.published.isoformat() if metadata.published else "",
        heading=(),
        quote=quote,
        start=start,
        end=end,
        url=published_at(document, quote),
        licence=metadata.licence,
        by_ocr=document.by_ocr,
    )


def _cells(document: Document, source: CitedSpan) -> Iterator[QuotedCell]:
    """The cells of the table rows that `source` quotes, each row's own name first; none where it quotes running text as well."""
    # Figures listed inside a line are cells too, but need no columns to be read: only the rows of tables count.
    tables = [block for block in document.blocks if isinstance(block, Table)]
    touched = (row for row in source.passage.sentences if row.start < source.end and source.start < row.end)
    quoted = [row for row in touched if not row.is_label]
    if not all(row.cells and any(table.start <= row.start < table.end for table in tables) for row in quoted):
        return
    for row in quoted:
        # The name of the row stands before its cells, or above them (a merged cell, a long cell's first sentence).
        name = document.text[row.start : row.cells[0].start].strip() or " ".join(row.cells[0].row)
        if name:
            yield QuotedCell(_number_of(document, tables, row.start) if name.isdecimal() else "", name)
        for cell in row.cells:
            yield QuotedCell(" ".join(cell.column), source.passage.cell_text(cell))


def _number_of(document: Document, tables: Sequence[Table], start: int) -> str:
    """What the number at `start`, the name of a row, is a number of ("가구원수(명)"); "" where its table does not say."""
    places = ((table, cell) for table in tables for cell in table.cells if cell.start == start)
    return next((" ".join(name_of_labels(document.text, table, cell.column).split()) for table, cell in places), "")


def _find(sentence: str, words: str) -> tuple[int, int] | None:
    """The (start, end) of `words` in `sentence`, whatever the white space between them; None where they do not occur."""
    pattern = r"\s*".join(re.escape(part) for part in words.split())
    match = re.search(pattern, sentence) if pattern else None
    return match.span() if match else None
