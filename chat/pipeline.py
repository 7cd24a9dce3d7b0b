"""The pipeline of a question: `_steps` lists the steps one a line, `StepRunner` runs them, `answer` begins and ends it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from chat.answer import Answer
from chat.engine import Engine
from chat.question.before_search import tidy
from chat.question.foreign import KOREAN, language_of
from chat.steps.on_documents import (
    affordable,
    article_exists,
    decide_what_to_tell,
    in_other_words,
    of_the_time_asked,
    read,
    read_by_a_model,
    retrieve,
    what_is_asked,
    within_scope,
    write,
    write_with_model,
)
from chat.steps.on_message import (
    a_question,
    fit_to_read,
    in_their_language,
    no_case,
    no_curated_answer,
    no_own_record,
    no_personal_data,
    nobody_in_danger,
    read_as_meant,
    switched_on,
)
from chat.turn import (
    Examined,
    Listener,
    Message,
    PassagesFound,
    Searched,
    StepBegun,
    Turn,
    Written,
    no_listener,
)
from retriever.hit import Hit
from retriever.query import Query

_Before = TypeVar("_Before", bound=Turn)
_After = TypeVar("_After", bound=Turn)


def answer(question: str, engine: Engine, listener: Listener = no_listener, scope: str = "") -> Answer:
    """The answer to `question` from the office's documents, with the milliseconds of each step.

    `listener` is called as each step begins, with the number of passages found, and with each sentence that a language
    model wrote. `scope` is the words of a department or a topic whose documents are preferred.
    """
    return traced(question, engine, listener, scope)[0]


def traced(
    question: str, engine: Engine, listener: Listener = no_listener, scope: str = ""
) -> tuple[Answer, Mapping[str, Turn]]:
    """As `answer`, with the state of the question after each step, by the step's name: it shows how the answer came about."""
    until = time.thread_time() + engine.settings.question_cpu_seconds
    message = Message(tidy(question), scope, listener=listener, until=until)
    run = StepRunner(replace(engine, index=engine.index.snapshot()), message)
    try:
        return run.with_metadata(_steps(run, message)), run.turns
    except EndedError as ended:
        return run.with_metadata(ended.answer), run.turns


def _steps(run: "StepRunner", message: Message) -> Answer:
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


class EndedError(Exception):
    """Raised where a step has answered: the steps after it are not run."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class StepRunner:
    """Runs the steps of one question, reports each to the listener and measures its time. `turns` maps the name of each step so far to the
    state that it returned.
    """

    def __init__(self, engine: Engine, message: Message) -> None:
        self._engine, self._message = engine, message
        self.turns: dict[str, Turn] = {}
        self._query: Query | None = None
        self._hits: tuple[Hit, ...] = ()
        self._timings: dict[str, float] = {}

    def __call__(self, step: Callable[[_Before, Engine], _After | Answer], turn: _Before) -> _After:
        """The turn that `step` makes of `turn`. Raises `EndedError` where the step answers."""
        tell = self._message.listener
        tell(StepBegun(step.__name__))
        started = time.perf_counter()
        result = step(turn, self._engine)
        self._timings[step.__name__] = (time.perf_counter() - started) * 1000
        if isinstance(result, Answer):
            raise EndedError(result)
        self.turns[step.__name__] = result
        if isinstance(result, Message):
            self._message = result
            return result
        self._query = result.query
        if isinstance(result, Searched | Examined | Written):
            if result.hits and not self._hits:
                tell(PassagesFound(len(result.hits)))
            self._hits = result.hits
        return result

    def with_metadata(self, answer: Answer) -> Answer:
        """`answer` in the visitor's language where its text is a sentence of the service's own, with the fields that every answer has:
        language, notes, hits, versions, timings and the step that gave it.
        """
        language = language_of(self._query.text if self._query else self._message.question)
        return replace(
            answer,
            lang=language.code if language else KOREAN,
            text=language.instead_of(answer.text) if language else answer.text,
            notes=(*self._message.beside, *answer.notes),
            hits=self._hits,
            index_version=self._engine.index.version,
            reader_version=self._engine.reader_version,
            timings_ms=self._timings | {"total": sum(self._timings.values())},
            given_by=list(self._timings)[-1],
        )
