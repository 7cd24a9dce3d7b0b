"""The one ASGI app: the doors for programs, the source view, the chat page and the admin page, all on one service."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp

from chat.admin.routes import Admin, is_open
from chat.api.app import add_api
from chat.desk.desk import Desk
from chat.operation.renewal import Renewal
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web import page_texts
from chat.web.asking import Asking
from chat.web.documents import SourceView
from chat.web.feedback import feedback_router
from chat.web.glossary import Glossary
from chat.web.guard import Guard
from chat.web.look import STATIC, TEMPLATES, OfficeLook
from chat.web.not_found import add_pages
from chat.web.page import GradioPage, build_page
from chat.web.render import Renderer, date_words
from chat.web.suggest import Suggestions
from ingest.errors import BadInputError
from ingest.korean.particles import into, topic
from retriever.passage_index import Listed

_SHOWN_SUGGESTIONS = 5
_SHOWN_DOCUMENTS = 5


def create_app(service: Mureobwa, settings: Settings) -> ASGIApp:
    """The app with all doors of `service`, behind one guard. Only `chat.web.page` and `chat.admin.page` import Gradio."""
    suggestions = Suggestions(service, settings)
    site = OfficeLook.of(settings)
    templates = _templates(site, settings)
    renderer = Renderer(
        Glossary.load(settings.glossary_file), suggestions.after, settings.model_notice, lambda: settings.day
    )
    desk = Desk.of(service, settings)
    page = build_page(Asking(desk, renderer), site.title)
    admin = Admin.of(desk, settings, templates) if is_open(settings) else None

    def set_anew(changed: Settings) -> None:
        desk.live.now = changed
        templates.env.globals["site"] = OfficeLook.of(changed)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # The first question loads the model of the morphological analyser (seconds): no visitor should wait for it.
        await asyncio.get_running_loop().run_in_executor(None, service.ask, "안녕하세요, 담당 부서는 어디인가요?")
        making = asyncio.get_running_loop().run_in_executor(None, suggestions.make)
        renewal = Renewal(service, settings, suggestions.make_again, set_anew)
        renewal.start()
        async with AsyncExitStack() as pages:
            for one in (page, admin.page) if admin else (page,):
                await pages.enter_async_context(one.parent.router.lifespan_context(one.parent))
            yield
        suggestions.stop()
        renewal.stop()
        await making

    app = FastAPI(title=site.title, lifespan=lifespan, openapi_url="/openapi.json", docs_url=None, redoc_url=None)
    app.include_router(_own_routes(service, settings, templates, page, suggestions))
    app.include_router(SourceView(service, templates, lambda: settings.day, originals=settings.original_files).router())
    app.include_router(feedback_router(desk))
    # The doors for programs: `/api/v1`, `/v1`, `/mcp` and the widget.
    add_api(app, desk)
    add_pages(app, templates)
    if admin:
        admin.add_to(app)
    app.mount("/ui", KeptFiles(directory=STATIC))
    _refuse_own_name(settings.public_path, (*app.routes, *page.parent.routes))
    app.mount("/", page.app)
    packed = GZipMiddleware(app, minimum_size=1_000, compresslevel=5)
    return Guard(packed, settings.hosts, root=settings.public_path, refused=desk.metrics.refused)


def _templates(site: OfficeLook, settings: Settings) -> Jinja2Templates:
    """The templates of the pages, with the words that all of them show."""
    templates = Jinja2Templates(TEMPLATES)
    templates.env.filters |= {"topic": topic, "into": into}
    templates.env.globals["site"] = site
    templates.env.globals["words"] = page_texts.KO
    templates.env.globals["browser"] = {
        "words": {"ko": page_texts.KO, "en": page_texts.EN},
        "maxChars": settings.max_question_chars,
        "title": site.title,
        "root": site.root,
    }
    return templates


def _refuse_own_name(root: str, routes: Iterable[BaseRoute]) -> None:
    """Check that `root` does not begin like a path of the service ("/api"): once a proxy has cut it off, the two look the same.

    Raises:
        BadInputError: `root` is such a path.
    """
    own = {path.split("/")[1] for path in _paths(routes)}
    first = root.split("/")[1] if root else ""
    if first and first in own:
        raise BadInputError(
            f"public_url의 경로({root})는 이 서비스가 스스로 쓰는 이름(/{first})으로 시작할 수 없습니다. "
            "public_url과 프록시의 경로를 다른 이름(예: /ask)으로 바꿔 주세요."
        )


def _paths(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """The paths of `routes`, also of those inside included routers and apps mounted at the root (FastAPI keeps an included router as one route)."""
    for route in routes:
        if path := getattr(route, "path", ""):
            yield str(path)
        else:
            inner = getattr(route, "original_router", route)
            yield from _paths(getattr(inner, "routes", None) or ())


class KeptFiles(StaticFiles):
    """Static files with cache headers: a browser keeps them for a year where the address names their version, else for a day."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The response with the file, and the header that says how long it may be kept."""
        response = super().file_response(*args, **kwargs)
        scope = args[2] if len(args) > 2 else kwargs["scope"]
        versioned = scope.get("query_string", b"").startswith(b"v=")
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if versioned else "public, max-age=86400"
        )
        return response


def _facts(document: Listed, today: dt.date) -> str:
    published = document.metadata.published
    date = date_words(published.isoformat() if published else "", today)
    return " · ".join(part for part in (document.metadata.office, date) if part)


def _own_routes(
    service: Mureobwa, settings: Settings, templates: Jinja2Templates, page: GradioPage, suggestions: Suggestions
) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.head("/")
    @router.get("/", response_class=HTMLResponse)
    def home(request: Request) -> HTMLResponse:
        index = service.index
        known = index.listed(_SHOWN_DOCUMENTS)
        newest = known[0].metadata.published if known else None
        context = {
            "page": page,
            "off": service.engine.off_notice,
            "suggested": suggestions.first(_SHOWN_SUGGESTIONS),
            "count": len(index.documents),
            "known": [{"id": d.id, "title": d.title, "facts": _facts(d, settings.day)} for d in known],
            "newest": f"{newest.year}. {newest.month}. {newest.day}." if newest else "",
        }
        response = templates.TemplateResponse(request, "home.html", context)
        response.headers["cache-control"] = "no-store"
        return response

    @router.head("/accessibility")
    @router.get("/accessibility", response_class=HTMLResponse)
    def accessibility(request: Request) -> HTMLResponse:
        return templates.TemplateResponse(request, "accessibility.html")

    if settings.logo:
        logo = settings.logo

        @router.get("/ui/logo")
        def office_logo() -> FileResponse:
            return FileResponse(logo)

    return router
