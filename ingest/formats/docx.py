"""A Word document (DOCX), by way of mammoth's HTML: insertions, text boxes, footnotes and content controls in, deletions out."""

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth

from ingest.errors import BadInputError
from ingest.markup.parts import markup_of
from ingest.metadata import file_title
from ingest.source import Source

_LEVELS = range(1, 7)
_STYLES = "\n".join(
    [
        *(
            f"p[style-name='{name}{level}'] => h{level}:fresh"
            for name in ("개요 ", "제목 ", "개요", "제목")
            for level in _LEVELS
        ),
        *(f"p[style-name='{name}'] => h1:fresh" for name in ("Title", "제목", "문서 제목")),
        "p[style-name='Subtitle'] => p:fresh",
    ]
)
"""Heading styles that mammoth does not know: Hancom's and Word's in Korean."""

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN_NUMBERS = frozenset({"bullet", "decimal", "none"})


def read(data: bytes) -> Source:
    """The parts of a Word document.

    Raises:
        BadInputError: it is damaged or no Word document.
    """
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {}),  # its alternative text only
        ).value
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            title = file_title(_member(package, "docProps/core.xml").findtext(_TITLE) or "")
            remarks = _numbering(_member(package, "word/document.xml"), _member(package, "word/numbering.xml"))
    except Exception as error:  # mammoth raises whatever its parts raise: no list of theirs would be whole
        raise BadInputError(
            "워드 파일(DOCX)이 손상되어 읽을 수 없습니다. 워드나 한글에서 열어 다시 저장해 주세요."
        ) from error
    markup = markup_of(html)
    return Source(markup.parts, title, (*markup.remarks, *remarks))


def _member(package: zipfile.ZipFile, name: str) -> Element:
    """The root of a file in `package`; an empty element where it is missing."""
    return ElementTree.fromstring(package.read(name)) if name in package.namelist() else Element("missing")


def _numbering(document: Element, definitions: Element) -> tuple[str, ...]:
    """A remark where paragraphs are numbered in another way than "1.", the only one that mammoth tells ("가.", "제1조")."""
    shapes = {
        (abstract.get(_W + "abstractNumId"), level.get(_W + "ilvl")): (
            _value(level, "numFmt"),
            _value(level, "lvlText"),
        )
        for abstract in definitions.iter(_W + "abstractNum")
        for level in abstract.iter(_W + "lvl")
    }
    abstracts = {number.get(_W + "numId"): _value(number, "abstractNumId") for number in definitions.iter(_W + "num")}
    used = {
        shapes.get((abstracts.get(_value(own, "numId")), _value(own, "ilvl") or "0"))
        for own in document.iter(_W + "numPr")
    }
    if all(shape is None or (shape[0] in _PLAIN_NUMBERS and not re.search("[가-힣]", shape[1])) for shape in used):
        return ()
    return ("자동으로 매긴 번호의 모양(가. ① 제1조)은 파일에서 옮기지 못해 1. 2.로 적었거나 뺐습니다.",)


def _value(element: Element, name: str) -> str:
    child = element.find(_W + name)
    return "" if child is None else child.get(_W + "val") or ""
