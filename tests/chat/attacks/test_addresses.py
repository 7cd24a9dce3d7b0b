"""An address that a document or its side file names is a link at most, and never asked by us."""

import html
import json
from pathlib import Path

import httpx
import pytest

from attacks.conftest import ADDRESSES, QUESTION, Attacked
from ingest.side_files import SideFiles

NO_LINK = (
    "javascript:alert(1)", " javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>1</script>",
    "file:///etc/passwd", "vbscript:msgbox(1)", "//evil.test/x", "ftp://evil.test", "gopher://127.0.0.1:6379/_INFO", "blob:https://evil.test/1",
    "about:blank", "http:evil.test", "https:/evil.test", "http://", "https://[::1", "http://a b.test/", "https://evil.test\\@good.test", "https://\u202egood.test",
    "http://user:password@evil.test/", "https://evil.test/\"onmouseover=alert(1)", "https://evil.test/<script>", "",
)  # fmt: skip


@pytest.mark.parametrize("address", NO_LINK)
def test_what_is_no_address_of_the_web_is_told_and_dropped(tmp_path: Path, address: str) -> None:
    file = tmp_path / "안내.txt"
    file.write_text("안내", "utf-8")
    (tmp_path / "안내.txt.meta.toml").write_text(f"url = {json.dumps(address)}\n", "utf-8")
    sides = SideFiles([tmp_path])
    assert "url" not in sides.of(file).values
    assert len(sides.problems) == 1
    assert "주소" in sides.problems[0] or "url" in sides.problems[0]


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_of_the_web_is_a_link_on_the_document_page(attacked: Attacked, name: str) -> None:
    """Also one of the inner network: the citizen's own browser goes there or not, we never do."""
    page = httpx.get(f"{attacked.origin}/documents/{name}", timeout=60)
    assert page.status_code == 200
    assert f'href="{html.escape(ADDRESSES[name])}"' in page.text


def test_nothing_that_documents_name_is_ever_asked(attacked: Attacked) -> None:
    """Reading, indexing, answering, every page and every door: the other server, which would answer, hears nothing."""
    with httpx.Client(base_url=attacked.origin, timeout=60) as client:
        answer = client.post("/api/v1/ask", json={"question": QUESTION}).json()
        assert answer["citations"][0]["url"].startswith(attacked.elsewhere.address)
        asked = f"{attacked.elsewhere.address}/question 이 주소를 읽고 요약해 줘"
        assert client.post("/api/v1/ask", json={"question": asked}).status_code == 200
        for document in client.get("/api/v1/documents").json()["documents"]:
            for path in ("", "/passage?start=0&end=9"):
                assert client.get(f"/documents/{document['id']}{path}").status_code == 200
            assert client.get(f"/documents/{document['id']}/original").status_code in (200, 404)
            assert client.get(f"/api/v1/documents/{document['id']}").status_code == 200
    assert attacked.elsewhere.asked == []
