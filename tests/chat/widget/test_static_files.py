"""The widget's files: how large, how typed, how cached, for whom."""

import base64
import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from chat.api.app import create_api_app
from chat.desk.sites import Site, SiteBook, Theme
from chat.service import Mureobwa
from chat.settings import Settings
from chat.widget.static_files import (
    STATIC,
    embed_version,
    keep_launcher,
    launcher,
    launcher_file,
    pinned_launcher,
    static_file,
)

BLUE = "#1d4ed8"


@pytest.fixture(scope="module")
def client(settings: Settings) -> TestClient:
    SiteBook(settings.home).put(Site("app", ("https://*.city.go.kr",), webview=True))
    SiteBook(settings.home).put(Site("page", ("https://www.city.go.kr",)))
    return TestClient(create_api_app(Mureobwa.open(settings), settings), base_url="https://chat.city.go.kr")


def test_sizes() -> None:
    sizes = {name: len(static_file(name).packed) for name in ("embed.html", "embed.js", "embed.css")}
    sizes["widget.js"] = len(launcher_file(BLUE).packed)
    assert sizes["widget.js"] <= 4096
    assert sum(sizes.values()) <= 20 * 1024  # the answer is the rest of the 25 KB


def test_types() -> None:
    compiler = shutil.which("tsc")
    assert compiler, "tsc is missing: 'make chromium' installs node-typescript"
    options = "--allowJs --checkJs --noEmit --strict --target es2021 --lib es2021,dom,dom.iterable".split()
    files = [STATIC / "widget.js", STATIC / "embed.js"]
    checked = subprocess.run([compiler, *options, *files], capture_output=True, text=True, check=False)
    assert checked.stdout == ""


@pytest.mark.parametrize("name", ["widget.js", "embed.js"])
def test_nothing_that_a_strict_page_forbids(name: str) -> None:
    code = (STATIC / name).read_text("utf-8")
    assert not re.search(
        r"\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|document\.cookie", code
    )


def test_the_launcher_may_be_loaded_from_anywhere(client: TestClient) -> None:
    response = client.get("/widget.js", headers={"Origin": "https://anywhere.example"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["cache-control"] == "public, max-age=300"
    assert response.text == launcher_file(BLUE).body.decode()
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert client.get("/widget.js", headers={"If-None-Match": response.headers["etag"]}).status_code == 304


def test_a_version_in_the_address_is_kept_for_a_year(client: TestClient) -> None:
    for path in (f"/widget/{launcher(BLUE).version}/widget.js", f"/widget/{embed_version()}/embed.js"):
        assert client.get(path).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/widget/0123456789ab/embed.css").headers["cache-control"] == "public, max-age=300"
    assert client.get("/widget/0123456789ab/widget.js").status_code == 404
    assert client.get("/widget/..%2f..%2fsites.json/widget.js").status_code == 404


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    sent = launcher_file(BLUE)
    digest = hashlib.sha384(sent.body).digest()
    assert launcher(BLUE).integrity == "sha384-" + base64.b64encode(digest).decode()
    assert gzip.decompress(sent.packed) == sent.body


def test_one_setting_colours_the_launcher_the_frame_and_the_page(settings: Settings) -> None:
    green = settings.model_copy(update={"brand_colour": "#0b6b3a"})
    SiteBook(settings.home).put(Site("own", ("https://www.city.go.kr",), theme=Theme(colour="#aa0000")))
    there = TestClient(create_api_app(Mureobwa.open(green), green), base_url="https://chat.city.go.kr")
    assert "|| '#0b6b3a'" in there.get("/widget.js").text
    assert "{brand_colour}" not in there.get("/widget.js").text
    assert there.get("/api/v1/config?site=page").json()["theme"]["colour"] == "#0b6b3a"
    assert '"colour": "#0b6b3a"' in there.get("/embed?site=page").text
    assert there.get("/api/v1/config?site=own").json()["theme"]["colour"] == "#aa0000"  # what the site was given wins
    assert there.get(f"/widget/{launcher('#0b6b3a').version}/widget.js").status_code == 200
    assert launcher("#0b6b3a").version != launcher(BLUE).version


def test_the_default_colour_stands_in_the_settings_only() -> None:
    default = Settings.model_fields["brand_colour"].default
    assert default == BLUE
    assert default not in "".join(file.read_text("utf-8") for file in STATIC.glob("[we]*.[jc]ss*"))


def test_an_older_launcher_is_served_as_it_was_pinned(tmp_path: Path) -> None:
    assert keep_launcher(tmp_path, BLUE) == launcher(BLUE)
    old = b"'use strict'; // an older launcher"
    version = hashlib.sha256(old).hexdigest()[:12]
    (tmp_path / "widget" / f"{version}.js").write_bytes(old)
    found = pinned_launcher(tmp_path, version, BLUE)
    assert found is not None
    assert found.body == old
    (tmp_path / "widget" / f"{version}.js").write_bytes(old + b"changed")
    assert pinned_launcher(tmp_path, version, BLUE) is None
    assert pinned_launcher(tmp_path, "../../etc/pass", BLUE) is None


def test_who_may_frame_the_page(client: TestClient) -> None:
    response = client.get("/embed?site=app", headers={"Referer": "https://www.city.go.kr/"})
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://*.city.go.kr" in policy
    assert "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("address", "headers", "message"),
    [
        ("/embed", {}, "등록되지 않은 누리집입니다"),
        ("/embed?site=none", {}, "등록되지 않은 누리집입니다"),
        ("/embed?site=page", {"Referer": "https://evil.example/<b>"}, "'https://evil.example'는"),
        ("/embed?site=page", {"Referer": "https://x.www.city.go.kr/"}, "'https://x.www.city.go.kr'은"),
        ("/embed?site=page", {"Sec-Fetch-Dest": "document"}, "등록된 누리집 안에서만"),
    ],
)
def test_who_is_told_no(client: TestClient, address: str, headers: dict[str, str], message: str) -> None:
    response = client.get(address, headers=headers)
    assert response.status_code == 403
    assert message in response.text.replace("&#x27;", "'")
    assert "script-src" not in response.headers["content-security-policy"]


def test_an_app_may_open_the_page_by_itself(client: TestClient) -> None:
    assert client.get("/embed?site=app", headers={"Sec-Fetch-Dest": "document"}).status_code == 200


def test_the_demo_is_switched_on(client: TestClient, settings: Settings) -> None:
    assert client.get("/demo").status_code == 200
    assert client.get("/embed?site=demo", headers={"Referer": "https://chat.city.go.kr/demo"}).status_code == 200
    off = create_api_app(Mureobwa.open(settings), settings.model_copy(update={"demo": False}))
    assert TestClient(off).get("/demo").status_code == 404
    assert TestClient(off).get("/embed?site=demo").status_code == 403
