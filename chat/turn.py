"""The state of a question after each step of the pipeline, and the events reported meanwhile."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from chat.answer import Answer
from chat.reading.asked import Asked
from chat.reading.findings import Finding, Worded
from retriever.hit import Hit
from retriever.query import Query


@dataclass(frozen=True, slots=True)
class StepBegun:
    """Event: a step has begun; `name` is the name of the step in `chat.pipeline`."""

    name: str


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """Event: `passages` passages were found that may hold the answer."""

    passages: int


@dataclass(frozen=True, slots=True)
class SentenceWritten:
    """Event: a language model wrote a sentence that its sources support; the sentence stays in the answer unchanged.

    `so_far` is the answer up to the end of this sentence (text, marks and citations, no notes yet); the sentence with its
    markers begins at `start` of the text of `so_far`.
    """

    so_far: Answer
    start: int


Event = StepBegun | PassagesFound | SentenceWritten
Listener = Callable[[Event], None]


def no_listener(event: Event) -> None:
    """A listener that ignores every event, for callers that only want the answer."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a visitor sent, before it is read.

    `question` is one clean line; `scope` is the words of a department or a topic whose documents are preferred; `beside` are notes that are shown
    before the answer's own. `until` is the end of its processor time (seconds of `time.thread_time`: waiting for others, or for a language model,
    costs nothing). Every step is bounded by itself (docs/security.md); this limit is for what nobody thought of, and for machines far slower than
    ours.
    """

    question: str
    scope: str = ""
    beside: tuple[str, ...] = ()
    listener: Listener = no_listener
    until: float = math.inf

    def is_spent(self) -> bool:
        """Whether its processor time is used up. To be called in the thread that answers it: the time is that thread's."""
        return time.thread_time() >= self.until


@dataclass(frozen=True, slots=True)
class Understood:
    """A message with its query: the question with spacing, key slips and spelling put right."""

    message: Message
    query: Query


@dataclass(frozen=True, slots=True)
class Analysed:
    """A question with the analysis of what it asks for (`asked`). `reworded` is the same question in a language model's words, where there is
    one.
    """

    message: Message
    query: Query
    asked: Asked
    reworded: Query | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """A question with the passages that may hold its answer, best first. `reworded` is the question in a language model's words, with its
    hits of at least the same passages.
    """

    message: Message
    query: Query
    asked: Asked
    hits: tuple[Hit, ...]
    reworded: Worded | None = None

    @property
    def wordings(self) -> tuple[Worded, ...]:
        """The question as asked and as reworded, with the same passages in the same order."""
        asked = Worded(self.query, self.hits)
        if self.reworded is None:
            return (asked,)
        met = {hit.passage.id: hit for hit in self.reworded.hits}
        return asked, Worded(self.reworded.query, tuple(met[hit.passage.id] for hit in self.hits))


@dataclass(frozen=True, slots=True)
class Examined:
    """A question with the sentences that may answer it, the likeliest first. `older` is the finding of an older document that says something
    else; `nearby` are findings that may answer instead of those in the answer, `further` the best ones of the nearest passages, to be shown on
    request.
    """

    message: Message
    query: Query
    asked: Asked
    hits: tuple[Hit, ...]
    findings: tuple[Finding, ...]
    older: Finding | None = None
    nearby: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A question with its answer: in the source's own words or, after the last step, in a language model's."""

    message: Message
    query: Query
    asked: Asked
    hits: tuple[Hit, ...]
    answer: Answer


Turn = Message | Understood | Analysed | Searched | Examined | Written
"""The state of a question between two steps: each step takes one and returns one that holds more, or ends the run with an `Answer`."""
