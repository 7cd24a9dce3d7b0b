"""Whose documents go first."""

from types import SimpleNamespace

from chat.reading.scope import prefer
from ingest.document import Passage, PassageKind, Sentence
from ingest.read import read_text
from retriever.hit import Hit, SentenceScore

# What `prefer` asks of an index.
INDEX = SimpleNamespace(
    documents={
        "a": read_text("공영주차장 안내\n\n월 정기권은 5만 원입니다.\n", source="a.txt", document_id="a"),
        "b": read_text("시립도서관 안내\n\n책은 7권까지 빌립니다.\n", source="b.txt", document_id="b"),
    }
)


def hit(document_id: str, evidence: float, heading: tuple[str, ...] = ()) -> Hit:
    sentence = Sentence(0, 1)
    passage = Passage("p", document_id, 0, 1, heading, "글", PassageKind.PARAGRAPH, (sentence,))
    return Hit(passage, evidence, 1, {}, (SentenceScore(sentence, evidence / 2, 0.0),))


def preferred(hits: list[Hit], scope: str) -> list[str]:
    return [one.passage.document_id for one in prefer(hits, scope, INDEX)]


def test_near_the_best_it_goes_first() -> None:
    assert preferred([hit("a", 4.0), hit("b", 3.61)], "시립 도서관") == ["b"]


def test_far_below_the_best_it_does_not() -> None:
    assert preferred([hit("a", 4.0), hit("b", 3.59)], "시립도서관") == []


def test_a_heading_counts_too() -> None:
    assert preferred([hit("b", 4.0), hit("a", 3.9, ("정기권",))], "정기권") == ["a"]


def test_no_such_scope_and_none_at_all() -> None:
    assert preferred([hit("a", 4.0)], "복지") == []
    assert preferred([hit("a", 4.0)], " ") == []
