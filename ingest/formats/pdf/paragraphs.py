"""Joins lines to paragraphs: decides which line ends are the writer's and which the page's, and whether a word continues across one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.formats.pdf.page_lines import TextLine
from ingest.formats.pdf.unruled import cells_of, rows_of
from ingest.korean.letters import width_of
from ingest.korean.morphemes import is_one_word
from ingest.lines import ends_sentence
from ingest.outline import marker_of

_SPACED_ENDS = 0.05
"""Share of the lines: where more of them end in a space, the file writes the spaces at its line ends, and a line without one ends inside a word."""
_BLANK = 1.8  # of the usual step from line to line; a wider one is an empty line
_ONE_STEP = 1.5  # of a letter's height: the usual step of a block of one line
_LOOSE = 1.4  # of the usual step from line to line; a wider one begins a paragraph
_INDENT = 0.8  # of a letter's height: a line set in by more than the lines above it begins a paragraph
_HANG = 8.0  # of a letter's height: a second line set in by more is no line of the paragraph
_SLACK = 0.4  # of a letter's height: a full line may have so much more room left than the next word needs, for a space before it and rounding
_SAME_SIZE = 1.25  # the largest ratio of the heights of two letters in one paragraph
_AROUND = 30  # characters on each side of a line end that tell whether a word goes on

_SENTENCE_GOES_ON = re.compile(r"[,;!?]|\.[가-힣]")  # the last letter of a line and the first of the next
_GLUED = re.compile(r"[(\[「『‘“/~].|.[)\]」』’”.,/~]")
_CUT_NUMBER = re.compile(r"\d[-–]$")  # of a telephone number whose next digits stand on the next line
_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that stand below each other between two edges (points)."""

    lines: tuple[TextLine, ...]
    left: float
    right: float


def writes_spaces(lines: Sequence[TextLine]) -> bool:
    """Whether the file that `lines` come from writes the spaces at its line ends."""
    return sum(line.ends_spaced for line in lines) > _SPACED_ENDS * len(lines)


def paragraphs_of(block: TextBlock, spaces_written: bool) -> Iterator[str]:
    """The paragraphs of `block`, each on one line, and "" for an empty line between them. `spaces_written`: the file writes the spaces at its
    line ends.
    """
    usual = _usual_step(block)
    own: list[TextLine] = []
    rows = rows_of(block.lines)
    for line in (line for line in block.lines if rows.get(id(line)) != ""):
        if own and not _goes_on(own, line, block, usual):
            yield _joined(own, rows, spaces_written)
            if line.box.middle[1] - own[-1].box.middle[1] > _BLANK * usual:
                yield ""
            own = []
        own.append(line)
    if own:
        yield _joined(own, rows, spaces_written)


def _joined(lines: Sequence[TextLine], rows: Mapping[int, str], spaces_written: bool) -> str:
    """The words of the paragraph `lines` on one line. `spaces_written`, that the file writes the spaces at its line ends, counts only where some
    line end of the paragraph has one: in one file Hancom's program writes them in a paragraph that it breaks between any two letters, and
    leaves them out in one that it breaks between words.
    """
    spaces_written = spaces_written and any(line.ends_spaced for line in lines[:-1])
    words = rows.get(id(lines[0]), lines[0].text)
    for last, line in pairwise(lines):
        words += _between(last, words, line.text, spaces_written) + line.text
    return words


def carried_over(above: TextBlock, below: TextBlock) -> tuple[TextBlock, TextBlock | None]:
    """`above` with the lines of `below`, the block at the top of the next column or page, that continue its last paragraph; and the rest of
    `below`, None where nothing is left.
    """
    last = above.lines[-1]
    first = below.lines[0]
    usual = _usual_step(above) or _ONE_STEP * last.box.height
    beside = below.left >= above.right or below.right <= above.left
    right = above.left - below.left if beside else 0.0
    down = last.box.middle[1] + usual - first.box.middle[1]
    own = _last_paragraph(above, usual)
    carried: list[TextLine] = []
    for line in below.lines if not ends_sentence(last.text) else ():
        moved = line.moved(right, down)
        if not _goes_on([*own, *carried], moved, above, usual):
            break
        carried.append(moved)
    rest = below.lines[len(carried) :]
    return replace(above, lines=(*above.lines, *carried)), replace(below, lines=rest) if rest else None


def _last_paragraph(block: TextBlock, usual: float) -> list[TextLine]:
    """The lines of the last paragraph of `block`; `usual` is the usual step from line to line (points)."""
    own: list[TextLine] = []
    for line in block.lines:
        if own and not _goes_on(own, line, block, usual):
            own = []
        own.append(line)
    return own


def _usual_step(block: TextBlock) -> float:
    """The median step from line to line of `block`, in points; 0 for a lone line."""
    steps = [after.box.middle[1] - before.box.middle[1] for before, after in pairwise(block.lines)]
    return median(steps) if steps else 0.0


def _goes_on(own: Sequence[TextLine], line: TextLine, block: TextBlock, usual: float) -> bool:
    """Whether `line` continues the paragraph of the lines `own`; `usual` is the usual step from line to line (points)."""
    last, height = own[-1].box, own[-1].box.height
    begins_item = marker_of(line.text) is not None and not _ends_verb(line, own[-1], block)
    if begins_item or line.box.middle[1] - last.middle[1] > _LOOSE * usual:
        return False
    if _has_gap(own[-1]) or _has_gap(line):
        return False
    if not height / _SAME_SIZE <= line.box.height <= height * _SAME_SIZE:
        return False
    indent = line.box.left - own[-1].box.left
    if abs(indent) > (_INDENT if len(own) > 1 else _HANG) * height and not _centred(own[-1], line):
        return False
    free = block.right - last.right
    if _centred(own[-1], line):
        free += last.left - block.left
    return free < _first_word(line) + _SLACK * height


def _ends_verb(line: TextLine, last: TextLine, block: TextBlock) -> bool:
    """Whether the "다." that `line` begins with is the end of the last line's verb ("한" + "다.") and no item: no "나." goes before it."""
    open_verb = line.text.startswith("다.") and last.text[-1:].isalpha() and not last.ends_spaced
    return open_verb and not any(one.text.startswith("나.") for one in block.lines)


def _has_gap(line: TextLine) -> bool:
    return len(cells_of(line)) > 1


def _centred(one: TextLine, other: TextLine) -> bool:
    """Whether the two lines are centred: they have the same middle, and different edges."""
    off = abs(one.box.middle[0] - other.box.middle[0])
    return off < 0.3 * one.box.height < abs(one.box.left - other.box.left)


def _first_word(line: TextLine) -> float:
    """The width of the first word of `line` in points, estimated by its share of the letters, of which Hangul is twice as wide as others."""
    first = line.stretches[0]
    return first.box.width * width_of(first.text.split(" ")[0]) / width_of(first.text)


def _between(last: TextLine, words: str, after: str, spaces_written: bool) -> str:
    """The separator between `words`, which end in the line `last`, and the next line `after`: a space, or "" where a word continues."""
    border = words[-1:] + after[:1]
    if last.ends_spaced or _SENTENCE_GOES_ON.match(border):
        return " "
    if spaces_written or _GLUED.match(border) or (after[:1].isdigit() and _CUT_NUMBER.search(words)):
        return ""
    if not _HANGUL.search(border):
        return " "
    return "" if is_one_word(words[-_AROUND:], after[:_AROUND]) else " "
