"""How many of the passages found are read."""

import math
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
    assert [one.chance for one in found] == sorted((one.chance for one in found), reverse=True)


def test_a_sentence_is_scored_by_the_mean_over_two_wordings(
    tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    index = index_of([Told(f"안내 {number}", ((f"도서관은 {number}월에 쉰다.", NEAR),)) for number in (1, 2)])
    reader, asked = Reader(settings_in(tmp_path)), analyse(QUESTION)
    everyday = Worded(Query(QUESTION, QUESTION, ()), met(index, 0.4))
    formal = Worded(Query(FORMAL, FORMAL, ()), met(index, 0.8))

    def scores(*wordings: Worded) -> dict[str, float]:
        scoring = shipped()
        slope, offset = ((scoring.slope, scoring.offset), (scoring.slope_of_two, scoring.offset_of_two))[
            len(wordings) - 1
        ]
        found = find(reader, scoring, asked, wordings, index)
        return {one.text: (math.log(one.chance / (1 - one.chance)) - offset) / slope for one in found}

    alone, other, both = scores(everyday), scores(formal), scores(everyday, formal)
    assert both == pytest.approx({text: (alone[text] + other[text]) / 2 for text in alone})
    assert alone != pytest.approx(other)
