"""What the analyser is asked for, on words whose answer is known."""

import pytest

from ingest.korean.morphemes import is_noun, spaced_if_run_on


@pytest.mark.parametrize(
    ("word", "expected"),
    [("접수", True), ("연락처", True), ("일단", True), ("접수처", False), ("김하나", False), ("이두리", False), ("서울", False), ("갑니다", False)],
)  # fmt: skip
def test_a_noun_of_the_dictionary(word: str, expected: bool) -> None:
    assert is_noun(word) is expected


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("전입신고할때뭐가져가요", "전입 신고할 때 뭐 가져가요"),
        ("과학기술정보통신부", "과학 기술 정보 통신부"),
        ("몇시까지해요", "몇시까지해요"),
        ("전입신고할 때 뭐 가져가요", "전입신고할 때 뭐 가져가요"),
        ("가나다라마바사아자차" * 21, "가나다라마바사아자차" * 21),
    ],
)
def test_only_what_was_typed_without_spaces_is_spaced(typed: str, read: str) -> None:
    assert spaced_if_run_on(typed) == read
