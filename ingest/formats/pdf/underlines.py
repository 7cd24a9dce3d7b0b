"""Removes underlines from the horizontal lines of a page: they draw no table, though they may reach a cell's border."""

from collections.abc import Sequence

from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import Rule

_BELOW = 0.35  # of a letter's height: an underline lies no further from the letters' lower edge
_SAME_END = 1.2  # points; an underline ends so near a letter's edge, a border keeps the cell's margin from it
_AT_BORDER = 1.0  # points; a line that ends so near a vertical one ends at it
_STEP = 8.0  # points; letters are looked up by the height of their lower edge in steps of it


def without_underlines(across: Sequence[Rule], down: Sequence[Rule], letters: Sequence[Letter]) -> list[Rule]:
    """The horizontal lines `across` without underlines: those that begin and end with the letters right above them, unless both ends lie at a
    vertical line.
    """
    shelves: dict[int, list[Letter]] = {}
    for letter in letters:
        shelves.setdefault(int(letter.box.bottom / _STEP), []).append(letter)
    return [rule for rule in across if not _underlines(rule, shelves) or _is_between(rule, down)]


def _underlines(rule: Rule, shelves: dict[int, list[Letter]]) -> bool:
    shelf = int(rule.at / _STEP)
    above = [
        letter.box
        for number in (shelf - 1, shelf, shelf + 1)
        for letter in shelves.get(number, ())
        if abs(letter.box.bottom - rule.at) <= _BELOW * letter.box.height
        and rule.start - _SAME_END <= letter.box.left
        and letter.box.right <= rule.end + _SAME_END
    ]
    if not above:
        return False
    begins = min(box.left for box in above) - rule.start <= _SAME_END
    return begins and rule.end - max(box.right for box in above) <= _SAME_END


def _is_between(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether both ends of `rule` lie at vertical lines."""
    return all(
        any(abs(one.at - end) <= _AT_BORDER and one.start - 1 <= rule.at <= one.end + 1 for one in down)
        for end in (rule.start, rule.end)
    )
