"""A client of the official package talks to the real server, over HTTP and over standard input and output."""

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import anyio
import httpx
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


def test_a_follow_up_hangs_on_the_question_before(address: str) -> None:
    async def read_as(given: dict[str, str]) -> object:
        async with Client(f"{address}/mcp") as client:
            return ((await client.call_tool("ask", given)).structured_content or {})["question"]

    follow_up = {"question": "그건 언제부터예요?"}
    assert anyio.run(read_as, follow_up | {"before": "월 정기권은 얼마인가요?"}) == "월 정기권 언제부터예요?"
    assert anyio.run(read_as, follow_up) == "그건 언제부터예요?"


@pytest.mark.usefixtures("service")
def test_over_standard_input_and_output(settings: Settings) -> None:
    environment = {**os.environ, "MUREOBWA_HOME": str(settings.home), "PYTHONPATH": str(ROOT)}
    command = StdioServerParameters(command=sys.executable, args=[str(ROOT / "mureobwa.py"), "mcp"], env=environment)
    _check(*anyio.run(_talk, command))


def _post(address: str, method: str, params: dict[str, Any] | None = None, speaks: str = "") -> httpx.Response:
    """One message by hand, with the version that the client `speaks` in its header."""
    headers = {"Accept": "application/json, text/event-stream", "Mcp-Method": method}
    headers |= {"MCP-Protocol-Version": speaks} if speaks else {}
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    return httpx.post(address, json=message, headers=headers, timeout=30)


@pytest.mark.parametrize(
    ("asked", "agreed"), [("2025-03-26", "2025-03-26"), ("2099-01-01", "2025-11-25"), ("nonsense", "2025-11-25")]
)
def test_the_version_is_agreed_and_the_server_says_who_it_is(address: str, asked: str, agreed: str) -> None:
    hello = {"protocolVersion": asked, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    result = _post(f"{address}/mcp", "initialize", hello).json()["result"]
    assert result["protocolVersion"] == agreed
    assert (result["serverInfo"]["name"], result["serverInfo"]["version"]) == ("mureobwa", version("mureobwa"))


@pytest.mark.parametrize(("header", "status"), [("2025-06-18", 200), ("2099-01-01", 400), ("nonsense", 400)])
def test_the_version_in_the_header_is_checked(address: str, header: str, status: int) -> None:
    """https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#protocol-version-header."""
    assert _post(f"{address}/mcp", "tools/list", speaks=header).status_code == status


def test_a_newer_client_is_told_what_we_speak(address: str) -> None:
    newer = "2099-01-01"
    envelope = {"io.modelcontextprotocol/protocolVersion": newer, "io.modelcontextprotocol/clientCapabilities": {}}
    refused = _post(f"{address}/mcp", "tools/list", {"_meta": envelope}, speaks=newer)
    assert refused.status_code == 400
    assert refused.json()["error"]["data"] == {"supported": ["2026-07-28"], "requested": newer}


def test_a_slash_at_the_end_of_the_address(address: str) -> None:
    assert len(_post(f"{address}/mcp/", "tools/list").json()["result"]["tools"]) == 2


def test_no_stream_is_opened_on_which_nothing_is_said(address: str) -> None:
    refused = httpx.get(f"{address}/mcp", headers={"Accept": "text/event-stream"}, timeout=10)
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
