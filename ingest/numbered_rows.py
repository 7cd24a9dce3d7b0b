"""Finds what the number of a piece goes on with: a row of headings above it, or a list of names."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import PageStart, Table
from ingest.labels import is_name
from ingest.levels import Shaped
from ingest.outline import Marker, MarkerFamily

_LEAST_NAMES = 2
"""Items above that must name things for the next number to be one of them: one alone may be a section's name without its text."""
_COPIES = re.compile(r"\s?\d\s?부[.)]?$")
"""The number of copies behind the name of a paper ("신청서 1부.")."""


def goes_on_headings(marker: Marker, above: Sequence[Shaped | Table | PageStart]) -> bool:
    """Whether the number of `marker` goes on, one by one, a row that a heading began: "5. 의견제출" below the heading "2. 주요내용" and the lines "3.
    근거 법규: 지방세법" and "4. 조례안: 붙임", which hold what they name.
    """
    number = marker.number - 1
    for one in reversed(above):
        if not isinstance(one, Shaped) or one.marker is None or one.marker.kind is not marker.kind:
            continue
        if one.marker.number != number:
            return False
        if one.is_heading:
            return True
        number -= 1
    return False


def is_in_list(marker: Marker, above: Sequence[Shaped | Table | PageStart]) -> bool:
    """Whether `marker` belongs to a list of names above: it goes on with two items or more ("3." below "1. 신청서", "2. 신분증"), or with those inside
    the last of them ("가."), and nothing but their own items and notes stands between. Where two rows above count to one number, it may be
    that of headings.
    """
    number = marker.number
    for index in range(len(above) - 1, -1, -1):
        one = above[index]
        if isinstance(one, PageStart):
            continue
        if isinstance(one, Table) or one.marker is None or one.is_heading:
            return False
        if one.marker.kind > marker.kind:
            continue
        if not is_name(_COPIES.sub("", one.content)):
            return False
        if one.marker.kind < marker.kind:
            following = replace(one.marker, number=one.marker.number + 1)
            return number == 1 and is_in_list(following, above[: index + 1])
        if one.marker.number != number - 1:
            return False
        number -= 1
        if number == 1 and _last_number(marker.kind, above[:index]) == marker.number - 1:
            return False
        if number == 1:
            return marker.number > _LEAST_NAMES or is_in_list(one.marker, above[:index])
    return False


def _last_number(kind: MarkerFamily, above: Sequence[Shaped | Table | PageStart]) -> int:
    """The number of the last marker of `kind`; 0 for none."""
    markers = (one.marker for one in reversed(above) if isinstance(one, Shaped))
    return next((marker.number for marker in markers if marker is not None and marker.kind is kind), 0)
