"""Error responses for programs: RFC 9457 problem details, in Korean with the English beside it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from chat.desk import api_texts
from ingest.errors import StoreUnreachableError
from ingest.korean.particles import settled

TYPES = "/api/v1/docs#problem-"


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """Where a problem arose: the path asked for and the request's id."""

    path: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: its name (the end of the address that describes it), its HTTP status, its titles."""

    name: str
    status: int
    title: str
    title_en: str


INVALID = Problem("invalid-request", 422, "요청을 이해할 수 없습니다.", "The request is not understood.")
NOT_JSON = Problem("bad-request", 400, "요청의 형식이 잘못되었습니다.", "The request is malformed.")
NOT_FOUND = Problem("not-found", 404, "찾는 것이 없습니다.", "Not found.")
UNKNOWN_SITE = Problem("unknown-site", 404, "등록되지 않은 누리집입니다.", "This site is not registered.")
WRONG_METHOD = Problem("method-not-allowed", 405, "이 주소에 쓸 수 없는 방식입니다.", "Method not allowed.")
ORIGIN = Problem("origin-not-allowed", 403, "이 누리집에서는 쓸 수 없습니다.", "This origin is not allowed.")
TOO_LARGE = Problem("too-large", 413, "요청이 너무 큽니다.", "The request is too large.")
MEDIA_TYPE = Problem("unsupported-media-type", 415, "JSON만 받습니다.", "Only JSON is accepted.")
TOO_MANY = Problem("too-many-requests", 429, "요청이 너무 많습니다.", "Too many requests.")
NOT_KEPT = Problem("not-kept", 503, "의견을 저장하지 못했습니다.", "The opinion was not kept.")
NO_LOG = Problem("log-unavailable", 503, "기록을 읽을 수 없습니다.", "The log cannot be read.")
BUSY = Problem("busy", 503, "지금 질문이 몰려 있습니다.", "The service is busy.")
UNREACHABLE = Problem("store-unreachable", 503, "지금은 문서를 찾을 수 없습니다.", "The documents cannot be reached.")
FAILED = Problem("internal-error", 500, "서버에서 오류가 났습니다.", "An internal error occurred.")
OTHER = Problem("http-error", 400, "요청을 처리하지 못했습니다.", "The request failed.")

UNREACHABLE_SECONDS = 10
"""Seconds after which to try again: a standby takes over, or a server restarts, in about this time."""

ALL = (
    *(INVALID, NOT_JSON, NOT_FOUND, UNKNOWN_SITE, WRONG_METHOD, ORIGIN),
    *(TOO_LARGE, MEDIA_TYPE, TOO_MANY, BUSY, NOT_KEPT, NO_LOG, UNREACHABLE, FAILED, OTHER),
)


class ProblemError(Exception):
    """Ends a request with a problem. Particles after names may stand in both forms in `detail` ("'a'을(를)"); `field` is the name of the value at
    fault, where there is one.
    """

    def __init__(
        self, problem: Problem, detail: str, detail_en: str, headers: Mapping[str, str] | None = None, field: str = ""
    ) -> None:
        detail = settled(detail)
        super().__init__(detail)
        self.problem, self.detail, self.detail_en = problem, detail, detail_en
        self.headers = dict(headers or {})
        self.field = field


def come_back(problem: Problem, detail: str, detail_en: str, seconds: int) -> ProblemError:
    """The error for a problem that will be over in `seconds`: both texts name them, and so does the header Retry-After."""
    details = detail.format(seconds=seconds), detail_en.format(seconds=seconds)
    return ProblemError(problem, *details, {"Retry-After": str(seconds)})


def of(error: Exception) -> ProblemError:
    """The problem that the client is shown for `error`."""
    if isinstance(error, StoreUnreachableError):
        return come_back(UNREACHABLE, api_texts.UNREACHABLE, api_texts.UNREACHABLE_EN, UNREACHABLE_SECONDS)
    return ProblemError(FAILED, api_texts.FAILED, api_texts.FAILED_EN)


def body(
    problem: Problem, detail: str, detail_en: str, request_id: str, errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """The problem object. Its `instance` holds the request's id, as the server's log does."""
    members: dict[str, Any] = {
        "type": TYPES + problem.name,
        "title": problem.title,
        "title_en": problem.title_en,
        "status": problem.status,
        "detail": detail,
        "detail_en": detail_en,
        "instance": f"urn:mureobwa:request:{request_id}",
    }
    return members | {"errors": [dict(error) for error in errors]} if errors else members


def response(
    problem: Problem,
    detail: str = "",
    detail_en: str = "",
    *,
    place: ProblemPlace,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    field: str = "",
) -> Response:
    """The response that states the problem; below `/v1/` in the form of OpenAI's errors, where `param` is the value named by the first
    of `errors`, else `field`.
    """
    members = body(problem, detail or problem.title, detail_en or problem.title_en, place.request_id, errors)
    media = "application/problem+json"
    if place.path.startswith("/v1/"):
        kind = "server_error" if problem.status >= 500 else "invalid_request_error"
        message = f"{members['detail']} ({members['detail_en']})"
        if errors:
            field = _dotted(errors[0]["pointer"])
            message += f" {field or 'body'}: {errors[0]['detail']} ({errors[0]['detail_en']})"
        members = {"error": {"message": message, "type": kind, "param": field or None, "code": problem.name}}
        media = "application/json"
    content = json.dumps(members, ensure_ascii=False).encode()
    return Response(content, problem.status, dict(headers or {}), media_type=media)


def refusal(error: ProblemError, place: ProblemPlace) -> Response:
    """The response that states the problem of `error`."""
    problem_and_details = error.problem, error.detail, error.detail_en
    return response(*problem_and_details, place=place, headers=error.headers, field=error.field)


def validation_errors(found: Sequence[Mapping[str, Any]], body: object) -> list[dict[str, str]]:
    """Pydantic's findings in `body` as `{"pointer": "#/question", "detail": Korean, "detail_en": English}`.

    Where a value has several alternatives (a text or a list of parts), only the errors of the one that fitted furthest are kept.
    """
    errors = [
        {
            "pointer": _pointer(error, body),
            "detail": api_texts.INVALID_VALUE.get(str(error["type"]), api_texts.INVALID_OTHER),
            "detail_en": str(error["msg"]),
        }
        for error in found
    ]
    return [one for one in errors if not any(other["pointer"].startswith(one["pointer"] + "/") for other in errors)]


def _pointer(error: Mapping[str, Any], body: object) -> str:
    """The JSON pointer (RFC 6901) to the value at fault. Pydantic's path also names the alternatives that it tried; they are not in the body."""
    source, *way = error["loc"]
    pointer, here = "#", body
    for number, part in enumerate(way, start=1):
        inside = part in here if isinstance(here, dict) else isinstance(here, list) and part in range(len(here))
        if inside:
            here = here[part]  # type: ignore[index]
        if inside or source != "body" or (error["type"] == "missing" and number == len(way)):
            pointer += f"/{part}"
    return pointer


def _dotted(pointer: str) -> str:
    """A JSON pointer as OpenAI writes it: "#/messages/0/role" becomes "messages[0].role"."""
    return re.sub(r"\.(\d+)\b", r"[\1]", pointer.removeprefix("#").removeprefix("/").replace("/", "."))
