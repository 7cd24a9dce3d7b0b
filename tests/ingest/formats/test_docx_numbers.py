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
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PLAIN = "<w:p><w:r><w:t>글</w:t></w:r></w:p>"
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


def test_plain_numbers_go_on_across_other_paragraphs() -> None:
    data, lost = numbered(package([item("하나", "2"), item("둘", "2"), PLAIN, item("셋", "2")]))
    assert texts(data) == ["1. 하나", "2. 둘", "글", "3. 셋"]
    assert not lost


def test_plain_numbers_tell_their_depth() -> None:
    plain = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{depth + 1}{end}"/></w:lvl>'
        for depth, end in enumerate(("", ".", "."))
    )
    levels = f'<w:abstractNum w:abstractNumId="1">{plain}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    items = [item("가", "1"), item("나", "1", 1), item("다", "1", 1), item("라", "1", 2), item("마", "1")]
    assert texts(numbered(package(items, levels))[0]) == ["1. 가", "1) 나", "2) 다", "(1) 라", "2. 마"]


def test_a_number_without_a_place_in_its_list_is_told() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    data, lost = numbered(package([item("가", "1")], levels))
    assert (texts(data), lost) == (["가"], True)


def test_a_box_that_stands_twice_in_the_file_is_counted_once() -> None:
    box = item("상자", "2")
    twice = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    data, _ = numbered(package([item("하나", "2"), f"<w:p><w:r>{twice}</w:r></w:p>", item("셋", "2")]))
    assert texts(data) == ["1. 하나", "상자2. 상자", "상자", "2. 상자", "3. 셋"]


def test_a_paragraph_that_a_tracked_change_deletes_is_not_counted() -> None:
    deleted = item("지운 것", "2").replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    assert texts(numbered(package([item("하나", "2"), deleted, item("둘", "2")]))[0]) == ["1. 하나", "지운 것", "2. 둘"]


def test_bullets_and_paragraphs_stay() -> None:
    untouched = package([item("점", "1", 2), PLAIN])
    assert numbered(untouched) == (untouched, False)


def test_a_shape_that_cannot_be_written_is_told() -> None:
    data, lost = numbered(package([item("하나", "3")]))
    assert texts(data) == ["하나"]
    assert lost


def test_a_document_without_lists_stays() -> None:
    untouched = package([item("하나", "1")], levels="")
    assert numbered(untouched) == (untouched, False)
