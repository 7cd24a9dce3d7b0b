"""Numbers that are read aloud or told in parts: at each limit, and just beside it."""

import pytest

from ingest.korean.plain_form import plain_form


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("공일이삼사오", "012345"),
        ("123456오육칠", "123456567"),
        ("1234567오육", "1234567오육"),  # two words may be words
        ("12345오육칠", "12345오육칠"),  # eight digits are no telephone number
    ],
)
def test_how_much_of_a_number_is_read_aloud(typed: str, plain: str) -> None:
    assert plain_form(typed).text == plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("1234 뒤 5678", "1234-5678"), ("123 뒤 4567", "123 뒤 4567"), ("12 뒤 345678", "12-345678")],
)
def test_eight_digits_may_be_told_in_parts(typed: str, plain: str) -> None:
    assert plain_form(typed).text == plain
