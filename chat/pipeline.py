"""The way of a question, one step a line."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chat import wording
from chat.answer import Answer, Status
from chat.composing.compose import cited, compose, labels_of, quoted_only
from chat.composing.contacts import ContactBook
from chat.composing.dated import Time, other_year
from chat.composing.refuse import no_evidence, no_such_article, whom_to_ask
from chat.composing.related import related
from chat.curated.answers import CuratedAnswers
from chat.events import Found, Listener, Stage, unheard
from chat.operation.switch import Switch
from chat.question import check, emergency
from chat.question.cases import CASE_FROM, CaseJudge
from chat.question.counters import Counter, CounterTable
from chat.question.emergency import Urgency
from chat.question.foreign import KOREAN, language_of
from chat.question.personal_data import Published
from chat.question.sorting import OWN_RECORD_FROM, Sorter
from chat.reading.asked import Asked, analyse
from chat.reading.companions import whole
from chat.reading.decide import Verdict, decide
from chat.reading.decision import Decision, shipped
from chat.reading.findings import Finding, find
from chat.reading.reader import Reader
from chat.reading.scope import prefer
from chat.reading.timely import in_time
from chat.settings import AnswerSettings
from chat.verification.verify import unsupported
from chat.writing.model import LanguageModel
from chat.writing.tell import tell
from ingest.korean import morphemes
from retriever.hit import Hit
from retriever.passage_index import PassageIndex
from retriever.query import Query, understand
from retriever.search import search


@dataclass(frozen=True, slots=True)
class Office:
    """What every question is asked of."""

    settings: AnswerSettings
    index: PassageIndex
    book: ContactBook
    published: Published
    sorter: Sorter
    reader: Reader
    decision: Decision
    cases: CaseJudge
    counters: CounterTable
    curated: CuratedAnswers
    switch: Switch
    model: LanguageModel | None = None

    def over(self, index: PassageIndex) -> "Office":
        """The same office over another index: the models stay."""
        return replace(self, index=index, book=ContactBook(index), published=Published.known_by(index.holds_mark))

    @property
    def off_notice(self) -> str:
        """What citizens are told while the service is switched off, by its settings or by an official; "" while it answers."""
        state = self.switch.state()
        return "" if state.on and self.settings.enabled else state.notice or wording.OFF

    @property
    def reader_version(self) -> str:
        """Other weights of the reader or another decision are another version."""
        return f"{self.reader.version}-{self.decision.version}"

    @classmethod
    def of(cls, settings: AnswerSettings, index: PassageIndex, model: LanguageModel | None = None) -> "Office":
        """The office over an open index, with the reader, the decision and the analyser of Korean loaded."""
        morphemes.load()
        sorter, reader = Sorter(settings), Reader(settings)
        kept = CaseJudge(settings), CounterTable(settings), CuratedAnswers(settings), Switch(settings.home)
        book, published = ContactBook(index), Published.known_by(index.holds_mark)
        return cls(settings, index, book, published, sorter, reader, shipped(), *kept, model)

    @property
    def answers_version(self) -> str:
        """Changes whenever the same question may get another answer on the same day: with the index, and with what officials keep."""
        return f"{self.index.version} {self.curated.mark()} {self.counters.mark()}"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question on its way; each step returns it with one more thing known, or ends it with an `Answer`.

    `question` is one clean line; `beside` are notes that stand before the answer's own. `until` ends its processor time (seconds of
    `time.thread_time`: waiting for others, or for a language model, costs nothing). Every step is bounded by itself (docs/security.md); this
    holds for what nobody thought of, and for machines far slower than ours.
    """

    question: str
    scope: str = ""
    query: Query | None = None
    asked: Asked | None = None
    hits: tuple[Hit, ...] = ()
    findings: tuple[Finding, ...] = ()
    older: Finding | None = None
    nearby: tuple[Finding, ...] = ()
    written: Answer | None = None
    beside: tuple[str, ...] = ()
    listener: Listener = unheard
    until: float = math.inf

    def spent(self) -> bool:
        """Whether the question has used up its processor time. Ask in the thread that answers it."""
        return time.thread_time() >= self.until


Step = Callable[[Turn, Office], Turn | Answer]

_PASSAGES_FOUND = 10
"""Passages found for a question; the reader is given the first of them, a language model may be shown more."""


def answer(question: str, office: Office, listener: Listener = unheard, scope: str = "") -> Answer:
    """The answer to `question` from the office's documents, with the milliseconds of each step.

    `listener` hears each step as it begins, and how many passages were found. `scope` are words of a department or a
    topic whose documents are preferred.
    """
    until = time.thread_time() + office.settings.question_cpu_seconds
    turn = Turn(check.tidy(question), scope, listener=listener, until=until)
    office = office.over(office.index.snapshot())
    timings: dict[str, float] = {}
    for step in STEPS:
        listener(Stage(step.__name__))
        started = time.perf_counter()
        result = step(turn, office)
        timings[step.__name__] = (time.perf_counter() - started) * 1000
        if isinstance(result, Answer):
            timings["total"] = sum(timings.values())
            language = language_of(turn.query.text if turn.query else turn.question)
            return replace(
                result,
                lang=language.code if language else KOREAN,
                text=language.instead_of(result.text) if language else result.text,
                notes=(*turn.beside, *result.notes),
                hits=turn.hits,
                index_version=office.index.version,
                reader_version=office.reader_version,
                timings_ms=timings,
            )
        if result.hits and not turn.hits:
            listener(Found(len(result.hits)))
        turn = result
    raise AssertionError("the last step must answer")


def nobody_in_danger(turn: Turn, office: Office) -> Turn | Answer:
    """Ends with the numbers to call where somebody is in danger: before anything else, also where the service is switched off."""
    found = office.sorter.of(turn.question[: office.settings.max_question_chars]).emergency
    if found is None:
        return turn
    if found.urgency is Urgency.BESIDE:
        return replace(turn, beside=(emergency.note_beside(turn.question, found),))
    return emergency.answer_to(_cut_and_masked(turn, office), found)


def switched_on(turn: Turn, office: Office) -> Turn | Answer:
    """Ends with `off` where the office has switched the service off, by its settings or while it runs."""
    notice = office.off_notice
    return Answer(_cut_and_masked(turn, office), Status.OFF, notice) if notice else turn


def fit_to_read(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where the question is empty or too long."""
    problem = check.unfit(turn.question, office.settings)
    return Answer(_cut_and_masked(turn, office), Status.NOT_A_QUESTION, problem) if problem else turn


def _cut_and_masked(turn: Turn, office: Office) -> str:
    """The question as it may be shown where it goes no further: as long as one may be, personal data masked."""
    return check.without_personal_data(turn.question[: office.settings.max_question_chars], office.published)[0]


def no_personal_data(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where the question holds personal data; the digits go no further than here."""
    masked, told = check.without_personal_data(turn.question, office.published)
    return Answer(masked, Status.PERSONAL_DATA, told) if told else turn


def read_as_meant(turn: Turn, office: Office) -> Turn | Answer:
    """Spacing, key slips and spelling put right."""
    return replace(turn, query=understand(turn.question, office.index))


def in_their_language(turn: Turn, office: Office) -> Turn | Answer:
    """What was read otherwise than typed, told in the visitor's language."""
    assert turn.query is not None
    language = language_of(turn.query.text)
    if language is None:
        return turn
    notes = (
        *(language.say("read_otherwise", typed=typed, read=read) for typed, read in turn.query.corrections),
        *(language.say("also_searched", name=name, other=other) for name, other in turn.query.expansions),
    )
    return replace(turn, query=replace(turn.query, notes=notes))


def a_question(turn: Turn, office: Office) -> Turn | Answer:
    """Ends with the service's own words for small talk, noise and orders to the bot."""
    assert turn.query is not None
    refusal = check.refusal_of(turn.question, turn.query.text)
    if refusal is None:
        return turn
    status, text = refusal
    return Answer(turn.question, status, text)


def confirmed(turn: Turn, office: Office) -> Turn | Answer:
    """Ends with the answer that an official has fixed for this kind of question."""
    assert turn.query is not None
    fixed = office.curated.answer(turn.question, turn.query.text, office.settings.day, office.index.documents)
    return fixed or turn


def no_own_record(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where the person's own record is asked for: only an office's files know it. Whom to ask comes from the nearest document and from the
    table of counters.
    """
    assert turn.query is not None
    if office.sorter.of(turn.question).own_record < OWN_RECORD_FROM:
        return turn
    named = office.counters.named(turn.query.text)
    nearest = whom_to_ask(search(office.index, turn.query, 1), office.book, office.settings)
    contacts = (*nearest, *(counter.contact for counter in named))
    notes = (wording.COUNTER_TOO.format(who=_told(named)),) if named else ()
    return Answer(turn.question, Status.NEEDS_PERSONAL_RECORD, wording.OWN_RECORD, contacts=contacts, notes=notes)


def no_case(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where a report, a complaint or a case of one's own is brought: with the counters that take it."""
    assert turn.query is not None
    if office.cases.chance(turn.question) < CASE_FROM:
        return turn
    counters = office.counters.of(turn.query.text)
    nearest = whom_to_ask(search(office.index, turn.query, 1), office.book, office.settings)
    contacts = (*(counter.contact for counter in counters), *nearest)
    return Answer(turn.question, Status.COUNTER, wording.COUNTER.format(who=_told(counters)), contacts=contacts)


def _told(counters: Sequence[Counter]) -> str:
    return ", ".join(counter.told for counter in counters)


def what_is_asked(turn: Turn, office: Office) -> Turn | Answer:
    """The kinds of answer expected."""
    assert turn.query is not None
    return replace(turn, asked=analyse(turn.query.text, office.settings.day))


def retrieve(turn: Turn, office: Office) -> Turn | Answer:
    """The passages that may hold the answer, best first."""
    assert turn.query is not None
    return replace(turn, hits=tuple(search(office.index, turn.query, _PASSAGES_FOUND)))


def affordable(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where the question has used up its processor time before anything was read."""
    if not turn.spent():
        return turn
    contacts = whom_to_ask(turn.hits, office.book, office.settings)
    return Answer(turn.question, Status.NOT_A_QUESTION, wording.TOO_COSTLY, contacts=contacts)


def within_scope(turn: Turn, office: Office) -> Turn | Answer:
    """Where a department or a topic is preferred: the passages of its documents, if they meet the question."""
    assert turn.query is not None
    preferred = prefer(turn.hits, turn.scope, office.index)
    if not preferred:
        return turn
    language = language_of(turn.query.text)
    preferring = language.say("scope", scope=turn.scope) if language else wording.SCOPE.format(scope=turn.scope)
    notes = (*turn.query.notes, preferring)
    return replace(turn, hits=preferred, query=replace(turn.query, notes=notes))


def of_an_article(turn: Turn, office: Office) -> Turn | Answer:
    """Ends where an article is asked for by a number that the document meant does not hold."""
    assert turn.query is not None
    refusal = no_such_article(turn.question, turn.query, turn.hits, office.index, office.book, office.settings)
    return refusal or turn


def read(turn: Turn, office: Office) -> Turn | Answer:
    """Every sentence of the first passages, the likeliest answer first."""
    assert turn.asked is not None
    assert turn.query is not None
    found = find(office.reader, office.decision, turn.asked, turn.query, turn.hits, office.index, turn.spent)
    return replace(turn, findings=found)


def of_the_time_asked(turn: Turn, office: Office) -> Turn | Answer:
    """What is of the year asked first; of two documents that answer differently the newer one."""
    assert turn.asked is not None
    timely = in_time(turn.asked, turn.findings, office.index.documents)
    return replace(turn, findings=timely.findings, older=timely.older)


def decide_what_to_tell(turn: Turn, office: Office) -> Turn | Answer:
    """Ends with related passages where no sentence is sure enough, and with a refusal where none is near."""
    assert turn.asked is not None
    assert turn.query is not None
    decided = decide(turn.question, turn.findings, office.decision, office.settings, office.index.documents)
    if decided.verdict is Verdict.ANSWER:
        told = whole(turn.asked, decided.findings, turn.findings, office.index.documents)
        nearby = tuple(finding for finding in decided.nearby if finding is not turn.older and finding not in told)
        return replace(turn, findings=told, nearby=nearby)
    if decided.verdict is Verdict.RELATED:
        other = other_year(turn.asked, decided.findings[0], office.index.documents)
        language = language_of(turn.query.text)
        notes = (language.say("other_year") if language else other, *turn.query.notes) if other else turn.query.notes
        return related(turn.question, turn.query, notes, decided.findings, office.index, office.book, office.settings)
    return no_evidence(turn.question, turn.query, turn.hits, office.index, office.book, office.settings)


def write(turn: Turn, office: Office) -> Turn | Answer:
    """The answer in the source's own words, cited and checked: what everything after this falls back to."""
    assert turn.asked is not None
    assert turn.query is not None
    time = Time.of(turn.asked, turn.findings, turn.older, office.index.documents, office.settings.day)
    written = compose(turn.question, turn.query, turn.asked, turn.findings, office.index, time)
    if unsupported(written, office.index.documents, f"{labels_of(turn.findings)} {time.words}"):
        written = quoted_only(turn.question, turn.asked, turn.findings, office.index)
    return replace(turn, written=replace(written, nearby=cited(turn.nearby, office.index)))


def write_with_model(turn: Turn, office: Office) -> Turn | Answer:
    """The answer in a language model's words where there is one and the sources hold every sentence of it."""
    assert turn.asked is not None
    assert turn.query is not None
    assert turn.written is not None
    if office.model is None:
        return turn.written
    settings = office.settings
    told = tell(
        turn.written, turn.query.text, turn.asked, turn.hits, office.index, settings, office.model, turn.listener
    )
    return replace(told, notes=(settings.model_notice, *told.notes)) if told.model_written else told


STEPS: tuple[Step, ...] = (
    nobody_in_danger,
    switched_on,
    fit_to_read,
    no_personal_data,
    read_as_meant,
    in_their_language,
    a_question,
    confirmed,
    no_own_record,
    no_case,
    what_is_asked,
    retrieve,
    within_scope,
    of_an_article,
    affordable,
    read,
    of_the_time_asked,
    decide_what_to_tell,
    write,
    write_with_model,
)
