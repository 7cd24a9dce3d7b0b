"""The steps on the message, before any document is searched; most of them may end the question with an answer of the service's own."""

from dataclasses import replace

from chat import answer_texts
from chat.answer import Answer, Citation, Status
from chat.composing.related import passages_cited
from chat.composing.whom_to_ask import whom_to_ask
from chat.engine import Engine
from chat.question import before_search, emergency
from chat.question.cases import CASE_FROM
from chat.question.counters import labels
from chat.question.emergency import Urgency
from chat.question.foreign import language_of, said
from chat.question.message_classifier import OWN_RECORD_FROM
from chat.reading.decide import Thresholds, nearest_passages
from chat.steps.on_documents import examined_anyway
from chat.turn import Examined, Message, Understood
from ingest.errors import StoreUnreachableError
from retriever.query import understand


def nobody_in_danger(message: Message, engine: Engine) -> Message | Answer:
    """Ends with the numbers to call where somebody is in danger: before anything else, also where the service is switched off. A report of a
    nuisance reads much like a report of danger: the counter that takes such reports stands behind the numbers, of a sure danger only one that takes
    just this kind of report. Where the message may well be an ordinary question, the passages nearest to it can be opened below.
    """
    found = engine.message_classifier.of(message.question[: engine.settings.max_question_chars]).emergency
    if found is None:
        return message
    if found.urgency is Urgency.BESIDE:
        return replace(message, beside=(emergency.note_beside(message.question, found),))
    masked = _cut_and_masked(message, engine)
    may_wait = engine.case_classifier.chance(masked) >= CASE_FROM
    takers = engine.counters.named if found.sure else engine.counters.of
    emergency_answer = emergency.answer_to(masked, found, takers(masked) if may_wait else ())
    if found.sure or engine.off_notice:
        return emergency_answer
    try:
        near = examined_anyway(read_as_meant(replace(message, question=masked), engine), engine)
    except StoreUnreachableError:
        return emergency_answer  # the numbers to call depend on nothing
    return replace(emergency_answer, further=_further(near, engine))


def switched_on(message: Message, engine: Engine) -> Message | Answer:
    """Ends with `off` where the office has switched the service off, by its settings or while it runs."""
    notice = engine.off_notice
    return Answer(_cut_and_masked(message, engine), Status.OFF, notice) if notice else message


def fit_to_read(message: Message, engine: Engine) -> Message | Answer:
    """Ends where the question is empty or too long."""
    problem = before_search.unfit(message.question, engine.settings)
    return Answer(_cut_and_masked(message, engine), Status.NOT_A_QUESTION, problem) if problem else message


def _cut_and_masked(message: Message, engine: Engine) -> str:
    """The question as it is shown where the run ends with it: cut to the greatest length allowed, personal data masked."""
    return before_search.masked_with_notice(message.question[: engine.settings.max_question_chars], engine.published)[0]


def no_personal_data(message: Message, engine: Engine) -> Message | Answer:
    """Ends where the question holds personal data, which goes no further than here; the number of a home or a car is only masked."""
    masked, notice = before_search.masked_with_notice(message.question, engine.published)
    return Answer(masked, Status.PERSONAL_DATA, notice) if notice else replace(message, question=masked)


def read_as_meant(message: Message, engine: Engine) -> Understood:
    """The message with the question as it is meant: spacing, key slips and spelling put right."""
    return Understood(message, understand(message.question, engine.index))


def in_their_language(turn: Understood, engine: Engine) -> Understood:
    """The question, with the notes that say what was read otherwise than typed in the visitor's language."""
    language = language_of(turn.query.text)
    if language is None:
        return turn
    notes = (
        *(language.say("read_otherwise", typed=typed, read=read) for typed, read in turn.query.corrections),
        *(language.say("also_searched", name=name, other=other) for name, other in turn.query.expansions),
    )
    return replace(turn, query=replace(turn.query, notes=notes))


def a_question(turn: Understood, engine: Engine) -> Understood | Answer:
    """Ends with the service's own words for small talk, noise and orders to the bot."""
    refusal = before_search.refusal_of(turn.message.question, turn.query.text)
    if refusal is None:
        return turn
    status, text = refusal
    return Answer(turn.message.question, status, text)


def no_curated_answer(turn: Understood, engine: Engine) -> Understood | Answer:
    """Ends with the answer that an official has fixed for this kind of question."""
    fixed = engine.curated.answer(turn.message.question, turn.query.text, engine.settings.day, engine.index.documents)
    return fixed or turn


def no_own_record(turn: Understood, engine: Engine) -> Understood | Answer:
    """Ends where the person's own record is asked for: only an office's files know it. Whom to ask comes from the nearest document and from the
    table of counters.
    """
    if engine.message_classifier.of(turn.message.question).own_record < OWN_RECORD_FROM:
        return turn
    named = engine.counters.named(turn.query.text)
    near = examined_anyway(turn, engine)
    nearest = whom_to_ask(near.hits[:1], engine.index, engine.settings)
    contacts = (*nearest, *(counter.contact for counter in named)) or engine.whom_to_ask(())
    notes = (answer_texts.COUNTER_TOO.format(who=labels(named)),) if named else ()
    return Answer(
        turn.message.question,
        Status.NEEDS_PERSONAL_RECORD,
        answer_texts.OWN_RECORD,
        further=_further(near, engine),
        notes=notes,
        contacts=contacts,
    )


def no_case(turn: Understood, engine: Engine) -> Understood | Answer:
    """Ends where a report, a complaint or a case of one's own is brought: with the counters that take it, and whom to ask by a document about it."""
    if engine.case_classifier.chance(turn.message.question) < CASE_FROM:
        return turn
    counters = engine.counters.of(turn.query.text)
    near = examined_anyway(turn, engine)
    related_from = Thresholds.of(engine.scoring, engine.settings).related_from
    is_related = bool(near.findings) and near.findings[0].chance >= related_from
    nearest = whom_to_ask(near.hits[:1], engine.index, engine.settings) if is_related else ()
    contacts = (*(counter.contact for counter in counters), *nearest)
    language = language_of(turn.query.text)
    answer_text = said(answer_texts.COUNTER, language, who=labels(counters, language))
    return Answer(turn.message.question, Status.COUNTER, answer_text, further=_further(near, engine), contacts=contacts)


def _further(near: Examined, engine: Engine) -> tuple[Citation, ...]:
    """The passages that can be opened below what something else than the documents answered."""
    return passages_cited(nearest_passages(near.findings), engine.index)
