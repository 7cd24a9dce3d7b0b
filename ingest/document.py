"""The types that leave `ingest`: a document with its metadata, and the passages it is split into."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ingest.blocks import Block


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or an office to contact: every field as the document states it, empty where it does not."""

    office: str = ""
    department: str = ""
    name: str = ""
    role: str = ""
    phone: str = ""

    @property
    def place(self) -> str:
        """The office and the department in words; the office is left out where the department's name begins with it."""
        office = "" if self.department.startswith(self.office) else self.office
        return " ".join(filter(None, (office, self.department)))

    @property
    def who(self) -> str:
        """All but the telephone number, in words: "해솔시 교통과 김하나 과장"."""
        return " ".join(filter(None, (self.place, self.name, self.role)))


class Access(StrEnum):
    """Whom a document is for."""

    PUBLIC = "공개"
    INTERNAL = "내부"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts about a document that it states itself, or its office in a side file (`ingest.side_files`). Empty text, an empty
    tuple or None: not stated.
    """

    office: str = ""
    department: str = ""
    contacts: tuple[Contact, ...] = ()
    published: dt.date | None = None
    distributed: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    licence: str = ""
    url: str = ""
    """The address at which the office publishes the document on the web; only a side file states it."""
    access: Access = Access.PUBLIC
    """Whom it is for: a service for the public never shows a document for internal use; only a side file states it."""
    weight: float = 1.0
    """By how much it is preferred over others that answer alike (`retriever.rank`), 1 as any other; only a side file states it."""

    @property
    def is_internal(self) -> bool:
        """Whether the document is for internal use only."""
        return self.access is Access.INTERNAL

    @property
    def place(self) -> str:
        """The office and the department in words, as `Contact.place`."""
        return Contact(self.office, self.department).place

    @property
    def written(self) -> dt.date | None:
        """The day from which "7월부터" and "작년" in the document are counted; None where it states none."""
        return self.published or self.in_force_from


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as it was read. `text` is NFC and never changes afterwards; `id` is the same on every run.

    `source` is the path it was read from, `sha256` the hash of the file's bytes (lower-case hex). `remarks`: what an operator
    should know about how it was read, `by_ocr`: whether some of its words were read by OCR (both from `ingest.source.Source`).
    """

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    source: str
    sha256: str
    remarks: tuple[str, ...] = ()
    by_ocr: bool = False


class PassageKind(StrEnum):
    """The kind of a passage: that of its first block below the headings that open it; HEADING where it holds headings only."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    NOTE = "note"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell inside a sentence: its span in the document, and the labels that say what it is.

    `row` and `column` hold the labels from the outermost inwards ("투자(국비) (조원)", "'21년"); `unit` is what
    the figure counts, from the header or the caption.
    """

    start: int
    end: int
    row: tuple[str, ...]
    column: tuple[str, ...]
    unit: str = ""

    def figure(self, value: str) -> str:
        """`value`, the words of this cell, with the cell's unit added where they end in a digit."""
        return f"{value}{self.unit}" if self.unit and value[-1:].isdigit() else value


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest unit that is retrieved and quoted: a sentence, a list item's sentence, a table row, or one of several sentences in a
    row's long cell.

    `start`/`end` are offsets in the document. `context` holds the words that belong to it but stand elsewhere (a
    table's caption and headers, the item that a note explains); it is searched, never quoted. `cells` is filled
    for a table row and for a series of figures inside a line ("('19)16.9 ('20)20.0"). `is_label`: it only names a topic
    and states nothing about it (a heading, a header row, a caption, a question, "A4." alone).
    """

    start: int
    end: int
    context: str = ""
    cells: tuple[Cell, ...] = ()
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: `document.text[start:end] == text`, whole sentences or whole table rows.

    `heading` is the path of headings above it, outermost first. `sentences` lie in order inside the span.
    """

    id: str
    document_id: str
    start: int
    end: int
    heading: tuple[str, ...]
    text: str
    kind: PassageKind
    sentences: tuple[Sentence, ...]

    def sentence_text(self, sentence: Sentence) -> str:
        """The words of one of this passage's sentences."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    def cell_text(self, cell: Cell) -> str:
        """The words of one of this passage's cells, without the white space around them."""
        return self.text[cell.start - self.start : cell.end - self.start].strip()
