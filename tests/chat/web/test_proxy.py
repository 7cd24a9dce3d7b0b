"""Below a path of the office's own host, behind a real nginx that runs the lines of docs/proxy.md."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from chat.settings import Settings
from chat.web.app import create_app
from ingest.errors import BadInputError
from web.visiting import QUESTION, STREAMS, FaultyMureobwa, Site, Visit, opened

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
DOCS = Path(__file__).parents[3] / "docs" / "proxy.md"
SERVER = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    {around}
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        {location}
    }}
}}
"""


def documented() -> tuple[str, str]:
    """The lines that an office copies: around its server, and in it."""
    around, location = re.findall(r"```nginx\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    return around, location


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def nginx(folder: Path, port: int, around: str, location: str) -> Iterator[None]:
    assert NGINX, "nginx is missing: 'make nginx' installs it"
    written = folder / "nginx.conf"
    written.write_text(SERVER.format(folder=folder, port=port, around=around, location=location), "utf-8")
    process = subprocess.Popen([NGINX, "-p", folder, "-c", written, "-e", folder / "error.log"])
    try:
        deadline = time.monotonic() + 10
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert process.poll() is None, (folder / "error.log").read_text("utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def behind(
    service: FaultyMureobwa, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """The site as citizens see it, and the address that only the proxy knows."""
    port = free_port()
    changed = {
        "public_url": f"http://127.0.0.1:{port}/ask",
        "trusted_proxies": ("127.0.0.1",),
        "suggested_questions": (QUESTION,),
        "demo": True,
    }
    settings = settings.model_copy(update=changed)
    with opened(create_app(service, settings), settings.trusted_proxies) as inside:
        around, location = documented()
        location = location.replace("http://127.0.0.1:8000/", f"{inside}/")
        with nginx(tmp_path_factory.mktemp("nginx"), port, around, location):
            yield Site(settings.public_url, service, settings), inside


@pytest.fixture
def visit(browser: Browser, behind: tuple[Site, str]) -> Iterator[Visit]:
    """Fails on every request that leaves the path."""
    site = behind[0]
    site.service.go.clear()
    visit = Visit(browser, site.origin)
    yield visit
    site.service.go.set()
    visit.done()


def hrefs(page: Page) -> set[str]:
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    return {address for address in found if not address.startswith("tel:")}


def test_a_citizen_never_leaves_the_path(visit: Visit) -> None:
    page = visit.open()
    page.locator("#suggested a.ask").first.click()
    page.locator(".answer").wait_for()
    page.locator(".answer a.cite").first.click()
    expect(page.locator("#panel mark").first).to_be_visible()
    assert all(address.startswith(visit.origin + "/") for address in hrefs(page)), hrefs(page)
    with page.expect_response("**/feedback") as response:
        page.locator(".actions button", has_text="도움").first.click()
    assert response.value.status == 204
    page.goto(page.locator("#panel .links a").first.evaluate("link => link.href"))
    expect(page.locator("mark").first).to_be_visible()
    assert all(address.startswith(visit.origin + "/") for address in hrefs(page)), hrefs(page)
    assert page.request.get(page.locator("a[download]").evaluate("link => link.href")).status == 200
    page.locator("a.brand").click()
    page.locator("body[data-ready]").wait_for()


def test_a_sentence_comes_through_before_the_answer_is_whole(visit: Visit, behind: tuple[Site, str]) -> None:
    page = visit.open()
    page.locator("#question textarea").fill(STREAMS)
    page.keyboard.press("Enter")
    expect(page.locator(".answering")).to_contain_text("1월 27일")
    behind[0].service.go.set()
    page.locator(".answer.is-answered").wait_for()


def test_a_widget_below_the_path(visit: Visit) -> None:
    page = visit.open("/demo/minwon")
    page.locator("button.launch").click()
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox").fill(QUESTION)
    frame.get_by_role("textbox").press("Enter")
    link = frame.locator("a[target=_blank]").first
    link.wait_for()
    assert str(link.evaluate("link => link.href")).startswith(f"{visit.origin}/documents/")


def test_doors_for_programs_below_the_path(behind: tuple[Site, str]) -> None:
    origin = behind[0].origin
    with httpx.Client(timeout=30) as client:
        assert client.post(f"{origin}/api/v1/ask", json={"question": QUESTION}).json()["status"] == "answered"
        chat = {"model": "mureobwa", "messages": [{"role": "user", "content": QUESTION}]}
        made = client.post(f"{origin}/v1/chat/completions", json=chat).json()["choices"][0]["message"]
        address = made["annotations"][0]["url_citation"]["url"]
        assert address.startswith(f"{origin}/documents/")
        assert "<mark" in client.get(address).text
        for accepted in ("*/*", "text/html,*/*;q=0.8"):  # a program that takes anything may name HTML first
            response = client.get(f"{origin}/v1/nothing", headers={"Accept": accepted})
            assert response.json()["error"]["code"] == "not-found"
        assert client.get(f"{origin}/openapi.json").json()["servers"] == [{"url": "/ask"}]
        assert client.get(f"{origin}/widget.js").status_code == 200
        listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        tools = client.post(f"{origin}/mcp", json=listing, headers={"Accept": "application/json, text/event-stream"})
        assert len(tools.json()["result"]["tools"]) == 2
        own = client.post(
            f"{origin}/api/v1/ask",
            json={"question": QUESTION},
            headers={"Origin": origin.removesuffix("/ask"), "X-Forwarded-For": "203.0.113.9"},
        )
        assert own.status_code == 200


@pytest.mark.parametrize("path", ["/", "/ask", "/ask/"])
def test_a_proxy_that_cuts_nothing_off_serves_as_well(behind: tuple[Site, str], path: str) -> None:
    inside = behind[1]
    page = httpx.get(inside + path)
    assert page.status_code == 200
    assert '<base href="/ask/">' in page.text
    assert httpx.get(f"{inside}{path.rstrip('/')}/documents").status_code == 200
    assert httpx.post(f"{inside}{path.rstrip('/')}/gradio_api/queue/join", content=b"{").status_code == 422


@pytest.mark.parametrize("own", ["api", "v1", "mcp", "documents", "widget", "embed", "ui", "config", "feedback"])
def test_a_path_that_is_a_name_of_ours_is_refused_at_the_start(
    service: FaultyMureobwa, settings: Settings, own: str
) -> None:
    clashing = settings.model_copy(update={"public_url": f"https://www.example.go.kr/{own}/ask"})
    with pytest.raises(BadInputError, match=rf"public_url의 경로\(/{own}/ask\)는 .* 다른 이름"):
        create_app(service, clashing)
