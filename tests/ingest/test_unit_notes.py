import pytest

from ingest.unit_notes import (
    ends_in_unit_note,
    is_row_of_units,
    is_unit_note,
    names_figures,
    names_rate,
    unit_alone,
    unit_in,
    without_unit_note,
)


def test_units_are_told_in_brackets() -> None:
    assert unit_in("연도별 예산 (단위: 억원)") == "억원"
    assert unit_in("(단위 : 명, %)") == "명"
    assert unit_in("투자(국비) (조원)") == "조원"
    assert unit_in("고용 증감(전년비, 만명 / 출처: 통계청)") == "만명"
    assert unit_in("비율(%)") == "%"
    assert unit_in("구분(안)") == ""


def test_of_several_units_none_is_that_of_all_figures() -> None:
    assert unit_in("주차장 현황 (단위: 면, 원)") == ""
    assert unit_in("(단위: 명·세대)") == ""
    assert unit_in("(단위: %, 명)") == ""
    assert unit_in("(단위: 천원, 부가세 포함)") == "천원"
    assert unit_in("(단위: 천원, %)") == "천원"


def test_names_of_rates() -> None:
    assert all(map(names_rate, ("증감률", "비율", "구성비(2024)", "비중 ")))
    assert not any(map(names_rate, ("비율 기준 인원", "증감", "세대수")))


def test_a_note_stands_alone_or_behind_a_name() -> None:
    assert (is_unit_note("(단위: 원)"), is_unit_note("입장료 (단위: 원)")) == (True, False)
    assert (ends_in_unit_note("단위 : 명, %"), ends_in_unit_note("입장료 (단위: 원)")) == (True, True)
    assert not ends_in_unit_note("(단위: 원) 입장료")
    assert is_unit_note("(단 위 : 천원)")
    assert not is_unit_note("단위사업 현황")
    assert not ends_in_unit_note(f"{'가' * 61} (단위: 원)")


def test_a_name_of_figures_loses_its_unit_and_holds_no_figure() -> None:
    assert without_unit_note("입장료 (단위: 원)") == "입장료"
    assert without_unit_note("입장료 (원)") == "입장료 (원)"
    assert names_figures("대관료 (단위: 천원)")
    assert not names_figures("대관료는 100천원이다 (단위: 천원)")


def test_a_cell_that_is_a_unit() -> None:
    assert [unit_alone(cell) for cell in ("원", "(㎜)", "[천원]", "%", "천명")] == ["원", "㎜", "천원", "%", "천명"]
    assert [unit_alone(cell) for cell in ("원금", "구분", "3원", "", "(비고)")] == [""] * 5


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["", "(㎜)", "(원)"], True),
        (["단위", "세대", "명"], True),
        (["(단위)", "세대", ""], True),
        (["단 위", "-", "명"], True),
        (["", "(원)", ""], False),  # may be a remark
        (["단위", "", ""], False),
        (["가정용", "㎜", "원"], False),
        (["", "원", "1,000"], False),
        (["-", "-", "-"], False),
    ],
)
def test_a_row_of_units(cells: list[str], expected: bool) -> None:
    assert is_row_of_units(cells) is expected
