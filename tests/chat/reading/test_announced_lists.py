"""Lists that a sentence announces: which items belong to them, and when the whole list is told."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from chat.composing.compose import compose
from chat.reading.announced_lists import announced_list, announces
from chat.reading.asked import analyse
from chat.reading.decide import decide
from chat.reading.features import NAMES
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from chat.reading.scoring import Scoring
from chat.settings import Settings
from ingest.document import Document
from ingest.read import read_text
from ingest.split import split
from retriever.hit import Hit, SentenceScore
from retriever.index import Index
from retriever.query import Query

RULE = """가람시 주차장 조례

제4조(신청) ① 신청은 매년 2월에 받는다.
  ② 신청서에는 다음 각 호의 서류를 붙여야 한다. 서류는 사본으로 갈음할 수 있다.
    1. 계획서 1부
    2. 통장 사본
    3. 증명서 가운데 하나
      가. 주민등록초본
      나. 교육 이수증
  ③ 군수는 10일 안에 알린다.
제5조(요금) 요금은 다음과 같다.
  1. 어른: 3,000원
  2. 어린이: 1,000원
제6조(시행일) 이 조례는 공포한 날부터 시행한다.
"""
ANY_TERM = SimpleNamespace(idf=lambda form: 1.0)
SCORING = Scoring(dict.fromkeys(NAMES, 0.0), 0.0, 1.0, 0.0, 1.0, 0.0, answer_from=0.6, related_from=0.2, also_from=0.5)


def document(text: str = RULE) -> Document:
    return read_text(text, "조례.txt", document_id="d")


def index_of(given: Document) -> Index:
    """All that composing asks of an index: the documents, and words that weigh the same."""
    return cast("Index", SimpleNamespace(documents={given.id: given}, vocabulary=ANY_TERM))


def words_of(given: Document, place: str) -> tuple[str, ...]:
    whole = announced_list(given, given.text.index(place))
    return tuple(" ".join(given.text[slice(*item)].split()) for item in whole.items) if whole else ()


PAPERS = ("1. 계획서 1부", "2. 통장 사본", "3. 증명서 가운데 하나 가. 주민등록초본 나. 교육 이수증")


@pytest.mark.parametrize("place", ["다음 각 호의 서류", "서류는 사본", "계획서 1부", "교육 이수증", "통장 사본"])
def test_a_list_is_found_from_its_head_and_from_each_item(place: str) -> None:
    assert words_of(document(), place) == PAPERS


@pytest.mark.parametrize("place", ["신청은 매년", "군수는", "제4조", "이 조례는"])
def test_what_stands_beside_a_list_is_no_part_of_it(place: str) -> None:
    assert words_of(document(), place) == ()


def test_what_is_too_long_or_one_item_is_no_list() -> None:
    items = "".join(f"  {number}. 서류 {number}\n" for number in range(1, 12))
    assert words_of(document(f"제1조 다음 각 호의 서류를 낸다.\n{items}"), "다음 각 호") == ()
    assert words_of(document("제1조 다음 각 호의 서류를 낸다.\n  1. 계획서\n"), "다음 각 호") == ()
    long = f"  1. {'가' * 990}\n  2. 계획서\n"
    assert words_of(document(f"제1조 다음 각 호의 서류를 낸다.\n{long}"), "다음 각 호") == ()


@pytest.mark.parametrize(
    "words", ["다음 각 호의 사람", "다음의 각 호와 같다", "아래와 같습니다", "다음 표와 같다", "다음 각호"]
)
def test_words_that_announce(words: str) -> None:
    assert announces(words)


@pytest.mark.parametrize("words", ["다음 달 각 호실", "다음 각자의 몫", "아래층과 같다"])
def test_words_that_do_not(words: str) -> None:
    assert not announces(words)


def findings(given: Document, chances: dict[str, float], sure: tuple[str, ...] = ()) -> list[Finding]:
    """A finding for each sentence of `given`, best first: `chances` by words in it, else .1; `sure`: words of those that the reader is sure of."""
    found = []
    for passage in split(given, Settings()):
        for sentence in passage.sentences:
            text, scored = passage.sentence_text(sentence), SentenceScore(sentence, 0.5, 0.5)
            chance = next((chance for words, chance in chances.items() if words in text), 0.1)
            within = 1.0 if any(words in text for words in sure) else -1.0
            reading = SentenceReading(0.0, within, ())
            found.append(Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, reading, chance))
    return sorted(found, key=lambda finding: -finding.chance)


def told(question: str, chances: dict[str, float], sure: tuple[str, ...] = (), text: str = RULE) -> list[str]:
    given = document(text)
    return [
        f.text
        for f in decide(analyse(question), findings(given, chances, sure), SCORING, Settings(), {"d": given}).findings
    ]


LIST = [
    "신청서에는 다음 각 호의 서류를 붙여야 한다.",
    "서류는 사본으로 갈음할 수 있다.",
    "계획서 1부",
    "통장 사본",
    "증명서 가운데 하나",
    "주민등록초본",
    "교육 이수증",
]


def test_the_sentence_that_announces_a_list_is_told_with_all_items() -> None:
    assert told("신청서에 뭐 붙여요?", {"다음 각 호": 0.9}) == LIST


def test_several_items_are_told_with_the_rest_of_their_list() -> None:
    assert sorted(told("신청서에 뭐 붙여요?", {"계획서": 0.9}, sure=("통장",))) == sorted(LIST)


def test_one_item_alone_stays_alone() -> None:
    assert told("계획서 몇 부 내요?", {"계획서": 0.9}) == ["계획서 1부"]


STOPPED = """출산장려금 조례

제7조(지급중지) 군수는 다음 각 호의 어느 하나에 해당하면 지급을 중지한다.
1. 부모 모두가 다른 시·군으로 전출한 경우
2. 거짓으로 신청한 경우
② 지급을 중지할 때에는 알려야 한다. 다만, 전출한 사람에게는 알리지 아니할 수 있다.
"""


@pytest.mark.parametrize(
    ("best", "needed"),
    [
        ("거짓으로", "군수는 다음 각 호의 어느 하나에 해당하면 지급을 중지한다."),  # one of several cases
        ("다만", "지급을 중지할 때에는 알려야 한다."),  # an exception
        ("알려야", ""),
    ],
)
def test_what_is_half_the_truth_is_told_with_the_other_half(best: str, needed: str) -> None:
    first, *others = told("거짓으로 받으면요?", {best: 0.9}, text=STOPPED)
    assert best in first
    assert others == ([needed] if needed else [])


def test_a_part_of_a_list_is_not_made_whole_where_an_item_was_not_read() -> None:
    given = document()
    read = [f for f in findings(given, {"다음 각 호": 0.9}) if "통장" not in f.text]
    decided = decide(analyse("신청서에 뭐 붙여요?"), read, SCORING, Settings(), {"d": given})
    assert [f.text for f in decided.findings] == LIST[:1]


def test_a_sentence_that_only_announces_is_told_by_its_list_alone() -> None:
    assert sorted(told("요금표 보여 주세요", {"요금은 다음과 같다": 0.9})) == sorted(
        ["요금은 다음과 같다.", "어른: 3,000원", "어린이: 1,000원"]
    )


def test_a_list_is_written_one_item_a_line_with_one_source() -> None:
    given, question = document(), "신청서에 뭐 붙여요?"
    decided = decide(analyse(question), findings(given, {"다음 각 호": 0.9}), SCORING, Settings(), {"d": given})
    answer = compose(question, Query(question, question, ()), analyse(question), decided.findings, index_of(given))
    assert answer.text == (
        "신청서에는 다음 각 호의 서류를 붙여야 합니다. 서류는 사본으로 갈음할 수 있습니다.\n"
        "· 계획서 1부\n· 통장 사본\n· 증명서 가운데 하나 가. 주민등록초본 나. 교육 이수증 [1]"
    )
    [citation] = answer.citations
    assert citation.quote == given.text[citation.start : citation.end]
    assert citation.quote.startswith("신청서에는")
    assert citation.quote.endswith("교육 이수증")


@pytest.mark.parametrize(
    ("question", "head", "words", "marks"),
    [
        ("신청서에 뭐 붙여요?", "다음 각 호", "통장", []),  # all items answer
        ("요금이 얼마예요?", "요금은 다음과 같다", "3,000원", ["3,000원"]),
    ],
)
def test_in_a_list_only_values_of_the_kind_asked_for_are_marked(
    question: str, head: str, words: str, marks: list[str]
) -> None:
    given, asked = document(), analyse(question)

    def read(finding: Finding) -> Finding:
        """`finding` with `words` read as the answer."""
        at = given.text.index(words)
        if not finding.sentence.start <= at < finding.sentence.end:
            return finding
        span = (at, at + len(words))
        return replace(finding, reading=SentenceReading(0.0, -1.0, ((*span, 0.9),)))

    found = [read(finding) for finding in findings(given, {head: 0.9})]
    decided = decide(asked, found, SCORING, Settings(), {"d": given})
    answer = compose(question, Query(question, question, ()), asked, decided.findings, index_of(given))
    assert "\n· " in answer.text
    assert [answer.text[start:end] for start, end in answer.marks] == marks


def test_a_list_is_quoted_as_one_for_a_question_in_another_language() -> None:
    """Each item stood in a sentence of its own, "Original Korean text:" before each."""
    given, question = document(), "What do I attach to the application?"
    decided = decide(
        analyse("신청서에 뭐 붙여요?"), findings(given, {"다음 각 호": 0.9}), SCORING, Settings(), {"d": given}
    )
    answer = compose(question, Query(question, question, ()), analyse(question), decided.findings, index_of(given))
    assert answer.text == (
        "Original Korean text: “신청서에는 다음 각 호의 서류를 붙여야 한다. 서류는 사본으로 갈음할 수 있다.\n"
        "· 계획서 1부\n· 통장 사본\n· 증명서 가운데 하나 가. 주민등록초본 나. 교육 이수증” [1]"
    )
    assert len(answer.citations) == 1


def test_two_items_without_their_head_are_two_sentences() -> None:
    given, question = document(), "요금 알려 줘"
    read = findings(given, {"어른": 0.9, "어린이": 0.8})[:2]
    answer = compose(question, Query(question, question, ()), analyse(question), read, index_of(given))
    assert answer.text == "어른은 3,000원입니다. [1] 어린이는 1,000원입니다. [2]"
