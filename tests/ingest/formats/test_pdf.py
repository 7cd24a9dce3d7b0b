"""PDF: lines, paragraphs, columns, running headers, tables, pages without words."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from formats.pdf_files import LEADING, LEFT, RIGHT, Paper, broken, cells_of, grids_of
from ingest.contacts import contacts_of
from ingest.document import Contact
from ingest.errors import BadInputError
from ingest.formats.pdf import read
from ingest.lay_out import lay_out
from ingest.source import Grid, PageBreak, Source, SourceLine
from ingest.structure import understand

LONG = (
    "시는 청년이 안정적인 주거를 확보하면서 학습과 협업을 이어 갈 수 있도록 올해부터 임대료를 지원하기로 하고 "
    "다음 달부터 동 주민센터에서 신청을 받는다고 밝혔다. 신청한 사람은 소득과 재산을 확인받아야 한다."
)


def lines_of(source: Source) -> list[str]:
    """The paragraphs outside of tables."""
    return [part.text for part in source.parts if isinstance(part, SourceLine) and part.text]


def test_a_paragraph_is_whole_and_its_words_too() -> None:
    paper = Paper()
    y = paper.wrapped(LEFT, 100, LONG, RIGHT - LEFT)
    for item in (
        "□ 지원 대상",
        "○ 만 19세부터 39세까지",
        "- 무주택자",
        "* 소득은 세전",
        "※ 중복 불가",
        "1. 신청",
        "가. 서류",
    ):
        paper.words(LEFT, y, item)
        y += LEADING
    source = read(paper.save())
    assert lines_of(source) == [
        LONG,
        "□ 지원 대상",
        "○ 만 19세부터 39세까지",
        "- 무주택자",
        "* 소득은 세전",
        "※ 중복 불가",
        "1. 신청",
        "가. 서류",
    ]
    assert not source.wrapped


def test_a_file_that_writes_spaces_at_its_line_ends_is_believed() -> None:
    paper = Paper()
    paper.words(LEFT, 100, "청년 주거 지원을 이용하는 시민은 누구나 다음 달 초부터 가까운 동 주민센터에 가서 신 ")
    paper.words(LEFT, 118, "청을 하거나 누리집에서 할 수 있으며 자세한 내용은 청년정책과의 누리집에서 보고 신")
    paper.words(LEFT, 136, "청한다.")
    words = lines_of(read(paper.save()))[0]
    assert "가서 신 청을" in words
    assert words.endswith("보고 신청한다.")


def test_a_narrow_page_is_broken_at_its_own_edge() -> None:
    paper = Paper()
    paper.wrapped(LEFT, 100, LONG, 230)
    assert lines_of(read(paper.save())) == [LONG]


def test_an_item_da_is_no_end_of_a_verb_where_an_item_na_goes_before() -> None:
    paper = Paper()
    wide = "신청하려는 사람은 주민등록등본과 소득금액증명을 가까운 동 주민센터에 내는 것을 원칙으로 함"
    for number, item in enumerate(("가. 서류", f"나. {wide}", f"다. {wide}")):
        paper.words(LEFT, 100 + LEADING * number, item)
    assert lines_of(read(paper.save())) == ["가. 서류", f"나. {wide}", f"다. {wide}"]


def test_short_lines_are_the_writers_own() -> None:
    paper = Paper()
    paper.wrapped(LEFT, 100, LONG, RIGHT - LEFT)
    for number, line in enumerate(("담당 부서", "청년정책과", "02-120")):
        paper.words(LEFT, 300 + LEADING * number, line)
    assert lines_of(read(paper.save()))[1:] == ["담당 부서", "청년정책과", "02-120"]


@pytest.mark.parametrize("shift", [0.0, 13.0])
def test_contacts_in_columns_without_lines_are_rows(shift: float) -> None:
    paper = Paper()
    paper.wrapped(LEFT, 100, LONG, RIGHT - LEFT)
    for x, words in ((LEFT, "담당 부서"), (LEFT + 80, "디지털정책과")):
        paper.words(x, 300 + shift, words)  # beside the first of its rows, or in their middle
    for number, (role, name, phone) in enumerate((("과  장", "홍길동", "6101"), ("사무관", "김하나", "6102"))):
        for x, words in zip(
            (250, 310, 370, 430), (("책임자", "담당자")[number], role, name, f"(044-202-{phone})"), strict=True
        ):
            paper.words(x, 300 + 26 * number, words)
    text, hints = lay_out(read(paper.save()))
    assert text.splitlines()[1:] == [
        "",
        "담당 부서\t디지털정책과\t책임자\t과 장\t홍길동\t(044-202-6101)",
        "\t\t담당자\t사무관\t김하나\t(044-202-6102)",
    ]
    assert contacts_of(text, understand(text, hints)) == (
        Contact("", "디지털정책과", "홍길동", "과장", "044-202-6101"),
        Contact("", "디지털정책과", "김하나", "사무관", "044-202-6102"),
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    paper.words(LEFT, 80, "청년 소식지 제12호: 올해 달라지는 청년 주거 지원 제도를 한눈에 보여 드립니다", 14)
    left, right = LONG, LONG.replace("청년", "노인").replace("임대료", "난방비")
    paper.wrapped(LEFT, 120, left, 215)
    paper.wrapped(LEFT + 235, 123, right, 215)
    paper.words(LEFT, 330, "이 소식지는 매달 첫째 월요일에 동 주민센터와 도서관에서 받아 볼 수 있습니다.")
    assert lines_of(read(paper.save())) == [
        "청년 소식지 제12호: 올해 달라지는 청년 주거 지원 제도를 한눈에 보여 드립니다",
        left,
        right,
        "이 소식지는 매달 첫째 월요일에 동 주민센터와 도서관에서 받아 볼 수 있습니다.",
    ]


def test_a_paragraph_that_goes_on_in_the_next_column_is_whole() -> None:
    paper = Paper()
    text = f"{LONG} {LONG}"
    for number, line in enumerate(broken(text, 215)):
        paper.words(LEFT + 235 * (number // 6), 120 + LEADING * (number % 6), line)
    assert lines_of(read(paper.save())) == [text]


def test_a_paragraph_that_goes_on_on_the_next_page_is_whole() -> None:
    paper = Paper()
    first, *rest = broken(LONG, RIGHT - LEFT)
    paper.words(LEFT, 760, first)
    paper.page()
    for number, line in enumerate([*rest, "○ 문의: 02-120"]):
        paper.words(LEFT, 60 + LEADING * number, line)
    source = read(paper.save())
    assert lines_of(source) == [LONG, "○ 문의: 02-120"]
    assert [type(part) for part in source.parts] == [SourceLine, PageBreak, SourceLine]


def test_what_runs_along_is_left_out_and_a_value_is_not() -> None:
    paper = Paper()
    for number in range(1, 5):
        paper.words(LEFT, 40, "2026년도 청년정책 시행계획")
        paper.words(LEFT, 100, f"{number}번째 과제를 설명한다.")
        paper.words(LEFT, 60, "민원 상담 번호" if number == 2 else f"붙임 {number}")
        if number == 2:
            paper.words(LEFT, 78, "110")
        paper.words(290, 810, f"- {number} -" if number < 3 else f"{number}")
        paper.page()
    source = read(paper.save())
    assert lines_of(source) == [
        "붙임 1",
        "1번째 과제를 설명한다.",
        "민원 상담 번호",
        "110",
        "2번째 과제를 설명한다.",
        "붙임 3",
        "3번째 과제를 설명한다.",
        "붙임 4",
        "4번째 과제를 설명한다.",
    ]
    assert sum(isinstance(part, PageBreak) for part in source.parts) >= 3


def test_a_number_below_a_name_at_the_foot_of_a_page_is_a_value() -> None:
    paper = Paper()
    paper.words(LEFT, 100, "화재 신고 번호는 쪽 맨 아래에 있습니다.")
    paper.words(LEFT, 790, "화재 신고")
    paper.words(LEFT, 808, "119")
    assert lines_of(read(paper.save()))[-2:] == ["화재 신고", "119"]


def test_a_watermark_is_no_text_and_a_sideways_page_is_turned() -> None:
    paper = Paper()
    paper.words(LEFT, 100, "도서관은 월요일에 쉽니다.")
    paper.aslant("대외비")
    paper.page()
    paper.sideways(["구청은 토요일에 쉽니다.", "보건소는 아닙니다."])
    assert lines_of(read(paper.save())) == [
        "도서관은 월요일에 쉽니다.",
        "구청은 토요일에 쉽니다.",
        "보건소는 아닙니다.",
    ]


@pytest.mark.parametrize("outer", [True, False])
def test_a_table_keeps_its_columns_with_and_without_outer_lines(outer: bool) -> None:
    paper = Paper()
    paper.words(LEFT, 90, "이용 요금은 다음과 같습니다.")
    bottom = paper.rows(
        100,
        (72, 200, 320, 440),
        [("구분", "평일", "주말"), ("어른", "3,000원", ""), ("어린이", "", "1,500원")],
        outer=outer,
    )
    paper.words(LEFT, bottom + 20, "현금은 받지 않습니다.")
    source = read(paper.save())
    assert [type(part) for part in source.parts if part != SourceLine("")] == [SourceLine, Grid, SourceLine]
    assert cells_of(grids_of(source)[0]) == {
        "구분": (0, 0, 1, 1),
        "평일": (0, 1, 1, 1),
        "주말": (0, 2, 1, 1),
        "어른": (1, 0, 1, 1),
        "3,000원": (1, 1, 1, 1),
        "어린이": (2, 0, 1, 1),
        "1,500원": (2, 2, 1, 1),
    }


def test_merged_cells_reach_as_far_as_they_are_drawn() -> None:
    paper = Paper()
    for y, x0 in ((100, 72), (124, 200), (148, 72), (172, 72), (196, 72)):
        paper.bar(x0, y, 440 - x0, 0.7)
    for x, y0 in ((72, 100), (200, 100), (320, 124), (440, 100)):
        paper.bar(x, y0, 0.7, 196 - y0)
    for x, y, text in (
        (80, 128, "구분"),
        (300, 116, "요금"),
        (210, 140, "평일"),
        (330, 140, "주말"),
        (80, 164, "어른"),
        (210, 164, "3,000"),
        (330, 164, "4,000"),
        (80, 188, "어린이"),
        (210, 188, "1,000"),
        (330, 188, "1,500"),
    ):
        paper.words(x, y, text)
    assert (
        lay_out(read(paper.save()))[0].strip() == "구분\t요금\n\t평일\t주말\n어른\t3,000\t4,000\n어린이\t1,000\t1,500"
    )


def test_a_table_drawn_with_lines_across_only() -> None:
    paper = Paper()
    rows = [("시설", "이용 시간", "요금"), ("수영장", "06:00~21:00", "3,500원"), ("체육관", "09:00~22:00", "2,000원")]
    paper.rows(100, (72, 200, 320, 440), rows, outer=False)
    plain = Paper()
    for y in (100, 124, 172):
        plain.across(y, 72, 440)
    for number, row in enumerate(rows):
        for x, cell in zip((76, 204, 324), row, strict=True):
            plain.words(x, 116 + 24 * number, cell)
    assert lay_out(read(plain.save()))[0].strip() == "\n".join("\t".join(row) for row in rows)


def test_rows_that_no_line_parts_begin_where_the_first_column_does() -> None:
    paper = Paper()
    for y in (100, 124, 204):
        paper.across(y, 72, 500)
    for x, y, text in (
        (76, 116, "부서"),
        (200, 116, "하는 일"),
        (400, 116, "전화"),
        (76, 140, "청년과"),
        (200, 140, "월세 지원과"),
        (400, 140, "02-120"),
        (200, 158, "상담"),
        (76, 184, "복지과"),
        (200, 184, "돌봄"),
        (400, 184, "02-121"),
    ):
        paper.words(x, y, text)
    assert lay_out(read(paper.save()))[0].strip() == (
        "부서\t하는 일\t전화\n청년과\t월세 지원과 상담\t02-120\n복지과\t돌봄\t02-121"
    )


def test_a_line_drawn_cell_by_cell_is_one() -> None:
    paper = Paper()
    for y in (100, 124, 148):
        for left, right in ((72, 150), (150, 300), (300, 380)):
            paper.across(y, left, right)
    for y, row in ((116, ("구분", "2024년", "2025년")), (140, ("중구", "345", "456"))):
        for x, cell in zip((76, 160, 310), row, strict=True):
            paper.words(x, y, cell)
    assert lay_out(read(paper.save()))[0].strip() == "구분\t2024년\t2025년\n중구\t345\t456"


def test_a_table_without_any_line_is_rows_too() -> None:
    paper = Paper()
    paper.words(LEFT, 80, "요금은 다음과 같습니다.")
    for y, row in (
        (110, ("구분", "평일", "주말")),
        (128, ("어른", "3,000원", "4,000원")),
        (146, ("어린이", "무료", "무료")),
    ):
        for x, cell in zip((76, 200, 320), row, strict=True):
            paper.words(x, y, cell)
    assert lines_of(read(paper.save()))[1:] == ["구분\t평일\t주말", "어른\t3,000원\t4,000원", "어린이\t무료\t무료"]


def test_lines_that_draw_no_table_leave_the_words_alone() -> None:
    paper = Paper()
    paper.across(80, LEFT, RIGHT)
    paper.words(LEFT, 100, "청년 월세 지원 안내", 16)
    paper.across(110, LEFT, RIGHT)
    paper.wrapped(LEFT, 140, LONG, RIGHT - LEFT)
    source = read(paper.save())
    assert grids_of(source) == []
    assert lines_of(source) == ["청년 월세 지원 안내", LONG]


def test_figures_one_below_the_other_are_rows_though_no_line_parts_them() -> None:
    paper = Paper()
    paper.rows(100, (72, 200, 320, 440), [("구분", "6월", "7월")])
    for x in (72, 200, 320, 440):
        paper.down(x, 124, 172)
    paper.across(172, 72, 440)
    for x, (upper, lower) in zip((80, 210, 330), (("잔액", "증감"), ("6.5", "+0.3"), ("6.8", "△0.1")), strict=True):
        paper.words(x, 140, upper)
        paper.words(x, 160, lower)
    assert lay_out(read(paper.save()))[0].strip() == "구분\t6월\t7월\n잔액\t6.5\t6.8\n증감\t+0.3\t△0.1"


def test_lines_of_words_in_a_cell_are_one_cell() -> None:
    paper = Paper()
    paper.rows(100, (72, 200, 320, 440), [("사업", "내용", "대상")])
    for x in (72, 200, 320, 440):
        paper.down(x, 124, 172)
    paper.across(172, 72, 440)
    for x, y, text in (
        (80, 150, "월세"),
        (210, 140, "월 20만원"),
        (210, 160, "최대 24개월"),
        (330, 140, "만 19세부터"),
        (330, 160, "34세까지"),
    ):
        paper.words(x, y, text)
    assert (
        lay_out(read(paper.save()))[0].strip() == "사업\t내용\t대상\n월세\t월 20만원 최대 24개월\t만 19세부터 34세까지"
    )


def test_two_tables_of_a_page_stay_two() -> None:
    paper = Paper()
    bottom = paper.rows(100, (72, 200, 440), [("어른", "3,000원"), ("어린이", "1,000원")])
    paper.rows(bottom + 8, (72, 300, 440), [("월요일", "휴관"), ("화요일", "개관")])
    assert [sorted(cells_of(grid)) for grid in grids_of(read(paper.save()))] == [
        ["1,000원", "3,000원", "어른", "어린이"],
        ["개관", "월요일", "화요일", "휴관"],
    ]


def test_a_table_that_goes_on_on_the_next_page_is_one() -> None:
    paper = Paper()
    header = ("구분", "시설", "요금")
    paper.words(290, 810, "- 1 -")
    paper.rows(700, (72, 200, 320, 440), [header, ("동부", "수영장", "3,500원")])
    paper.page()
    bottom = paper.rows(60, (72, 200, 320, 440), [header, ("", "체육관", "2,000원"), ("서부", "도서관", "무료")])
    paper.words(LEFT, bottom + 20, "문의: 체육과")
    paper.words(290, 810, "- 2 -")
    source = read(paper.save())
    assert len(grids_of(source)) == 1
    cells = cells_of(grids_of(source)[0])
    assert [words for words in cells if words in header] == list(header)
    assert cells["동부"] == (1, 0, 2, 1)
    assert cells["체육관"] == (2, 1, 1, 1)
    assert cells["무료"] == (3, 2, 1, 1)
    assert lines_of(source) == ["문의: 체육과"]


def test_a_table_inside_a_cell_stays_inside() -> None:
    paper = Paper()
    for y in (100, 220):
        paper.across(y, 72, 500)
    for x in (72, 150, 500):
        paper.down(x, 100, 220)
    paper.words(80, 160, "요금")
    paper.words(160, 120, "시설별 요금은 아래 표와 같다.")
    paper.rows(140, (180, 280, 400), [("수영장", "3,500원"), ("체육관", "2,000원")])
    [outer] = grids_of(read(paper.save()))
    inner = [part for cell in outer.cells for part in cell.parts if isinstance(part, Grid)]
    assert [cells_of(grid)["2,000원"] for grid in inner] == [(1, 1, 1, 1)]
    assert cells_of(outer)["시설별 요금은 아래 표와 같다."] == (0, 1, 1, 1)


def test_a_picture_page_is_named_and_left_out() -> None:
    paper = Paper()
    paper.words(LEFT, 100, "도서관은 월요일에 쉽니다.")
    paper.page()
    paper.picture(0, 0, 595, 842)
    paper.words(290, 810, "- 2 -")
    source = read(paper.save())
    assert lines_of(source) == ["도서관은 월요일에 쉽니다."]
    assert source.remarks == ("2쪽은 그림으로 되어 있거나 글자 정보가 깨져 읽지 못했습니다. OCR이 필요합니다.",)


def test_a_page_whose_letters_lie_is_named_and_english_is_not() -> None:
    paper = Paper()
    paper.words(LEFT, 80, "외국인 주민을 위한 안내입니다.")
    english = "The center is open to all residents of the city and is closed on Monday in the winter."
    for number in range(4):
        paper.words(LEFT, 100 + LEADING * number, english)
    paper.page()
    for number in range(4):
        paper.words(LEFT, 100 + LEADING * number, "Xq zKp vLmw qRtn bYpz kJhg wQxc vBnm lKjh gFds")
    source = read(paper.save())
    assert english in " ".join(lines_of(source))
    assert "Xq" not in " ".join(lines_of(source))
    assert [remark[:2] for remark in source.remarks] == ["2쪽"]


def test_a_page_whose_hangul_is_drawn_is_named_and_a_chart_is_not() -> None:
    paper = Paper()
    paper.words(LEFT, 80, "분기별 방문자 수는 아래 그림에 나타낸 것과 같습니다.")
    paper.rings(LEFT, 100, 120)
    paper.page()
    for number in range(4):
        paper.rings(LEFT, 80 + LEADING * number, 40)
        paper.words(LEFT, 80 + LEADING * number, "( 36 , '17.2.1.) (2 ) ('22.4.11.)")
    source = read(paper.save())
    assert lines_of(source) == ["분기별 방문자 수는 아래 그림에 나타낸 것과 같습니다."]
    assert [remark[:2] for remark in source.remarks] == ["2쪽"]


def test_a_file_without_a_readable_page_is_refused_with_the_reason() -> None:
    scanned = Paper()
    scanned.picture(0, 0, 595, 842)
    with pytest.raises(BadInputError, match="OCR"):
        read(scanned.save())
    with pytest.raises(BadInputError, match="글자가 한 자도 없어"):
        read(Paper().save())


def test_an_open_password_is_refused_and_an_owners_is_not() -> None:
    locked = Paper(password="1234")
    locked.words(LEFT, 100, "비밀 문서")
    with pytest.raises(BadInputError, match="열기 암호"):
        read(locked.save())
    owned = Paper(owner="주인")
    owned.words(LEFT, 100, "도서관은 월요일에 쉽니다.")
    assert lines_of(read(owned.save())) == ["도서관은 월요일에 쉽니다."]


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_damaged_file_is_refused_or_read_never_a_traceback(keep: float) -> None:
    paper = Paper()
    for number in range(40):
        paper.words(LEFT, 60 + LEADING * number, f"{number}. 도서관은 월요일에 쉽니다.")
    data = paper.save()
    with contextlib.suppress(BadInputError):
        assert read(data[: int(len(data) * keep)]).parts
    with pytest.raises(BadInputError, match="손상"):
        read(b"%PDF-1.7\n" + b"\x00" * 1000)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("2026년 청년 주거 지원 계획", "2026년 청년 주거 지원 계획"),
        ("한글 문서1", ""),
        ("Microsoft Word - 계획.docx", ""),
        ("보도자료_최종", ""),
        ("계획.hwp", ""),
        ("Untitled", ""),
    ],
)
def test_the_title_is_the_files_own_only_where_it_is_one(stated: str, title: str) -> None:
    paper = Paper(title=stated)
    paper.words(LEFT, 100, "도서관은 월요일에 쉽니다.")
    assert read(paper.save()).title == title


def test_a_table_kept_as_a_form_and_a_page_that_begins_further_in() -> None:
    paper = Paper()
    rows = [("어른", "3,000원"), ("어린이", "1,000원")]
    paper.stamped(150, lambda: paper.rows(100, (72, 200, 440), rows))
    paper.words(20, 20, "재단선")
    paper.words(LEFT, 230, "요금은 다음과 같습니다.")
    paper.cropped(50, 40)
    assert lay_out(read(paper.save()))[0].strip() == "요금은 다음과 같습니다.\n어른\t3,000원\n어린이\t1,000원"


def test_a_small_picture_before_a_line_is_its_bullet() -> None:
    paper = Paper()
    for number, words in enumerate(("임대료의 30%를 지원", "상담을 제공")):
        paper.picture(LEFT, 92 + 30 * number, 8, 8)
        paper.words(LEFT + 14, 100 + 30 * number, words)
    assert lines_of(read(paper.save())) == ["• 임대료의 30%를 지원", "• 상담을 제공"]


def test_a_drawing_of_many_lines_is_bounded() -> None:
    paper = Paper()
    paper.words(LEFT, 30, "노선도를 보고 가까운 역을 찾으세요.")
    for number in range(1600):
        paper.across(50 + number * 0.4, 60, 500)
        paper.down(60 + number * 0.25, 50, 700)
    start = time.process_time()
    assert lines_of(read(paper.save())) == ["노선도를 보고 가까운 역을 찾으세요."]
    assert time.process_time() - start < 5


@pytest.mark.skipif("MUREOBWA_TEST_SAMPLES" not in os.environ, reason="MUREOBWA_TEST_SAMPLES names no folder of files")
def test_a_real_request_form() -> None:
    source = read((Path(os.environ["MUREOBWA_TEST_SAMPLES"]) / "opengov_social.pdf").read_bytes())
    text, hints = lay_out(source)
    assert "청년오피스 입주자수\t200명\t250명\t300명\t350명" in text
    assert "월 20만원 월세지원 (최대 24개월)" in text
    assert "실정으로, 안정적인 주거환경 속에서 학습·협업·네트워킹 등 성장활동을 지원할 수 있는 새로운 정책모델" in text
    assert any(table.header_rows == 2 for table in hints.tables.values())
