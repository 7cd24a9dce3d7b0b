"""HWP 5 and HWPX: text, tables, headings, notes; and, where the real samples are at hand, those."""

import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from formats import hancom_files as made
from ingest.blocks import Heading, Note
from ingest.errors import BadInputError
from ingest.formats import hancom, hwp
from ingest.formats.hwp import read
from ingest.gate import format_of
from ingest.lay_out import lay_out
from ingest.source import Grid, Source, SourceLine
from ingest.structure import understand

FEES = (
    (("구분", 2, 1), ("요금", 1, 2)),
    (("평일", 1, 1), ("주말", 1, 1)),
    (("어른", 1, 1), ("3,000원", 1, 1), ("4,000원", 2, 1)),
    (("어린이", 1, 1), ("1,000원", 1, 1)),
)
LAID_OUT = (
    "박물관 이용 안내\n구분\t요금\n\t평일\t주말\n어른\t3,000원\t4,000원\n어린이\t1,000원\t4,000원\n문의: 문화과\n"
)

samples = pytest.mark.skipif(
    "MUREOBWA_TEST_SAMPLES" not in os.environ, reason="MUREOBWA_TEST_SAMPLES names no folder of real HWP and HWPX files"
)


def _both() -> list[bytes]:
    lines = ("박물관 이용 안내", FEES, "문의: 문화과")
    body = made.paragraph("박물관 이용 안내", 1) + made.table(FEES) + made.paragraph("문의: 문화과")
    return [made.hwp(lines, headings=["박물관 이용 안내"]), made.hwpx(body)]


@pytest.mark.parametrize("data", _both(), ids=["hwp", "hwpx"])
def test_text_and_merged_cells_stand_where_the_file_has_them(data: bytes) -> None:
    source = read(data)
    text, hints = lay_out(source)
    assert text == LAID_OUT
    assert source.remarks == ()
    assert [text[block.start : block.end] for block in understand(text, hints) if isinstance(block, Heading)] == [
        "박물관 이용 안내"
    ]
    [grid] = [part for part in source.parts if isinstance(part, Grid)]
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 2, 1),
        (3, 0, 1, 1),
        (3, 1, 1, 1),
    ]


def _numbering(number: int, *levels: tuple[str, str]) -> str:
    heads = "".join(
        f'<hh:paraHead start="1" level="{level}" numFormat="{shape}">{text}</hh:paraHead>'
        for level, (shape, text) in enumerate(levels, start=1)
    )
    return f'<hh:numbering id="{number}" start="0">{heads}</hh:numbering>'


def _shape(number: int, kind: str, numbering: int, level: int) -> str:
    return f'<hh:paraPr id="{number}"><hh:heading type="{kind}" idRef="{numbering}" level="{level}"/></hh:paraPr>'


NUMBERED = (
    (6, "총칙", "I. 총칙"),
    (3, "(목적)", "제1조 (목적)"),
    (4, "정한다.", "① 정한다."),
    (5, "서류", "가. 서류"),
    (5, "사진", "나. 사진"),
    (4, "따른다.", "② 따른다."),
    (6, "보칙", "II. 보칙"),
    (3, "(시행)", "제2조 (시행)"),
    (4, "한다.", "① 한다."),
    (7, "끝", "○ 끝"),
    (8, "경로", "2.1.1 경로"),
    (0, "그대로", "그대로"),
)
"""The paragraph shape, the words, and how they are read."""


def _numbered_hwpx() -> bytes:
    shapes = (
        _numbering(1, ("DIGIT", "제^1조"), ("CIRCLED_DIGIT", "^2"), ("HANGUL_SYLLABLE", "^3."))
        + _numbering(2, ("ROMAN_CAPITAL", "^1."))
        + _numbering(3, ("DIGIT", "^1"), ("DIGIT", "^n"), ("DIGIT", "^n"))
        + '<hh:bullet id="1" char="○"/>'
        + "".join(_shape(3 + level, "NUMBER", 1, level) for level in range(3))
        + _shape(6, "OUTLINE", 0, 0)
        + _shape(7, "BULLET", 1, 0)
        + _shape(8, "NUMBER", 3, 2)
    ).replace('start="1" level="1" numFormat="DIGIT">^1<', 'start="2" level="1" numFormat="DIGIT">^1<')
    outline = '<hp:p paraPrIDRef="0"><hp:run><hp:secPr outlineShapeIDRef="2"/></hp:run></hp:p>'
    body = outline + "".join(made.paragraph(words, shape=shape) for shape, words, _ in NUMBERED)
    return made.hwpx(body + made.paragraph(" ", shape=4), shapes=shapes)


def _numbered_hwp() -> bytes:
    records = [
        made.numbering((0, "제^1조"), (1, "^2"), (8, "^3.")),
        made.numbering((2, "^1.")),
        made.numbering((0, "^1"), (0, "^n"), (0, "^n"), starts=(2, 1, 1)),
        made.bullet("○"),
        *[made.shape(0, 0, 0)] * 3,
        *(made.shape(2, 1, level) for level in range(3)),
        made.shape(1, 0, 0),
        made.shape(3, 1, 0),
        made.shape(2, 3, 2),
    ]
    content = [words for _, words, _ in NUMBERED]
    return made.hwp(
        [*content, " "],
        shapes={" ": 4} | {words: shape for shape, words, _ in NUMBERED},
        numberings=records,
        outline=2,
    )


@pytest.mark.parametrize("data", [_numbered_hwp(), _numbered_hwpx()], ids=["hwp", "hwpx"])
def test_numbers_and_bullets_that_hancom_office_writes_stand_before_their_paragraphs(data: bytes) -> None:
    lines = [part.text for part in read(data).parts if isinstance(part, SourceLine) and part.text.strip()]
    assert lines == [read_as for _, _, read_as in NUMBERED]


def test_a_damaged_numbering_costs_no_words() -> None:
    numberings = [made.numbering((0, "^1."))[:10], made.shape(0, 0, 0), made.shape(2, 1, 0)]
    data = made.hwp(["지원 대상은 청년입니다."], shapes={"지원 대상은 청년입니다.": 1}, numberings=numberings)
    assert [part.text for part in read(data).parts if isinstance(part, SourceLine)] == ["지원 대상은 청년입니다."]


@pytest.mark.parametrize("marked", [0, 2])
def test_header_rows_are_those_that_the_file_marks(marked: int) -> None:
    for data in (made.hwp([FEES], header_rows=marked), made.hwpx(made.table(FEES, marked))):
        [grid] = [part for part in read(data).parts if isinstance(part, Grid)]
        assert grid.header_rows == (marked or None)


def test_a_large_letter_is_no_heading_but_a_style_is() -> None:
    source = read(made.hwpx(made.paragraph("1. 지원 대상") + made.paragraph("사업 개요", 1)))
    assert source.parts == (SourceLine("1. 지원 대상"), SourceLine("사업 개요", 1))


def test_a_footnote_follows_its_paragraph() -> None:
    note = (
        '<hp:ctrl><hp:footNote number="1"><hp:subList>'
        + made.paragraph("2024년 기준이다.")
        + "</hp:subList></hp:footNote></hp:ctrl>"
    )
    run = f"<hp:t>월 20만원을 지원한다.</hp:t>{note}<hp:t> 신청은 구청에서 받는다.</hp:t>"
    body = f'<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">{run}</hp:run></hp:p>'
    text, hints = lay_out(read(made.hwpx(body)))
    assert text == "월 20만원을 지원한다.1) 신청은 구청에서 받는다.\n1) 2024년 기준이다.\n"
    [noted] = [block for block in understand(text, hints) if isinstance(block, Note)]
    assert text[noted.start : noted.end] == "1) 2024년 기준이다."


def test_what_is_printed_on_every_page_stays_out_and_is_not_missed() -> None:
    head = (
        "<hp:ctrl><hp:header><hp:subList>" + made.paragraph("가나시 주택정책과") + "</hp:subList></hp:header></hp:ctrl>"
    )
    body = f'<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0">{head}<hp:t>월세 지원</hp:t></hp:run></hp:p>'
    source = read(made.hwpx(body))
    assert [part.text for part in source.parts if isinstance(part, SourceLine)] == ["월세 지원"]
    assert source.remarks == ()


def test_words_that_a_recorded_change_takes_out_stay_out() -> None:
    space = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
    changes = '<hh:trackChanges><hh:trackChange type="Delete" id="1"/></hh:trackChanges>'
    head = f"<hh:head {space}><hh:refList>{changes}</hh:refList></hh:head>".encode()
    gone = '<hp:deleteBegin Id="1" TcId="1"/>십만원씩 다섯 번<hp:deleteEnd Id="1" TcId="1" paraend="0"/>'
    body = f'<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>월 {gone}20만원</hp:t></hp:run></hp:p>'
    data = made.hwpx(body, {"Contents/header.xml": head})
    assert read(data).parts == (SourceLine("월 20만원"),)
    assert hancom.counts_of_hwpx(data).hangul == 3


def test_a_package_without_its_mimetype_is_read() -> None:
    whole = made.hwpx(made.paragraph("월세 지원"))
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        data = made.archive({name: archive.read(name) for name in archive.namelist() if name != "mimetype"})
    assert format_of(data, Path("a.zip")) == "hwpx"
    assert read(data).parts == (SourceLine("월세 지원"),)


def test_a_table_has_its_name_above_it_wherever_the_file_puts_it() -> None:
    name = (
        f'<hp:caption side="BOTTOM"><hp:subList>{made.paragraph("<표 1> 이용 요금")}</hp:subList></hp:caption></hp:tbl>'
    )
    source = read(made.hwpx(made.table(FEES).replace("</hp:tbl>", name)))
    assert lay_out(source)[0].startswith("<표 1> 이용 요금\n구분\t요금\n")
    assert source.remarks == ()


def test_a_paragraph_in_the_style_of_a_heading_is_no_heading() -> None:
    long = "이 사업은 무주택 청년의 주거비 부담을 덜기 위하여 월세를 지원하는 사업이다."
    text, hints = lay_out(read(made.hwpx(made.paragraph("지원 내용", 1) + made.paragraph(long, 1))))
    assert [text[b.start : b.end] for b in understand(text, hints) if isinstance(b, Heading)] == ["지원 내용"]


def test_what_the_file_holds_is_counted_without_an_engine() -> None:
    held = hancom.counts_of_hwp(made.hwp(["가나다 abc 12", FEES]))
    assert held.hangul == len(re.findall(r"[가-힣]", "가나다구분요금평일주말어른원원어린이원"))
    assert hancom.counts_of_hwpx(made.hwpx(made.table(FEES))).hangul == held.hangul - 3


def test_a_file_without_a_letter_of_hangul_is_not_told_to_have_lost_any() -> None:
    for data in (made.hwp(["Opening hours 09:00"]), made.hwpx(made.paragraph("Opening hours 09:00"))):
        assert read(data) == Source((SourceLine("Opening hours 09:00"),))


def test_text_that_no_engine_gives_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made.hwp(["가나다라마바사아자차", "카타파하거너더러머버"])
    nothing = hwp._Read((SourceLine("가나다라마바사아자차"),), 10)
    monkeypatch.setattr(hwp, "_by_dochan", lambda *_: nothing)  # an engine that loses half cannot be had on order
    assert [part.text for part in read(data).parts if isinstance(part, SourceLine)][:2] == [
        "가나다라마바사아자차",
        "카타파하거너더러머버",
    ]  # the second engine lost less
    monkeypatch.setattr(hwp, "_by_unhwp", lambda *_: nothing)
    assert read(data).remarks == ("글자의 50%를 읽지 못했습니다. 원본과 견주어 보세요.",)


@samples
def test_real_files_lose_nothing_and_twins_are_equal() -> None:
    folder = Path(os.environ["MUREOBWA_TEST_SAMPLES"])
    texts: dict[str, set[str]] = {}
    for path in sorted(folder.glob("*.hwp*")):
        data = path.read_bytes()
        if path.name.startswith("password"):
            with pytest.raises(BadInputError, match="암호"):
                format_of(data, path)
            continue
        kind = format_of(data, path)
        source = read(data)
        held = hancom.counts_of_hwp(data) if kind == "hwp" else hancom.counts_of_hwpx(data)
        assert hwp._hangul_in(source.parts) >= 0.995 * held.hangul > 0, path
        texts.setdefault(path.stem, set()).add(lay_out(source)[0])
    assert {stem: len(own) for stem, own in texts.items() if len(own) > 1} == {}
    assert len(texts) >= 7
