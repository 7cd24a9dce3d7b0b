"""Numbers of lists in a Word document, on packages written by hand."""

import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from ingest.formats.docx_numbers import numbered

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="제%1조"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="ganada"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="aiueo"/>'
    '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
    "</w:lvlOverride></w:num>"
)
STYLES = (
    '<w:style w:styleId="Article"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def item(words: str, number: str, depth: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def package(paragraphs: Sequence[str], levels: str = LEVELS) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, root, body in (
            ("document", "document", "".join(paragraphs)),
            ("numbering", "numbering", levels),
            ("styles", "styles", STYLES),
        ):
            if body:
                made.writestr(f"word/{name}.xml", f'<w:{root} xmlns:w="{W}">{body}</w:{root}>')
    return data.getvalue()


def texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        document = ElementTree.fromstring(made.read("word/document.xml"))
    return ["".join(paragraph.itertext()) for paragraph in document.iter(f"{{{W}}}p")]


def test_numbers_stand_before_their_words() -> None:
    data, lost = numbered(package([item("목적", "1"), item("대상", "1", 1), item("기간", "1", 1), item("방법", "1")]))
    assert texts(data) == ["제1조 목적", "가. 대상", "나. 기간", "제2조 방법"]
    assert not lost


def test_lists_of_one_definition_go_on_and_one_that_begins_anew_does_not() -> None:
    data, _ = numbered(package([item("하나", "1"), item("둘", "4"), item("넷", "5"), item("셋", "1")]))
    assert texts(data) == ["제1조 하나", "제2조 둘", "제4조 넷", "제3조 셋"]


def test_a_list_by_its_style() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Article"/></w:pPr><w:r><w:t>목적</w:t></w:r></w:p>'
    assert texts(numbered(package([styled]))[0]) == ["제1조 목적"]


def test_plain_numbers_bullets_and_paragraphs_stay() -> None:
    untouched = package([item("하나", "2"), item("점", "1", 2), "<w:p><w:r><w:t>글</w:t></w:r></w:p>"])
    assert numbered(untouched) == (untouched, False)


def test_a_shape_that_cannot_be_written_is_told() -> None:
    data, lost = numbered(package([item("하나", "3")]))
    assert texts(data) == ["하나"]
    assert lost


def test_a_document_without_lists_stays() -> None:
    untouched = package([item("하나", "1")], levels="")
    assert numbered(untouched) == (untouched, False)
