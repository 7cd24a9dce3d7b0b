"""The table cell that answers: row label x column label."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.asked import Asked, Role, Slot
from chat.read_types import FORMED, AnswerType
from chat.read_words import is_content, key, words
from chat.spans import typed_spans
from ingest.document import Cell

T = AnswerType
Idf = Callable[[str], float]

# A label word that the question does not hold speaks against the cell, but little: labels are longer than questions.
_UNASKED = 0.25
# A cell with more letters holds running text and is read like a sentence.
_LONGEST = 40
# What a unit counts.
_UNIT_KINDS: tuple[tuple[str, AnswerType], ...] = (
    ("원", T.MONEY),
    ("달러", T.MONEY),
    ("불", T.MONEY),
    ("%", T.PERCENT),
    ("퍼센트", T.PERCENT),
    ("개월", T.DURATION),
    ("시간", T.DURATION),
)


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """A cell of `cells` (by `index`) with its score: share of the question that its labels hold (0..1), less what
    they say beside it. `matched`: its content or unit is of the kind asked for.
    """

    index: int
    score: float
    matched: bool


def choose(asked: Asked, slot: Slot, text: str, cells: Sequence[Cell], context: str, idf: Idf) -> list[ChosenCell]:
    """The cells of one table row, best first. `cells` spans are offsets in `text`. Label cells are left out."""
    weights = {t.form: max(idf(t.form), 0.1) * (0.4 if t.role is Role.HEAD else 1.0) for t in asked.terms}
    total = sum(weights.values()) or 1.0
    around = _forms(context)
    chosen: list[ChosenCell] = []
    for index, cell in enumerate(cells):
        content = text[cell.start : cell.end].strip()
        labels = [_forms(" ".join(cell.row)), _forms(" ".join(cell.column))]
        if not content or content in (*cell.row, *cell.column) or len(content) > _LONGEST:
            continue
        held = labels[0] | labels[1] | around | _forms(cell.unit)
        score = sum(w for form, w in weights.items() if form in held) / total
        for label in labels:
            if label:
                score -= _UNASKED * len(label - weights.keys()) / len(label)
        if asked.years and any(len(f) == 5 and f[1:].isdigit() for f in labels[1]):
            # A year among the column labels and another in the question: the wrong column.
            score -= 0.5 * (not any("#" + year in labels[0] | labels[1] for year in asked.years))
        chosen.append(ChosenCell(index, score, is_kind(content, cell.unit, slot)))
    return sorted(chosen, key=lambda c: (-c.score - 0.3 * c.matched, c.index))


def is_kind(content: str, unit: str, slot: Slot) -> bool:
    """Is a cell of the kind that the slot asks for? A bare figure has the kind of its unit."""
    bare = re.fullmatch(r"[\d,.△▲+-]+", content)
    if bare and any(sign in unit and kind in slot.kinds for sign, kind in _UNIT_KINDS):
        return True
    if bare:
        return T.COUNT in slot.kinds or T.MONEY in slot.kinds
    if not any(kind in FORMED for kind in slot.kinds):
        return not re.fullmatch(r"[\d,.%]+", content)
    return any(s.kind in slot.kinds for s in typed_spans(content))


@lru_cache(maxsize=4096)
def _forms(label: str) -> frozenset[str]:
    return frozenset(key(m) for word in words(label) for m in word.morphemes if is_content(m))
