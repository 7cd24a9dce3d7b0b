"""A question on the page: progress in words, then the answer, whatever happens."""

import logging
import queue
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from chat import check
from chat.answer import Answer, Status
from chat.events import Event, Found, Stage
from chat.follow_up import Completed
from chat.service import Mureobwa
from chat.web.conversations import Conversation, Conversations, Turn
from chat.web.render import Renderer, failure_html, progress_html, stopped_html

_log = logging.getLogger(__name__)

# Seconds between two looks at the progress: each piece of news costs Gradio about a millisecond, eight a second are
# enough for an eye.
_TICK = 0.125
_WORKERS = 8

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """The page's way to the service. Every call gives the whole log of one page, as the chatbot shows it."""

    service: Mureobwa
    renderer: Renderer
    conversations: Conversations = field(default_factory=Conversations)
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_WORKERS, "ask"))

    def ask(self, page: str, question: str) -> Iterator[Messages]:
        """The log while `question` is being answered and after. An empty question changes nothing."""
        question = check.tidy(question)[: self.service.office.settings.max_question_chars * 2]
        if not question:
            return
        conversation = self.conversations.of(page)
        topic = conversation.topic
        turn = conversation.begin(question)
        turn.html = progress_html("searching")
        yield conversation.messages()
        read = self.service.complete(question, topic)
        news: queue.SimpleQueue[Event | Answer | Exception] = queue.SimpleQueue()
        self.pool.submit(self._answer, read, news)
        yield from self._told(conversation, turn, read, news)

    def stop(self, page: str) -> Messages:
        """The log with the question being answered marked as stopped."""
        conversation = self.conversations.of(page)
        for turn in conversation.turns:
            if turn.open:
                turn.open, turn.html = False, stopped_html()
        return conversation.messages()

    def clear(self, page: str) -> Messages:
        """The empty log of a new conversation."""
        self.conversations.clear(page)
        return []

    def _answer(self, read: Completed, news: "queue.SimpleQueue[Event | Answer | Exception]") -> None:
        try:
            news.put(self.service.ask(read.question, news.put))
        except Exception as error:
            _log.exception("answering failed")
            news.put(error)

    def _told(
        self,
        conversation: Conversation,
        turn: Turn,
        read: Completed,
        news: "queue.SimpleQueue[Event | Answer | Exception]",
    ) -> Iterator[Messages]:
        shown = time.monotonic()
        while True:
            event = news.get()
            if not (conversation.holds(turn) and turn.open):
                return  # cleared or stopped meanwhile: the answer comes too late
            if isinstance(event, Answer):
                turn.html = self.renderer.answer(event, read)
                turn.topic = read.question if event.status in (Status.ANSWERED, Status.PARTIAL) else ""
                if event.status is Status.PERSONAL_DATA:
                    turn.question = event.question
                break
            if isinstance(event, Exception):
                turn.html = failure_html()
                break
            told = _progress(event)
            if told and time.monotonic() - shown >= _TICK:
                shown, turn.html = time.monotonic(), told
                yield conversation.messages()
        turn.open = False
        yield conversation.messages()


def _progress(event: Event) -> str:
    match event:
        case Found(passages):
            return progress_html("found", passages)
        case Stage("write"):
            return progress_html("writing")
        case _:
            return ""
