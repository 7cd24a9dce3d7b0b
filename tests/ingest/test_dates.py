import datetime as dt

import pytest

from ingest.dates import dates_in, first_date


@pytest.mark.parametrize(
    "written",
    [
        "2022. 1. 26.(수) 석간",
        "2022.1.26",
        "2022-01-26",
        "2022/1/26",
        "2022년 1월 26일",
        "'22.1.26.",
        "‘22년 1월 26일",
        "’22. 1. 26",
    ],
)
def test_the_same_day_in_every_manner_of_writing(written: str) -> None:
    assert first_date(f"보도: {written}") == dt.date(2022, 1, 26)


@pytest.mark.parametrize("written", ["2022. 2. 30.", "1. 26.", "2022년 1월", "22.1.26", "044-202-6159", "12022.1.26"])
def test_what_is_no_full_date(written: str) -> None:
    assert first_date(written) is None


def test_places_of_several_dates() -> None:
    text = "2024. 3. 6. ~ 2024. 3. 31."
    assert [(text[a:b], day) for a, b, day in dates_in(text)] == [
        ("2024. 3. 6", dt.date(2024, 3, 6)),
        ("2024. 3. 31", dt.date(2024, 3, 31)),
    ]
