"""The endings that join statements: one table."""

import re

import pytest

from ingest.korean.connectives import CONTRASTING, COORDINATING, JOINING, supposes, written


@pytest.mark.parametrize(
    ("ending", "condition"),
    [
        ("면", True),
        ("ᆫ다면", True),
        ("으려면", True),
        ("더라도", True),
        ("어도", True),
        ("여도", True),
        ("어야", True),
        ("거든", True),
        ("면서", False),
        ("지만", False),
        ("고", False),
    ],
)
def test_conditions_and_concessions(ending: str, condition: bool) -> None:
    assert supposes(ending) is condition


def test_what_joins_is_side_by_side_or_against_or_beside() -> None:
    assert {"면서", "거나"} == JOINING - COORDINATING - CONTRASTING


@pytest.mark.parametrize(
    ("text", "ends"), [("발급하고", True), ("작은데", True), ("무료이나", True), ("가운데", False), ("그런데", False)]
)
def test_as_it_is_written(text: str, ends: bool) -> None:
    assert bool(re.search(rf"(?:{written(JOINING)})$", text)) is ends
