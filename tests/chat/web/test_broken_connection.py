"""What a visitor sees whose connection breaks off while an answer is on its way, in a real browser: the page goes on."""

import contextlib
import re
import selectors
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from web.visiting import QUESTION, WAITS, Site, Visit, ask

BROKEN = ("ERR_", "Failed to fetch", "Connection errored out", "AbortError", "network error")
"""What the browser and Gradio write into the console then."""


class Line:
    """A relay on a port of its own before the server, which can be cut and mended."""

    def __init__(self, to: int) -> None:
        self._to, self._open = to, set[socket.socket]()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.is_cut = False
        threading.Thread(target=self._run, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and from now on each new one at once."""
        self.is_cut = True
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        self._listening.close()

    def _run(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._relay, args=(near,), daemon=True).start()

    def _relay(self, near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", self._to)) as far, selectors.DefaultSelector() as ready:
            ends = {near: far, far: near}
            self._open |= ends.keys()
            for end in ends:
                ready.register(end, selectors.EVENT_READ)
            with contextlib.suppress(OSError):
                while not self.is_cut:
                    for key, _ in ready.select():
                        heard = key.fileobj
                        assert isinstance(heard, socket.socket)
                        if not (data := heard.recv(65536)):
                            return
                        ends[heard].sendall(data)
            self._open -= ends.keys()


@pytest.fixture
def line(site: Site) -> Iterator[Line]:
    line = Line(urlsplit(site.origin).port or 0)
    yield line
    line.close()


@pytest.fixture
def page(browser: Browser, site: Site, line: Line) -> Iterator[Page]:
    site.service.go.clear()
    visit = Visit(browser, f"http://127.0.0.1:{line.port}", allowed=BROKEN)
    yield visit.open()
    site.service.go.set()
    visit.done()


def test_an_answer_that_breaks_off_is_told_and_the_question_is_asked_again(page: Page, site: Site, line: Line) -> None:
    """The page once stayed busy for ever: Enter was dead, and no button stopped it."""
    ask(page, QUESTION)
    page.locator("#question textarea").fill(WAITS)
    page.keyboard.press("Enter")
    expect(page.locator(".progress")).to_be_visible()
    line.cut()  # as where the server is restarted
    expect(page.locator("#alert")).to_contain_text("서버에 연결하지 못했습니다")
    expect(page.locator("body")).not_to_have_class(re.compile(r"\b(busy|waiting)\b"))
    expect(page.locator("#question textarea")).to_have_value(WAITS)
    expect(page.locator(".progress")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("서버에 연결하지 못했습니다")
    line.is_cut = False
    site.service.go.set()
    page.keyboard.press("Enter")
    expect(page.locator(".answer.is-answered")).to_have_count(2)
    expect(page.locator(".user-row")).to_have_text([QUESTION, WAITS])
    expect(page.locator("#alert")).to_be_hidden()


def test_a_connection_that_was_gone_for_a_while_costs_no_question(page: Page, line: Line) -> None:
    ask(page, QUESTION)
    line.cut()
    page.wait_for_timeout(1_500)
    line.is_cut = False
    ask(page, "그럼 예산은?")
    expect(page.locator(".answer .read-as q")).to_have_text("모바일 운전면허증 예산은?")
    expect(page.locator(".user-row")).to_have_text([QUESTION, "그럼 예산은?"])


def test_after_fifteen_seconds_there_is_a_way_out_also_where_the_server_says_nothing(page: Page) -> None:
    held: list[Route] = []
    page.route("**/queue/join**", lambda route: held.append(route))
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator("#alert")).to_contain_text("시간이 오래 걸리고 있습니다", timeout=20_000)
    page.locator("#stop").click()
    expect(page.locator("#alert")).to_have_text("답변을 멈췄습니다.")
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
    page.unroute("**/queue/join**")
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".answer.is-answered")).to_have_count(1)
    expect(page.locator(".user-row")).to_have_text([QUESTION])
