"""The routes below /admin: logging in and out, the page, its Gradio parts and the files to download."""

import logging
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from fastapi import APIRouter, FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.templating import Jinja2Templates

from chat.admin import export
from chat.admin.admin_desk import AdminDesk
from chat.admin.entrance import COOKIE, LONGEST_NAME, Entrance, Private, from_own_page, token_of, who_asks
from chat.admin.korean_names import UNREADABLE, UNRECORDED
from chat.admin.page import build_admin_page
from chat.admin.password import fits
from chat.admin.sessions import LONGEST_SECONDS, Sessions
from chat.api.routes import visitor_of
from chat.desk.desk import Desk
from chat.desk.limits import MINUTE, Quota
from chat.log.store import LogUnavailableError
from chat.question.before_search import tidy
from chat.settings import Settings
from chat.web.page import GradioPage
from ingest.errors import StorageError
from ingest.korean.dates import today_in_korea

_log = logging.getLogger(__name__)

_TRIES, _TRIES_OF_ALL = 5, 60
"""Most wrong passwords from one address, and from all together, within `_TRY_SECONDS`."""
_TRY_SECONDS = 5 * MINUTE
_MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def is_open(settings: Settings) -> bool:
    """Whether there is an admin page at all: only where a password or a proxy's header can identify somebody."""
    return bool(settings.admin_password or (settings.admin_header and settings.trusted_proxies))


@dataclass(frozen=True, slots=True)
class Admin:
    """The admin page of a running service. `page` has a lifespan of its own (`page.parent`)."""

    admin: AdminDesk
    settings: Settings
    templates: Jinja2Templates
    page: GradioPage
    sessions: Sessions
    entrance: Entrance

    @classmethod
    def of(cls, desk: Desk, settings: Settings, templates: Jinja2Templates) -> "Admin":
        """The admin page of `desk`."""
        admin, sessions = AdminDesk.of(desk), Sessions()
        page = build_admin_page(admin, "관리 화면", settings.public_path)
        return cls(admin, settings, templates, page, sessions, Entrance(settings, sessions))

    def add_to(self, app: FastAPI) -> None:
        """Add all routes to `app`. Call it before anything is mounted at "/"."""
        routes = APIRouter(prefix="/admin", include_in_schema=False)
        routes.add_api_route("", self.show)
        routes.add_api_route("/login", self.log_in, methods=["POST"])
        routes.add_api_route("/logout", self.log_out, methods=["POST"])
        app.include_router(routes)
        private = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
        private.add_api_route("/unanswered.{kind}", self.unanswered)
        app.mount("/admin/export", Private(private, self.entrance))
        app.mount("/admin/app", Private(self.page.app, self.entrance))

    def show(self, request: Request) -> Response:
        """The admin page, or the form to log in."""
        who = self.entrance.who(request.scope)
        if not who:
            return self._form(request)
        context = {"page": self.page, "who": who, "by_password": bool(self.sessions.who(token_of(request.headers)))}
        return _unkept(self.templates.TemplateResponse(request, "admin.html", context))

    async def log_in(self, request: Request) -> Response:
        """Begin a session where a name is given and the password is right; 422 without a name, 403 for a wrong password, 429 beyond the tries, 503
        where the audit trail cannot be written.
        """
        if not self.settings.admin_password or not from_own_page(request.scope):
            return self._form(request, "이 화면에서 보낸 요청이 아닙니다. 다시 시도해 주세요.", 403)
        sent = parse_qs((await request.body()).decode("utf-8", "replace"))
        who = tidy(sent.get("who", [""])[0])[:LONGEST_NAME]
        if not who:
            return self._form(request, "이름을 적어 주세요. 감사 기록에 남습니다.", 422)
        limits, quotas = self.admin.desk.limits, _quotas(request)
        verdict = limits.charge(quotas)  # before the password is looked at: tries at the same time count as well
        if not verdict.allowed:
            refused = self._form(
                request, f"로그인을 여러 번 시도했습니다. {verdict.reset}초 뒤에 다시 시도해 주세요.", 429
            )
            refused.headers["retry-after"] = str(verdict.reset)
            return refused
        right = await run_in_threadpool(fits, sent.get("password", [""])[0], self.settings.admin_password)
        if right:
            limits.give_back(quotas)
        action = "admin.login" if right else "admin.refused"
        try:  # not in the event loop: the trail waits for the disk, and for whoever writes a line now
            await run_in_threadpool(self.admin.trail.add, who, action, {"address": _address(request)})
        except StorageError:
            _log.exception("a login is not recorded")
            return self._form(request, UNRECORDED, 503)
        if not right:
            return self._form(request, "비밀번호가 맞지 않습니다.", 403)
        response = RedirectResponse(f"{self.settings.public_path}/admin", 303)
        response.set_cookie(
            COOKIE,
            self.sessions.begin(who),
            max_age=int(LONGEST_SECONDS),
            path=f"{self.settings.public_path}/admin",
            httponly=True,
            samesite="strict",
            secure=self.settings.public_url.startswith("https:"),
        )
        return _unkept(response)

    def log_out(self, request: Request) -> Response:
        """End the session."""
        if from_own_page(request.scope):
            self.sessions.end(token_of(request.headers))
        response = RedirectResponse(f"{self.settings.public_path}/admin", 303)
        response.delete_cookie(COOKIE, path=f"{self.settings.public_path}/admin")
        return _unkept(response)

    def unanswered(
        self, request: Request, kind: Literal["csv", "xlsx"], days: int = Query(30, ge=1, le=366)
    ) -> Response:
        """The groups of unanswered questions as a file; the download is recorded in the audit trail."""
        try:
            groups = self.admin.unanswered(days)
        except LogUnavailableError:
            return JSONResponse({"title": UNREADABLE, "status": 503}, 503)
        try:
            self.admin.trail.add(who_asks(request), "admin.export", {"days": str(days), "kind": kind})
        except StorageError:
            _log.exception("a download is not recorded")
            return JSONResponse({"title": UNRECORDED, "status": 503}, 503)
        body = export.as_csv(groups) if kind == "csv" else export.as_xlsx(groups)
        name = f"unanswered-{today_in_korea():%Y%m%d}.{kind}"
        return _unkept(
            Response(body, media_type=_MEDIA[kind], headers={"content-disposition": f'attachment; filename="{name}"'})
        )

    def _form(self, request: Request, problem: str = "", status: int = 200) -> Response:
        context = {"problem": problem, "by_password": bool(self.settings.admin_password)}
        return _unkept(self.templates.TemplateResponse(request, "admin_login.html", context, status_code=status))


def _unkept(response: Response) -> Response:
    response.headers["cache-control"] = "no-store"
    return response


def _quotas(request: Request) -> tuple[Quota, ...]:
    return (
        Quota(f"admin:{visitor_of(request)}", "admin-address", _TRIES, _TRY_SECONDS),
        Quota("admin", "admin-all", _TRIES_OF_ALL, _TRY_SECONDS),
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
