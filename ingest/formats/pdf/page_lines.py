"""Joins the letters of a page to stretches, and the stretches at one height to lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.interleaved import interleaved
from ingest.formats.pdf.page_marks import Letter, touch
from ingest.formats.pdf.places import Box, on_one_line

_APART = 2.0  # gap between two stretches of one line (columns, tabs), in heights of the letters
_BACK = 0.5  # of the height: a letter that begins so far before the end of the last one begins a new stretch
_GAP = 0.15  # of the height: a wider gap between two stretches of a line is a space
_FEW_GAPS = 3  # gaps between letters; with fewer, spaced-out letters cannot be recognised
_GUESSED = 0.4  # share of the gaps with a guessed space; a text of words has a space after every third letter
_EVEN = 0.5  # of the height: gaps that differ less are those of letters, not of words
_HANGUL = re.compile(r"[가-힣]{2}")
_BULLET = 1.5  # of the height: a picture no larger than that before a line is its bullet


@dataclass(slots=True)
class Stretch:
    """Letters of one line without a wide gap between them. `ends_spaced`: the file itself writes a space after the last one."""

    text: str
    box: Box
    ends_spaced: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """The stretches that stand at one height, from left to right."""

    stretches: tuple[Stretch, ...]

    @property
    def box(self) -> Box:
        """The box around its words."""
        return around(stretch.box for stretch in self.stretches)

    @property
    def text(self) -> str:
        """The words of the line, with a space between stretches that stand apart."""
        words = self.stretches[0].text
        for before, after in pairwise(self.stretches):
            gap = after.box.left - before.box.right
            apart = before.ends_spaced or gap > _GAP * min(before.box.height, after.box.height)
            words += (" " if apart else "") + after.text
        return words

    def moved(self, right: float, down: float) -> "TextLine":
        """A copy of the line, `right` points further to the right and `down` points further down."""
        return TextLine(
            tuple(
                Stretch(
                    one.text,
                    Box(one.box.left + right, one.box.top + down, one.box.right + right, one.box.bottom + down),
                    one.ends_spaced,
                )
                for one in self.stretches
            )
        )

    @property
    def ends_spaced(self) -> bool:
        """Whether the file itself writes a space after the last word of the line."""
        return self.stretches[-1].ends_spaced


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds `boxes`, of which there is at least one."""
    held = list(boxes)
    return Box(
        min(box.left for box in held),
        min(box.top for box in held),
        max(box.right for box in held),
        max(box.bottom for box in held),
    )


def stretches_of(letters: Iterable[Letter], apart: float = _APART) -> list[Stretch]:
    """The stretches of `letters`, in the order of the file; a gap wider than `apart` (in heights of the letters) separates two stretches."""
    runs: list[list[Letter]] = []
    last: Letter | None = None
    for letter in letters:
        if last is None or _parts(last, letter, apart):
            runs.append([letter])
        elif abs(letter.box.left - last.box.left) > 0.1 * letter.box.height or letter.text != last.text:
            runs[-1].append(letter)  # else: the same letter printed twice to look bold
        last = letter
    return [_stretch(run) for run in interleaved(runs)]


def _stretch(run: Sequence[Letter]) -> Stretch:
    words = run[0].text
    wide = _is_set_wide(run)
    for before, after in pairwise(run):
        may_separate = before.ends_spaced or not (wide and _HANGUL.match(before.text + after.text))
        words += (" " if after.spaced and may_separate else "") + after.text
    return Stretch(words, around(letter.box for letter in run), run[-1].ends_spaced)


def _is_set_wide(run: Sequence[Letter]) -> bool:
    """Whether the letters are spaced out: so far apart throughout that the spaces which pdfium guesses between them are none. Where some letters
    touch, the others are words apart, however short these are.
    """
    gaps = [after.box.left - before.box.right for before, after in pairwise(run)]
    guessed = sum(after.spaced and not before.ends_spaced for before, after in pairwise(run))
    return (
        len(gaps) >= _FEW_GAPS
        and guessed >= _GUESSED * len(gaps)
        and max(gaps) - min(gaps) <= _EVEN * run[0].box.height
        and not any(touch(before, after) for before, after in pairwise(run))
    )


def _parts(last: Letter, letter: Letter, apart: float) -> bool:
    height = max(last.box.height, letter.box.height)
    step = letter.box.left - last.box.right
    off_line = not on_one_line(last.box, letter.box)
    return off_line or step > apart * height or (step < -_BACK * height and letter.box.left < last.box.left)


def lines_of(stretches: Iterable[Stretch]) -> list[TextLine]:
    """The lines that `stretches` stand on, from the top."""
    rows: list[list[Stretch]] = []
    largest: Stretch | None = None  # the tallest stretch of the row that is being filled
    for stretch in sorted(stretches, key=lambda one: one.box.middle[1]):
        if largest is not None and on_one_line(largest.box, stretch.box):
            rows[-1].append(stretch)
            largest = max(largest, stretch, key=lambda one: one.box.height)
        else:
            rows.append([stretch])
            largest = stretch
    return [TextLine(tuple(_printed_once(row))) for row in rows]


def _printed_once(row: list[Stretch]) -> list[Stretch]:
    """`row` from left to right, without stretches that are printed twice at one place (a shadow, a bold look)."""
    kept: list[Stretch] = []
    for stretch in sorted(row, key=lambda one: one.box.left):
        twin = (
            kept
            and kept[-1].text == stretch.text
            and abs(kept[-1].box.left - stretch.box.left) < stretch.box.height / 3
        )
        if not twin:
            kept.append(stretch)
    return kept


def with_bullets(lines: Sequence[TextLine], pictures: Sequence[Box]) -> list[TextLine]:
    """`lines`, with "•" put before each line that has a small picture in front of it."""
    if not lines:
        return []
    height = median(line.box.height for line in lines)
    small = [box for box in pictures if 1 < max(box.width, box.height) <= _BULLET * height]
    return [_bulleted(line, small) for line in lines] if small else list(lines)


def _bulleted(line: TextLine, pictures: Sequence[Box]) -> TextLine:
    box = line.box
    for picture in pictures:
        before = 0 <= box.left - picture.right + 1 <= 2 * box.height
        if before and on_one_line(picture, box):
            place = Box(picture.left, box.top, picture.right, box.bottom)
            return TextLine((Stretch("•", place, ends_spaced=True), *line.stretches))
    return line
