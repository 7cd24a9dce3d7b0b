"""A corpus that lives: what becomes of files that move, vanish, break, or are reached by two paths."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from chat.engine import Engine
from chat.pipeline import answer
from chat.settings import Settings as ChatSettings
from ingest.errors import BadInputError
from retriever.build import ingest_paths
from retriever.embed import BuiltInEmbedder, Vectors
from retriever.index import open_index
from retriever.report_words import lines, summary
from retriever.search import search
from retriever.searched import embedded_sentence
from retriever.settings import Settings


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are embedded from now on."""
    texts: list[str] = []
    whole = BuiltInEmbedder.sentences

    def sentences(self: BuiltInEmbedder, batch: Sequence[str]) -> Vectors:
        texts.extend(batch)
        return whole(self, batch)

    monkeypatch.setattr(BuiltInEmbedder, "sentences", sentences)
    return texts


def test_a_moved_file_keeps_its_id_its_passages_and_its_vectors(
    folder: Path, settings: Settings, embedded: list[str]
) -> None:
    ingest_paths([folder], settings)
    before = open_index(settings)
    assert len(embedded) == len({embedded_sentence(p, s) for p in before.passages for s in p.sentences}) > 10
    embedded.clear()
    (folder / "하위").mkdir()
    (folder / "주차.txt").rename(folder / "하위" / "공영주차장_최신.txt")
    folder = folder.rename(folder.parent / "새 이름")  # and the whole folder with it
    report = ingest_paths([folder], settings)
    assert (report.added, report.moved, report.removed, report.documents) == (0, 3, 0, 3)
    assert "옮김 3개" in summary(report)
    after = open_index(settings)
    assert after.passages == before.passages
    assert after.documents["주차"].source == str(folder / "하위" / "공영주차장_최신.txt")
    assert embedded == []


def test_a_file_reached_by_several_paths_is_one_document(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "다시.txt").symlink_to(folder / "주차.txt")
    (folder.parent / "같은 폴더").symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    for paths in ([folder], [Path("문서"), folder.parent / "같은 폴더", folder / "다시.txt"], [Path("같은 폴더")]):
        report = ingest_paths(paths, settings)
        assert (report.documents, report.removed) == (3, 0)
        assert "-" not in summary(report).split("판")[0]
    assert len(open_index(settings).documents) == 3


def test_an_emptied_folder_removes_its_documents_and_a_missing_one_does_not(folder: Path, settings: Settings) -> None:
    other = folder.parent / "다른"
    other.mkdir()
    (folder / "주차.txt").rename(other / "주차.txt")
    ingest_paths([folder, other], settings)
    for file in folder.iterdir():
        file.unlink()
    report = ingest_paths([folder], settings)
    assert [one.document_id for one in report.dropped] == ["도서관", "보건"]
    assert "  삭제: 시립도서관 휴관 안내" in "\n".join(lines(report))
    folder.rmdir()
    with pytest.raises(BadInputError, match="없습니다"):
        ingest_paths([folder], settings)
    assert set(open_index(settings).documents) == {"주차"}
    (other / "주차.txt").unlink()
    report = ingest_paths([other], settings)  # the last document
    assert (report.documents, report.removed) == (0, 1)
    index = open_index(settings)
    assert search(index, "월 정기권 얼마?") == []
    engine = Engine.of(ChatSettings(home=settings.home), index)
    assert answer("공영주차장 월 정기권은 얼마예요?", engine).status == "no_evidence"


def test_what_cannot_be_read_today_keeps_its_text_and_is_told(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    (folder / "주차.txt").write_bytes(b"\x89PNG\x00\x00")
    for _ in range(2):
        report = ingest_paths([folder], settings)
        assert (report.unchanged, report.changed, report.removed) == (3, 0, 0)
        assert "못 읽음, 전의 글로 답함" in "\n".join(lines(report))
    assert "5만 원" in search(open_index(settings), "월 정기권 얼마?")[0].passage.text


def test_a_folder_that_cannot_be_opened_loses_nothing(folder: Path, settings: Settings) -> None:
    if os.geteuid() == 0:
        pytest.skip("root opens every folder")
    closed = folder / "하위"
    closed.mkdir()
    (folder / "주차.txt").rename(closed / "주차.txt")
    ingest_paths([folder], settings)
    closed.chmod(0)
    try:
        assert ingest_paths([folder], settings).removed == 0
    finally:
        closed.chmod(0o700)


def test_fresh_drops_what_is_not_at_the_paths_and_says_so(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    report = ingest_paths([folder / "보건.txt"], settings, fresh=True)
    assert [(one.document_id, one.why) for one in report.dropped] == [
        ("도서관", "이번에 지정한 경로에 없습니다"),
        ("주차", "이번에 지정한 경로에 없습니다"),
    ]
    assert set(open_index(settings).documents) == {"보건"}


def test_an_index_of_another_layout_is_made_anew_with_all_its_documents(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    (folder / "주차.txt").rename(folder.parent / "주차.txt")  # its text is lost with the index
    longer = settings.model_copy(update={"passage_chars": 600})
    report = ingest_paths([folder / "보건.txt"], longer)
    assert set(open_index(longer).documents) == {"도서관", "보건"}
    assert [(one.document_id, one.why) for one in report.dropped] == [("주차", "파일이 없어졌습니다")]


def test_a_document_whose_file_is_gone_from_elsewhere_stays_and_is_told(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    (folder / "주차.txt").unlink()
    report = ingest_paths([folder / "보건.txt"], settings)
    assert [one.document_id for one in report.lost] == ["주차"]
    assert "mureobwa documents remove 주차" in "\n".join(lines(report))


def test_a_better_source_takes_over_the_document_and_its_copy_is_told(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    better = folder / "주차.md"
    better.write_text((folder / "주차.txt").read_text("utf-8") + "\n", "utf-8")
    report = ingest_paths([folder], settings)
    assert [(copy.source, copy.of) for copy in report.copies] == [(str(folder / "주차.txt"), str(better))]
    assert open_index(settings).documents["주차"].source == str(better)
    again = ingest_paths([folder], settings)
    assert (again.version, again.has_changes, len(again.copies)) == (report.version, False, 1)
    better.unlink()
    ingest_paths([folder], settings)
    assert {d.source for d in open_index(settings).documents.values()} >= {str(folder / "주차.txt")}


def test_a_changed_side_file_changes_the_document_and_embeds_nothing(
    folder: Path, settings: Settings, embedded: list[str]
) -> None:
    ingest_paths([folder], settings)
    embedded.clear()
    (folder / "주차.txt.meta.toml").write_text('url = "https://www.example.go.kr/7"\nphone = "031-555-0202"\n', "utf-8")
    report = ingest_paths([folder], settings)
    assert (report.changed, report.unchanged, embedded) == (1, 2, [])
    engine = Engine.of(ChatSettings(home=settings.home), open_index(settings))
    cited = answer("강변공영주차장은 언제 문을 열어요?", engine).citations[0]
    assert cited.url.startswith("https://www.example.go.kr/7#:~:text=")
    assert ingest_paths([folder], settings).has_changes is False
    (folder / "주차.txt.meta.toml").unlink()
    assert ingest_paths([folder], settings).changed == 1
