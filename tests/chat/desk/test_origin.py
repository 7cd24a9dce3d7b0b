import pytest

from chat.desk.origin import host_of, matches, tidy_origin
from ingest.errors import BadInputError


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("https://www.example.go.kr", "https://www.example.go.kr"),
        (" HTTPS://WWW.Example.go.kr:443/ ", "https://www.example.go.kr"),
        ("http://10.1.2.3:8080", "http://10.1.2.3:8080"),
        ("http://[::1]:80", "http://[::1]"),
        ("https://*.example.go.kr", "https://*.example.go.kr"),
        ("https://*.example.com", "https://*.example.com"),
        ("https://한국.kr", "https://xn--3e0b707e.kr"),
    ],
)
def test_tidy(written: str, tidy: str) -> None:
    assert tidy_origin(written) == tidy


@pytest.mark.parametrize(
    "written",
    [
        *("", "*", "https://*", "https://*.kr", "https://*.go.kr", "https://*.com", "www.example.go.kr", "null"),
        *("https://a.go.kr/path", "https://a.go.kr?x", "https://u@a.go.kr", "javascript:alert(1)", "file:///etc"),
        *(
            "https://a.*.go.kr",
            "https://a..kr",
            "https://a.go.kr:99999",
            "https://a b.kr",
            "https://a.kr; script-src *",
        ),
    ],
)
def test_refused(written: str) -> None:
    with pytest.raises(BadInputError):
        tidy_origin(written)


@pytest.mark.parametrize(
    ("pattern", "origin", "expected"),
    [
        ("https://a.go.kr", "https://a.go.kr", True),
        ("https://a.go.kr", "http://a.go.kr", False),
        ("https://a.go.kr", "https://a.go.kr:8443", False),
        ("https://a.go.kr", "https://b.a.go.kr", False),
        ("https://*.a.go.kr", "https://b.a.go.kr", True),
        ("https://*.a.go.kr", "https://c.b.a.go.kr", True),
        ("https://*.a.go.kr", "https://a.go.kr", False),
        ("https://*.a.go.kr", "https://evila.go.kr", False),
        ("https://*.a.go.kr", "https://b.a.go.kr.evil.com", False),
        ("https://*.a.go.kr", "https://*.a.go.kr.evil.com", False),
        ("https://*.a.go.kr", "http://b.a.go.kr", False),
        ("https://*.a.go.kr:8443", "https://b.a.go.kr:8443", True),
        ("https://*.a.go.kr", "null", False),
    ],
)
def test_matches(pattern: str, origin: str, expected: bool) -> None:
    assert matches(pattern, origin) is expected


def test_host_of() -> None:
    assert host_of("https://www.example.go.kr/ask") == "www.example.go.kr"
    assert host_of("https://a.go.kr:8443") == "a.go.kr:8443"
    assert host_of("null") == ""
