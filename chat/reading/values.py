"""The answering words of a finding: the date, amount, ... of the kind asked for, by the reader's chances, else the likeliest phrase."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from chat.reading.asked import Asked
from chat.reading.findings import Finding
from chat.reading.phrases import likeliest
from chat.reading.sentence_periods import issued_in
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED, AnswerType
from ingest.document import Cell
from ingest.korean.connectives import CONTRASTING, written
from ingest.korean.dates import Period, periods_in
from ingest.korean.letters import unspaced
from ingest.korean.limit_words import ANY, LimitPlace, limit_words
from ingest.korean.time_labels import label_in_full
from ingest.korean.words import Word, content, is_content, key, words
from ingest.unit_notes import without_unit

_AHEAD = 0.2
"""How far the weight of a value must be above that of every other value of its kind in the sentence for the value to be shown by itself: 67 of 76 such
values are right, with .1 80 of 100, with .3 62 of 69 (this and the others below: docs/measurements.md, "What the numbers of telling do").
"""
_SURE = 0.6
"""The weight from which a value is shown by itself: .5 shows the same ones, .7 64 right of 72."""
_CELL = 0.5
"""The weight from which a cell is told: it is likelier to answer than not. Between .4 and .7 as many rows are told rightly."""
_POSSIBLE = 0.25
"""The weight from which a value is marked in its sentence. It bounds little: with .1 the same are marked, with .5 359 instead of 362."""
_SURE_PHRASE = 0.04
"""The chance from which words of no known form are marked; it is spread over all runs that share most of their letters. On the fitting documents 325 of 385
such phrases share half of their letters with the answer; with .03 400 of 500, with .07 172 of 190.
"""
_NEAR = 0.3
"""What a word of the question right before or after a value adds to its weight: it decides where the reader is unsure. Without it 57 of 66 values shown by
themselves are right, with it 67 of 76.
"""
_NUMBERED = re.compile(r"\d+[가-힣]{1,2}")
"""A number with its unit in the name of a column."""
# Words after a figure or a date that are shown with it ("from", "until", "at least").
_BOUND_PARTICLES = re.compile(
    rf"\s?(?:{limit_words(LimitPlace.BEHIND_FIGURE, LimitPlace.BEHIND_TIME, senses=ANY)}|여\s?개|한도|씩)"
)
# Words before a figure that limit it, and what behind it turns it round ("5천만원을 초과하지 아니하도록", "10만원이나, 냉난방비는 별도").
# 월, 연 and 약 are words of their own only ("6월 20만원", "공연 3회", "계약 5건").
_BOUNDS_BEFORE = re.compile(
    rf"(?:(?:{limit_words(LimitPlace.BEFORE)}|매월|매년|연간|(?<!\d)1인당|가구당|(?<!\w)(?:월|연|약))\s?)+$"
)
_TURNED_ROUND = re.compile(
    rf"(?:을|를)?\s?(?:{limit_words(LimitPlace.BEHIND_FIGURE)}|넘)\S{{0,3}}\s?\S{{0,2}}(?:아니|않|없|못)"
    rf"|(?:(?:이|이었|였)?(?:{written(CONTRASTING)})|인데)[,\s]"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a kind asked for: `start`/`end` are offsets in the sentence; `weight` is the mean chance (0..1) that its
    letters belong to the answering words, plus up to `_NEAR` where it is beside a word of the question.
    """

    start: int
    end: int
    weight: float
    kind: AnswerType


def weight(finding: Finding, start: int, end: int) -> float:
    """The mean chance (0..1), weighted by letters, that the document's text from `start` to `end` belongs to the answering words."""
    shared = [(min(end, b) - max(start, a), chance) for a, b, chance in finding.reading.words if a < end and start < b]
    letters = sum(count for count, _ in shared)
    return sum(count * chance for count, chance in shared) / letters if letters else 0.0


def bare_value(asked: Asked, finding: Finding) -> str:
    """The one value of the kind asked for that answers by itself, "" where only the whole sentence does."""
    span = bare_span(asked, finding)
    return " ".join(finding.passage.sentence_text(finding.sentence)[slice(*span)].split()) if span else ""


def bare_span(asked: Asked, finding: Finding) -> tuple[int, int] | None:
    """The (start, end) in the sentence of the value that answers by itself (`bare_value`); None where there is none."""
    kinds = {kind for slot in asked.slots for kind in slot.kinds[:1]} & FORMED
    if not kinds or len(asked.slots) != 1:
        return None
    values = _weighed(asked, finding, kinds)
    if not values or values[0].weight < _SURE or not _stands_out(values):
        return None
    best, text = values[0], finding.passage.sentence_text(finding.sentence)
    if _TURNED_ROUND.match(text, best.end):
        return None
    before, bound = _BOUNDS_BEFORE.search(text[: best.start]), _BOUND_PARTICLES.match(text, best.end)
    return before.start() if before else best.start, bound.end() if bound else best.end


def short_answer(asked: Asked, finding: Finding) -> str:
    """The shortest words that answer: the likeliest value of a kind asked for, else the likeliest phrase."""
    text = finding.passage.sentence_text(finding.sentence)
    best = next(iter(_likeliest(asked, finding)), None) or likeliest(asked, finding)
    return text[best.start : best.end] if best else finding.text


def _likeliest(asked: Asked, finding: Finding) -> list[Value]:
    """The likeliest value for each slot that asks for something with a form of its own (`FORMED`), where the reader finds it likely enough."""
    weighed = (_weighed(asked, finding, set(slot.kinds) & FORMED) for slot in asked.slots)
    return [values[0] for values in weighed if values and values[0].weight >= _POSSIBLE and _stands_out(values)]


def _stands_out(values: Sequence[Value]) -> bool:
    """Whether no other of `values` that is of the first one's kind is nearly as likely (`_AHEAD`); values that overlap it do not count."""
    best = values[0]
    apart = (other for other in values[1:] if other.end <= best.start or best.end <= other.start)
    others = [other for other in apart if other.kind is best.kind]
    return all(other.weight <= best.weight - _AHEAD for other in others)


def _weighed(asked: Asked, finding: Finding, kinds: Set[AnswerType]) -> list[Value]:
    """The values of `kinds` in the sentence, the likeliest first and of equally likely ones the longer first; dates of other documents are
    left out.
    """
    text, first = finding.passage.sentence_text(finding.sentence), finding.sentence.start
    papers = issued_in(text) if AnswerType.DATE in kinds else ()
    values = [
        Value(
            span.start,
            span.end,
            weight(finding, first + span.start, first + span.end)
            + _NEAR * _nearness(asked, text, span.start, span.end),
            span.kind,
        )
        for span in typed_spans(text)
        if span.kind in kinds and not any(a <= span.start < b for a, b in papers)
    ]
    return sorted(values, key=lambda value: (-round(value.weight, 1), value.start - value.end))


def _nearness(asked: Asked, text: str, start: int, end: int) -> float:
    """How near a word of the question is to the value from `start` to `end`: 1 right before or after it, 1/2 with one word between, ...; 0
    where there is none. Why after it too: "1월 27일부터 시범 발급하고, 7월부터 전국 시행한다" states two dates of two matters.
    """
    found = words(text)
    before = [word for word in reversed(found) if word.end <= start]
    behind = [word for word in found if word.start >= end]
    return max(_first_asked(asked, before), _first_asked(asked, behind))


def _first_asked(asked: Asked, found: Sequence[Word]) -> float:
    for between, word in enumerate(found):
        if any(is_content(m) and key(m) in asked.forms for m in word.morphemes):
            return 1.0 / (1 + between)
    return 0.0


def marked(asked: Asked, finding: Finding) -> tuple[str, ...]:
    """The answering words that are shown marked: the values where things with a form of their own (`FORMED`) are asked for, else the likeliest phrase
    where it is likely enough.
    """
    if values := marked_values(asked, finding):
        return values
    phrase, text = likeliest(asked, finding), finding.passage.sentence_text(finding.sentence)
    return (" ".join(text[phrase.start : phrase.end].split()),) if phrase and phrase.chance >= _SURE_PHRASE else ()


def marked_values(asked: Asked, finding: Finding) -> tuple[str, ...]:
    """The answering words that have a form of their own (`FORMED`) and are asked for by it."""
    text = finding.passage.sentence_text(finding.sentence)
    return tuple(dict.fromkeys(" ".join(text[value.start : value.end].split()) for value in _likeliest(asked, finding)))


def cells_to_tell(asked: Asked, finding: Finding) -> tuple[Cell, ...]:
    """The cells of a table row to show, in order: of the cells of the periods that the question names (of all, where there are none) those that
    answer, with those of a column that the question names. All of these where none answers, where the column of an answering cell has no name to say
    what the cell is, or where a period asked about would be left out.
    """
    cells = [cell for cell in finding.sentence.cells if finding.passage.cell_text(cell)]
    cells = _of_periods(cells, asked.periods) or cells
    chosen = [cell for cell in cells if answers(finding, cell)]
    covers_periods = all(_of_periods(chosen, [period]) for period in asked.periods if _of_periods(cells, [period]))
    by_reader = chosen if chosen and covers_periods and all(cell.column for cell in chosen) else cells
    return tuple(_with_what_is_named(asked, finding, cells, by_reader))


def _with_what_is_named(
    asked: Asked, finding: Finding, cells: Sequence[Cell], by_reader: Sequence[Cell]
) -> Sequence[Cell]:
    """Those of `cells` to show where the reader chose `by_reader`: beside these, the cells of columns that the question names; only the latter where
    the reader could not choose, or where numbers tell the columns apart ("1차", "2차"). Where a value with a form is asked for (an amount) and none of
    these holds a figure, those with such a value as well, else all.
    """
    kinds = {kind for slot in asked.slots for kind in slot.kinds[:1]} & FORMED
    holding = [cell for cell in cells if _holds(finding, cell, kinds)]
    named = _named(asked, cells)
    if holding and not any(cell in holding for cell in named):
        named = []
    undecided = len(by_reader) == len(cells) and len(asked.slots) < 2
    if named and all(cell.column for cell in cells) and (undecided or _are_numbered(cells)):
        return named
    told = [cell for cell in cells if cell in by_reader or cell in named]
    if not kinds or any(map(str.isdecimal, "".join(map(finding.passage.cell_text, told)))):
        return told
    return [cell for cell in cells if cell in told or cell in holding] if holding else cells


def _holds(finding: Finding, cell: Cell, kinds: Set[AnswerType]) -> bool:
    """Whether the cell, with the unit that its column states, holds a value of one of `kinds`."""
    figure = cell.figure(" ".join(finding.passage.cell_text(cell).split()))
    return any(span.kind in kinds for span in typed_spans(figure))


def _named(asked: Asked, cells: Sequence[Cell]) -> list[Cell]:
    """The cells whose column the question names: by its whole name, or by all words, or numbers with their units, that tell it from the others of the
    row. Of two columns that nothing tells apart neither is named.
    """
    question = unspaced(asked.question)
    terms = [_terms(cell) for cell in cells]
    shared = frozenset.intersection(*terms) if terms else frozenset()
    own = [words - shared for words in terms]

    def says(words: str) -> bool:
        return bool(re.search(rf"(?<!\d){re.escape(words)}", question))

    def names(cell: Cell, own: frozenset[str]) -> bool:
        return says(unspaced(" ".join(cell.column))) or all(
            says(t) if t[0].isdecimal() else t in asked.forms for t in own
        )

    return [one for one, words in zip(cells, own, strict=True) if words and own.count(words) == 1 and names(one, words)]


def _are_numbered(cells: Sequence[Cell]) -> bool:
    return all(_NUMBERED.search(" ".join(cell.column)) for cell in cells)


def _terms(cell: Cell) -> frozenset[str]:
    """The words of the names of a cell's column; where these hold numbers with units ("1차", "3인 이상"), those alone. None of a column of a period:
    whether that is asked about, `_of_periods` says.
    """
    if _periods_of(cell):
        return frozenset()
    name = " ".join(map(without_unit, cell.column))
    return frozenset(_NUMBERED.findall(name)) or content(name)


def of_other_periods(asked: Asked, finding: Finding) -> bool:
    """Whether the finding is a row of a table whose cells are of periods, and neither these nor its words are of a period that the question names."""
    dated = [cell for cell in finding.sentence.cells if _periods_of(cell)]
    if not asked.periods or not dated or _of_periods(dated, asked.periods):
        return False
    return not _meet(periods_in(finding.text), asked.periods)


def _of_periods(cells: Sequence[Cell], periods: Sequence[Period]) -> list[Cell]:
    """The cells whose labels name a period that contains, or lies in, one of `periods`."""
    return [cell for cell in cells if _meet(_periods_of(cell), periods)]


def _meet(some: Sequence[Period], others: Sequence[Period]) -> bool:
    """Whether one of `some` contains, or lies in, one of `others`."""
    return any(one.contains(other) or other.contains(one) for one in some for other in others)


def _periods_of(cell: Cell) -> tuple[Period, ...]:
    """The periods that the labels of a cell name: one where the column's labels name it together ("2024년" over "4분기"), else those of each
    label by itself.
    """
    together = periods_in(" ".join(cell.column))
    if len(together) == 1 and len(cell.column) > 1:
        return together
    return tuple(period for label in (*cell.column, *cell.row) for period in periods_in(label_in_full(label)))


def answers(finding: Finding, cell: Cell) -> bool:
    """Whether the cell as a whole is more likely answering words than not."""
    return weight(finding, cell.start, cell.end) >= _CELL
