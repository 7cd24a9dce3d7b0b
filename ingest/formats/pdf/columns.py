"""Finds the reading order of a page: from the top, and column by column where the page is set in columns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.page_lines import Stretch
from ingest.formats.pdf.tables import PageTable

Item = Stretch | PageTable

_FEW = 4  # items (stretches, tables) of a column; with fewer on one side there are no columns
_FULL = 0.6  # of the column's width: the least median width of its stretches; a column of labels is emptier
_SHARE = 0.25  # of the width of all words; a narrower column is a margin
_MOST = 2_000  # items of one page that are looked at for columns; more are a drawing's labels
_CHARS = 8  # characters: the least median length of a column's stretches; shorter ones are those of a table


def zones_of(items: Sequence[Item]) -> Iterator[list[Item]]:
    """`items` divided into zones (columns, and what stands above and below them), in reading order; each zone is read from the top."""
    if not items:
        return
    for gutter in _gutters(items) if len(items) <= _MOST else ():
        found = _parted(items, gutter)
        if found is not None:
            for zone in found:
                yield from zones_of(zone)
            return
    yield list(items)


def _gutters(items: Sequence[Item]) -> list[float]:
    """The x positions (points) of possible gutters, the most frequent first: just left of where several items begin that have another item to
    their left at the same height.
    """
    lefts: Counter[int] = Counter()
    for item in items:
        beside = (
            other
            for other in items
            if other.box.right <= item.box.left and other.box.top < item.box.middle[1] < other.box.bottom
        )
        if any(beside):
            lefts[round(item.box.left)] += 1
    return [left - 1.0 for left, count in lefts.most_common(6) if count > 1]


def _parted(items: Sequence[Item], gutter: float) -> list[list[Item]] | None:
    """`items` divided into those above the columns, in the left and in the right column beside `gutter` (x), and below; None where there are none."""
    ordered = sorted(items, key=lambda one: one.box.top)
    crossing = [one for one in ordered if one.box.left < gutter - 1 and one.box.right > gutter + 1]
    borders = [float("-inf"), *(one.box.middle[1] for one in crossing), float("inf")]
    total = max(one.box.right for one in items) - min(one.box.left for one in items)
    for above, below in pairwise(borders):
        run = [one for one in ordered if above < one.box.middle[1] < below and one not in crossing]
        left = [one for one in run if one.box.right <= gutter + 1]
        right = [one for one in run if one.box.left >= gutter - 1]
        if _is_column(left, total) and _is_column(right, total):
            before = [one for one in ordered if one.box.middle[1] <= above]
            after = [one for one in ordered if one.box.middle[1] >= below]
            return [before, left, right, after]
    return None


def _is_column(items: Sequence[Item], total: float) -> bool:
    """Whether `items` are a column of running text; `total` is the width of all words."""
    if len(items) < _FEW:
        return False
    width = max(one.box.right for one in items) - min(one.box.left for one in items)
    texts = [one for one in items if isinstance(one, Stretch)]
    if width < _SHARE * total or not texts:
        return False
    filled = median(one.box.width for one in texts) >= _FULL * width
    return filled and median(len(one.text) for one in texts) >= _CHARS
