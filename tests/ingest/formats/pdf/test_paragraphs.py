"""Which line ends are the writer's: lines of ten points in a block 200 wide, 15 from one to the next."""

import pytest

from formats.pdf.placed import stretch, text_line
from ingest.formats.pdf.page_lines import TextLine
from ingest.formats.pdf.paragraphs import TextBlock, carried_over, paragraphs_of, writes_spaces


def line(text: str, row: float, left: float = 0.0, right: float = 200.0, height: float = 10.0) -> TextLine:
    """A line whose middle is `row` steps of 15 points from the first one's; the file writes a space behind it."""
    return text_line(text, left, 15 * row - height / 2, right - left, height, spaced=True)


def paragraphs(*lines: TextLine) -> list[str]:
    return list(paragraphs_of(TextBlock(lines, 0.0, 200.0), spaces_written=True))


def test_a_line_that_fills_the_block_goes_on() -> None:
    assert paragraphs(line("앞의 줄은", 0), line("뒤의 줄로", 1)) == ["앞의 줄은 뒤의 줄로"]


@pytest.mark.parametrize(("free", "count"), [(33.9, 1), (34.1, 2)])
def test_a_line_ends_where_the_next_word_had_room(free: float, count: int) -> None:
    # "다음줄" takes 30 of the second line's 30 points; four tenths of a letter's height are a space and slack.
    assert len(paragraphs(line("앞", 0, right=200 - free), line("다음줄", 1, right=30))) == count


@pytest.mark.parametrize(("free", "count"), [(13.9, 1), (14.1, 2)])
def test_hangul_takes_twice_the_room_of_other_letters(free: float, count: int) -> None:
    # "달" takes two of the 24 half letters of a line of 120 points.
    assert len(paragraphs(line("앞", 0, right=200 - free), line("달 3일부터 동 주민센터와", 1, right=120))) == count


@pytest.mark.parametrize(("step", "expected"), [(20.9 / 15, 1), (21.1 / 15, 2)])
def test_a_wide_step_begins_a_paragraph(step: float, expected: int) -> None:
    rows = [0, 1, 2, 3, 3 + step]
    assert len(paragraphs(*(line("긴 줄", row) for row in rows))) == expected


@pytest.mark.parametrize(("step", "blanks"), [(26.9 / 15, 0), (27.1 / 15, 1)])
def test_a_very_wide_step_is_an_empty_line(step: float, blanks: int) -> None:
    rows = [0, 1, 2, 3, 3 + step]
    assert paragraphs(*(line("긴 줄", row) for row in rows)).count("") == blanks


@pytest.mark.parametrize(("indent", "count"), [(7.9, 1), (8.1, 2)])
def test_a_line_set_in_begins_a_paragraph(indent: float, count: int) -> None:
    assert len(paragraphs(line("첫 줄", 0), line("둘째 줄", 1), line("셋째 줄", 2, left=indent))) == count


@pytest.mark.parametrize(("hang", "count"), [(79, 1), (81, 2)])
def test_a_second_line_may_hang(hang: float, count: int) -> None:
    assert len(paragraphs(line("신청 기간은", 0), line("매달 초", 1, left=hang))) == count


@pytest.mark.parametrize(("height", "count"), [(12.5, 1), (12.6, 2), (8.0, 1), (7.9, 2)])
def test_letters_of_another_size_begin_a_paragraph(height: float, count: int) -> None:
    assert len(paragraphs(line("첫 줄", 0), line("둘째 줄", 1, height=height))) == count


def test_an_item_begins_a_paragraph() -> None:
    assert paragraphs(line("가. 첫째 항목", 0), line("나. 둘째 항목", 1)) == ["가. 첫째 항목", "나. 둘째 항목"]


def test_the_end_of_a_verb_is_no_item() -> None:
    verb = text_line("신청한", 0, -5, 200)
    assert list(paragraphs_of(TextBlock((verb, line("다. 방법은", 1)), 0.0, 200.0), spaces_written=True)) == [
        "신청한다. 방법은"
    ]


def cells(*words: str, gap: float, row: float) -> TextLine:
    left = 0.0
    found = []
    for text in words:
        found.append(stretch(text, left, 15 * row))
        left += 10 * len(text) + gap
    return TextLine(tuple(found))


def test_wide_gaps_below_each_other_part_the_cells_of_a_table() -> None:
    rows = (cells("어른", "삼천 원", gap=21, row=0), cells("아이", "천 원", gap=21, row=1))
    assert paragraphs(*rows) == ["어른\t삼천 원", "아이\t천 원"]
    rows = (cells("어른", "삼천 원", gap=19, row=0), cells("아이", "천 원", gap=19, row=1))
    assert not any("\t" in one for one in paragraphs(*rows))


def test_a_sign_may_stand_far_before_its_words() -> None:
    rows = (cells("(1)", "신청", gap=30, row=0), cells("(2)", "접수", gap=30, row=1))
    assert paragraphs(*rows) == ["(1) 신청", "(2) 접수"]
    rows = (cells("1.명칭", "한빛관", gap=30, row=0), cells("2.위치", "솔내", gap=30, row=1))
    assert paragraphs(*rows) == ["1.명칭\t한빛관", "2.위치\t솔내"]


@pytest.mark.parametrize(
    ("before", "after", "spaces_written", "expected"),
    [
        ("신청기", "간은", True, "신청기간은"),
        ("신청기", "간은", False, "신청기간은"),
        ("신청 기간은", "매달 초", False, "신청 기간은 매달 초"),
        ("신청(방문", ")은", False, "신청(방문)은"),
        ("방문,", "우편", True, "방문, 우편"),
        ("한다.", "다만", True, "한다. 다만"),
        ("MOU", "2024", False, "MOU 2024"),
        ("☎ 055-555-", "3612)", False, "☎ 055-555-3612)"),
        ("보조금 -", "3만원", False, "보조금 - 3만원"),
    ],
)
def test_whether_a_word_goes_on_over_a_line_end(before: str, after: str, spaces_written: bool, expected: str) -> None:
    lines = (text_line(before, 0, 0, 200), text_line(after, 0, 15, 200))
    assert list(paragraphs_of(TextBlock(lines, 0.0, 200.0), spaces_written)) == [expected]


def test_a_paragraph_whose_own_lines_tell_no_space_is_judged_by_its_words() -> None:
    first, second, third = (
        text_line(words, 0.0, 15 * row - 5, 200.0) for row, words in enumerate(("기관을", "이용하기", "위해"))
    )
    assert paragraphs(first, second, third) == ["기관을 이용하기 위해"]
    spaced = text_line("이용하기", 0.0, 10.0, 200.0, spaced=True)
    assert paragraphs(first, spaced, third) == ["기관을이용하기 위해"]


@pytest.mark.parametrize(("spaced", "of", "expected"), [(1, 19, True), (1, 20, False), (0, 1, False)])
def test_whether_a_file_writes_spaces(spaced: int, of: int, expected: bool) -> None:
    lines = [text_line("가", 0, 0, spaced=number < spaced) for number in range(of)]
    assert writes_spaces(lines) is expected


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    above = TextBlock((line("앞 단의 끝 줄은", 0), line("아직 끝나지 않고", 1)), 0.0, 200.0)
    below = TextBlock(
        (line("다음 단으로 간다.", -40, left=220, right=400), line("새 문단", -30, left=220)), 220.0, 420.0
    )
    joined, rest = carried_over(above, below)
    assert [one.text for one in joined.lines] == ["앞 단의 끝 줄은", "아직 끝나지 않고", "다음 단으로 간다."]
    assert rest is not None
    assert [one.text for one in rest.lines] == ["새 문단"]


def test_what_would_be_a_paragraph_of_its_own_stays_on_its_page() -> None:
    above = TextBlock((line("앞쪽의 줄은", 0), line("아직 끝나지 않고", 1)), 0.0, 200.0)
    below = TextBlock((line("뒤쪽의 첫 줄", 0, left=9),), 9.0, 200.0)
    assert carried_over(above, below) == (above, below)
    lone = TextBlock(above.lines[1:], 0.0, 200.0)  # the second line of a paragraph may be set in
    assert carried_over(lone, below)[1] is None


def test_a_sentence_that_ends_is_not_carried_over() -> None:
    above = TextBlock((line("여기서 끝난다.", 0),), 0.0, 200.0)
    assert carried_over(above, TextBlock((line("다음 쪽", 0),), 0.0, 200.0))[1] is not None


@pytest.mark.parametrize(("step", "carried"), [(20.9 / 15, 2), (21.1 / 15, 1)])
def test_a_lone_line_tells_no_step_but_its_height(step: float, carried: int) -> None:
    above = TextBlock((line("한 줄뿐인 앞쪽은", 0),), 0.0, 200.0)
    below = TextBlock((line("뒤쪽의 첫 줄과", 0), line("그 다음 줄로", step)), 0.0, 200.0)
    assert len(carried_over(above, below)[0].lines) == 1 + carried
