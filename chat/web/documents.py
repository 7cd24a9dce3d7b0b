"""The source view: a list of documents, each as a readable page, and the passage around quoted words. No script needed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response
from starlette.templating import Jinja2Templates

from chat.composing.published_at import published_at
from chat.composing.quoted import quoted_span
from chat.service import Mureobwa
from chat.web.document_html import document_html
from chat.web.licence import source_line
from chat.web.originals import Original, download, original_of
from chat.web.render import below_title, contact_html, date_words
from ingest.blocks import Table
from ingest.document import Document, Metadata, Passage


@dataclass(frozen=True, slots=True)
class SourceView:
    """Renders documents of `service` with `templates`; `today` is the date that ages and states are counted from.

    `originals`: whether the files that the documents were read from may be downloaded.
    """

    service: Mureobwa
    templates: Jinja2Templates
    today: Callable[[], dt.date] = dt.date.today
    originals: bool = True

    def router(self) -> APIRouter:
        """The routes `/documents`, `/documents/{id}`, `/documents/{id}/passage` and `/documents/{id}/original`."""
        router = APIRouter(include_in_schema=False)
        kinds = ["GET", "HEAD"]  # programs that check a site's links ask with HEAD
        router.add_api_route("/documents", self.listed, methods=kinds, response_class=HTMLResponse)
        router.add_api_route("/documents/{document_id}", self.page, methods=kinds, response_class=HTMLResponse)
        router.add_api_route(
            "/documents/{document_id}/passage", self.passage, methods=kinds, response_class=HTMLResponse
        )
        if self.originals:
            router.add_api_route("/documents/{document_id}/original", self.original, methods=kinds)
        return router

    def listed(self, request: Request) -> HTMLResponse:
        """The page that lists all documents, the newest first."""
        rows = [{"document": listed, **self._facts(listed.metadata)} for listed in self.service.index.listed()]
        return self.templates.TemplateResponse(request, "documents.html", {"rows": rows})

    def page(
        self,
        request: Request,
        document_id: str,
        start: int = Query(0, ge=0),
        end: int = Query(0, ge=0),
        quote: str = Query("", max_length=2_000),
    ) -> HTMLResponse:
        """The page of one document, with the words from `start` to `end`, or those of `quote`, marked; 404 where there is no such document."""
        document = self.service.index.documents.get(document_id)
        if document is None:
            return self.templates.TemplateResponse(request, "missing.html", {"told": "no_document"}, status_code=404)
        mark = (start, min(end, len(document.text))) if start < end else quoted_span(document.text, quote)
        contacts = [contact_html(contact) for contact in document.metadata.contacts if contact.phone]
        context = {
            "document": document,
            "body": document_html(document, mark),
            "contacts": list(dict.fromkeys(contacts)),
            "original": self._original_of(document),
            "published_at": published_at(document, document.text[slice(*mark)]),
            "source_line": source_line(document),
            **self._facts(document.metadata),
        }
        return self.templates.TemplateResponse(request, "document.html", context)

    def passage(
        self, request: Request, document_id: str, start: int = Query(ge=0), end: int = Query(ge=0)
    ) -> HTMLResponse:
        """The passage that holds the words from `start` to `end`, as an HTML fragment to be shown beside an answer; 404 where there is none."""
        document = self.service.index.documents.get(document_id)
        if document is None or not start < end <= len(document.text):
            return self.templates.TemplateResponse(request, "passage.html", {"document": None}, status_code=404)
        around = self._around(document_id, start, end)
        within = (min(around.start, start), max(around.end, end)) if around else (start, end)
        if any(isinstance(block, Table) and block.start <= start < block.end for block in document.blocks):
            within = (start, end)
        context = {
            "document": document,
            "heading": below_title(around.heading, document.title) if around else (),
            "body": document_html(document, (start, end), within, top=4),
            "start": start,
            "end": end,
            "original": self._original_of(document),
            "published_at": published_at(document, document.text[start:end]),
            **self._facts(document.metadata),
        }
        response = self.templates.TemplateResponse(request, "passage.html", context)
        response.headers["cache-control"] = "private, max-age=300"
        return response

    def original(self, request: Request, document_id: str) -> Response:
        """The original file of a document as a download; 404 where it cannot be given."""
        document = self.service.index.documents.get(document_id)
        found = download(document) if document else None
        if found is None:
            context = {"told": "no_original" if document else "no_document", "document": document}
            return self.templates.TemplateResponse(request, "missing.html", context, status_code=404)
        return found

    def _original_of(self, document: Document) -> Original | None:
        return original_of(document) if self.originals else None

    def _around(self, document_id: str, start: int, end: int) -> Passage | None:
        touching = [p for p in self.service.index.passages_of(document_id) if p.start < end and start < p.end]
        return max(touching, key=lambda p: min(p.end, end) - max(p.start, start), default=None)

    def _facts(self, metadata: Metadata) -> dict[str, str]:
        published = metadata.published.isoformat() if metadata.published else ""
        return {
            "office": metadata.place,
            "date": date_words(published, self.today()),
            "state": state_words(metadata, self.today()),
        }


def state_words(metadata: Metadata, today: dt.date) -> str:
    """The Korean words for whether the document is in force: "시행 예정", "시행 중", "효력 끝남"; "" where it does not say."""
    since, until = metadata.in_force_from, metadata.in_force_until
    if until and until < today:
        return f"효력 끝남 ({until:%Y. %-m. %-d.})"
    if since and since > today:
        return f"시행 예정 ({since:%Y. %-m. %-d.})"
    return "시행 중" if since or until else ""
