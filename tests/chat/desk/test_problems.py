"""The problems that a client is told of: their statuses, and what an OpenAI client reads."""

import json

import pytest

from chat.desk import problems
from chat.desk.problems import Problem, ProblemPlace
from ingest.errors import StoreUnreachableError


def test_each_problem_has_its_status() -> None:
    assert {problem.name: problem.status for problem in problems.ALL} == {
        "invalid-request": 422,
        "bad-request": 400,
        "not-found": 404,
        "unknown-site": 404,
        "method-not-allowed": 405,
        "origin-not-allowed": 403,
        "too-large": 413,
        "unsupported-media-type": 415,
        "too-many-requests": 429,
        "busy": 503,
        "not-kept": 503,
        "log-unavailable": 503,
        "store-unreachable": 503,
        "internal-error": 500,
        "http-error": 400,
    }


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (problems.FAILED, "server_error"),
        (problems.BUSY, "server_error"),
        (problems.TOO_MANY, "invalid_request_error"),
        (Problem("x", 499, "", ""), "invalid_request_error"),
    ],
)
def test_an_openai_client_reads_whose_fault_it_is(problem: Problem, kind: str) -> None:
    response = problems.response(problem, place=ProblemPlace("/v1/chat/completions", "id"))
    assert response.status_code == problem.status
    assert json.loads(bytes(response.body))["error"]["type"] == kind


def test_when_to_come_back_where_the_store_is_gone() -> None:
    gone = problems.of(StoreUnreachableError("gone"))
    assert (gone.problem, gone.headers) == (problems.UNREACHABLE, {"Retry-After": "10"})
    assert "10초" in gone.detail
    assert problems.of(ValueError("secret")).problem is problems.FAILED
    assert "secret" not in problems.of(ValueError("secret")).detail
