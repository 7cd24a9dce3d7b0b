"""A client of the official package talks to the real server, over HTTP and over standard input and output."""

import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from api.office import PARKING, QUESTION
from chat.settings import Settings

ROOT = Path(__file__).parents[3]


async def _talk(target: Any) -> tuple[list[str], dict[str, Any], dict[str, Any], bool]:
    async with Client(target) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        asked = await client.call_tool("ask", {"question": QUESTION})
        found = await client.call_tool("search", {"query": "경차 감면", "limit": 1})
        wrong = await client.call_tool("search", {"query": "경차", "limit": 1000})
        assert asked.structured_content is not None
        assert found.structured_content is not None
        return names, asked.structured_content, found.structured_content, bool(wrong.is_error)


def _check(names: list[str], asked: dict[str, Any], found: dict[str, Any], wrong: bool) -> None:
    assert names == ["ask", "search"]
    assert asked["status"] == "answered"
    quote = asked["citations"][0]
    assert PARKING[quote["start"] : quote["end"]] == quote["quote"]
    assert [hit["document_id"] for hit in found["hits"]] == ["parking"]
    assert wrong


def test_over_http(address: str) -> None:
    _check(*anyio.run(_talk, f"{address}/mcp"))


@pytest.mark.usefixtures("service")
def test_over_standard_input_and_output(settings: Settings) -> None:
    environment = {**os.environ, "MUREOBWA_HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    command = StdioServerParameters(command=sys.executable, args=[str(ROOT / "mureobwa.py"), "mcp"], env=environment)
    _check(*anyio.run(_talk, command))
