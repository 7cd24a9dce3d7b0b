"""Writes the automatic numbers and bullets of an HWP 5 file ("문단 번호", "개요 번호", "글머리표") before the words that dochan read.

Field positions: "한글 문서 파일 형식 5.0" revision 1.3; what it does not say (the head of a level takes twelve bytes, numberings are counted from
one) was found in files that exist as HWPX, too.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dochan.model.document import Document, Paragraph, TextRun

from ingest.errors import BadInputError
from ingest.formats.automatic_numbers import Count, Level, hancom_text
from ingest.formats.hancom import hwp_info, hwp_sections, records

_SHAPES = (
    "digit",
    "circled",
    "ROMAN",
    "roman",
    "LETTER",
    "letter",
    "",
    "",
    "ganada",
    "circled ganada",
    "jamo",
    "circled jamo",
    "read",
)
"""The number formats of table 41 by number, each as a shape of `ingest.formats.automatic_numbers`; "" is one that we do not write."""
_NUMBERING, _BULLET_SHAPE, _PARA_SHAPE, _CTRL_HEADER = 0x17, 0x18, 0x19, 0x47  # record tags (tables 13 and 15)
_SECTION = b"dces"  # the control of a section's properties ("secd" reversed)
_OUTLINE_AT = 18  # offset of its outline's numbering: after name, properties, three distances and tab width (table 129)
_SHAPE = struct.Struct("<I26xH")  # properties, then the numbering, of a PARA_SHAPE (table 43)
_LEVEL = struct.Struct("<I8xH")  # properties and the length of the text of a NUMBERING's level (tables 38 and 40)
_LEVELS = 7
_OUTLINE, _NUMBER, _BULLET = 1, 2, 3
_SIGN = slice(12, 14)  # the sign of a bullet, after a head like that of a level (table 42)


@dataclass(frozen=True, slots=True)
class _Numbering:
    """The numberings of a file. `levels`: by id of the numbering (negative: of the bullet) and depth; `paragraphs`: by paragraph shape the id
    (0 for the numbering of the section's outline) and the depth.
    """

    levels: Mapping[int, Mapping[int, Level]]
    paragraphs: Mapping[int, tuple[int, int]]


def write_numbers(data: bytes, document: Document) -> None:
    """Write the numbers that Hancom Office counts into `document`, which dochan read from the HWP 5 file `data`; a number in a shape that we
    do not know is left out. Where the numberings are damaged nothing is written.
    """
    try:
        numbering = _numbering(hwp_info(data))
        if numbering.paragraphs:
            outlines = [_outline(section) for section in hwp_sections(data)]
            _write(document, numbering, outlines)
    except (BadInputError, struct.error, UnicodeDecodeError):
        return


def _write(document: Document, numbering: _Numbering, outlines: Sequence[int]) -> None:
    count = Count()
    for section, own in zip(document.sections, chain(outlines, [0] * len(document.sections)), strict=False):
        for paragraph in Document(sections=[section]).find_all("paragraph"):
            place = numbering.paragraphs.get(paragraph.para_shape_id)
            if place is None or not paragraph.text.strip():
                continue
            name, depth = place[0] or own, place[1]
            levels = numbering.levels.get(name, {})
            words = count.next(str(name), depth, levels) if depth in levels else ""
            if words:
                _put_before(paragraph, words)


def _put_before(paragraph: Paragraph, words: str) -> None:
    paragraph.runs.insert(0, TextRun(f"{words} "))


def _outline(section: bytes) -> int:
    """The id of the numbering of a section's outline; 0 for none."""
    body = next((body for tag, _, body in records(section) if tag == _CTRL_HEADER and body.startswith(_SECTION)), b"")
    return int.from_bytes(body[_OUTLINE_AT : _OUTLINE_AT + 2], "little")


def _numbering(info: bytes) -> _Numbering:
    levels: dict[int, Mapping[int, Level]] = {}
    paragraphs: dict[int, tuple[int, int]] = {}
    shapes = bullets = 0
    for tag, _, body in records(info):
        if tag == _NUMBERING:
            levels[len(levels) + 1] = dict(_levels(body))
        elif tag == _BULLET_SHAPE:
            bullets += 1
            levels[-bullets] = {0: Level("", body[_SIGN].decode("utf-16-le").strip("\0"))}
        elif tag == _PARA_SHAPE:
            if len(body) >= _SHAPE.size:
                properties, name = _SHAPE.unpack_from(body)
                kind, depth = properties >> 23 & 3, properties >> 25 & 7
                if kind in (_OUTLINE, _NUMBER):
                    paragraphs[shapes] = (name if kind == _NUMBER else 0, depth)
                elif kind == _BULLET:
                    paragraphs[shapes] = (-name, 0)
            shapes += 1
    return _Numbering(levels, paragraphs)


def _levels(body: bytes) -> Iterator[tuple[int, Level]]:
    at = 0
    formats: list[tuple[int, str]] = []
    for _ in range(_LEVELS):
        properties, length = _LEVEL.unpack_from(body, at)
        at += _LEVEL.size
        formats.append((properties >> 5 & 0xF, body[at : at + 2 * length].decode("utf-16-le")))
        at += 2 * length
    at += 2  # the start of the whole numbering, which is the first level's; the starts of all levels follow
    starts = [int.from_bytes(body[at + 4 * depth : at + 4 * depth + 4], "little") or 1 for depth in range(_LEVELS)]
    for depth, ((shape, text), start) in enumerate(zip(formats, starts, strict=True)):
        if text:
            name = _SHAPES[shape] if shape < len(_SHAPES) else ""
            yield depth, Level(name, hancom_text(text, depth), start)
