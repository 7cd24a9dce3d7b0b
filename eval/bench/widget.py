"""The load that the widget puts on a page (time, bytes, memory) in a real browser, and pictures of it (`mureobwa bench widget`)."""

import os
import statistics
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from eval.bench.server import CHROMIUM, WITHOUT_LIMITS, served

_QUESTION = "모바일 운전면허증은 언제부터 쓸 수 있나요?"
_REFUSED = "내 신청 결과 알려 주세요"


def run(folder: Path) -> None:
    """Measure the widget, print the figures, and write the pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(**WITHOUT_LIMITS, MUREOBWA_DEMO="true") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _figures(browser, server.origin)
        _pictures(browser, server.origin, folder)
        browser.close()


def _figures(browser: Browser, address: str) -> None:
    times, requests, sizes = [], 0, 0
    for _ in range(7):
        page = browser.new_context().new_page()
        seen: list[Request] = []
        page.on("requestfinished", partial(_note, seen))
        page.goto(address + "/demo")
        page.locator("button.launch").wait_for()
        began = time.perf_counter()
        page.locator("button.launch").click()
        page.frame_locator("iframe").locator("textarea:focus").wait_for()
        times.append(time.perf_counter() - began)
        _ask(page, _QUESTION, 1)
        page.wait_for_timeout(500)  # the last body ends a moment after the answer is shown
        ours = [one for one in seen if _ours(one.url)]
        requests, sizes = len(ours), sum(one.sizes()["responseBodySize"] for one in ours)
        page.context.close()
    _print(
        f"click to usable input: median {statistics.median(times):.2f} s, worst {max(times):.2f} s of {len(times)} cold visits"
    )
    _print(f"until the first answer: {requests} requests, {sizes:,} bytes (compressed bodies)")
    page = browser.new_context().new_page()
    page.goto(address + "/demo")
    page.locator("button.launch").click()
    _ask(page, _QUESTION, 1)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    used = []
    for _ in range(3):
        page.evaluate("for (let i = 0; i < 100; i++) { Mureobwa.close(); Mureobwa.open() }")
        tools.send("HeapProfiler.collectGarbage")
        found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
        used.append(f"{found['JSHeapUsedSize'] / 1024:.0f} KiB, {found['Nodes']:.0f} nodes")
    _print(f"after 100, 200 and 300 times open and closed: {'; '.join(used)}")
    _print(f"load of the machine (1 minute, {os.cpu_count()} CPUs): {os.getloadavg()[0]:.1f}")
    page.context.close()


def _pictures(browser: Browser, address: str, folder: Path) -> None:
    for name, width, height, phone, scheme in (
        ("desktop", 1280, 860, False, "light"),
        ("dark", 1280, 860, False, "dark"),
        ("phone", 390, 800, True, "light"),
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            is_mobile=phone,
            has_touch=phone,
            device_scale_factor=2 if phone else 1,
            color_scheme="dark" if scheme == "dark" else "light",
            locale="ko-KR",
        )
        page = context.new_page()
        page.goto(address + "/demo")
        page.locator("button.launch").wait_for()
        page.locator("button.launch").click()
        _ask(page, _QUESTION, 1)
        page.wait_for_timeout(700)
        page.screenshot(path=folder / f"widget-{name}-answer.png")
        _ask(page, _REFUSED, 2)
        page.wait_for_timeout(700)
        page.screenshot(path=folder / f"widget-{name}-refusal.png")
        context.close()


def _note(seen: list[Request], request: Request) -> None:
    seen.append(request)


def _ours(url: str) -> bool:
    """Whether `url` belongs to the widget, not to the demo page that carries it."""
    return not url.endswith(("/demo", "/demo.css")) and url.startswith("http")


def _ask(page: Page, question: str, answers: int) -> None:
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox").fill(question)
    frame.get_by_role("textbox").press("Enter")
    frame.locator(".feedback").nth(answers - 1).wait_for()


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201
