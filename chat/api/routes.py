"""The routes of `/api/v1`: ask, search, feedback, documents, receipts, config."""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from chat.api import responses
from chat.api.events import events
from chat.api.models import (
    AnswerModel,
    AskRequest,
    ConfigModel,
    DocumentsModel,
    FeedbackModel,
    FeedbackRequest,
    ReceiptModel,
    SearchModel,
    SearchRequest,
    WholeDocumentModel,
)
from chat.desk import api_texts, problems
from chat.desk.answer_threads import Posed
from chat.desk.desk import Desk
from chat.desk.limits import MINUTE, visitor
from chat.desk.problems import Problem, ProblemError
from chat.desk.visits import visit_of
from chat.log.entry import Feedback
from chat.log.receipt import receipt as receipt_of
from chat.log.store import LogUnavailableError
from chat.question.before_search import tidy
from retriever.query import understand
from retriever.search import search as search_index

SiteParameter = Annotated[
    str, Query(max_length=40, description="누리집 이름(mureobwa sites add). 다른 누리집에서 부를 때 꼭 붙입니다.")
]
_PROBLEM: dict[str, Any] = {
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemModel"}}}
}


def described(*possible: Problem) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with, by status, for the OpenAPI description."""
    titles: dict[int, list[str]] = {}
    for problem in possible:
        titles.setdefault(problem.status, []).append(problem.title)
    return {status: {"description": " / ".join(titles[status]), **_PROBLEM} for status in sorted(titles)}


_ALWAYS = (
    *(problems.INVALID, problems.NOT_FOUND, problems.UNKNOWN_SITE, problems.WRONG_METHOD),
    *(problems.ORIGIN, problems.UNREACHABLE, problems.FAILED),
)
_POSTED = (problems.NOT_JSON, problems.TOO_LARGE, problems.TOO_MANY)


def router(desk: Desk) -> APIRouter:
    """The router of `/api/v1`, answered from `desk`."""
    routes = APIRouter(prefix="/api/v1")
    _add_asking(routes, desk)
    _add_opinions(routes, desk)
    _add_documents(routes, desk)
    _add_receipts(routes, desk)
    _add_config(routes, desk)
    return routes


def _add_asking(routes: APIRouter, desk: Desk) -> None:
    streamed: dict[int | str, dict[str, Any]] = {
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}
    }

    @routes.post(
        "/ask",
        summary="질문하고 근거가 있는 답을 받습니다",
        response_model=AnswerModel,
        responses={**streamed, **described(*_ALWAYS, *_POSTED, problems.BUSY)},
        tags=["질문"],
    )
    async def ask(
        body: AskRequest,
        request: Request,
        site: SiteParameter = "",
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        """`Accept: text/event-stream`이면 stage, source, sentence, done, error 이벤트를 차례로 보냅니다."""
        before = (body.before,) if body.before else ()
        posed = Posed(body.question, scope_of(request, body.scope), visitor_of(request), before, visit_of(request))
        if "text/event-stream" in accept:
            stream = events(desk.answers.listen(posed), request.state.request_id)
            return StreamingResponse(stream, media_type="text/event-stream")
        kept = await desk.answers.ask(posed)
        headers = {"Mureobwa-Cache": "hit" if kept.cached else "miss"}
        return Response(kept.body, media_type="application/json", headers=headers)

    @routes.post(
        "/search",
        summary="질문에 가까운 대목을 찾습니다",
        response_model=SearchModel,
        responses=described(*_ALWAYS, *_POSTED, problems.BUSY),
        tags=["질문"],
    )
    async def search(body: SearchRequest, request: Request, site: SiteParameter = "") -> Response:
        """답을 만들지 않고, 점수가 높은 대목부터 보여 줍니다."""
        found = await desk.answers.call(lambda: search_documents(desk, body.query, body.limit), visitor_of(request))
        return _json(found)


def _add_opinions(routes: APIRouter, desk: Desk) -> None:
    @routes.post(
        "/feedback",
        summary="답이 도움이 되었는지 알립니다",
        response_model=FeedbackModel,
        status_code=201,
        responses=described(*_ALWAYS, *_POSTED, problems.NOT_KEPT),
        tags=["의견"],
    )
    async def feedback(body: FeedbackRequest, request: Request, site: SiteParameter = "") -> FeedbackModel:
        """개인정보로 보이는 글자는 지우고 저장합니다."""
        stored = desk.log.add_feedback(
            Feedback(
                question=tidy(body.question),
                helpful=body.helpful,
                reasons=(tidy(body.reason),) if body.reason else (),
                comment=tidy(body.comment),
                answer_id=body.answer_id,
                site=site,
                index_version=desk.service.index.version,
            )
        )
        if not await asyncio.wrap_future(stored):
            raise problems.come_back(problems.NOT_KEPT, api_texts.NOT_KEPT, api_texts.NOT_KEPT_EN, MINUTE)
        return FeedbackModel(stored=True)


def _add_documents(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/documents",
        summary="문서 목록",
        response_model=DocumentsModel,
        responses={304: {"description": "바뀌지 않았습니다."}, **described(*_ALWAYS)},
        tags=["문서"],
    )
    def documents(request: Request, site: SiteParameter = "") -> Response:
        """색인된 문서를 최근 것부터 보여 줍니다. `ETag`로 바뀌었는지 알 수 있습니다."""
        index = desk.service.index
        return tagged(request, _json(DocumentsModel(documents=responses.documents(index), index_version=index.version)))

    @routes.get(
        "/documents/{id}",
        summary="문서 하나",
        response_model=WholeDocumentModel,
        responses={304: {"description": "바뀌지 않았습니다."}, **described(*_ALWAYS)},
        tags=["문서"],
    )
    def document(id: str, request: Request, site: SiteParameter = "") -> Response:  # noqa: A002
        """글 전체와 정보. 인용의 `start`와 `end`는 이 글의 글자 자리입니다."""
        found = desk.service.index.documents.get(id)
        if found is None:
            values = {"id": id[:60]}
            raise ProblemError(
                problems.NOT_FOUND, api_texts.NO_DOCUMENT.format(**values), api_texts.NO_DOCUMENT_EN.format(**values)
            )
        return tagged(request, _json(responses.whole(found, desk.service.index)))


def _add_receipts(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/answers/{id}/receipt",
        summary="답의 영수증",
        response_model=ReceiptModel,
        responses=described(*_ALWAYS, problems.NO_LOG),
        tags=["질문"],
    )
    def receipt(id: str, request: Request, site: SiteParameter = "") -> Mapping[str, object]:  # noqa: A002
        """답을 무엇으로 만들었는지: 색인의 판, 인용한 문서의 해시, 설정. 질문과 답의 글은 없습니다."""
        try:
            found = desk.log.store.find(id)
        except LogUnavailableError as error:
            raise problems.come_back(problems.NO_LOG, api_texts.NO_LOG, api_texts.NO_LOG_EN, MINUTE) from error
        if found is None:
            values = {"id": id[:60]}
            raise ProblemError(
                problems.NOT_FOUND, api_texts.NO_RECEIPT.format(**values), api_texts.NO_RECEIPT_EN.format(**values)
            )
        return receipt_of(found)


def _add_config(routes: APIRouter, desk: Desk) -> None:
    @routes.get(
        "/config",
        summary="위젯 설정",
        response_model=ConfigModel,
        responses={304: {"description": "바뀌지 않았습니다."}, **described(*_ALWAYS)},
        tags=["위젯"],
    )
    def config(request: Request, site: SiteParameter = "") -> Response:
        """누리집에 정해 둔 제목, 인사말, 색, 추천 질문."""
        return tagged(request, _json(responses.config(request.state.site, desk.service.engine, desk.settings)))


def search_documents(desk: Desk, query: str, limit: int) -> SearchModel:
    """The passages nearest to `query`, best first."""
    index = desk.service.index.snapshot()
    read = understand(tidy(query)[: desk.settings.max_question_chars], index)
    hits = [responses.hit(hit, index) for hit in search_index(index, read, limit)]
    return SearchModel(
        query=read.original, read_as=read.text, notes=list(read.notes), hits=hits, index_version=index.version
    )


def scope_of(request: Request, asked: str = "") -> str:
    """The words of the department or topic whose documents are preferred: `asked`, else the site's; "" for none."""
    site = request.state.site
    return asked or (site.scope if site else "")


def visitor_of(request: Request) -> str:
    """The key of the visitor (`chat.desk.limits.visitor`) in whose queue the question waits."""
    return visitor(request.client.host if request.client else "unknown")


def tagged(request: Request, response: Response) -> Response:
    """`response` with an ETag; a 304 response where the client has this content already (If-None-Match)."""
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response


def _json(model: BaseModel) -> Response:
    return Response(model.model_dump_json(), media_type="application/json")
