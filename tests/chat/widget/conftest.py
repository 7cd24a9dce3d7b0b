"""A server with the widget, host sites on other ports, and a real Chromium that may talk to nobody else."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from api.office import PASSPORT, QUESTION, office_settings, running
from decided import DecidedMureobwa
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from chat.api.app import create_api_app
from chat.desk.sites import Site, SiteBook, Theme
from chat.service import Mureobwa
from chat.settings import Settings
from eval.bench.server import CHROMIUM

BICYCLES = "공영자전거 이용 안내\n\n" + "\n\n".join(
    f"{number}. {name}\n\n{text}"
    for number, (name, text) in enumerate(
        {
            "빌리기": "공영자전거는 만 13세부터 빌릴 수 있습니다.",
            "반납하기": "공영자전거는 빌린 대여소가 아니어도 반납할 수 있습니다.",
            "고장": "공영자전거가 고장 나면 대여소에 세워 두고 상황실에 알립니다.",
            "분실": "공영자전거를 잃어버리면 바로 상황실에 알려야 합니다.",
            "사고": "공영자전거를 타다 사고가 나면 보험으로 치료비를 냅니다.",
        }.items(),
        start=1,
    )
)
"""A notice of five passages that are all near a question about it."""
DOGS = (
    "반려견 등록 안내\n\n반려견을 등록하려는 사람은 다음 각 호의 서류를 구청에 낸다.\n"
    "  1. 반려견 등록 신청서 1부\n  2. 소유자의 신분증\n  3. 반려견의 사진 2장\n"
)
PAPERS = "반려견을 등록하려면 어떤 서류를 구청에 내나요?"
"""Always answered, with the list of `DOGS`."""
WHOM_TO_CALL = "공영주차장 담당자 전화번호가 뭐예요?"
"""Always answered, with a telephone number."""
UNSURE = "도서관 이용 조건이 뭐예요?"
"""Always answered, with other sentences that may be the answer."""
SEVERAL_PASSAGES = "공영자전거 자물쇠는 어떻게 열어요?"
ENGLISH = "How much is the monthly pass?"
"""Never answered, as the one before: related passages are shown."""
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


@dataclass
class Host:
    """An office's web site: pages by their path, each with a Content-Security-Policy where it has one."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    address: str = ""

    def page(self, body: str, *, csp: str = "", path: str = "/", lang: str = "ko", extra: str = "") -> str:
        """Serve `body` at `path`; gives its address."""
        document = (
            f"<!doctype html><html lang={lang} {extra}><head><meta charset=utf-8><title>시청</title>"
            f"<link rel=icon href='data:,'></head><body>{body}</body></html>"
        )
        self.pages[path] = (document, csp)
        return self.address + path


@dataclass(frozen=True)
class Place:
    """The server's address, the listed host, and one that is not listed."""

    server: str
    host: Host
    stranger: Host
    home: Path

    def snippet(self, more: str = "") -> str:
        return f'<script src="{self.server}/widget.js" data-site="test" defer {more}></script>'

    @property
    def strict(self) -> str:
        """The least that a host must allow."""
        return f"default-src 'none'; img-src data:; script-src {self.server}; frame-src {self.server}"


def _serve(host: Host) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, csp = host.pages.get(self.path, ("", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if csp:
                self.send_header("Content-Security-Policy", csp)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.address = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="package")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return office_settings(tmp_path_factory.mktemp("widget"), passport=PASSPORT, bicycles=BICYCLES, dogs=DOGS)


@pytest.fixture(scope="package")
def place(settings: Settings) -> Iterator[Place]:
    host, stranger = Host(), Host()
    servers = [_serve(host), _serve(stranger)]
    theme = Theme(title="강변시에 물어봐", questions=("월 정기권은 얼마인가요?", "도서관은 언제 쉽니까?"))
    SiteBook(settings.home).put(Site("test", (host.address,), per_minute=10_000, per_day=100_000, theme=theme))
    engine = Mureobwa.open(settings).engine
    service = DecidedMureobwa(
        engine, answered=[QUESTION, UNSURE, PAPERS, WHOM_TO_CALL], related=[SEVERAL_PASSAGES, ENGLISH]
    )
    with running(create_api_app(service, settings)) as address:
        yield Place(address, host, stranger, settings.home)
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, place: Place) -> Iterator[Callable[..., Page]]:
    """Opens a new page in a context of its own; fails where a request leaves for a third host or a script fails."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    wrong: list[str] = []
    known = {urlsplit(address).netloc for address in (place.server, place.host.address, place.stranger.address)}

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "chrome-error") and parts.netloc not in known:
            strangers.append(request.url)

    def opened(address: str = "", **options: object) -> Page:
        context = browser.new_context(locale="ko-KR", **{"viewport": {"width": 1200, "height": 800}, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("request", watch)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if address:
            page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []
    assert wrong == []
