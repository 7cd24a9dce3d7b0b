import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Passage, PassageKind
from ingest.korean.morphemes import sentence_spans
from ingest.read import read_file, read_text
from ingest.settings import Settings
from ingest.split import split

SEED = Path(__file__).parents[2] / "seeds" / "2022-digital-new-deal.txt"
SETTINGS = Settings()

PLAN = """Ⅰ. 추진 배경

□ 여건
 ○ (인구) 농촌 인구가 빠르게 줄고 있다*. 학교도 줄었다.
   - 초등학교 10곳이 문을 닫았다
  * 최근 5년 통계청 자료

Ⅱ. 추진 계획

< 연도별 예산 >
(단위: 억원)
구분\t예산\t\t비고
\t'23년\t'24년\t
① 도로 정비\t1.5\t2.0\t계속
② 학교 개축\t-\t3.0\t신규

* 예산 추이(억원) : ('22)1.2 ('23)1.5 ('24)5.0
"""


def _check(document: Document, passages: tuple[Passage, ...]) -> None:
    """What must hold for every text: spans are exact, in order, and nothing is lost."""
    covered = bytearray(len(document.text))
    end = 0
    for passage in passages:
        assert document.text[passage.start : passage.end] == passage.text
        assert passage.start >= end
        end = passage.end
        covered[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
        inside = passage.start
        assert passage.sentences
        for sentence in passage.sentences:
            assert inside <= sentence.start < sentence.end <= passage.end
            inside = sentence.end
            assert all(sentence.start <= c.start < c.end <= sentence.end for c in sentence.cells)
    lost = [sign for sign, seen in zip(document.text, covered, strict=True) if not seen and not sign.isspace()]
    assert lost == []


def _passages(text: str, chars: int = 400) -> tuple[Document, tuple[Passage, ...]]:
    document = read_text(text, "계획.txt")
    passages = split(document, Settings(passage_chars=chars))
    _check(document, passages)
    return document, passages


def test_passages_carry_the_headings_that_open_them() -> None:
    _, passages = _passages(PLAN)
    assert [passage.heading for passage in passages] == [
        ("Ⅰ. 추진 배경", "□ 여건", "인구"),
        ("Ⅱ. 추진 계획",),
    ]
    assert passages[0].text.startswith("Ⅰ. 추진 배경\n\n□ 여건\n ○ (인구)")
    assert (passages[0].id, passages[0].document_id, passages[0].kind) == ("계획#0000", "계획", PassageKind.LIST_ITEM)
    assert passages[1].kind is PassageKind.TABLE_ROW


def test_sentences_leave_markers_out_and_know_what_they_belong_to() -> None:
    _, passages = _passages(PLAN)
    first = passages[0]
    assert [(first.sentence_text(one), one.context) for one in first.sentences] == [
        ("Ⅰ. 추진 배경", ""),
        ("□ 여건", ""),
        ("(인구) 농촌 인구가 빠르게 줄고 있다*.", ""),
        ("학교도 줄었다.", "인구"),
        ("초등학교 10곳이 문을 닫았다", "인구"),
        ("최근 5년 통계청 자료", "○ (인구) 농촌 인구가 빠르게 줄고 있다"),
    ]


def test_table_rows_repeat_their_caption_and_header() -> None:
    document, passages = _passages(PLAN)
    rows = {passages[1].sentence_text(one).split("\t")[0]: one for one in passages[1].sentences}
    road = rows["① 도로 정비"]
    assert road.context == "< 연도별 예산 > (단위: 억원) · 예산 · '23년 · '24년 · 비고"
    assert [(document.text[c.start : c.end], c.row, c.column, c.unit) for c in road.cells] == [
        ("1.5", ("① 도로 정비",), ("예산", "'23년"), "억원"),
        ("2.0", ("① 도로 정비",), ("예산", "'24년"), "억원"),
        ("계속", ("① 도로 정비",), ("비고",), ""),  # words have no unit
    ]
    assert rows["구분"].cells == ()
    series = passages[1].sentences[-1]
    assert [(document.text[c.start : c.end], c.column) for c in series.cells] == [
        ("1.2", ("'22",)),
        ("1.5", ("'23",)),
        ("5.0", ("'24",)),
    ]


def test_what_hangs_on_an_item_with_a_common_name_is_found_by_its_section_too() -> None:
    _, passages = _passages("1. 지원사업\n 가. 기간: 3. 1. ~ 3. 31.\n 나. 제출서류\n  - 신청서 1부\n  - 동의서 1부\n")
    sentences = [(passage.sentence_text(one), one.context) for passage in passages for one in passage.sentences]
    assert sentences[1:] == [
        ("기간: 3. 1. ~ 3. 31.", ""),
        ("제출서류", ""),
        ("신청서 1부", "지원사업 · 나. 제출서류"),
        ("동의서 1부", "지원사업 · 나. 제출서류"),
    ]


def test_rows_of_a_table_without_a_caption_carry_the_heading_and_the_names_of_their_labels() -> None:
    text = "2. 입장료 (단위: 원)\n\n시설\t개인\t단체(20명 이상)\n식물원\t600\t450\n온실\t300\t200\n"
    document, (passage,) = _passages(text)
    row = passage.sentences[2]
    assert (passage.heading, row.context) == (
        ("2. 입장료 (단위: 원)",),
        "입장료 (단위: 원) · 시설 · 개인 · 단체(20명 이상)",
    )
    assert [(document.text[c.start : c.end], c.row, c.column, c.unit) for c in row.cells] == [
        ("600", ("식물원",), ("개인",), "원"),
        ("450", ("식물원",), ("단체(20명 이상)",), "원"),
    ]


def test_names_and_values_side_by_side_are_paired() -> None:
    document, (passage,) = _passages("성명\t홍길동\t소속\t총무과\n연락처\t02-111-2222\t직급\t주무관\n")
    assert [(document.text[c.start : c.end], c.row) for one in passage.sentences for c in one.cells] == [
        ("홍길동", ("성명",)),
        ("총무과", ("소속",)),
        ("02-111-2222", ("연락처",)),
        ("주무관", ("직급",)),
    ]


def test_long_items_are_parted_below_their_names_and_rows_are_never_cut() -> None:
    items = "".join(f"- ({name}) {'우리는 이 일을 올해 안에 마친다. ' * 4}\n" for name in ("도로", "학교", "병원"))
    _, passages = _passages(f"1. 계획\n① (기반 시설) 기반 시설을 넓힌다.\n{items}", 100)
    assert passages[0].heading == ("1. 계획", "① (기반 시설)")
    assert passages[1].heading == ("1. 계획", "① (기반 시설)", "도로")
    assert passages[-1].heading == ("1. 계획", "① (기반 시설)", "병원")
    assert max(len(passage.text) for passage in passages) <= 150
    table = "구분\t내용\n" + "".join(f"항목 {n}\t{'긴 내용을 적는다 ' * 8}\n" for n in range(10))
    _, parts = _passages(table, 200)
    assert len(parts) > 3
    assert all(line.startswith(("항목", "구분")) for part in parts for line in part.text.split("\n"))
    assert parts[-1].sentences[-1].context == "내용"


def test_a_heading_without_words_below_is_still_found() -> None:
    _, passages = _passages("# 안내\n\n하세요.\n\n# 끝맺음\n")
    assert [(passage.text, passage.kind) for passage in passages] == [
        ("# 안내\n\n하세요.", PassageKind.PARAGRAPH),
        ("# 끝맺음", PassageKind.HEADING),
    ]


def test_wrapped_lines_make_one_sentence() -> None:
    wrapped = "관람객은 자료관에서 도서와 기록을 누구나 무료로 볼 수 있으며 따로 신\n청하지 않아도 된다. 월요일은 쉰다."
    _, (passage,) = _passages(wrapped)
    assert [passage.sentence_text(one) for one in passage.sentences] == [
        "관람객은 자료관에서 도서와 기록을 누구나 무료로 볼 수 있으며 따로 신\n청하지 않아도 된다.",
        "월요일은 쉰다.",
    ]


def test_the_seed_document_is_read_quickly_and_nothing_is_lost() -> None:
    sentence_spans("분석기를 먼저 올린다.")
    before = time.process_time()
    document = read_file(SEED, SETTINGS)
    passages = split(document, SETTINGS)
    assert time.process_time() - before < 2
    _check(document, passages)
    assert split(read_file(SEED, SETTINGS), SETTINGS) == passages


def test_a_budget_figure_of_the_seed_document_is_found_by_row_and_column() -> None:
    document = read_file(SEED, SETTINGS)
    cells = [cell for passage in split(document, SETTINGS) for one in passage.sentences for cell in one.cells]
    (figure,) = (
        document.text[cell.start : cell.end] + cell.unit
        for cell in cells
        if cell.row == ("③ 초연결 신산업 육성",) and cell.column[-1] == "'21년"
    )
    assert figure == "0.5조원"


_LINES = st.sampled_from(
    [
        "□ 제목",
        "○ 항목",
        "- (이름) 세부 내용이다.",
        "* 주석",
        "1. 첫째",
        "가. 나",
        "① 하나",
        "제1조(목적) 정한다.",
        "가\t나\t다",
        "\t1\t2",
        "",
        " ",
        "< 표 >",
        "(단위: 원)",
        "글이다. 또 글이다.",
        "※ 참고",
        "Ⅱ\t계획",
        "■ 상자\t",
        "\f",
        "# 머리",
        "[묶음]",
        "Q. 왜?",
        "A. 그냥.",
        "A1.",
        "문의: 가과 02-111-2222",
        "2. 요금 (단위: 원)",
        "- 3 -",
        "('19)16.9 ('20)20.0",
        "가" * 130,
        "(열린 괄호",
        ": 이어짐",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=25), st.integers(100, 400))
def test_no_line_is_lost_whatever_stands_together(lines: list[str], chars: int) -> None:
    _passages("\n".join(lines), chars)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("가나.\t\n□○-*①1()'<> ")), max_size=300))
def test_no_letter_is_lost_in_any_text(text: str) -> None:
    _passages(text)


def test_one_endless_line_is_done_without_the_analyser() -> None:
    before = time.process_time()
    document = read_text("오늘은 날이 맑고 바람이 분다. " * 60_000, "긴 줄.txt")  # one line of a million characters
    passages = split(document, SETTINGS)
    assert time.process_time() - before < 15
    assert passages[-1].end == len(document.text)
    assert max(len(passage.text) for passage in passages) <= 500
    (one,) = split(read_text("가" * 1999, "a.txt"), SETTINGS)
    assert one.text == "가" * 1999


@pytest.mark.skipif("MUREOBWA_TEST_TEXTS" not in os.environ, reason="MUREOBWA_TEST_TEXTS names no folder of texts")
def test_nothing_is_lost_in_other_texts() -> None:
    for path in sorted(Path(os.environ["MUREOBWA_TEST_TEXTS"]).rglob("*.txt")):
        if path.stat().st_size:
            document = read_file(path, SETTINGS)
            _check(document, split(document, SETTINGS))


def test_an_answer_in_a_row_of_answers_stands_under_its_own_question() -> None:
    text = (
        "□ 질문\nQ1. 언제 여나요?\nQ2. 물을 주나요?\nQ3. 반려동물도 들어갈 수 있나요?\n\n"
        "□ 답변\nA1. 9시에 엽니다.\nA2. 네, 드립니다.\nA3. 아니요. 다만 안내견은 됩니다.\n"
    )
    document = read_text(text, "문답.txt")
    under = {
        document.text[s.start : s.end]: (passage.heading[-1], s.context)
        for passage in split(document, Settings())
        for s in passage.sentences
    }
    assert under["9시에 엽니다."] == ("Q1. 언제 여나요?", "언제 여나요?")
    assert under["네, 드립니다."] == ("Q2. 물을 주나요?", "물을 주나요?")
    assert under["다만 안내견은 됩니다."] == ("Q3. 반려동물도 들어갈 수 있나요?", "반려동물도 들어갈 수 있나요?")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("[질문 1] 물은 주나요", "[답변] 네, 드립니다."),
        ("질의 2: 물은 주나요", "회신 2: 네, 드립니다."),
        ("문 1. 물은 주나요", "답 네, 드립니다."),
        ("Q. 물은 주나요?", "A. 네, 드립니다."),
    ],
)
def test_a_question_and_its_answer_are_one_passage_without_the_mark(question: str, answer: str) -> None:
    document = read_text(f"자주 묻는 질문\n\n{question}\n{answer}\n", "문답.txt")
    [passage] = split(document, Settings())
    assert [document.text[s.start : s.end] for s in passage.sentences][1:] == [question, "네, 드립니다."]


def test_a_form_s_values_carry_the_names_that_stand_before_them_in_the_row() -> None:
    rows = "소속\t국토교통부\t작성자\t이름\t이정섭\n담당\t신도시과\t작성자\t연락처\t044-201-4927\n"
    document, (passage,) = _passages(rows)
    names = {document.text[c.start : c.end]: (c.row, c.column) for one in passage.sentences for c in one.cells}
    assert names == {
        "국토교통부": (("소속",), ()),
        "이정섭": (("소속",), ("작성자", "이름")),
        "신도시과": (("담당",), ()),
        "044-201-4927": (("담당",), ("작성자", "연락처")),
    }


def test_months_behind_one_with_its_year_carry_it() -> None:
    _, (passage,) = _passages("(단위: 조원)\t'24.12월\t1월\t2월\n대출\t1.5\t2.5\t3.5\n예금\t0.5\t0.6\t0.7\n")
    assert [c.column for c in passage.sentences[1].cells] == [("'24.12월",), ("'25.1월",), ("'25.2월",)]


def test_a_letterhead_is_names_and_values() -> None:
    document, (passage,) = _passages("보도시점\t2024. 3. 5.(화) 17:00\t배포\t2024. 3. 5.(화) 09:00\n")
    assert [(document.text[c.start : c.end], c.row) for one in passage.sentences for c in one.cells] == [
        ("2024. 3. 5.(화) 17:00", ("보도시점",)),
        ("2024. 3. 5.(화) 09:00", ("배포",)),
    ]


def test_what_holds_for_all_tables_of_a_part_goes_with_their_rows() -> None:
    table = "구분\t'23년\t'24년\n미국\t1.5\t2.5\n"
    parts = f"(총투자 기준)\n\n1. 나라별 동향\n\n{table}\n(순투자 기준)\n\n1. 나라별 동향\n\n{table}"
    _, passages = _passages(f"투자 통계\n\n통계를 알립니다.\n\n자료입니다.\n\n{parts}")
    rows = [one.context for passage in passages for one in passage.sentences if one.cells]
    assert rows == [f"{part} 기준 · 나라별 동향 · '23년 · '24년" for part in ("총투자", "순투자")]
