"""Years in the names of rows and columns, as they are read out."""

import pytest

from ingest.korean.years import label_in_full


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("'19", "2019년"),
        ("’97년", "1997년"),
        ("'68", "2068년"),
        ("'69", "1969년"),
        ("'21.12", "2021년 12월"),
        ("'21. 3.", "2021년 3월"),
        ("'07실적", "2007년 실적"),
        ("'11년도 계획", "'11년도 계획".replace("'11", "2011")),
        ("'20~'25년", "2020~2025년"),
        ("투자(국비)", "투자(국비)"),
        ("2022년", "2022년"),
    ],
)
def test_a_label_tells_its_year_in_full(label: str, read: str) -> None:
    assert label_in_full(label) == read
