"""The pipeline of a question: `answer` runs the steps, `_steps` lists them one a line."""

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from chat import answer_texts
from chat.answer import Answer, Citation, Status
from chat.composing.compose import cited, compose, quoted_only, table_labels
from chat.composing.dated import TimeRemarks, other_year
from chat.composing.refuse import no_evidence, no_such_article
from chat.composing.related import passages_cited, related
from chat.composing.whom_to_ask import whom_to_ask
from chat.office import Office
from chat.question import before_search, emergency
from chat.question.cases import CASE_FROM
from chat.question.counters import labels
from chat.question.emergency import Urgency
from chat.question.foreign import language_of, said
from chat.question.message_classifier import OWN_RECORD_FROM
from chat.reading.asked import analyse
from chat.reading.decide import Outcome, decide, nearest_passages
from chat.reading.findings import Worded, find
from chat.reading.scope import prefer
from chat.reading.second_reading import ASKED_FROM, weighed
from chat.reading.timely import in_time
from chat.turn import (
    Analysed,
    EndedError,
    Examined,
    Listener,
    Message,
    Searched,
    StepRunner,
    Turn,
    Understood,
    Written,
    no_listener,
)
from chat.verification.final_check import unsupported
from chat.writing.checked_answer import checked_answer
from chat.writing.question_wording import in_documents_words
from chat.writing.sentence_choice import chosen
from ingest.errors import StoreUnreachableError
from retriever.query import understand
from retriever.search import search, search_worded

PASSAGES_FOUND = 10
"""Passages that the search returns for a question; the reader reads the first of them, a language model may be shown more."""


def answer(question: str, office: Office, listener: Listener = no_listener, scope: str = "") -> Answer:
    """The answer to `question` from the office's documents, with the milliseconds of each step.

    `listener` is called as each step begins, with the number of passages found, and with each sentence that a language
    model wrote. `scope` is the words of a department or a topic whose documents are preferred.
    """
    return traced(question, office, listener, scope)[0]


def traced(
    question: str, office: Office, listener: Listener = no_listener, scope: str = ""
) -> tuple[Answer, Mapping[str, Turn]]:
    """As `answer`, with the state of the question after each step, by the step's name: it shows how the answer came about."""
    until = time.thread_time() + office.settings.question_cpu_seconds
    message = Message(before_search.tidy(question), scope, listener=listener, until=until)
    run = StepRunner(replace(office, index=office.index.snapshot()), message)
    try:
        return run.with_metadata(_steps(run, message)), run.turns
    except EndedError as ended:
        return run.with_metadata(ended.answer), run.turns


def _steps(run: StepRunner, message: Message) -> Answer:
    """Runs the steps and returns the answer: each step takes what the step before returned, or ends the run with an answer."""
    message = run(nobody_in_danger, message)
    message = run(switched_on, message)
    message = run(fit_to_read, message)
    message = run(no_personal_data, message)
    understood = run(read_as_meant, message)
    understood = run(in_their_language, understood)
    understood = run(a_question, understood)
    understood = run(no_curated_answer, understood)
    understood = run(no_own_record, understood)
    understood = run(no_case, understood)
    analysed = run(what_is_asked, understood)
    analysed = run(in_other_words, analysed)
    searched = run(retrieve, analysed)
    searched = run(within_scope, searched)
    searched = run(article_exists, searched)
    searched = run(affordable, searched)
    examined = run(read, searched)
    examined = run(read_by_a_model, examined)
    examined = run(of_the_time_asked, examined)
    examined = run(decide_what_to_tell, examined)
    written = run(write, examined)
    written = run(write_with_model, written)
    return written.answer


def nobody_in_danger(message: Message, office: Office) -> Message | Answer:
    """Ends with the numbers to call where somebody is in danger: before anything else, also where the service is switched off. A report of a
    nuisance reads much like a report of danger: the counter that takes such reports stands behind the numbers. Where the message may well be an
    ordinary question, the passages nearest to it can be opened below.
    """
    found = office.message_classifier.of(message.question[: office.settings.max_question_chars]).emergency
    if found is None:
        return message
    if found.urgency is Urgency.BESIDE:
        return replace(message, beside=(emergency.note_beside(message.question, found),))
    masked = _cut_and_masked(message, office)
    may_wait = office.case_classifier.chance(masked) >= CASE_FROM
    emergency_answer = emergency.answer_to(masked, found, office.counters.of(masked) if may_wait else ())
    if found.sure or office.off_notice:
        return emergency_answer
    try:
        near = examined_anyway(read_as_meant(replace(message, question=masked), office), office)
    except StoreUnreachableError:
        return emergency_answer  # the numbers to call depend on nothing
    return replace(emergency_answer, further=_further(near, office))


def switched_on(message: Message, office: Office) -> Message | Answer:
    """Ends with `off` where the office has switched the service off, by its settings or while it runs."""
    notice = office.off_notice
    return Answer(_cut_and_masked(message, office), Status.OFF, notice) if notice else message


def fit_to_read(message: Message, office: Office) -> Message | Answer:
    """Ends where the question is empty or too long."""
    problem = before_search.unfit(message.question, office.settings)
    return Answer(_cut_and_masked(message, office), Status.NOT_A_QUESTION, problem) if problem else message


def _cut_and_masked(message: Message, office: Office) -> str:
    """The question as it is shown where the run ends with it: cut to the greatest length allowed, personal data masked."""
    return before_search.masked_with_notice(message.question[: office.settings.max_question_chars], office.published)[0]


def no_personal_data(message: Message, office: Office) -> Message | Answer:
    """Ends where the question holds personal data, which goes no further than here; the number of a home or a car is only masked."""
    masked, notice = before_search.masked_with_notice(message.question, office.published)
    return Answer(masked, Status.PERSONAL_DATA, notice) if notice else replace(message, question=masked)


def read_as_meant(message: Message, office: Office) -> Understood:
    """The message with the question as it is meant: spacing, key slips and spelling put right."""
    return Understood(message, understand(message.question, office.index))


def in_their_language(turn: Understood, office: Office) -> Understood:
    """The question, with the notes that say what was read otherwise than typed in the visitor's language."""
    language = language_of(turn.query.text)
    if language is None:
        return turn
    notes = (
        *(language.say("read_otherwise", typed=typed, read=read) for typed, read in turn.query.corrections),
        *(language.say("also_searched", name=name, other=other) for name, other in turn.query.expansions),
    )
    return replace(turn, query=replace(turn.query, notes=notes))


def a_question(turn: Understood, office: Office) -> Understood | Answer:
    """Ends with the service's own words for small talk, noise and orders to the bot."""
    refusal = before_search.refusal_of(turn.message.question, turn.query.text)
    if refusal is None:
        return turn
    status, text = refusal
    return Answer(turn.message.question, status, text)


def no_curated_answer(turn: Understood, office: Office) -> Understood | Answer:
    """Ends with the answer that an official has fixed for this kind of question."""
    fixed = office.curated.answer(turn.message.question, turn.query.text, office.settings.day, office.index.documents)
    return fixed or turn


def no_own_record(turn: Understood, office: Office) -> Understood | Answer:
    """Ends where the person's own record is asked for: only an office's files know it. Whom to ask comes from the nearest document and from the
    table of counters.
    """
    if office.message_classifier.of(turn.message.question).own_record < OWN_RECORD_FROM:
        return turn
    named = office.counters.named(turn.query.text)
    near = examined_anyway(turn, office)
    nearest = whom_to_ask(near.hits[:1], office.index, office.settings)
    contacts = (*nearest, *(counter.contact for counter in named))
    notes = (answer_texts.COUNTER_TOO.format(who=labels(named)),) if named else ()
    return Answer(
        turn.message.question,
        Status.NEEDS_PERSONAL_RECORD,
        answer_texts.OWN_RECORD,
        further=_further(near, office),
        notes=notes,
        contacts=contacts,
    )


def no_case(turn: Understood, office: Office) -> Understood | Answer:
    """Ends where a report, a complaint or a case of one's own is brought: with the counters that take it."""
    if office.case_classifier.chance(turn.message.question) < CASE_FROM:
        return turn
    counters = office.counters.of(turn.query.text)
    near = examined_anyway(turn, office)
    nearest = whom_to_ask(near.hits[:1], office.index, office.settings)
    contacts = (*(counter.contact for counter in counters), *nearest)
    language = language_of(turn.query.text)
    answer_text = said(answer_texts.COUNTER, language, who=labels(counters, language))
    return Answer(turn.message.question, Status.COUNTER, answer_text, further=_further(near, office), contacts=contacts)


def examined_anyway(turn: Understood, office: Office) -> Examined:
    """The message read like a question to the documents, although something else answers it: it may have been taken for what it is not."""
    return of_the_time_asked(read(retrieve(what_is_asked(turn, office), office), office), office)


def _further(near: Examined, office: Office) -> tuple[Citation, ...]:
    """The passages that can be opened below what something else than the documents answered."""
    return passages_cited(nearest_passages(near.findings), office.index)


def what_is_asked(turn: Understood, office: Office) -> Analysed:
    """The question with the kinds of answer that it asks for."""
    return Analysed(turn.message, turn.query, analyse(turn.query.text, office.settings.day))


def in_other_words(turn: Analysed, office: Office) -> Analysed:
    """The question in the words of documents beside its own, where a language model gives them: a citizen's words are often not those of the
    document that answers. Nobody is shown the model's words: they only help to find and to choose the document's.
    """
    if office.model is None or not office.settings.model_rewords:
        return turn
    words = in_documents_words(turn.query.text, office.model, office.index.embedder)
    return replace(turn, reworded=understand(words, office.index)) if words else turn


def retrieve(turn: Analysed, office: Office) -> Searched:
    """The passages that may hold the answer, best first. For a question in two wordings they are those that both find, so that each sentence
    is measured by both; wordings that disagree on the best passage mean different things, and the citizen's own holds.
    """
    if turn.reworded:
        hits, met = search_worded(office.index, (turn.query, turn.reworded), PASSAGES_FOUND)
        if hits:
            return Searched(turn.message, turn.query, turn.asked, hits, Worded(turn.reworded, met))
    return Searched(turn.message, turn.query, turn.asked, tuple(search(office.index, turn.query, PASSAGES_FOUND)))


def within_scope(turn: Searched, office: Office) -> Searched:
    """Only the passages of the preferred department or topic, where one is preferred and they meet the question."""
    preferred = prefer(turn.hits, turn.message.scope, office.index)
    if not preferred:
        return turn
    preferring = said(answer_texts.SCOPE, language_of(turn.query.text), scope=turn.message.scope)
    notes = (*turn.query.notes, preferring)
    return replace(turn, hits=preferred, query=replace(turn.query, notes=notes))


def article_exists(turn: Searched, office: Office) -> Searched | Answer:
    """Ends where an article is asked for by a number that the document meant does not hold."""
    refusal = no_such_article(turn.message.question, turn.query, turn.hits, office.index, office.settings)
    return refusal or turn


def affordable(turn: Searched, office: Office) -> Searched | Answer:
    """Ends where the question has used up its processor time before anything was read."""
    if not _spent(turn.message):
        return turn
    contacts = whom_to_ask(turn.hits, office.index, office.settings)
    return Answer(turn.message.question, Status.NOT_A_QUESTION, answer_texts.TOO_COSTLY, contacts=contacts)


def _spent(message: Message) -> bool:
    """Whether the question has used up its processor time. To be called in the thread that answers it (the time is that thread's)."""
    return time.thread_time() >= message.until


def read(turn: Searched, office: Office) -> Examined:
    """A finding for every sentence of the first passages, the likeliest answer first."""
    found = find(office.reader, office.scoring, turn.asked, turn.wordings, office.index, partial(_spent, turn.message))
    return Examined(turn.message, turn.query, turn.asked, turn.hits, found)


def read_by_a_model(turn: Examined, office: Office) -> Examined:
    """The findings as a language model's choice among them changes their chances, where there is a model that reads well. It only says which of the
    documents' sentences answer: what is told are their words, by the same threshold.
    """
    findings = turn.findings
    if office.model is None or not office.model_reads or not findings or findings[0].chance < ASKED_FROM:
        return turn
    choice = chosen(turn.query.text, findings, office.index, office.settings, office.model)
    return replace(turn, findings=weighed(findings, choice))


def of_the_time_asked(turn: Examined, office: Office) -> Examined:
    """The findings, one of the year asked about first; of two documents that answer differently, the newer one's first."""
    timely = in_time(turn.asked, turn.findings, office.index.documents)
    return replace(turn, findings=timely.findings, older=timely.older)


def decide_what_to_tell(turn: Examined, office: Office) -> Examined | Answer:
    """Ends with related passages where no sentence is sure enough, and with a refusal where none is near: the nearest can be opened below it."""
    decided = decide(turn.asked, turn.findings, office.scoring, office.settings, office.index.documents)
    if decided.outcome is Outcome.ANSWER:
        nearby = tuple(finding for finding in decided.nearby if finding is not turn.older)
        return replace(turn, findings=decided.findings, nearby=nearby, further=decided.further)
    if decided.outcome is Outcome.RELATED:
        other = other_year(turn.asked, decided.findings, office.index.documents)
        language = language_of(turn.query.text)
        notes = (language.say("other_year") if language else other, *turn.query.notes) if other else turn.query.notes
        return related(
            turn.message.question,
            turn.query,
            notes,
            decided.findings,
            office.index,
            office.settings,
        )
    refusal = no_evidence(turn.message.question, turn.query, turn.hits, office.index, office.settings)
    further = passages_cited(decided.further, office.index)
    return replace(refusal, evidence=turn.findings[0].chance, further=further) if turn.findings else refusal


def write(turn: Examined, office: Office) -> Written:
    """The answer in the source's own words, cited and checked; it stays the answer where no language model gives a better one."""
    when = TimeRemarks.of(turn.asked, turn.findings, turn.older, office.index.documents, office.settings.day)
    written = compose(turn.message.question, turn.query, turn.asked, turn.findings, office.index, when)
    if unsupported(written, office.index.documents, f"{table_labels(turn.findings)} {when.words}"):
        written = quoted_only(turn.message.question, turn.query, turn.asked, turn.findings, office.index)
    nearby = cited(turn.nearby, office.index)
    further = passages_cited(turn.further, office.index, (*turn.findings, *turn.nearby))
    written = replace(written, nearby=nearby, further=further, model_chose=turn.findings[0].chosen)
    return Written(turn.message, turn.query, turn.asked, turn.hits, written)


def write_with_model(turn: Written, office: Office) -> Written:
    """The answer in a language model's words where there is one and the sources hold every sentence of it."""
    if office.model is None:
        return turn
    settings = office.settings
    written = checked_answer(
        turn.answer, turn.query.text, turn.asked, turn.hits, office.index, settings, office.model, turn.message.listener
    )
    noted = replace(written, notes=(settings.model_notice, *written.notes)) if written.model_written else written
    return replace(turn, answer=noted)
