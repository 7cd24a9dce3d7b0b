"""`/v1/chat/completions` and `/v1/models`: the service for clients of OpenAI's API.

https://platform.openai.com/docs/api-reference/chat. There is one model, "mureobwa"; settings of a language model
(temperature, tools, ...) are taken and have no effect. The last message of the user is the question.
"""

import json
import logging
import re
import time
from collections.abc import AsyncIterator, Mapping
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from chat.answer import Answer, Citation
from chat.api.events import AnswerPiece, in_pieces
from chat.api.models import MAX_TEXT
from chat.api.routes import SiteParameter, scope_of, visitor_of
from chat.desk import api_texts, problems
from chat.desk.answer_threads import GivenAnswer, Posed
from chat.desk.desk import Desk
from chat.desk.links import base_url, source_url
from chat.desk.problems import ProblemError
from chat.desk.visits import visit_of
from chat.log.entry import Door
from chat.turn import Event
from ingest.errors import MureobwaError

_log = logging.getLogger(__name__)

MODEL = "mureobwa"
_MOST_BEFORE = 3
"""Messages before the question that are read for what it follows up; each takes some milliseconds. Not measured: a client that sends a chat's history
tells no more of it than its words.
"""
_MARKER = re.compile(r"\[(\d+)\]")


class _Taken(BaseModel):
    model_config = ConfigDict(strict=True)


class ContentPart(_Taken):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class ChatMessage(_Taken):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart] | None = None

    @property
    def text(self) -> str:
        """The text, whether it was sent as a string or as parts."""
        if isinstance(self.content, list):
            return " ".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(_Taken):
    """How to stream."""

    include_usage: bool | None = None


class CompletionRequest(_Taken):
    """What is read of OpenAI's request; the rest is ignored."""

    model: str = Field(max_length=200, description="언제나 'mureobwa'", examples=[MODEL])
    messages: list[ChatMessage] = Field(min_length=1, max_length=200)
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


class UrlCitation(BaseModel):
    """Where an [n] leads; `quote` is ours: the words as they stand in the document."""

    start_index: int
    end_index: int
    title: str
    url: str
    quote: str


class AnnotationModel(BaseModel):
    """A citation."""

    type: Literal["url_citation"]
    url_citation: UrlCitation


class AnsweredMessage(BaseModel):
    """The answer as a message."""

    role: Literal["assistant"]
    content: str
    refusal: str | None
    annotations: list[AnnotationModel]


class Choice(BaseModel):
    """The only choice."""

    index: int
    message: AnsweredMessage
    logprobs: None
    finish_reason: Literal["stop"]


class Usage(BaseModel):
    """No language model runs, so no tokens are used: always 0."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """OpenAI's answer; `mureobwa` is the answer object of `/api/v1/ask`."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[Choice]
    usage: Usage
    mureobwa: dict[str, Any]


class OneModel(BaseModel):
    """A model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class Models(BaseModel):
    """All models: ours."""

    object: Literal["list"]
    data: list[OneModel]


class ErrorBody(BaseModel):
    """What went wrong."""

    message: str
    type: str
    param: str | None
    code: str


class ErrorModel(BaseModel):
    """OpenAI's way of telling it."""

    error: ErrorBody


_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
_CREATED = 1767225600  # 2026-01-01: clients expect a date, the model has none


def router(desk: Desk) -> APIRouter:
    """The router of `/v1`, answered from `desk`."""
    titles = {problem.status: problem.title for problem in problems.ALL[::-1]}
    error_responses: dict[int | str, dict[str, Any]] = {
        status: {"model": ErrorModel, "description": titles[status]}
        for status in (400, 403, 404, 405, 413, 422, 429, 500, 503)
    }
    routes = APIRouter(prefix="/v1", tags=["OpenAI 호환"], responses=error_responses)

    @routes.get("/models", summary="모델 목록", response_model=Models)
    def models(site: SiteParameter = "") -> Mapping[str, object]:
        """모델은 'mureobwa' 하나입니다."""
        return {"object": "list", "data": [_model()]}

    @routes.get("/models/{id}", summary="모델 하나", response_model=OneModel)
    def model(id: str, site: SiteParameter = "") -> Mapping[str, object]:  # noqa: A002
        """모델은 'mureobwa' 하나입니다."""
        _known(id)
        return _model()

    streamed: dict[int | str, dict[str, Any]] = {
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}
    }

    @routes.post(
        "/chat/completions", summary="OpenAI 방식으로 질문합니다", response_model=Completion, responses=streamed
    )
    async def completions(body: CompletionRequest, request: Request, site: SiteParameter = "") -> Response:
        """마지막 사용자 메시지에 답합니다. 인용은 `annotations`(url_citation)에 있습니다."""
        _known(body.model)
        visit = visit_of(request, Door.OPENAI)
        posed = Posed(_question(body), scope_of(request), visitor_of(request), _before(body), visit)
        base = base_url(desk.settings, request)
        name = f"chatcmpl-{request.state.request_id}"
        if body.stream:
            usage = bool(body.stream_options and body.stream_options.include_usage)
            heard = in_pieces(desk.answers.listen(posed))
            return StreamingResponse(_chunks(heard, name, base, usage), media_type="text/event-stream")
        kept = await desk.answers.ask(posed)
        return Response(json.dumps(_completion(kept, name, base), ensure_ascii=False), media_type="application/json")

    return routes


def content_of(answer: Answer) -> str:
    """The answer's text, then its notes."""
    return answer.text + _notes(answer)


def _notes(answer: Answer) -> str:
    notes = (answer.confirmed.line, *answer.notes) if answer.confirmed else answer.notes
    return "".join(f"\n\n※ {note}" for note in notes)


def annotations_of(answer: Answer, base: str) -> list[dict[str, Any]]:
    """One `url_citation` for every [n] in the text, in order; its indexes count characters, end exclusive."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    return [
        _annotation(by_marker[int(found[1])], found.start(), found.end(), base)
        for found in _MARKER.finditer(answer.text)
        if int(found[1]) in by_marker
    ]


def _annotation(citation: Citation, start: int, end: int, base: str) -> dict[str, Any]:
    url = source_url(base, citation)
    fields = {"start_index": start, "end_index": end, "title": citation.title, "url": url, "quote": citation.quote}
    return {"type": "url_citation", "url_citation": fields}


def _completion(kept: GivenAnswer, name: str, base: str) -> dict[str, Any]:
    answer = kept.answer
    message = {
        "role": "assistant",
        "content": content_of(answer),
        "refusal": None,
        "annotations": annotations_of(answer, base),
    }
    return {
        "id": name,
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": _USAGE,
        "mureobwa": kept.to_json(),
    }


async def _chunks(
    heard: AsyncIterator[Event | AnswerPiece | GivenAnswer], name: str, base: str, usage: bool
) -> AsyncIterator[bytes]:
    head = {"id": name, "object": "chat.completion.chunk", "created": int(time.time()), "model": MODEL}
    try:
        async for delta, finish in _deltas(heard, base):
            choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
            yield _data(head | {"choices": [choice]} | ({"usage": None} if usage else {}))
    except Exception as error:  # the HTTP status has been sent: the error goes into the stream
        _log.error("%s failed", name, exc_info=None if isinstance(error, MureobwaError) else error)
        failure = problems.of(error)
        yield _data({"error": {"message": failure.detail, "type": "server_error", "code": failure.problem.name}})
        return
    if usage:
        yield _data(head | {"choices": [], "usage": _USAGE})
    yield b"data: [DONE]\n\n"


async def _deltas(
    heard: AsyncIterator[Event | AnswerPiece | GivenAnswer], base: str
) -> AsyncIterator[tuple[dict[str, Any], str | None]]:
    yield {"role": "assistant", "content": ""}, None
    async for event in heard:
        if isinstance(event, AnswerPiece):
            yield {"content": event.text}, None
        elif isinstance(event, GivenAnswer):
            if notes := _notes(event.answer):
                yield {"content": notes}, None
            yield {"annotations": annotations_of(event.answer, base)}, None
    yield {}, "stop"


def _data(chunk: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


def _question(body: CompletionRequest) -> str:
    """The text of the user's last message, at most `MAX_TEXT` characters; "" without one: the service then asks for a question."""
    question = next((message.text for message in reversed(body.messages) if message.role == "user"), "")
    return question[:MAX_TEXT]


def _before(body: CompletionRequest) -> tuple[str, ...]:
    """The texts of the user's last `_MOST_BEFORE` messages before the question, which a follow-up refers to, each perhaps a follow-up itself."""
    said = [message.text for message in body.messages if message.role == "user"]
    return tuple(text[:MAX_TEXT] for text in said[:-1][-_MOST_BEFORE:])


def _known(model: str) -> None:
    if model != MODEL:
        values = {"model": model[:60]}
        detail, detail_en = api_texts.NO_MODEL.format(**values), api_texts.NO_MODEL_EN.format(**values)
        raise ProblemError(problems.NOT_FOUND, detail, detail_en, field="model")


def _model() -> dict[str, object]:
    return {"id": MODEL, "object": "model", "created": _CREATED, "owned_by": "mureobwa"}
