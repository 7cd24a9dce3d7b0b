"""Numbers that Hancom Office counts, on HWPX packages written by hand."""

import io
import zipfile
from xml.etree import ElementTree

from ingest.formats.hwpx_numbers import numbered

HEADER = (
    '<head><numbering id="1"><paraHead level="1" start="1" numFormat="DIGIT">제^1조</paraHead>'
    '<paraHead level="2" start="1" numFormat="HANGUL_SYLLABLE">^2.</paraHead></numbering>'
    '<numbering id="2"><paraHead level="1" start="3" numFormat="ROMAN_CAPITAL">^1.</paraHead>'
    '<paraHead level="2" start="1" numFormat="THAI">^2.</paraHead></numbering>'
    '<paraPr id="10"><heading type="NUMBER" idRef="1" level="0"/></paraPr>'
    '<paraPr id="11"><heading type="NUMBER" idRef="1" level="1"/></paraPr>'
    '<paraPr id="12"><heading type="OUTLINE" idRef="0" level="0"/></paraPr>'
    '<paraPr id="13"><heading type="OUTLINE" idRef="0" level="1"/></paraPr>'
    '<paraPr id="14"><heading type="BULLET" idRef="1" level="0"/></paraPr></head>'
)


def paragraph(words: str, shape: int) -> str:
    return f'<p paraPrIDRef="{shape}"><run><t>{words}</t></run></p>'


def package(*sections: str, header: str = HEADER) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        if header:
            made.writestr("Contents/header.xml", header)
        for number, body in enumerate(sections):
            made.writestr(f"Contents/section{number}.xml", f'<sec><secPr outlineShapeIDRef="2"/>{body}</sec>')
    return data.getvalue()


def texts(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        names = sorted(name for name in made.namelist() if "section" in name)
        sections = [ElementTree.fromstring(made.read(name)) for name in names]
    return ["".join(text.itertext()) for section in sections for text in section.iter("t")]


def test_numbers_stand_before_their_words() -> None:
    body = [("목적", 10), ("대상", 11), ("기간", 11), ("방법", 10), ("글", 99), ("점", 14)]
    data = numbered(package("".join(paragraph(*one) for one in body)))
    assert texts(data) == ["제1조 목적", "가. 대상", "나. 기간", "제2조 방법", "글", "점"]


def test_the_outline_is_that_of_the_section() -> None:
    assert texts(numbered(package(paragraph("추진 배경", 12)))) == ["III. 추진 배경"]


def test_the_count_goes_on_in_the_next_section() -> None:
    assert texts(numbered(package(paragraph("하나", 10), paragraph("둘", 10)))) == ["제1조 하나", "제2조 둘"]


def test_an_empty_paragraph_is_not_counted() -> None:
    assert texts(numbered(package(paragraph(" ", 10) + paragraph("하나", 10)))) == [" ", "제1조 하나"]


def test_a_shape_that_is_not_known_is_left_out() -> None:
    assert texts(numbered(package(paragraph("하나", 13)))) == ["하나"]


def test_what_is_damaged_or_tells_nothing_stays_as_it_is() -> None:
    for untouched in (
        b"no archive",
        package(paragraph("하나", 10), header=""),
        package(paragraph("하나", 10), header="<head/>"),
        package(paragraph("하나", 10), header="<head>"),
        package(paragraph("하나", 10)).replace(b"HANGUL", b"HANGUX"),  # its checksum does not fit
        package(paragraph("하나", 10), header=HEADER.replace('level="1" start="1"', 'level="x" start="1"')),
    ):
        assert numbered(untouched) == untouched
