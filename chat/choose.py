"""Which findings make the answer: the best for each thing asked, and what belongs with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chat.cells import named_columns
from chat.findings import Finding
from chat.objections import cell_of
from chat.reading.asked import Asked, Slot
from chat.reading.periods import periods_in
from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType
from ingest.document import Cell

_CALLING = re.compile(r"전화|연락|문의|신고")


def choose(asked: Asked, findings: Sequence[Finding]) -> list[Finding]:
    """The findings to tell, in the order asked: one for each slot, more where several years or columns are named.

    `findings` are those that nothing speaks against, best first. A slot that none of them answers is left out.
    """
    chosen: list[Finding] = []
    for slot in asked.slots or (None,):
        best = _best(slot, findings, chosen)
        if best is not None:
            chosen += [f for f in _with_its_likes(asked, best, findings) if not _told(f, chosen)]
    return chosen or list(findings[:1])


def _best(slot: Slot | None, findings: Sequence[Finding], chosen: Sequence[Finding]) -> Finding | None:
    """The best finding for `slot` that does not repeat what another slot has got: a second figure for the same kind of
    thing is looked for in another sentence.
    """
    own = [f for f in findings if slot is None or f.slot == slot]
    fresh = [f for f in own if not _told(f, chosen)]
    if len(fresh) < len(own) and own and _told(own[0], chosen):
        elsewhere = [f for f in fresh if all(f.sentence is not other.sentence for other in chosen)]
        return next(iter(elsewhere or fresh), None)
    return next(iter(fresh), None)


def _told(finding: Finding, chosen: Sequence[Finding]) -> bool:
    return any((finding.start, finding.end, finding.hit.passage.document_id) == _place(other) for other in chosen)


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.hit.passage.document_id


def _with_its_likes(asked: Asked, best: Finding, findings: Sequence[Finding]) -> list[Finding]:
    """`best`, and the other cells that the question asks for in the same breath."""
    cell = cell_of(best)
    if cell is None:
        return [best]
    periods = periods_in(asked.question)
    if len(periods) > 1:
        rows = [f for f in findings if f.slot == best.slot and cell_of(f) is not None and _same_row(f, best)]
        likes = [f for period in periods for f in rows if period in _periods(cell_of(f))]
        return list({_place(f): f for f in likes}.values()) or [best]
    columns = named_columns(asked.question, best.reading.candidate.cells)
    if len(columns) > 1:
        return [_moved(best, column) for column in columns]
    number = _telephone(asked, best)
    return [best, _moved(best, number)] if number and number != cell else [best]


def _telephone(asked: Asked, finding: Finding) -> Cell | None:
    """The telephone number in the finding's row, where the question speaks of calling."""
    if not _CALLING.search(asked.question):
        return None
    text = finding.reading.candidate.text
    return next(
        (
            cell
            for cell in finding.reading.candidate.cells
            if any(span.kind is AnswerType.PHONE for span in typed_spans(text[cell.start : cell.end]))
        ),
        None,
    )


def _same_row(one: Finding, other: Finding) -> bool:
    return one.sentence is other.sentence


def _periods(cell: Cell | None) -> tuple[object, ...]:
    return tuple(period for label in (*cell.column, *cell.row) for period in periods_in(label)) if cell else ()


def _moved(finding: Finding, cell: Cell) -> Finding:
    """The finding that reads another cell of the same row."""
    return replace(finding, reading=replace(finding.reading, start=cell.start, end=cell.end))


def neighbours(finding: Finding) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences right after and before the finding's, in its passage."""
    sentences = finding.hit.passage.sentences
    at = sentences.index(finding.sentence.sentence)
    for other in (at + 1, at - 1):
        if 0 <= other < len(sentences):
            yield sentences[other].start, sentences[other].end
