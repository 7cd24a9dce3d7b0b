import pytest

from ingest.series import series_in


def _told(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(text[cell.start : cell.end], cell.row, cell.column, cell.unit) for cell in series_in(text)]


def test_labels_before_figures_with_the_name_and_unit_before_them() -> None:
    assert _told("* 관광객 수(만명) : ('19)1,750 ('20)252 ('21)97 (61.5%↓)") == [
        ("1,750", ("관광객 수",), ("'19",), "만명"),
        ("252", ("관광객 수",), ("'20",), "만명"),
        ("97", ("관광객 수",), ("'21",), "만명"),
    ]


def test_short_labels_are_completed_over_the_end_of_the_year() -> None:
    cells = series_in("취업자 증감(전년비, 만명): ('21.11) 55.3 (12) 77.3 (1) 113.5")
    assert [cell.column for cell in cells] == [("'21.11",), ("'21.12",), ("'22.1",)]
    assert {(cell.row, cell.unit) for cell in cells} == {(("취업자 증감",), "만명")}
    quarters = series_in("수출(억달러) (’23.1분기) 1,500 → (2분기) 1,600")
    assert [cell.column for cell in quarters] == [("’23.1분기",), ("’23.2분기",)]


def test_a_name_that_is_wholly_in_brackets() -> None:
    assert _told("* (시장 규모(조원)) ('19)16.9 ('20)20.0")[1] == ("20.0", ("시장 규모",), ("'20",), "조원")


def test_figures_before_labels_need_an_arrow_between_them() -> None:
    assert _told("경쟁력 지수(26위('19)→7위('20)), 보호 지수(15위('19)→4위('21))") == [
        ("26위", ("경쟁력 지수",), ("'19",), ""),
        ("7위", ("경쟁력 지수",), ("'20",), ""),
        ("15위", ("보호 지수",), ("'19",), ""),
        ("4위", ("보호 지수",), ("'21",), ""),
    ]
    assert series_in("3개소('21), 5개소('22)를 세웠다") == ()


def test_signs_belong_to_the_figure() -> None:
    assert [words for words, *_ in _told("증감액(조원) : (‘25.1월)△0.9 (2월)+4.2 (7월p)+2.2")] == [
        "△0.9",
        "+4.2",
        "+2.2",
    ]


@pytest.mark.parametrize(
    "text", ["국비 44.8조원(~'25년)을 쓴다", "('20년) 한 번뿐이다 3", "(1) 신청서 (2) 계획서", "x" * 5000]
)
def test_single_figures_and_lists_are_no_series(text: str) -> None:
    assert series_in(text) == ()


def test_a_longer_text_than_a_sentence_is_not_searched() -> None:
    series = "관광객 수(만명) : ('19)1,750 ('20)252"
    assert len(series_in(f"{series} {'가' * (2999 - len(series))}")) == 2
    assert series_in(f"{series} {'가' * (3000 - len(series))}") == ()


def test_of_a_long_name_the_last_sixty_characters_are_kept() -> None:
    assert _told(f"{'가' * 60} : ('19)1,750 ('20)252")[0][1] == ("가" * 60,)
    assert _told(f"나{'가' * 60} : ('19)1,750 ('20)252")[0][1] == ("가" * 60,)
