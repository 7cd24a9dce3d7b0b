"""Makes the words of a Word document readable that mammoth would lose or show: boxes drawn in the newer way only, and hidden words."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.formats.automatic_numbers import with_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_BOX = _W + "txbxContent"
_ALTERNATE, _CHOICE, _FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
_OFF = ("0", "false", "off")
_BODY = "word/document.xml"
_MAY_CHANGE = (b"txbxContent", b"w:vanish")


def readable(data: bytes) -> bytes:
    """The Word document `data` with each text box in the form that mammoth reads, and without hidden words."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = package.read(_BODY) if _BODY in package.namelist() else b""
    if not any(sign in body for sign in _MAY_CHANGE):
        return data
    document = ElementTree.fromstring(body)
    changed = [_with_old_boxes(document), _without_hidden(document)]
    return with_parts(data, {_BODY: document}) if any(changed) else data


def _with_old_boxes(document: Element) -> bool:
    """Give the boxes that only newer programs draw the form of older ones; whether there was one."""
    boxes = [
        (around, drawn, held)
        for around in document.iter()
        for drawn in around
        if drawn.tag in (_ALTERNATE, _W + "drawing") and around.tag not in (_CHOICE, _FALLBACK)
        if all(next(old.iter(_BOX), None) is None for old in drawn.findall(_FALLBACK))
        for held in _boxes_in(drawn)
    ]
    for around, drawn, held in reversed(boxes):
        old = Element(_W + "pict")
        ElementTree.SubElement(ElementTree.SubElement(old, _V + "shape"), _V + "textbox").append(held)
        around.insert(list(around).index(drawn) + 1, old)
    return bool(boxes)


def _boxes_in(drawn: Element) -> Iterator[Element]:
    """The contents of the boxes in `drawn`, without those of boxes in them."""
    for child in drawn:
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes_in(child)


def _without_hidden(document: Element) -> bool:
    """Remove the runs that Word hides; whether there was one."""
    hidden = [
        (around, run)
        for around in document.iter()
        for run in around
        if run.tag == _W + "r"
        and (look := run.find(f"{_W}rPr/{_W}vanish")) is not None
        and look.get(_W + "val") not in _OFF
    ]
    for around, run in hidden:
        around.remove(run)
    return bool(hidden)
