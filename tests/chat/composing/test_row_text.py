"""Rows of tables told as a person would: each cell is (words, names of the row, names of the column)."""

from collections.abc import Sequence

import pytest

from chat.composing.row_text import ToldRow, as_written, told_row
from chat.reading.asked import Asked
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from chat.settings import Settings
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence
from ingest.read import read_text
from ingest.split import split
from retriever.hit import Hit, SentenceScore

NOTHING_ASKED = Asked("얼마예요?", (), frozenset())
Told = tuple[str, str, str]
"""A cell: its words, then the names of its row and of its column, parted by "/", outermost first."""


def labels(names: str) -> tuple[str, ...]:
    return tuple(name for name in names.split("/") if name)


def row(*cells: Told, answering: Sequence[int] = (), unit: str = "") -> ToldRow:
    """The row of `cells` as it is told; `answering`: the numbers of those that the reader takes for the answer."""
    text, found = "", list[Cell]()
    for words, names, column in cells:
        found.append(Cell(len(text), len(text) + len(words), labels(names), labels(column), unit))
        text += f"{words}\t"
    sentence = Sentence(0, len(text), cells=tuple(found))
    passage = Passage("p", "d", 0, len(text), (), text, PassageKind.TABLE_ROW, (sentence,))
    scored = SentenceScore(sentence, 0.5, 0.5)
    spans = tuple((found[number].start, found[number].end, 0.9) for number in answering)
    finding = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, spans), 0.9)
    return told_row(finding, NOTHING_ASKED, Document("d", "제목", text, (), Metadata(), "d.txt", ""))


def text(*cells: Told, unit: str = "") -> str:
    return row(*cells, unit=unit).text


def test_only_cells_that_answer_are_told_and_marked() -> None:
    cells = ("5", "소형", "국비"), ("7", "소형", "시비"), ("9", "소형", "구비")
    assert row(*cells, answering=[0, 2], unit="만원") == ToldRow(
        "소형은 국비 5만원, 구비 9만원입니다.", ("5만원", "9만원")
    )


def test_where_none_answers_all_are_told_and_marked() -> None:
    cells = ("5", "소형", "국비"), ("무료", "소형", "시비")
    assert row(*cells, unit="만원") == ToldRow("소형은 국비 5만원, 시비 무료입니다.", ("5만원", "무료"))


def test_an_answer_beside_a_cell_without_a_columns_name_is_marked_alone() -> None:
    cells = ("과장", "교통과", ""), ("김하늘", "교통과", "")
    assert row(*cells, answering=[1]) == ToldRow("교통과: 과장, 김하늘", ("김하늘",))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("5만원", "소형", "국비"), "소형 국비는 5만원입니다."),
        (("5만원", "소형", ""), "소형은 5만원입니다."),
        (("5만원", "", "국비"), "국비는 5만원입니다."),
        (("5만원", "", ""), ""),  # nothing says what it is
        (("5만원", "소형", "지원/'24"), "소형 지원은 2024년 5만원입니다."),
        (("5만원", "소형", "'24"), "소형은 2024년 5만원입니다."),
        (("5만원", "", "'24"), "2024년은 5만원입니다."),
        (("-", "소형", "국비"), "소형: 국비 -"),
        (("○", "", "국비"), "국비 ○"),
        (("제한 없음", "소형", "나이"), "소형 나이는 제한 없음입니다."),
        (("필요", "소형", "증명서"), "소형 증명서는 필요입니다."),  # a noun that ends as a polite sentence does
        (("지원하지 않는다.", "소형", "국비"), "소형: 지원하지 않습니다."),
        (("지원하지 않는다", "", "국비"), "지원하지 않습니다."),
        (("창구에 신고하세요.", "소형", ""), "소형: 창구에 신고하세요."),
    ],
)
def test_one_cell(cell: Told, said: str) -> None:
    assert text(cell) == said


LONG = "서류 " * 13 + "제출"
"""Forty-one characters without a predicate."""


def test_more_than_forty_characters_are_prose() -> None:
    assert len(LONG) == 41
    assert text((LONG, "소형", "방법")) == f"소형에 대해 문서에는 ‘{LONG}’이라고 나와 있습니다."
    assert text((LONG, "", "방법")) == ""
    assert text((LONG[1:], "소형", "방법")) == f"소형 방법은 {LONG[1:]}입니다."


def test_prose_that_is_a_sentence_is_told_politely() -> None:
    prose = "구청 민원실이나 가까운 주민센터에서 신청서와 신분증을 함께 내고 수수료를 낸다."
    polite = "구청 민원실이나 가까운 주민센터에서 신청서와 신분증을 함께 내고 수수료를 냅니다."
    assert len(prose) > 40
    assert text((prose, "소형", "방법")) == f"소형: {polite}"
    assert text((prose, "", "방법")) == polite


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([("1", "가", ""), ("2", "나", "")], "가: 1, 나: 2"),
        ([("1", "가", ""), ("2", "나", "수")], "가: 1, 나: 수 2"),
        ([("1", "가", "수"), ("-", "나", "수")], "가: 수 1, 나: 수 -"),  # each under its own name
        ([("1", "가", ""), ("2", "가", "")], "가: 1, 2"),
        ([("1", "가", "수"), ("-", "가", "합")], "가: 수 1, 합 -"),
        ([("1", "", "수"), ("-", "", "합")], "수 1, 합 -"),
        ([("1", "가", "수"), ("2", "가", "합"), ("3", "나", "수")], "가는 수 1, 합 2, 나는 수 3입니다."),
        ([("1", "", "수"), ("2", "", "합")], "· 수: 1\n· 합: 2"),  # no name to begin a sentence with
    ],
)
def test_several_cells(cells: Sequence[Told], said: str) -> None:
    assert text(*cells) == said


def test_values_of_up_to_three_words_make_a_sentence_and_longer_ones_a_list() -> None:
    second = ("둘째 화요일", "도서관", "휴관")
    assert text(("오전 아홉 시", "도서관", "개관"), second) == "도서관은 개관 오전 아홉 시, 휴관 둘째 화요일입니다."
    assert text(("매일 오전 아홉 시", "도서관", "개관"), second) == (
        "도서관\n· 개관: 매일 오전 아홉 시\n· 휴관: 둘째 화요일"
    )


FOUR = "신청서와 신분증과 사진과 도장"


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (("신청/서류", "신청/기한"), ("여권", "여권"), "여권 신청\n· 서류: 하나\n· 기한: 둘"),
        (("신청/서류", "결과/기한"), ("여권", "여권"), "여권\n· 신청 서류: 하나\n· 결과 기한: 둘"),
        (("신청/서류", "신청/서류"), ("여권", "여권"), "여권 신청\n· 서류: 하나\n· 둘"),  # the same name once
        (("신청/신청", "신청/기한"), ("여권", "여권"), "여권 신청\n· 신청: 하나\n· 기한: 둘"),
        (("신청", "신청/기한"), ("여권", "여권"), "여권\n· 신청: 하나\n· 신청 기한: 둘"),  # each keeps one of its own
        (("서류", "기한"), ("여권", "비자"), "· 여권 서류: 하나\n· 비자 기한: 둘"),
        (("서류", "기한"), ("", ""), "· 서류: 하나\n· 기한: 둘"),
        (("서류/서류", "기한"), ("", ""), "· 서류: 하나\n· 기한: 둘"),
    ],
)
def test_a_list_stands_below_what_its_cells_share(columns: tuple[str, str], rows: tuple[str, str], said: str) -> None:
    listing = text((FOUR, rows[0], columns[0]), (f"{FOUR} 등", rows[1], columns[1]))
    assert listing == said.replace("하나", FOUR).replace("둘", f"{FOUR} 등")


PHONE = ("02-555-0101", "교육부", "전화번호")


def test_a_row_of_contacts_is_told_by_its_office() -> None:
    assert text(("기획과", "교육부", "부서"), PHONE) == "담당 부서는 교육부 기획과며, 전화번호는 02-555-0101입니다."
    assert text(("기획과", "교육부", "부서"), ("-", "교육부", "담당자")) == "담당 부서는 교육부 기획과입니다."
    assert text(("기획과", "교육부", "부서"), ("02-555-0101", "환경부", "전화번호")) == (
        "교육부는 부서 기획과, 환경부는 전화번호 02-555-0101입니다."  # two rows
    )


def test_running_text_is_no_contact() -> None:
    people = "김하늘 " * 9 + "박바다나래"
    assert len(people) == 41
    assert text((people, "교육부", "담당자"), PHONE) == (f"교육부\n· 담당자: {people}\n· 전화번호: 02-555-0101")
    assert text((people[1:], "교육부", "담당자"), PHONE) == (
        f"교육부 담당자는 {people[1:]}, 전화번호는 02-555-0101입니다."
    )


@pytest.mark.parametrize(
    ("names", "subject"),
    [
        ("7/소형", "7 소형은"),  # of a table that is not known: it may be what the row is about
        ("차종/차종/소형", "차종 소형은"),
        ("-/소형", "소형은"),
        ("① 소형", "소형은"),
        ("□ 소형(단위: 만원)", "소형은"),
        ("소형 (단위 만원)", "소형은"),
        ("소형(천원)", "소형은"),
        ("소형(경유차의지원금액)", "소형(경유차의지원금액)은"),
        ("평일(주간)", "평일(주간)은"),
        ("어른(단체)", "어른(단체)은"),
        ("지원(1인당)", "지원(1인당)은"),
        ("'07실적", "2007년 실적은"),
    ],
)
def test_names_are_told_without_marks_and_units(names: str, subject: str) -> None:
    assert text(("5만원", names, "")) == f"{subject} 5만원입니다."


def test_a_number_as_a_columns_name_stands_behind_its_figure() -> None:
    assert text(("26위", "경쟁력", "19"), ("25위", "경쟁력", "20")) == "경쟁력은 26위(19), 25위(20)입니다."


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("▶ 무료", "무료"),
        ("• - 무료", "무료"),
        ("과 장", "과장"),
        ("과  장  실", "과장실"),
        ("3 급", "3 급"),
        ("무료 입장", "무료 입장"),
    ],
)
def test_a_cell_is_told_without_its_bullet_and_the_spaces_that_fill_it(words: str, plain: str) -> None:
    assert row((words, "소형", "요금")) == ToldRow(f"소형 요금은 {plain}입니다.", (plain,))


def test_words_that_are_no_sentence_are_quoted() -> None:
    assert as_written("감면 적용") == "문서에는 ‘감면 적용’이라고 나와 있습니다."
    assert as_written("감면 안내") == "문서에는 ‘감면 안내’라고 나와 있습니다."
    assert as_written("’23년도 감면") == "문서에는 “’23년도 감면”이라고 나와 있습니다."


def in_table(table: str, words: str) -> str:
    """The row of `table` (cells parted by tabs) that holds `words`, as it is told."""
    document = read_text(f"안내\n\n{table}\n", "안내.txt", document_id="d")
    rows = ((passage, sentence) for passage in split(document, Settings()) for sentence in passage.sentences)
    passage, sentence = next((p, s) for p, s in rows if s.cells and words in p.sentence_text(s))
    scored = SentenceScore(sentence, 0.5, 0.5)
    finding = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, ()), 0.9)
    return told_row(finding, NOTHING_ASKED, document).text


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("가구원수(명)", "가구원수 4명은"),
        ("가구원수", "가구원수 4는"),
        ("순위", "순위 4는"),
        ("학년", "4학년은"),
        ("단계", "4단계는"),
        ("구분", ""),  # 1, 2, 3, ... under a word that says nothing of them
        ("연번", ""),
        ("No.", ""),
    ],
)
def test_a_number_names_its_row_unless_it_only_counts_it(header: str, name: str) -> None:
    """ "4" of a household of four was once left out: the row was told as if it held for everybody."""
    amounts = ("143만원", "239만원", "305만원", "371만원")
    rows = "\n".join(f"{number}\t{amount}\t{number}억원" for number, amount in enumerate(amounts, start=1))
    told = in_table(f"{header}\t소득기준\t재산기준\n{rows}", "371만원")
    assert told == (
        f"{name} 소득기준 371만원, 재산기준 4억원입니다." if name else "· 소득기준: 371만원\n· 재산기준: 4억원"
    )


def test_numbers_that_do_not_count_from_one_are_names() -> None:
    rows = "7\t강변\t2대\n12\t해솔\t3대\n30\t가람\t1대"
    assert in_table(f"구분\t기점\t대수\n{rows}", "해솔").startswith("12는 ")
    assert not in_table(f"연번\t기점\t대수\n{rows}", "해솔").startswith("12")


def test_a_header_over_a_number_and_a_name_is_not_the_numbers() -> None:
    rows = "1\t돌봄\t주민센터\t3만원\n2\t나들이\t구청\t4만원\n3\t쉼터\t보건소\t5만원"
    assert in_table(f"사업\t\t장소\t금액\n{rows}", "나들이") == "나들이, 장소 구청, 금액 4만원"
    assert in_table(f"등급\t사업\t장소\t금액\n{rows}", "나들이").startswith("2등급은 사업 나들이,")
