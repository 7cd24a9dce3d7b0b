"""A noun is told from the beginning of a longer word."""

import re

import pytest

from ingest.korean.noun_ends import NOUN_END

_SHARE = re.compile(rf"프로{NOUN_END}")


@pytest.mark.parametrize(
    "text",
    ["프로", "프로 할인", "프로를", "프로까지만도", "프로입니다", "프로인가요", "프로이고", "프로이상은", "프로, "],
)
def test_a_noun_may_end_here(text: str) -> None:
    assert _SHARE.match(text)


@pytest.mark.parametrize("text", ["프로그램", "프로젝트", "프로도사", "프로의회", "프로까지만도의"])
def test_a_longer_word_goes_on(text: str) -> None:
    assert not _SHARE.match(text)
