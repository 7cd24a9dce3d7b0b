"""Merges letters of one line that the file writes in several runs, as some programs do: first the Hangul, then the digits and signs between."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.formats.pdf.page_marks import Letter
from ingest.formats.pdf.places import line_reach, on_one_line

LetterRun = list[Letter]
"""Letters that the file writes one after the other, from left to right."""

_SPACE = 0.2  # of a letter's height; a wider gap in a merged run is a space
_OVER = 0.6  # of a letter's width; letters that overlap by more are printed twice


def interleaved(runs: Sequence[LetterRun]) -> list[LetterRun]:
    """`runs`, with each run that lies in the gaps of another one merged into it."""
    found: list[LetterRun | None] = list(runs)
    for inner, outer in _inside(runs):
        mine, other = found[inner], found[outer]
        if mine is not None and other is not None and _fits(mine, other):
            found[outer] = _together(other, mine)
            found[inner] = None
    return [run for run in found if run is not None]


def _inside(runs: Sequence[LetterRun]) -> list[tuple[int, int]]:
    """The pairs (inner, outer) of indices of `runs` where the inner run begins between the ends of the outer one, on the same line."""
    places = sorted((run[0].box.middle[1], number) for number, run in enumerate(runs))
    tallest = max((run[0].box.height for run in runs), default=0.0)
    pairs = []
    for index, (at, number) in enumerate(places):
        for below, other in places[index + 1 :]:
            if below - at > line_reach(tallest):
                break
            for inner, outer in ((number, other), (other, number)):
                one, whole = runs[inner][0].box, runs[outer]
                level = on_one_line(one, whole[0].box)
                if level and whole[0].box.right <= one.left + 1 and one.right <= whole[-1].box.left + 1:
                    pairs.append((inner, outer))
    return pairs


def _fits(inner: LetterRun, outer: LetterRun) -> bool:
    """Whether no letter of `inner` overlaps one of `outer`."""
    return not any(
        min(one.box.right, other.box.right) - max(one.box.left, other.box.left) > _OVER * one.box.width
        for one in inner
        for other in outer
    )


def _together(outer: LetterRun, inner: LetterRun) -> LetterRun:
    """The letters of both runs from left to right, with a space wherever the gap between two letters is wide."""
    letters = sorted([*outer, *inner], key=lambda one: one.box.left)
    spaced = [letters[0].spaced]
    for before, after in pairwise(letters):
        spaced.append(after.box.left - before.box.right > _SPACE * min(before.box.height, after.box.height))
    return [replace(letter, spaced=is_spaced) for letter, is_spaced in zip(letters, spaced, strict=True)]
