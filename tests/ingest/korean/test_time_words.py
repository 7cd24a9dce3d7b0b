"""Words and signs of times."""

import re

import pytest

from ingest.korean.time_words import DAY, MONTH, QUARTER, RANGE, TILDE, WEEKDAY_IN_BRACKETS, plain_quarters


@pytest.mark.parametrize(
    ("pattern", "fits", "others"),
    [
        (MONTH, ["1", "09", "12"], ["0", "13", "00"]),
        (DAY, ["1", "09", "31"], ["0", "32", "00"]),
        (QUARTER, ["1분기", "3/4분기", "2Q"], ["5분기", "0/4분기", "Q2"]),
        (WEEKDAY_IN_BRACKETS, ["(월)", " (일요일)"], ["(원)", "월"]),
        (TILDE, ["~", "∼"], ["-", "–"]),
        (RANGE, ["~", "-", "–", "—"], ["/", "·"]),
    ],
)
def test_patterns(pattern: str, fits: list[str], others: list[str]) -> None:
    assert [text for text in (*fits, *others) if re.fullmatch(pattern, text)] == fits


def test_quarters_of_four() -> None:
    assert plain_quarters("'22년 3/4분기, 1 / 4 분기, 3/4") == "'22년 3분기, 1 분기, 3/4"
