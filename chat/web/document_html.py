"""A document as HTML: its headings, lists and tables, with the quoted words marked. No script, no style of its own."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from html import escape
from itertools import groupby

from chat.web.render import phones
from ingest.blocks import Block, GridCell, Heading, ListItem, Note, PageStart, Table
from ingest.document import Document

CharSpan = tuple[int, int]
_NOTHING: CharSpan = (0, 0)


def document_html(document: Document, mark: CharSpan = _NOTHING, within: CharSpan | None = None, top: int = 2) -> str:
    """The HTML of the blocks of `document` in order; `mark` (start, end) is the quoted span, its first piece has the id "quote".

    `within` limits it to the blocks that touch a span; of a long table only the header and the marked rows stay.
    The outermost heading is <h`top`>, and no level of headings is skipped.
    """
    low, high = within or (0, len(document.text))
    blocks = [block for block in document.blocks if block.start < high and low < block.end]
    pieces: list[str] = []
    above: list[int] = []
    for is_item, group in groupby(blocks, key=lambda block: isinstance(block, ListItem)):
        if is_item:
            items = "".join(_item(document, block, mark) for block in group if isinstance(block, ListItem))
            pieces.append(f"<ul>{items}</ul>")
            continue
        for block in group:
            if isinstance(block, Heading):
                above = [*(level for level in above if level < block.level), block.level]
                tag = f"h{min(top + len(above) - 1, 6)}"
                pieces.append(f"<{tag}>{marked(document.text, block.start, block.end, mark)}</{tag}>")
            else:
                pieces.append(_block(document, block, mark, within is not None))
    return "".join(pieces).replace("<mark>", '<mark id="quote">', 1)


def marked(text: str, start: int, end: int, mark: CharSpan) -> str:
    """`text[start:end]` as escaped HTML, with the part that lies in the span `mark` in a <mark>."""
    low, high = max(start, mark[0]), min(end, mark[1])
    if low >= high or not text[low:high].strip():
        return _escaped(text[start:end])
    return f"{_escaped(text[start:low])}<mark>{_escaped(text[low:high])}</mark>{_escaped(text[high:end])}"


def _escaped(text: str) -> str:
    return phones(escape(text)).replace("\n", "<br>")


def _block(document: Document, block: Block, mark: CharSpan, short: bool) -> str:
    inside = marked(document.text, block.start, block.end, mark)
    match block:
        case Note():
            return f'<p class="note">{inside}</p>'
        case PageStart(number=number):
            return f'<p class="page">{number}쪽</p>'
        case Table():
            return table_html(document, block, mark, short)
        case _:
            return f"<p>{inside}</p>"


def _item(document: Document, item: ListItem, mark: CharSpan) -> str:
    return f'<li class="depth-{min(item.depth, 4)}">{marked(document.text, item.start, item.end, mark)}</li>'


_SHORT_ROWS = 12


def table_html(document: Document, table: Table, mark: CharSpan, short: bool = False) -> str:
    """The HTML of `table` with its caption and header cells; `short` keeps only the header rows and the marked rows of a long one."""
    touched = {cell.row for cell in table.cells if cell.start < mark[1] and mark[0] < cell.end}
    numbers = range(max((cell.row + cell.row_span for cell in table.cells), default=0))
    if short and touched and len(numbers) > _SHORT_ROWS:
        kept = [number for number in numbers if number < table.header_rows or number in touched]
    else:
        kept = list(numbers)
    body = "".join(_rows(document, table, kept, mark, touched))
    caption = ""
    if table.caption:
        caption = f"<caption>{marked(document.text, *table.caption, mark)}</caption>"
    name = escape(_name(document, table), quote=True)
    return f'<div class="table" tabindex="0" role="region" aria-label="{name}"><table>{caption}<tbody>{body}</tbody></table></div>'


def _name(document: Document, table: Table) -> str:
    """The name of `table` for screen readers: its number in the document and its caption ("표 2: 지원 금액")."""
    number = [block for block in document.blocks if isinstance(block, Table)].index(table) + 1
    caption = " ".join(document.text[slice(*table.caption)].split()) if table.caption else ""
    return f"표 {number}: {caption}" if caption else f"표 {number}"


def _cells_of(table: Table, number: int, kept: Sequence[int]) -> list[GridCell]:
    """The cells that begin in row `number`, or reach into it from a row that is not in `kept`; row spans are cut to the rows in `kept`."""
    cells = []
    for cell in sorted(table.cells, key=lambda c: c.column):
        shown = [row for row in kept if cell.row <= row < cell.row + cell.row_span]
        if shown and shown[0] == number:
            cells.append(replace(cell, row_span=len(shown)))
    return cells


def _rows(document: Document, table: Table, kept: Sequence[int], mark: CharSpan, touched: Set[int]) -> Iterator[str]:
    """The HTML of the rows `kept`; a grid slot in which no cell begins and that none reaches from above becomes an empty cell."""
    reached: dict[int, int] = {}  # by column: rows that a cell above still reaches
    for number in kept:
        inside, column = "", 0
        cells = _cells_of(table, number, kept)
        for cell in cells:
            inside += "<td></td>" * sum(slot not in reached for slot in range(column, cell.column))
            inside += _cell(document, table, cell, mark)
            column = cell.column + cell.column_span
        yield f'<tr class="quoted">{inside}</tr>' if number in touched else f"<tr>{inside}</tr>"
        reached = {slot: rows - 1 for slot, rows in reached.items() if rows > 1}
        for cell in cells:
            if cell.row_span > 1:
                reached |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), cell.row_span - 1)


def _cell(document: Document, table: Table, cell: GridCell, mark: CharSpan) -> str:
    text = marked(document.text, cell.start, cell.end, mark)
    spans = "".join(_spans(cell))
    if cell.row < table.header_rows:
        return f'<th scope="col"{spans}>{text}</th>' if text else f"<td{spans}></td>"
    if cell.column < table.header_columns:
        return f'<th scope="row"{spans}>{text}</th>' if text else f"<td{spans}></td>"
    return f"<td{spans}>{text}</td>"


def _spans(cell: GridCell) -> Iterator[str]:
    if cell.row_span > 1:
        yield f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        yield f' colspan="{cell.column_span}"'
