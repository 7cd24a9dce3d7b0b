"""Puts the boxes of an HWPX file behind the paragraphs that they are anchored in."""

import re
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.formats.automatic_numbers import with_parts

_SHAPES = frozenset({"rect", "ellipse", "arc", "polygon", "curve", "container", "textart"})
"""Elements of KS X 6101 that may hold text beside the paragraph's own; a table stays where it is, for it may be a part of the sentence."""
_SECTION = re.compile(r"Contents/section\d+\.xml")
_BOX = b"drawText"


def boxes_behind(data: bytes) -> bytes:
    """The HWPX file `data` with each box that stands between the words of a paragraph behind these: the box lies beside the text, wherever it is
    anchored, and the sentence goes on. A damaged file is returned unchanged.
    """
    try:
        parts: dict[str, Element] = {}
        with zipfile.ZipFile(BytesIO(data)) as package:
            for name in filter(_SECTION.fullmatch, package.namelist()):
                if _BOX in (xml := package.read(name)) and _put_behind(section := ElementTree.fromstring(xml)):
                    parts[name] = section
        return with_parts(data, parts) if parts else data
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ElementTree.ParseError, zlib.error, NotImplementedError):
        return data


def _put_behind(section: Element) -> bool:
    """Move the boxes of `section` that stand between words; returns whether there were any."""
    moved = False
    for paragraph in list(section.iter()):
        if _name(paragraph) != "p":
            continue
        inside = [(run, one) for run in paragraph if _name(run) == "run" for one in run]
        words = [at for at, (_, one) in enumerate(inside) if _name(one) == "t" and "".join(one.itertext()).strip()]
        if not words:
            continue
        for run, one in inside[words[0] : words[-1]]:
            if _name(one) in _SHAPES:
                run.remove(one)
                inside[-1][0].append(one)
                moved = True
    return moved


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
