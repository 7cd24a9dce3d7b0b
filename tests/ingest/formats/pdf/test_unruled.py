"""Rows of tables without ruling lines: lines of ten points, 15 from one to the next, their words at given places."""

import pytest

from formats.pdf.placed import stretch
from ingest.formats.pdf.page_lines import TextLine
from ingest.formats.pdf.unruled import cells_of, rows_of


def line(row: float, **places: float) -> TextLine:
    """A line whose middle is `row` steps of 15 points below the first one's, with its words (each letter ten points wide) and where they begin."""
    return TextLine(tuple(stretch(words, left, 15 * row) for words, left in places.items()))


def rows(*lines: TextLine) -> list[str | None]:
    found = rows_of(lines)
    return [found.get(id(one)) for one in lines]


def test_rows_with_unequally_many_cells_stand_in_the_columns_of_all() -> None:
    head = line(0, 구분=0, 평일=100, 주말=200, 비고=300)
    assert rows(head, line(1, 어른=0, 천원=105, 이천원=195), line(2, 아이=0, 무료=100, 학생증=300)) == [
        "구분\t평일\t주말\t비고",
        "어른\t천원\t이천원\t",
        "아이\t무료\t\t학생증",
    ]


def test_rows_may_begin_with_fewer_cells_than_the_widest_has() -> None:
    assert rows(line(0, 책임자=200, 홍길동=300), line(1, 담당부서=0, 담당자=200, 이하나=300)) == [
        "\t책임자\t홍길동",
        "담당부서\t담당자\t이하나",
    ]


def test_a_label_midway_between_two_rows_stands_in_the_first() -> None:
    first, last = line(0, 책임자=200, 홍길동=300), line(2, 담당자=200, 이하나=300)
    assert rows(first, line(1, 담당부서=0, 자료과=100), last) == [
        "담당부서\t자료과\t책임자\t홍길동",
        "",
        "\t\t담당자\t이하나",
    ]
    assert rows(first, line(1, 자료과=0), last) == ["자료과\t책임자\t홍길동", "", "\t담당자\t이하나"]


def test_no_words_are_lost_where_two_lines_look_like_labels() -> None:
    lines = (
        line(0, 책임자=200, 홍길동=300),
        line(1, 부서=0, 자료과=100),
        line(2, 직급=400, 과장=500),
        line(3, 담당자=200, 이하나=300),
    )
    assert rows(*lines) == ["부서\t자료과\t책임자\t홍길동\t\t", "", "\t\t\t\t직급\t과장", "\t\t담당자\t이하나\t\t"]


@pytest.mark.parametrize(("row", "expected"), [(1.19, ""), (1.21, None)])
def test_how_far_a_label_may_be_off_the_middle(row: float, expected: str | None) -> None:
    # Three tenths of a letter's ten points are a fifth of a step.
    between = line(row, 자료과=0)
    assert rows(line(0, 책임자=200, 홍길동=300), between, line(2, 담당자=200, 이하나=300))[1] == expected


def test_a_lone_cell_below_words_of_its_column_is_no_label() -> None:
    lines = (line(0, 어른=0, 천원=100, 월요일=200), line(1, 무료=110), line(2, 아이=0, 백원=100))
    assert rows(*lines) == [None, None, None]


@pytest.mark.parametrize(("left", "parted"), [(65.1, True), (64.9, False)])
def test_columns_are_five_points_apart(left: float, parted: bool) -> None:
    # The first column ends at 60 in the second row; the second column begins at `left` in the first.
    found = rows(line(0, 구분=0, 평일=left, 주말=200), line(1, 학생과어린이=0, 무료=200))
    assert (found == ["구분\t평일\t주말", "학생과어린이\t\t무료"]) is parted


def test_two_columns_are_no_table_of_unequal_rows() -> None:
    assert rows(line(0, 신청=0, 방문=100), line(1, 기간=0)) == [None, None]


def test_words_over_two_columns_end_the_rows() -> None:
    lines = (
        line(0, 구분=0, 평일=100, 주말=200),
        line(1, 어른=0, 천원=100),
        line(2, 요금은언제나현금으로받습니다=0, 카드는=200, 안됩니다=300),
    )
    assert rows(*lines) == ["구분\t평일\t주말", "어른\t천원\t", None]


def test_a_sign_stays_with_its_words() -> None:
    assert [cell.text for cell in cells_of(line(0, **{"1.": 0, "신청": 60, "접수": 120}))] == ["1. 신청", "접수"]
    assert [cell.text for cell in cells_of(line(0, 가나=0, 다라=40.1))] == ["가나", "다라"]
    assert [cell.text for cell in cells_of(line(0, 가나=0, 다라=39.9))] == ["가나 다라"]
