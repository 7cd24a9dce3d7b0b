"""Reads a PDF file as the parts of a source."""

import re
import threading
import time
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.errors import BadInputError
from ingest.formats.pdf import ocr
from ingest.formats.pdf.layer import needs_ocr
from ingest.formats.pdf.page import Page, page_of, read_in_order
from ingest.formats.pdf.page_marks import Sheet, sheet_of
from ingest.formats.pdf.paragraphs import TextBlock, carried_over, writes_spaces
from ingest.formats.pdf.running import without_running
from ingest.formats.pdf.tables import PageTable, all_lines, goes_on, joined, parts_of
from ingest.formats.worker_process import OCR_SECONDS
from ingest.source import NEEDS_OCR, PageBreak, Source, SourcePart

_MOST_PAGES = 3_000
"""Pages of one file; the longest printed budget has half of that."""
_NAMED = 5  # pages that a remark names one by one
_NO_TITLE = re.compile(
    r"^(?:한글\s?문서|문서\s?\d|새\s?문서|제목\s?없음|무제|Microsoft\b|PowerPoint\b|Untitled\b|https?:|[\w-]+\.html?$)|[_\\/]|\(최종\)|\.\w{2,4}$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 100  # characters
_pdfium = threading.Lock()  # the library is not made for threads


def read(data: bytes, by_ocr: bool = False) -> Source:
    """The paragraphs and tables of the PDF `data`, page by page; pages that hold only a picture of their words are named in the remarks,
    and with `by_ocr` read by the program tesseract.

    Raises:
        BadInputError: the file needs a password, is damaged or too long, or none of its pages has words that can be read.
    """
    with _pdfium:
        title, pages, seen = _pages(data, by_ocr)
    unread = [number for number, page in enumerate(pages, start=1) if page is None]
    known = [page for page in pages if page is not None]
    lines = without_running(known)
    holds = [read_in_order(page, own) for page, own in zip(known, lines, strict=True)]
    if not any(holds):
        why = "모든 쪽이 그림으로 되어 있거나 글자 정보가 깨져" if unread else "글자가 한 자도 없어"
        raise BadInputError(f"이 PDF는 {why} 읽을 수 없습니다. OCR(문자 인식)을 거친 PDF나 원본 문서를 올려 주세요.")
    spaces_written = writes_spaces([line for page in holds for line in all_lines(page)])
    return Source(
        tuple(_parts(_whole(holds), spaces_written)), title, tuple(_remarks(unread, seen, by_ocr)), by_ocr=bool(seen)
    )


def _pages(data: bytes, by_ocr: bool) -> tuple[str, list[Page | None], list[int]]:
    """The title in the file's properties; the pages, None for one whose words cannot be read; the numbers of the pages read by OCR."""
    until = time.monotonic() + OCR_SECONDS if by_ocr else 0.0
    seen: list[int] = []
    try:
        with pdfium.PdfDocument(data) as document:
            if len(document) > _MOST_PAGES:
                raise BadInputError(
                    f"이 PDF는 {len(document):,}쪽으로 너무 깁니다({_MOST_PAGES:,}쪽까지 읽습니다). 나누어 올려 주세요."
                )
            pages = [_page(document, number, until, seen) for number in range(len(document))]
            return _title(document.get_metadata_value("Title")), pages, seen
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise BadInputError("이 PDF는 열기 암호가 걸려 있습니다. 암호를 푼 파일을 올려 주세요.") from error
        raise BadInputError("이 PDF는 손상되어 열 수 없습니다. 원본에서 다시 저장한 파일을 올려 주세요.") from error


def _page(document: pdfium.PdfDocument, number: int, until: float, seen: list[int]) -> Page | None:
    """The page `number` (from 0), None where its words cannot be read. Up to the time `until` (`time.monotonic`) a page without a usable text
    layer is read by OCR, and its number (from 1) added to `seen`.
    """
    try:
        page = document[number]
    except pdfium.PdfiumError:  # damaged: the others may be whole
        return None
    try:
        sheet: Sheet | None = sheet_of(page)
        if sheet is not None and needs_ocr(sheet):
            sheet = ocr.read_picture(page) if time.monotonic() < until else None
            if sheet is not None:
                seen.append(number + 1)
    finally:
        page.close()
    return None if sheet is None else page_of(sheet)


def _title(title: str) -> str:
    """The title in the file's properties, "" where that is none: the name of a program or a file, an address, too long, or without Hangul."""
    words = " ".join(title.split())
    hangul = len(re.findall(r"[가-힣]", words))
    return words if hangul >= 2 and len(words) <= _LONGEST_TITLE and not _NO_TITLE.search(words) else ""


def _whole(pages: Sequence[list[TextBlock | PageTable]]) -> list[list[TextBlock | PageTable]]:
    """The pages, with each paragraph and table that continues on the next page put together on the page where it begins."""
    found: list[list[TextBlock | PageTable]] = []
    last: list[TextBlock | PageTable] | None = None  # the last page that holds something
    for holds in pages:
        own = list(holds)
        if own and last:
            above, below = last[-1], own[0]
            if isinstance(above, PageTable) and isinstance(below, PageTable) and goes_on(above, below):
                last[-1] = joined(above, below)
                own = own[1:]
            elif isinstance(above, TextBlock) and isinstance(below, TextBlock):
                last[-1], rest = carried_over(above, below)
                own = own[1:] if rest is None else [rest, *own[1:]]
        found.append(own)
        last = own or last
    return found


def _parts(pages: Sequence[Sequence[TextBlock | PageTable]], spaces_written: bool) -> Iterator[SourcePart]:
    for number, holds in enumerate(pages):
        if number:
            yield PageBreak()
        yield from parts_of(holds, spaces_written)


def _remarks(unread: Sequence[int], seen: Sequence[int], by_ocr: bool) -> Iterator[str]:
    if seen:
        yield f"{_named(seen)}은 글자 정보가 없어 OCR로 읽음. 잘못 읽은 글자가 있을 수 있습니다."
    if unread:
        then = "OCR로도 읽히지 않습니다." if by_ocr else NEEDS_OCR
        yield f"{_named(unread)}은 그림으로 되어 있거나 글자 정보가 깨져 읽지 못했습니다. {then}"


def _named(pages: Sequence[int]) -> str:
    named = ", ".join(f"{number}쪽" for number in pages[:_NAMED])
    return f"{named} 등 {len(pages)}쪽" if len(pages) > _NAMED else named
