"""The answer in the source's own words: first what was asked, then the sentence it stands in, each with its source."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from chat import answer_texts
from chat.answer import Answer, Citation, Status
from chat.composing.contact_row import contact_row
from chat.composing.dated import TimeRemarks
from chat.composing.draft import Draft, Source, citation
from chat.composing.english_values import in_english
from chat.question.foreign import ENGLISH, Language, language_of
from chat.reading.asked import Asked, Slot
from chat.reading.checks import STRICT
from chat.reading.clauses import trim
from chat.reading.findings import Finding
from chat.reading.rendering import line_of
from chat.reading.spans import typed_spans
from chat.reading.values import answers, bare_value, cells_to_tell, marked
from ingest.document import Cell
from ingest.korean.morphemes import morphemes
from ingest.korean.particles import quoted, topic
from ingest.korean.politeness import Statement, statement, strip_lead
from ingest.korean.years import YEAR_LABEL, label_in_full
from retriever.passage_index import PassageIndex
from retriever.query import Query

_NO_TIME = TimeRemarks()
# A statement up to this long says the answer early enough by itself; before a longer one the bare answer goes ahead.
_SHORT = 44
# A sentence longer than this is cut to the clauses that answer.
_LONG = 140
# A name with its value: neither holds a colon, an arrow or a dash between dates, and each entry has a few words.
_NAME_AND_VALUE = re.compile(r"(?P<name>[^:：→⇒▶~]{2,24}?)\s?[:：]\s?(?P<value>[^:：→⇒▶~]{1,80}?)\.?")
_VALUE_WORDS = 3
_VALUE_TAGS = ("NN", "SN", "SL", "XSN", "SSC", "SW", "NR", "SH")
# A cell longer than this is prose: it is told after its row's name, not as a figure.
_PROSE = 40


def compose(
    question: str,
    query: Query,
    asked: Asked,
    findings: Sequence[Finding],
    index: PassageIndex,
    time: TimeRemarks = _NO_TIME,
) -> Answer:
    """The answer made of `findings`, the best first, with what `time` says of them.

    `partial` where one of several things asked has a form of its own (a date, an amount) and none of them holds one.
    """
    draft = Draft(index.documents)
    language = language_of(query.text)
    if time.lead and not language:
        draft.say(time.lead)
    for _, group in groupby(_in_reading_order(findings), key=lambda finding: finding.passage.id):
        if language:
            _quote_passage(draft, list(group), asked, language, time)
        else:
            _say_passage(draft, list(group), asked, index, time)
    if time.older and not language:
        older = answer_texts.OLDER.format(year=time.older_year, quote=quoted(f"‘{time.older.text}’"))
        draft.say(older, (_source(time.older),))
    missing = [slot for slot in asked.slots if len(asked.slots) > 1 and not _holds(slot, draft.text)]
    notes = [*query.notes, *(_missing(_words_of(slot, asked), language) for slot in missing)]
    return Answer(
        question,
        Status.PARTIAL if missing else Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        notes=tuple(notes),
        evidence=findings[0].chance,
    )


def labels_of(findings: Sequence[Finding]) -> str:
    """The words that belong to what is told but stand elsewhere: the headers of a table, the names of its rows."""
    labels = (
        label
        for finding in findings
        for cell in finding.sentence.cells
        for label in (*cell.row, *cell.column, cell.unit)
    )
    return " ".join([*(finding.sentence.context for finding in findings), *labels])


def quoted_only(question: str, asked: Asked, findings: Sequence[Finding], index: PassageIndex) -> Answer:
    """The plainest answer: the best sentence as it stands, in quotation marks. What `compose` falls back to."""
    draft = Draft(index.documents)
    first = findings[0]
    draft.say(_as_written(first.text), (_source(first),), marked(asked, first))
    return Answer(
        question,
        Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        evidence=first.chance,
    )


def cited(findings: Sequence[Finding], index: PassageIndex) -> tuple[Citation, ...]:
    """The findings' sentences as citations, numbered from 1."""
    return tuple(
        citation(index.documents[finding.passage.document_id], _source(finding), number)
        for number, finding in enumerate(findings, start=1)
    )


def _in_reading_order(told: Sequence[Finding]) -> Iterator[Finding]:
    """Passage by passage, that of the best finding first; inside a passage as the document has it."""
    ranks = {id_: rank for rank, id_ in enumerate(dict.fromkeys(finding.passage.id for finding in told))}
    yield from sorted(told, key=lambda finding: (ranks[finding.passage.id], finding.sentence.start))


def _say_passage(draft: Draft, group: Sequence[Finding], asked: Asked, index: PassageIndex, time: TimeRemarks) -> None:
    if time.dated:
        value = bare_value(asked, group[0])
        draft.say(time.dated.sentence, (), (value if value and value in time.dated.words else time.dated.words,))
    for finding in group:
        if finding.sentence.cells:
            _say_row(draft, finding, asked)
        else:
            _say_sentence(draft, finding, asked, index, alone=len(group) == 1 and not time.dated)


def _quote_passage(draft: Draft, group: Sequence[Finding], asked: Asked, language: Language, time: TimeRemarks) -> None:
    """For a visitor who asks in another language: the documents' Korean words in theirs, before them the value in English where it is theirs."""
    for finding in group:
        value = bare_value(asked, finding) if language is ENGLISH and len(group) == 1 else ""
        if said := in_english(time.dated.words if value and time.dated else value):
            said = said[0].upper() + said[1:]
            draft.say(f"{said}.", (), (said,))
        quote = line_of(draft.documents[finding.passage.document_id], finding.sentence)
        draft.say(language.say("quote", quote=quote), (_source(finding),), marked(asked, finding))


def _say_sentence(draft: Draft, finding: Finding, asked: Asked, index: PassageIndex, alone: bool) -> None:
    whole = finding.text
    made = _clause(finding, asked, index) if len(whole) > _LONG else _named_value(whole) or statement(whole)
    value = bare_value(asked, finding) if alone else ""
    if value and value == made.text and not made.is_sentence:
        made = Statement(f"{value}입니다.", True)  # nothing else stands there: said once
    elif value and value in whole and (len(made.text) > _SHORT or not made.is_sentence):
        draft.say(f"{value}입니다.", (), (value,))
    draft.say(made.text if made.is_sentence else _as_written(made.text), (_source(finding),), marked(asked, finding))


def _named_value(whole: str) -> Statement | None:
    """ "기초금액: 6,400,000원" as "기초금액은 6,400,000원입니다."; None where the words behind the colon are more than a value."""
    found = _NAME_AND_VALUE.fullmatch(strip_lead(whole))
    if not found or statement(found["value"]).is_sentence:
        return None
    pieces = found["value"].split(", ")
    last = morphemes(found["value"])[-1].tag
    told = last.startswith(_VALUE_TAGS) and all(len(piece.split()) <= _VALUE_WORDS for piece in pieces)
    return Statement(f"{topic(found['name'])} {found['value']}입니다.", True) if told else None


def _say_row(draft: Draft, finding: Finding, asked: Asked) -> None:
    """The cells that answer, each with its labels: "승용차는 국비 580만원, 시비 150만원입니다."."""
    told = {cell: _words(finding, cell) for cell in cells_to_tell(asked, finding)}
    figures = {cell: cell.figure(value) for cell, value in told.items()}
    marks = tuple(figures[cell] for cell in told if answers(finding, cell)) or tuple(figures.values())
    row = _joined(next(iter(told)).row)
    if any(len(value) > _PROSE for value in told.values()):
        text = _prose(row, told)
    elif contact := _contact(figures):
        text = contact
    elif not all(map(_says_something, told.values())):  # "-", "○": no sentence
        text = _under(row, (_after(cell.column, figure) for cell, figure in figures.items()))
    elif len(told) == 1:
        text = _said_of(*next(iter(figures.items())))
    elif len({cell.row for cell in told}) > 1 and not any(
        cell.column for cell in told
    ):  # names and values side by side
        text = ", ".join(_under(_joined(cell.row), (figure,)) for cell, figure in figures.items())
    elif not all(_joined(cell.column) for cell in told):  # not each is named: "교통과: 과장, 김하나, 연락처 02-..."
        text = _under(row, (_after(cell.column, figure) for cell, figure in figures.items()))
    else:
        text = _listed(figures)
    draft.say(text or _as_written(finding.text), (_source(finding),), marks)


def _contact(figures: Mapping[Cell, str]) -> str:
    """The cells of one row of a table of contacts as a sentence; "" for others."""
    rows = {cell.row for cell in figures}
    named = [(_joined(cell.column), figure) for cell, figure in figures.items() if _says_something(figure)]
    return contact_row([_label(label) for label in rows.pop()], named) if len(rows) == 1 and named else ""


def _listed(figures: Mapping[Cell, str]) -> str:
    """The figures of a row, or of several that stand in one sentence, as a sentence; "" where a row has no name."""
    rows: dict[str, list[str]] = {}
    for cell, figure in figures.items():
        rows.setdefault(_joined(cell.row), []).append(_after(cell.column, figure))
    said = ", ".join(f"{topic(row)} {', '.join(cells)}" for row, cells in rows.items())
    return f"{said}입니다." if all(rows) else ""


def _prose(row: str, told: Mapping[Cell, str]) -> str:
    """What a cell says in whole words, as a sentence of its own or in quotation marks; several of them as a list."""
    made = statement(next(iter(told.values())))
    if len(told) > 1 or not row:
        return _under(row, told.values())
    return f"{row}: {made.text}" if made.is_sentence else f"{row}에 대해 {_as_written(made.text)}"


def _under(row: str, told: Iterable[str]) -> str:
    """What is told of a row where it is no sentence."""
    return ": ".join(filter(None, (row, ", ".join(told))))


def _said_of(cell: Cell, figure: str) -> str:
    """One cell as a sentence, its year behind the subject: "승용차 국비는 2024년 580만원입니다."; "" where nothing names it."""
    years = [label for label in cell.column if YEAR_LABEL.fullmatch(_label(label))] if _joined(cell.row) else []
    subject = _joined([*cell.row, *(label for label in cell.column if label not in years)])
    return f"{topic(subject)} {_after(years, figure)}입니다." if subject else ""


def _after(labels: Sequence[str], figure: str) -> str:
    name = _joined(labels)
    return f"{figure}({name})" if name.isdigit() else f"{name} {figure}".strip()  # "26위(19)": nobody says "19 26위"


def _joined(labels: Sequence[str]) -> str:
    """The labels as one name, each once."""
    return " ".join(dict.fromkeys(filter(_says_something, map(_label, labels))))


def _says_something(words: str) -> bool:
    return any(letter.isalnum() for letter in words)


def _words(finding: Finding, cell: Cell) -> str:
    words = _BULLET.sub("", " ".join(finding.passage.cell_text(cell).split()))
    return words.replace(" ", "") if _LETTER_SPACED.fullmatch(words) else words


def _clause(finding: Finding, asked: Asked, index: PassageIndex) -> Statement:
    """The clauses of a long sentence that hold the answering words and what was asked, as a statement."""
    text = finding.text
    places = [(at, at + len(words)) for words in marked(asked, finding) if (at := text.find(words)) >= 0]
    if not places:
        return statement(text)
    span = min(start for start, _ in places), max(end for _, end in places)
    start, end = trim(text, span, asked, index.vocabulary.idf)
    made = statement(text[start:end], text)
    return made if made.is_sentence else statement(text)


def _holds(slot: Slot, text: str) -> bool:
    """Whether `text` holds what `slot` asks for, as far as its form can tell."""
    return not set(slot.kinds) <= STRICT or any(span.kind in slot.kinds for span in typed_spans(text))


def _words_of(slot: Slot, asked: Asked) -> str:
    """What the question calls the thing asked for."""
    return slot.head or asked.question[slot.start : slot.end].strip()


def _missing(asked: str, language: Language | None) -> str:
    return language.say("missing", asked=asked) if language else answer_texts.MISSING_PART.format(asked=f"‘{asked}’")


def _as_written(sentence: str) -> str:
    return answer_texts.AS_WRITTEN.format(quote=quoted(f"‘{sentence}’"))


def _source(finding: Finding) -> Source:
    return Source(finding.passage, finding.sentence.start, finding.sentence.end)


_LETTER_SPACED = re.compile(r"[가-힣](?: [가-힣])+")  # "과 장", set wide to fill its cell
_BULLET = re.compile(r"^[▶▷►→•·■□○●◦\-\s]+(?=\S)")
_UNIT_IN_LABEL = re.compile(r"\s*\((?:단위\s*[:：]?\s*)?[^()]{1,8}\)\s*$")


def _label(label: str) -> str:
    """A label as it is said: without its marker and unit, "2019년" for a column headed "'19"."""
    plain = _UNIT_IN_LABEL.sub("", strip_lead(label))
    return label_in_full(plain)
