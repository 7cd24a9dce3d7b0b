"""Turns HTML elements into parts: lines, headings, lists with their marks, tables, and footnotes below the block that refers to them."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from ingest.levels import SUPERSCRIPT
from ingest.markup.html_tables import place, rows_of
from ingest.markup.lists import mark_of, number_of
from ingest.markup.reading import is_sign, is_struck, is_unread, opens_next, stand_apart, tree_of, words_in
from ingest.outline import marker_of
from ingest.source import STRUCK, Grid, SourceCell, SourceLine, SourcePart

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " header hgroup html legend li main nav p section search tbody td tfoot th thead tr".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SUMMARY_LEVEL = 6
"""The heading level of what one clicks at to open the text right below it, and of a term (<dt>) that is a question: below the page's own headings."""
_NO_WORDS = re.compile(
    r"\S+\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?)|(?:그림|이미지|사진|로고|배너|아이콘|image|img|photo|picture|logo|icon)\s?\d*",
    re.IGNORECASE,
)
"""Alternative texts that say nothing about their picture."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ARROWS = frozenset({"↑", "↩", "↩︎", "^"})
"""The words of a link from a footnote back to its place."""
_TERM = 30
"""Characters; a term that is no longer stands on one line with its description ("접수처: 민원실")."""
_DEEPEST = 150
"""Depth to which nested elements are read one by one; deeper than any page, and within Python's stack."""
_MOST_NESTED = 12
"""Tables inside one another that are read as tables; deeper ones are read as their lines."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The parts of a stretch of HTML, and how many stretches of it are struck out and were left out."""

    parts: tuple[SourcePart, ...]
    struck: int

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks, in Korean, on what was left out."""
        return (STRUCK.format(self.struck),) if self.struck else ()


def markup_of(html: str) -> Markup:
    """The parts of `html`, which has no head, in reading order.

    Raises:
        BadInputError: the HTML is damaged.
    """
    body = tree_of(f"<body>{html}").body
    return Markup((), 0) if body is None else parts_of(body)


def parts_of(root: LexborNode, opened: Set[str] = frozenset()) -> Markup:
    """The parts of the element `root`, in reading order; `opened`: the ids of hidden elements that a click opens."""
    page = _Page(_notes(root), opened)
    writer = _Writer(page)
    writer.inside(root, 0)
    writer.flush()
    return Markup(tuple(writer.parts), page.struck)


def _notes(root: LexborNode) -> dict[str, LexborNode]:
    """The footnotes by their ids: the list items to which a raised link (<sup>) leads."""
    linked = {(link.attributes.get("href") or "")[1:] for link in root.css('sup a[href^="#"]')}
    return {name: item for item in root.css("li[id]") if (name := item.attributes["id"] or "") in linked}


@dataclass(slots=True)
class _Page:
    """What all writers of one page share: its footnotes, the numbers of those that were referred to (`note_numbers`), those to be written
    (`waiting`), the ids of elements that a click opens (`opened`), and how many struck-out stretches were left out.
    """

    notes: dict[str, LexborNode]
    opened: Set[str]
    note_numbers: dict[str, str] = field(default_factory=dict)  # the number of a footnote by its id
    waiting: list[str] = field(default_factory=list)
    struck: int = 0

    def is_unread(self, node: LexborNode) -> bool:
        """Whether `node` is not read; counts what is struck out."""
        struck = is_struck(node)
        self.struck += struck and bool(words_in(node))
        return struck or is_unread(node, self.opened)


@dataclass(slots=True)
class _Writer:
    """Writes elements as parts. `words` is the line being written; `mark` is put before the next line ("- ")."""

    page: _Page
    nested: int = 0  # number of tables around
    parts: list[SourcePart] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: str = ""
    lists: int = 0  # number of lists around
    level: int = 0
    as_is: bool = False  # inside <pre>
    literal: bool = False  # inside <pre><code>

    def inside(self, node: LexborNode, depth: int) -> None:
        """Writes the content of `node`."""
        if depth > _DEEPEST:
            self.text(words_in(node))
            return
        apart = stand_apart(node)
        for child in node.iter(include_text=True):
            if apart:
                self.words.append(" ")
            if child.tag == "-text":
                self.text(child.text_content or "")
            elif child.tag and child.tag[0] not in "-!" and not self.page.is_unread(child):
                self.element(child, child.tag, depth + 1)
                self.words += [" "] if is_sign(child) else []

    def text(self, words: str) -> None:
        """Adds `words` to the line; in <pre> its line breaks are those of the page."""
        if not self.as_is:
            self.words.append(words)
            return
        first, *more = words.split("\n")
        self.words.append(first)
        for line in more:
            self.flush(blank=True)
            self.words.append(line)

    def flush(self, blank: bool = False) -> None:
        """Ends the line. `blank`: also one without words is written."""
        words = "".join(self.words)
        words = words.rstrip() if self.as_is else _SPACES.sub(" ", words).strip(" ")
        self.words = []
        if words.strip():
            before = "" if self.level or marker_of(words) else self.mark
            self.mark = ""
            literal = self.literal or (not self.level and words.startswith("#"))
            self.parts.append(SourceLine(before + words, self.level, literal))
        elif blank:
            self.parts.append(SourceLine(""))

    def element(self, node: LexborNode, tag: str, depth: int) -> None:
        """Writes `node`."""
        given = node.attributes
        level = _HEADINGS.get(tag, 0) or (_aria_level(given) if given.get("role") == "heading" else 0)
        if level or tag == "summary" or opens_next(node):
            self.heading(node, level or _SUMMARY_LEVEL, depth)
        elif tag in _INLINE:
            _INLINE[tag](self, node, depth)
        elif tag in _OWN:
            self.flush()
            _OWN[tag](self, node, depth)
            self.flush()
            self.footnotes()
        elif tag in _BLOCKS:
            self.flush()
            self.inside(node, depth)
            self.flush()
            self.footnotes()
        else:
            self.inside(node, depth)

    def heading(self, node: LexborNode, level: int, depth: int) -> None:
        """Writes a heading."""
        self.flush()
        self.level = level
        self.inside(node, depth)
        self.flush()
        self.level = 0
        self.footnotes()

    def footnotes(self) -> None:
        """Writes the footnotes that the block above refers to; those of a table wait until it ends."""
        waiting, self.page.waiting = ([], self.page.waiting) if self.nested else (self.page.waiting, [])
        for name in waiting:
            first, *more = self.held(self.page.notes[name]) or [SourceLine("")]
            if isinstance(first, SourceLine):
                first = replace(first, text=f"{self.page.note_numbers[name]}) {first.text}", literal=False)
            self.parts += [first, *more]

    def held(self, node: LexborNode, depth: int = 0, *, in_table: bool = False) -> list[SourcePart]:
        """The content of `node` as separate parts, which are not written here."""
        writer = _Writer(self.page, self.nested + in_table)
        writer.inside(node, depth)
        writer.flush()
        return writer.parts

    # Elements that are written by a rule of their own.

    def line_break(self, node: LexborNode, depth: int) -> None:
        if self.level:
            self.words.append(" ")
        else:
            self.flush(blank=self.as_is)

    def rule(self, node: LexborNode, depth: int) -> None:
        self.flush()
        self.flush(blank=True)

    def picture(self, node: LexborNode, depth: int) -> None:
        words = (node.attributes.get("alt") or "").strip()
        if words and not _NO_WORDS.fullmatch(words):
            self.words.append(f" {words} ")

    def control(self, node: LexborNode, depth: int) -> None:
        if node.attributes.get("type") == "checkbox":
            self.words.append("☑ " if "checked" in node.attributes else "☐ ")

    def raised(self, node: LexborNode, depth: int) -> None:
        words = words_in(node)
        if re.fullmatch(r"\d+\)?", words):
            self.words.append(words.translate(SUPERSCRIPT).replace(")", "⁾"))
        else:
            self.inside(node, depth)

    def reading(self, node: LexborNode, depth: int) -> None:
        self.words.append(f"({words_in(node)})")

    def link(self, node: LexborNode, depth: int) -> None:
        target = node.attributes.get("href") or ""
        name = target[1:] if target.startswith("#") else ""
        if name in self.page.notes and node.parent is not None and node.parent.tag == "sup":
            if name not in self.page.note_numbers:
                self.page.note_numbers[name] = str(len(self.page.note_numbers) + 1)
                self.page.waiting.append(name)
            self.words.append(self.page.note_numbers[name].translate(SUPERSCRIPT) + "⁾")
        elif not (name and words_in(node) in _ARROWS):
            self.inside(node, depth)

    def preformatted(self, node: LexborNode, depth: int) -> None:
        before = self.as_is, self.literal
        self.as_is, self.literal = True, self.literal or _is_code(node)
        self.inside(node, depth)
        self.flush()
        self.as_is, self.literal = before

    def listed(self, node: LexborNode, depth: int) -> None:
        """Writes a list, its items after their marks; items that are footnotes and stand below their references already are left out."""
        number = number_of(node.attributes.get("start"), 1)
        self.lists += 1
        for item in node.iter():
            if self.page.is_unread(item) or (item.attributes.get("id") or "") in self.page.note_numbers:
                continue
            number = number_of(item.attributes.get("value"), number)
            self.mark = mark_of(node, self.lists, number) if item.tag == "li" else ""
            self.element(item, item.tag or "", depth + 1)
            self.mark = ""
            number += item.tag == "li"
        self.lists -= 1

    def terms(self, node: LexborNode, depth: int) -> None:
        """Writes a list of terms: "접수처: 민원실", or the term above a longer description."""
        term = ""
        for tag, held in self.pairs(node, depth):
            words = " ".join(part.text.strip() for part in held if isinstance(part, SourceLine))
            if tag == "dt":
                self.term(term)
                term = words
            elif term and len(held) == 1 and len(term) <= _TERM and isinstance(held[0], SourceLine) and not _asks(term):
                self.parts.append(SourceLine(f"{term.rstrip(' :：')}: {words}"))
                term = ""
            else:
                self.term(term)
                self.parts += held
                term = ""
        self.term(term)

    def pairs(self, node: LexborNode, depth: int) -> Iterator[tuple[str, list[SourcePart]]]:
        """(tag, content) of each dt and dd of a list of terms, also of those grouped in a div."""
        if depth > _DEEPEST:
            return
        for child in node.iter():
            if child.tag in ("dt", "dd") and not self.page.is_unread(child):
                yield child.tag, self.held(child, depth)
            elif child.tag == "div" and not self.page.is_unread(child):
                yield from self.pairs(child, depth + 1)

    def term(self, words: str) -> None:
        if words:
            self.parts.append(SourceLine(words, _SUMMARY_LEVEL if _asks(words) else 0))

    def table(self, node: LexborNode, depth: int) -> None:
        """Writes a table, its caption above it; what is no table, or stands too deep in other tables, is written as lines."""
        for caption in node.iter():
            if caption.tag == "caption" and not self.page.is_unread(caption):
                self.parts += self.held(caption, depth)
        table = place(node, self.page.is_unread) if self.nested < _MOST_NESTED else None
        if table is None:
            self.parts += [SourceLine(words_in(row)) for rows in rows_of(node, self.page.is_unread) for row in rows]
            return
        cells = (
            SourceCell(
                own.row, own.column, tuple(self.held(own.node, depth, in_table=True)), own.row_span, own.column_span
            )
            for own in table.cells
        )
        self.parts.append(Grid(tuple(cells), table.header_rows))


_INLINE = {
    "br": _Writer.line_break,
    "img": _Writer.picture,
    "input": _Writer.control,
    "sup": _Writer.raised,
    "rt": _Writer.reading,
    "a": _Writer.link,
}
_OWN = {
    "hr": _Writer.rule,
    "pre": _Writer.preformatted,
    "ol": _Writer.listed,
    "ul": _Writer.listed,
    "menu": _Writer.listed,
    "dl": _Writer.terms,
    "table": _Writer.table,
}


def _is_code(pre: LexborNode) -> bool:
    """Whether <pre> holds one <code> and nothing else."""
    inner = pre.first_child
    return inner is not None and inner.tag == "code" and inner.next is None


def _aria_level(given: dict[str, str | None]) -> int:
    stated = given.get("aria-level") or "2"
    return min(int(stated), 6) if re.fullmatch(r"[1-9]", stated) else 2


def _asks(words: str) -> bool:
    return words.endswith(("?", "？"))
