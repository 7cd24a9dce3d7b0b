"""PDF files drawn for the tests: words and lines where one wants them, from the upper left corner of an A4 page."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.source import Grid, Source, SourceLine

_FONT = "HYSMyeongJo-Medium"  # every PDF reader knows it: no font file is needed
pdfmetrics.registerFont(UnicodeCIDFont(_FONT))

WIDTH, HEIGHT = A4
LEFT, RIGHT = 72.0, 523.0
SIZE = 11.0
LEADING = 18.0


def photographed(data: bytes) -> bytes:
    """The PDF `data` as a scanner makes it: a picture a page, 200 dots an inch, no letter."""
    scanned = BytesIO()
    canvas = Canvas(scanned, pagesize=A4)
    with pdfium.PdfDocument(data) as document:
        for page in document:
            canvas.drawImage(ImageReader(page.render(scale=200 / 72).to_pil()), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
    canvas.save()
    return scanned.getvalue()


def joined(*files: bytes) -> bytes:
    """The pages of several PDFs in one."""
    with pdfium.PdfDocument.new() as whole:
        for data in files:
            with pdfium.PdfDocument(data) as part:
                whole.import_pages(part)
        whole.save(held := BytesIO())
    return held.getvalue()


def broken(text: str, width: float) -> list[str]:
    """The lines of `text` as a browser breaks Korean: between any two letters, spaces at line ends left out."""
    lines = [""]
    for letter in text:
        if pdfmetrics.stringWidth(lines[-1] + letter, _FONT, SIZE) > width:
            lines.append("")
        lines[-1] += letter
    return [line.strip() for line in lines]


def width_of(text: str, size: float = SIZE) -> float:
    """How many points `text` is wide."""
    return float(pdfmetrics.stringWidth(text, _FONT, size))


class Paper:
    """A PDF that is being drawn."""

    def __init__(self, *, title: str = "", password: str = "", owner: str = "") -> None:
        self._bytes = BytesIO()
        encrypt = StandardEncryption(password, ownerPassword=owner or password) if password or owner else None
        self._canvas = Canvas(self._bytes, pagesize=A4, encrypt=encrypt)
        if title:
            self._canvas.setTitle(title)

    def words(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        """`text` with its baseline at `y`."""
        self._canvas.setFont(_FONT, size)
        self._canvas.drawString(x, HEIGHT - y, text)

    def latin(self, x: float, y: float, text: str) -> None:
        """`text` in a font that every reader knows and that `named_wingdings` can rename."""
        self._canvas.setFont("Helvetica", SIZE)
        self._canvas.drawString(x, HEIGHT - y, text)

    def wrapped(self, x: float, y: float, text: str, width: float) -> float:
        """`text` broken into lines; the next line's y."""
        for line in broken(text, width):
            self.words(x, y, line)
            y += LEADING
        return y

    def aslant(self, text: str) -> None:
        """A watermark over the page."""
        self._canvas.saveState()
        self._canvas.translate(200, 300)
        self._canvas.rotate(45)
        self._canvas.setFont(_FONT, 40)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def sideways(self, lines: Sequence[str]) -> None:
        """A page whose words run upwards."""
        self._canvas.saveState()
        self._canvas.rotate(90)
        self._canvas.setFont(_FONT, SIZE)
        for number, line in enumerate(lines):
            self._canvas.drawString(100, -100 - LEADING * number, line)
        self._canvas.restoreState()

    def across(self, y: float, x0: float, x1: float) -> None:
        """A line from left to right."""
        self._canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)

    def down(self, x: float, y0: float, y1: float) -> None:
        """A line from the top."""
        self._canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """A filled rectangle, as some programs draw lines."""
        self._canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def rings(self, x: float, y: float, count: int) -> None:
        """Figures with curves in a row, as a letter is that is drawn and not written."""
        for number in range(count):
            self._canvas.circle(x + 3 * number, HEIGHT - y, 1)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A grey picture."""
        image = ImageReader(Image.new("L", (8, 8), 128))
        self._canvas.drawImage(image, x, HEIGHT - y - height, width, height)

    def rows(self, y: float, borders: Sequence[float], rows: Sequence[Sequence[str]], *, outer: bool = True) -> float:
        """A ruled table of one-line cells, its outer lines left and right only where `outer`; its lower edge."""
        height = 24.0
        for number, row in enumerate(rows):
            for x, cell in zip(borders, row, strict=False):
                self.words(x + 4, y + height * number + 16, cell)
            self.across(y + height * number, borders[0], borders[-1])
        bottom = y + height * len(rows)
        self.across(bottom, borders[0], borders[-1])
        for x in borders if outer else borders[1:-1]:
            self.down(x, y, bottom)
        return bottom

    def stamped(self, shift: float, draw: Callable[[], float]) -> None:
        """What `draw` draws, kept as a form of its own and put `shift` points lower, as programs do with what comes again."""
        self._canvas.beginForm("stamp")
        draw()
        self._canvas.endForm()
        self._canvas.saveState()
        self._canvas.translate(0, -shift)
        self._canvas.doForm("stamp")
        self._canvas.restoreState()

    def cropped(self, left: float, top: float) -> None:
        """The page begins `left` and `top` points further in."""
        self._canvas.setCropBox((left, 0, WIDTH, HEIGHT - top))

    def page(self) -> None:
        """The next page begins."""
        self._canvas.showPage()

    def save(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()


def named_wingdings(data: bytes) -> bytes:
    """The file with its font Helvetica called Wingdings: the same codes of letters now stand for signs."""
    return data.replace(b"/BaseFont /Helvetica", b"/BaseFont /Wingdings")


def grids_of(source: Source) -> list[Grid]:
    """The tables that were read."""
    return [part for part in source.parts if isinstance(part, Grid)]


def cells_of(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    """(row, column, rows, columns) of each cell by its words."""
    return {
        " ".join(part.text for part in cell.parts if isinstance(part, SourceLine)): (
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
        )
        for cell in grid.cells
        if cell.parts
    }
