"""Reads Word documents (DOCX) by way of mammoth's HTML, with insertions, text boxes, footnotes and content controls, without deletions."""

import io
import zipfile
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth

from ingest.errors import BadInputError
from ingest.formats.docx_boxes import readable
from ingest.formats.docx_numbers import numbered
from ingest.markup.parts import markup_of
from ingest.source import Source
from ingest.titles import file_title

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
"""mammoth's style map, with heading styles that it does not know itself: Hancom's and those of Korean Word."""

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LOST = "자동으로 매긴 번호의 모양을 파일에서 옮기지 못해 1. 2.로 적었거나 뺐습니다."


def read(data: bytes) -> Source:
    """The parts of a Word document.

    Raises:
        BadInputError: the file is damaged or no Word document.
    """
    try:
        data, lost = numbered(readable(data))
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda image: {}),  # only the picture's alternative text
        ).value
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            title = file_title(_member(package, "docProps/core.xml").findtext(_TITLE) or "")
    except Exception as error:  # mammoth passes on whatever its libraries raise: no list would be complete
        raise BadInputError(
            "워드 파일(DOCX)이 손상되어 읽을 수 없습니다. 워드나 한글에서 열어 다시 저장해 주세요."
        ) from error
    markup = markup_of(html)
    return Source(markup.parts, title, (*markup.remarks, *((_LOST,) if lost else ())))


def _member(package: zipfile.ZipFile, name: str) -> Element:
    """The root element of the XML file `name` in `package`; an empty element where the file is missing."""
    return ElementTree.fromstring(package.read(name)) if name in package.namelist() else Element("missing")
