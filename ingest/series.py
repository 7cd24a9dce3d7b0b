"""Finds series of figures inside a line: "('19)16.9 ('20)20.0", "('21.3) 9.5 (4) 10.5", "26위('19)→7위('20)"."""

import re

from ingest.document import Cell
from ingest.korean.time_labels import TIME_IN_BRACKETS, labels_completed
from ingest.korean.units import but_kinds
from ingest.unit_notes import unit_in

_VALUE = (
    r"(?P<value>(?:[△▲▽▼+\-–−]\s?)?\d[\d,]*(?:\.\d+)?(?:\s?[백천만억조]+)?"
    rf"(?:\s?(?:{but_kinds('order', 'group', 'date', 'text')}))?)"
)
_LABEL_FIRST = re.compile(TIME_IN_BRACKETS + r"\s*[:=]?\s*" + _VALUE + r"(?![\d.])")
_VALUE_FIRST = re.compile(_VALUE + r"\s*" + TIME_IN_BRACKETS)
_BETWEEN = re.compile(r"^[\s,·→⇒/:;>-]*(?:\([^()]{1,24}\))?[\s,·→⇒/;>-]*$")
_ARROW = re.compile(r"^\s*[→⇒>➔]\s*$")
_INNERMOST = re.compile(r"\([^()]*\)")
_MAX = 3000  # characters; a series stands in one sentence
_MAX_NAME = 60


def series_in(text: str) -> tuple[Cell, ...]:
    """The figures of the series in `text`, with offsets in it: the words before the series are its row, the bracket of each
    figure, made complete, is its column ("(4)" after "('21.3)" is "'21.4"). Empty where there is no series of two or more.
    """
    if len(text) > _MAX:
        return ()
    cells: list[Cell] = []
    for pattern, between in (
        (_LABEL_FIRST, _BETWEEN),
        (_VALUE_FIRST, _ARROW),
    ):  # with the values first, arrows must stand between
        for run in _runs(text, pattern, between):
            if not any(cell.start < run[-1].end() and run[0].start() < cell.end for cell in cells):
                cells.extend(_cells(text, run))
    return tuple(sorted(cells, key=lambda cell: cell.start))


def _runs(text: str, pattern: re.Pattern[str], between: re.Pattern[str]) -> list[list[re.Match[str]]]:
    """The runs of two matches of `pattern` or more with nothing but `between` from one to the next."""
    runs: list[list[re.Match[str]]] = []
    for pair in pattern.finditer(text):
        if runs and between.match(text[runs[-1][-1].end() : pair.start()]):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [run for run in runs if len(run) > 1]


def _cells(text: str, run: list[re.Match[str]]) -> list[Cell]:
    before = text[: run[0].start()]
    name, unit = _name(before), unit_in(before[-200:])
    labels = labels_completed([pair["label"] for pair in run])
    return [
        Cell(*pair.span("value"), (name,) if name else (), (label,), unit)
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
