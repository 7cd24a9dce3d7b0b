"""The words that limit a figure or a time: one table, from which every pattern of them is made."""

import pytest

from ingest.korean.limit_words import ANY, INCLUSIVE, LIMITS, LOWER, UPPER, LimitPlace, Sense, limit_names, limit_words


@pytest.mark.parametrize(
    ("name", "sense"),
    [
        ("이상", ">="),
        ("초과", ">"),
        ("이하", "<="),
        ("이내", "<="),
        ("미만", "<"),
        ("안팎", "~"),
        ("부터", ">="),
        ("이후", ">="),
        ("까지", "<="),
        ("이전", "<="),
        ("최저", ">="),
        ("최고", "<="),
    ],
)
def test_what_a_limit_says_of_its_figure(name: str, sense: str) -> None:
    assert LIMITS[name].sense == sense


def test_names_by_place_and_bound() -> None:
    assert limit_names(LimitPlace.BEHIND_FIGURE) == ["이상", "초과", "이하", "이내", "미만"]
    assert limit_names(LimitPlace.BEHIND_FIGURE, senses={Sense.ABOUT}) == ["내외", "가량", "안팎"]
    assert limit_names(LimitPlace.BEHIND_FIGURE, senses=INCLUSIVE) == ["이상", "이하", "이내"]
    assert limit_names(LimitPlace.BEHIND_TIME, senses=ANY) == ["부터", "이후", "까지", "이전", "전후"]
    assert limit_words(LimitPlace.BEHIND_TIME, senses=LOWER) == "부터|이후"
    assert limit_words(LimitPlace.BEFORE, senses=UPPER) == "최대|최고"


def test_no_limit_begins_another() -> None:
    """So that a pattern of them needs no order."""
    assert [(a, b) for a in LIMITS for b in LIMITS if a != b and b.startswith(a)] == []
