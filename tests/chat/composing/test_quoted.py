"""Where quoted words stand in a document, worked by hand."""

import pytest

from chat.composing.quoted import quoted_span


@pytest.mark.parametrize(
    ("text", "words", "span"),
    [
        ("요금은 5만 원이다.", "5만 원", (4, 8)),
        ("요금은 5만\n\t원이다.", "5만 원", (4, 9)),
        ("요금은 5만원이다.", "5만 원", (0, 0)),
        ("요금은 5만 원이다.", " ", (0, 0)),
        ("가.나", "가.", (0, 2)),  # a sign is itself
        ("가나", "가.", (0, 0)),
    ],
)
def test_white_space_does_not_count(text: str, words: str, span: tuple[int, int]) -> None:
    assert quoted_span(text, words) == span


def test_three_hundred_words_of_a_quote_are_searched_for() -> None:
    text = "가 " * 300 + "나"
    assert quoted_span(text, "가 " * 300 + "다") == (0, 599)
    assert quoted_span(text, "가 " * 299 + "다") == (0, 0)
