"""Whatever the OpenAPI description allows or forbids is sent; no answer may break the description or be a 5xx."""

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

OPERATIONS = [
    *("POST /api/v1/ask", "POST /api/v1/search", "POST /api/v1/feedback", "GET /api/v1/documents"),
    *("GET /api/v1/documents/{id}", "GET /api/v1/config", "GET /api/v1/answers/{id}/receipt"),
    *("GET /v1/models", "GET /v1/models/{id}", "POST /v1/chat/completions"),
]


@pytest.fixture(scope="module")
def schema(address: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_the_description_is_a_valid_one(address: str) -> None:
    """Whole: schemathesis reads only what it needs, and misses a reference that leads nowhere."""
    description = httpx.get(f"{address}/openapi.json").json()
    assert description["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_every_operation_is_tried(schema: schemathesis.BaseSchema) -> None:
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert sorted(operation.label for operation in operations) == sorted(OPERATIONS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
@pytest.mark.parametrize("label", OPERATIONS)
def test_schema(schema: schemathesis.BaseSchema, label: str, mode: GenerationMode) -> None:
    operation = schema.find_operation_by_label(label)
    assert operation is not None

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        phases=[Phase.generate],
        max_examples=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
    )
    def send(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    send()
