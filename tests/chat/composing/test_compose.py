"""What is told of a finding, worked by hand: a row of a table as a sentence a person would say."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from chat.answer import Answer, Status
from chat.composing.compose import compose, quoted_only
from chat.reading.asked import analyse
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence
from retriever.hit import Hit, SentenceScore
from retriever.index import Index
from retriever.query import Query


class _Documents:
    """All that composing asks of an index: every word weighs the same."""

    vocabulary = SimpleNamespace(idf=lambda form: 1.0)

    def __init__(self, text: str) -> None:
        self.documents = {"d": Document("d", "제목", text, (), Metadata(), "d.txt", "")}


def told(
    question: str, columns: Sequence[Sequence[str]], row: str, chances: Mapping[str, float], unit: str = ""
) -> tuple[str, list[str]]:
    """The answer from the table row `row` (cells parted by tabs, its name first), and its marked words."""
    name, *values = row.split("\t")
    at = len(name) + 1
    cells = []
    for value, column in zip(values, columns, strict=True):
        cells.append(Cell(at, at + len(value), (name,), tuple(column), unit))
        at += len(value) + 1
    sentence = Sentence(0, len(row), cells=tuple(cells))
    passage = Passage("p", "d", 0, len(row), (), row, PassageKind.TABLE_ROW, (sentence,))
    words = tuple((row.index(word), row.index(word) + len(word), chance) for word, chance in chances.items())
    scored = SentenceScore(sentence, 0.5, 0.5)
    finding = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, words), 0.9)
    index = cast("Index", _Documents(row))
    answer = compose(question, Query(question, question, ()), analyse(question), [finding], index)
    return answer.text, [answer.text[start:end] for start, end in answer.marks]


YEARS = (("'21년",), ("'22년",))


@pytest.mark.parametrize(
    ("columns", "row", "chances", "text"),
    [
        (YEARS, "디지털 뉴딜\t5.9\t9.0", {"9.0": 0.9}, "디지털 뉴딜은 2022년 9.0조원입니다. [1]"),
        ((("국비",), ("시비",)), "승용차\t5.9\t9.0", {"9.0": 0.9}, "승용차 시비는 9.0조원입니다. [1]"),
        (YEARS, "증감률\t-3.5%\t△0.5%", {"-3.5%": 0.9}, "증감률은 2021년 -3.5%입니다. [1]"),
        (YEARS, "디지털 뉴딜\t5.9\t9.0", {}, "디지털 뉴딜은 2021년 5.9조원, 2022년 9.0조원입니다. [1]"),
        ((("투자", "'21년"), ("투자", "'22년")), "D.N.A 강화\t5.9\t9.0", {"5.9": 0.9}, "D.N.A 강화 투자는 2021년 5.9조원입니다. [1]"),
    ],
)  # fmt: skip
def test_a_row_is_told_as_a_sentence(
    columns: Sequence[Sequence[str]], row: str, chances: Mapping[str, float], text: str
) -> None:
    assert told("얼마예요?", columns, row, chances, "조원")[0] == text


def test_the_mark_holds_the_unit() -> None:
    assert told("얼마예요?", YEARS, "디지털 뉴딜\t5.9\t9.0", {"9.0": 0.9}, "조원")[1] == ["9.0조원"]


def test_a_sign_is_no_sentence() -> None:
    text, _ = told("법인도 되나요?", (("개인",), ("법인",)), "지원\t○\t-", {"-": 0.9})
    assert text == "지원: 법인 - [1]"


def test_the_particle_behind_a_quote_follows_its_last_sound() -> None:
    assert told("얼마예요?", (("",),), "\t감면 적용", {})[0] == "문서에는 ‘감면 적용’이라고 나와 있습니다. [1]"
    assert (
        told("얼마예요?", (("",),), "\t감면 혜택과 문의", {})[0] == "문서에는 ‘감면 혜택과 문의’라고 나와 있습니다. [1]"
    )


def test_a_row_of_contacts_is_told_with_its_department_first() -> None:
    columns = (("부서",), ("담당 과장",), ("담당자",))
    row = "농식품부\t코로나19대책반\t윤광일(044-201-1161)\t장 미 사무관(1164)"
    assert told("농식품부 담당 부서와 전화번호는?", columns, row, {})[0] == (
        "담당 부서는 농식품부 코로나19대책반이며, 담당 과장은 윤광일(044-201-1161), 담당자는 장 미 사무관(044-201-1164)입니다. [1]"
    )


def test_a_row_without_names_of_columns_is_told_as_a_list_and_not_as_a_sentence() -> None:
    row = "교육자치협력과\t과장\t김하나\t044-203-6340"
    assert told("누구에게 물어요?", ((), (), ()), row, {})[0] == "교육자치협력과: 과장, 김하나, 044-203-6340 [1]"


def test_the_year_in_a_columns_name_is_told_in_full() -> None:
    columns = (("'21.11",), ("'21.12",))
    assert told("얼마예요?", columns, "고용 증감\t8.6\t17.4", {"17.4": 0.9}, "만명")[0] == (
        "고용 증감은 2021년 12월 17.4만명입니다. [1]"
    )
    results = (("'06실적",), ("'07실적",))
    assert told("2007년 실적은 얼마예요?", results, "해외자원\t3,325\t5,649", {})[0] == (
        "해외자원 2007년 실적은 5,649입니다. [1]"
    )


def test_a_cell_of_prose_without_a_predicate_is_quoted() -> None:
    prose = "AI 연구원을 설립하고 초거대AI 개발 등에 1,200억원 투자예정(21.5), 초거대AI 공개"
    assert told("LG는 얼마를 투자해요?", (("투자",),), f"LG\t{prose}", {})[0] == (
        f"LG에 대해 문서에는 ‘{prose}’라고 나와 있습니다. [1]"
    )


def test_cells_of_many_words_are_told_as_a_list_below_what_they_share() -> None:
    columns = (("신고", "하는 일"), ("신고", "담당 부서"))
    row = "보건위생과\t이발소와 목욕탕과 세탁소의 영업 신고\t공중위생팀"
    assert told("어디에 신고해요?", columns, row, {})[0] == (
        "보건위생과 신고\n· 하는 일: 이발소와 목욕탕과 세탁소의 영업 신고\n· 담당 부서: 공중위생팀 [1]"
    )


def test_a_header_over_two_cells_is_told_once() -> None:
    columns = (("장소",), ("합의",), ("합의",))
    row = "\t서정초등학교 정문 주변 사거리\t촬영 범위는 차량으로 한정\t녹화한 영상은 한 달 보관"
    assert told("어디예요?", columns, row, {})[0] == (
        "· 장소: 서정초등학교 정문 주변 사거리\n· 합의: 촬영 범위는 차량으로 한정\n· 녹화한 영상은 한 달 보관 [1]"
    )


def test_a_sentence_in_a_cell_is_told_as_one() -> None:
    assert told("법인도 되나요?", (("지원",),), "법인\t지원하지 않는다.", {})[0] == "법인: 지원하지 않습니다. [1]"
    assert told("몇 장까지 돼요?", (("분량",),), "요약서\t제한 없음", {})[0] == "요약서 분량은 제한 없음입니다. [1]"


def test_a_word_set_wide_in_its_cell_is_told_as_one() -> None:
    assert told("누구예요?", ((), ()), "교육협력과\t과 장\t김하나", {})[0] == "교육협력과: 과장, 김하나 [1]"


def said(question: str, sentence: str, chances: Mapping[str, float]) -> str:
    """The text of the answer from one running sentence."""
    return answer_of(question, sentence, chances).text


def answer_of(question: str, sentence: str, chances: Mapping[str, float]) -> Answer:
    index = cast("Index", _Documents(sentence))
    return compose(question, Query(question, question, ()), analyse(question), [found(sentence, chances)], index)


def found(sentence: str, chances: Mapping[str, float]) -> Finding:
    """The finding of a document that is one running sentence."""
    one = Sentence(0, len(sentence))
    passage = Passage("p", "d", 0, len(sentence), (), sentence, PassageKind.PARAGRAPH, (one,))
    words = tuple((sentence.index(w), sentence.index(w) + len(w), chance) for w, chance in chances.items())
    scored = SentenceScore(one, 0.5, 0.5)
    return Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, words), 0.9)


@pytest.mark.parametrize(
    ("question", "sentence", "chances", "text"),
    [
        ("기초금액이 얼마예요?", "기초금액: 6,400,000원", {"6,400,000원": 0.9}, "기초금액은 6,400,000원입니다. [1]"),
        (
            "누가 조사했어요?",
            "○ 조사 주관기관 : 한국보건사회연구원",
            {},
            "조사 주관기관은 한국보건사회연구원입니다. [1]",
        ),
        (
            "4대 특구가 뭐예요?",
            "지방시대 4대 특구 : 교육발전특구, 기회발전특구, 도심융합특구",
            {},
            "지방시대 4대 특구는 교육발전특구, 기회발전특구, 도심융합특구입니다. [1]",
        ),
        ("어느 홈페이지에서 하나요?", "www.imstars.or.kr", {"www.imstars.or.kr": 0.9}, "www.imstars.or.kr입니다. [1]"),
        (
            "어떻게 신청해요?",
            "신청 방법 : 누리집 접속 → 회원가입 → 서류 첨부",
            {},
            "문서에는 ‘신청 방법 : 누리집 접속 → 회원가입 → 서류 첨부’라고 나와 있습니다. [1]",
        ),
    ],
)
def test_a_name_with_its_value_is_told_as_a_sentence(
    question: str, sentence: str, chances: Mapping[str, float], text: str
) -> None:
    assert said(question, sentence, chances) == text


def test_of_two_things_asked_the_one_without_an_answer_is_named() -> None:
    sentence = "요금은 5만원이다."
    both = answer_of("요금은 얼마이고 언제 내나요?", sentence, {"5만원": 0.9})
    assert both.status is Status.PARTIAL
    assert ["언제" in note for note in both.notes] == [True]
    one = answer_of("요금은 언제 내나요?", sentence, {})
    assert (one.status, one.notes) == (Status.ANSWERED, ())


def test_a_value_is_told_in_english_before_its_sentence() -> None:
    text = said("How much is the fee?", "요금은 5만원이다.", {"5만원": 0.9})
    assert text == "KRW 50,000.\n\nOriginal Korean text: “요금은 5만원이다.” [1]"


@pytest.mark.parametrize(
    ("question", "begun"),
    [("How much is the fee?", "Original Korean text: “요금은"), ("요금 얼마?", "문서에는 ‘요금은")],
)
def test_the_plainest_answer_is_in_the_language_of_the_question(question: str, begun: str) -> None:
    """English visitors once got it in Korean."""
    sentence = "요금은 5만원이다."
    index = cast("Index", _Documents(sentence))
    answer = quoted_only(question, Query(question, question, ()), analyse(question), [found(sentence, {})], index)
    assert answer.text.startswith(begun)


LANDMARKS = "늘푸른 강변 공영 해솔시 중앙공원 지하 두레 누리 나루"


def test_before_a_statement_of_more_than_44_characters_its_value_is_told() -> None:
    for letters, first in ((29, ""), (30, "5만원입니다. ")):
        place = LANDMARKS[:letters]
        sentence = f"{place}주차장 요금은 5만원입니다."
        assert len(sentence) == letters + 15
        assert (
            said("주차장 요금이 얼마예요?", f"{place}주차장 요금은 5만원이다.", {"5만원": 0.9})
            == f"{first}{sentence} [1]"
        )


def test_a_sentence_of_more_than_140_characters_is_cut_to_the_clause_that_answers() -> None:
    rest = " " + "구청과 " * 27 + "시민청에서 받고 공영주차장 요금은 5만원으로 한다."
    at_most, longer = f"신청은{rest}", f"재신청은{rest}"
    assert (len(at_most), len(longer)) == (140, 141)
    question = "주차장 요금이 얼마예요?"
    assert "신청은 구청과" in said(question, at_most, {"5만원": 0.9})
    assert said(question, longer, {"5만원": 0.9}) == "공영주차장 요금은 5만원으로 합니다. [1]"


def test_two_rows_in_one_sentence_are_told_each_by_its_name() -> None:
    sentence = "준비지수(26위(19)→7위(20)), 보호지수(15위('19)→4위('21))"
    cells = tuple(
        Cell(sentence.index(value), sentence.index(value) + len(value), (row,), (label,))
        for row, label, value in (
            ("준비지수", "19", "26위"), ("준비지수", "20", "7위"), ("보호지수", "'19", "15위"), ("보호지수", "'21", "4위"),
        )
    )  # fmt: skip
    one = Sentence(0, len(sentence), cells=cells)
    passage = Passage("p", "d", 0, len(sentence), (), sentence, PassageKind.PARAGRAPH, (one,))
    scored = SentenceScore(one, 0.5, 0.5)
    finding = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, ()), 0.9)
    index = cast("Index", _Documents(sentence))
    answer = compose("순위는?", Query("순위는?", "순위는?", ()), analyse("순위는?"), [finding], index)
    assert answer.text == "준비지수는 26위(19), 7위(20), 보호지수는 2019년 15위, 2021년 4위입니다. [1]"
