"""What is told for an address that leads nowhere."""

import httpx
import pytest

from web.visiting import Site

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/nowhere", 404, "없는 주소입니다"),
        ("/ui/nothing.css", 404, "없는 주소입니다"),
        ("/documents/none", 404, "없는 문서입니다"),
        ("/documents/none/original", 404, "없는 문서입니다"),
        ("/documents/none?start=first", 422, "주소를 읽을 수 없습니다"),
        ("/documents/none?start=-1", 422, "주소를 읽을 수 없습니다"),
    ],
)
def test_a_browser_is_shown_a_korean_page(site: Site, path: str, status: int, heading: str) -> None:
    response = httpx.get(site.origin + path, headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert f">{heading}</h1>" in response.text
    assert 'lang="ko"' in response.text
    assert "nonce-" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/documents/none?start=first", 422), ("/api/v1/nothing", 404), ("/v1/nothing", 404)],
)
def test_a_program_gets_json(site: Site, path: str, status: int) -> None:
    response = httpx.get(site.origin + path)
    assert response.status_code == status
    assert "json" in response.headers["content-type"]


def test_the_api_is_for_programs_whatever_asks(site: Site) -> None:
    response = httpx.get(site.origin + "/api/v1/nothing", headers=BROWSER)
    assert response.headers["content-type"] == "application/problem+json"
