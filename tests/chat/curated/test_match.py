"""When a question asks for a curated answer: on kinds of questions that nothing was fitted on."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from chat.curated.entry import Curated
from chat.curated.match import Matcher
from retriever.embed import Embedder, load_embedder
from retriever.settings import Settings

PAIRS = Path(__file__).parents[3] / "eval" / "training" / "data" / "curated.tsv"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Embedder:
    return load_embedder(settings_in(tmp_path_factory.mktemp("matching")))


def entry(name: str, *wordings: str) -> Curated:
    return Curated(name, wordings, "답입니다.", "과", "사람", dt.date(2026, 11, 29))


def held_apart() -> Sequence[tuple[str, dict[str, list[str]]]]:
    """Every second kind: the others are fitted on (`eval.training.curated`)."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for line in PAIRS.read_text("utf-8").split("\n")[1:]:
        if line:
            kind, role, text = line.split("\t")
            kinds.setdefault(kind, {}).setdefault(role, []).append(text)
    return list(kinds.items())[1::2]


def test_near_misses_are_not_matched_and_most_paraphrases_are(encoder: Embedder) -> None:
    """All 18 kinds stand in one book, as an office has them: a question may be matched with any of them (docs/admin.md)."""
    kinds, matcher = held_apart(), Matcher(encoder)
    book = [entry(name, *texts["wording"]) for name, texts in kinds]
    same = [(matcher.best(text, book), name) for name, texts in kinds for text in texts["same"]]
    near = [(text, matcher.best(text, book)) for _, texts in kinds for text in texts["near"]]
    assert len(same) == 54
    assert len(near) == 72
    assert [text for text, found in near if found] == []
    assert all(found is None or found.id == name for found, name in same)
    assert sum(found is not None for found, _ in same) >= 36


def test_each_wording_is_matched(encoder: Embedder) -> None:
    kinds, matcher = held_apart(), Matcher(encoder)
    book = [entry(name, *texts["wording"]) for name, texts in kinds]
    for name, texts in kinds:
        for wording in texts["wording"]:
            found = matcher.best(wording, book)
            assert found is not None, wording
            assert found.id == name


def test_the_very_words_of_a_question_go_first(encoder: Embedder) -> None:
    """Another entry that said the same in other letters once went before it."""
    question, other = "강변주차장 정기권 얼마예요?", "강변주차장 정기권 얼마인가요?"
    book = [entry("other", other), entry("own", question)]
    matcher = Matcher(encoder)
    assert [one.id for _, one in matcher.scores(question, book)] == ["own", "other"]
    assert [one.id for _, one in matcher.scores(other, book)] == ["other", "own"]
    assert matcher.best(question, book) == book[1]


def test_another_year_is_another_question(encoder: Embedder) -> None:
    matcher = Matcher(encoder)
    festival = [entry("festival", "벚꽃 축제는 언제 하나요?")]
    assert matcher.best("벚꽃 축제 언제 해요?", festival) is not None
    assert matcher.best("작년 벚꽃 축제는 언제 하나요?", festival) is None
    of_2026 = [entry("festival", "2026년 벚꽃 축제는 언제 하나요?")]
    assert matcher.best("2026년 벚꽃 축제 언제 해요?", of_2026) is not None
    assert matcher.best("2025년 벚꽃 축제 언제 해요?", of_2026) is None
    assert matcher.best("벚꽃 축제 언제 해요?", of_2026) is None


def test_an_empty_book_has_nothing(encoder: Embedder) -> None:
    assert Matcher(encoder).best("벚꽃 축제 언제 해요?", []) is None
