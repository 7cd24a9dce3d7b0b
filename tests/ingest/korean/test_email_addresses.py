"""Addresses of electronic mail in every way that people write them, and those that are nobody's."""

import pytest

from ingest.korean.email_addresses import emails


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("주소는 hong@example.com 입니다", ["hong@example.com"]),
        ("hong 골뱅이 naver.com", ["hong 골뱅이 naver.com"]),
        ("hong(at)naver.com", ["hong(at)naver.com"]),
        ("hong골뱅이네이버 닷 컴", ["hong골뱅이네이버 닷 컴"]),
        ("hong@naver 점 컴", ["hong@naver 점 컴"]),
        ("네이버 메일 haneul2938", ["haneul2938"]),
        ("지메일 아이디는 haneul.kim 입니다", ["haneul.kim"]),
        ("메일 haneul2938", []),  # no provider is spoken of
        ("네이버 메일 한글", []),
        ("minwon@korea.kr", []),
        ("help@seoul.go.kr", []),
        ("id@naver.com 형식으로", []),
        ("example@naver.com", []),
        ("오전 9시 @ 시청", []),
    ],
)
def test_addresses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in emails(text)] == expected
