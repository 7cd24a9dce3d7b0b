"""The answer in the source's own words: first what was asked, then the sentence it stands in, each with its source."""

import re
from collections.abc import Sequence
from itertools import groupby

from chat import wording
from chat.answer import Answer, Status
from chat.asked import Asked
from chat.draft import Draft, Source
from chat.findings import Finding
from chat.foreign import language_of
from chat.politeness import named, statement, strip_lead
from chat.read_types import FORMED
from chat.rivals import rivals_of
from ingest.document import Cell
from retriever.index import Index
from retriever.query import Query

# A statement up to this long says the answer early enough by itself; before a longer one the bare answer goes ahead.
_SHORT = 44
# What belongs to a figure or a date though the span reader leaves it out.
_BOUND_PARTICLES = re.compile(r"\s?(?:부터|까지|이내|이상|이하|미만|초과|이전|이후|전후|내외|가량|여\s?개)")


def compose(question: str, query: Query, asked: Asked, findings: Sequence[Finding], index: Index) -> Answer:
    """The answer made of the best finding for each thing asked.

    `partial` where one of several things asked was not found; figures elsewhere that disagree are shown beside.
    """
    best = _best_per_slot(asked, findings)
    draft = Draft(index.documents)
    for _, group in groupby(best, key=lambda f: (f.hit.passage.id, f.sentence.sentence.start)):
        _say(draft, list(group))
    for rival in rivals_of(best, findings):
        sentence = _sentence(rival)
        draft.say(f"{wording.ELSEWHERE}: ‘{strip_lead(sentence)}’", (_source(rival),), (rival.reading.text,))
    missing = len(asked.slots) > 1 and len(best) < len(asked.slots)
    notes = list(query.notes)
    if language := language_of(query.text):
        notes.append(language.in_korean)
    return Answer(
        question,
        Status.PARTIAL if missing else Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        notes=tuple(notes),
        evidence=max(f.sentence.evidence for f in best),
    )


def quoted_only(question: str, findings: Sequence[Finding], index: Index) -> Answer:
    """The plainest answer: the best sentence as it stands, in quotation marks. What `compose` falls back to."""
    draft = Draft(index.documents)
    first = findings[0]
    draft.say(_as_written(_sentence(first)), (_source(first),), (first.reading.text,))
    return Answer(
        question,
        Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        evidence=first.sentence.evidence,
    )


def _best_per_slot(asked: Asked, findings: Sequence[Finding]) -> list[Finding]:
    best: list[Finding] = []
    for slot in asked.slots or (None,):
        found = next(
            (
                f
                for f in findings
                if (f.slot == slot or slot is None) and not (len(asked.slots) > 1 and f.reading.vetoed)
            ),
            None,
        )
        if found:
            best.append(found)
    return best or list(findings[:1])


def _say(draft: Draft, group: list[Finding]) -> None:
    """One sentence of the source, said for all the things it answers."""
    first = group[0]
    source = (_source(first),)
    marked = tuple(_bare(finding) for finding in group)
    cells = [cell for finding in group if (cell := _cell_of(finding)) is not None]
    if cells and len(cells) == len(group):
        for cell in cells:
            value = _text(first, cell)
            draft.say(_cell_statement(cell, value), source, (value,))
        return
    whole = _sentence(first)
    made = statement(whole)
    lead = [_bare(f) for f in group if f.reading.matched and set(f.slot.kinds if f.slot else ()) & FORMED]
    if lead and (len(made.text) > _SHORT or not made.is_sentence):
        draft.say(f"{', '.join(dict.fromkeys(lead))}입니다.", (), tuple(lead))
    draft.say(made.text if made.is_sentence else _as_written(made.text), source, marked)


def _as_written(sentence: str) -> str:
    return wording.AS_WRITTEN.format(quote=sentence, particle=named("", "라고", "이라고"))


def _bare(finding: Finding) -> str:
    """The answering words with the particle that belongs to a date or a figure ("7월부터", "20% 이상")."""
    text = finding.reading.candidate.text
    bound = _BOUND_PARTICLES.match(text, finding.reading.end)
    return text[finding.reading.start : bound.end() if bound else finding.reading.end]


def _sentence(finding: Finding) -> str:
    return " ".join(finding.reading.candidate.text.split())


def _source(finding: Finding) -> Source:
    sentence = finding.sentence.sentence
    return Source(finding.hit.passage, sentence.start, sentence.end)


def _cell_of(finding: Finding) -> Cell | None:
    return next(
        (
            c
            for c in finding.sentence.sentence.cells
            if c.start <= finding.start and finding.end <= c.end and c.end > c.start
        ),
        None,
    )


def _text(finding: Finding, cell: Cell) -> str:
    passage = finding.hit.passage
    return passage.text[cell.start - passage.start : cell.end - passage.start].strip()


_UNIT_IN_LABEL = re.compile(r"\s*\((?:단위\s*[:：]?\s*)?[^()]{1,8}\)\s*$")


def _cell_statement(cell: Cell, value: str) -> str:
    """A table cell as a sentence: its row and column labels, then what stands in it."""
    labels = [_UNIT_IN_LABEL.sub("", strip_lead(label)) for label in (*cell.row, *cell.column) if label]
    subject = " · ".join(dict.fromkeys(label for label in labels if label))
    figure = f"{value}{cell.unit}" if cell.unit and not value.endswith(cell.unit) else value
    return f"{named(subject, '는', '은')} {figure}입니다." if subject else f"{figure}입니다."
