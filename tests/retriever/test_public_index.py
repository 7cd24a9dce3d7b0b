"""Documents for internal use: a service for the public answers, in both stores, as if there were none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.document import Access
from retriever.build import ingest_paths
from retriever.embed import BuiltInEmbedder, Vectors
from retriever.passage_index import Filter, PassageIndex
from retriever.postgres.index import PostgresIndex
from retriever.search import search, search_within
from retriever.settings import Settings
from retriever.store import open_store, store_of

RULE = """주차장 운영 규칙

제1조(목적) 이 규칙은 강변공영주차장의 운영에 필요한 사항을 정한다.
제2조(요금) 직원의 월 정기권은 3만 원으로 한다. 문의: 총무과 (☎ 031-555-0101)
국가유산청(이하 '유산청') 직원도 같다.
"""
HIDDEN, OPEN = 'access = "내부"\n', 'access = "공개"\n'


@pytest.fixture(params=["folder", "postgres"])
def place(request: pytest.FixtureRequest, settings: Settings, new_database: Callable[[], str]) -> Settings:
    return settings if request.param == "folder" else settings.model_copy(update={"index": new_database()})


@pytest.fixture
def folder(folder: Path, notices: Mapping[str, str]) -> Path:
    """The notices and a rule; a name and a word stand in the rule alone, which is for internal use."""
    (folder / "주차.txt").write_text(notices["주차"].replace("(이하 '유산청')", ""), "utf-8")
    (folder / "규칙.txt").write_text(RULE, "utf-8")
    (folder / "규칙.txt.meta.toml").write_text(HIDDEN, "utf-8")
    return folder


def inside(place: Settings) -> PassageIndex:
    return open_store(place.model_copy(update={"access": Access.INTERNAL}))


def found(index: PassageIndex, question: str = "주차장 운영 규칙 제2조 직원 월 정기권 요금") -> list[str]:
    """The documents found, best first."""
    return list(dict.fromkeys(hit.passage.document_id for hit in search(index.snapshot(), question, 50)))


def ways(index: PassageIndex) -> Sequence[PassageIndex]:
    """The index, and where it lies in PostgreSQL the one that looks at candidates only."""
    return [index, replace(index, exact=0)] if isinstance(index, PostgresIndex) else [index]


def test_a_document_for_internal_use_is_nowhere(folder: Path, place: Settings) -> None:
    ingest_paths([folder], place)
    for index in ways(open_store(place)):
        assert found(index)[0] == "주차"
        assert set(found(index)) == {"도서관", "보건", "주차"}
        assert search_within(index, "직원 월 정기권", "규칙") == []
        assert (list(index.documents), len(index.documents)) == (["도서관", "보건", "주차"], 3)
        assert "규칙" not in index.documents
        assert index.passages_of("규칙") == ()
        assert {one.id for one in index.listed()} == {"도서관", "보건", "주차"}
        assert [index.listed(n)[-1].id for n in (1, 2, 3)] == [one.id for one in index.listed()]
        assert index.laws() == {}
        assert not index.publishes_mark("0315550101")
        assert index.vocabulary.count("총무과") == index.vocabulary.count("직원") == 0
        assert index.vocabulary.other_names("유산청") == ()
        assert index.snapshot().documents.get("규칙") is None


def test_a_service_for_internal_use_and_officials_have_all(folder: Path, place: Settings) -> None:
    ingest_paths([folder], place)
    public, all_of_it = open_store(place), store_of(place).open()
    for index in (*ways(inside(place)), *ways(public.whole()), *ways(all_of_it)):
        assert found(index)[0] == "규칙"
        assert len(index.documents) == len(index.listed()) == 4
        assert index.passages_of("규칙")
        assert index.laws() == {"규칙": "주차장 운영 규칙"}
        assert index.publishes_mark("0315550101")
        assert {hit.passage.document_id for hit in search(index, "월 정기권", 50, Filter(public=True))} == set(
            public.documents
        )
    assert len(public.whole().public().documents) == 3


def test_without_any_the_index_is_as_it_was(folder: Path, settings: Settings) -> None:
    (folder / "규칙.txt.meta.toml").unlink()
    ingest_paths([folder], settings)
    assert type(open_store(settings)) is type(store_of(settings).open())


def test_a_change_takes_effect_at_the_next_sync_and_embeds_nothing(
    folder: Path, place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_paths([folder], place)

    def none(self: BuiltInEmbedder, batch: Sequence[str]) -> Vectors:
        raise AssertionError(f"embedded again: {batch}")

    monkeypatch.setattr(BuiltInEmbedder, "sentences", none)
    (folder / "규칙.txt.meta.toml").write_text(OPEN, "utf-8")
    (folder / "도서관.txt.meta.toml").write_text(HIDDEN + "weight = 2\n", "utf-8")
    report = ingest_paths([folder], place)
    assert (report.changed, report.unchanged) == (2, 2)
    index = open_store(place)
    assert set(index.documents) == {"규칙", "보건", "주차"}
    assert found(index)[0] == "규칙"
    assert index.vocabulary.count("총무과") == 1
    assert index.vocabulary.count("휴관") == index.vocabulary.count("대출증") == 0
    assert index.vocabulary.other_names("유산청") == ("국가유산청",)
    assert inside(place).documents["도서관"].metadata.weight == 2


def test_of_two_documents_that_state_the_same_the_heavier_is_found_first(folder: Path, place: Settings) -> None:
    for name in ("가", "나"):
        (folder / f"수영장 {name}.txt").write_text(
            f"시민수영장 {name}관 안내\n\n시민수영장 이용료는 4,000원입니다.\n", "utf-8"
        )
    question = "시민수영장 이용료는 얼마인가요?"
    scores: dict[str, list[float]] = {}
    for weights in ({}, {"가": "1"}, {"가": "1.5"}, {"나": "0.2"}):
        for name in "가나":
            side = folder / f"수영장 {name}.txt.meta.toml"
            side.write_text(f"weight = {weights[name]}\n" if name in weights else "", "utf-8")
        ingest_paths([folder], place)
        hits = search(open_store(place), question, 2)
        scores[str(weights)] = [hits[0].score, hits[1].score]
        first = "수영장-가" if weights in ({"가": "1.5"}, {"나": "0.2"}) else "수영장-나"
        assert hits[0].passage.document_id == first, (weights, scores)
        assert found(open_store(place), "월 정기권")[0] == "주차"
    assert scores["{}"] == pytest.approx(scores["{'가': '1'}"], abs=1e-6)


def test_of_texts_that_say_the_same_those_for_internal_use_stand_apart(
    folder: Path, settings: Settings, notices: Mapping[str, str]
) -> None:
    text = notices["보건"]
    (folder / "보건 검토.md").write_text(text, "utf-8")  # the better format, for which the other would be left out
    (folder / "보건 검토.md.meta.toml").write_text(HIDDEN, "utf-8")
    assert ingest_paths([folder], settings).copies == ()
    assert "보건" in open_store(settings).documents
    (folder / "보건 검토.md.meta.toml").write_text(OPEN, "utf-8")
    assert len(ingest_paths([folder], settings).copies) == 1
    (folder / "보건 검토.md.meta.toml").write_text(HIDDEN, "utf-8")
    (folder / "보건.txt").touch()
    assert ingest_paths([folder], settings).copies == ()
    assert sum(one.title == "보건소 예방접종 안내" for one in open_store(settings).listed()) == 1


def test_a_copy_that_is_marked_later_is_a_document_for_internal_use(
    folder: Path, settings: Settings, notices: Mapping[str, str]
) -> None:
    (folder / "보건 사본.txt").write_text(notices["보건"] + "\n", "utf-8")
    assert len(ingest_paths([folder], settings).copies) == 1
    (folder / "보건 사본.txt.meta.toml").write_text(HIDDEN, "utf-8")
    report = ingest_paths([folder], settings)
    assert (report.copies, report.added, report.documents) == ((), 1, 5)
    assert len(open_store(settings).documents) == 3


def test_what_cannot_be_read_today_keeps_a_document_from_the_public(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    (folder / "규칙.txt.meta.toml").write_text("access = 내부\n", "utf-8")  # no TOML
    for _ in range(2):
        report = ingest_paths([folder], settings)
        assert "읽을 수 없어 쓰지 않았습니다" in report.problems[0]
        assert "규칙" not in open_store(settings).documents
    (folder / "규칙.txt.meta.toml").write_text(OPEN, "utf-8")
    ingest_paths([folder], settings)
    assert "규칙" in open_store(settings).documents
    (folder / "규칙.txt").write_bytes(b"\x00\x01\x02" * 900)  # damaged on the day on which it is marked
    (folder / "규칙.txt.meta.toml").write_text(HIDDEN, "utf-8")
    report = ingest_paths([folder], settings)
    assert [one.path.name for one in report.unread] == ["규칙.txt"]
    assert "규칙" not in open_store(settings).documents
    assert "규칙" in inside(settings).documents


@pytest.mark.parametrize("fresh", [False, True])
def test_a_side_file_that_is_gone_opens_nothing_to_the_public(folder: Path, settings: Settings, fresh: bool) -> None:
    (folder / "규칙 사본.txt").write_text((folder / "규칙.txt").read_text("utf-8") + "\n", "utf-8")
    (folder / "metadata.csv").write_text("파일,공개 범위\n규칙 사본.txt,내부\n", "utf-8")
    (folder / "규칙.txt.meta.toml").write_text(HIDDEN, "utf-8")
    assert len(ingest_paths([folder], settings).copies) == 1
    (folder / "규칙.txt").rename(folder / "당직 규칙.txt")  # its side file stays behind
    (folder / "metadata.csv").unlink()
    problems = ingest_paths([folder], settings, fresh=fresh).problems
    assert any("'규칙.txt'" in one and "파일이 없습니다" in one for one in problems)
    assert any("당직 규칙.txt'의 공개 범위를 적은 곳이 없어졌습니다" in one for one in problems)
    (folder / "규칙.txt.meta.toml").unlink()
    for _ in range(2):
        ingest_paths([folder], settings, fresh=fresh)
        assert "주차장 운영 규칙" not in {one.title for one in open_store(settings).listed()}
    (folder / "당직 규칙.txt.meta.toml").write_text(OPEN, "utf-8")
    ingest_paths([folder], settings, fresh=fresh)
    assert [one.title for one in open_store(settings).listed()].count("주차장 운영 규칙") == 1
