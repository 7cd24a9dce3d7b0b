import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.errors import BadInputError
from retriever.build import build, ingest_paths
from retriever.index import open_index
from retriever.search import search
from retriever.settings import Settings

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]


def test_a_folder_is_kept_in_sync(folder: Path, settings: Settings, notices: Mapping[str, str]) -> None:
    first = ingest_paths([folder], settings)
    assert (first.added, first.changed, first.unchanged, first.removed, first.documents) == (3, 0, 0, 0, 3)
    again = ingest_paths([folder], settings)
    assert (again.version, again.added, again.unchanged) == (first.version, 0, 3)
    (folder / "주차.txt").write_text(notices["주차"].replace("5만", "7만"), "utf-8")
    (folder / "보건.txt").unlink()
    third = ingest_paths([folder], settings)
    assert (third.added, third.changed, third.unchanged, third.removed) == (0, 1, 1, 1)
    index = open_index(settings)
    assert set(index.documents) == {"주차", "도서관"}
    assert "7만 원" in search(index, "월 정기권 얼마?")[0].passage.text


def test_nothing_changed_writes_nothing(folder: Path, settings: Settings) -> None:
    ingest_paths([folder], settings)
    pointer = settings.home / "index" / "current"
    before = pointer.stat().st_mtime_ns
    ingest_paths([folder], settings)
    assert pointer.stat().st_mtime_ns == before


def test_documents_from_elsewhere_stay(folder: Path, settings: Settings) -> None:
    ingest_paths([folder / "주차.txt"], settings)
    report = ingest_paths([folder / "보건.txt"], settings)
    assert (report.added, report.unchanged, report.removed) == (1, 1, 0)


def test_two_files_of_one_name_are_two_documents(folder: Path, settings: Settings) -> None:
    other = folder / "다른"
    other.mkdir()
    (other / "주차.txt").write_text("거주자 우선주차 안내\n\n거주자 우선주차는 분기마다 신청을 받습니다.\n", "utf-8")
    ingest_paths([folder], settings)
    names = list(open_index(settings).documents)
    assert len(names) == 4
    assert len({name for name in names if name.startswith("주차")}) == 2


def test_a_bad_file_among_good_ones_is_skipped_and_told(folder: Path, settings: Settings) -> None:
    (folder / "빈.txt").write_bytes(b"")
    report = ingest_paths([folder], settings)
    assert report.added == 3
    assert [file.path.name for file in report.skipped] == ["빈.txt"]
    with pytest.raises(BadInputError):
        ingest_paths([folder / "빈.txt"], settings)


def test_the_documents_in_an_archive_are_kept_in_sync_one_by_one(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "묶음.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("가/공고.txt", "월세 지원 공고\n\n청년에게 월 20만원을 지원합니다.\n")
        archive.writestr("나/공고.txt", "휴관 공고\n\n도서관은 화요일에 쉽니다.\n")
    first = ingest_paths([path], settings)
    assert (first.added, first.documents) == (2, 2)
    assert ingest_paths([path], settings).unchanged == 2
    [citable] = [one for one in open_index(settings).documents.values() if one.title == "휴관 공고"]
    assert citable.source == (path.resolve() / "나" / "공고.txt").as_posix()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("가/공고.txt", "월세 지원 공고\n\n청년에게 월 30만원을 지원합니다.\n")
    third = ingest_paths([path], settings)
    assert (third.changed, third.removed, third.documents) == (1, 1, 1)


def test_no_documents_at_all(settings: Settings) -> None:
    with pytest.raises(BadInputError):
        build([], settings)


def test_progress_is_told_to_its_end(folder: Path, settings: Settings) -> None:
    steps: dict[str, tuple[int, int]] = {}

    def tell(step: str, done: int, total: int) -> None:
        steps[step] = (done, total)

    ingest_paths([folder], settings, tell)
    assert list(steps) == ["문서 읽기", "형태소 분석", "임베딩", "색인 점검"]
    assert all(done == total for done, total in steps.values())


def test_the_documents_come_back_as_they_were(settings: Settings, pairs: Pairs) -> None:
    build(pairs, settings)
    index = open_index(settings)
    assert index.documents == {document.id: document for document, _ in pairs}
    assert set(index.passages) == {passage for _, passages in pairs for passage in passages}
