"""Addresses that lead back to us."""

from urllib.parse import quote

from starlette.requests import Request

from chat.answer import Citation
from chat.settings import Settings


def base_url(settings: Settings, request: Request) -> str:
    """Our own address as citizens see it, without a slash at its end."""
    return (settings.public_url or str(request.base_url)).rstrip("/")


def source_url(base: str, citation: Citation) -> str:
    """The page that shows the cited document with the quoted words marked."""
    return f"{base}/documents/{quote(citation.document_id, safe='')}?start={citation.start}&end={citation.end}#quote"
