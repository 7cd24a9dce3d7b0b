"""Where a text names a time, with and without a calendar day."""

import re

import pytest

from ingest.korean.named_times import DAY_OR_MONTH, FULL_DATE_ALONE, IN_BRACKETS, NAMED_TIME


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("접수는 2022. 7. 28.(목)까지입니다", "2022. 7. 28.(목)까지"),
        ("매년 3월에 연다", "매년 3월"),
        ("19세기 말에", "19세기 말"),
        ("이듬해 5월 열렸다", "이듬해 5월"),
        ("'20년 3월~'21년 2월 사이", "'20년 3월~'21년 2월"),
        ("토요일에 쉽니다", "토요일"),
    ],
)
def test_a_time_in_any_form_is_found(text: str, time: str) -> None:
    found = re.search(NAMED_TIME, text)
    assert found
    assert found[0].strip() == time


@pytest.mark.parametrize("text", ["10일간 운영", "3일 이내 처리", "25명"])
def test_what_lasts_or_counts_is_no_time(text: str) -> None:
    assert not re.search(NAMED_TIME, text)


@pytest.mark.parametrize(
    ("line", "alone"),
    [("2022. 1. 26.(수)", True), ("  □ 2022년 1월 26일", True), ("2022. 1. 26. 배포", False), ("1. 26.", False)],
)
def test_a_line_may_hold_a_full_date_only(line: str, alone: bool) -> None:
    assert bool(FULL_DATE_ALONE.fullmatch(line)) is alone


def test_a_day_or_month_is_no_year_alone() -> None:
    assert [found[0] for found in DAY_OR_MONTH.finditer("2026년 3월 2일, 5월부터, 2027년")] == ["2026년 3월 2일", "5월"]


def test_labels_in_brackets_are_found() -> None:
    assert re.findall(IN_BRACKETS, "('19)16.9 ('21.3) 9.5 (4) 10.5 (개)") == ["'19", "'21.3", "4"]
