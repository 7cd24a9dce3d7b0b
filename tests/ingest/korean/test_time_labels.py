"""Times in the names of rows, columns and single figures, as they are read out."""

import re

import pytest

from ingest.korean.time_labels import TIME_IN_BRACKETS, label_in_full, labels_completed, names_time


@pytest.mark.parametrize(
    ("label", "read"),
    [
        ("'19", "2019년"),
        ("’97년", "1997년"),
        ("'68", "2068년"),
        ("'69", "1969년"),
        ("'21.12", "2021년 12월"),
        ("'21. 3.", "2021년 3월"),
        ("'20.1월", "2020년 1월"),
        ("'25학년도", "2025학년도"),
        ("'25 회계연도", "2025회계연도"),
        ("'07실적", "2007년 실적"),
        ("'11년도 계획", "'11년도 계획".replace("'11", "2011")),
        ("'20~'25년", "2020~2025년"),
        ("투자(국비)", "투자(국비)"),
        ("2022년", "2022년"),
    ],
)
def test_a_label_tells_its_year_in_full(label: str, read: str) -> None:
    assert label_in_full(label) == read


@pytest.mark.parametrize(
    ("labels", "completed"),
    [
        (["'21.11", "12", "1"], ["'21.11", "'21.12", "'22.1"]),
        (["'21.11월", "12월", "1월(p)"], ["'21.11월", "'21.12월", "'22.1월(p)"]),
        (["'23.1분기", "2분기"], ["'23.1분기", "'23.2분기"]),
        (["'24.12", "1차", "2차"], ["'24.12", "1차", "2차"]),
        (["2025. 3.", "1인", "2인"], ["2025. 3.", "1인", "2인"]),
        (["'24.12", "13", "0"], ["'24.12", "13", "0"]),
    ],
)
def test_short_labels_are_completed_where_they_are_months_or_quarters(labels: list[str], completed: list[str]) -> None:
    assert labels_completed(labels) == completed


def test_labels_in_brackets_are_found() -> None:
    assert re.findall(TIME_IN_BRACKETS, "('19)16.9 ('21.3) 9.5 (4) 10.5 (개)") == ["'19", "'21.3", "4"]


@pytest.mark.parametrize(
    ("label", "is_time"),
    [
        ("'21.12", True),
        ("2024년", True),
        ("3월", True),
        ("1Q", True),
        ("2/4", True),
        ("2024명", True),
        ("20241", False),
    ],
)
def test_a_label_may_begin_with_a_time(label: str, is_time: bool) -> None:
    assert names_time(label) is is_time
