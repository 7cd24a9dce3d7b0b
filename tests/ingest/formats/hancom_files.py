"""HWP and HWPX files made for the tests, as small as Hancom's formats allow."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

Table = Sequence[Sequence[tuple[str, int, int]]]
"""Rows of cells: words, how many rows and how many columns each takes. Only cells that begin in a row are listed."""

COMPRESSED, PASSWORD, DISTRIBUTED, DRM = 1 << 0, 1 << 1, 1 << 2, 1 << 4
_SECTOR, _MINI = 512, 64
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def hwp(
    content: Iterable[str | Table],
    properties: int = COMPRESSED,
    styles: Sequence[str] = ("바탕글", "개요 1"),
    headings: Iterable[str] = (),
    header_rows: int = 0,
    shapes: Mapping[str, int] | None = None,
    numberings: Iterable[bytes] = (),
    outline: int = 0,
) -> bytes:
    """An HWP 5 file of paragraphs and tables; a paragraph among `headings` has the style "개요 1". `shapes`: the paragraph shapes of some paragraphs by
    their words; `numberings`: records that tell them (`numbering`, `bullet`, `shape`); `outline`: the numbering of the section's outline.
    """
    named, shaped = set(headings), shapes or {}
    section = _section(outline) if outline else b""
    section += b"".join(
        _paragraph(part, 0, int(part in named), shaped.get(part, 0))
        if isinstance(part, str)
        else _table(part, 0, header_rows)
        for part in content
    )
    info = _record(0x10, 0, struct.pack("<H24x", 1)) + b"".join(numberings)
    for style in styles:
        info += _record(0x1A, 0, struct.pack("<H", len(style)) + style.encode("utf-16-le") + bytes(12))
    header = b"HWP Document File".ljust(32, b"\0") + bytes((0, 0, 0, 5)) + struct.pack("<I", properties)
    body = _deflated if properties & COMPRESSED else bytes
    return compound({"FileHeader": header.ljust(256, b"\0"), "DocInfo": body(info), "BodyText/Section0": body(section)})


def numbering(*levels: tuple[int, str], starts: Sequence[int] = ()) -> bytes:
    """The record of a numbering: of each level the number of its shape, its text ("제^1조") and where it begins (1)."""
    all_levels = [*levels, *[(0, "")] * (7 - len(levels))]
    heads = (struct.pack("<I8xH", shape << 5, len(text)) + text.encode("utf-16-le") for shape, text in all_levels)
    return _record(0x17, 0, b"".join(heads) + struct.pack("<H7I", 0, *starts, *[1] * (7 - len(starts))))


def bullet(sign: str) -> bytes:
    """The record of a bullet."""
    return _record(0x18, 0, bytes(12) + sign.encode("utf-16-le") + bytes(8))


def shape(kind: int, number: int, level: int) -> bytes:
    """The record of a paragraph shape: 0 plain, 1 outline, 2 numbered, 3 with a bullet; the numbering or bullet, from 1, and the level, from 0."""
    return _record(0x19, 0, struct.pack("<I26xH", kind << 23 | level << 25, number) + bytes(22))


def nested(depth: int) -> bytes:
    """An HWP 5 file with `depth` tables in one another."""
    section = b""
    for level in range(0, 2 * depth, 2):
        level = min(level, 900)  # a record's level has ten bits
        section += _record(0x42, level, bytes(24)) + _record(0x47, level + 1, b" lbt" + bytes(40))
        section += _record(0x4D, level + 2, struct.pack("<I2H", 0, 1, 1) + bytes(12))
        section += _record(0x48, level + 2, struct.pack("<HI2x4H", 1, 0, 0, 0, 1, 1) + bytes(16))
    header = b"HWP Document File".ljust(32, b"\0") + bytes((0, 0, 0, 5)) + struct.pack("<I", COMPRESSED)
    info = _record(0x10, 0, struct.pack("<H24x", 1))
    section += _paragraph("속", 0, 0)
    return compound(
        {"FileHeader": header.ljust(256, b"\0"), "DocInfo": _deflated(info), "BodyText/Section0": _deflated(section)}
    )


def hwpx(body: str, extra: Mapping[str, bytes] | None = None, doctype: str = "", shapes: str = "") -> bytes:
    """An HWPX file whose section holds the XML `body` (`paragraph`, `table`); `shapes`: XML of numberings and paragraph shapes."""
    space = (
        'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><hh:head xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"><hh:refList>'
        '<hh:styles><hh:style id="0" type="PARA" name="바탕글" paraPrIDRef="0" charPrIDRef="0"/>'
        '<hh:style id="1" type="PARA" name="개요 1" paraPrIDRef="0" charPrIDRef="0"/></hh:styles>'
        f"{shapes}</hh:refList></hh:head>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest>'
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest>'
        '<opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>'
    )
    section = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<hs:sec {space}>{body}</hs:sec>'
    return archive(
        {
            "mimetype": b"application/hwp+zip",
            "Contents/header.xml": head.encode(),
            "Contents/content.hpf": manifest.encode(),
            "Contents/section0.xml": section.encode(),
            **(extra or {}),
        }
    )


def paragraph(words: str, style: int = 0, shape: int = 0) -> str:
    """A paragraph of an HWPX section."""
    return f'<hp:p paraPrIDRef="{shape}" styleIDRef="{style}"><hp:run charPrIDRef="0"><hp:t>{escape(words)}</hp:t></hp:run></hp:p>'


def table(rows: Table, header_rows: int = 0) -> str:
    """A table in a paragraph of an HWPX section."""
    cells_markup = ""
    for row, column, (words, down, right) in _placed(rows):
        cells_markup += f'<hp:tc header="{int(row < header_rows)}"><hp:subList>{paragraph(words)}</hp:subList>'
        cells_markup += f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="{right}" rowSpan="{down}"/></hp:tc>'
        cells_markup += "\0" if (row, column) in _last_of_rows(rows) else ""
    trs = "".join(f"<hp:tr>{cells}</hp:tr>" for cells in cells_markup.split("\0") if cells)
    width = sum(right for _, _, right in rows[0])
    tbl = f'<hp:tbl rowCnt="{len(rows)}" colCnt="{width}">{trs}</hp:tbl>'
    return f'<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">{tbl}</hp:run></hp:p>'


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return out.getvalue()


def _placed(rows: Table) -> list[tuple[int, int, tuple[str, int, int]]]:
    """The cells with the row and the column in which they begin."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(cell[1]) for right in range(cell[2])}
            placed.append((row, column, cell))
    return placed


def _last_of_rows(rows: Table) -> set[tuple[int, int]]:
    return set({row: (row, column) for row, column, _ in _placed(rows)}.values())


def _record(tag: int, level: int, body: bytes) -> bytes:
    long = len(body) >= 0xFFF
    head = struct.pack("<I", tag | level << 10 | (0xFFF if long else len(body)) << 20)
    return head + (struct.pack("<I", len(body)) if long else b"") + body


def _section(outline: int) -> bytes:
    """An empty paragraph that holds the properties of the section."""
    text = struct.pack("<H", 2) + b"dces" + bytes(8) + struct.pack("<H", 2) + "\r".encode("utf-16-le")
    records = _record(0x42, 0, struct.pack("<IIHBBHHHI", 9, 1 << 2, 0, 0, 0, 1, 0, 0, 0)) + _record(0x43, 1, text)
    return records + _record(0x47, 1, b"dces" + bytes(14) + struct.pack("<H", outline) + bytes(20))


def _paragraph(words: str, level: int, style: int, shape: int = 0) -> bytes:
    text = (words + "\r").encode("utf-16-le")
    head = struct.pack("<IIHBBHHHI", len(words) + 1, 0, shape, style, 0, 1, 0, 0, 0)
    return _record(0x42, level, head) + _record(0x43, level + 1, text)


def _table(rows: Table, level: int, header_rows: int) -> bytes:
    placed = _placed(rows)
    width = sum(right for _, _, right in rows[0])
    anchor = struct.pack("<H", 11) + b" lbt" + bytes(8) + struct.pack("<H", 11) + "\r".encode("utf-16-le")
    begin = [sum(row == own for own, _, _ in placed) for row in range(len(rows))]
    records = _record(0x42, level, struct.pack("<IIHBBHHHI", 9, 1 << 11, 0, 0, 0, 1, 0, 0, 0))
    records += _record(0x43, level + 1, anchor) + _record(0x47, level + 1, b" lbt" + bytes(40))
    records += _record(0x4D, level + 2, struct.pack(f"<I2HH8x{len(rows)}HHH", 0, len(rows), width, 0, *begin, 0, 0))
    for row, column, (words, down, right) in placed:
        title = (1 << 18) * (row < header_rows)
        cell = struct.pack("<HI2x4H", 1, title, column, row, right, down) + bytes(18)
        records += _record(0x48, level + 2, cell) + _paragraph(words, level + 2, 0)
    return records


def _deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) with `streams`, in a storage where the name has a "/"."""
    entries: list[list[object]] = [["Root Entry", 5, b""]]
    storages: dict[str, int] = {}
    children: dict[int, list[int]] = {0: []}
    for path, data in streams.items():
        storage, _, name = path.rpartition("/")
        above = 0
        if storage:
            if storage not in storages:
                storages[storage] = len(entries)
                children[len(entries)] = []
                children[0].append(len(entries))
                entries.append([storage, 1, b""])
            above = storages[storage]
        children[above].append(len(entries))
        entries.append([name, 2, data])
    sectors, fat = bytearray(), [_FAT]  # the FAT itself lies in sector 0: enough for 60 KB
    mini, mini_fat = bytearray(), list[int]()
    starts: list[tuple[int, int]] = []
    for _, _, content in entries:
        assert isinstance(content, bytes)
        small = len(content) < 4096
        start = _chain(mini if small else sectors, mini_fat if small else fat, content, _MINI if small else _SECTOR)
        starts.append((start, len(content)))
    starts[0] = (_chain(sectors, fat, bytes(mini), _SECTOR), len(mini))
    mini_table = _chain(sectors, fat, struct.pack(f"<{len(mini_fat)}I", *mini_fat), _SECTOR, b"\xff")
    directory = b"".join(_entry(entries, children, starts, index) for index in range(len(entries)))
    directory_start = _chain(sectors, fat, directory, _SECTOR)
    assert len(fat) <= _SECTOR // 4
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, directory_start, 0, 4096, mini_table, 1, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    return head + struct.pack("<128I", *fat) + bytes(sectors)


def _chain(area: bytearray, table: list[int], data: bytes, size: int, pad: bytes = b"\0") -> int:
    """Append `data` to `area` in pieces of `size`; the number of the first one."""
    if not data:
        return _END
    first, count = len(table), -(-len(data) // size)
    table += [*range(first + 1, first + count), _END]
    area += data.ljust(count * size, pad)
    return first


def _entry(
    entries: list[list[object]], children: Mapping[int, list[int]], starts: list[tuple[int, int]], index: int
) -> bytes:
    name, kind, _ = entries[index]
    raw = str(name).encode("utf-16-le")
    siblings = next((own for own in children.values() if index in own), [index])
    siblings = sorted(siblings, key=lambda one: (len(str(entries[one][0])), str(entries[one][0]).upper()))
    at = siblings.index(index)
    right = siblings[at + 1] if at + 1 < len(siblings) else _FREE
    own = sorted(children.get(index, []), key=lambda one: (len(str(entries[one][0])), str(entries[one][0]).upper()))
    start, length = starts[index]
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(raw) + 2, int(str(kind)), 1, _FREE, right, own[0] if own else _FREE)
        + bytes(36)
        + struct.pack("<IQ", start, length)
    )
