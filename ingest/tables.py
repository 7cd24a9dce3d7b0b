"""Makes tables of runs of tab-separated lines: finds labels (header rows and columns), figures and units, and cells that cover several slots."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import GridCell, Table
from ingest.korean.time_labels import names_time
from ingest.lines import Line
from ingest.unit_notes import BRACKETED, UNIT_WORDS, is_row_of_units, speaks_of_unit, unit_in

_CORNER_WORDS = frozenset("구분 항목 분류 연번 번호 순번 순위 종류 유형 단계 No NO no".split())
"""Words in the first cell of a table that make its first row a header, whatever stands beside them."""

_VALUE_WORDS = frozenset(
    "내용 기간 일시 일정 시기 시간 시각 요일 날짜 장소 방법 금액 비용 요금 수수료 인원 정원 비고 기준 주소 연락처 전화 전화번호 문의 문의처 담당자"
    " 주요내용 지원내용 참가비 규모 예산 횟수 수량 점수 비율".split()
)
"""Names of columns that state something about a row, and never which row it is."""

_HEADER_WORDS = (
    _CORNER_WORDS
    | _VALUE_WORDS
    | frozenset(
        "분야 과제 과제명 사업명 지표 연도 년도 기관 기관명 부처 부서 담당 성명 이름 지역 시도 대상 현행 개정 개정안 성과지표 세부과제"
        " 추진과제 이메일 전자우편 작성자 책임자 생년월일 성별 팩스 직급 직렬 직위 직종 과목 과정 프로그램 시설 품목 등급 소속 업무 사업 절차 제목 자격 요건 근거".split()
    )
)
"""Words that the tables of offices put over a column."""

_VALUE_ENDS = re.compile(r"(?:내용|일정|기간|금액|인원|번호|기준|방법|장소|시기|일시|서류|사항|비율|액|율)$")
_HEADER_ENDS = re.compile(r"(?:구분|분야|대상|부서|기관|명칭|이름|성명|종류|유형)$")

_LABEL_COLUMNS = frozenset("구분 종류 유형 분류 분야 항목 지역 시도 단계 등급 연번 번호 순번".split())
"""Names of columns that only say what a row is about, even where numbers stand in them ("10년", "3단계")."""

_COUNTERS = frozenset("연번 번호 순번 No NO no".split())
"""Names of columns that number the rows; the column beside them names each row."""

_RANKS = frozenset({"순위", "단계"})
"""Those of the corner words under which a number says something about its row."""

_LONG_NUMBER = re.compile(r"\d{3}")  # a telephone number or a year is no remark
_FIGURE = re.compile(rf"^[△▲▽▼▴▾+\-–−±]?\s?\(?[\d,]*\d(?:\.\d+)?\)?\s?(?:{UNIT_WORDS})?\s?[↑↓△▲▽▼]?(?:\s?\([^()]*\))?$")
_NO_VALUE = frozenset({"-", "–", "－", "—", "…", "x", "X", "·"})
_MAX_HEADER_ROWS = 3
_MAX_HEADER_COLUMNS = 4
_NAME = 32  # characters on the average; a column of longer cells states something, and names nothing
_SHORT = 16  # characters; a column's name is seldom longer


def is_figure(words: str) -> bool:
    """Whether a cell holds a figure ("1.3", "△2,100억원", "-"); a year or a month is a label."""
    stripped = words.strip()
    return stripped in _NO_VALUE or (not names_time(stripped) and bool(_FIGURE.match(stripped)))


def is_valued(words: str) -> bool:
    """Whether a cell holds a figure or words with one in them (a telephone number, a date)."""
    return is_figure(words) or (bool(re.search(r"\d", words)) and not names_time(words.strip()))


def tables_in_run(lines: Sequence[Line]) -> list[list[Line]]:
    """The tables in a run of tab-separated lines, each as its lines: leading name-and-value rows ("보도일시  2022. ...") are
    a table of their own above a wider one.
    """
    filled = [[index for index, cell in enumerate(line.cells) if cell] for line in lines]
    lead = 0
    while lead < len(lines) and filled[lead] == [0, 1]:
        lead += 1
    if 0 < lead < len(lines) and len(filled[lead]) >= 3:
        return [list(lines[:lead]), list(lines[lead:])]
    return [list(lines)]


def table_of(lines: Sequence[Line], caption: tuple[int, int] | None, caption_text: str, headed: bool = False) -> Table:
    """The table that `lines` make, each with its cells between tabs; `headed`: it is known that the first of them is a header."""
    rows = [line.cells for line in lines]
    width = max(max((index + 1 for index, cell in enumerate(row) if cell), default=1) for row in rows)
    rows = [(row + [""] * width)[:width] for row in rows]
    header_rows, header_columns = label_counts(rows, headed)
    cells: list[GridCell] = []
    for number, line in enumerate(lines):
        start = line.start
        for column, piece in enumerate(line.text.split("\t")):
            words = piece.strip()
            if words and column < width:
                begin = start + len(piece) - len(piece.lstrip())
                down, right = _reach(rows, number, column, header_rows, header_columns)
                cells.append(GridCell(begin, begin + len(words), number, column, down, right))
            start += len(piece) + 1
    first = lines[0].start if not cells else cells[0].start
    unit = unit_in(caption_text) or (_unit_of_corner(rows[0][0], rows[header_rows:]) if header_rows else "")
    return Table(first, lines[-1].end, tuple(cells), header_rows, header_columns, caption, unit)


def _unit_of_corner(corner: str, body: list[list[str]]) -> str:
    """The unit of the table's figures that its first cell states ("구분(조원)"); "" where it is that of the numbers below ("가구원수(명)" over 1, 2, 3)."""
    says_nothing_else = names_rows(corner) or speaks_of_unit(corner) or not BRACKETED.sub("", corner).strip()
    return unit_in(corner) if says_nothing_else or not any(is_valued(row[0]) for row in body) else ""


def label_counts(rows: list[list[str]], headed: bool = False) -> tuple[int, int]:
    """How many rows on top of a grid and how many columns on its left are labels; `rows` are all of one length, "" where nothing begins.
    `headed`: it is known that the first row is a header.
    """
    header_rows = with_units(max(_header_rows(rows), int(headed)), rows)
    return header_rows, _header_columns(rows, header_rows)


def with_units(header_rows: int, rows: list[list[str]]) -> int:
    """`header_rows`, and the row of units below them where there is one."""
    below = rows[header_rows : header_rows + 1] if header_rows and header_rows + 1 < len(rows) else []
    return header_rows + bool(below and is_row_of_units(below[0]))


def _header_rows(rows: list[list[str]]) -> int:
    if len(rows) < 2 or not _is_header(rows):
        return 0
    count = 1
    while count < min(_MAX_HEADER_ROWS, len(rows) - 1) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    return count


def _is_header(rows: list[list[str]]) -> bool:
    top, body = rows[0], rows[1:]
    if sum(bool(cell) for cell in top) < 2:
        return False
    if _bare(top[0]) in _CORNER_WORDS:
        return len(top) > 2 or not is_valued(_unbracketed(top[1]))
    if any(is_valued(_unbracketed(cell)) and not _names_figures(rows, at) for at, cell in enumerate(top) if cell):
        return False
    named = names_column(top[0])
    if named and any(row[0] != top[0] and _bare(row[0]) in _HEADER_WORDS for row in body):
        return False  # names and values: "대상 | ...", "기간 | ..."
    if len(top) == 2:
        return (named and names_column(top[1])) or all(is_figure(row[1]) for row in body if row[1])
    if named or not top[0] or 2 * sum(names_column(cell) for cell in top) > len(top):
        return True
    if any(
        cell and 2 * sum(is_valued(row[column]) for row in body) >= max(2, sum(bool(row[column]) for row in body))
        for column, cell in enumerate(top)
    ):
        return True
    own = [len(cell) for cell in top if cell]
    below = [len(cell) for row in body for cell in row if cell]
    return max(own) <= _SHORT and all(top) and sum(below) / max(len(below), 1) > 2 * sum(own) / len(own)


def _names_figures(rows: list[list[str]], column: int) -> bool:
    """Whether the top cell of a column, which holds a digit, is the name of the figures below it ("1차 위반", "최초 30분", "65세 이상")."""
    below = [row[column] for row in rows[1:] if row[column]]
    return column > 0 and not is_figure(_unbracketed(rows[0][column])) and 2 * sum(map(is_figure, below)) > len(below)


def names_rows(cell: str) -> bool:
    """Whether a cell is a general word over a column of row names ("구분", "연번"), which says nothing about them."""
    return _bare(cell) in _CORNER_WORDS


def labels_of_row(table: Table, row: int) -> list[GridCell]:
    """The labels on the left of `row`, from the outermost, with those that reach down to it from above."""
    return labels_by_row(table).get(row, [])


def labels_by_row(table: Table) -> dict[int, list[GridCell]]:
    """The labels on the left of each row below the header, as `labels_of_row` gives them."""
    labels: dict[int, list[GridCell]] = {}
    for cell in table.cells:
        if cell.row >= table.header_rows and cell.column < table.header_columns:
            for row in range(cell.row, cell.row + cell.row_span):
                labels.setdefault(row, []).append(cell)
    return labels


def name_of_labels(text: str, table: Table, column: int) -> str:
    """What the labels in `column` of `table` are, by its header ("가구원수(명)"); "" where it has none, a general word ("구분"), or one that stands
    over the next column, too.
    """
    heads = _heads(text, table)
    name = heads.get(column, "")
    return "" if column + 1 not in heads or _bare(name) in _CORNER_WORDS - _RANKS else name


def counts_rows(text: str, table: Table, column: int) -> bool:
    """Whether the numbers in `column`, a column of labels, only number the rows: its name says so ("연번"), or nothing says what they are and they
    go 1, 2, 3, ... from the first row on.
    """
    if _bare(_heads(text, table).get(column, "")) in _COUNTERS:
        return True
    below = (
        text[cell.start : cell.end] for cell in table.cells if cell.row >= table.header_rows and cell.column == column
    )
    numbers = [int(words) for words in below if words.isdecimal()]
    counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    return counted and not name_of_labels(text, table, column)


def _heads(text: str, table: Table) -> dict[int, str]:
    """The words of the lowest header cell that begins in each column."""
    return {cell.column: text[cell.start : cell.end] for cell in table.cells if cell.row < table.header_rows}


def _bare(cell: str) -> str:
    """The letters of a cell, without spaces, marks and bracketed remarks ("구 분", "정원(명)")."""
    return re.sub(r"\W", "", _unbracketed(cell))


def _unbracketed(cell: str) -> str:
    return BRACKETED.sub(lambda found: found[0] if _LONG_NUMBER.search(found[1]) else "", cell).strip() or cell


def names_column(cell: str) -> bool:
    """Whether a cell is the name of a column: a word for one, or a short one that ends in such a word."""
    bare = _bare(cell)
    ends = _HEADER_ENDS.search(bare) or _VALUE_ENDS.search(bare)
    return bare in _HEADER_WORDS or (len(bare) <= _SHORT // 2 and ends is not None)


def _goes_on(upper: list[str], lower: list[str]) -> bool:
    """Whether `lower` is one more header row: it names the parts of a cell above that reaches to the right."""
    if not any(lower) or any(is_valued(_unbracketed(cell)) for cell in lower if cell):
        return False
    if lower[0] and lower[0] != upper[0]:
        return False
    merged = [
        column
        for column in range(1, len(upper))
        if not upper[column] or (upper[column] == upper[column - 1] and upper[column])
    ]
    return any(lower[column] for column in merged)


def _header_columns(rows: list[list[str]], header_rows: int) -> int:
    body = rows[header_rows:]
    width = len(rows[0])
    if len(body) == 1 and not header_rows and width > 2:
        return 0
    names = [_bare(cell) for cell in rows[0]] if header_rows else [""] * width
    leading = next((column for column, name in enumerate(names) if name not in _LABEL_COLUMNS), 0)
    count = max(1, leading)
    while count < min(_MAX_HEADER_COLUMNS, width - 1) and _parts(body, count, names):
        count += 1
    return min(count, width - 1)


def _parts(body: list[list[str]], column: int, names: list[str]) -> bool:
    """Whether `column` is one more column of labels: it divides rows that share a label in the column before, or the column
    before only numbers the rows; and it holds no values itself.
    """
    filled = [row[column] for row in body if row[column]]
    if (
        names[column] in _VALUE_WORDS
        or _VALUE_ENDS.search(names[column])
        or sum(map(len, filled)) > _NAME * len(filled)
    ):
        return False
    if 2 * sum(is_figure(cell) for cell in filled) > max(1, len(filled)):
        return False
    before = [row[column - 1] for row in body]
    spans = any(not cell and row[column] for cell, row in zip(before, body, strict=True))
    repeats = any(one and one == other for one, other in pairwise(before))
    return spans or repeats or names[column - 1] in _COUNTERS


def _reach(rows: list[list[str]], row: int, column: int, header_rows: int, header_columns: int) -> tuple[int, int]:
    """How many rows and columns the cell covers: empty cells beside a header and below a label belong to it."""
    down = right = 1
    if row < header_rows:
        while column + right < len(rows[0]) and column and not rows[row][column + right]:
            right += 1
        if row:
            right = _within(rows[row - 1], column, right)
        while row + down < header_rows and not any(rows[row + down][column : column + right]):
            down += 1
    elif column < header_columns:
        while row + down < len(rows) and not rows[row + down][column] and any(rows[row + down][column + 1 :]):
            if column and rows[row + down][column - 1]:
                break
            down += 1
    return down, right


def _within(upper: list[str], column: int, right: int) -> int:
    """`right` cut where the header above begins a new cell."""
    for step in range(1, right):
        if upper[column + step]:
            return step
    return right
