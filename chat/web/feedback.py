"""The route that takes a citizen's opinion of an answer."""

import asyncio
from collections.abc import Mapping
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from chat.desk.desk import Desk
from chat.desk.limits import MINUTE, Sent, quotas
from chat.log.entry import Feedback
from chat.web import page_texts


class Opinion(BaseModel):
    """An opinion as the page sends it."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=1_000)
    answer: str = Field(default="", max_length=4_000)
    status: str = Field(default="", max_length=40)
    answer_id: str = Field(default="", max_length=64, pattern=r"^[0-9a-f]*$")
    helpful: bool
    reasons: tuple[Literal["wrong", "off", "hard", "missing"], ...] = Field(default=(), max_length=4)
    comment: str = Field(default="", max_length=1_000)

    def stored(self, index_version: str) -> Feedback:
        """The opinion as a row of the log."""
        return Feedback(**self.model_dump(), index_version=index_version)


def feedback_router(desk: Desk) -> APIRouter:
    """The router of `POST /feedback`: 204 once the opinion is stored, 429 beyond the visitor's limit, 503 where it cannot be stored."""
    router = APIRouter(include_in_schema=False)

    @router.post("/feedback", status_code=204)
    async def feedback(opinion: Opinion, request: Request) -> Response:
        address = request.client.host if request.client else "unknown"
        held = quotas(Sent.OPINION, address, desk.settings)
        verdict = desk.limits.charge(held)
        if not verdict.allowed:
            desk.metrics.refused(429)
            return _told(429, page_texts.KO["too_many_opinions"], verdict.reset, dict(verdict.headers(held)))
        if not await asyncio.wrap_future(desk.log.add_feedback(opinion.stored(desk.service.index.version))):
            desk.metrics.refused(503)
            return _told(503, page_texts.KO["not_kept"], MINUTE)
        return Response(status_code=204, headers=dict(verdict.headers(held)))

    return router


def _told(status: int, title: str, seconds: int, headers: Mapping[str, str] | None = None) -> Response:
    refusal = {"title": title.format(n=seconds), "status": status}
    return JSONResponse(refusal, status, {"Retry-After": str(seconds), **(headers or {})})
