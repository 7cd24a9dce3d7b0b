"""An office whose documents, side files and file names attack whoever shows them, behind the real app."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from api.office import office_settings
from playwright.sync_api import Browser, sync_playwright
from web.visiting import opened

from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.app import create_app
from eval.bench.server import CHROMIUM
from retriever.build import ingest_paths

# Whichever of these becomes an element runs, asks for an address, or shows as one of our own.
SCRIPT = "<script>window.__ran=1</script>"
IMAGE = '"><img src=x onerror="window.__ran=1">'
FRAME = "<iframe srcdoc='<script>parent.__ran=1</script>'></iframe>"
LINK = '<a href="javascript:window.__ran=1" class="evil">여기를 누르세요</a>'
TITLE = f"야영장 {SCRIPT} 이용 안내 {IMAGE}"
OFFICE = f"숲길군 {IMAGE}"
QUESTION = "야영장 이용료는 얼마인가요?"
FILE_NAME = "야영장 '\"&lt;img src=x onerror=window.__ran=1&gt;<svg onload=window.__ran=1>.md"


# Addresses that are links on the page of a document of that name.
ADDRESSES = {
    "캠핑장": "https://www.gangbyeon.go.kr/안내?id=1&x=2#표",
    "전시관": "http://169.254.169.254/latest/meta-data/",
    "체험관": "https://한글.kr/",
    "썰매장": "http://[::1]:8000/",
}


@dataclass
class Elsewhere:
    """A server that no part of ours may ever ask. `asked`: the paths that were."""

    address: str
    asked: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Attacked:
    """The running app over hostile documents."""

    origin: str
    service: Mureobwa
    settings: Settings
    elsewhere: Elsewhere


@pytest.fixture(scope="package")
def elsewhere() -> Iterator[Elsewhere]:
    """What an address in a document leads to, on loopback so that asking it would succeed."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_HEAD = do_POST = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Elsewhere(f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="package")
def attacked(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator[Attacked]:
    """Documents as Markdown, HTML and plain text, one with a side file; each names addresses that would be asked."""
    folder = tmp_path_factory.mktemp("hostile")
    outside = f"![그림]({elsewhere.address}/markdown) <img src='{elsewhere.address}/inline'>"
    (folder / FILE_NAME).write_text(
        f"# {TITLE}\n\n## 요금 {IMAGE}\n\n야영장 이용료는 하루 3만 원입니다 {LINK}. {FRAME}\n\n"
        f"- 예약은 \\<script\\>window.__ran=1\\</script\\> 전화로 받습니다.\n\n"
        f"| 구분 {IMAGE} | 요금 |\n|---|---|\n| 성수기 {LINK} | 4만 원 `{SCRIPT}` |\n\n{outside}\n",
        "utf-8",
    )
    (folder / f"{FILE_NAME}.meta.toml").write_text(
        "".join(
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in {
                "title": TITLE, "office": OFFICE, "department": f"산림과 {SCRIPT}", "licence": f"공공누리 {IMAGE}",
                "phone": "033-000-1234", "url": f"{elsewhere.address}/published",
            }.items()
        ),
        "utf-8",
    )  # fmt: skip
    (folder / "도서관.html").write_text(
        f"<html><head><title>{SCRIPT}숲길도서관 이용 안내</title>"
        f"<link rel=stylesheet href='{elsewhere.address}/style'><meta http-equiv=refresh content='0;{elsewhere.address}/go'>"
        f"</head><body><h1>숲길도서관 &lt;script&gt;window.__ran=1&lt;/script&gt; 이용 안내</h1>"
        f"<p>숲길도서관은 매월 첫째 월요일에 쉽니다. &lt;img src=x onerror=window.__ran=1&gt;</p>"
        f"<img src='{elsewhere.address}/image'><iframe src='{elsewhere.address}/frame'></iframe></body></html>",
        "utf-8",
    )
    (folder / "수영장.txt").write_text(
        f"수영장 {SCRIPT} 안내\n\n수영장은 오전 6시에 문을 엽니다 {IMAGE}.\n담당: 체육과 <b onclick=window.__ran=1>김하나</b> 주무관(033-000-5678)\n",
        "utf-8",
    )
    for name, address in ADDRESSES.items():
        (folder / f"{name}.txt").write_text(f"{name} 안내\n\n{name}은 아침 9시에 문을 엽니다.\n", "utf-8")
        (folder / f"{name}.txt.meta.toml").write_text(f"url = {json.dumps(address, ensure_ascii=False)}\n", "utf-8")
    settings = office_settings(tmp_path_factory.mktemp("attacked"))
    ingest_paths([folder], settings)
    service = Mureobwa.open(settings)
    with opened(create_app(service, settings)) as origin:
        yield Attacked(origin, service, settings, elsewhere)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
