"""The official client talks to a real server."""

from typing import Any

import openai
import pytest
from openai import OpenAI

from api.office import QUESTION


@pytest.fixture
def official(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key="not needed", max_retries=0)


def test_completion(official: OpenAI, address: str) -> None:
    made = official.chat.completions.create(
        model="mureobwa",
        temperature=0.2,
        messages=[{"role": "system", "content": "You are helpful."}, {"role": "user", "content": QUESTION}],
    )
    message = made.choices[0].message
    assert made.choices[0].finish_reason == "stop"
    assert message.content is not None
    assert "5만" in message.content
    assert message.annotations is not None
    citation = message.annotations[0].url_citation
    assert message.content[citation.start_index : citation.end_index] == "[1]"
    assert citation.title == "공영주차장 이용 안내"
    assert citation.url.startswith(f"{address}/documents/parking?start=")
    assert made.model_extra is not None
    assert made.model_extra["mureobwa"]["status"] == "answered"


def test_stream(official: OpenAI) -> None:
    whole = official.chat.completions.create(model="mureobwa", messages=[{"role": "user", "content": QUESTION}])
    stream = official.chat.completions.create(
        model="mureobwa",
        messages=[{"role": "user", "content": [{"type": "text", "text": QUESTION}]}],
        stream=True,
        stream_options={"include_usage": True},
    )
    chunks = list(stream)
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert "".join(delta.content or "" for delta in deltas) == whole.choices[0].message.content
    annotations = [(delta.model_extra or {}).get("annotations") for delta in deltas]
    assert next(one for one in annotations if one)[0]["type"] == "url_citation"
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 0


def test_a_follow_up_hangs_on_the_message_before(official: OpenAI) -> None:
    messages = [
        {"role": "user", "content": "월 정기권은 얼마인가요?"},
        {"role": "assistant", "content": "5만 원입니다."},
        {"role": "user", "content": "그건 언제부터예요?"},
    ]
    made = official.chat.completions.create(model="mureobwa", messages=messages)  # type: ignore[arg-type]
    assert (made.model_extra or {})["mureobwa"]["question"] == "월 정기권 언제부터예요?"


def test_models(official: OpenAI) -> None:
    assert [model.id for model in official.models.list()] == ["mureobwa"]
    assert official.models.retrieve("mureobwa").owned_by == "mureobwa"


def test_without_a_question(official: OpenAI) -> None:
    made = official.chat.completions.create(model="mureobwa", messages=[{"role": "system", "content": "?"}])
    assert made.choices[0].message.content == "질문이 비어 있습니다. 궁금하신 내용을 한 문장으로 적어 주세요."


def test_errors(official: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="There is no model 'gpt-4o'"):
        official.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "?"}])


ASKED = {"role": "user", "content": "?"}


@pytest.mark.parametrize(
    ("changed", "param"),
    [
        ({"model": "gpt-4o"}, "model"),
        ({"messages": []}, "messages"),
        ({"messages": [ASKED, {"role": "boss", "content": "?"}]}, "messages[1].role"),
        ({"messages": [{"content": "?"}]}, "messages[0].role"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages[0].content"),
        ({"messages": [{"role": "user", "content": [{"type": "text", "text": 3}]}]}, "messages[0].content[0].text"),
        ({"messages": [{"role": "user", "content": [{"text": "?"}]}]}, "messages[0].content[0].type"),
        ({"n": 2}, "n"),
        ({"stream_options": {"include_usage": "yes"}, "stream": True}, "stream_options.include_usage"),
    ],
)
def test_an_error_names_the_field_at_fault(official: OpenAI, changed: dict[str, Any], param: str) -> None:
    request = {"model": "mureobwa", "messages": [ASKED]} | changed
    with pytest.raises(openai.APIStatusError) as refused:
        official.chat.completions.create(**request)
    assert refused.value.param == param
    assert refused.value.type == "invalid_request_error"
    assert refused.value.status_code in (404, 422)


def test_an_error_of_no_field_names_none(official: OpenAI) -> None:
    with pytest.raises(openai.APIStatusError) as refused:
        official.post("/chat/completions", cast_to=object, body=["?"])
    assert refused.value.param is None
