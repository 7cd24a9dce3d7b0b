"""How many of the passages found are read."""

from collections.abc import Callable
from pathlib import Path

from small_index import NEAR, Told, index_of

from chat.reading.asked import analyse
from chat.reading.findings import find
from chat.reading.reader import Reader
from chat.reading.scoring import shipped
from retriever.hit import Hit, SentenceScore
from retriever.query import Query
from retriever.settings import Settings

QUESTION = "도서관은 언제 쉬나요?"


def test_five_passages_are_read_and_the_sixth_is_not(tmp_path: Path, settings_in: Callable[[Path], Settings]) -> None:
    index = index_of([Told(f"안내 {number}", ((f"도서관은 {number}월에 쉰다.", NEAR),)) for number in range(1, 7)])
    hits = [
        Hit(passage, 1.0, rank, {}, (SentenceScore(passage.sentences[0], 0.5, 0.5),))
        for rank, passage in enumerate(index.passages, start=1)
    ]
    found = find(
        Reader(settings_in(tmp_path)), shipped(), analyse(QUESTION), Query(QUESTION, QUESTION, ()), hits, index
    )
    assert sorted(one.text for one in found) == [f"도서관은 {number}월에 쉰다." for number in range(1, 6)]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
