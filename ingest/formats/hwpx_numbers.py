"""Writes the automatic numbers and bullets of an HWPX file ("문단 번호", "개요 번호", "글머리표") into its text."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.formats.automatic_numbers import Count, Level, hancom_text, with_parts

_SHAPES = {
    "DIGIT": "digit",
    "CIRCLED_DIGIT": "circled",
    "ROMAN_CAPITAL": "ROMAN",
    "ROMAN_SMALL": "roman",
    "LATIN_CAPITAL": "LETTER",
    "LATIN_SMALL": "letter",
    "HANGUL_SYLLABLE": "ganada",
    "CIRCLED_HANGUL_SYLLABLE": "circled ganada",
    "HANGUL_JAMO": "jamo",
    "CIRCLED_HANGUL_JAMO": "circled jamo",
    "HANGUL_PHONETIC": "read",
}
"""The number formats of KS X 6101 (`numFormat`) that we write, each as a shape of `ingest.formats.automatic_numbers`."""
_BULLET = "bullet "  # prefix of a bullet's id: ids of numberings count from one as well
_HEADER = "Contents/header.xml"
_SECTION = re.compile(r"Contents/section\d+\.xml")


@dataclass(frozen=True, slots=True)
class _Numbering:
    """The numberings of a file. `levels`: by id of the numbering or bullet and depth; `paragraphs`: by paragraph shape the id ("" for the
    numbering of the section's outline) and the depth.
    """

    levels: Mapping[str, Mapping[int, Level]]
    paragraphs: Mapping[str, tuple[str, int]]


def numbered(data: bytes) -> bytes:
    """The HWPX file `data` with the numbers that Hancom Office counts as text; a number in a shape that we do not know is left out. A file whose
    numbering is damaged is returned unchanged.
    """
    try:
        return _numbered(data)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError, zlib.error, NotImplementedError):
        return data


def _numbered(data: bytes) -> bytes:
    parts: dict[str, Element] = {}
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        if _HEADER not in names:
            return data
        numbering = _numbering(ElementTree.fromstring(package.read(_HEADER)))
        if not numbering.paragraphs:
            return data
        count = Count()
        for name in sorted(filter(_SECTION.fullmatch, names), key=lambda one: (len(one), one)):
            section = ElementTree.fromstring(package.read(name))
            if _write_numbers(section, numbering, count):
                parts[name] = section
    return with_parts(data, parts) if parts else data


def _write_numbers(section: Element, numbering: _Numbering, count: Count) -> bool:
    """Write the numbers of `section` into its paragraphs; returns whether there were any."""
    outline = next((one.get("outlineShapeIDRef", "") for one in _all(section, "secPr")), "")
    written = False
    for paragraph in _all(section, "p"):
        place = numbering.paragraphs.get(paragraph.get("paraPrIDRef", ""))
        if place is None or not any("".join(one.itertext()).strip() for one in _own_texts(paragraph)):
            continue
        name = place[0] or outline
        levels = numbering.levels.get(name, {})
        words = count.next(name, place[1], levels) if place[1] in levels else ""
        text = next(_own_texts(paragraph), None)
        if words and text is not None:
            text.text = f"{words} {text.text or ''}"
            written = True
    return written


def _own_texts(paragraph: Element) -> Iterator[Element]:
    """The text elements of a paragraph, without those of tables and boxes in it."""
    for run in paragraph:
        if _name(run) == "run":
            yield from (one for one in run if _name(one) == "t")


def _numbering(header: Element) -> _Numbering:
    levels = {one.get("id", ""): dict(_levels(one)) for one in _all(header, "numbering")}
    for bullet in _all(header, "bullet"):
        levels[_BULLET + bullet.get("id", "")] = {0: Level("", bullet.get("char", ""))}
    paragraphs: dict[str, tuple[str, int]] = {}
    for shape in _all(header, "paraPr"):
        heading = next(_all(shape, "heading"), None)
        kind = "" if heading is None else heading.get("type", "")
        if heading is not None and kind in ("NUMBER", "OUTLINE"):
            name = heading.get("idRef", "") if kind == "NUMBER" else ""
            paragraphs[shape.get("id", "")] = (name, int(heading.get("level", "0")))
        elif heading is not None and kind == "BULLET":
            paragraphs[shape.get("id", "")] = (_BULLET + heading.get("idRef", ""), 0)
    return _Numbering(levels, paragraphs)


def _levels(numbering: Element) -> Iterator[tuple[int, Level]]:
    for head in _all(numbering, "paraHead"):
        shape = head.get("numFormat", "")
        depth = int(head.get("level", "1")) - 1
        text = hancom_text("".join(head.itertext()), depth)
        if text:
            yield depth, Level(_SHAPES.get(shape, shape), text, int(head.get("start", "1")))


def _all(around: Element, name: str) -> Iterator[Element]:
    """The elements in `around` with the local name `name`; the name spaces differ between versions of the format."""
    return (one for one in around.iter() if _name(one) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
