"""What is known of a candidate sentence, worked out by hand on two short documents."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from chat.reading.asked import analyse
from chat.reading.features import NAMES, features, in_order
from chat.reading.reader import PassageReading, SentenceReading
from retriever.build import ingest_paths
from retriever.index import Index, open_index
from retriever.query import understand
from retriever.search import search
from retriever.settings import Settings

SHELTER = "희망쉼터 이용 안내\n\n희망쉼터의 정원은 12명입니다.\n"
LIBRARY = "한빛도서관 이용 안내\n\n한빛도서관은 2025년 3월 2일에 엽니다. 대출은 5권까지입니다.\n"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Index:
    folder = tmp_path_factory.mktemp("two")
    (folder / "쉼터.txt").write_text(SHELTER, "utf-8")
    (folder / "도서관.txt").write_text(LIBRARY, "utf-8")
    settings = settings_in(tmp_path_factory.mktemp("home"))
    ingest_paths([folder], settings)
    return open_index(settings)


def read(index: Index, question: str, score: float = 0.0) -> dict[str, dict[str, float]]:
    """The features by the sentence's words and the column's name; every sentence of every passage reads alike."""
    query = understand(question, index)
    hits = search(index, query, 5)
    readings = [
        PassageReading(score, tuple(SentenceReading(score, score, ((0, 1, 0.25),)) for _ in hit.sentences))
        for hit in hits
    ]
    rows = features(analyse(query.text), query, index, hits, readings)
    places = [(hit.passage, scored.sentence) for hit in hits for scored in in_order(hit)]
    return {
        passage.sentence_text(sentence): dict(zip(NAMES, row.tolist(), strict=True))
        for (passage, sentence), row in zip(places, rows, strict=True)
    }


def test_the_readers_logits_are_told_with_their_distance_and_share(two: Index) -> None:
    rows = read(two, "한빛도서관 대출은 몇 권까지예요?")
    powers = {text: np.exp(row["sentence"]) for text, row in rows.items()}
    everything = 1 + sum(powers.values())  # "none of them" is 1
    best = max(row["sentence"] for row in rows.values())
    for text, row in rows.items():
        # The reader added nothing: what is known before it reads is all.
        assert row["sentence"] == pytest.approx(14.1 * row["cosine"] + 3.7 * row["coverage"] - 9.6)
        assert row["sentence_distance"] == pytest.approx(row["sentence"] - best)
        assert row["share"] == pytest.approx(powers[text] / everything)
        assert row["none"] == pytest.approx(-np.log(everything))
        assert row["tagged"] == 0.25


def test_a_name_that_a_document_does_not_hold_is_missed(two: Index) -> None:
    rows = read(two, "희망쉼터 정원은 몇 명인가요?")
    shelter = rows["희망쉼터의 정원은 12명입니다."]
    library = rows["대출은 5권까지입니다."]
    assert shelter["missing_in_document"] == 0.0
    assert library["missing_in_document"] == 1.0  # the rarest word asked stands nowhere in it
    assert shelter["title"] > library["title"]
    assert shelter["title_distance"] == 0.0
    assert library["title_distance"] == pytest.approx(library["title"] - shelter["title"])


def test_a_year_that_a_document_does_not_hold_is_a_name_missed(two: Index) -> None:
    right = read(two, "한빛도서관은 2025년 언제 여나요?")["대출은 5권까지입니다."]
    wrong = read(two, "한빛도서관은 2024년 언제 여나요?")["대출은 5권까지입니다."]
    assert not right["name_missing"]
    assert wrong["name_missing"]


def test_a_sentence_beyond_the_window_is_far_below(two: Index) -> None:
    query = understand("정원", two)
    hits = search(two, query, 1)
    one = PassageReading(0.0, tuple(SentenceReading(-np.inf, -np.inf, ()) for _ in hits[0].sentences))
    row = dict(zip(NAMES, features(analyse("정원"), query, two, hits, [one])[0].tolist(), strict=True))
    assert row["sentence"] == pytest.approx(-20.0 + 14.1 * row["cosine"] + 3.7 * row["coverage"] - 9.6)
    assert features(analyse("정원"), query, two, [], []).shape == (0, len(NAMES))


@pytest.mark.parametrize(
    "question", ["5km 걷기 참가비 3천 원", "5킬로미터 걷기 참가비 3,000원", "5 KM 걷기 참가비 3000원"]
)
def test_a_figure_in_another_writing_is_not_missed(
    question: str, tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    (tmp_path / "걷기.txt").write_text("강변 걷기 안내\n\n5km 걷기의 참가비는 3,000원입니다.\n", "utf-8")
    settings = settings_in(tmp_path / "home")
    ingest_paths([tmp_path / "걷기.txt"], settings)
    row = read(open_index(settings), question)["5km 걷기의 참가비는 3,000원입니다."]
    assert (row["missing_in_document"], row["name_missing"], row["coverage"]) == (0.0, 0.0, 1.0)
