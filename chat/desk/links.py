"""Addresses (URLs) of this service's own pages."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.types import Scope

from chat.answer import Citation
from chat.settings import Settings


def base_url(settings: Settings, request: Request) -> str:
    """The service's own address as citizens see it, without a slash at its end."""
    return (settings.public_url or str(request.base_url)).rstrip("/")


def source_url(base: str, citation: Citation) -> str:
    """The address of the page that shows the cited document with the quoted words marked."""
    return f"{base}/{source_path(citation)}"


def source_path(citation: Citation) -> str:
    """The same address, relative to the service's first page."""
    return f"{document_path(citation.document_id)}?start={citation.start}&end={citation.end}#quote"


def document_path(document_id: str) -> str:
    """The address of the page of a whole document, relative to the service's first page."""
    return f"documents/{quote(document_id, safe='')}"


def path_below_root(scope: Scope) -> str:
    """The requested path, without the path below which a proxy serves the service (`root_path` in ASGI)."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))
