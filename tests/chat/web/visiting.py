"""What the page's tests share: a service that can be made to fail, and visits that are watched."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from decided import DecidedMureobwa
from playwright.sync_api import Browser, BrowserContext, Page, Request
from starlette.types import ASGIApp

from chat.answer import Answer
from chat.settings import Settings
from chat.turn import Listener, SentenceWritten, no_listener
from chat.web.serve import config

SEEDS = Path(__file__).parents[3] / "seeds"
QUESTION = "모바일 운전면허증은 언제부터 시범 발급하나요?"
OWN_RECORD = "제 신청 결과 조회해 주세요"
PHONE_NUMBERS = "환경부 홍가람 서기관 연락처 부탁드려요"
"""Always answered: with a row of the table of contacts."""
UNSURE = "디지털 뉴딜이 뭐예요?"
"""Always answered, with other sentences that may be the answer."""
SEVERAL_PASSAGES = "인공지능 병원은 몇 곳에서 시험해요?"
"""Never answered: five related passages are shown."""
BREAKS = "고장을 일으키는 질문은 무엇인가요?"
WAITS = "오래 걸리는 질문은 무엇인가요?"
STREAMS = "문장마다 나오는 답은 무엇인가요?"
LISTED = "여러 가지를 늘어놓는 답은 무엇인가요?"


@dataclass
class FaultyMureobwa(DecidedMureobwa):
    """The real service, but one question breaks it, one waits until `go` is set, one is told sentence by sentence
    as by a language model, the second after `go` is set, and one is answered by a list, which the seed documents do not announce.
    """

    go: threading.Event = field(default_factory=threading.Event)

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        """The real answer, late or never where told so."""
        if question == BREAKS:
            raise RuntimeError("provoked by a test")
        if question == WAITS:
            assert self.go.wait(30)
            return super().ask(QUESTION, listener, scope)
        if question == STREAMS:
            whole = super().ask(QUESTION, no_listener, scope)
            first = whole.text.index("]") + 1
            said = replace(whole, text=whole.text[:first], marks=(), notes=())
            listener(SentenceWritten(said, 0))
            assert self.go.wait(30)
            return whole
        if question == LISTED:
            items = "신청서에는 다음 각 호의 서류를 붙입니다.\n· 계획서 1부\n· <b>사진</b> 2장 [1]"
            return replace(super().ask(QUESTION, listener, scope), question=LISTED, text=items, marks=(), notes=())
        return super().ask(question, listener, scope)


@contextlib.contextmanager
def opened(app: ASGIApp, trusted_proxies: Sequence[str] = ()) -> Iterator[str]:
    """`app` served on a free port as `mureobwa serve` serves it; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(config(app, trusted_proxies))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.05)
        assert server.started, "the app did not start"
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(20)


@dataclass(frozen=True, slots=True)
class Site:
    """The running app."""

    origin: str
    service: FaultyMureobwa
    settings: Settings


@dataclass(frozen=True, slots=True)
class Profile:
    """The browser profile that a module's visits share, one after the other. A fresh one for each compiles all of Gradio again: three
    seconds of a processor a page, against one where `kept` stays open.
    """

    context: BrowserContext
    kept: Page

    @classmethod
    def begun(cls, browser: Browser, origin: str) -> "Profile":
        """One that has seen the page at `origin`."""
        context = _context(browser)
        kept = context.new_page()
        kept.goto(origin)
        kept.locator("body[data-ready]").wait_for()
        return cls(context, kept)

    def empty(self) -> None:
        """Close the visit's pages, and forget what they stored."""
        for page in self.context.pages:
            if page is not self.kept:
                page.close()
        self.context.set_offline(False)
        self.context.clear_cookies()
        self.kept.evaluate("localStorage.clear()")


def _context(browser: Browser, width: int = 1280, height: int = 860, **options: object) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US", **options)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return context


@dataclass(slots=True)
class Visit:
    """Opens pages and watches them: a request to elsewhere or an error in a script fails the test."""

    browser: Browser
    origin: str
    profile: Profile | None = None
    strangers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    contexts: list[BrowserContext] = field(default_factory=list)
    streams: set[Request] = field(default_factory=set)
    """Gradio's answers that are still coming in."""

    def context(self, width: int = 1280, height: int = 860, **options: object) -> BrowserContext:
        """A fresh browser profile."""
        context = _context(self.browser, width, height, **options)
        self.contexts.append(context)
        return context

    def open(self, path: str = "/", context: BrowserContext | None = None) -> Page:
        """A page in `context`, else in the shared profile, ready to be used."""
        page = (context or (self.profile.context if self.profile else self.context())).new_page()
        page.on("request", lambda request: self._asked(request.url))
        page.on("request", lambda request: self.streams.add(request) if "/queue/data" in request.url else None)
        # Functions, not methods: Playwright notes on a method's object that it knows it, and this one has slots.
        page.on("requestfinished", lambda request: self.streams.discard(request))
        page.on("requestfailed", lambda request: self.streams.discard(request))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.goto(self.origin + path)
        if path.startswith("/?") or path == "/":
            page.locator("body[data-ready]").wait_for()
        return page

    def reload(self, page: Page) -> None:
        """Load `page` anew when no answer is on its way: one that is broken off is an error in Gradio's script."""
        deadline = time.monotonic() + 15
        while self.streams and time.monotonic() < deadline:
            page.wait_for_timeout(20)
        page.reload()
        page.locator("body[data-ready]").wait_for()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin + "/", "data:", "blob:")):
            self.strangers.append(url)

    def done(self) -> None:
        """Close everything and judge."""
        if self.profile:
            self.profile.empty()
        for context in self.contexts:
            with contextlib.suppress(Exception):
                context.close()
        assert self.strangers == []
        assert [e for e in self.errors if not any(part in e for part in self.allowed)] == []


def ask(page: Page, question: str) -> None:
    """Type `question`, press Enter, wait for its answer."""
    before = page.locator(".answer").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(before).wait_for()


def violations(page: Page, *but: str) -> list[str]:
    """What axe finds on `page`, by all its rules but those named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Without `resultTypes` it also describes each element that is as it should be: half of the time.
    options = {"rules": {rule: {"enabled": False} for rule in but}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
