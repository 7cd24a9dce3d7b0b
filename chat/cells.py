"""Table cells as answers: by what the row and the column are called, the period they stand for, and what they hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.reading.asked import Asked, Slot
from chat.reading.periods import Period, periods_in
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED, AnswerType
from chat.reading.words import is_content, key, words
from ingest.document import Cell

# Points in the reader's currency (1.0: a matching particle beside a question word).
_LABELS = 4.0  # the labels hold all of the question's words
_PERIOD = 4.0  # the asked year or month is the cell's
_OTHER_PERIOD = -8.0  # another year: the right row, the wrong figure
_TYPE = 3.0  # an amount where an amount is asked
_WRONG_TYPE = -3.0
_NAMED = 3.0  # the question holds the row's or the column's whole name
_HEAD = 2.0  # the cell's words end in the noun asked for ("운전면허" for 무슨 면허)
_TOTAL = 2.0  # "합계", "전체" asked, and the row is one
_THIS_YEAR = 1.0  # no year asked: the document's own
# A cell longer than this is prose: words in it answer, not the whole.
PROSE_CHARS = 40

_TOTAL_LABELS = frozenset({"계", "합계", "총계", "소계", "전체", "총", "누계"})
_TOTAL_WORDS = frozenset({"합계", "전체", "통틀다", "합", "총계", "합치다", "통틀어", "총액", "total"})
_FIGURES = frozenset({AnswerType.MONEY, AnswerType.COUNT, AnswerType.PERCENT, AnswerType.ORDINAL, AnswerType.DURATION})


_BARE_FIGURE = re.compile(r"[\d,.\-△▲+%\s]+")
_NOT_WORDS = re.compile(r"\([^()]*\)|[^가-힣A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell of a row and how well it answers (`score` in the reader's points).

    `wrong_period`: the question names a year or month, and the cell stands for another.
    """

    cell: Cell
    score: float
    matched: bool
    wrong_period: bool


def read_cells(
    asked: Asked,
    slot: Slot,
    cells: Sequence[Cell],
    values: Sequence[str],
    idf: Callable[[str], float],
    this_year: int | None,
) -> list[CellReading]:
    """The cells of one row, best first. `values` are their words, in the same order."""
    wanted = periods_in(asked.question, this_year)
    weights = {form: max(idf(form), 0.1) for form in asked.forms}
    readings = [
        _reading(asked, slot, cell, value, weights, wanted, this_year)
        for cell, value in zip(cells, values, strict=True)
        if value.strip() and (cell.row or cell.column)
    ]
    return sorted(readings, key=lambda reading: -reading.score)


def _reading(
    asked: Asked,
    slot: Slot,
    cell: Cell,
    value: str,
    weights: dict[str, float],
    wanted: Sequence[Period],
    this_year: int | None,
) -> CellReading:
    score = _LABELS * _coverage(cell, weights)
    own = [period for label in (*cell.column, *cell.row) for period in periods_in(label)]
    wrong = False
    if wanted and own:
        right = any(period == other or other.holds(period) for other in wanted for period in own)
        exact = any(period == other for other in wanted for period in own)
        score += _PERIOD if exact else _PERIOD / 2 if right else _OTHER_PERIOD
        wrong = not right
    elif own and this_year and any(period == Period((this_year, 0), (this_year, 0)) for period in own):
        score += _THIS_YEAR
    matched = _has_kind(slot, value, cell.unit)
    if set(slot.kinds) & FORMED:
        score += _TYPE if matched else _WRONG_TYPE
    elif slot.kinds and slot.kinds[0] in (AnswerType.REASON, AnswerType.METHOD):
        score += 2 * _WRONG_TYPE  # a few words in a cell give no reason
    else:
        score += _WRONG_TYPE if _BARE_FIGURE.fullmatch(value.strip()) else 0.0
    if slot.head and value.rstrip().endswith(slot.head):
        score += _HEAD
    question = _squeeze(asked.question)
    for names in (cell.row, cell.column):
        if names and len(_squeeze(names[-1])) > 1 and _squeeze(names[-1]) in question:
            score += _NAMED
    if any(label.replace(" ", "") in _TOTAL_LABELS for label in cell.row):
        score += _TOTAL if asked.forms & _TOTAL_WORDS else -_TOTAL / 2
    return CellReading(cell, score, matched, wrong)


def _squeeze(label: str) -> str:
    """The letters and digits of `label`, without brackets and white space."""
    return _NOT_WORDS.sub("", label).lower()


def named_columns(question: str, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of one row whose innermost column name stands in `question` ("정원하고 참가비": both)."""
    squeezed = _squeeze(question)
    return tuple(
        c for c in cells if c.column and len(_squeeze(c.column[-1])) > 1 and _squeeze(c.column[-1]) in squeezed
    )


def _coverage(cell: Cell, weights: dict[str, float]) -> float:
    """The IDF-weighted share (0..1) of the question's words that the labels hold."""
    held = {
        key(m) for label in (*cell.row, *cell.column) for word in words(label) for m in word.morphemes if is_content(m)
    }
    total = sum(weights.values())
    return sum(weight for form, weight in weights.items() if form in held) / total if total else 0.0


def _has_kind(slot: Slot, value: str, unit: str) -> bool:
    """Whether the cell holds the kind of answer asked for; a bare figure counts as an amount of its unit."""
    text = f"{value}{unit}" if unit and value[-1:].isdigit() else value
    kinds = {span.kind for span in typed_spans(text)}
    if kinds & set(slot.kinds):
        return True
    return bool(not unit and kinds & _FIGURES and set(slot.kinds) & _FIGURES)
