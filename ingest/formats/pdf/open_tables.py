"""Finds tables that are drawn with horizontal lines only: between their columns is a gap in which no row has a letter."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.formats.pdf.lattice import Lattice, lattice_of
from ingest.formats.pdf.page_lines import Stretch, TextLine, lines_of, stretches_of
from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Rule

_SAME_END = 6.0  # points; lines whose ends differ less are lines of one table
_NEXT = 2.0  # points; a wider gap between two pieces makes two lines
_LONG = 100.0  # points; a shorter line only marks words
_WORDS_APART = 0.6  # gap between stretches, in heights of the letters: wider than a space, even in a justified line
_FEW_LINES = 3  # ruling lines (above the table, under its header, below it): with no more, none separates the rows
_GUTTER = 5.0  # points between two columns
_HIGH = 0.9  # of the page's height; a table that seems higher is a page between its two lines
_MOST_CHARS = 60  # characters of a stretch on the average; longer ones are running text


def open_lattices(alone: Sequence[Rule], letters: Sequence[Letter], page_height: float) -> list[Lattice]:
    """The tables that horizontal lines without vertical ones (`alone`) draw around `letters`; lines that draw none (under a heading, above a
    footnote) are ignored.
    """
    found: list[Lattice] = []
    for group in _groups(alone):
        top, bottom = group[0].at, group[-1].at
        left, right = min(r.start for r in group), max(r.end for r in group)
        inside = [one for one in letters if top < one.box.middle[1] < bottom and left < one.box.middle[0] < right]
        if len(group) < 2 or bottom - top > _HIGH * page_height or not inside:
            continue
        lines = lines_of(stretches_of(inside, _WORDS_APART))
        gutters = _gutters(_below_first(lines, group), left, right)
        lattice = lattice_of(*_ruled(group, gutters, lines)) if gutters else None
        if lattice is not None:
            found.append(lattice)
    return found


def _groups(alone: Sequence[Rule]) -> list[list[Rule]]:
    """The groups of lines that begin and end at the same x, each from the top, with the shorter lines that lie between them."""
    groups: list[list[Rule]] = []
    whole = _in_one(alone)
    for rule in sorted((one for one in whole if one.end - one.start >= _LONG), key=lambda one: one.at):
        for group in groups:
            if abs(group[0].start - rule.start) <= _SAME_END and abs(group[0].end - rule.end) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    for group in groups:
        top, bottom, left, right = group[0].at, group[-1].at, group[0].start, group[0].end
        group.extend(
            rule
            for rule in whole
            if top < rule.at < bottom
            and left - _SAME_END <= rule.start
            and rule.end <= right + _SAME_END
            and rule not in group
        )
        group.sort(key=lambda one: one.at)
    return groups


def _in_one(pieces: Sequence[Rule]) -> list[Rule]:
    """The lines that `pieces` make when pieces of one line are joined: some programs draw a line cell by cell."""
    found: list[Rule] = []
    for piece in sorted(pieces, key=lambda one: (round(one.at), one.start)):
        last = found[-1] if found else None
        if last is not None and abs(last.at - piece.at) <= 1 and last.start <= piece.start <= last.end + _NEXT:
            found[-1] = Rule(last.at, last.start, max(last.end, piece.end))
        else:
            found.append(piece)
    return found


def _between_rows(lines: Sequence[TextLine], top: Rule, bottom: Rule, first: float) -> list[Rule]:
    """The ruling lines that are missing between the rows from `top` to `bottom`: a row begins at a line of text that has words both before
    and behind `first`, the end of the first column (x). Empty where the uppermost line of text has not.
    """
    own = [line for line in lines if top.at < line.box.middle[1] < bottom.at]
    begins = [line.box.left < first < line.box.right for line in own]
    if not own or not begins[0]:
        return []
    ats = [
        (one.box.bottom + other.box.top) / 2 for (one, other), new in zip(pairwise(own), begins[1:], strict=True) if new
    ]
    return [Rule(at, top.start, top.end) for at in ats]


def _below_first(lines: Sequence[TextLine], group: Sequence[Rule]) -> list[TextLine]:
    """The lines of text below the second ruling line, or all where there are too few: the header above it may reach over several columns."""
    body = [line for line in lines if line.box.middle[1] > group[1].at] if len(group) > 2 else []
    return body if len(body) >= 2 else list(lines)


def _gutters(lines: Sequence[TextLine], left: float, right: float) -> list[tuple[float, float]]:
    """The gutters (from x, to x) in which no line has words, between the first and the last word; empty where `lines` are no table."""
    stretches: list[Stretch] = [stretch for line in lines for stretch in line.stretches]
    rows = sum(len(line.stretches) > 1 for line in lines)
    if rows < 2 or 2 * rows < len(lines) or sum(len(one.text) for one in stretches) > _MOST_CHARS * len(stretches):
        return []
    covered: list[list[float]] = []
    for start, end in sorted((one.box.left, one.box.right) for one in stretches):
        if covered and start <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], end)
        else:
            covered.append([start, end])
    gaps = [(one[1], other[0]) for one, other in pairwise(covered)]
    return [(a, b) for a, b in gaps if b - a >= _GUTTER and left < a and b < right]


def _ruled(
    group: Sequence[Rule], gutters: Sequence[tuple[float, float]], lines: Sequence[TextLine]
) -> tuple[list[Rule], list[Rule]]:
    """The horizontal lines of the table, and vertical lines in the middle of its gutters, interrupted where words cross the gutter."""
    borders = [rule.at for rule in group]
    across = [*group, *(_between_rows(lines, group[-2], group[-1], gutters[0][0]) if len(group) <= _FEW_LINES else ())]
    down = []
    for a, b in gutters:
        x = (a + b) / 2
        for top, bottom in pairwise(borders):
            own = [line for line in lines if top < line.box.middle[1] < bottom]
            if not any(one.box.left < a and one.box.right > b for line in own for one in line.stretches):
                down.append(Rule(x, top, bottom))
    return across, down
