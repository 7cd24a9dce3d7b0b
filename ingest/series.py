"""Finds series of figures inside a line: "('19)16.9 ('20)20.0", "('21.3) 9.5 (4) 10.5", "26위('19)→7위('20)"."""

import re
from dataclasses import dataclass

from ingest.document import Cell
from ingest.korean.time_labels import TIME_IN_BRACKETS, labels_completed
from ingest.korean.units import but_kinds
from ingest.unit_notes import unit_in

_VALUE = (
    r"([△▲▽▼+\-–−]?\s?\d[\d,]*(?:\.\d+)?\s?(?:[백천만억조]+\s?)?"
    rf"(?:{but_kinds('order', 'group', 'date', 'text')})?)"
)
_LABEL_FIRST = re.compile(TIME_IN_BRACKETS + r"\s*[:=]?\s*" + _VALUE + r"(?![\d.])")
_VALUE_FIRST = re.compile(_VALUE + r"\s*" + TIME_IN_BRACKETS)
_BETWEEN = re.compile(r"^[\s,·→⇒/:;>-]*(?:\([^()]{1,24}\))?[\s,·→⇒/;>-]*$")
_ARROW = re.compile(r"^\s*[→⇒>➔]\s*$")
_INNERMOST = re.compile(r"\([^()]*\)")
_MAX = 3000  # characters; a series stands in one sentence
_MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class _Pair:
    start: int
    end: int
    label: str
    value_start: int
    value_end: int


def series_in(text: str) -> tuple[Cell, ...]:
    """The figures of the series in `text`, with offsets in it: the words before the series are its row, the bracket of each
    figure, made complete, is its column ("(4)" after "('21.3)" is "'21.4"). Empty where there is no series of two or more.
    """
    if len(text) > _MAX:
        return ()
    cells: list[Cell] = []
    for pattern, label_first in ((_LABEL_FIRST, True), (_VALUE_FIRST, False)):
        for run in _runs(text, [_pair(found, label_first) for found in pattern.finditer(text)], label_first):
            if not any(cell.start < run[-1].end and run[0].start < cell.end for cell in cells):
                cells.extend(_cells(text, run))
    return tuple(sorted(cells, key=lambda cell: cell.start))


def _pair(found: re.Match[str], label_first: bool) -> _Pair:
    label, value = (1, 2) if label_first else (2, 1)
    words = found[value]
    lead = len(words) - len(words.lstrip())
    return _Pair(
        found.start(),
        found.end(),
        found[label].strip(),
        found.start(value) + lead,
        found.start(value) + len(words.rstrip()),
    )


def _runs(text: str, pairs: list[_Pair], label_first: bool) -> list[list[_Pair]]:
    """The series among `pairs`: two or more with nothing but separators and remarks between; with the values first, arrows must stand between."""
    between = _BETWEEN if label_first else _ARROW
    runs: list[list[_Pair]] = []
    for pair in pairs:
        if runs and between.match(text[runs[-1][-1].end : pair.start]):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [run for run in runs if len(run) > 1]


def _cells(text: str, run: list[_Pair]) -> list[Cell]:
    before = text[: run[0].start]
    name, unit = _name(before), unit_in(before[-200:])
    labels = labels_completed([pair.label for pair in run])
    return [
        Cell(pair.value_start, pair.value_end, (name,) if name else (), (label,), unit)
        for pair, label in zip(run, labels, strict=True)
    ]


def _name(before: str) -> str:
    """The words that name a series: those right before it, without brackets and marks, from the last comma, colon, stop or arrow on."""
    words = before[-4 * _MAX_NAME :].rstrip(" \n:(").replace("\n", " ")
    bare = _INNERMOST.sub("", words)
    while bare != words and re.search(r"[^\W\d]", bare):
        words, bare = bare, _INNERMOST.sub("", bare)
    last = re.split(r"[,;:]\s|\.\s|→", words)[-1]
    return re.sub(r"^[\W_]+|[\s:()]+$", "", last)[-_MAX_NAME:]
