"""The route that takes a citizen's opinion of an answer."""

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from chat.api.desk import Desk
from chat.api.limits import MINUTE, Quota
from chat.api.routes import visitor_of
from chat.feedback import Feedback
from chat.web import wording

_PER_MINUTE = 20
"""Opinions of one visitor: who reads answers gives fewer."""


class Opinion(BaseModel):
    """What the page sends."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=1_000)
    answer: str = Field(default="", max_length=4_000)
    status: str = Field(default="", max_length=40)
    helpful: bool
    reasons: tuple[Literal["wrong", "off", "hard", "missing"], ...] = Field(default=(), max_length=4)
    comment: str = Field(default="", max_length=1_000)


def feedback_router(desk: Desk) -> APIRouter:
    """`POST /feedback`: 204 once it is written, 429 beyond the visitor's limit, 503 where it cannot be."""
    router = APIRouter(include_in_schema=False)

    @router.post("/feedback", status_code=204)
    def feedback(opinion: Opinion, request: Request) -> Response:
        verdict = desk.limits.charge([Quota(f"feedback:{visitor_of(request)}", "feedback-minute", _PER_MINUTE, MINUTE)])
        if not verdict.allowed:
            return _told(429, wording.KO["too_many_opinions"], verdict.reset)
        if not desk.feedback.add(Feedback(**opinion.model_dump())):
            return _told(503, wording.KO["not_kept"], MINUTE)
        return Response(status_code=204)

    return router


def _told(status: int, title: str, seconds: int) -> Response:
    return JSONResponse({"title": title.format(n=seconds), "status": status}, status, {"Retry-After": str(seconds)})
