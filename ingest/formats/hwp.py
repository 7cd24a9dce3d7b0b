"""Reads HWP 5 and HWPX files with the engine (library) `dochan`; where it loses text, with `unhwp` if that loses less."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dochan import Dochan

from ingest.errors import BadInputError
from ingest.file_signatures import OLE
from ingest.formats.hancom import ContentCounts, TableMarks, counts_of_hwp, counts_of_hwpx
from ingest.formats.hwp_numbers import write_numbers
from ingest.formats.hwpx_boxes import boxes_behind
from ingest.formats.hwpx_numbers import numbered
from ingest.source import Grid, Source, SourceCell, SourceLine, SourcePart

_ENOUGH = 0.98
"""Share of the file's Hangul that an engine must return; both engines lie above .99 on files that they read rightly."""
_MOST_COLUMNS = 1000
_HANGUL = re.compile(r"[가-힣]")
_OUTLINE = re.compile(r"(?:개요|Outline)\s*(\d{1,2})", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark: [^\]\r\n]*\] ")
_NOTES = frozenset({"footnote", "endnote"})
_LEFT_OUT = frozenset({"header", "footer", "comment"})
"""Elements that are not read: running headers and footers, and the writers' comments."""

_Element = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """The result of an engine: the parts, and the number of Hangul syllables in them and in what was left out on purpose."""

    parts: tuple[SourcePart, ...]
    hangul: int


def read(data: bytes) -> Source:
    """The parts of an HWP 5 or HWPX file. Headings are those whose style says so ("개요 1"), footnotes follow their paragraph ("1) ...").

    Raises:
        BadInputError: the file's text is damaged, or no engine can read it.
    """
    held = counts_of_hwp(data) if data.startswith(OLE) else counts_of_hwpx(data)
    if not data.startswith(OLE):
        data = boxes_behind(numbered(data))
    best = _by_dochan(data, held)
    if best.hangul < _ENOUGH * held.hangul:
        best = max(best, _by_unhwp(data), key=lambda one: one.hangul)
    if not best.hangul and held.hangul:
        raise BadInputError("본문을 읽지 못했습니다. 한글에서 열어 HWPX로 다시 저장해 주세요.")
    missing = 1 - best.hangul / held.hangul if held.hangul else 0.0  # else figures or another language alone
    lost = (f"글자의 {missing:.0%}를 읽지 못했습니다. 원본과 견주어 보세요.",) if missing > 1 - _ENOUGH else ()
    return Source(best.parts, remarks=lost)


def _by_dochan(data: bytes, held: ContentCounts) -> _Read:
    document = _opened(data)
    if data.startswith(OLE):
        write_numbers(data, document.doc)
    reading = _Reading([style.name for style in document.doc.styles], _marks(document.to_dict(), held.tables))
    parts: list[SourcePart] = []
    for section in document.to_dict()["sections"]:
        parts.extend(reading.parts_of(section["elements"]))
    return _Read(tuple(parts), _hangul_in(parts) + reading.left_out)


def _opened(data: bytes) -> Dochan:
    """The file as dochan reads it, without the words that tracked changes delete, and for HWPX without pictures."""
    old = data.startswith(OLE)
    with tempfile.NamedTemporaryFile(suffix=".hwp" if old else ".hwpx") as file:  # the engine takes a path only
        Path(file.name).write_bytes(data)
        try:
            return Dochan(file.name, revision_mode="final", include_assets=old)
        except ValueError:  # it knows a package without a "mimetype" by its file name only, and then takes no options
            return Dochan(file.name)


def _marks(document: _Element, tables: Sequence[TableMarks]) -> Iterator[int | None]:
    """The number of header rows that the file marks, or None, for each of the engine's tables in order; None for all where the engine's tables
    do not match the file's (`tables`) in number and size.
    """
    sizes = [
        (one["row_count"], one["col_count"]) for section in document["sections"] for one in _tables(section["elements"])
    ]
    same = sizes == [(one.rows, one.columns) for one in tables]
    return iter([one.header_rows for one in tables] if same else [None] * len(sizes))


def _tables(elements: Iterable[_Element]) -> Iterator[_Element]:
    for element in elements:
        if element["type"] == "table":
            yield element
            for row in element["rows"]:
                for cell in row:
                    yield from _tables(cell["paragraphs"])
        yield from _tables(element.get("elements", ()))


@dataclass(slots=True)
class _Reading:
    """Turns the elements of dochan into parts. `styles`: style names by id; `marks`: header rows, table by table; `left_out`: Hangul syllables
    left out so far.
    """

    styles: Sequence[str]
    marks: Iterator[int | None]
    left_out: int = 0

    def parts_of(self, elements: Iterable[_Element]) -> Iterator[SourcePart]:
        """The parts that `elements` become."""
        for element in elements:
            match element["type"]:
                case "paragraph":
                    yield SourceLine(_words(element["runs"]), self._level(element))
                case "table":
                    yield from self._caption(element)  # also one from below: a table is named before it is read
                    yield self._grid(element)
                case "image":
                    yield from self._caption(element)
                case "equation":
                    yield SourceLine(element["script"] or element["latex"])
                case kind if kind in _NOTES:
                    yield from self._note(element)
                case kind if kind in _LEFT_OUT:
                    self.left_out += _hangul_in(list(self.parts_of(element["elements"])))

    def _level(self, paragraph: _Element) -> int:
        number = paragraph["style_id"]
        name = self.styles[number] if 0 <= number < len(self.styles) else ""
        outline = _OUTLINE.fullmatch(name.strip())
        return int(outline[1]) if outline else 0

    def _caption(self, element: _Element) -> Iterator[SourcePart]:
        return self.parts_of(element.get("caption", {}).get("elements", ()))

    def _note(self, note: _Element) -> Iterator[SourcePart]:
        parts = list(self.parts_of(note["elements"]))
        for index, part in enumerate(parts):
            if isinstance(part, SourceLine) and part.text.strip():
                parts[index] = SourceLine(f"{note.get('number', '*')}) {part.text.strip()}")
                break
        yield from parts

    def _grid(self, table: _Element) -> Grid:
        """`table` with each cell in the slot where it begins; dochan does not always mark the slots that another cell covers."""
        header_rows = next(self.marks, None)
        cells: list[SourceCell] = []
        taken: set[tuple[int, int]] = set()
        for row, slots in enumerate(table["rows"]):
            for column, slot in enumerate(slots):
                if (row, column) in taken or slot.get("merged_away"):
                    continue
                down, right = slot["row_span"], slot["col_span"]
                if down > 1 or right > 1:
                    taken.update((row + below, column + beside) for below in range(down) for beside in range(right))
                parts = tuple(self.parts_of(slot["paragraphs"]))
                cells.append(SourceCell(row, column, parts, down, right))
        return Grid(tuple(cells), header_rows)


def _words(runs: Sequence[_Element]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: _Element) -> str:
    if run.get("note_ref"):
        return f"{run['note_ref']})"
    if _BOOKMARK.fullmatch(run["text"]):
        return ""
    equation = run.get("equation")
    return str(run["text"] or (equation and (equation["script"] or equation["latex"])) or "")


def _by_unhwp(data: bytes) -> _Read:
    try:
        import unhwp
    except ImportError:  # there is no wheel for every machine
        return _Read((), 0)
    try:
        with unhwp.parse_bytes(data) as result:
            sections = json.loads(result.json)["sections"]
    except unhwp.UnhwpError:
        return _Read((), 0)
    parts = tuple(_second(block) for section in sections for block in section["content"])
    return _Read(parts, _hangul_in(parts))


def _second(block: _Element) -> SourcePart:
    """The part that a block of unhwp, the second engine, becomes; the rows of its tables list only the cells that begin in them."""
    inner = block.get("Table", block.get("Paragraph", block))
    if "rows" not in inner:
        return SourceLine("".join(_texts(inner.get("content", ()))))
    cells: list[SourceCell] = []
    taken: set[tuple[int, int]] = set()
    for row, row_element in enumerate(inner["rows"]):
        column = 0
        for cell in row_element["cells"]:
            while (row, column) in taken:
                column += 1
            down = max(1, min(cell["rowspan"], len(inner["rows"]) - row))
            right = max(1, min(cell["colspan"], _MOST_COLUMNS))
            taken.update((row + below, column + beside) for below in range(down) for beside in range(right))
            cells.append(SourceCell(row, column, tuple(_second(one) for one in cell["content"]), down, right))
    return Grid(tuple(cells))


def _texts(value: object) -> Iterator[str]:
    """The words in a paragraph's content, whatever they are wrapped in."""
    if isinstance(value, Mapping):
        text = value.get("text")
        if isinstance(text, str):
            yield text
        else:
            for inner in value.values():
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value == "LineBreak":
        yield "\n"


def _hangul_in(parts: Iterable[SourcePart]) -> int:
    count = 0
    for part in parts:
        match part:
            case SourceLine():
                count += len(_HANGUL.findall(part.text))
            case Grid():
                count += sum(_hangul_in(cell.parts) for cell in part.cells)
    return count
