"""The real app on the seed documents, in a real browser that may talk to nobody else."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from chat.answer import Answer
from chat.events import Listener, unheard
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from chat.web.serve import config
from retriever.build import ingest_paths

SEEDS = Path(__file__).parents[3] / "seeds"
CHROMIUM = "/usr/bin/chromium"
QUESTION = "모바일 운전면허증은 언제부터 시범 발급하나요?"
BREAKS = "고장을 일으키는 질문은 무엇인가요?"
WAITS = "오래 걸리는 질문은 무엇인가요?"


@dataclass(frozen=True)
class FaultyMureobwa(Mureobwa):
    """The real service, but one question breaks it and one waits until `go` is set."""

    go: threading.Event = field(default_factory=threading.Event)

    def ask(self, question: str, listener: Listener = unheard) -> Answer:
        """The real answer, late or never where told so."""
        if question == BREAKS:
            raise RuntimeError("provoked by a test")
        if question == WAITS:
            assert self.go.wait(30)
            return super(FaultyMureobwa, self).ask(QUESTION, listener)
        return super(FaultyMureobwa, self).ask(question, listener)


@dataclass(frozen=True, slots=True)
class Site:
    """The running app."""

    origin: str
    service: FaultyMureobwa
    settings: Settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An office of its own with the seed documents indexed."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), office_name="디지털시", notices=("점검 안내입니다.",))
    ingest_paths([SEEDS], settings)
    return settings


@pytest.fixture(scope="session")
def service(settings: Settings) -> FaultyMureobwa:
    """The service on it."""
    return FaultyMureobwa(Mureobwa.open(settings).office)


@pytest.fixture(scope="session")
def site(service: FaultyMureobwa, settings: Settings) -> Iterator[Site]:
    """The app, served on a free port for as long as the tests run."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(config(create_app(service, settings)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started, "the app did not start"
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", service, settings)
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, once."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; every name but our own address leads nowhere."""
    arguments = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
    yield browser
    browser.close()


@dataclass(slots=True)
class Visit:
    """Opens pages and watches them: a request to elsewhere or an error in a script fails the test."""

    browser: Browser
    origin: str
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, width: int = 1280, height: int = 860, **options: object) -> BrowserContext:
        """A fresh browser profile."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="en-US", **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        return context

    def open(self, path: str = "/", context: BrowserContext | None = None) -> Page:
        """A page, ready to be used."""
        page = (context or self.context()).new_page()
        page.on("request", lambda request: self._asked(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.goto(self.origin + path)
        if path.startswith("/?") or path == "/":
            page.locator("body[data-ready]").wait_for()
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin + "/", "data:", "blob:")):
            self.strangers.append(url)

    def done(self) -> None:
        """Close everything and judge."""
        for context in self.contexts:
            with contextlib.suppress(Exception):
                context.close()
        assert self.strangers == []
        assert [e for e in self.errors if not any(part in e for part in self.allowed)] == []


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """One test's visit."""
    site.service.go.clear()
    visit = Visit(browser, site.origin)
    yield visit
    site.service.go.set()
    visit.done()


def ask(page: Page, question: str) -> None:
    """Type `question`, press Enter, wait for its answer."""
    before = page.locator(".answer").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(before).wait_for()
