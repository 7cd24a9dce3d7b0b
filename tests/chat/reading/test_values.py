"""Which words of a finding are told: by the reader's chances a token, worked by hand."""

from collections.abc import Mapping

import pytest
from findings import finding

from chat.reading.asked import analyse
from chat.reading.phrases import Phrase
from chat.reading.values import bare_value, cells_to_tell, marked, marked_values, short_answer, weight
from ingest.document import Cell

PERIOD = "신청은 3월 2일부터 받고 결과는 5월 9일에 알린다."


def test_a_weight_is_the_mean_by_letters() -> None:
    found = finding("요금은 5만 원이다.", {"5만": 1.0, " 원": 0.5})
    at = found.passage.text.index("5만")
    assert weight(found, at, at + 4) == pytest.approx((2 * 1.0 + 2 * 0.5) / 4)
    assert weight(found, 0, 2) == 0.0


def test_the_value_that_stands_out_is_told_with_its_particle() -> None:
    assert bare_value(analyse("신청 언제부터예요?"), finding(PERIOD, {"3월 2일": 0.9})) == "3월 2일부터"


@pytest.mark.parametrize(
    ("question", "chances"),
    [
        ("신청 언제부터예요?", {"3월 2일": 0.9, "5월 9일": 1.0}),  # two values nearly as good
        ("신청 언제부터예요?", {"3월 2일": 0.25}),  # not sure
        ("왜 받아요?", {"3월 2일": 0.9}),  # no kind with a form of its own is asked
        ("언제 어디서 해요?", {"3월 2일": 0.9}),  # two things asked
    ],
)
def test_else_the_sentence_speaks(question: str, chances: Mapping[str, float]) -> None:
    assert bare_value(analyse(question), finding(PERIOD, chances)) == ""


def test_no_headline_where_each_of_two_dates_stands_beside_what_is_asked() -> None:
    text = "면허증을 1월 27일부터 시범 발급하고, 7월부터 전국 시행한다."
    chances = {"1월 27일": 0.6, "7월": 0.5}
    assert bare_value(analyse("면허증 전국 시행은 언제부터예요?"), finding(text, chances)) == ""
    assert bare_value(analyse("면허증은 언제부터예요?"), finding(text, chances)) == "1월 27일부터"


@pytest.mark.parametrize(
    ("question", "chances", "by_itself"),
    [
        ("언제부터예요?", {"3월 2일": 0.61}, True),
        ("언제부터예요?", {"3월 2일": 0.59}, False),
        # Beside a word of the question a value weighs .3 more.
        ("신청 언제부터예요?", {"3월 2일": 0.31}, True),
        ("신청 언제부터예요?", {"3월 2일": 0.29}, False),
        # Another date nearly as likely leaves the value no headline.
        ("언제부터예요?", {"3월 2일": 0.9, "5월 9일": 0.69}, True),
        ("언제부터예요?", {"3월 2일": 0.9, "5월 9일": 0.71}, False),
    ],
)
def test_from_where_on_a_value_is_told_by_itself(question: str, chances: Mapping[str, float], by_itself: bool) -> None:
    assert bare_value(analyse(question), finding(PERIOD, chances)) == ("3월 2일부터" if by_itself else "")


def test_about_is_told_with_a_time_too() -> None:
    found = finding("접수는 오후 3시 안팎에 끝난다.", {"오후 3시": 0.9})
    assert bare_value(analyse("몇 시에 끝나요?"), found) == "오후 3시 안팎"


@pytest.mark.parametrize(("chance", "by_itself"), [(0.46, True), (0.44, False)])
def test_a_value_one_word_away_from_the_question_weighs_half_as_much_more(chance: float, by_itself: bool) -> None:
    found = finding("신청 기간은 3월 2일부터 받고 결과는 5월 9일에 알린다.", {"3월 2일": chance})
    assert bare_value(analyse("신청 언제부터예요?"), found) == ("3월 2일부터" if by_itself else "")


@pytest.mark.parametrize(("chance", "words"), [(0.26, ("3월 2일",)), (0.24, ())])
def test_a_value_is_marked_from_a_quarter_on(chance: float, words: tuple[str, ...]) -> None:
    assert marked_values(analyse("언제부터예요?"), finding(PERIOD, {"3월 2일": chance})) == words


@pytest.mark.parametrize(("chance", "words"), [(0.041, ("시청 민원실",)), (0.039, ())])
def test_other_words_are_marked_from_a_chance_of_one_in_25_on(
    chance: float, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finding("접수는 시청 민원실에서 합니다.", {"시청 민원": 0.9})
    monkeypatch.setattr("chat.reading.values.likeliest", lambda *_: Phrase(4, 10, chance))
    assert marked(analyse("어디서 해요?"), found) == words


def test_whole_words_are_marked_without_their_particles() -> None:
    found = finding("접수는 시청 민원실에서 합니다.", {"시청 민원": 0.9})
    assert marked(analyse("어디서 해요?"), found) == ("시청 민원실",)


def test_a_value_of_the_kind_asked_is_marked_alone() -> None:
    found = finding(PERIOD, {"3월 2일": 0.4, "결과": 0.9})
    assert marked(analyse("신청 언제부터예요?"), found) == ("3월 2일",)
    assert marked(analyse("신청은 왜 받아요?"), found) == ("결과",)


ROW = "승용차\t580만원\t150만원"
CELLS = (
    Cell(4, 9, ("승용차",), ("2023년", "국비")),
    Cell(10, 15, ("승용차",), ("2024년", "시비")),
)


def test_the_cells_that_the_reader_marks_are_told() -> None:
    found = finding(ROW, {"580만원": 0.9, "150만원": 0.2}, CELLS)
    assert cells_to_tell(analyse("승용차 국비 얼마?"), found) == CELLS[:1]


@pytest.mark.parametrize(("chance", "cells"), [(0.5, CELLS[:1]), (0.49, CELLS)])
def test_a_cell_answers_from_one_half_on(chance: float, cells: tuple[Cell, ...]) -> None:
    assert cells_to_tell(analyse("승용차 국비 얼마?"), finding(ROW, {"580만원": chance}, CELLS)) == cells


def test_a_cell_of_another_year_is_never_told() -> None:
    found = finding(ROW, {"580만원": 0.9, "150만원": 0.2}, CELLS)
    assert cells_to_tell(analyse("2024년 승용차 보조금 얼마?"), found) == CELLS[1:]


def test_a_row_without_a_mark_is_told_whole() -> None:
    assert cells_to_tell(analyse("승용차 보조금은?"), finding(ROW, {}, CELLS)) == CELLS


def _columns(names: str, row: str) -> tuple[Cell, ...]:
    """The cells of `row` below the names of columns; both are parted by tabs, the row's own name first."""
    name, *values = row.split("\t")
    starts = [row.index(value) for value in values]
    columns = zip(names.split("\t"), starts, values, strict=True)
    return tuple(Cell(at, at + len(value), (name,), (column,)) for column, at, value in columns)


@pytest.mark.parametrize(
    ("names", "row", "question", "by_reader", "told"),
    [
        # numbers tell the columns apart: only the one named
        (
            "1차\t2차\t3차 이상",
            "목줄 미착용\t20만원\t30만원\t50만원",
            "목줄 미착용 2차는 얼마?",
            ("20만원",),
            ["30만원"],
        ),
        (
            "1차\t2차\t3차 이상",
            "목줄 미착용\t20만원\t30만원\t50만원",
            "12차 목줄 미착용은 얼마?",
            ("20만원",),
            ["20만원"],
        ),
        ("1인\t2인\t3인 이상", "등유\t15만원\t20만원\t25만원", "등유는 3인 가구에 얼마?", (), ["25만원"]),
        # the reader could not choose, or chose another column
        ("수강료\t정원", "요가\t45,000원\t15명", "요가 정원은?", (), ["15명"]),
        ("수강료\t강의실", "요가\t45,000원\t301호", "요가 강의실은?", ("45,000원",), ["45,000원", "301호"]),
        ("수강료 (원)\t강의실", "요가\t45,000\t301호", "요가 수강료 얼마?", ("301호",), ["45,000", "301호"]),
        # of two columns of one name neither is named; of two things asked for both are told
        ("가격\t규격\t가격", "연필\t300원\tHB\t900원", "연필 가격은?", ("300원",), ["300원"]),
        ("정원\t증원", "연구사\t4명\t2명", "연구사는 정원 몇 명이고 몇 명 더 뽑아요?", (), ["4명", "2명"]),
        # an amount is asked for, and what the reader chose is no figure
        ("요일\t수강료", "요가\t화요일\t45,000원", "요가 배우는 데 얼마?", ("화요일",), ["화요일", "45,000원"]),
        ("요일\t수강료", "요가\t화요일\t무료", "요가 배우는 데 얼마?", ("화요일",), ["화요일", "무료"]),
        ("요일\t수강료", "요가\t화요일\t무료", "요가는 언제 배워요?", ("화요일",), ["화요일"]),
    ],
)
def test_a_column_that_the_question_names_is_told(
    names: str, row: str, question: str, by_reader: tuple[str, ...], told: list[str]
) -> None:
    found = finding(row, dict.fromkeys(by_reader, 0.9), _columns(names, row))
    cells = cells_to_tell(analyse(question), found)
    assert [row[cell.start : cell.end] for cell in cells] == told


def test_the_shortest_answer_is_the_value_of_the_kind_asked() -> None:
    assert short_answer(analyse("언제 알려요?"), finding(PERIOD, {"5월 9일": 0.8})) == "5월 9일"
    place = finding("접수는 시청 민원실에서 합니다.", {"시청 민원실": 0.9})
    assert short_answer(analyse("어디서 접수해요?"), place) == "시청 민원실"


def test_a_year_over_a_quarter_is_one_period() -> None:
    row = "미국 38.0 59.2 46.5"
    columns = (("2024년", "3분기"), ("2024년", "4분기"), ("2025년", "1분기"))
    starts = [row.index(words) for words in ("38.0", "59.2", "46.5")]
    cells = tuple(Cell(at, at + 4, ("미국",), column) for at, column in zip(starts, columns, strict=True))
    assert cells_to_tell(analyse("2024년 4분기 미국 투자는 얼마예요?"), finding(row, {}, cells)) == cells[1:2]
    assert cells_to_tell(analyse("2024년 미국 투자는 얼마예요?"), finding(row, {}, cells)) == cells[:2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("보조금은 최대 100만원 한도로 준다.", "최대 100만원 한도"),
        ("보조금은 월 100만원을 준다.", "월 100만원"),
        ("보조금은 100만원 안팎으로 준다.", "100만원 안팎"),
        ("보조금은 국비최대 100만원을 준다.", "최대 100만원"),
        ("보조금은 월 최대 100만원을 준다.", "월 최대 100만원"),
        ("보조금은 1인당 매월 최대 100만원을 준다.", "1인당 매월 최대 100만원"),
        ("보조금은 2025년 6월 100만원을 준다.", "100만원"),  # once, not each month
        ("보조금은 6월 최대 100만원을 준다.", "최대 100만원"),
        ("보조금은 계약 100만원을 준다.", "100만원"),
        ("보조금은 11인당 100만원을 준다.", "100만원"),
        ("보조금은 100만원을 초과하지 아니하도록 한다.", ""),
        ("보조금은 100만원이나, 재료비는 본인이 낸다.", ""),
        ("보조금은 100만원이었지만, 재료비는 본인이 낸다.", ""),
        ("보조금은 100만원이며, 재료비는 본인이 낸다.", "100만원"),
    ],
)
def test_a_figure_is_told_with_what_limits_it(text: str, value: str) -> None:
    assert bare_value(analyse("보조금 얼마예요?"), finding(text, {"100만원": 0.9})) == value
