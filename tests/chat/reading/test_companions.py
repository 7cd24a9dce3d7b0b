"""What is told beside the best finding: a whole list, the other side of a comparison."""

import pytest

from chat.reading.asked import analyse
from chat.reading.companions import with_companions
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from ingest.document import Document, Passage
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split
from retriever.hit import Hit, SentenceScore

SURVEY = (
    "실태조사 안내\n\n실태조사의 내용은 다음 각 호와 같다.\n"
    "1. 공예 교육에 관한 사항\n2. 공예 향유에 관한 사항\n3. 전문인력에 관한 사항\n4. 국제협력에 관한 사항\n"
)
DUST = (
    "황사 특보 안내\n\n○ 황사 주의보 : 한 시간 평균 농도 400㎍ 이상이 두 시간 이어질 때\n"
    "○ 황사 경보 : 한 시간 평균 농도 800㎍ 이상이 두 시간 이어질 때\n"
)


def read(text: str, chances: dict[str, float]) -> tuple[list[Finding], Document]:
    """The findings of a document, each with the chance that its first words are given."""
    document = read_text(text, "안내.txt")
    findings = [
        finding(passage, number, next((c for words, c in chances.items() if words in sentence), 0.05))
        for passage in split(document, Settings())
        for number, sentence in enumerate(map(passage.sentence_text, passage.sentences))
    ]
    return sorted(findings, key=lambda one: -one.chance), document


def finding(passage: Passage, number: int, chance: float) -> Finding:
    scored = SentenceScore(passage.sentences[number], 0.5, 0.5)
    return Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, (), ()), chance, chance)


def told(question: str, text: str, chances: dict[str, float]) -> list[str]:
    findings, document = read(text, chances)
    return [one.text for one in with_companions(analyse(question), findings[:1], findings, {document.id: document})]


def test_an_item_that_the_question_does_not_single_out_is_told_with_its_list() -> None:
    assert told("실태조사에서는 무엇무엇을 조사하나요?", SURVEY, {"공예 향유": 0.8}) == [
        "공예 향유에 관한 사항", "공예 교육에 관한 사항", "전문인력에 관한 사항", "국제협력에 관한 사항",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("국제협력도 조사하나요?", "국제협력에 관한 사항"),  # yes or no
        ("국제협력 쪽은 무엇을 조사하나요?", "국제협력에 관한 사항"),  # one word of it stands in no other item
        ("실태조사는 언제 하나요?", "공예 교육에 관한 사항"),  # a date stands in one place
    ],
)
def test_an_item_that_is_meant_is_told_alone(question: str, best: str) -> None:
    assert told(question, SURVEY, {best: 0.8}) == [best]


def test_a_list_of_more_than_eight_items_is_not_told() -> None:
    def items(count: int) -> str:
        return "조사 안내\n\n조사는 다음과 같다.\n" + "".join(
            f"{n}. 항목 {'가나다라마바사아자'[n - 1]}의 실태\n" for n in range(1, count + 1)
        )

    assert len(told("무엇무엇을 조사하나요?", items(8), {"항목 가": 0.8})) == 8
    assert len(told("무엇무엇을 조사하나요?", items(9), {"항목 가": 0.8})) == 1


@pytest.mark.parametrize(
    "question",
    [
        "황사 경보는 주의보보다 농도가 얼마나 높아요?",
        "황사 경보와 주의보는 뭐가 달라요?",
        "주의보하고 경보 차이가 뭐예요?",
    ],
)
def test_both_sides_of_a_comparison_are_told(question: str) -> None:
    one, other = told(question, DUST, {"황사 경보": 0.8, "황사 주의보": 0.2})
    assert "800㎍" in one
    assert "400㎍" in other


def test_a_side_that_is_hardly_likely_is_not_told() -> None:
    assert len(told("황사 경보와 주의보는 뭐가 달라요?", DUST, {"황사 경보": 0.8, "황사 주의보": 0.19})) == 1


def test_a_question_for_one_side_gets_one() -> None:
    assert len(told("황사 경보는 언제 내려요?", DUST, {"황사 경보": 0.8, "황사 주의보": 0.7})) == 1
