"""Removes running headers and footers and page numbers from the lines of pages."""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.formats.pdf.page import Page
from ingest.formats.pdf.page_lines import TextLine
from ingest.korean.clock import CLOCK
from ingest.korean.written_times import written_in

_MARGIN = 0.12  # of the page's height at its top and at its foot
_OUTERMOST = 3  # lines at the top and at the foot of a page that may be running ones
_MOST = 0.5  # of the pages that have words; a running line stands on so many
_STEP = 4.0  # points; lines of two pages that lie nearer are at one height
_NUMBER = re.compile(r"\d+")
_DASHED_NUMBER = re.compile(
    r"^(?:[-–—‐‑‒―−]\s*\d{1,4}\s*[-–—‐‑‒―−]|\d{1,4}\s*/\s*\d{1,4}|\d{1,4}\s?쪽|[Pp]age\s?\d{1,4}.{0,12})$"
)
_AT_THAT_TIME = re.compile(rf"\s?{CLOCK}(?:\s|$)")
_ADDRESS = re.compile(r"^(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?$")
"""The line at the foot of a page that a browser prints; elsewhere a line of its own may be the address of a footnote."""


def without_running(pages: Sequence[Page]) -> list[list[TextLine]]:
    """The lines of each page, without running headers and footers and page numbers.

    A line at a page's edge is a running one where the same words stand at the same height of half of the pages or more, or, at the foot, the
    same words around a number that counts the pages; forms like "- 3 -", "3/10" and "3쪽" always are, and what a browser prints there. A lone
    number that does not count the pages is a value, and stays.
    """
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for number, lines in enumerate(edges):
        seen.update({key for line in lines for key in _keys(line, pages[number], number)})
    least = max(2, _MOST * sum(bool(page.lines or page.tables) for page in pages))
    kept = []
    for number, (page, lines) in enumerate(zip(pages, edges, strict=True)):
        running = _of_browser(lines) | {
            id(line)
            for line in lines
            if _DASHED_NUMBER.match(line.text)
            or max((seen[key] for key in _keys(line, page, number)), default=0) >= least
        }
        kept.append([line for line in page.lines if id(line) not in running])
    return kept


def _of_browser(lines: Sequence[TextLine]) -> set[int]:
    """The `id` of the two of a page's outermost `lines` that a browser prints on it, the time at its head and the address at its foot; empty where
    there are not both.
    """
    addresses = {id(line) for line in lines if _ADDRESS.match(line.text)}
    times = {id(line) for line in lines if addresses and _tells_printing(line.text)}
    return times | addresses if times else set()


def _tells_printing(words: str) -> bool:
    """Whether `words` begin with a day and a time of the day, as the line does with which a browser heads each page ("25. 6. 12. 오후 3:24 이용 안내")."""
    first = next(iter(written_in(words)), None)
    return first is not None and first.start == 0 and bool(first.day and _AT_THAT_TIME.match(words, first.end))


def _edge_lines(page: Page) -> list[TextLine]:
    """The outermost lines in the upper and lower margin, without those that have a table between them and the edge."""
    top, bottom = _MARGIN * page.box.bottom, (1 - _MARGIN) * page.box.bottom
    upper = min((table.box.top for table in page.tables), default=bottom)
    lower = max((table.box.bottom for table in page.tables), default=top)
    above = [line for line in page.lines if line.box.middle[1] < min(top, upper)][:_OUTERMOST]
    below = [line for line in page.lines if line.box.middle[1] > max(bottom, lower)][-_OUTERMOST:]
    return [*above, *below]


def _keys(line: TextLine, page: Page, number: int) -> list[tuple[str, int]]:
    """The keys (words, height step) that a running line has in common with its counterparts on other pages. The words are those of the line, and
    those with the last number replaced by its difference to `number`, the page's; each with the height in steps and the next step, so
    that lines of almost the same height always share a key.
    """
    words = "".join(line.text.split())
    step = int(line.box.middle[1] / _STEP)
    names = [] if words.isdecimal() else [words]
    counts = _NUMBER.findall(words)
    if counts and len(counts[-1]) < 5 and (words.isdecimal() or line.box.middle[1] > page.box.bottom / 2):
        before, _, after = words.rpartition(counts[-1])
        names.append(f"{before}\0{int(counts[-1]) - number}\0{after}")
    return [(name, height) for name in names for height in (step, step + 1)]
