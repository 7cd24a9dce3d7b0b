import pytest

from chat.reading.periods import Period, periods_in


def year(number: int) -> Period:
    return Period((number, 0), (number, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'21년", [year(2021)]),
        ("‘22년도", [year(2022)]),
        ("2019년 시장 규모", [year(2019)]),
        ("21년도예산얼마", [year(2021)]),
        ("데이터 시장 16년엔", [year(2016)]),
        ("'97", [year(1997)]),
        ("2024", [year(2024)]),
        ("'20~'25년", [Period((2020, 0), (2025, 0))]),
        ("20~25년 총 투자액", [Period((2020, 0), (2025, 0))]),
        ("2020년부터 2025년까지", [Period((2020, 0), (2025, 0))]),
        ("'21.3", [Period((2021, 3), (2021, 3))]),
        ("2021년 12월 고용", [Period((2021, 12), (2021, 12))]),
        ("21년 12월", [Period((2021, 12), (2021, 12))]),
        ("2021년하고 2022년 예산", [year(2021), year(2022)]),
        ("10년간 거주한 사람", []),
        ("20년 이상 지난 주택", []),
        ("044-202-6114", []),
        ("6,000원 20명", []),
        ("3.5조원", []),
        ("2000명 참가", []),
    ],
)
def test_periods_in(text: str, expected: list[Period]) -> None:
    assert list(periods_in(text)) == expected


def test_relative_years_need_the_document() -> None:
    assert periods_in("작년 예산") == ()
    assert periods_in("작년과 올해 예산", 2022) == (year(2021), year(2022))
    assert periods_in("재작년", 2022) == (year(2020),)


def test_holds() -> None:
    assert Period((2020, 0), (2025, 0)).holds(year(2021))
    assert year(2021).holds(Period((2021, 3), (2021, 3)))
    assert not Period((2021, 3), (2021, 3)).holds(year(2021))
