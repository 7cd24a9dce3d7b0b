"""The question page in a real browser: when it can be used, when an answer is seen, fifty visitors at once (`mureobwa bench page`).

No question is asked twice before the last figure, since the server caches its answers.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from playwright.sync_api import Browser, sync_playwright

from eval.bench.server import CHROMIUM, WITHOUT_LIMITS, Server, served

_AT_ONCE = 50
_PAGES = 7

# Resolves to the milliseconds from pressing Enter until the answer is in the page.
_TIMED = """(question) => new Promise((done) => {
  const box = document.querySelector("#question textarea");
  const before = document.querySelectorAll(".answer").length;
  box.value = question;
  box.dispatchEvent(new Event("input", {bubbles: true}));
  const started = performance.now();
  const seen = new MutationObserver(() => {
    if (document.querySelectorAll(".answer").length > before) {
      seen.disconnect();
      requestAnimationFrame(() => done(performance.now() - started));
    }
  });
  seen.observe(document.querySelector("gradio-app"), {childList: true, subtree: true});
  box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
})"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One opening of the page: seconds until it can be used, bytes over the wire, requests."""

    seconds: float
    received: int
    requests: int


def report(questions: Sequence[str]) -> str:
    """All figures as a Markdown table; `questions` are at least 101 different ones."""
    first, second, third = (questions[at : at + _AT_ONCE] for at in range(0, 3 * _AT_ONCE, _AT_ONCE))
    with served(**WITHOUT_LIMITS) as server:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            cold = [_opened(browser, server.origin) for _ in range(_PAGES)]
            visible = _visible(browser, server.origin, third)
            browser.close()
        before = server.cpu_seconds()
        alone = [asyncio.run(_chat(server.origin, question, f"one{n}")) for n, question in enumerate(first)]
        cpu = (server.cpu_seconds() - before) / len(alone)
        together = asyncio.run(_together(server.origin, second, "crowd"))
        again = asyncio.run(_together(server.origin, second, "again"))
        return _table(server, cold, visible, cpu, (alone, together, again))


def _opened(browser: Browser, origin: str) -> Opened:
    """The figures of opening the page in a fresh profile of the browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    started = time.perf_counter()
    page.goto(origin + "/")
    page.locator("body[data-ready]").wait_for()
    seconds = time.perf_counter() - started
    page.wait_for_timeout(500)
    context.close()
    return Opened(seconds, sum(sizes), len(sizes))


def _visible(browser: Browser, origin: str, questions: Sequence[str]) -> list[float]:
    """Seconds from Enter to the answer on the page, for each of the questions, one page for all."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(origin + "/")
    page.locator("body[data-ready]").wait_for()
    times = []
    for question in questions:
        times.append(page.evaluate(_TIMED, question) / 1000)
        page.wait_for_timeout(150)
        page.locator("#clear").click()
        page.wait_for_timeout(150)
    return times


async def _chat(origin: str, question: str, session: str, client: httpx.AsyncClient | None = None) -> float:
    """Seconds from asking to the finished answer, the way the page asks; raises where it is lost."""
    own = client or httpx.AsyncClient(timeout=60)
    started = time.perf_counter()
    body = {"data": [question, ""], "event_data": None, "fn_index": 0, "trigger_id": 1, "session_hash": session}
    (await own.post(origin + "/gradio_api/queue/join", json=body)).raise_for_status()
    finished = ""
    address = f"{origin}/gradio_api/queue/data?session_hash={session}"
    async with own.stream("GET", address) as news:
        async for line in news.aiter_lines():
            if '"process_completed"' in line:
                finished = line
                break
    seconds = time.perf_counter() - started
    if not json.loads(finished.removeprefix("data: ")).get("success") or "is-error" in finished:
        raise RuntimeError(finished)
    if client is None:
        await own.aclose()
    return seconds


async def _together(origin: str, questions: Sequence[str], name: str) -> list[float]:
    """Seconds from asking to the finished answer with all `questions` sent at the same moment; lost ones are left out."""
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=200)) as client:
        chats = [_chat(origin, q, f"{name}{n}", client) for n, q in enumerate(questions)]
        replies = await asyncio.gather(*chats, return_exceptions=True)
    return [reply for reply in replies if isinstance(reply, float)]


def _table(
    server: Server, cold: Sequence[Opened], visible: Sequence[float], cpu: float, chats: Sequence[Sequence[float]]
) -> str:
    alone, together, again = chats
    rows = [
        ("답이 보이기까지, Enter부터 (p50 / p95)", f"{_ms(_at(visible, 0.5))} / {_ms(_at(visible, 0.95))}", "≤ 300 ms"),
        ("처음 열어 쓸 수 있기까지 (중앙값 / 최대)", f"{statistics.median(o.seconds for o in cold):.2f} s / {max(o.seconds for o in cold):.2f} s", "≤ 2.5 s"),
        ("처음 열 때 받는 양 (gzip)", f"{cold[-1].received / 1024:,.0f} KiB, 요청 {cold[-1].requests}건", ""),
        ("대화 하나, 혼자 (p50 / p95)", f"{_ms(_at(alone, 0.5))} / {_ms(_at(alone, 0.95))}", ""),
        ("대화 하나의 CPU (답 찾기 포함)", _ms(cpu), ""),
        (f"동시에 {_AT_ONCE}명 (p50 / p95 / 최대)", f"{_ms(_at(together, 0.5))} / {_ms(_at(together, 0.95))} / {_ms(max(together))}", "p95 ≤ 1.5 s"),
        (f"같은 질문으로 다시 {_AT_ONCE}명 (p50 / p95)", f"{_ms(_at(again, 0.5))} / {_ms(_at(again, 0.95))}", ""),
        ("잃은 대화", f"{2 * _AT_ONCE - len(together) - len(again)}건", "0건"),
        ("서버 메모리", f"{server.memory_mib():,.0f} MiB", ""),
    ]  # fmt: skip
    return "\n".join(["| 무엇 | 값 | 목표 |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])


def _at(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"
