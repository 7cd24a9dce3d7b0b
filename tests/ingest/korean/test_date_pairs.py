"""Dates in digits, and numbers in groups that are none."""

import pytest

from ingest.korean.date_pairs import holds_dates


@pytest.mark.parametrize("words", ["2024.3.1 - 2024.3.31", "2024-03-01", "240301-240331", "20240301-20240331"])
def test_dates(words: str) -> None:
    assert holds_dates(words)


@pytest.mark.parametrize("words", ["241301-240331", "110-123-456789", "20240301-20241331", "900101-1234567"])
def test_no_dates(words: str) -> None:
    assert not holds_dates(words)
