import datetime as dt

import pytest

from chat.answer import Answer, Status
from chat.composing.draft import SHORT_ANSWER, CitedSpan, Draft, as_list
from chat.settings import Settings
from chat.verification.final_check import unsupported
from ingest.blocks import Table
from ingest.document import Cell, Document, Metadata, Passage, PassageKind, Sentence
from ingest.read import read_text
from ingest.split import split

TEXT = "여권 안내\n수수료는  53,000원이다. 기간은 8일이다."
DOCUMENT = Document(
    "여권", "여권 안내", TEXT, (), Metadata(office="여권과", published=dt.date(2024, 1, 2)), "여권.txt", "0" * 64
)
PASSAGE = Passage(
    "여권-1", "여권", 6, 34, ("여권 안내",), TEXT[6:34], PassageKind.PARAGRAPH, (Sentence(6, 22), Sentence(23, 34))
)


def test_same_source_same_marker_and_marks_fall_on_the_words() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("53,000원입니다.", (), ("53,000원",))
    draft.say("수수료는 53,000원입니다.", (CitedSpan(PASSAGE, 6, 22),), ("수수료는  53,000원",))
    draft.say("기간은 8일입니다.", (CitedSpan(PASSAGE, 23, 34), CitedSpan(PASSAGE, 6, 22)), ("8일",))
    assert draft.text == "53,000원입니다. 수수료는 53,000원입니다. [1] 기간은 8일입니다. [2] [1]"
    assert [draft.text[start:end] for start, end in draft.marks] == ["53,000원", "수수료는 53,000원", "8일"]
    assert [(c.marker, c.quote) for c in draft.citations] == [(1, "수수료는  53,000원이다."), (2, "기간은 8일이다.")]
    assert draft.citations[0].published == "2024-01-02"
    assert draft.citations[0].office == "여권과"


def test_a_number_in_brackets_of_the_document_is_no_marker() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("[2] 수수료는 53,000원입니다[3].", (CitedSpan(PASSAGE, 6, 22),), ("[2] 수수료",))
    assert draft.text == "(2) 수수료는 53,000원입니다(3). [1]"
    assert [draft.text[start:end] for start, end in draft.marks] == ["(2) 수수료"]


def test_a_quoted_row_names_its_columns() -> None:
    text = "구분\t기간\t수수료\n복수\t10년\t5만 원\n단수\t1년\t2만 원"
    first, second = text.index("복수"), text.index("단수")
    rows = (
        Sentence(first, second - 1, cells=(Cell(first + 3, first + 6, ("복수",), ("기간",)),)),
        Sentence(
            second,
            len(text),
            cells=(
                Cell(second + 3, second + 5, ("단수",), ("기간",)),
                Cell(second + 6, len(text), ("단수",), ("여권", "수수료")),
            ),
        ),
    )
    passage = Passage("표-1", "표", first, len(text), (), text[first:], PassageKind.TABLE_ROW, rows)
    blocks = (Table(0, len(text), (), 1, 1),)

    def cells(*blocks: Table) -> list[tuple[str, str]]:
        draft = Draft({"표": Document("표", "표", text, blocks, Metadata(), "표.txt", "0" * 64)})
        draft.say("2만 원입니다.", (CitedSpan(passage, second, len(text)),))
        return [(cell.label, cell.text) for cell in draft.citations[0].cells]

    assert cells(*blocks) == [("", "단수"), ("기간", "1년"), ("여권 수수료", "2만 원")]
    assert cells() == [], "figures in a line are no table"


@pytest.mark.parametrize(("header", "label"), [("가구원수(명)", "가구원수(명)"), ("연번", ""), ("구분", "")])
def test_a_number_that_names_a_quoted_row_has_the_name_of_its_column(header: str, label: str) -> None:
    document = read_text(
        f"안내\n\n{header}\t소득\t재산\n1\t143만원\t1억원\n2\t239만원\t2억원\n", "안내.txt", document_id="d"
    )
    passage = next(one for one in split(document, Settings()) if "239만원" in one.text)
    row = next(one for one in passage.sentences if one.cells and "239만원" in passage.sentence_text(one))
    draft = Draft({"d": document})
    draft.say("239만원입니다.", (CitedSpan(passage, row.start, row.end),))
    assert [(cell.label, cell.text) for cell in draft.citations[0].cells] == [
        (label, "2"),
        ("소득", "239만원"),
        ("재산", "2억원"),
    ]


def test_unsupported_finds_invented_numbers_and_changed_quotes() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("수수료는 53,000원입니다.", (CitedSpan(PASSAGE, 6, 22),))
    good = Answer("q", Status.ANSWERED, draft.text, citations=tuple(draft.citations))
    assert unsupported(good, {"여권": DOCUMENT}) == ()
    wrong = Answer("q", Status.ANSWERED, "수수료는 54,000원입니다. [1]", citations=tuple(draft.citations))
    assert unsupported(wrong, {"여권": DOCUMENT}) == ("54,000",)


def test_an_amount_may_be_written_in_another_language_but_not_another_amount() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("수수료는 53,000원입니다.", (CitedSpan(PASSAGE, 6, 22),))

    def said(text: str, labels: str = "") -> tuple[str, ...]:
        return unsupported(
            Answer("q", Status.ANSWERED, text, citations=tuple(draft.citations)), {"여권": DOCUMENT}, labels
        )

    assert said("KRW 5.8 billion. [1]", labels="58억 원") == ()
    assert said("KRW 5.9 billion. [1]", labels="58억 원") == ("5.9",)
    assert said("KRW 530,000. [1]") == ("530,000",)


def test_a_figure_keeps_its_sign() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("기간은 8일입니다.", (CitedSpan(PASSAGE, 23, 34),))

    def said(text: str, labels: str) -> tuple[str, ...]:
        return unsupported(
            Answer("q", Status.ANSWERED, text, citations=tuple(draft.citations)), {"여권": DOCUMENT}, labels
        )

    assert said("증감률은 -3.5%입니다. [1]", "△3.5%") == ()
    assert said("증감률은 3.5%입니다. [1]", "-3.5%") == ("3.5",)
    assert said("증감률은 -3.5%입니다. [1]", "3.5%") == ("-3.5",)
    assert said("전화는 044-202-6114입니다. 기간은 3-8일입니다. [1]", "044-202-6114 3~8일") == ()


def test_a_sentence_above_a_list_is_not_shown_large() -> None:
    assert SHORT_ANSWER.match("1월 27일부터입니다. [1] 여권은 3월부터 발급합니다. [2]")
    assert not SHORT_ANSWER.match("신청서에는 다음 각 호의 서류를 붙여야 합니다.\n· 계획서 1부\n· 사진 2장 [1]")
    assert not SHORT_ANSWER.match("다음 각 호의 서류를 붙여야 합니다. 사본도 됩니다.\n· 계획서 1부\n· 사진 2장 [1]")


def test_a_list_without_a_head_begins_on_a_line_of_its_own() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("기간은 8일입니다.", (CitedSpan(PASSAGE, 23, 34),))
    draft.say(as_list("", ("수수료: 53,000원", "기간: 8일")), (CitedSpan(PASSAGE, 6, 22),))
    draft.say("끝입니다.")
    assert draft.text == "기간은 8일입니다. [1]\n· 수수료: 53,000원\n· 기간: 8일 [2] 끝입니다."
    assert as_list("수수료와 기간", ("53,000원",)) == "수수료와 기간\n· 53,000원"
