"""Recognises the formats of files that are no text by their first bytes (signatures)."""

_HANCOM_OR_OFFICE = "HWP 또는 옛 오피스"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file (MS-CFB 2.2): HWP 5, .doc, .xls, .ppt, and anything that Office has encrypted."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""A ZIP archive (APPNOTE 4.3): HWPX, DOCX, XLSX or just files; an archive with the second signature holds none."""
PDF = b"%PDF-"

_SIGNATURES = (
    (0, OLE[:4], f"{_HANCOM_OR_OFFICE} 파일"),
    (0, ZIP[0], "HWPX·DOCX·XLSX 또는 압축 파일"),
    (0, ZIP[1], "빈 압축 파일"),
    (0, PDF, "PDF 파일"),
    (0, b"HWP Document File V", "한글 3.0 이하의 옛 한글 파일"),
    (0, b"{\\rtf", "RTF 파일"),
    (0, b"\x89PNG", "PNG 그림 파일"),
    (0, b"\xff\xd8\xff", "JPEG 그림 파일"),
    (0, b"GIF8", "GIF 그림 파일"),
    (0, b"BM", "BMP 그림 파일"),
    (0, b"II*\x00", "TIFF 그림 파일"),
    (0, b"MM\x00*", "TIFF 그림 파일"),
    (8, b"WEBP", "WEBP 그림 파일"),
    (4, b"ftyp", "동영상이나 사진 파일"),
    (8, b"AVI ", "동영상 파일"),
    (8, b"WAVE", "소리 파일"),
    (0, b"ID3", "소리 파일"),
    (0, b"MZ", "실행 파일"),
    (0, b"\x7fELF", "실행 파일"),
    (0, b"\xcf\xfa\xed\xfe", "실행 파일"),
    (0, b"\xca\xfe\xba\xbe", "실행 파일"),
    (0, b"\x1f\x8b", "gzip 압축 파일"),
    (0, b"BZh", "bzip2 압축 파일"),
    (0, b"\xfd7zXZ\x00", "xz 압축 파일"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z 압축 파일"),
    (0, b"Rar!\x1a\x07", "RAR 압축 파일"),
    (0, b"ALZ\x01", "ALZ 압축 파일"),
    (0, b"EGGA", "EGG 압축 파일"),
    (257, b"ustar", "TAR 묶음 파일"),
    (0, b"SQLite format 3\x00", "데이터베이스 파일"),
)
_LETTERS = {b"BM", b"MZ", b"BZh", b"ID3", b"EGGA"}
"""Signatures that a text may begin with ("BMW ..."); they count only where a control character follows."""

_PROTECTED = (b"DRMONE  This Document is encrypted", b"SCDSA00", b"<## NASCA DRM FILE", b"<DOCUMENT SAFER")
"""The first bytes of files that the DRM products of Korean offices have locked (Fasoo, SoftCamp, NASCA, MarkAny)."""


def known_kind(data: bytes) -> str:
    """The Korean name of the kind of file that begins with `data` (512 bytes are enough), "PNG 그림 파일"; "" where no signature is known."""
    for offset, signature, name in _SIGNATURES:
        if data.startswith(signature, offset) and (signature not in _LETTERS or _has_controls(data[:64])):
            return name
    return ""


def is_protected(data: bytes) -> bool:
    """Whether a DRM product of an office has locked the file that begins with `data`."""
    return any(mark in data[:64] for mark in _PROTECTED)


def _has_controls(data: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in data)
