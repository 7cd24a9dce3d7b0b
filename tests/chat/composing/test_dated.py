"""A date in full and where it lies as of today, worked by hand."""

import datetime as dt
from dataclasses import replace

import pytest
from findings import finding

from chat.composing.dated import TimeRemarks, dated, in_words, other_year, standing
from chat.reading.asked import analyse
from ingest.document import Cell, Document, Metadata, Sentence
from ingest.korean.dates import periods_in

WRITTEN = dt.date(2022, 1, 26)


def document(text: str, title: str = "안내", published: dt.date | None = WRITTEN) -> Document:
    return Document("d", title, text, (), Metadata(published=published), "d.txt", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7월 28일부터", "2022년 7월 28일부터"),
        ("~10월", "2022년 10월까지"),
        ("'23.6.3.(토)~6.11.(일)", "2023년 6월 3일부터 6월 11일까지"),
        ("2022년 12월~2023년 2월", "2022년 12월부터 2023년 2월까지"),
        ("6~7월", "2022년 6월부터 7월까지"),
        ("하반기", "2022년 하반기"),
        ("3분기", "2022년 3분기"),
        ("작년", "2021년"),
        ("'20~'25년", "2020년부터 2025년까지"),
    ],
)
def test_a_period_in_words(text: str, words: str) -> None:
    assert in_words(periods_in(text, WRITTEN)[0]) == words


@pytest.mark.parametrize(
    ("text", "today", "said"),
    [
        ("7월 28일부터", "2022-07-27", "아직 시작 전입니다"),
        ("7월 28일부터", "2022-07-29", "이미 시작되었습니다"),
        ("7월 28일부터", "2022-07-28", "오늘부터입니다"),
        ("7월부터", "2022-07-02", "이미 시작되었습니다"),
        ("7월 28일", "2022-07-27", "아직 오지 않은 날짜입니다"),
        ("7월", "2022-08-01", "지난 시기입니다"),
        ("7월", "2022-07-31", "지금이 그 시기입니다"),
        ("3월 2일~31일", "2022-03-02", "지금이 그 기간입니다"),
        ("3월 2일~31일", "2022-03-01", "아직 오지 않은 기간입니다"),
        ("3월 2일~31일", "2022-04-01", "지난 기간입니다"),
        ("3월 31일까지", "2022-03-31", "오늘이 마지막 날입니다"),
        ("3월 31일까지", "2022-03-30", "아직 기한이 남아 있습니다"),
        ("3월 31일까지", "2022-04-01", "기한이 지났습니다"),
    ],
)
def test_where_it_lies_as_of_today(text: str, today: str, said: str) -> None:
    assert standing(periods_in(text, WRITTEN)[0], dt.date.fromisoformat(today)) == said


TEXT = "면허증은 7월 28일부터 발급한다."


def test_the_date_that_answers_is_told_in_full() -> None:
    date = dated(analyse("언제부터예요?"), finding(TEXT, {"7월 28일": 0.9}), document(TEXT), dt.date(2026, 1, 1))
    assert date
    assert date.sentence == "2022년 7월 28일부터입니다(이미 시작되었습니다)."


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("얼마예요?", TEXT, "7월 28일"),  # no time is asked for
        ("무슨 요일이에요?", TEXT, "7월 28일"),  # a date is no weekday
        ("언제부터예요?", "면허증은 12월부터 발급한다.", "12월"),  # written in January: of which year?
        ("언제부터예요?", "면허증은 연말부터 발급한다.", "연말"),  # nobody said which day
        ("언제부터예요?", TEXT, "발급"),  # no date stands out
    ],
)
def test_where_there_is_doubt_the_sentence_speaks(question: str, text: str, value: str) -> None:
    assert dated(analyse(question), finding(text, {value: 0.9}), document(text), dt.date(2026, 1, 1)) is None


def test_what_is_past_anyway_is_not_said_to_be() -> None:
    past, text = dt.date(2026, 1, 1), "면허증은 2021년 7월 28일부터 발급했다."
    date = dated(analyse("언제부터예요?"), finding(text, {"2021년 7월 28일": 0.9}), document(text), past)
    assert date
    assert date.sentence == "2021년 7월 28일부터입니다."  # before the document was written
    asked = dated(analyse("언제부터 발급했나요?"), finding(TEXT, {"7월 28일": 0.9}), document(TEXT), past)
    assert asked
    assert asked.standing == ""


@pytest.mark.parametrize(
    ("question", "title", "said"),
    [
        ("작년 입장료는 얼마였나요?", "2023 물빛축제", "작년(2025년)의 내용은 찾지 못했습니다. 찾은 것은 2023년에 관한 문서의 내용입니다."),
        ("2022년 입장료는?", "물빛축제", "2022년의 내용은 찾지 못했습니다. 찾은 것은 2023년에 나온 문서의 내용입니다."),
        ("2023년 입장료는?", "물빛축제", ""),
        ("입장료는?", "물빛축제", ""),
        ("6월 입장료는?", "물빛축제", ""),
        ("오늘 입장료는?", "물빛축제", ""),
    ],
)  # fmt: skip
def test_another_year_is_said(question: str, title: str, said: str) -> None:
    text, today = "입장료는 3천원이며, '22년보다 1천원 올랐다.", dt.date(2026, 5, 1)
    documents = {"d": document(text, title, dt.date(2023, 5, 22))}
    asked = analyse(question, today)
    assert TimeRemarks.of(asked, [finding(text, {"3천원": 0.9})], None, documents, today).lead == said


def test_a_document_without_a_year_is_no_other_years() -> None:
    text, today = "입장료는 3천원이다.", dt.date(2026, 5, 1)
    documents = {"d": document(text, published=None)}
    assert TimeRemarks.of(analyse("작년 입장료는?", today), [finding(text, {})], None, documents, today).lead == ""


def test_a_sentence_of_an_undated_document_tells_the_year_it_speaks_of_and_not_the_documents() -> None:
    text, today = "2005년 9월 이전에 생산한 제품이 대상이다.", dt.date(2026, 5, 1)
    documents = {"d": document(text, "물빛축제", published=None)}
    sentence = other_year(analyse("2023년 보상은?", today), [finding(text, {})], documents)
    assert sentence == "2023년의 내용은 찾지 못했습니다. 찾은 것은 2005년에 관한 대목입니다."


@pytest.mark.parametrize(
    ("further", "said"),
    [("보상은 2005년에 했다.", True), ("보상은 3월에 한다.", False), ("보상은 2023년에 한다.", False)],
)
def test_another_year_is_only_said_where_all_that_is_shown_is_of_another(further: str, said: bool) -> None:
    texts, today = ("2005년 9월 이전에 생산한 제품이 대상이다.", further), dt.date(2026, 5, 1)
    documents = {"d": document(texts[0], "물빛축제", published=None)}
    sentence = other_year(analyse("2023년 보상은?", today), [finding(text, {}) for text in texts], documents)
    assert bool(sentence) is said


STARTS = "신청은 7월 28일부터 받는다."


@pytest.mark.parametrize(
    ("question", "in_full"),
    [
        ("신청은 언제부터예요?", True),
        ("신청은 며칠부터예요?", True),  # asks for a date, else for a duration
        ("신청은 언제 어디서 해요?", False),  # two things
        ("신청은 며칠 동안 받아요?", False),
    ],
)
def test_a_date_is_told_in_full_where_one_is_asked_for(question: str, in_full: bool) -> None:
    found = dated(analyse(question), finding(STARTS, {"7월 28일": 0.9}), document(STARTS), dt.date(2022, 7, 1))
    assert (found is not None and found.words == "2022년 7월 28일부터") is in_full


@pytest.mark.parametrize(("count", "in_full"), [(1, True), (2, False)])
def test_no_date_in_full_before_several_sentences(count: int, in_full: bool) -> None:
    findings = [finding(STARTS, {"7월 28일": 0.9})] * count
    asked = analyse("신청은 언제부터예요?")
    remarks = TimeRemarks.of(asked, findings, None, {"d": document(STARTS)}, dt.date(2022, 7, 1))
    assert (remarks.dated is not None) is in_full


@pytest.mark.parametrize(("first", "second", "in_full"), [(0.9, 0.1, True), (0.9, 0.9, False)])
def test_in_a_row_the_only_cell_that_answers_tells_the_date(first: float, second: float, in_full: bool) -> None:
    row = "접수\t7월 28일\t8월 3일"
    places = [(row.index(value), len(value), name) for value, name in (("7월 28일", "시작"), ("8월 3일", "마감"))]
    cells = tuple(Cell(at, at + length, ("접수",), (name,)) for at, length, name in places)
    found = finding(row, {"7월 28일": first, "8월 3일": second})
    sentence = Sentence(0, len(row), cells=cells)
    found = replace(found, scored=replace(found.scored, sentence=sentence))
    date = dated(analyse("접수는 언제예요?"), found, document(row), dt.date(2022, 7, 1))
    assert (date is not None and date.words == "2022년 7월 28일") is in_full


@pytest.mark.parametrize(
    ("text", "heading", "today", "meant"),
    [
        ("지난해 지원을 받은 청년은 1,240명이다.", (), 2026, (("지난해", 2021),)),
        ("작년보다 올해 260명 많은 1,500명을 지원한다.", (), 2026, (("작년", 2021), ("올해", 2022))),
        ("내년 3월부터 1,500명을 지원한다.", (), 2023, (("내년", 2023),)),
        ("지난해 지원을 받은 청년은 1,240명이다.", (), 2022, ()),  # the reader's last year, too
        ("전년도 소득이 1,500만 원 이하인 청년을 지원한다.", (), 2026, ()),
        ("지난해 소득이 1,500만 원 이하인 청년을 지원한다.", ("제3조(대상)",), 2026, ()),
        ("2021년에 지원을 받은 청년은 1,240명이다.", (), 2026, ()),
    ],
)
def test_what_a_word_for_a_year_means(
    text: str, heading: tuple[str, ...], today: int, meant: tuple[tuple[str, int], ...]
) -> None:
    found = finding(text, {})
    found = replace(found, hit=replace(found.hit, passage=replace(found.passage, heading=heading)))
    day = dt.date(today, 6, 1)
    remarks = TimeRemarks.of(analyse("청년은 몇 명?", day), [found], None, {"d": document(text)}, day)
    assert remarks.meant == meant


@pytest.mark.parametrize(
    ("text", "question", "heading", "today", "told"),
    [
        (
            "1월 27일부터 시범 발급하고, 7월부터 전국 시행한다.",
            "발급은 언제부터 해요?",
            (),
            "2023-06-01",
            ["2022년 1월 27일부터입니다(이미 시작되었습니다).", "2022년 7월부터입니다(이미 시작되었습니다)."],
        ),
        ("지난해 5월 시행하고, 올해 넓혔다.", "시행은 언제부터 해요?", (), "2023-06-01", ["2021년 5월입니다."]),
        (
            "1월 27일부터 발급하고, 7월부터 시행한다.",
            "발급은 언제부터 해요?",
            (),
            "2022-06-01",
            [],
        ),  # the reader's year
        ("1월 27일부터 발급하고, 7월부터 시행한다.", "발급은 어디서 해요?", (), "2023-06-01", []),
        ("1월 27일부터 발급하고, 7월부터 시행한다.", "발급은 언제부터 해요?", ("제3조(발급)",), "2023-06-01", []),
        ("2022년 1월 27일부터 2022년 3월까지 발급한다.", "발급은 어떤 날 해요?", (), "2023-06-01", []),
        (
            "접수는 9월 말까지 한다.",
            "접수는 언제까지 해요?",
            (),
            "2023-06-01",
            ["2022년 9월 말까지입니다(기한이 지났습니다)."],
        ),
    ],
)
def test_dates_without_a_year_are_told_in_full_beside_the_sentence(
    text: str, question: str, heading: tuple[str, ...], today: str, told: list[str]
) -> None:
    found = finding(text, {})
    found = replace(found, hit=replace(found.hit, passage=replace(found.passage, heading=heading)))
    day = dt.date.fromisoformat(today)
    remarks = TimeRemarks.of(analyse(question, day), [found], None, {"d": document(text)}, day)
    assert remarks.dated is None
    assert [one.sentence for one in remarks.dates] == told
    assert remarks.meant == ((("올해", 2022),) if "올해" in text else ())
