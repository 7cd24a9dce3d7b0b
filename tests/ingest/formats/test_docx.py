"""Word documents, made by python-docx."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.blocks import Heading, Table
from ingest.errors import BadInputError
from ingest.formats.docx import read
from ingest.lay_out import lay_out
from ingest.source import Source
from ingest.structure import understand


def source_of(write: Callable[[Word], object]) -> Source:
    document, data = docx.Document(), io.BytesIO()
    write(document)
    document.save(data)
    return read(data.getvalue())


def lines_of(write: Callable[[Word], object]) -> list[str]:
    return lay_out(source_of(write))[0].splitlines()


def xml(words: str) -> str:
    """`words` with the namespace of Word in its first tag."""
    return re.sub("(?=/?>)", f" {nsdecls('w')}", words, count=1)


def test_headings_by_word_s_and_hancom_s_style_names() -> None:
    def write(document: Word) -> None:
        for name, words in (("개요 2", "지원 내용"), ("제목 1", "사업 안내")):
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            document.add_paragraph(words, style=name)
            document.add_paragraph("본문이다.")
        document.add_heading("신청 방법", 3)

    text, hints = lay_out(source_of(write))
    found = [(b.level, b.title) for b in understand(text, hints) if isinstance(b, Heading)]
    assert found == [(2, "지원 내용"), (1, "사업 안내"), (3, "신청 방법")]


def test_merged_cells_header_rows_and_a_table_in_a_cell() -> None:
    def write(document: Word) -> None:
        table = document.add_table(4, 3)
        for row, words in enumerate(
            (("구분", "요금", ""), ("", "평일", "주말"), ("어른", "3원", "4원"), ("노인", "무료", ""))
        ):
            for column, word in enumerate(words):
                table.cell(row, column).text = word
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(3, 1).merge(table.cell(3, 2))
        for row in table.rows[:2]:
            row._tr.get_or_add_trPr().append(parse_xml(xml("<w:tblHeader/>")))
        inner = document.add_table(1, 2).cell(0, 1).add_table(2, 2)
        for row, pair in enumerate((("동", "층"), ("가", "3"))):
            for column, word in enumerate(pair):
                inner.cell(row, column).text = word

    text, hints = lay_out(source_of(write))
    assert text.splitlines() == ["구분\t요금", "\t평일\t주말", "어른\t3원\t4원", "노인\t무료", "동\t층", "가\t3"]
    first, _ = (block for block in understand(text, hints) if isinstance(block, Table))
    assert first.header_rows == 2
    reach = {text[c.start : c.end]: (c.row_span, c.column_span) for c in first.cells}
    assert (reach["구분"], reach["요금"], reach["무료"]) == ((2, 1), (1, 2), (1, 2))


def test_insertions_boxes_and_controls_are_in_and_deletions_and_struck_words_out() -> None:
    def write(document: Word) -> None:
        paragraph = document.add_paragraph("수수료는 ")
        for tracked in (
            "<w:del><w:r><w:delText>5만원</w:delText></w:r></w:del>",
            "<w:ins><w:r><w:t>3만원</w:t></w:r></w:ins>",
        ):
            paragraph._p.append(parse_xml(xml(tracked)))
        paragraph.add_run(" 취소").font.strike = True
        box = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>글상자</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        document.add_paragraph()._p.append(parse_xml(xml(box)))
        control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>콘텐츠 컨트롤</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(xml(control)))

    source = source_of(write)
    assert lay_out(source)[0].splitlines() == ["콘텐츠 컨트롤", "수수료는 3만원", "글상자"]
    assert source.remarks == ("취소선이 그어진 글 1곳은 읽지 않았습니다.",)


def box(words: str) -> str:
    """A text box as newer programs draw it."""
    return (
        f"<w:drawing {nsdecls('wp', 'a')} xmlns:s='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wp:inline><a:graphic>"
        f"<a:graphicData><s:wsp><s:txbx><w:txbxContent>{words}</w:txbxContent></s:txbx></s:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


MC = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        f"<mc:AlternateContent {MC}><mc:Choice>{{}}</mc:Choice></mc:AlternateContent>",
        f"<mc:AlternateContent {MC}><mc:Choice>{{}}</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>",
        f"<mc:AlternateContent {MC}><mc:Choice>{{}}</mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>글상자</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_a_box_is_read_once_however_it_is_drawn(around: str) -> None:
    inner = "<w:p><w:r><w:t>글상자</w:t></w:r></w:p>"

    def write(document: Word) -> None:
        document.add_paragraph("앞")._p.append(parse_xml(xml(f"<w:r>{around.format(box(inner))}</w:r>")))
        document.add_paragraph("뒤")

    assert lines_of(write) == ["앞", "글상자", "뒤"]


def test_the_boxes_of_one_drawing_keep_their_order() -> None:
    first, second = ("".join(("<w:p><w:r><w:t>", words, "</w:t></w:r></w:p>")) for words in ("하나", "둘"))
    two = f"<mc:AlternateContent {MC}><mc:Choice>{box(first)}{box(second)}</mc:Choice></mc:AlternateContent>"
    assert lines_of(lambda document: document.add_paragraph()._p.append(parse_xml(xml(f"<w:r>{two}</w:r>")))) == [
        "하나",
        "둘",
    ]


def test_boxes_in_a_box_are_read_once() -> None:
    inner = f"<w:p><w:r><w:t>바깥</w:t></w:r><w:r>{box('<w:p><w:r><w:t>안</w:t></w:r></w:p>')}</w:r></w:p>"
    assert lines_of(
        lambda document: document.add_paragraph()._p.append(parse_xml(xml(f"<w:r>{box(inner)}</w:r>")))
    ) == [
        "바깥",
        "안",
    ]


def test_words_that_word_hides_are_out() -> None:
    def write(document: Word) -> None:
        paragraph = document.add_paragraph("보이는 글")
        for hidden in (True, False):
            paragraph.add_run(" 숨긴 글" if hidden else " 다시 보이는 글").font.hidden = hidden

    assert lines_of(write) == ["보이는 글 다시 보이는 글"]


def test_lists_and_raised_figures() -> None:
    def write(document: Word) -> None:
        for words in ("접수", "교부"):
            document.add_paragraph(words, style="List Number")
        document.add_paragraph("사진", style="List Bullet")
        document.add_paragraph("10m").add_run("2").font.superscript = True

        document.add_paragraph("심사", style="List Number")

    assert lines_of(write) == ["1. 접수", "2. 교부", "- 사진", "10m²", "3. 심사"]


def numbered(*levels: tuple[str, str]) -> Callable[[Word, int, str], None]:
    """Writes paragraphs into one list whose levels have these shapes and texts."""

    def write(document: Word, depth: int, words: str) -> None:
        numbering = document.part.numbering_part.element
        if not numbering.xpath("w:num[@w:numId='90']"):
            inner = "".join(
                f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{shape}'/><w:lvlText w:val='{text}'/></w:lvl>"
                for level, (shape, text) in enumerate(levels)
            )
            numbering.insert(0, parse_xml(xml(f"<w:abstractNum w:abstractNumId='90'>{inner}</w:abstractNum>")))
            numbering.append(parse_xml(xml("<w:num w:numId='90'><w:abstractNumId w:val='90'/></w:num>")))
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(xml(f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr>")))

    return write


def test_numbers_that_word_counts_stand_before_their_paragraphs() -> None:
    item = numbered(("decimal", "제%1조"), ("decimalEnclosedCircle", "%2"), ("ganada", "%3."), ("upperRoman", "%1-%4"))

    def write(document: Word) -> None:
        for depth, words in (
            (0, "(목적)"),
            (1, "정한다."),
            (1, "따른다."),
            (2, "서류"),
            (2, "사진"),
            (0, "(정의)"),
            (1, "뜻"),
            (3, "끝"),
        ):
            item(document, depth, words)
        document.add_paragraph("사진", style="List Bullet")

    source = source_of(write)
    assert lay_out(source)[0].splitlines() == [
        "제1조 (목적)",
        "① 정한다.",
        "② 따른다.",
        "가. 서류",
        "나. 사진",
        "제2조 (정의)",
        "① 뜻",
        "2-I 끝",
        "- 사진",
    ]
    assert source.remarks == ()
    headings = [block.title for block in understand(*lay_out(source)) if isinstance(block, Heading)]
    assert headings == ["목적", "정의"]


def test_numbers_that_cannot_be_told_as_they_look_are_told_to_be_lost() -> None:
    item = numbered(("hebrew1", "%1."))
    [remark] = source_of(lambda document: item(document, 0, "접수")).remarks
    assert "자동으로 매긴 번호" in remark
    assert source_of(lambda document: document.add_paragraph("접수", style="List Number")).remarks == ()


@pytest.mark.parametrize(
    ("stated", "title"), [("주차 안내", "주차 안내"), ("Microsoft Word - 문서1", ""), ("제목 없음", ""), ("", "")]
)
def test_the_title_of_its_properties(stated: str, title: str) -> None:
    def write(document: Word) -> None:
        document.core_properties.title = stated
        document.add_paragraph("본문")

    assert source_of(write).title == title


def test_footnotes_stand_below_the_words_that_refer_to_them() -> None:
    document, data = docx.Document(), io.BytesIO()
    paragraph = document.add_paragraph("겹치지 않는다.")
    paragraph._p.append(parse_xml(xml("<w:r><w:footnoteReference w:id='2'/></w:r>")))
    document.add_paragraph("다음 문단")
    document.save(data)
    note = "<w:footnotes><w:footnote w:id='2'><w:p><w:r><w:t>조례 제7조</w:t></w:r></w:p></w:footnote></w:footnotes>"
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("word/footnotes.xml", xml(note))
    assert lay_out(read(data.getvalue()))[0].splitlines() == ["겹치지 않는다.¹⁾", "1) 조례 제7조", "다음 문단"]


def test_damaged_files_give_one_sentence() -> None:
    data = io.BytesIO()
    docx.Document().save(data)
    whole = data.getvalue()
    flipped = bytearray(whole)
    for place in range(400, len(flipped), 997):
        flipped[place] ^= 0xFF
    for broken in (b"", b"PK\x03\x04", whole[: len(whole) // 2], whole[:-30], bytes(flipped)):
        with pytest.raises(BadInputError, match="손상되어 읽을 수 없습니다"):
            read(broken)
