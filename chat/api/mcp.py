"""The service as tools for assistants: the Model Context Protocol, over standard input and output or HTTP at `/mcp`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.routing import BaseRoute, Route

from chat.api.models import AnswerModel, SearchModel
from chat.api.routes import search_documents, visitor_of
from chat.desk.answer_threads import Posed
from chat.desk.desk import Desk
from chat.desk.visits import visit_of
from chat.log.entry import Door
from chat.log.entry_of import Visit
from chat.question.before_search import tidy

_INSTRUCTIONS = (
    "Official documents of a Korean public office. `ask` gives a cited answer in the documents' own words, or a refusal "
    "that says whom to call; `search` gives the nearest passages. Quote the citations; add nothing to them."
)
_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """The routes of MCP over HTTP, and the server that must run while they are open."""

    server: MCPServer
    routes: list[BaseRoute]

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Runs the server's session manager for as long as the application."""
        async with self.server.session_manager.run():
            yield


def server(desk: Desk) -> MCPServer:
    """The MCP server with the tools `ask` and `search`."""
    made = MCPServer(
        "mureobwa", title="물어봐", version=version("mureobwa"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )

    @made.tool(title="문서에 묻기", annotations=_READ_ONLY)
    async def ask(
        question: Annotated[str, Field(min_length=1, max_length=4000, description="One question, best in Korean")],
        before: Annotated[
            str, Field(max_length=4000, description="The `question` of the answer before, where this one follows it up")
        ] = "",
        *,
        context: Context,
    ) -> AnswerModel:
        """Answer a question from the office's documents, with the exact quotes it rests on and where they stand."""
        request = context.request_context.request
        visit = visit_of(request, Door.MCP) if request else Visit(Door.MCP)
        posed = Posed(tidy(question), visitor=_whose(context), before=(before,) if before else (), visit=visit)
        kept = await desk.answers.ask(posed)
        return AnswerModel.model_validate(kept.to_json())

    @made.tool(title="문서에서 찾기", annotations=_READ_ONLY)
    async def search(
        query: Annotated[str, Field(min_length=1, max_length=4000, description="Words to look for")],
        limit: Annotated[int, Field(ge=1, le=20, description="How many passages")] = 5,
        *,
        context: Context,
    ) -> SearchModel:
        """Find the passages nearest to a query, best first."""
        return await desk.answers.call(lambda: search_documents(desk, query, limit), _whose(context))

    return made


def _whose(context: Context) -> str:
    """The visitor in whose queue the call waits; "" over standard input, where there is no request and only one caller."""
    request = context.request_context.request
    return visitor_of(request) if request else ""


def http_door(desk: Desk) -> HttpDoor:
    """The routes of MCP over HTTP at `/mcp`, without sessions, so that any of several servers can answer. The gate checks origins."""
    made = server(desk)
    open_to_gate = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = made.streamable_http_app(json_response=True, stateless_http=True, transport_security=open_to_gate)
    # Some clients are given the address with a trailing slash, and follow no redirect when they post. GET would open a
    # stream on which nothing is ever sent.
    doors = [(route.path, route.endpoint) for route in app.routes if isinstance(route, Route)]
    return HttpDoor(made, [Route(path + end, door, methods=["POST"]) for path, door in doors for end in ("", "/")])
