"""Writing a question set: JSONL for machines, XLSX for officials, and the empty template that explains itself."""

import json
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from chat.answer_texts import STATUS_NAMES
from eval.question import Question
from eval.read_set import COLUMNS
from eval.run_folder import write_text
from ingest.errors import BadInputError, StorageError

_WIDTHS = {
    "id": 9,
    "question": 44,
    "facts": 30,
    "quotes": 60,
    "document": 24,
    "answerable": 10,
    "status": 15,
    "tags": 16,
}
_ROWS_VALIDATED = 2000

_HELP = (
    ("번호", "질문마다 다른 번호나 이름을 적습니다. 비우거나 겹치면 안 됩니다.", "q001"),
    ("질문", "민원인이 실제로 쓸 말 그대로 적습니다. 줄임말이나 틀린 띄어쓰기도 좋습니다.", "접수는 언제까지예요?"),
    (
        "정답",
        "답에 꼭 들어가야 할 말만 짧게 적습니다. 여러 가지면 줄을 바꾸고, 같은 뜻의 다른 표기는 | 로 나눕니다. "
        "숫자·날짜의 표기 차이(9.0조원과 9조 원, '22.7.28.과 2022년 7월 28일)는 따로 적지 않아도 됩니다.",
        "3월 31일\n온라인|누리집",
    ),
    (
        "근거",
        "정답이 적힌 문장을 문서에서 그대로 복사합니다. 여러 곳이면 줄을 바꿉니다.",
        "신청은 3월 31일까지 누리집에서 받는다.",
    ),
    (
        "문서",
        "그 문장이 있는 문서의 이름(파일 이름에서 확장자를 뺀 것)입니다. 비우면 모든 문서에서 찾습니다.",
        "2025-지원사업-공고",
    ),
    ("답변가능", "문서로 답할 수 있으면 예, 답이 없거나 답하면 안 되는 질문이면 아니요를 고릅니다.", "예"),
    (
        "상태",
        "아니요일 때 어떤 거절이 맞는지 고릅니다. 비우면 어떤 거절이든 맞는 것으로 봅니다.",
        " · ".join(STATUS_NAMES.values()),
    ),
    ("분류", "결과를 나누어 볼 이름입니다. 여러 개면 쉼표로 나눕니다.", "날짜, 구어"),
)

EXAMPLES = (
    Question("예시1", "지원금 신청은 언제까지 할 수 있나요?", True, (("3월 31일",),), ("신청은 3월 31일까지 누리집에서 받는다.",), "2025-지원사업-공고", "", ("날짜",)),
    Question("예시2", "지원금은 얼마이고 어디에 신청하나요?", True, (("300만원",), ("누리집", "홈페이지")), ("업체당 최대 300만원을 지원하며", "신청은 3월 31일까지 누리집에서 받는다."), "2025-지원사업-공고", "", ("금액", "여러 가지")),
    Question("예시3", "내년에도 이 사업을 하나요?", False, (), (), "", "no_evidence", ("문서에 없음",)),
    Question("예시4", "제 신청이 접수됐는지 봐 주세요.", False, (), (), "", "needs_personal_record", ("본인 기록",)),
)  # fmt: skip
"""The example rows of the template; an official writes over them."""


def write_template(path: Path) -> None:
    """Write the empty XLSX template with examples, explanations and drop-down lists.

    Raises:
        BadInputError: the file exists already: an official's work is not overwritten.
    """
    write_xlsx(path, EXAMPLES)


def write_questions(path: Path, questions: Sequence[Question]) -> None:
    """Write a question set in the format of the file's ending: `.xlsx` for an official to correct, `.jsonl` for machines.

    Raises:
        BadInputError: another ending, or the file exists already.
    """
    if path.suffix.lower() == ".xlsx":
        write_xlsx(path, questions)
    elif path.suffix.lower() == ".jsonl":
        _refuse_existing(path)
        write_text(path, "".join(json_line(question) + "\n" for question in questions))
    else:
        raise BadInputError(f"'{path.name}'으로는 쓸 수 없습니다. .xlsx나 .jsonl로 끝나는 이름을 적어 주세요.")


def json_line(question: Question) -> str:
    """The line of a JSONL set for `question`."""
    return json.dumps(
        {
            "id": question.id,
            "question": question.question,
            "answerable": question.answerable,
            "facts": [list(fact) for fact in question.facts],
            "quotes": list(question.quotes),
            "document": question.document,
            "status": question.status,
            "tags": list(question.tags),
        },
        ensure_ascii=False,
    )


def write_xlsx(path: Path, questions: Sequence[Question]) -> None:
    """Write a workbook: sheet "질문" with the questions, sheet "설명" with what each column means."""
    if path.suffix.lower() != ".xlsx":
        raise BadInputError(f"'{path.name}'은(는) 엑셀 파일 이름이 아닙니다. .xlsx로 끝나는 이름을 적어 주세요.")
    _refuse_existing(path)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = "질문"
    sheet.append([aliases[0] for aliases in COLUMNS.values()])
    for question in questions:
        sheet.append([_plain(cell) for cell in _cells(question)])
    _dress(sheet, [_WIDTHS[field] for field in COLUMNS])
    _add_lists(sheet)
    _explain(book)
    try:
        book.save(path)
    except OSError as error:
        raise StorageError(f"'{path}'에 쓸 수 없습니다: {error.strerror}. 열려 있는 파일이면 닫아 주세요.") from error


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise BadInputError(f"'{path}'이(가) 이미 있습니다. 다른 이름을 적어 주세요.")


def _cells(question: Question) -> list[str]:
    return [
        question.id,
        question.question,
        "\n".join(" | ".join(fact) for fact in question.facts),
        "\n".join(" ".join(quote.split()) for quote in question.quotes),
        question.document,
        "예" if question.answerable else "아니요",
        next((name for status, name in STATUS_NAMES.items() if status == question.status), ""),
        ", ".join(question.tags),
    ]


def _plain(text: str) -> str:
    """`text` changed so that Excel takes it as text: without control characters; a leading space before what would be a formula."""

    cleaned = "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= 32)
    return f" {cleaned}" if cleaned[:1] in ("=", "+", "@") else cleaned


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    line = Side(style="thin", color="C9D3DF")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(line, line, line, line)
            cell.number_format = "@"
            if cell.row == 1:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor="1F4E79")
    sheet.freeze_panes = "C2" if len(widths) > 3 else "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _add_lists(sheet: Worksheet) -> None:
    fields = list(COLUMNS)
    for field, choices in (("answerable", ["예", "아니요"]), ("status", list(STATUS_NAMES.values()))):
        letter = get_column_letter(fields.index(field) + 1)
        offered = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
        offered.error, offered.errorTitle = "목록에 있는 값을 골라 주세요.", "고를 수 없는 값"
        offered.showErrorMessage = True
        sheet.add_data_validation(offered)
        offered.add(f"{letter}2:{letter}{_ROWS_VALIDATED}")


def _explain(book: Workbook) -> None:
    sheet = book.create_sheet("설명")
    sheet.append(["열", "무엇을 적나요", "예"])
    for row in _HELP:
        sheet.append(list(row))
    _dress(sheet, [12, 80, 40])
    sheet.append([])
    for line in (
        "첫 시트('질문')의 예시 줄은 지우고 쓰세요. 첫 줄의 이름은 그대로 두세요.",
        "다 채운 뒤: mureobwa eval run 이파일.xlsx",
        "CSV로 저장해도 됩니다(UTF-8, 엑셀의 CSV 모두). 수식이 든 칸은 값으로 바꿔 주세요.",
    ):
        sheet.append([line])
