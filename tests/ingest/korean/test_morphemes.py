"""What the analyser is asked for, on words whose answer is known."""

import pytest

from ingest.korean.morphemes import is_noun


@pytest.mark.parametrize(
    ("word", "expected"),
    [("접수", True), ("연락처", True), ("일단", True), ("접수처", False), ("김하나", False), ("이두리", False), ("서울", False), ("갑니다", False)],
)  # fmt: skip
def test_a_noun_of_the_dictionary(word: str, expected: bool) -> None:
    assert is_noun(word) is expected
