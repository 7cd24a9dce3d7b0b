"""The steps on the documents: what the question asks for, the search, the reading, and what is told."""

from dataclasses import replace

from chat import answer_texts
from chat.answer import Answer, Status
from chat.composing.compose import cited, compose, quoted_only, table_labels
from chat.composing.dated import TimeRemarks, other_year
from chat.composing.refuse import no_evidence, no_such_article
from chat.composing.related import passages_cited, related
from chat.engine import Engine
from chat.question.foreign import language_of, said
from chat.reading.asked import analyse
from chat.reading.decide import Outcome, decide
from chat.reading.findings import Worded, find
from chat.reading.scope import prefer
from chat.reading.second_reading import ASKED_FROM, weighed
from chat.reading.timely import in_time
from chat.turn import Analysed, Examined, Searched, Understood, Written
from chat.verification.final_check import unsupported
from chat.writing.checked_answer import checked_answer
from chat.writing.question_wording import in_documents_words
from chat.writing.sentence_choice import chosen
from retriever.query import understand
from retriever.search import search, search_worded

PASSAGES_FOUND = 10
"""Passages that the search returns for a question; the reader reads the first of them, a language model may be shown more."""


def what_is_asked(turn: Understood, engine: Engine) -> Analysed:
    """The question with the kinds of answer that it asks for."""
    return Analysed(turn.message, turn.query, analyse(turn.query.text, engine.settings.day))


def in_other_words(turn: Analysed, engine: Engine) -> Analysed:
    """The question in the words of documents beside its own, where a language model gives them: a citizen's words are often not those of the
    document that answers. Nobody is shown the model's words: they only help to find and to choose the document's.
    """
    if engine.model is None or not engine.settings.model_rewords:
        return turn
    words = in_documents_words(turn.query.text, engine.model, engine.index.embedder)
    return replace(turn, reworded=understand(words, engine.index)) if words else turn


def retrieve(turn: Analysed, engine: Engine) -> Searched:
    """The passages that may hold the answer, best first. For a question in two wordings they are those that both find, so that each sentence
    is measured by both; wordings that disagree on the best passage mean different things, and the citizen's own holds.
    """
    if turn.reworded:
        hits, met = search_worded(engine.index, (turn.query, turn.reworded), PASSAGES_FOUND)
        if hits:
            return Searched(turn.message, turn.query, turn.asked, hits, Worded(turn.reworded, met))
    return Searched(turn.message, turn.query, turn.asked, tuple(search(engine.index, turn.query, PASSAGES_FOUND)))


def within_scope(turn: Searched, engine: Engine) -> Searched:
    """Only the passages of the preferred department or topic, where one is preferred and they meet the question."""
    preferred = prefer(turn.hits, turn.message.scope, engine.index)
    if not preferred:
        return turn
    preferring = said(answer_texts.SCOPE, language_of(turn.query.text), scope=turn.message.scope)
    notes = (*turn.query.notes, preferring)
    return replace(turn, hits=preferred, query=replace(turn.query, notes=notes))


def article_exists(turn: Searched, engine: Engine) -> Searched | Answer:
    """Ends where an article is asked for by a number that the document meant does not hold."""
    if not turn.query.articles:
        return turn
    contacts = engine.whom_to_ask(turn.hits)
    return no_such_article(turn.message.question, turn.query, turn.hits, engine.index, contacts) or turn


def affordable(turn: Searched, engine: Engine) -> Searched | Answer:
    """Ends where the question has used up its processor time before anything was read."""
    if not turn.message.is_spent():
        return turn
    contacts = engine.whom_to_ask(turn.hits)
    return Answer(turn.message.question, Status.NOT_A_QUESTION, answer_texts.TOO_COSTLY, contacts=contacts)


def read(turn: Searched, engine: Engine) -> Examined:
    """A finding for every sentence of the first passages, the likeliest answer first."""
    found = find(engine.reader, engine.scoring, turn.asked, turn.wordings, engine.index, turn.message.is_spent)
    return Examined(turn.message, turn.query, turn.asked, turn.hits, found)


def read_by_a_model(turn: Examined, engine: Engine) -> Examined:
    """The findings as a language model's choice among them changes their chances, where there is a model that reads well. It only says which of the
    documents' sentences answer: what is told are their words, by the same threshold.
    """
    findings = turn.findings
    if engine.model is None or not engine.model_reads or not findings or findings[0].chance < ASKED_FROM:
        return turn
    choice = chosen(turn.query.text, findings, engine.index, engine.settings, engine.model)
    return replace(turn, findings=weighed(findings, choice))


def of_the_time_asked(turn: Examined, engine: Engine) -> Examined:
    """The findings, one of the year asked about first; of two documents that answer differently, the newer one's first."""
    timely = in_time(turn.asked, turn.findings, engine.index.documents)
    return replace(turn, findings=timely.findings, older=timely.older)


def decide_what_to_tell(turn: Examined, engine: Engine) -> Examined | Answer:
    """Ends with related passages where no sentence is sure enough, and with a refusal where none is near: the nearest can be opened below it."""
    decided = decide(turn.asked, turn.findings, engine.scoring, engine.settings, engine.index.documents)
    if decided.outcome is Outcome.ANSWER:
        nearby = tuple(finding for finding in decided.nearby if finding is not turn.older)
        return replace(turn, findings=decided.findings, nearby=nearby, further=decided.further)
    if decided.outcome is Outcome.RELATED:
        other = other_year(turn.asked, decided.findings, engine.index.documents)
        language = language_of(turn.query.text)
        notes = (language.say("other_year") if language else other, *turn.query.notes) if other else turn.query.notes
        contacts = engine.whom_to_ask([decided.findings[0].hit])
        return related(turn.message.question, turn.query, notes, decided.findings, engine.index, contacts)
    contacts = engine.whom_to_ask(turn.hits)
    refusal = no_evidence(turn.message.question, turn.query, turn.hits, engine.index, contacts)
    further = passages_cited(decided.further, engine.index)
    return replace(refusal, chance=turn.findings[0].chance, further=further) if turn.findings else refusal


def write(turn: Examined, engine: Engine) -> Written:
    """The answer in the source's own words, cited and checked; it stays the answer where no language model gives a better one."""
    when = TimeRemarks.of(turn.asked, turn.findings, turn.older, engine.index.documents, engine.settings.day)
    written = compose(turn.message.question, turn.query, turn.asked, turn.findings, engine.index, when)
    if unsupported(written, engine.index.documents, f"{table_labels(turn.findings)} {when.words}"):
        written = quoted_only(turn.message.question, turn.query, turn.asked, turn.findings, engine.index)
    nearby = cited(turn.nearby, engine.index)
    further = passages_cited(turn.further, engine.index, (*turn.findings, *turn.nearby))
    written = replace(written, nearby=nearby, further=further, model_chose=turn.findings[0].chosen)
    return Written(turn.message, turn.query, turn.asked, turn.hits, written)


def write_with_model(turn: Written, engine: Engine) -> Written:
    """The answer in a language model's words where there is one and the sources hold every sentence of it."""
    if engine.model is None:
        return turn
    settings = engine.settings
    written = checked_answer(
        turn.answer, turn.query.text, turn.asked, turn.hits, engine.index, settings, engine.model, turn.message.listener
    )
    noted = replace(written, notes=(settings.model_notice, *written.notes)) if written.model_written else written
    return replace(turn, answer=noted)


def examined_anyway(turn: Understood, engine: Engine) -> Examined:
    """The message read like a question to the documents, although something else answers it: it may have been taken for what it is not."""
    return of_the_time_asked(read(retrieve(what_is_asked(turn, engine), engine), engine), engine)
