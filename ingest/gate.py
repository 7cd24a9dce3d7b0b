"""Finds the format of a file by its content, and the reason why a file cannot be read; only Markdown and CSV are known by the ending of the name."""

import re
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import olefile

from ingest.archives import damaged, open_checked, unpack
from ingest.decode import CHARSET, decode
from ingest.errors import BadInputError
from ingest.file_signatures import OLE, PDF, ZIP, is_protected, known_kind


class Format(StrEnum):
    """The formats that are read as documents, and ZIP, an archive of them."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"
    HWP = "hwp"
    HWPX = "hwpx"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ZIP = "zip"


HEAD = 4096
"""Bytes at the beginning of a file that are read to recognise files that are no documents."""

_TEXT_ENDINGS = {".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".csv": Format.CSV, ".tsv": Format.CSV}
"""Kinds of text that only the ending of the file's name distinguishes."""

_PDF_REACH = 1024  # bytes that may precede "%PDF-" (ISO 32000-1, H.3 note 13)
_PAGE = re.compile(
    r"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table|div|section|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_HWPML = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!DOCTYPE[^>]{0,200}>\s*)?<HWPML\b")
_MIME_PAGE = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*multipart/related", re.IGNORECASE)
_SIGNATURE = b"HWP Document File"
_PROPERTIES = 36
"""Where the 32 bits of an HWP file's properties stand in its FileHeader (HWP 5.0 revision 1.3, table 3)."""
_PASSWORD = 1 << 1
_DRM = 1 << 4 | 1 << 8 | 1 << 10  # DRM, encryption by a certificate, DRM by a certificate
_OLD_OFFICE = {
    "WordDocument": ("옛 워드(.doc)", "DOCX"),
    "Workbook": ("옛 엑셀(.xls)", "XLSX"),
    "Book": ("옛 엑셀(.xls)", "XLSX"),
    "PowerPoint Document": ("옛 파워포인트(.ppt)", "PDF"),
}
_OTHER_PACKAGES = (
    ("ppt/presentation.xml", "파워포인트(.pptx)", "PDF"),
    ("xl/workbook.bin", "엑셀 바이너리(.xlsb)", "XLSX"),
    ("classes.dex", "앱", ""),
    ("META-INF/MANIFEST.MF", "자바 프로그램", ""),
)


def format_of(data: bytes, path: Path) -> Format:
    """The format of the file `data`; `path` is named in messages, and its ending distinguishes kinds of text (".md", ".csv").

    Raises:
        BadInputError: the file cannot be read (password, DRM, damage, no document), with the reason.
    """
    name = str(path)
    if not data.strip(b"\x00 \t\r\n"):
        raise BadInputError(f"'{name}'이(가) 비어 있습니다. 내용이 있는 파일을 지정해 주세요.")
    if is_protected(data):
        raise _locked(name, "문서 보안(DRM)")
    if data.startswith(OLE):
        return _compound(data, name)
    if data.startswith(ZIP):
        with open_checked(BytesIO(data), name) as archive:
            return package_of(archive, name)
    if PDF in data[: _PDF_REACH + len(PDF)]:
        return Format.PDF
    if reason := not_a_document(data[:HEAD]):
        raise BadInputError(f"'{name}': {reason}.")
    try:
        text = decode(data, name)
    except BadInputError:
        if not _is_page(data[:HEAD], path):
            raise
        # A few letters are damaged, or the page is cut off in the middle of one: its reader tells how much is lost.
        return Format.HTML
    return _kind_of_text(text, path)


def _is_page(head: bytes, path: Path) -> bool:
    """Whether a file that begins with `head` is a web page that states its encoding."""
    is_page = _PAGE.match(head.decode("latin-1")) is not None and CHARSET.search(head) is not None
    return is_page and path.suffix.lower() not in _TEXT_ENDINGS


def not_a_document(head: bytes) -> str:
    """The reason, in Korean, why a file that begins with `head` (`HEAD` bytes) can be no document, whatever follows; "" where it may be one."""
    if head.startswith((OLE, *ZIP)) or PDF in head[: _PDF_REACH + len(PDF)]:
        return ""
    kind = known_kind(head)
    if not kind:
        return ""
    if kind.startswith("한글 3"):
        return f"{kind}입니다. 한글에서 열어 HWPX나 HWP 5.0 이상으로 다시 저장해 주세요"
    if kind.startswith("RTF"):
        return f"{kind}은 읽지 못합니다. DOCX나 HWPX로 다시 저장해 주세요"
    if "압축" in kind or "묶음" in kind:
        return f"{kind}은 읽지 못합니다. ZIP으로 묶거나 풀어서 문서를 지정해 주세요"
    return f"문서가 아니라 {kind}입니다"


def _compound(data: bytes, name: str) -> Format:
    """The format of the OLE compound file `data`, which is read only if it is HWP 5; else BadInputError is raised with the reason."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            if ole.exists("FileHeader"):
                return _hancom(ole.openstream("FileHeader").read(256), name)
            if ole.exists("EncryptedPackage"):
                raise _locked(name, "암호")
            for stream, (kind, instead) in _OLD_OFFICE.items():
                if ole.exists(stream):
                    raise _another(name, kind, instead)
    except BadInputError:
        raise
    except Exception as error:  # olefile lets many through: OSError, struct.error, IndexError, RecursionError
        raise damaged(name) from error
    raise BadInputError(
        f"'{name}'은(는) 알 수 없는 형식입니다. HWP, HWPX, DOCX, XLSX나 PDF로 저장한 파일을 지정해 주세요."
    )


def _hancom(header: bytes, name: str) -> Format:
    if not header.startswith(_SIGNATURE) or len(header) < _PROPERTIES + 4:
        raise damaged(name)
    properties = int.from_bytes(header[_PROPERTIES : _PROPERTIES + 4], "little")
    if properties & _PASSWORD:
        raise _locked(name, "암호")
    if properties & _DRM:
        raise _locked(name, "문서 보안(DRM)")
    return Format.HWP


def package_of(archive: ZipFile, name: str) -> Format:
    """The format of a ZIP archive: HWPX, DOCX, XLSX, or ZIP for an archive of files; `name` is only used in messages.

    Raises:
        BadInputError: the file needs a password, or is of a format that is not read.
    """
    entries = set(archive.namelist())
    kind = unpack(archive, "mimetype", name)[:100].strip() if "mimetype" in entries else b""
    if kind.startswith(b"application/hwp+zip") or "Contents/header.xml" in entries:
        if _has_password(archive, name):
            raise _locked(name, "암호")
        return Format.HWPX
    if kind:
        raise _another(
            name, "개방형 문서(ODF)나 전자책" if b"opendocument" in kind or b"epub" in kind else "기타", "DOCX"
        )
    if "word/document.xml" in entries:
        return Format.DOCX
    if "xl/workbook.xml" in entries:
        return Format.XLSX
    for entry, other, instead in _OTHER_PACKAGES:
        if entry in entries:
            raise _another(name, other, instead)
    if "[Content_Types].xml" in entries:
        raise _another(name, "다른 오피스", "PDF")
    return Format.ZIP


def _has_password(archive: ZipFile, name: str) -> bool:
    """Whether an HWPX needs a password to be opened: its manifest then states how its parts are encrypted (ODF 1.2 part 3, 4.8)."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in unpack(archive, manifest, name)


def _kind_of_text(text: str, path: Path) -> Format:
    ending = _TEXT_ENDINGS.get(path.suffix.lower())
    head = text[:HEAD]
    if _HWPML.match(head):
        raise _another(str(path), "한글 XML(.hml)", "HWPX")
    if _MIME_PAGE.match(head):
        raise _another(str(path), "웹 보관(.mht)", "HTML")
    if _PAGE.match(head) and ending is not Format.MARKDOWN:
        return Format.HTML
    return ending or Format.TEXT


def _locked(name: str, how: str) -> BadInputError:
    return BadInputError(f"'{name}'에 {how}이(가) 걸려 있어 읽을 수 없습니다. 풀어서 다시 저장한 파일을 지정해 주세요.")


def _another(name: str, kind: str, instead: str) -> BadInputError:
    if not instead:
        return BadInputError(f"'{name}'은(는) 문서가 아니라 {kind} 파일입니다. 문서 파일을 지정해 주세요.")
    return BadInputError(f"'{name}'은(는) 읽지 못하는 형식({kind})입니다. {instead} 파일로 다시 저장해 주세요.")
