"""What a HWP or HWPX file holds by its records or elements alone, to hold the readers against: nothing of `ingest` reads here."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

import olefile


@dataclass
class RawCell:
    """A cell of a table by the file: where it begins, how far it reaches, its paragraphs without those of tables in it, and whether there are any."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: list[str] = field(default_factory=list)
    holds_table: bool = False


@dataclass
class Raw:
    """All paragraphs of the body, those in cells too, and the tables, each as its cells."""

    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[RawCell]] = field(default_factory=list)


def of_hwpx(data: bytes) -> Raw:
    """The body of a HWPX file (KS X 6101)."""
    raw = Raw()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in sorted(one for one in archive.namelist() if one.startswith("Contents/section")):
            _elements(ElementTree.fromstring(archive.read(name)), raw, None)
    return raw


_ASIDE = frozenset({"header", "footer", "hiddenComment", "parameterset", "parameters", "shapeComment"})
"""Elements beside the body: what stands at the head and foot of every page, and what no reader of the document sees."""


def _elements(element: ElementTree.Element, raw: Raw, cell: RawCell | None) -> None:
    for child in element:
        tag = _tag(child)
        if tag == "p":
            words = "".join(_words(child))
            raw.paragraphs.append(words)
            if cell:
                cell.paragraphs.append(words)
            _elements(child, raw, cell)
        elif tag == "tbl":
            if cell:
                cell.holds_table = True
            raw.tables.append([])
            raw.tables[-1].extend(map(_raw_cell, child.iterfind("{*}tr/{*}tc")))
            table = raw.tables[-1]
            for own, found in zip(table, child.iterfind("{*}tr/{*}tc"), strict=True):
                _elements(found, raw, own)
        elif tag not in _ASIDE:
            _elements(child, raw, cell)


def _raw_cell(found: ElementTree.Element) -> RawCell:
    place, span = found.find("{*}cellAddr"), found.find("{*}cellSpan")
    assert place is not None
    assert span is not None
    row, column, down, right = (
        int(one.get(name) or 1)
        for one, name in ((place, "rowAddr"), (place, "colAddr"), (span, "rowSpan"), (span, "colSpan"))
    )
    return RawCell(row, column, down, right)


def _words(paragraph: ElementTree.Element) -> Iterator[str]:
    for text in paragraph.iterfind("{*}run/{*}t"):
        yield text.text or ""
        for inside in text:
            yield " " if _tag(inside) in ("tab", "lineBreak", "nbSpace", "fwSpace") else ""
            yield inside.tail or ""


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


_TEXT, _CONTROL, _LIST = 67, 71, 72  # HWPTAG_PARA_TEXT, HWPTAG_CTRL_HEADER, HWPTAG_LIST_HEADER (HWP 5.0 revision 1.3)
_WIDE = frozenset(range(32)) - {0, 10, 13, *range(24, 32)}  # control characters that take eight places


def of_hwp(data: bytes) -> Raw:
    """The body of a HWP 5 file that is not protected."""
    raw = Raw()
    with olefile.OleFileIO(BytesIO(data)) as ole:
        packed = bool(ole.openstream("FileHeader").read()[36] & 1)
        for _, name in sorted(entry for entry in ole.listdir() if entry[0] == "BodyText"):
            stream = ole.openstream(["BodyText", name]).read()
            _records(zlib.decompress(stream, -15) if packed else stream, raw)
    return raw


def _records(stream: bytes, raw: Raw) -> None:
    controls: dict[int, str] = {}  # level -> the control that is open there
    tables: dict[int, list[RawCell]] = {}
    cells: dict[int, RawCell | None] = {}  # level of a list's header -> the cell that it begins
    at = 0
    while at < len(stream):
        (head,) = struct.unpack_from("<I", stream, at)
        tag, level, size, at = head & 0x3FF, head >> 10 & 0x3FF, head >> 20, at + 4
        if size == 0xFFF:
            (size,), at = struct.unpack_from("<I", stream, at), at + 4
        body, at = stream[at : at + size], at + size
        for held in (controls, tables, cells):
            for deeper in [one for one in held if one > level or (one == level and tag == _CONTROL)]:
                held.pop(deeper)
        if tag == _CONTROL:
            controls[level] = body[3::-1].decode("latin-1")
            if controls[level] == "tbl ":
                if around := _innermost(cells):
                    around.holds_table = True
                tables[level] = []
                raw.tables.append(tables[level])
        elif tag == _LIST:
            cells[level] = None
            if controls.get(level - 1) == "tbl " and len(body) >= 16:
                column, row, column_span, row_span = struct.unpack_from("<4H", body, 8)
                cells[level] = RawCell(row, column, row_span, column_span)
                tables[level - 1].append(cells[level])  # type: ignore[arg-type]
        elif tag == _TEXT and not {"head", "foot", "tcmt"}.intersection(controls.values()):
            words = _letters(body)
            raw.paragraphs.append(words)
            if cell := _innermost(cells):
                cell.paragraphs.append(words)


def _innermost(cells: Mapping[int, RawCell | None]) -> RawCell | None:
    return cells[max(cells)] if cells else None


def _letters(body: bytes) -> str:
    units, at, found = struct.unpack(f"<{len(body) // 2}H", body), 0, list[int]()
    while at < len(units):
        unit = units[at]
        found.append(32 if unit < 32 else unit)
        at += 8 if unit in _WIDE else 1
    return struct.pack(f"<{len(found)}H", *found).decode("utf-16-le", "replace")
