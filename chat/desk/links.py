"""Addresses that lead back to us."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.types import Scope

from chat.answer import Citation
from chat.settings import Settings


def base_url(settings: Settings, request: Request) -> str:
    """Our own address as citizens see it, without a slash at its end."""
    return (settings.public_url or str(request.base_url)).rstrip("/")


def source_url(base: str, citation: Citation) -> str:
    """The page that shows the cited document with the quoted words marked."""
    return f"{base}/{source_path(citation)}"


def source_path(citation: Citation) -> str:
    """The same, seen from our own first page."""
    return f"{document_path(citation.document_id)}?start={citation.start}&end={citation.end}#quote"


def document_path(document_id: str) -> str:
    """The page of a whole document, seen from our own first page."""
    return f"documents/{quote(document_id, safe='')}"


def path_below_root(scope: Scope) -> str:
    """The path that was asked for, without the one below which a proxy serves us (`root_path` in ASGI)."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))
