"""Answering a question of the page: shows the progress in words, then the answer, or why there is none."""

import logging
import queue
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field

from chat.desk.answer_threads import GivenAnswer, Posed
from chat.desk.desk import Desk
from chat.desk.limits import DAY, HOUR, Sent, quotas, visitor
from chat.desk.problems import UNREACHABLE_SECONDS, ProblemError
from chat.log.entry import Door
from chat.log.entry_of import Visit
from chat.question import before_search
from chat.question.follow_up import Completed
from chat.turn import Event, PassagesFound, SentenceWritten, StepBegun
from chat.web.conversations import Conversation, Conversations, KeptTurn
from chat.web.render import Renderer, failure_html, progress_html, stopped_html
from ingest.errors import StoreUnreachableError

_log = logging.getLogger(__name__)

# Seconds between two updates of the page: each update costs Gradio about a millisecond, eight a second are
# enough for an eye.
_TICK = 0.125
# An answer that is there within this time needs no progress before it: up to 0.1 s feels immediate (Nielsen 1993,
# Usability Engineering, chapter 5). What a language model has written is shown without this wait.
_IMMEDIATE = 0.1

News = queue.SimpleQueue[Event | Future[GivenAnswer]]
Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """All messages of one page as the chatbot shows them, and whether the question was taken: one that could not be
    answered now stays in the text box.
    """

    messages: Messages
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the desk the questions of the page, and keeps the conversations."""

    desk: Desk
    renderer: Renderer
    conversations: Conversations = field(default_factory=Conversations)

    def ask(self, page: str, address: str, question: str, before: str = "", keep: bool = True) -> Iterator[Shown]:
        """The messages of the page while `question` is being answered, and after. An empty question yields nothing.

        `address` is the visitor's, whose questions are counted together with those to the API. `before` is the question that the page shows
        as answered last, as it was completed: the page knows it also where this server has forgotten it. `keep` is false where the visitor
        does not want the question to be logged.
        """
        question, before = self._cut(question), self._cut(before)
        if not question:
            return
        conversation = self.conversations.of(page)
        turn = conversation.begin(self._shown(question))
        verdict = self.desk.limits.charge(quotas(Sent.QUESTION, address, self.desk.settings))
        if not verdict.allowed:
            self.desk.metrics.refused(429)
            today = verdict.quota.seconds == DAY
            turn.end(
                failure_html("too_many_today" if today else "too_many", -(-verdict.reset // (HOUR if today else 1)))
            )
            yield Shown(conversation.messages(), taken=False)
            return
        turn.html = progress_html("searching")
        news: News = queue.SimpleQueue()
        try:
            who, visit = visitor(address), Visit(Door.PAGE, keep=keep)
            read = self.desk.answers.completed(question, before, who)
            asked = self.desk.answers.begin(Posed(read.question, visitor=who, visit=visit), news.put)
            asked.add_done_callback(news.put)
        except ProblemError as busy:
            self.desk.metrics.refused(busy.problem.status)
            turn.end(failure_html("busy", int(busy.headers["Retry-After"])))
            yield Shown(conversation.messages(), taken=False)
            return
        yield from self._told(conversation, turn, read, news)

    def stop(self, page: str) -> Messages:
        """Mark the question that is being answered as stopped. Returns the messages of the page."""
        conversation = self.conversations.of(page)
        for turn in conversation.turns:
            if turn.open:
                turn.end(stopped_html())
        return conversation.messages()

    def clear(self, page: str) -> Messages:
        """Forget the conversation. Returns the messages of a new one: none."""
        self.conversations.clear(page)
        return []

    def _cut(self, typed: str) -> str:
        """`typed` as one clean line, cut so that a question over the limit is still recognised as too long."""
        return before_search.tidy(typed)[: self.desk.settings.max_question_chars * 2]

    def _shown(self, question: str) -> str:
        """`question` as the page may show it: personal data masked, cut to the longest allowed."""
        masked, _ = before_search.masked_with_notice(question, self.desk.service.engine.published)
        return masked[: self.desk.settings.max_question_chars]

    def _told(self, conversation: Conversation, turn: KeptTurn, read: Completed, news: News) -> Iterator[Shown]:
        shown = 0.0
        show_at: float | None = time.monotonic() + _IMMEDIATE  # None: the page shows all events so far
        while True:
            try:
                event = news.get(timeout=None if show_at is None else max(0.0, show_at - time.monotonic()))
            except queue.Empty:
                shown = time.monotonic()
                yield Shown(conversation.messages())
                show_at = None
                continue
            if not (conversation.contains(turn) and turn.open):
                return  # cleared or stopped meanwhile: the answer comes too late
            if isinstance(event, Future):
                self._end(turn, read, event)
                yield Shown(conversation.messages(), taken=not event.exception())
                return
            progress = self._progress(event)
            if progress:
                turn.html = progress
                wait = 0.0 if isinstance(event, SentenceWritten) else _IMMEDIATE
                show_at = show_at or max(shown + _TICK, time.monotonic() + wait)

    def _end(self, turn: KeptTurn, read: Completed, made: Future[GivenAnswer]) -> None:
        error = made.exception()
        if error:
            if isinstance(error, StoreUnreachableError):
                _log.error("answering failed: %s", error)
                turn.end(failure_html("unreachable", UNREACHABLE_SECONDS))
            else:
                _log.error("answering failed", exc_info=error)
                turn.end(failure_html())
            return
        turn.end(self.renderer.answer(made.result().answer, read, made.result().id))

    def _progress(self, event: Event) -> str:
        match event:
            case PassagesFound(passages):
                return progress_html("found", passages)
            case StepBegun("write_with_model") if self.desk.service.engine.model:
                return progress_html("writing")
            case SentenceWritten(so_far):
                return self.renderer.so_far(so_far)
            case _:
                return ""
