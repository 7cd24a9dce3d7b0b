import pytest

from ingest.document import Passage, Sentence
from ingest.labels import answer_mark, cannot_name, is_name, is_question
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split


def _sentences(text: str) -> list[tuple[Passage, Sentence]]:
    passages = split(read_text(text, "안내.txt"), Settings())
    return [(passage, one) for passage in passages for one in passage.sentences]


def _told(text: str) -> list[tuple[str, str, bool]]:
    """Each sentence's words, its context and whether it is a label."""
    return [(passage.sentence_text(one), one.context, one.is_label) for passage, one in _sentences(text)]


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("A1. 됩니다.", 4),
        ("A. 됩니다.", 3),
        ("답: 됩니다.", 3),
        ("답변) 됩니다.", 4),
        ("A4.", 3),
        ("답장을 씁니다.", 0),
        ("A형 독감", 0),
        ("Apple", 0),
    ],
)
def test_answer_marks(words: str, length: int) -> None:
    assert answer_mark(words) == length


def test_questions() -> None:
    assert is_question("누가 신청하나요?")
    assert is_question('"누가 신청하나요?" ')
    assert not is_question("누가 신청하는지(?) 모른다.")


def test_headings_header_rows_and_captions_are_labels_and_rows_are_not() -> None:
    text = (
        "1. 요금\n\n< 이용 요금 >\n구분\t평일\t주말\n강당\t100\t150\n\n2. 인원: 총 5명\n구분\t인원\n사무\t3\n기술\t2\n"
    )
    assert [(words, label) for words, _, label in _told(text)] == [
        ("1. 요금", True),
        ("< 이용 요금 >", True),
        ("구분\t평일\t주말", True),
        ("강당\t100\t150", False),
        ("2. 인원: 총 5명", False),  # it tells a value
        ("구분\t인원", True),
        ("사무\t3", False),
        ("기술\t2", False),
    ]


def test_a_heading_with_a_figure_in_brackets_tells_something() -> None:
    assert _told("1. 도로 정비 (총 3억원)\n- 고칩니다.\n")[0] == ("1. 도로 정비 (총 3억원)", "", False)


@pytest.mark.parametrize(("q", "a"), [("Q1.", "A1."), ("Q.", "A."), ("문:", "답:"), ("질문 1.", "답변:")])
def test_answers_are_found_by_the_words_of_their_question(q: str, a: str) -> None:
    text = f"{q} 개를 데려와도 되나요?\n{a} 안 됩니다. 다만 안내견은 됩니다.\n\n{q.replace('1', '2')} 얼마인가요?\n{a} 무료입니다.\n"
    assert _told(text)[:3] == [
        (f"{q} 개를 데려와도 되나요?", "", True),
        ("안 됩니다.", "개를 데려와도 되나요?", False),
        ("다만 안내견은 됩니다.", "개를 데려와도 되나요?", False),
    ]
    assert _told(text)[-1] == ("무료입니다.", "얼마인가요?", False)


def test_an_answer_mark_alone_is_a_label() -> None:
    text = "Q1. 얼마인가요?\n\nA1.\n\n무료입니다.\n"
    assert _told(text)[1:] == [("A1.", "얼마인가요?", True), ("무료입니다.", "얼마인가요?", False)]


def test_question_and_answer_on_one_line() -> None:
    assert _told("Q1. 얼마인가요? A1. 무료입니다.\nQ2. 언제까지인가요? A2. 3월까지입니다.\n") == [
        ("얼마인가요?", "", True),
        ("A1.", "얼마인가요?", True),
        ("무료입니다.", "얼마인가요?", False),
        ("언제까지인가요?", "", True),
        ("A2.", "언제까지인가요?", True),
        ("3월까지입니다.", "언제까지인가요?", False),
    ]


def test_numbered_questions_and_questions_of_items() -> None:
    text = "1. 나이 제한이 있습니까?\n - 없습니다.\n2. 어디서 봅니까?\n ○ 주차는 되나요?\n  - 됩니다.\n"
    assert [(words, context) for words, context, label in _told(text) if not label] == [
        ("없습니다.", "나이 제한이 있습니까?"),
        ("됩니다.", "어디서 봅니까? · 주차는 되나요?"),
    ]
    assert sum(label for _, _, label in _told(text)) == 3


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("신청서", True),
        ("신청인 및", False),
        ("3. 1. ~ 3. 31.", False),
        ("신청기간: 3월", False),
        ("신청을 받는다.", False),
        ("신분증 사본 1부", False),
        ("02-123-4567", False),
        ("접수 → 검토 → 통보", False),
        ("과 → 국", True),
    ],
)
def test_what_names_something(words: str, names: bool) -> None:
    assert is_name(words) is names
    assert not (names and cannot_name(words))
