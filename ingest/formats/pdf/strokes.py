"""Joins straight strokes to ruling lines: dots in a row are a line, a line drawn twice is one line, the stripes of a shaded area are none."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.formats.pdf.places import Rule

_SAME_AT = 0.3  # points; strokes whose places differ less lie on one line
_DASH = 12.0  # points; a longer stroke is a line of its own
_DASH_GAP = 3.0  # points between two dashes of a line
_SHORT = 4.0  # points; a shorter line is a dot of a pattern
_STRIPE = 2.6  # points from one stripe to the next; no row of a table is so low
_STRIPES = 4  # stripes of a shaded area at least; a triple line has three
_SAME_END = 1.0  # points; stripes that end nearer each other are of one area
_GRAIN = 4.0  # points; stripes with equal ends are grouped in steps of it; any value above `_SAME_END` will do


def ruling_lines(strokes: Iterable[Rule]) -> list[Rule]:
    """The ruling lines that `strokes` (all horizontal or all vertical) draw, sorted by position."""
    lines = [line for row in _rows(strokes) for line in _joined(row) if line.end - line.start >= _SHORT]
    return sorted(_without_stripes(lines), key=lambda one: (one.at, one.start))


def _rows(strokes: Iterable[Rule]) -> Iterator[list[Rule]]:
    """`strokes` in groups that lie on one line."""
    row: list[Rule] = []
    for stroke in sorted(strokes, key=lambda one: one.at):
        if row and stroke.at - row[0].at > _SAME_AT:
            yield row
            row = []
        row.append(stroke)
    if row:
        yield row


def _joined(row: Sequence[Rule]) -> Iterator[Rule]:
    """The strokes of one line, with those joined that overlap or are dashes near each other."""
    if len(row) == 1:
        yield row[0]
        return
    at, start, end, last = 0.0, 0.0, float("-inf"), 0.0
    for stroke in sorted(row, key=lambda one: one.start):
        length = stroke.end - stroke.start
        gap = stroke.start - end
        if gap <= 0 or (gap <= _DASH_GAP and min(length, last) <= _DASH):
            end = max(end, stroke.end)
        else:
            if end > start:
                yield Rule(at, start, end)
            at, start, end = stroke.at, stroke.start, stroke.end
        last = length
    if end > start:
        yield Rule(at, start, end)


def _without_stripes(lines: Sequence[Rule]) -> Iterator[Rule]:
    """`lines` without those that lie close below each other between the same ends, as a gradient is drawn."""
    alike: dict[tuple[int, int], list[Rule]] = {}
    for line in lines:
        alike.setdefault((round(line.start / _GRAIN), round(line.end / _GRAIN)), []).append(line)
    for own in alike.values():
        run: list[Rule] = []
        for line in sorted(own, key=lambda one: one.at):
            if run and not _next_stripe(run[-1], line):
                yield from run if len(run) < _STRIPES else ()
                run = []
            run.append(line)
        yield from run if len(run) < _STRIPES else ()


def _next_stripe(one: Rule, other: Rule) -> bool:
    ends = abs(one.start - other.start) <= _SAME_END and abs(one.end - other.end) <= _SAME_END
    return ends and other.at - one.at <= _STRIPE
