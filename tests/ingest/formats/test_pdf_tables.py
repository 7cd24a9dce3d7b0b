"""PDF tables as offices print them: one small file for each habit of the programs that write them."""

from formats.pdf_files import LEFT, Paper, cells_of, grids_of, named_wingdings, width_of
from ingest.formats.pdf import read
from ingest.lay_out import lay_out


def test_a_table_with_dotted_borders() -> None:
    paper = Paper()
    for y in (100, 124, 148):
        for dot in range(295):
            paper.across(y, 72 + 1.25 * dot, 72.5 + 1.25 * dot)
    for x in (72, 200, 440):
        for dot in range(39):
            paper.down(x, 100 + 1.25 * dot, 100.5 + 1.25 * dot)
    for y, row in ((116, ("구분", "내용")), (140, ("대상", "청년"))):
        for x, cell in zip((76, 204), row, strict=True):
            paper.words(x, y, cell)
    assert cells_of(grids_of(read(paper.save()))[0]) == {
        "구분": (0, 0, 1, 1),
        "내용": (0, 1, 1, 1),
        "대상": (1, 0, 1, 1),
        "청년": (1, 1, 1, 1),
    }


def test_bullets_of_a_symbol_font_are_bullets() -> None:
    paper = Paper()
    paper.latin(LEFT, 100, "l")
    paper.words(LEFT + 14, 100, "신청 대상")
    paper.latin(LEFT, 124, "\u0178")
    paper.words(LEFT + 14, 124, "신청 방법")
    data = paper.save()
    assert lay_out(read(named_wingdings(data)))[0].splitlines() == ["• 신청 대상", "• 신청 방법"]
    assert lay_out(read(data))[0].splitlines() == ["l 신청 대상", "\u0178 신청 방법"]


def test_underlined_words_that_reach_a_wall_are_one_cell() -> None:
    first, second = "동 주민센터에서", "받습니다."
    paper = Paper()
    paper.rows(100, (72, 200, 340), [("구분", "내용"), ("신청", "")])
    paper.words(339 - width_of(first), 134, first)
    paper.across(135.5, 339 - width_of(first), 339)
    paper.words(204, 146, second)
    assert "동 주민센터에서 받습니다." in {
        " ".join(words.split()) for words in cells_of(grids_of(read(paper.save()))[0])
    }


def test_tables_side_by_side_are_read_from_the_left() -> None:
    paper = Paper()
    paper.rows(102, (72, 200, 330), [("왼쪽", "표"), ("하나", "둘"), ("셋", "넷")])
    paper.rows(100, (340, 400, 440), [("오른쪽", "표"), ("다섯", "여섯")])
    assert [next(iter(cells_of(grid))) for grid in grids_of(read(paper.save()))] == ["왼쪽", "오른쪽"]
