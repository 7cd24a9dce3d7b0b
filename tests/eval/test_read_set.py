import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from eval.question import BadSetError, Question
from eval.read_set import read_set
from eval.write_set import EXAMPLES, write_questions, write_template
from ingest.errors import BadInputError

HEADER = ["번호", "질문", "정답", "근거", "문서", "답변가능", "상태", "분류"]
ROW = [
    "q1",
    "접수는 언제까지예요?",
    "3월 31일 | 31일\n누리집",
    "3월 31일까지\n누리집에서 받는다",
    "공고",
    "예",
    "",
    "날짜, 구어",
]
READ = Question(
    "q1",
    "접수는 언제까지예요?",
    True,
    (("3월 31일", "31일"), ("누리집",)),
    ("3월 31일까지", "누리집에서 받는다"),
    "공고",
    "",
    ("날짜", "구어"),
    2,
)
LINE: dict[str, Any] = {
    "id": "q1",
    "question": "얼마예요?",
    "answerable": True,
    "facts": [["3만원", "30,000원"]],
    "quotes": ["3만원을 낸다"],
}


def _xlsx(path: Path, rows: list[list[Any]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def _csv(path: Path, rows: list[list[str]], encoding: str) -> Path:
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def _jsonl(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8")
    return path


def _problem(path: Path) -> str:
    with pytest.raises(BadSetError) as caught:
        read_set(path)
    return str(caught.value)


def test_xlsx_with_korean_headers(tmp_path: Path) -> None:
    assert read_set(_xlsx(tmp_path / "집.xlsx", [HEADER, ROW])).questions == (READ,)


def test_csv_as_utf8_and_as_excel_saves_it_in_cp949_reads_the_same(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp949"):
        path = _csv(tmp_path / f"{encoding}.csv", [HEADER, ROW], encoding)
        (found,) = read_set(path).questions
        assert (found.question, found.facts, found.quotes) == (READ.question, READ.facts, READ.quotes)


def test_english_headers_in_any_order_and_columns_that_are_not_ours(tmp_path: Path) -> None:
    rows = [
        ["Question", "ID", "memo", "Answerable", "facts", "quotes"],
        ["몇 명?", "7", "메모", "TRUE", "5명", "5명이다"],
    ]
    (found,) = read_set(_csv(tmp_path / "a.csv", rows, "utf-8")).questions
    assert (found.id, found.question, found.answerable, found.facts) == ("7", "몇 명?", True, (("5명",),))


def test_numbers_and_booleans_typed_into_excel(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["번호", "질문", "정답", "근거", "답변가능"], [1.0, "몇 명?", 5, "5명이다", True]]
    (found,) = read_set(_xlsx(tmp_path / "a.xlsx", rows)).questions
    assert (found.id, found.facts, found.answerable) == ("1", (("5",),), True)


def test_values_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "a.xlsx", [HEADER, ["q1", "언제?", dt.datetime(2024, 2, 1), "근거", "", "예", "", ""]])
    book = load_workbook(path)
    book.worksheets[0].append(["q2", "몇 퍼센트?", 0.8, "근거", "", "예", "", ""])
    book.worksheets[0]["C2"].number_format = 'yyyy"년" m"월" d"일"'
    book.worksheets[0]["C3"].number_format = "0%"
    book.save(path)
    assert [question.facts for question in read_set(path).questions] == [(("2024년 2월 1일",),), (("80%",),)]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_with_other_delimiters_in_utf16(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    rows = [HEADER, ["q1", "몇 명?", "5명", "5명이다", "", "예", "", ""]]
    path.write_bytes("\n".join(map(delimiter.join, rows)).encode("utf-16"))
    assert read_set(path).questions[0].facts == (("5명",),)


def test_jsonl(tmp_path: Path) -> None:
    (found,) = read_set(_jsonl(tmp_path / "a.jsonl", LINE)).questions
    assert (found.facts, found.quotes, found.row) == ((("3만원", "30,000원"),), ("3만원을 낸다",), 1)


def test_only_a_line_feed_ends_a_line_of_jsonl(tmp_path: Path) -> None:
    copied = json.dumps(LINE | {"question": "얼마예요?\u2028어디서 내요?"}, ensure_ascii=False)
    (question,) = read_set(_jsonl(tmp_path / "복사.jsonl", copied)).questions
    assert question.question.split() == ["얼마예요?", "어디서", "내요?"]


def test_a_korean_name_of_a_status_is_understood(tmp_path: Path) -> None:
    row = ["q1", "제 신청 상태는요?", "", "", "", "아니오", "본인 기록 필요", ""]
    (found,) = read_set(_xlsx(tmp_path / "a.xlsx", [HEADER, row])).questions
    assert (found.answerable, found.status) == (False, "needs_personal_record")


def test_what_the_template_shows_is_read_back_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "새 질문집.xlsx"
    write_template(path)
    read = read_set(path).questions
    assert [(q.id, q.facts, q.quotes, q.status, q.tags) for q in read] == [
        (q.id, q.facts, q.quotes, q.status, q.tags) for q in EXAMPLES
    ]
    with pytest.raises(BadInputError, match="이미 있습니다"):
        write_template(path)


def test_jsonl_written_is_read_back(tmp_path: Path) -> None:
    write_questions(tmp_path / "a.jsonl", [READ])
    assert read_set(tmp_path / "a.jsonl").questions[0].facts == READ.facts


def test_a_cell_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    write_questions(tmp_path / "a.xlsx", [Question("q1", "=1+1은 얼마?", True, (("2",),), ("2이다",))])
    assert read_set(tmp_path / "a.xlsx").questions[0].question == "=1+1은 얼마?"


BAD_TABLES = [
    ([["번호", "정답"], ["q1", "x"]], "1행: '질문' 열이 없습니다"),
    ([HEADER, ROW, ROW], "3행: 번호 'q1'이 2행과 겹칩니다"),
    ([HEADER, ["q1", "질문?", "", "근거", "", "예", "", ""]], "2행: 답변 가능한 질문인데 정답이 비어"),
    ([HEADER, ["q1", "질문?", "정답", "", "", "예", "", ""]], "2행: 답변 가능한 질문인데 근거가 비어"),
    ([HEADER, ["", "질문?", "정답", "근거", "", "예", "", ""]], "2행: '번호' 칸이 비어"),
    ([HEADER, ["q1", "", "정답", "근거", "", "예", "", ""]], "2행: '질문' 칸이 비어"),
    ([HEADER, ["q1", "질문?", "정답", "근거", "", "글쎄", "", ""]], "2행: '답변가능' 칸의 '글쎄'"),
    ([HEADER, ["q1", "질문?", "", "", "", "아니오", "모름", ""]], "2행: 상태 '모름'"),
    ([HEADER, ["q1", "질문?", "정답", "근거", "", "예", "근거 없음", ""]], "2행: 답변가능 여부와 상태"),
    ([HEADER], "질문이 하나도 없습니다"),
    ([[]], "질문이 하나도 없습니다"),
]


@pytest.mark.parametrize(("rows", "message"), BAD_TABLES)
def test_a_bad_table_gives_one_sentence_with_its_row(tmp_path: Path, rows: list[list[str]], message: str) -> None:
    assert message in _problem(_xlsx(tmp_path / "a.xlsx", rows))
    assert message in _problem(_csv(tmp_path / "a.csv", rows, "cp949"))


def test_every_bad_row_is_told(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "a.xlsx", [HEADER, ["q1", "?", "", "", "", "예"], ROW, ["q3", "?", "", "", "", "몰라"]])
    with pytest.raises(BadSetError, match=r"외 1건") as caught:
        read_set(path)
    assert [problem.row for problem in caught.value.problems] == [2, 4]


def test_rows_of_a_csv_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    # The first question's cells hold line breaks: the second one stands on line 5 of the file, in row 3 of the sheet.
    assert "3행" in _problem(_csv(tmp_path / "a.csv", [HEADER, ROW, ["q2", "", "", "", "", "예", "", ""]], "utf-8"))


def test_a_formula_or_an_error_value_is_told_with_its_cell(tmp_path: Path) -> None:
    assert "3행: B3 칸이 수식입니다" in _problem(_xlsx(tmp_path / "a.xlsx", [HEADER, ROW, ["q2", "=A1&A2"]]))
    assert "2행: C2 칸이 오류값(#N/A)입니다" in _problem(_xlsx(tmp_path / "b.xlsx", [HEADER, ["q1", "?", "#N/A"]]))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "글".encode()])
def test_an_unreadable_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert "엑셀 파일로 열 수 없습니다" in _problem(path)


def test_bad_lines_of_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    assert "2행: JSON으로 읽을 수 없습니다" in _problem(_jsonl(path, LINE, "{"))
    assert "1행: 한 줄은" in _problem(_jsonl(path, "[1]"))
    assert "1행: 'answerable' 항목이 없습니다" in _problem(_jsonl(path, {"id": "q", "question": "?"}))
    assert "1행: 'facts' 항목" in _problem(_jsonl(path, LINE | {"facts": [5]}))
    assert "1행: 'facts' 항목에 빈 정답" in _problem(_jsonl(path, LINE | {"facts": [[]]}))
    assert "질문이 하나도 없습니다" in _problem(_jsonl(path, ""))


def test_letters_that_are_neither_utf8_nor_cp949(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\xfa\xfb\x80")
    assert "글자를 읽을 수 없습니다" in _problem(path)


def test_missing_files_and_unknown_kinds(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="읽을 수 없습니다"):
        read_set(tmp_path / "없음.jsonl")
    (tmp_path / "a.hwp").write_bytes(b"")
    with pytest.raises(BadInputError, match=r"\.jsonl, \.csv, \.xlsx"):
        read_set(tmp_path / "a.hwp")
