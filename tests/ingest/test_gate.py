"""Which format a file is of, whatever it is called; and why it is none."""

import struct
from pathlib import Path

import pytest
from formats import hancom_files as made

from ingest.errors import BadInputError
from ingest.gate import Format, format_of, not_a_document

CONTENT_TYPES = {"[Content_Types].xml": b"<Types/>"}
TEXT = "가나시 공고\n\n월세를 지원합니다.\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made.hwp(["공고"]), Format.HWP),
        (made.hwp(["공고"], properties=made.COMPRESSED | made.DISTRIBUTED), Format.HWP),
        (made.hwpx(made.paragraph("공고")), Format.HWPX),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\r\n\r\n%PDF-1.7\n", Format.PDF),
        (made.archive(CONTENT_TYPES | {"word/document.xml": b"<w/>"}), Format.DOCX),
        (made.archive(CONTENT_TYPES | {"xl/workbook.xml": b"<w/>"}), Format.XLSX),
        (made.archive({"공고.txt": TEXT.encode()}), Format.ZIP),
        (TEXT.encode(), Format.TEXT),
        (TEXT.encode("cp949"), Format.TEXT),
        (TEXT.encode("utf-16"), Format.TEXT),
        ("BM 사업 안내\n".encode(), Format.TEXT),
        (b"<!DOCTYPE html>\n<html><body>x</body></html>", Format.HTML),
        ("\ufeff<!-- 저장됨 -->\n<html lang='ko'>".encode(), Format.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' ''><html>", Format.HTML),
        ("<table><tr><td>요금</td></tr></table>".encode("cp949"), Format.HTML),
        ("<첨부> 파일을 보세요.\n".encode(), Format.TEXT),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.hwpx", "a"])
def test_what_a_file_holds_decides_and_not_its_name(data: bytes, kind: Format, name: str) -> None:
    assert format_of(data, Path(name)) is kind


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_a_page_with_a_damaged_letter_is_a_page(name: str) -> None:
    page = "<html><meta charset=utf-8><p>수수료 안내</p>".encode()
    assert format_of(page[:-6], Path(name)) is Format.HTML  # cut off inside a letter
    assert format_of(page.replace("수".encode(), b"\xff\xfe\xff"), Path(name)) is Format.HTML
    for other in (page[:-6].replace(b" charset=utf-8", b""), "<첨부> charset=utf-8 수".encode()[:-1]):
        with pytest.raises(BadInputError, match="글자를 읽을 수 없습니다"):
            format_of(other, Path(name))


def test_the_ending_parts_kinds_of_text_only() -> None:
    assert format_of(TEXT.encode(), Path("a.md")) is Format.MARKDOWN
    assert format_of(b"a,b\n1,2\n", Path("a.CSV")) is Format.CSV
    assert format_of("<table><tr><td>요금\n".encode(), Path("a.md")) is Format.MARKDOWN
    assert format_of(made.hwp(["공고"]), Path("a.csv")) is Format.HWP


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "비어 있습니다"),
        (b"\0" * 1000, "비어 있습니다"),
        (made.hwp(["공고"], properties=made.COMPRESSED | made.PASSWORD), "암호"),
        (made.hwp(["공고"], properties=made.COMPRESSED | made.DRM), "문서 보안"),
        (made.hwp(["공고"], properties=1 << 8), "문서 보안"),
        (b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM", "문서 보안"),
        (b"<## NASCA DRM FILE - VER1.00 ##>" + bytes(50), "문서 보안"),
        (made.hwpx("", {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "암호"),
        (made.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "암호"),
        (b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(100), "옛 한글"),
        (made.compound({"WordDocument": b"x"}), r"\.doc"),
        (made.compound({"Workbook": b"x"}), r"\.xls"),
        (made.compound({"PowerPoint Document": b"x"}), r"\.ppt"),
        (made.compound({"__properties_version1.0": b"x"}), "알 수 없는 형식"),
        (made.compound({"FileHeader": b"garbage".ljust(256)}), "손상"),
        (made.archive(CONTENT_TYPES | {"ppt/presentation.xml": b"<p/>"}), r"\.pptx"),
        (made.archive(CONTENT_TYPES | {"xl/workbook.bin": b"x"}), r"\.xlsb"),
        (made.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "ODF"),
        (made.archive({"META-INF/MANIFEST.MF": b"x"}), "자바"),
        (made.archive({}), "빈 압축"),
        (b"<?xml version='1.0'?>\n<HWPML Version='2.8'>", r"\.hml"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", r"\.mht"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG 그림"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"BM\x36\x00\x0c\x00" + bytes(50), "BMP"),
        (b"MZ\x90\x00\x03" + bytes(50), "실행 파일"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "실행 파일"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"EGGA\x00\x01", "EGG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_what_nobody_can_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(BadInputError, match=reason) as failure:
        format_of(data, Path("공고.hwp"))
    assert "공고.hwp" in str(failure.value)


def test_the_beginning_alone_tells_what_can_be_no_document() -> None:
    assert not_a_document(b"\x89PNG\r\n") == "문서가 아니라 PNG 그림 파일입니다"
    assert not_a_document(made.hwp(["공고"])[:4096]) == ""
    assert not_a_document(TEXT.encode()) == ""


def _locked() -> bytes:
    data = bytearray(made.archive({"공고.txt": TEXT.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flags in both headers of the entry
        at = data.find(mark) + offset
        data[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", data, at)[0] | 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_locked(), "암호"),
        (made.archive({"공고.txt": bytes(60 * 2**20)}), "지나치게 커집니다"),
        (made.archive({f"{number}.txt": b"" for number in range(10_001)}), "너무 많습니다"),
        (made.archive({"../../etc/passwd": b"x"}), "폴더 밖"),
        (made.archive({"/etc/passwd": b"x"}), "폴더 밖"),
        (made.archive({"..\\..\\a.txt": b"x"}), "폴더 밖"),
        (made.archive({"공고.txt": TEXT.encode()})[:-30], "손상"),
        (b"PK\x03\x04" + bytes(range(256)), "손상"),
    ],
    ids=["locked", "bomb", "entries", "up", "root", "backslash", "cut", "garbage"],
)
def test_an_archive_that_would_do_harm_is_not_opened(data: bytes, reason: str) -> None:
    with pytest.raises(BadInputError, match=reason):
        format_of(data, Path("묶음.zip"))
