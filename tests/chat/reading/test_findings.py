"""How many of the passages found are read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_index import NEAR, Told, index_of

from chat.reading.asked import analyse
from chat.reading.findings import Worded, find
from chat.reading.reader import Reader
from chat.reading.scoring import shipped
from retriever.hit import Hit, SentenceScore
from retriever.index import Index
from retriever.query import Query
from retriever.settings import Settings

QUESTION = "도서관은 언제 쉬나요?"
FORMAL = "도서관의 휴관 시기는 언제인가요?"


def met(index: Index, cosine: float) -> tuple[Hit, ...]:
    """Every passage of the index, each met with `cosine`."""
    return tuple(
        Hit(passage, 1.0, rank, {}, (SentenceScore(passage.sentences[0], cosine, 0.5),))
        for rank, passage in enumerate(index.passages, start=1)
    )


def test_five_passages_are_read_and_the_sixth_is_not(tmp_path: Path, settings_in: Callable[[Path], Settings]) -> None:
    index = index_of([Told(f"안내 {number}", ((f"도서관은 {number}월에 쉰다.", NEAR),)) for number in range(1, 7)])
    asked = Worded(Query(QUESTION, QUESTION, ()), met(index, 0.5))
    found = find(Reader(settings_in(tmp_path)), shipped(), analyse(QUESTION), [asked], index)
    assert sorted(one.text for one in found) == [f"도서관은 {number}월에 쉰다." for number in range(1, 6)]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_sentence_is_scored_by_the_mean_over_two_wordings(
    tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    index = index_of([Told(f"안내 {number}", ((f"도서관은 {number}월에 쉰다.", NEAR),)) for number in (1, 2)])
    reader, asked = Reader(settings_in(tmp_path)), analyse(QUESTION)
    everyday = Worded(Query(QUESTION, QUESTION, ()), met(index, 0.4))
    formal = Worded(Query(FORMAL, FORMAL, ()), met(index, 0.8))

    def scores(*wordings: Worded) -> dict[str, float]:
        return {one.text: one.score for one in find(reader, shipped(), asked, wordings, index)}

    alone, other, both = scores(everyday), scores(formal), scores(everyday, formal)
    assert both == pytest.approx({text: (alone[text] + other[text]) / 2 for text in alone})
    assert alone != pytest.approx(other)
