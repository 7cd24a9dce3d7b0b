"""A question-set file in, a checked `QuestionSet` out: JSONL, CSV (in every encoding and with every delimiter that Excel saves) or XLSX.

Every mistake is reported with its row. In CSV and XLSX a cell may hold a list: facts are separated by a line break
or ";", variants of one fact by "|", tags by ",".
"""

import csv
import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException

from chat.answer import Status
from chat.answer_texts import STATUS_NAMES
from eval.json_lines import json_lines
from eval.question import ANSWERED, BadSetError, Question, QuestionSet, SetProblem
from ingest.decode import decode
from ingest.delimited import rows_of
from ingest.errors import BadInputError
from ingest.number_formats import words_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("번호", "id", "no"),
    "question": ("질문", "question"),
    "facts": ("정답", "facts", "answer", "answers"),
    "quotes": ("근거", "quotes", "quote"),
    "document": ("문서", "document"),
    "answerable": ("답변가능", "answerable"),
    "status": ("상태", "status"),
    "tags": ("분류", "tags", "tag"),
}
"""Each field and the headers that name it; the first one is what the template writes."""

_YES = {"예", "네", "o", "ㅇ", "yes", "y", "true", "1", "가능"}
_NO = {"아니오", "아니요", "x", "no", "n", "false", "0", "불가", "불가능"}
_STATUSES = {name: status for status, name in STATUS_NAMES.items()}


def read_set(path: Path) -> QuestionSet:
    """The question set in `path`, in file order.

    Raises:
        BadInputError: the file is missing or of a kind that is not read.
        BadSetError: some rows cannot be used; all of them are listed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(
            f"질문집 '{path}'을(를) 읽을 수 없습니다: {error.strerror}. 경로를 확인해 주세요."
        ) from error
    readers = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadInputError(
            f"질문집 '{path.name}'은(는) 읽지 못하는 형식입니다. .jsonl, .csv, .xlsx 가운데 하나로 저장해 주세요."
        )
    questions: list[Question] = []
    problems: list[SetProblem] = []
    first_row: dict[str, int] = {}
    for row, fields in reader(path.name, content):
        found = _question(row, fields)
        if isinstance(found, SetProblem):
            problems.append(found)
            continue
        if found.id in first_row:
            problems.append(
                SetProblem(
                    row, f"번호 '{found.id}'이(가) {first_row[found.id]}행과 겹칩니다. 서로 다른 번호를 써 주세요."
                )
            )
        first_row.setdefault(found.id, row)
        questions.append(found)
    if problems:
        raise BadSetError(path.name, tuple(problems))
    if not questions:
        raise BadSetError(
            path.name, (SetProblem(0, "질문이 하나도 없습니다. 'mureobwa eval new'로 견본을 만들어 채워 주세요."),)
        )
    return QuestionSet(path.stem, hashlib.sha256(content).hexdigest(), tuple(questions))


Fields = Mapping[str, object]


def _jsonl(name: str, content: bytes) -> Iterator[tuple[int, Fields]]:
    for row, value in json_lines(name, _text(name, content).split("\n")):
        missing = [column for column in ("id", "question", "answerable") if column not in value]
        if missing:
            raise BadSetError(name, (SetProblem(row, f"'{missing[0]}' 항목이 없습니다."),))
        yield row, value


def _csv(name: str, content: bytes) -> Iterator[tuple[int, Fields]]:
    try:
        lines = list(enumerate(rows_of(_text(name, content)), start=1))
    except csv.Error as error:
        raise BadSetError(
            name, (SetProblem(0, f"CSV로 읽을 수 없습니다({error}). 따옴표를 확인해 주세요."),)
        ) from error
    yield from _table(name, lines)


def _xlsx(name: str, content: bytes) -> Iterator[tuple[int, Fields]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError, EOFError) as error:
        raise BadSetError(
            name,
            (
                SetProblem(
                    0,
                    "엑셀 파일로 열 수 없습니다(손상되었거나 암호가 걸려 있습니다). 엑셀에서 .xlsx로 다시 저장해 주세요.",
                ),
            ),
        ) from error
    sheet = book["질문"] if "질문" in book.sheetnames else book.worksheets[0]
    lines: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for cell in row:
            if cell.data_type == "f":
                raise BadSetError(
                    name, (SetProblem(number, f"{cell.coordinate} 칸이 수식입니다. 값으로 붙여 넣어 주세요."),)
                )
            if cell.data_type == "e":
                raise BadSetError(
                    name, (SetProblem(number, f"{cell.coordinate} 칸이 오류값({cell.value})입니다. 값을 고쳐 주세요."),)
                )
        lines.append((number, [_cell(cell) for cell in row]))
    yield from _table(name, lines)


def _cell(cell: Cell) -> str:
    if isinstance(cell.value, bool):
        return "예" if cell.value else "아니요"
    return words_of(cell)


def _table(name: str, lines: list[tuple[int, list[str]]]) -> Iterator[tuple[int, Fields]]:
    filled = [(row, cells) for row, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        return
    header_row, header = filled[0]
    names = {alias: field for field, aliases in COLUMNS.items() for alias in aliases}
    fields = [names.get(unicodedata.normalize("NFC", cell).strip().lower().replace(" ", "")) for cell in header]
    for needed in ("id", "question", "answerable"):
        if needed not in fields:
            message = f"'{COLUMNS[needed][0]}' 열이 없습니다. 첫 줄에 {', '.join(a[0] for a in COLUMNS.values())} 가운데 쓰는 열의 이름을 적어 주세요."
            raise BadSetError(name, (SetProblem(header_row, message),))
    for row, cells in filled[1:]:
        yield row, {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field is not None}


def _text(name: str, content: bytes) -> str:
    """The text of a file in NFC; "" for an empty one."""
    if not content.strip():
        return ""
    try:
        return unicodedata.normalize("NFC", decode(content, name))
    except BadInputError as error:
        raise BadSetError(name, (SetProblem(0, str(error)),)) from error


def _question(row: int, fields: Fields) -> Question | SetProblem:
    """The question of one row, or the problem of the row."""
    try:
        facts, quotes = _facts(fields.get("facts")), _list(fields.get("quotes"), "quotes", "\n")
        found = Question(
            id=_string(fields.get("id"), "번호"),
            question=_string(fields.get("question"), "질문"),
            answerable=_yes(fields.get("answerable")),
            facts=facts,
            quotes=quotes,
            document=str(fields.get("document") or "").strip(),
            status=_status(fields.get("status")),
            tags=_list(fields.get("tags"), "tags", ",\n"),
            row=row,
        )
    except _RowError as error:
        return SetProblem(row, str(error))
    return _contradiction(found) or found


def _contradiction(question: Question) -> SetProblem | None:
    if question.answerable and not question.facts:
        return SetProblem(
            question.row, "답변 가능한 질문인데 정답이 비어 있습니다. 답에 꼭 들어가야 할 말을 적어 주세요."
        )
    if question.answerable and not question.quotes:
        return SetProblem(question.row, "답변 가능한 질문인데 근거가 비어 있습니다. 문서의 문장을 그대로 옮겨 주세요.")
    if question.status and question.answerable != (question.status in ANSWERED):
        # A partial answer to a question without a direct answer is a right outcome, not a contradiction.
        if question.status == Status.PARTIAL:
            return None
        return SetProblem(
            question.row,
            f"답변가능 여부와 상태 '{question.status}'이(가) 서로 맞지 않습니다. 둘 가운데 하나를 고쳐 주세요.",
        )
    return None


class _RowError(Exception):
    pass


def _string(value: object, column: str) -> str:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not text:
        raise _RowError(f"'{column}' 칸이 비어 있습니다.")
    return unicodedata.normalize("NFC", text)


def _yes(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value if value is not None else "").strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise _RowError(f"'답변가능' 칸의 '{word}'을(를) 이해할 수 없습니다. 예 또는 아니요로 적어 주세요.")


def _status(value: object) -> str:
    word = str(value or "").strip()
    known = _STATUSES.get(word, word)
    if known and known not in set(Status):
        names = ", ".join(_STATUSES)
        raise _RowError(f"상태 '{word}'을(를) 이해할 수 없습니다. {names} 가운데 하나를 쓰거나 비워 두세요.")
    return str(known)


def _list(value: object, field: str, separators: str) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        for separator in separators[1:]:
            value = value.replace(separator, separators[0])
        value = value.split(separators[0])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _RowError(f"'{field}' 항목은 글자의 목록이어야 합니다.")
    return tuple(unicodedata.normalize("NFC", item.strip()) for item in value if item.strip())


def _facts(value: object) -> tuple[tuple[str, ...], ...]:
    if isinstance(value, str):
        return tuple(
            variants
            for fact in _list(value, "facts", "\n;")
            if (variants := tuple(part.strip() for part in fact.split("|") if part.strip()))
        )
    if value is None:
        return ()
    if not isinstance(value, list):
        raise _RowError('\'facts\' 항목은 [["표기", "다른 표기"], ...] 꼴이어야 합니다.')
    facts = tuple(_list([fact] if isinstance(fact, str) else fact, "facts", "") for fact in value)
    if not all(facts):
        raise _RowError("'facts' 항목에 빈 정답이 있습니다.")
    return facts
