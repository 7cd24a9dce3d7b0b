"""The route that takes a citizen's opinion of an answer."""

from typing import Literal

from fastapi import APIRouter, BackgroundTasks
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from chat.feedback import Feedback, FeedbackLog


class Opinion(BaseModel):
    """What the page sends."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=1_000)
    answer: str = Field(default="", max_length=4_000)
    status: str = Field(default="", max_length=40)
    helpful: bool
    reasons: tuple[Literal["wrong", "off", "hard", "missing"], ...] = Field(default=(), max_length=4)
    comment: str = Field(default="", max_length=1_000)


def feedback_router(log: FeedbackLog) -> APIRouter:
    """`POST /feedback`: 204 at once; it is written to `log` after the reply."""
    router = APIRouter(include_in_schema=False)

    @router.post("/feedback", status_code=204)
    def feedback(opinion: Opinion, later: BackgroundTasks) -> Response:
        later.add_task(log.add, Feedback(**opinion.model_dump()))
        return Response(status_code=204, background=later)

    return router
