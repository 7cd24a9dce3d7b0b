"""Divides blocks into sentences, the smallest units that are retrieved and quoted, with the words that belong to them (their context)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.blocks import GridCell, Heading, ListItem, Note, Paragraph, Table
from ingest.document import Cell, Sentence
from ingest.korean.morphemes import sentence_spans
from ingest.korean.time_labels import labels_completed
from ingest.labels import answer_mark, is_question, tells_nothing
from ingest.lines import ends_sentence
from ingest.outline import MarkerFamily, marker_of
from ingest.series import series_in
from ingest.tables import is_figure, is_valued, labels_by_row, names_column, names_rows
from ingest.unit_notes import is_row_of_units, names_figures, names_rate, unit_alone, unit_in

_KIWI_MAX = 20_000  # characters of one block; beyond, a document is damaged and only a plain rule is fast enough
_HARD_MAX = 2_000  # characters of a sentence cut by the plain rule
_PLAIN_END = re.compile(r"[.!?。][\"'”’)\]]*(?=\s)|\n")
_NAME_MAX = 60  # characters of an item or a caption that names what stands below it
_QUESTION_MAX = 120  # characters of a question that names its answer
_EXPLAINED_MAX = 80  # characters kept of the words that a note explains

_DOTTED = re.compile(r"(?<=[가-힣])(?<![다요음함임됨죠까])\.(?=[가-힣])")
"""A dot between two words without a space, the first of which ends no sentence ("하였다.또한")."""
_CLOSED = re.compile(r"[)）」』\"'”’][가-힣]")
"""A closing sign and the letter that follows it without a space: no sentence begins there ("종료(…를 포함한다)되거나", "…있다.”라고 했다"). Of 1,382
borders that the analyser sets in 410 public documents 25 are such, 24 of them wrong.
"""
_PROSE_CELL = 140  # characters: of a longer cell each sentence is one of its own
_LABEL_MAX = 20  # characters of a form's cell that names another one
_DIGIT = re.compile(r"\d")

WordedBlock = Heading | Paragraph | ListItem | Note
"""The blocks that hold running words."""


def spans_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]`, as offsets in `text`; together they hold all its letters."""
    words = text[start:end]
    if len(words) > _KIWI_MAX:
        return _plain_spans(text, start, end)
    # A line break inside a block is where the page ended, not a sentence.
    spans = [(start + a, start + b) for a, b in sentence_spans(words.replace("\n", " ").replace("\t", " "))]
    return _whole(text, start, end, spans)


def _plain_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while start < end:
        reach = min(end, start + _HARD_MAX)
        found = _PLAIN_END.search(text, start, reach)
        if found:
            stop = found.end()
        elif reach == end:
            stop = end
        else:
            space = text.rfind(" ", start + _HARD_MAX // 2, reach)
            stop = space + 1 if space > 0 else reach
        piece = text[start:stop]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = stop
    return spans


def _whole(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` extended so that no word between them is lost, and joined where a bracket would be torn ("(상반기" and ")" are one sentence) or what
    stands right behind one (`_CLOSED`), or names are parted by a dot ("충남.대전.세종").
    """
    joined: list[tuple[int, int]] = []
    last = start
    for a, b in spans:
        begin = a if not text[last:a].strip() else last + len(text[last:a]) - len(text[last:a].lstrip())
        goes_on = a == last and (_CLOSED.match(text, a - 1) or _DOTTED.match(text, a - 1))
        torn = joined and (_is_open(text[slice(*joined[-1])]) or goes_on)
        if torn or (joined and not re.search(r"\w", text[begin:b])):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((begin, b))
        last = b
    tail = text[last:end].strip()
    if tail:
        stop = last + text[last:end].rindex(tail[-1]) + 1
        if joined:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((last + text[last:end].index(tail[0]), stop))
    return joined


def _is_open(words: str) -> bool:
    return len(words) < _HARD_MAX // 4 and words.count("(") > words.count(")") and words.rfind("(") > len(words) - 60


def sentences_of(text: str, block: WordedBlock, context: str, is_answer: bool = False) -> list[Sentence]:
    """The sentences of a block of running words, without its marker; each has `context` in its context.

    From the second sentence on, the item's own label joins the context: it names what the sentence is about. The mark of
    an answer ("A1.", with `is_answer`) is left out, too.
    """
    if isinstance(block, Heading):
        return [Sentence(block.start, block.end, context, is_label=tells_nothing(block))]
    start = block.start
    if not isinstance(block, Paragraph):
        marker = marker_of(text[block.start : min(block.end, block.start + _HARD_MAX)].split("\n")[0])
        start += marker.content if marker and block.marker else 0
    label = block.label if isinstance(block, ListItem) else ""
    mark = answer_mark(text[start : block.end]) if is_answer else 0
    if mark and start + mark == block.end:
        return [Sentence(start, block.end, context, is_label=True)]
    start += mark
    sentences: list[Sentence] = []
    asked = ""
    cells = tuple(
        Cell(start + c.start, start + c.end, c.row, c.column, c.unit) for c in series_in(text[start : block.end])
    )
    for a, b in _around(cells, spans_in(text, start, block.end)):
        own = tuple(cell for cell in cells if a <= cell.start and cell.end <= b)
        asks = is_question(text[a:b])
        names = asks or names_figures(text[a:b]) or a + answer_mark(text[a:b]) == b
        words = " · ".join(part for part in (context, label if sentences else "", "" if asks else asked) if part)
        sentences.append(Sentence(a, b, words, own, is_label=names))
        asked = " ".join(text[a:b].split())[:_QUESTION_MAX] if asks else asked
    return sentences


def _around(cells: tuple[Cell, ...], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans`, joined where a border would cut a figure of a series (`cells`), or separate the series from its name."""
    joined: list[tuple[int, int]] = []
    for a, b in spans:
        torn = joined and cells and cells[0].start < b and joined[-1][1] <= cells[-1].end and cells[0].start >= a
        if joined and (torn and b - joined[-1][0] < _HARD_MAX):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def name_of(text: str, block: ListItem) -> str:
    """The name of a list item in the heading path of the blocks below it: "① (데이터 경제)", or its words where they
    are short and no sentence; "" where it names nothing.
    """
    if block.label:
        return f"{block.marker} ({block.label})" if _counts(block.marker) else block.label
    words = " ".join(text[block.start : min(block.end, block.start + 4 * _NAME_MAX)].split())
    asked = is_question(words) and len(words) <= _QUESTION_MAX
    if not asked and (len(words) > _NAME_MAX or ends_sentence(words)):
        return ""
    return words if _counts(block.marker) else words.removeprefix(block.marker).strip()


def _counts(marker: str) -> bool:
    return any(sign.isalnum() for sign in marker)


def explained(text: str, note: Note, owner: Paragraph | ListItem | Heading | Table) -> str:
    """The words that `note` explains, short: those up to its reference, or the beginning of the block."""
    if isinstance(owner, Table):
        return " ".join(text[slice(*owner.caption)].split()) if owner.caption else ""
    label = owner.label if isinstance(owner, ListItem) else ""
    words = text[owner.start : owner.end]
    sign = words.find(note.marker) if note.marker.startswith("*") else -1
    if sign > 0:
        kept = words[max(0, sign - _EXPLAINED_MAX) : sign]
        kept = kept.split(" ", 1)[-1] if sign > _EXPLAINED_MAX else kept
    else:
        kept = words[:_EXPLAINED_MAX]
    kept = " ".join(kept.split())
    return f"{label} · {kept}" if label and label not in kept else kept


def rows_of(text: str, table: Table, above: str) -> list[Sentence]:
    """One sentence for each row of `table`, and for each sentence of a row's long cells; `above` are the names of the table besides its caption.

    A row's context holds the caption, the names of its columns and the labels that it shares with rows above. Header
    rows are sentences without cells.
    """
    caption_words = " ".join(text[slice(*table.caption)].split()) if table.caption else ""
    caption = " · ".join(part for part in (above, caption_words) if part)
    rows: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    (names, units), labels_at = _names_and_units(text, table), labels_by_row(table)
    heads = [word for cell, word in names.items() if cell.column < table.header_columns and not names_rows(word)]
    sentences: list[Sentence] = []
    for number, cells in rows.items():
        start, end = cells[0].start, cells[-1].end
        if number < table.header_rows:
            sentences.append(Sentence(start, end, caption, is_label=True))
            continue
        labels = [(cell, _words(text, cell)) for cell in labels_at.get(number, ())]
        inner = [cell for cell in cells if cell.column >= table.header_columns]
        found = _paired(text, table, cells) or _in_form(text, table, inner, labels)
        found = found or tuple(_cell(text, table, cell, labels, names, units) for cell in inner)
        columns = [*heads, *(label for cell in found for label in cell.column)]
        shared = [label for cell, label in labels if cell.row != number]
        context = " · ".join(dict.fromkeys(part for part in (caption, *shared, *columns) if part))
        sentences += _sentence_by_sentence(text, Sentence(start, end, context, found))
    return sentences


def _sentence_by_sentence(text: str, row: Sentence) -> Iterator[Sentence]:
    """`row` itself; or, where a long cell holds several sentences, each of these with the names of the row in its context, and the cells before and
    behind as rows of their own: a page of instructions is no single fact.
    """
    at, waiting = row.start, list[Cell]()
    for cell in row.cells:
        parts = spans_in(text, cell.start, cell.end) if cell.end - cell.start > _PROSE_CELL else []
        if len(parts) < 2:
            waiting.append(cell)
            continue
        yield from _rest_of(text, row, at, cell.start, waiting)
        names = " · ".join(dict.fromkeys(part for part in (row.context, *cell.row) if part))
        for start, end in parts:
            yield Sentence(start, end, names, (replace(cell, start=start, end=end),))
        at, waiting = cell.end, []
    yield from _rest_of(text, row, at, row.end, waiting)


def _rest_of(text: str, row: Sentence, start: int, end: int, cells: Sequence[Cell]) -> Iterator[Sentence]:
    """The part of `row` from `start` to `end` as a sentence, which is a label where it has no `cells`; nothing where it is blank."""
    words = text[start:end]
    if words.strip():
        first = start + len(words) - len(words.lstrip())
        yield Sentence(first, start + len(words.rstrip()), row.context, tuple(cells), is_label=not cells)


def _paired(text: str, table: Table, cells: list[GridCell]) -> tuple[Cell, ...]:
    """The values of a row that consists of name, value, name, value ("보도시점 | 3. 5. | 배포 | 3. 4."); empty for other rows."""
    if table.header_rows or len(cells) < 4 or len(cells) % 2:
        return ()
    names, values = cells[0::2], cells[1::2]
    if all(names_column(_words(text, name)) for name in names):
        return _told_by(text, names, values)
    if table.header_columns:
        return ()
    if any(is_valued(_words(text, name)) for name in names) or not any(_DIGIT.search(_words(text, v)) for v in values):
        return ()
    return _told_by(text, names, values)


def _in_form(text: str, table: Table, cells: list[GridCell], labels: list[tuple[GridCell, str]]) -> tuple[Cell, ...]:
    """The values of a form's row, each with the names right before it in the row as its column ("... | 이름 | 홍길동 | 연락처 | 02-..."); empty where
    no value has a name.
    """
    if table.header_rows:
        return ()
    row = tuple(dict.fromkeys(label for _, label in labels))
    found: list[Cell] = []
    names: list[str] = []
    for cell in cells:
        words = _words(text, cell)
        if cell is not cells[-1] and _names_value(words):
            names.append(words)
        else:
            found.append(Cell(cell.start, cell.end, row, tuple(names)))
            names = []
    return tuple(found) if any(cell.column for cell in found) else ()


def _names_value(words: str) -> bool:
    """Whether `words`, a cell of a form, name the cell on its right: they are the name of a column, or have a number ("5.입법예고") or a colon."""
    if len(words) > _LABEL_MAX or ends_sentence(words):
        return False
    marker = marker_of(words)
    return (
        names_column(words)
        or words.endswith((":", "："))
        or (marker is not None and marker.kind is MarkerFamily.NUMBER)
    )


def _told_by(text: str, names: list[GridCell], values: list[GridCell]) -> tuple[Cell, ...]:
    return tuple(
        Cell(value.start, value.end, (_words(text, name),), ()) for name, value in zip(names, values, strict=True)
    )


def _names_and_units(text: str, table: Table) -> tuple[dict[GridCell, str], dict[int, str]]:
    """The words of each header cell, and the units by column that a row below the names states; months behind a month with its year get the year, too
    ("'25.1월 | 2월" -> "'25.1월", "'25.2월").
    """
    names: dict[GridCell, str] = {}
    units: dict[int, str] = {}
    for row in range(table.header_rows):
        cells = [cell for cell in table.cells if cell.row == row]
        words = [_words(text, cell) for cell in cells]
        if not (row and is_row_of_units(words)):
            names |= zip(cells, labels_completed(words), strict=True)
        elif not units:
            units = {cell.column: unit for cell, own in zip(cells, words, strict=True) if (unit := unit_alone(own))}
    return names, units


def _cell(
    text: str,
    table: Table,
    cell: GridCell,
    labels: list[tuple[GridCell, str]],
    names: Mapping[GridCell, str],
    columns_units: Mapping[int, str],
) -> Cell:
    column = tuple(
        dict.fromkeys(
            name for head, name in names.items() if head.column <= cell.column < head.column + head.column_span
        )
    )
    row = tuple(dict.fromkeys(label for _, label in labels))
    if not is_figure(_words(text, cell)):
        return Cell(cell.start, cell.end, row, column)
    units = (columns_units.get(cell.column, ""), *(unit_in(label) for label in (*reversed(column), *reversed(row))))
    common = "" if table.unit != "%" and any(map(names_rate, (*column[-1:], *row[-1:]))) else table.unit
    return Cell(cell.start, cell.end, row, column, next((unit for unit in units if unit), common))


def _words(text: str, cell: GridCell) -> str:
    return " ".join(text[cell.start : cell.end].split())
