"""The answer in the source's own words: first what was asked, then the sentence it stands in, each with its source."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from chat import answer_texts
from chat.answer import Answer, Citation, Status
from chat.composing.dated import TimeRemarks
from chat.composing.draft import PARAGRAPH, CitedSpan, Draft, as_list, citation
from chat.composing.english_values import sentence_in_english
from chat.composing.row_text import VALUE_WORDS, as_written, told_row
from chat.question.foreign import ENGLISH, Language, language_of, said
from chat.reading.announced_lists import AnnouncedList, announced_list, announces
from chat.reading.asked import Asked
from chat.reading.clauses import trim
from chat.reading.findings import Finding
from chat.reading.rendering import line_of
from chat.reading.slots import Slot
from chat.reading.spans import typed_spans
from chat.reading.types import FORMED
from chat.reading.values import bare_value, marked, marked_values
from ingest.document import Document
from ingest.korean.morphemes import morphemes
from ingest.korean.particles import quoted, settled, topic
from ingest.korean.politeness import Statement, statement, strip_lead
from retriever.passage_index import PassageIndex
from retriever.query import Query

_NO_TIME = TimeRemarks()
# The longest statement (characters) that is shown by itself; before a longer one the bare answer is shown.
_SHORT = 44
# A sentence longer than this (characters) is cut to the clauses that answer.
_LONG = 140
# A name with its value ("기초금액: 6,400,000원"): neither holds a colon, an arrow or a dash between dates.
_NAME_AND_VALUE = re.compile(r"(?P<name>[^:：→⇒▶~]{2,24}?)\s?(?<!\d)[:：](?!//)\s?(?P<value>[^:：→⇒▶~]{1,80}?)\.?")
_VALUE_TAGS = ("NN", "SN", "SL", "XSN", "SSC", "SW", "NR", "SH")


def compose(
    question: str,
    query: Query,
    asked: Asked,
    findings: Sequence[Finding],
    index: PassageIndex,
    time: TimeRemarks = _NO_TIME,
) -> Answer:
    """The answer made of `findings` (the best first), with the remarks on time in `time`.

    Its status is `partial` where one of several things asked for has a form of its own (a date, an amount) and the answer holds none.
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
    notes = [
        *query.notes,
        *_notes_on_time(time, language),
        *(said(answer_texts.MISSING_PART, language, asked=_words_of(slot, asked)) for slot in missing),
    ]
    return Answer(
        question,
        Status.PARTIAL if missing else Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        notes=tuple(notes),
        chance=findings[0].chance,
    )


def _notes_on_time(time: TimeRemarks, language: Language | None) -> Iterator[str]:
    """Yield what the times in the answer's sentences mean today: the dates in full, or the years."""
    if time.dates and not language:
        dates = (f"{one.words}({one.standing})" if one.standing else one.words for one in time.dates)
        yield answer_texts.DATES_IN_FULL.format(dates=", ".join(dates))
    for word, year in time.meant:
        yield settled(said(answer_texts.YEAR_MEANT, language, word=word, year=year))


def table_labels(findings: Sequence[Finding]) -> str:
    """The words that belong to `findings` but stand elsewhere in the document: the headers of a table, the names of its rows."""
    labels = (
        label
        for finding in findings
        for cell in finding.sentence.cells
        for label in (*cell.row, *cell.column, cell.unit)
    )
    return " ".join([*(finding.sentence.context for finding in findings), *labels])


def quoted_only(question: str, query: Query, asked: Asked, findings: Sequence[Finding], index: PassageIndex) -> Answer:
    """The plainest answer: the best sentence as it stands, in quotation marks. It replaces an answer of `compose` that fails the final check."""
    draft = Draft(index.documents)
    first, language = findings[0], language_of(query.text)
    text = language.say("quote", quote=first.text) if language else as_written(first.text)
    draft.say(text, (_source(first),), marked(asked, first))
    return Answer(
        question,
        Status.ANSWERED,
        draft.text,
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        chance=first.chance,
    )


def cited(findings: Sequence[Finding], index: PassageIndex) -> tuple[Citation, ...]:
    """The sentences of `findings` as citations, numbered from 1."""
    return tuple(
        citation(index.documents[finding.passage.document_id], _source(finding), number)
        for number, finding in enumerate(findings, start=1)
    )


def _in_reading_order(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings passage by passage, the passage of the best finding first; inside a passage in the order of the document."""
    ranks = {id_: rank for rank, id_ in enumerate(dict.fromkeys(finding.passage.id for finding in findings))}
    yield from sorted(findings, key=lambda finding: (ranks[finding.passage.id], finding.sentence.start))


def _say_passage(draft: Draft, group: Sequence[Finding], asked: Asked, index: PassageIndex, time: TimeRemarks) -> None:
    if time.dated:
        draft.say(time.dated.sentence, (), (time.dated.words,))
    document = index.documents[group[0].passage.document_id]
    for whole, findings in _runs(group, document):
        if whole:
            _say_list(draft, findings, whole, asked, document)
        else:
            _say_findings(draft, findings, asked, index, alone=len(group) == 1 and not time.dated)


def _runs(group: Sequence[Finding], document: Document) -> Iterator[tuple[AnnouncedList | None, list[Finding]]]:
    """The findings of a passage in runs: those of a list that is told as one with that list, those beside it with None."""
    for whole, run in groupby(group, lambda finding: announced_list(document, finding.sentence.start)):
        findings = list(run)
        yield (whole if whole and announces(findings[0].text) and len(findings) > 1 else None), findings


def _say_findings(draft: Draft, findings: Sequence[Finding], asked: Asked, index: PassageIndex, alone: bool) -> None:
    for finding in findings:
        if finding.sentence.cells:
            row = told_row(finding, asked, index.documents[finding.passage.document_id])
            draft.say(row.text or as_written(finding.text), (_source(finding),), row.marks)
        else:
            _say_sentence(draft, finding, asked, index, alone)


def _say_list(
    draft: Draft,
    findings: Sequence[Finding],
    whole: AnnouncedList,
    asked: Asked,
    document: Document,
    language: Language | None = None,
) -> None:
    """Adds a list, one item a line below the sentence that announces it, all with one source; in another `language` it is quoted."""
    items = dict.fromkeys(filter(None, (whole.item_at(finding.sentence.start) for finding in findings)))
    head = [finding.text for finding in findings if not whole.item_at(finding.sentence.start)]
    lines = [" ".join(document.text[slice(*item)].split()) for item in items]
    if language:
        quote = as_list(" ".join(head), map(strip_lead, lines))
        told = language.say("quote", quote=quote)
    else:
        told = as_list(" ".join(statement(words).text for words in head), (statement(line).text for line in lines))
    source = CitedSpan(findings[0].passage, findings[0].sentence.start, max(end for _, end in items))
    # The whole list answers: bits of its items marked, as the reader finds them in each, would say that the rest does not.
    draft.say(told, (source,), tuple(w for f in findings for w in marked_values(asked, f)))


def _quote_passage(draft: Draft, group: Sequence[Finding], asked: Asked, language: Language, time: TimeRemarks) -> None:
    """Adds the sentences for a question in another language: each, or a list of them, quoted in Korean inside a sentence of that language; before
    it, for a question in English, the value in English.
    """
    document = draft.documents[group[0].passage.document_id]
    for whole, findings in _runs(group, document):
        if whole:
            _say_list(draft, findings, whole, asked, document, language)
            continue
        for finding in findings:
            value = bare_value(asked, finding) if language is ENGLISH and len(group) == 1 else ""
            if english := sentence_in_english(time.dated.words if value and time.dated else value):
                draft.say(english, (), (english.removesuffix("."),))
            quote = language.say("quote", quote=line_of(document, finding.sentence))
            draft.say(quote, (_source(finding),), marked(asked, finding), after=PARAGRAPH if english else " ")


def _say_sentence(draft: Draft, finding: Finding, asked: Asked, index: PassageIndex, alone: bool) -> None:
    whole = finding.text
    made = _clause(finding, asked, index) if len(whole) > _LONG else _named_value(whole) or statement(whole)
    value = bare_value(asked, finding) if alone else ""
    if value and value == made.text and not made.is_sentence:
        made = Statement(f"{value}입니다.", True)  # the sentence is nothing but the value: shown once
    elif value and value in whole and (len(made.text) > _SHORT or not made.is_sentence):
        draft.say(f"{value}입니다.", (), (value,))
    draft.say(made.text if made.is_sentence else as_written(made.text), (_source(finding),), marked(asked, finding))


def _named_value(whole: str) -> Statement | None:
    """A name with its value as a statement: of "기초금액: 6,400,000원" "기초금액은 6,400,000원입니다."; None where the words after the colon are
    more than a value.
    """
    found = _NAME_AND_VALUE.fullmatch(strip_lead(whole))
    if not found or statement(found["value"]).is_sentence:
        return None
    pieces = found["value"].split(", ")
    last = morphemes(found["value"])[-1].tag
    is_value = last.startswith(_VALUE_TAGS) and all(len(piece.split()) <= VALUE_WORDS for piece in pieces)
    return Statement(f"{topic(found['name'])} {found['value']}입니다.", True) if is_value else None


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
    """Whether `text` holds a value that `slot` asks for; always true where not all of its kinds have a form of their own (`FORMED`)."""
    return not set(slot.kinds) <= FORMED or any(span.kind in slot.kinds for span in typed_spans(text))


def _words_of(slot: Slot, asked: Asked) -> str:
    """The question's own words for the thing that `slot` asks for."""
    return slot.head or asked.question[slot.start : slot.end].strip()


def _source(finding: Finding) -> CitedSpan:
    return CitedSpan(finding.passage, finding.sentence.start, finding.sentence.end)
