"""What was said on each open page, kept in memory only, for a while.

Gradio's own `State` keeps a connection open for each tab (the sixth tab over HTTP/1.1 then hangs) and a chat log taken
back from the browser could name files to be served; so the log lives here and only ever goes out.
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
class Turn:
    """One question and what stands under it: progress first, then the answer as HTML.

    `question` is shown and kept by the page: personal data in it is masked. `number` counts the turns of the conversation, also those that
    fell away. `open` is true while it is being answered.
    """

    question: str
    number: int
    html: str = ""
    open: bool = True

    def end(self, html: str) -> None:
        """Show `html`; nothing more will come."""
        self.open, self.html = False, html


@dataclass(slots=True)
class Conversation:
    """The turns of one page, oldest first; the oldest fall away after `MAX_TURNS`.

    `name` differs for each: a page that knew another conversation sees by it that the server has forgotten that one.
    """

    name: str = field(default_factory=lambda: secrets.token_hex(4))
    turns: list[Turn] = field(default_factory=list)
    begun: int = 0
    touched: float = 0.0

    def begin(self, question: str) -> Turn:
        """A new turn at the end."""
        self.begun += 1
        turn = Turn(question, self.begun)
        self.turns.append(turn)
        del self.turns[:-MAX_TURNS]
        return turn

    def contains(self, turn: Turn) -> bool:
        """Whether `turn` still stands: clearing takes all away, also the one being answered."""
        return any(held is turn for held in self.turns)

    def messages(self) -> list[dict[str, str]]:
        """The log as Gradio's chatbot takes it: {"role", "content"}; a question is escaped, so that no Markdown and no
        tag in it comes to life. It is a heading, for finding one's way by ear; its classes tell the turn's number and its conversation: the page
        sees by them that a question was taken.
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
    """All open conversations by page (Gradio's session hash); the longest unused go first. Safe between threads."""

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
        """Forget what was said on `page`; an answer still being made finds its turn gone."""
        with self._lock:
            conversation = self._held.pop(page, None)
            if conversation:
                conversation.turns.clear()
