"""The answer that shows related passages: those near a question, where no sentence is sure enough to be its answer."""

from collections.abc import Iterator, Sequence

from chat import answer_texts
from chat.answer import Answer, Citation, Status
from chat.composing.draft import PARAGRAPH, CitedSpan, Draft, citation
from chat.composing.refuse import as_asked, unknown_names
from chat.composing.whom_to_ask import ask_office
from chat.question.foreign import language_of, said
from chat.reading.findings import Finding
from chat.reading.rendering import line_of
from ingest.document import Contact, Document, Passage
from retriever.passage_index import PassageIndex
from retriever.query import Query

_SHOWN_CHARS = 400
"""The most characters shown of a related passage, as many as a passage usually has: with 250 of the first passage and 125 of the others the right
fact was shown in .724 of the questions held apart instead of .782."""


def related(
    question: str,
    query: Query,
    notes: Sequence[str],
    findings: Sequence[Finding],
    index: PassageIndex,
    contacts: tuple[Contact, ...],
) -> Answer:
    """The answer that shows the passage of each of `findings`: its likeliest sentence, marked, with the sentences around it. It
    states that it is no certain answer, and whom of `contacts` to call.
    """
    draft = Draft(index.documents)
    language = language_of(query.text)
    draft.say(said(answer_texts.RELATED, language, asked=as_asked(question)))
    for finding in findings:
        passage, document = finding.passage, index.documents[finding.passage.document_id]
        quoted = answer_texts.RELATED_PASSAGE.format(passage=_lines(document, passage, *_around(finding)))
        draft.say(quoted, (_shown_of(finding),), (line_of(document, finding.sentence),), after=PARAGRAPH)
    return Answer(
        question,
        Status.RELATED,
        draft.text + ask_office(contacts, language, answer_texts.ASK_OTHERWISE, PARAGRAPH),
        citations=tuple(draft.citations),
        marks=tuple(draft.marks),
        notes=(*unknown_names(query.text, [finding.hit for finding in findings], index), *notes),
        contacts=contacts,
        chance=findings[0].chance,
    )


def passages_cited(
    findings: Sequence[Finding], index: PassageIndex, said: Sequence[Finding] = ()
) -> tuple[Citation, ...]:
    """The passages of `findings` as citations, numbered from 1: of each the likeliest sentence with the sentences around it. One of which the
    sentences of `said` hold everything is left out.
    """
    known = {(finding.passage.id, finding.sentence.start) for finding in said}
    untold = [finding for finding in findings if any((finding.passage.id, at) not in known for at in _starts(finding))]
    return tuple(
        citation(index.documents[finding.passage.document_id], _shown_of(finding), number)
        for number, finding in enumerate(untold, start=1)
    )


def _starts(finding: Finding) -> Iterator[int]:
    """Where each of the sentences begins that are shown around a finding."""
    first, last = _around(finding)
    return (sentence.start for sentence in finding.passage.sentences[first : last + 1])


def _shown_of(finding: Finding) -> CitedSpan:
    first, last = _around(finding)
    sentences = finding.passage.sentences
    return CitedSpan(finding.passage, sentences[first].start, sentences[last].end)


def _around(finding: Finding) -> tuple[int, int]:
    """The numbers of the first and last sentence shown: the finding's own, extended by its neighbours up to `_SHOWN_CHARS`."""
    sentences = finding.passage.sentences
    first = last = sentences.index(finding.sentence)
    while True:
        wider = [(first - 1, last), (first, last + 1)]
        fitting = [
            (a, b)
            for a, b in wider
            if a >= 0 and b < len(sentences) and sentences[b].end - sentences[a].start <= _SHOWN_CHARS
        ]
        if not fitting:
            return first, last
        first, last = min(fitting, key=lambda pair: sentences[pair[1]].end - sentences[pair[0]].start)


def _lines(document: Document, passage: Passage, first: int, last: int) -> str:
    """The text of the sentences from `first` to `last`, with a new line where the document has one. Each row of a table is written with the names
    of its columns, so the header row is left out.
    """
    shown = ""
    end = -1
    for sentence in passage.sentences[first : last + 1]:
        if sentence.is_label and "\t" in document.text[sentence.start : sentence.end]:
            continue
        if shown:
            shown += "\n" if "\n" in document.text[end : sentence.start] else " "
        shown += line_of(document, sentence)
        end = sentence.end
    return shown
