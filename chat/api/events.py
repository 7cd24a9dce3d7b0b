"""An answer as server-sent events: stage, source, sentence, done, error."""

import itertools
import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from chat.answer import Answer
from chat.desk import api_texts, problems
from chat.desk.answer_json import to_json
from chat.desk.answer_threads import GivenAnswer
from chat.turn import Event, PassagesFound, SentenceWritten, StepBegun
from ingest.errors import MureobwaError

log = logging.getLogger(__name__)

# White space after a sentence's end mark or after a marker ([1]), unless a marker follows.
_BORDER = re.compile(r"(?<=[.?!\]])\s+(?!\[\d)")


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """A piece of an answer's text, `answer.text[start:end]`. All pieces joined are the whole text."""

    answer: Answer
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.answer.text[self.start : self.end]


async def in_pieces(heard: AsyncIterator[Event | GivenAnswer]) -> AsyncIterator[Event | AnswerPiece | GivenAnswer]:
    """The events of one question, with the answer's text as pieces: a language model's sentences one by one, the rest once the answer is complete."""
    sent = 0
    async for event in heard:
        if isinstance(event, SentenceWritten):
            yield AnswerPiece(event.so_far, sent, len(event.so_far.text))
            sent = len(event.so_far.text)
            continue
        if isinstance(event, GivenAnswer):
            for start, end in sentences(event.answer.text[sent:]):
                yield AnswerPiece(event.answer, sent + start, sent + end)
        yield event


async def events(heard_of: AsyncIterator[Event | GivenAnswer], request_id: str) -> AsyncIterator[bytes]:
    """The server-sent events of one question, in UTF-8. `done` holds the whole answer with its `answer_id`; after a failure `error` is the last."""
    cited = 0
    try:
        async for heard in in_pieces(heard_of):
            if isinstance(heard, StepBegun):
                if heard.name in api_texts.STAGES:
                    yield event("stage", {"name": heard.name, "label": api_texts.STAGES[heard.name]})
            elif isinstance(heard, PassagesFound):
                label = api_texts.FOUND.format(count=heard.passages)
                yield event("stage", {"name": "found", "label": label, "passages": heard.passages})
            elif isinstance(heard, AnswerPiece):
                for citation in to_json(heard.answer)["citations"][cited:]:
                    yield event("source", citation)
                cited = len(heard.answer.citations)
                yield event("sentence", {"text": heard.text, "start": heard.start, "end": heard.end})
            elif isinstance(heard, GivenAnswer):
                yield event("done", heard.to_json())
    except Exception as error:
        log.error("request %s failed", request_id, exc_info=None if isinstance(error, MureobwaError) else error)
        failure = problems.of(error)
        yield event("error", problems.body(failure.problem, failure.detail, failure.detail_en, request_id))


def event(name: str, data: object) -> bytes:
    """One server-sent event in UTF-8, with `data` as JSON."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, white space after each included: joined they are `text`."""
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    return [(start, end) for start, end in itertools.pairwise(borders) if start < end]
