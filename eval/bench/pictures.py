"""Taking the screenshots of the documentation (`mureobwa bench pictures`).

Needs an index (`mureobwa ingest seeds`), Chromium with Korean fonts and the development packages.
"""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from eval.bench.server import CHROMIUM, served

_PATIENCE_MS = 300_000
"""The longest wait for a page: a busy machine is slow, and a picture of a page that is not there yet is worth nothing."""
_QUESTION = "모바일 운전면허증은 언제부터 시범 발급하나요?"


def take(target: Path) -> None:
    """Write all pictures into the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    with served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        _page(browser, server.origin).close()
        page = _page(browser, server.origin)
        page.wait_for_timeout(8_000)  # suggested questions are being checked
        page.reload()
        page.locator("body[data-ready]").wait_for()
        _take(page, target / "home.png")
        _ask(page, _QUESTION)
        _take(page, target / "answer.png")
        dark = _page(browser, server.origin, scheme="dark")
        _ask(dark, _QUESTION)
        _take(dark, target / "dark.png")
        phone = _page(browser, server.origin, width=390, height=780)
        _ask(phone, _QUESTION)
        _take(phone, target / "phone.png")
        phone.locator(".answer a.cite").first.click()
        phone.locator("#panel mark").first.wait_for()
        _take(phone, target / "phone-source.png")
        refusal = _page(browser, server.origin)
        _ask(refusal, "제가 신청한 지원금은 어디까지 처리됐나요?")
        _take(refusal, target / "refusal.png")
        table = _page(browser, server.origin)
        _ask(table, "농식품부 코로나19대책반 전화번호는 무엇인가요?")
        _take(table, target / "table.png")
        link = page.locator("#panel a.button").first.get_attribute("href")
        source = _page(browser, server.origin, path=str(link))
        _take(source, target / "source.png")
        browser.close()


def _page(
    browser: Browser,
    origin: str,
    width: int = 1280,
    height: int = 860,
    scheme: Literal["light", "dark"] = "light",
    path: str = "/",
) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.set_default_timeout(_PATIENCE_MS)
    page = context.new_page()
    page.goto(origin + path)
    if path == "/":
        page.locator("body[data-ready]").wait_for()
    return page


def _ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".answer").wait_for()
    page.wait_for_timeout(700)


def _take(page: Page, file: Path) -> None:
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(300)
    page.screenshot(path=file)
