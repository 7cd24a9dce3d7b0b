"""What the first bytes of a file say it is."""

import pytest

from ingest.file_signatures import is_protected, known_kind


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "HWP 또는 옛 오피스 파일"),
        (b"PK\x03\x04....", "HWPX·DOCX·XLSX 또는 압축 파일"),
        (b"PK\x05\x06" + bytes(18), "빈 압축 파일"),
        (b"%PDF-1.7", "PDF 파일"),
        (b"HWP Document File V3.00", "한글 3.0 이하의 옛 한글 파일"),
        (b"\x89PNG\r\n\x1a\n", "PNG 그림 파일"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP 그림 파일"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "동영상 파일"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "소리 파일"),
        (b"\x00\x00\x00\x18ftypmp42", "동영상이나 사진 파일"),
        (b"MZ\x90\x00\x03", "실행 파일"),
        (b"a" * 257 + b"ustar", "TAR 묶음 파일"),
        (b"a" * 256 + b"ustar", ""),
        ("공고".encode(), ""),
        (b"", ""),
    ],
)
def test_known_kinds(data: bytes, expected: str) -> None:
    assert known_kind(data) == expected


@pytest.mark.parametrize("words", [b"BMW 320d", b"MZ generation", b"BZh\t1\r\n", b"ID3 tag", b"EGGA plant"])
def test_a_text_may_begin_like_a_file(words: bytes) -> None:
    assert known_kind(words) == ""
    assert known_kind(words + b"\x00") != ""


def test_a_control_character_far_behind_says_nothing() -> None:
    assert known_kind(b"BMW".ljust(64) + b"\x00") == ""
    assert known_kind(b"BMW".ljust(63) + b"\x00") == "BMP 그림 파일"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x9b DRMONE  This Document is encrypted", True),
        (b"SCDSA004", True),
        (b"<## NASCA DRM FILE - VER1.00 ##>", True),
        (b"<DOCUMENT SAFER V1>", True),
        (b"x" * 64 + b"SCDSA004", False),
        (b"%PDF-1.7", False),
    ],
)
def test_files_that_an_office_has_locked(data: bytes, expected: bool) -> None:
    assert is_protected(data) is expected
