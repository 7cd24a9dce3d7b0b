"""The index kept in one file and brought back: the same words answer, nothing damaged takes over, what was taken out stays out."""

import datetime as dt
import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.errors import BadInputError, IndexUnusableError, StorageError
from retriever import storage
from retriever.backup import back_up, restore
from retriever.build import build, remove
from retriever.index import open_index
from retriever.register import Register
from retriever.removed import Removed, RemovedFiles
from retriever.search import search
from retriever.settings import Settings

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]


@pytest.fixture
def built(settings: Settings, index_home: Path) -> Settings:
    shutil.copytree(index_home / "index", settings.home / "index")
    return settings


def test_brought_back_elsewhere_it_finds_the_same(
    built: Settings, tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    held = back_up(built, tmp_path / "a.tar")
    elsewhere = settings_in(tmp_path / "other")
    assert restore(elsewhere, tmp_path / "a.tar") == held
    first, second = open_index(built), open_index(elsewhere)
    assert first.version == second.version == held.version
    for question in ("월 정기권", "둘째 화요일", "독감 예방접종"):
        assert search(first, question) == search(second, question)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_database_is_backed_up_by_its_own_tools(settings: Settings, tmp_path: Path) -> None:
    place = settings.model_copy(update={"index": "postgresql://reader@db1/mureobwa"})
    for do in (back_up, restore):
        with pytest.raises(BadInputError, match="pg_dump"):
            do(place, tmp_path / "a.tar")
    assert list(tmp_path.glob("*.tar")) == []


def test_it_replaces_what_was_built_since_and_that_can_be_undone(built: Settings, pairs: Pairs, tmp_path: Path) -> None:
    before = open_index(built).version
    back_up(built, tmp_path / "a.tar")
    since = build(pairs[:1], built)
    restore(built, tmp_path / "a.tar")
    assert open_index(built).version == before
    assert (storage.index_folder(built.home) / since).is_dir()  # running servers may still read it


def test_what_was_taken_out_stays_out(built: Settings, tmp_path: Path) -> None:
    """Both by the backup's own list and by what was taken out after it."""
    documents = open_index(built).documents

    def taken(name: str) -> Removed:
        document = documents[name]
        return Removed(document.source, document.sha256, name, document.title, dt.date(2026, 11, 29))

    RemovedFiles((taken("주차"),)).write(built.home)
    back_up(built, tmp_path / "a.tar")
    RemovedFiles((taken("보건"),)).write(built.home)
    restore(built, tmp_path / "a.tar")
    assert set(open_index(built).documents) == {"도서관"}
    assert {one.document_id for one in RemovedFiles.read(built.home).entries} == {"주차", "보건"}


def test_what_was_taken_out_is_not_served_for_a_moment(
    built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(built, tmp_path / "a.tar")
    document = open_index(built).documents["주차"]
    remove(built, [document], Register(), dt.date(2026, 11, 29))
    served: list[set[str]] = []
    publish = storage.publish

    def watched(home: Path, folder: Path, version: str) -> Path:
        target = publish(home, folder, version)
        served.append(set(open_index(built).documents))
        return target

    monkeypatch.setattr(storage, "publish", watched)
    held = restore(built, tmp_path / "a.tar")
    assert set().union(*served) == {"도서관", "보건"}
    assert set(held.documents) == {"도서관", "보건"}
    assert open_index(built).version == held.version


def test_what_is_taken_out_during_a_restore_stays_out(
    built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`documents remove` meets the lock of the restore, writes its list, and leaves the rest to it."""
    back_up(built, tmp_path / "a.tar")
    document = open_index(built).documents["주차"]
    publish = storage.publish

    def meanwhile(home: Path, folder: Path, version: str) -> Path:
        monkeypatch.setattr(storage, "publish", publish)
        with pytest.raises(StorageError, match="그 작업이 끝날 때 문서도 빠집니다"):
            remove(built, [document], Register(), dt.date(2026, 11, 29))
        return publish(home, folder, version)

    monkeypatch.setattr(storage, "publish", meanwhile)
    assert set(restore(built, tmp_path / "a.tar").documents) == {"도서관", "보건"}
    assert set(open_index(built).documents) == {"도서관", "보건"}


def test_a_document_stays_out_of_a_backup_split_otherwise(built: Settings, tmp_path: Path) -> None:
    """Its passages are not split anew; only what was removed is missing."""
    back_up(built, tmp_path / "a.tar")
    document = open_index(built).documents["주차"]
    RemovedFiles((Removed(document.source, "", document.id, document.title, dt.date(2026, 11, 29)),)).write(built.home)
    longer = built.model_copy(update={"passage_chars": built.passage_chars + 200})
    held = restore(longer, tmp_path / "a.tar")
    assert (set(held.documents), held.passage_chars) == ({"도서관", "보건"}, built.passage_chars)


def test_a_damaged_backup_changes_nothing(built: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    back_up(built, path)
    whole = path.read_bytes()
    version = open_index(built).version
    at = whole.index("정기권".encode())
    for number, damage in enumerate(
        (b"", whole[: len(whole) // 2], b"no archive" * 100, whole[:at] + b"X" + whole[at + 1 :])
    ):
        path.write_bytes(damage)
        with pytest.raises(BadInputError, match="되살릴 수 없습니다"):
            restore(built, path)
        assert open_index(built).version == version, number
    assert not list(storage.index_folder(built.home).glob(".building-*"))


def test_a_backup_of_another_layout_says_how_to_go_on(
    built: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(built, tmp_path / "a.tar")
    monkeypatch.setattr(storage, "LAYOUT", storage.LAYOUT + 1)
    with pytest.raises(BadInputError, match=r"형식.*mureobwa ingest"):
        restore(built, tmp_path / "a.tar")


def test_nothing_is_unpacked_outside_and_no_link_is_made(built: Settings, tmp_path: Path) -> None:
    back_up(built, tmp_path / "a.tar")
    with tarfile.open(tmp_path / "a.tar", "a") as archive:
        for name in ("../outside", "/tmp/outside-of-all", "version/../../outside", "elsewhere/x"):
            info = tarfile.TarInfo(name)
            info.size = 3
            archive.addfile(info, io.BytesIO(b"bad"))
        link = tarfile.TarInfo("version/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    restore(built, tmp_path / "a.tar")
    assert not list(tmp_path.rglob("outside*"))
    assert not list(built.home.rglob("link"))


def test_no_former_backup_is_written_over(built: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("그제의 백업")
    with pytest.raises(BadInputError, match="이미 있습니다"):
        back_up(built, tmp_path / "a.tar")
    assert (tmp_path / "a.tar").read_text() == "그제의 백업"
    with pytest.raises(BadInputError, match="폴더"):
        back_up(built, tmp_path / "없음" / "a.tar")


def test_a_damaged_index_is_not_backed_up(built: Settings, tmp_path: Path) -> None:
    (storage.current_version(built.home) / "words.json").write_bytes(b"{}")
    with pytest.raises(IndexUnusableError):
        back_up(built, tmp_path / "a.tar")
    assert not (tmp_path / "a.tar").exists()


def test_a_full_disk_leaves_no_half_a_backup(built: Settings, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting a small tmpfs needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        with pytest.raises(StorageError, match="공간"):
            back_up(built, disk / "a.tar")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
