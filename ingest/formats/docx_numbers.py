"""Writes the automatic numbers of a Word document's lists into its text."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ingest.formats.automatic_numbers import Count, Level, with_parts
from ingest.markup.lists import counted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NEWER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
"""What only newer programs draw: the same words stand in the fallback beside it, which mammoth reads."""
_SHAPES = {
    "decimal": "digit",
    "ganada": "ganada",
    "chosung": "jamo",
    "decimalEnclosedCircle": "circled",
    "upperRoman": "ROMAN",
    "lowerRoman": "roman",
    "upperLetter": "LETTER",
    "lowerLetter": "letter",
    "koreanDigital": "read",
    "koreanCounting": "read",
}
"""Word's number formats (ECMA-376, 17.18.59), each with the shape in which `ingest.formats.automatic_numbers` writes it."""
_UNCOUNTED = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a document. `levels`: by list id and depth; `shared`: by list id the name of its counter, which lists of one definition
    share; `styles`: (list id, depth) by paragraph style.
    """

    levels: Mapping[str, Mapping[int, Level]]
    shared: Mapping[str, str]
    styles: Mapping[str, tuple[str, int]]


def numbered(data: bytes) -> tuple[bytes, bool]:
    """The Word document `data` with the numbers of its lists as text, and whether some number could not be written. A list whose numbers look like
    "1." at all levels gets the marks of an HTML list, which tell its depths apart; bullets stay: mammoth gives them as ordinary lists.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = set(package.namelist())
        if not {"word/document.xml", "word/numbering.xml"} <= names:
            return data, False
        document = ElementTree.fromstring(package.read("word/document.xml"))
        definitions = ElementTree.fromstring(package.read("word/numbering.xml"))
        styles = ElementTree.fromstring(package.read("word/styles.xml")) if "word/styles.xml" in names else Element("")
    lists = _lists(definitions, styles)
    count, lost, written = Count(), False, False
    for paragraph in _paragraphs(document):
        place = _place(paragraph, lists)
        levels = lists.levels.get(place[0], {}) if place else {}
        if place is None or place[1] not in levels:
            continue
        words = count.next(lists.shared[place[0]], place[1], levels)
        if words and all(level.is_plain for level in levels.values()):
            words = counted(words.rstrip("."), place[1] + 1)
        lost = lost or not words
        if words:
            _write(paragraph, words)
            written = True
    return (with_parts(data, {"word/document.xml": document}) if written else data), lost


def _paragraphs(document: Element) -> Iterator[Element]:
    """The paragraphs of `document` that are read, without those whose end a tracked change deletes: what is left of them belongs to the next one."""
    newer = {id(paragraph) for choice in document.iter(_NEWER) for paragraph in choice.iter(_W + "p")}
    for paragraph in document.iter(_W + "p"):
        if id(paragraph) not in newer and paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is None:
            yield paragraph


def _place(paragraph: Element, lists: _Lists) -> tuple[str, int] | None:
    """(list id, depth) of a paragraph: its own, or that of its style; None where it is in no list."""
    properties = paragraph.find(_W + "pPr")
    if properties is None:
        return None
    own = properties.find(_W + "numPr")
    by_style = lists.styles.get(_value(properties, "pStyle"))
    if own is None:
        return by_style
    name = _value(own, "numId") or (by_style[0] if by_style else "")
    depth = _value(own, "ilvl")
    return name, int(depth) if depth.isdecimal() else (by_style[1] if by_style else 0)


def _write(paragraph: Element, words: str) -> None:
    """Write `words` at the beginning of `paragraph`, and take the paragraph out of its list."""
    properties = paragraph.find(_W + "pPr")
    assert properties is not None
    own = properties.find(_W + "numPr")
    if own is None:
        own = ElementTree.SubElement(properties, _W + "numPr")
    own.clear()
    ElementTree.SubElement(own, _W + "ilvl", {_W + "val": "0"})
    ElementTree.SubElement(own, _W + "numId", {_W + "val": "0"})
    run = Element(_W + "r")
    ElementTree.SubElement(run, _W + "t").text = f"{words} "
    paragraph.insert(1 + list(paragraph).index(properties), run)


def _lists(definitions: Element, styles: Element) -> _Lists:
    abstracts = {one.get(_W + "abstractNumId", ""): dict(_levels(one)) for one in definitions.iter(_W + "abstractNum")}
    levels: dict[str, Mapping[int, Level]] = {}
    shared: dict[str, str] = {}
    for one in definitions.iter(_W + "num"):
        name, abstract = one.get(_W + "numId", ""), _value(one, "abstractNumId")
        overrides = dict(_overrides(one, abstracts.get(abstract, {})))
        levels[name] = {**abstracts.get(abstract, {}), **overrides}
        shared[name] = f"{abstract}/{name}" if overrides else abstract
    by_style: dict[str, tuple[str, int]] = {}
    for style in styles.iter(_W + "style"):
        own = style.find(f"{_W}pPr/{_W}numPr")
        if own is not None and _value(own, "numId"):
            by_style[style.get(_W + "styleId", "")] = (_value(own, "numId"), int(_value(own, "ilvl") or 0))
    return _Lists(levels, shared, by_style)


def _levels(around: Element) -> Iterator[tuple[int, Level]]:
    for one in around.iter(_W + "lvl"):
        shape = _value(one, "numFmt") or "decimal"
        depth, start = one.get(_W + "ilvl", "0"), _value(one, "start")
        if shape not in _UNCOUNTED and depth.isdecimal():
            shape_name = _SHAPES.get(shape, shape)
            yield int(depth), Level(shape_name, _value(one, "lvlText"), int(start) if start.isdecimal() else 1)


def _overrides(one: Element, levels: Mapping[int, Level]) -> Iterator[tuple[int, Level]]:
    """(depth, level) for each level that the list `one` defines itself or restarts; `levels` are those of its definition."""
    for override in one.iter(_W + "lvlOverride"):
        own = dict(_levels(override))
        depth, start = int(override.get(_W + "ilvl", "0")), _value(override, "startOverride")
        level = own.get(depth) or levels.get(depth)
        if level is not None:
            yield depth, Level(level.shape, level.text, int(start) if start.isdecimal() else level.start)


def _value(element: Element, name: str) -> str:
    child = element.find(_W + name)
    return "" if child is None else child.get(_W + "val") or ""
