"""An answer as server-sent events: stage, source, sentence, done, error."""

import itertools
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator

from chat.answer import Answer
from chat.answer_json import to_json
from chat.api import problems, wording
from chat.api.answers import Answers, Kept
from chat.api.problems import ProblemError
from chat.events import Found, Stage

log = logging.getLogger(__name__)

# After a sentence's end mark with what closes it (a quotation mark, [1]), at white space.
_BORDER = re.compile(r"(?<=[.?!\]])\s+(?!\[\d)")


async def events(answers: Answers, question: str, scope: str, request_id: str) -> AsyncIterator[bytes]:
    """The events of one question, UTF-8. `done` holds the whole answer with the request id as `answer_id`."""
    try:
        async for heard in answers.listen(question, scope):
            if isinstance(heard, Stage):
                if heard.name in wording.STAGES:
                    yield event("stage", {"name": heard.name, "label": wording.STAGES[heard.name]})
            elif isinstance(heard, Found):
                label = wording.FOUND.format(count=heard.passages)
                yield event("stage", {"name": "found", "label": label, "passages": heard.passages})
            elif isinstance(heard, Kept):
                for chunk in _told(heard.answer, request_id):
                    yield chunk
    except ProblemError as error:
        yield event("error", problems.body(error.problem, error.detail, error.detail_en, request_id))
    except Exception:
        log.exception("request %s failed", request_id)
        yield event("error", problems.body(problems.FAILED, wording.FAILED, wording.FAILED_EN, request_id))


def event(name: str, data: object) -> bytes:
    """One event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, white space after each included: joined they are `text`."""
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    return [(start, end) for start, end in itertools.pairwise(borders) if start < end]


def _told(answer: Answer, request_id: str) -> Iterator[bytes]:
    whole = to_json(answer)
    for citation in whole["citations"]:
        yield event("source", citation)
    for start, end in sentences(answer.text):
        yield event("sentence", {"text": answer.text[start:end], "start": start, "end": end})
    yield event("done", whole | {"answer_id": request_id})
