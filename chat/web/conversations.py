"""The conversation of each open page, kept in memory only, for a limited time.

Gradio's own `State` keeps a connection open for each tab (the sixth tab over HTTP/1.1 then hangs) and a chat log taken
back from the browser could name files to be served; so the log is kept here; it is sent to the browser and never taken back.
"""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from html import escape

MAX_CONVERSATIONS = 1_000
MAX_TURNS = 20
MAX_IDLE_SECONDS = 30 * 60.0


@dataclass(slots=True)
class KeptTurn:
    """One question and the HTML below it: progress first, then the answer.

    `question` is shown and kept by the page: personal data in it is masked. `number` counts the turns of the conversation, also those that
    were dropped. `open` is true while it is being answered.
    """

    question: str
    number: int
    html: str = ""
    open: bool = True

    def end(self, html: str) -> None:
        """Show `html` as the last content of the turn."""
        self.open, self.html = False, html


@dataclass(slots=True)
class Conversation:
    """The turns of one page, oldest first; beyond `MAX_TURNS` the oldest are dropped.

    `name` is unique: a page that has seen another name knows that the server has forgotten its conversation.
    """

    name: str = field(default_factory=lambda: secrets.token_hex(4))
    turns: list[KeptTurn] = field(default_factory=list)
    begun: int = 0
    touched: float = 0.0

    def begin(self, question: str) -> KeptTurn:
        """Add a turn for `question` at the end, and return it."""
        self.begun += 1
        turn = KeptTurn(question, self.begun)
        self.turns.append(turn)
        del self.turns[:-MAX_TURNS]
        return turn

    def contains(self, turn: KeptTurn) -> bool:
        """Whether `turn` is still in the conversation: clearing removes all turns, also the one being answered."""
        return any(held is turn for held in self.turns)

    def messages(self) -> list[dict[str, str]]:
        """The messages for Gradio's chatbot: {"role", "content"}; a question is escaped, so that no Markdown and no
        tag in it takes effect. It is a heading, by which users of screen readers navigate; its classes name the turn's number and its
        conversation: from them the page knows that a question was taken.
        """
        return [
            message
            for turn in self.turns
            for message in (
                {
                    "role": "user",
                    "content": f'<h2 class="turn-{turn.number} of-{self.name}">{escape(turn.question)}</h2>',
                },
                {"role": "assistant", "content": turn.html},
            )
        ]


class Conversations:
    """All open conversations by page (Gradio's session hash); those unused longest are dropped first. Safe between threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, page: str) -> Conversation:
        """The conversation of `page`, a new one where there is none or it lay idle for half an hour."""
        now = time.monotonic()
        with self._lock:
            while self._held and (
                len(self._held) > MAX_CONVERSATIONS or now - next(iter(self._held.values())).touched > MAX_IDLE_SECONDS
            ):
                self._held.popitem(last=False)
            conversation = self._held.setdefault(page, Conversation())
            conversation.touched = now
            self._held.move_to_end(page)
            return conversation

    def clear(self, page: str) -> None:
        """Forget the conversation of `page`; an answer still being made finds its turn removed."""
        with self._lock:
            conversation = self._held.pop(page, None)
            if conversation:
                conversation.turns.clear()
