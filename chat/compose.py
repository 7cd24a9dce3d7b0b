"""The answer in the source's own words: first what was asked, then the sentence it stands in, each with its source."""

import re
from collections.abc import Sequence
from itertools import groupby

from chat import wording
from chat.answer import Answer, Status
from chat.canonical import full_year
from chat.cells import PROSE_CHARS
from chat.choose import choose, neighbours
from chat.draft import Draft, Source
from chat.findings import Finding
from chat.foreign import language_of
from chat.listing import items_asked_for
from chat.objections import cell_of
from chat.politeness import Statement, named, statement, strip_lead
from chat.reading.asked import Asked, Slot
from chat.reading.clauses import trim
from chat.reading.types import FORMED, AnswerType
from chat.rivals import rivals_of
from ingest.document import Cell, Passage, Sentence
from retriever.index import Index
from retriever.query import Query

# A statement up to this long says the answer early enough by itself; before a longer one the bare answer goes ahead.
_SHORT = 44
# A sentence longer than this is cut to the clauses that answer.
_LONG = 140
# Reader's points by which a value must be ahead of the next one in its sentence to be told by itself.
_CLEAR = 0.6
# What belongs to a figure or a date though the span reader leaves it out.
_BOUND_PARTICLES = re.compile(r"\s?(?:부터|까지|이내|이상|이하|미만|초과|이전|이후|전후|내외|가량|여\s?개)")
# How a text gives a reason.
_REASON = re.compile(r"때문|위해|위하여|므로|으로\s*인해|로\s*인해|에\s*따라|덕분|까닭|이유|취지|목적|고자|도록")


def compose(question: str, query: Query, asked: Asked, findings: Sequence[Finding], index: Index) -> Answer:
    """The answer made of the best finding for each thing asked.

    `partial` where one of several things asked was not found; figures elsewhere that disagree are shown beside.
    """
    best = choose(asked, findings)
    draft = Draft(index.documents)
    name, items = items_asked_for(asked, best[0])
    if items:
        _say_items(draft, best[0].hit.passage, name, items)
    else:
        for _, group in groupby(best, key=lambda f: (f.hit.passage.id, f.sentence.sentence.start)):
            _say(draft, list(group), findings, asked, index)
        for rival in rivals_of(asked, best, findings):
            sentence = f"{wording.ELSEWHERE}: ‘{strip_lead(_sentence(rival))}’"
            draft.say(sentence, (_source(rival),), (rival.reading.text,))
    answered = {finding.slot for finding in best}
    missing = len(asked.slots) > 1 and any(slot not in answered for slot in asked.slots)
    notes = list(query.notes)
    if missing:
        notes += [
            wording.MISSING_PART.format(asked=f"‘{_words_of(slot, asked)}’")
            for slot in asked.slots
            if slot not in answered
        ]
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


def _words_of(slot: Slot, asked: Asked) -> str:
    """What the question calls the thing asked for."""
    return slot.head or asked.question[slot.start : slot.end].strip()


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


def _say_items(draft: Draft, passage: Passage, name: str, items: Sequence[Sentence]) -> None:
    texts = [" ".join(passage.sentence_text(item).split()) for item in items]
    sources = tuple(Source(passage, item.start, item.end) for item in items)
    draft.say(f"{named(strip_lead(name), '는', '은')} {', '.join(texts)}입니다.", sources, tuple(texts))


def _say(draft: Draft, group: list[Finding], findings: Sequence[Finding], asked: Asked, index: Index) -> None:
    """One sentence of the source, said for all the things it answers."""
    first = group[0]
    source = (_source(first),)
    marked = tuple(_bare(finding) for finding in group)
    cells = [cell for finding in group if (cell := cell_of(finding)) is not None]
    if cells and len(cells) == len(group) and all(cell.end - cell.start <= PROSE_CHARS for cell in cells):
        for cell in dict.fromkeys(cells):
            value = first.reading.candidate.text[cell.start : cell.end].strip()
            draft.say(_cell_statement(cell, value), source, (value,))
        return
    whole = _sentence(first) if not cells else _labelled(first, cells[0])
    made = _clause(first, asked, index) if len(whole) > _LONG and len(group) == 1 and not cells else statement(whole)
    lead = [_bare(f) for f in group if _is_sure(f, findings)]
    if lead and (len(made.text) > _SHORT or not made.is_sentence):
        draft.say(f"{', '.join(dict.fromkeys(lead))}입니다.", (), tuple(lead))
    draft.say(made.text if made.is_sentence else _as_written(made.text), source, marked)
    if any(f.slot and AnswerType.REASON in f.slot.kinds for f in group) and not _REASON.search(whole):
        _say_reason(draft, first)


def _is_sure(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the bare answer may go ahead of its sentence: it has the kind asked for, and no other value of that kind in
    the sentence was nearly as good. Otherwise the sentence speaks for itself.
    """
    if not finding.reading.matched or not set(finding.slot.kinds if finding.slot else ()) & FORMED:
        return False
    return not any(
        other.slot == finding.slot
        and other.sentence is finding.sentence
        and other.reading.matched
        and (other.end <= finding.start or finding.end <= other.start)
        and other.score > finding.score - _CLEAR
        for other in findings
    )


def _clause(finding: Finding, asked: Asked, index: Index) -> Statement:
    """The clauses of a long sentence that hold the answer and what was asked, as a statement."""
    text, reading = finding.reading.candidate.text, finding.reading
    start, end = trim(text, (reading.start, reading.end), asked, index.idf)
    made = statement(text[start:end], text)
    return made if made.is_sentence else statement(_sentence(finding))


def _say_reason(draft: Draft, finding: Finding) -> None:
    """The neighbouring sentence that gives the reason, where the sentence found only tells what is done."""
    passage = finding.hit.passage
    for start, end in neighbours(finding):
        text = " ".join(passage.text[start - passage.start : end - passage.start].split())
        if _REASON.search(text):
            made = statement(text)
            sentence = made.text if made.is_sentence else _as_written(made.text)
            draft.say(sentence, (Source(passage, start, end),))
            return


def _as_written(sentence: str) -> str:
    return wording.AS_WRITTEN.format(quote=sentence, particle="라고")


def _labelled(finding: Finding, cell: Cell) -> str:
    """A prose cell after its row's name ("LG: AI 연구원 설립, ...")."""
    text = " ".join(finding.reading.candidate.text[cell.start : cell.end].split())
    label = " · ".join(strip_lead(label) for label in cell.row)
    return f"{label}: {text}" if label else text


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


_BULLET = re.compile(r"^[▶▷►→•·■□○●◦\-\s]+")
_UNIT_IN_LABEL = re.compile(r"\s*\((?:단위\s*[:：]?\s*)?[^()]{1,8}\)\s*$")


_SHORT_YEAR = re.compile(r"['‘’](\d\d)년?")


def _in_full(label: str) -> str:
    """The label as it is said: "2019년" for a column headed "'19"."""
    year = _SHORT_YEAR.fullmatch(label)
    return f"{full_year(year[1])}년" if year else label


def _cell_statement(cell: Cell, value: str) -> str:
    """A table cell as a sentence: its row and column labels, then what stands in it."""
    labels = [_in_full(_UNIT_IN_LABEL.sub("", strip_lead(label))) for label in (*cell.row, *cell.column) if label]
    subject = " · ".join(dict.fromkeys(label for label in labels if label))
    value = _BULLET.sub("", value)
    figure = f"{value}{cell.unit}" if cell.unit and value[-1:].isdigit() else value
    return f"{named(subject, '는', '은')} {figure}입니다." if subject else f"{figure}입니다."
