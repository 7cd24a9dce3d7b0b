"""Which lines lie under words and draw no table; letters are ten points high and wide."""

import pytest

from formats.pdf.placed import letters
from ingest.formats.pdf.places import Rule
from ingest.formats.pdf.underlines import without_underlines

WORDS = letters("신청방법", 50, 100)  # from 50 to 90, their lower edge at 110


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (Rule(110, 50, 90), False),
        (Rule(113.5, 49, 91), False),
        (Rule(113.6, 50, 90), True),  # too far below
        (Rule(110, 48.7, 90), True),  # begins before the words
        (Rule(110, 50, 91.3), True),  # ends behind them
        (Rule(110, 60, 90), False),  # the last three letters
    ],
)
def test_a_line_that_begins_and_ends_with_the_words_above_it_is_theirs(rule: Rule, kept: bool) -> None:
    assert without_underlines([rule], [], WORDS) == ([rule] if kept else [])


def test_a_line_between_two_walls_is_a_border() -> None:
    rule = Rule(110, 50, 90)
    walls = [Rule(50, 80, 140), Rule(90, 80, 140)]
    assert without_underlines([rule], walls, WORDS) == [rule]
    assert without_underlines([rule], walls[:1], WORDS) == []
    assert without_underlines([rule], [Rule(50, 80, 108), Rule(90, 80, 108)], WORDS) == []
