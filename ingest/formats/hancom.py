"""Reads the records of a Hancom file (HWP, HWPX) without an engine (a parser library), and counts what the file holds: its Hangul syllables,
and the header rows that its tables mark.

`ingest.formats.hwp` checks the engines by these counts. Field positions: "한글 문서 파일 형식 5.0" revision 1.3 (HWP), KS X 6101 (HWPX).
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import olefile
from dochan.hwp.distdoc import decode_distribution_section

from ingest.archives import is_bomb
from ingest.errors import BadInputError

_HANGUL = re.compile(r"[가-힣]")
_COMPRESSED = 1 << 0  # properties of the FileHeader (table 3)
_DISTRIBUTED = 1 << 2
_PARA_TEXT, _CTRL_HEADER, _LIST_HEADER, _TABLE = 0x43, 0x47, 0x48, 0x4D  # record tags (table 13)
_TITLE_CELL = 1 << 18
_DELETION = {"deleteBegin": True, "deleteEnd": False}
"""The elements that begin (True) and end (False) words that a tracked change deletes."""
_LONG = 0xFFF  # in place of a record's size: the size is in the next four bytes (4.1)
_CELL = struct.Struct(
    "<HI2x2H"
)  # number of paragraphs, properties, then column and row of a cell's LIST_HEADER (table 80)
_GRID = struct.Struct("<4x2H")  # rows and columns of a TABLE (table 75)
_MAX_SECTION = 64 * 2**20  # bytes, decompressed; a book of a thousand pages has six million
_MAX_RECORDS = 1_000_000  # of a section; three or four make a paragraph
_MAX_SECTIONS = 1000


@dataclass(slots=True)
class TableMarks:
    """One table: its size, and for each row whether all cells that begin in it are marked as header."""

    rows: int
    columns: int
    marked: dict[int, bool] = field(default_factory=dict)

    def mark(self, row: int, is_title: bool) -> None:
        """Record a cell that begins in `row`; the row is marked only while all of its cells are (`is_title`)."""
        self.marked[row] = is_title and self.marked.get(row, True)

    @property
    def header_rows(self) -> int | None:
        """The number of marked rows on top; None where none is marked, or all are."""
        count = 0
        while self.marked.get(count):
            count += 1
        return count if 0 < count < self.rows else None


@dataclass(slots=True)
class ContentCounts:
    """The counts of a file. `hangul`: Hangul syllables in its text; `tables`: in the order in which they begin."""

    hangul: int = 0
    tables: list[TableMarks] = field(default_factory=list)


def counts_of_hwp(data: bytes) -> ContentCounts:
    """The content counts of the HWP 5 file `data`; text of 배포용 (distribution) files is deciphered.

    Raises:
        BadInputError: a section is missing, cut off or too large.
    """
    held = ContentCounts()
    for section in hwp_sections(data):
        _count_records(section, held)
    return held


def hwp_sections(data: bytes) -> Iterator[bytes]:
    """The records of each section of the HWP 5 file `data`, in the order of their numbers; raising as `counts_of_hwp`."""
    with _broken_where_it_fails(), olefile.OleFileIO(BytesIO(data)) as ole:
        properties = _properties(ole)
        storage = "ViewText" if properties & _DISTRIBUTED else "BodyText"
        sections = [name for name in ole.listdir() if name[0] == storage and name[-1].startswith("Section")]
        if not sections or len(sections) > _MAX_SECTIONS:
            raise _broken()
        for name in sorted(sections, key=lambda one: (len(one[-1]), one)):
            stream = ole.openstream(name).read()
            if len(stream) < ole.get_size(name):
                raise _broken()
            yield _plain(stream, properties)


def hwp_info(data: bytes) -> bytes:
    """The records of the DocInfo of the HWP 5 file `data` (styles, shapes, numberings), which is never enciphered; raising as `counts_of_hwp`."""
    with _broken_where_it_fails(), olefile.OleFileIO(BytesIO(data)) as ole:
        return _plain(ole.openstream("DocInfo").read(), _properties(ole) & ~_DISTRIBUTED)


def _properties(ole: olefile.OleFileIO) -> int:
    return int.from_bytes(ole.openstream("FileHeader").read()[36:40], "little")


@contextmanager
def _broken_where_it_fails() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, struct.error, IndexError, zlib.error) as error:
        raise _broken() from error


def _plain(stream: bytes, properties: int) -> bytes:
    """The bytes of the records in `stream`, deciphered and decompressed by the file's `properties`."""
    compressed = bool(properties & _COMPRESSED)
    if properties & _DISTRIBUTED:
        stream = decode_distribution_section(stream, is_compressed=compressed)
    if not compressed:
        return stream
    inflate = zlib.decompressobj(-15)
    plain = inflate.decompress(stream, _MAX_SECTION)
    if inflate.unconsumed_tail or is_bomb(len(stream), len(plain)):
        raise _too_large()
    return plain


def _count_records(section: bytes, held: ContentCounts) -> None:
    open_tables: list[tuple[int, TableMarks]] = []  # with the TABLE's level, which its cells' LIST_HEADERs share
    for number, (tag, level, body) in enumerate(records(section)):
        if number > _MAX_RECORDS:
            raise _too_large()
        if tag == _PARA_TEXT:
            held.hangul += len(_HANGUL.findall(body.decode("utf-16-le", "ignore")))
        elif tag == _CTRL_HEADER:
            while open_tables and open_tables[-1][0] > level:
                open_tables.pop()
        elif tag == _TABLE and len(body) >= _GRID.size:
            table = TableMarks(*_GRID.unpack_from(body))
            held.tables.append(table)
            open_tables.append((level, table))
        elif tag == _LIST_HEADER and len(body) >= _CELL.size and open_tables and open_tables[-1][0] == level:
            _, cell_properties, _, row = _CELL.unpack_from(body)
            open_tables[-1][1].mark(row, bool(cell_properties & _TITLE_CELL))


def records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(tag, level, content) of each record of a section or of the DocInfo.

    Raises:
        BadInputError: a record is cut off.
    """
    at = 0
    while at + 4 <= len(data):
        head = int.from_bytes(data[at : at + 4], "little")
        at += 4
        size = head >> 20
        if size == _LONG:
            size = int.from_bytes(data[at : at + 4], "little")
            at += 4
        if at + size > len(data):
            raise _broken()
        yield head & 0x3FF, head >> 10 & 0x3FF, data[at : at + size]
        at += size


def counts_of_hwpx(data: bytes) -> ContentCounts:
    """The content counts of the HWPX file `data`.

    Raises:
        BadInputError: a section is missing, cut off or no XML.
    """
    held = ContentCounts()
    try:
        with ZipFile(BytesIO(data)) as archive:
            sections = [name for name in archive.namelist() if re.fullmatch(r"Contents/section\d+\.xml", name)]
            if not sections:
                raise _broken()
            for name in sections:
                _count_elements(archive.read(name), held)
    except (OSError, ValueError, ElementTree.ParseError, zlib.error, NotImplementedError) as error:
        raise _broken() from error
    return held


def _count_elements(section: bytes, held: ContentCounts) -> None:
    open_tables: list[TableMarks] = []
    in_text = deleted = False
    for event, element in ElementTree.iterparse(BytesIO(section), ("start", "end")):
        tag = _tag(element)
        if event == "start":
            in_text = in_text or tag == "t"
            if tag == "tbl":
                open_tables.append(TableMarks(int(element.get("rowCnt", 0)), int(element.get("colCnt", 0))))
                held.tables.append(open_tables[-1])
        elif tag == "t":
            in_text = False
            words, deleted = _kept(element, deleted)
            held.hangul += len(_HANGUL.findall(words))
        elif tag in _DELETION and not in_text:
            deleted = _DELETION[tag]
        elif tag == "tc" and open_tables:
            address = next((one for one in element if _tag(one) == "cellAddr"), None)
            if address is not None:
                open_tables[-1].mark(int(address.get("rowAddr", 0)), element.get("header") == "1")
        elif tag == "tbl":
            open_tables.pop()
        if event == "end" and tag in ("p", "tbl"):
            element.clear()


def _kept(text: ElementTree.Element, deleted: bool) -> tuple[str, bool]:
    """The words of an `hp:t` element that no tracked change deletes, and whether a deletion is open at its end. `deleted`: one is open at
    its beginning.
    """
    words = "" if deleted else text.text or ""
    for child in text:
        deleted = _DELETION.get(_tag(child), deleted)
        words += "" if deleted else (child.text or "") + (child.tail or "")
    return words, deleted


def _tag(element: ElementTree.Element) -> str:
    """The element's name without its name space, which differs between versions of the format."""
    return element.tag.rpartition("}")[2]


def _too_large() -> BadInputError:
    return BadInputError("본문의 압축을 풀면 지나치게 커집니다. 파일을 만든 곳에 확인해 주세요.")


def _broken() -> BadInputError:
    return BadInputError("본문이 손상되었습니다. 원본을 다시 받거나 한글에서 다시 저장해 주세요.")
