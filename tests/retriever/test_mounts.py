"""A network drive that is not mounted leaves an empty folder: nobody deleted the documents in it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from running import Run, runner

from ingest.errors import BadInputError
from retriever import mounts
from retriever.build import ingest_paths
from retriever.index import open_index
from retriever.mounts import check_mounted, mounts_of
from retriever.register import Copy, Register
from retriever.settings import Settings
from retriever.store import store_of

NOT_MOUNTED = "연결되어 있지 않은 것 같습니다"


class Drive:
    """A drive with files, mounted at `place`. A folder of the test stands in for it: the system only says that it is another device."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self.aside = place, place.with_name("빼 둔 드라이브")
        self.number = 48
        monkeypatch.setattr(mounts, "_is_mount", lambda folder: folder == place and self.is_there)
        monkeypatch.setattr(
            mounts, "_device", lambda folder: (self.number if self.is_there else 1) if folder.exists() else None
        )

    @property
    def is_there(self) -> bool:
        return not self.aside.exists()

    def unmount(self) -> None:
        self.place.rename(self.aside)
        self.place.mkdir()

    def mount(self, number: int) -> None:
        self.place.rmdir()
        self.aside.rename(self.place)
        self.number = number


@pytest.fixture
def drive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Drive:
    return Drive(folder, monkeypatch)


def test_a_drive_that_is_away_loses_nothing(folder: Path, settings: Settings, drive: Drive) -> None:
    version = ingest_paths([folder], settings).version
    drive.unmount()
    for fresh in (False, True):
        with pytest.raises(BadInputError, match=rf"'{folder}'가 {NOT_MOUNTED}.*문서 3개"):
            ingest_paths([folder], settings, fresh=fresh)
    assert open_index(settings).version == version
    assert ingest_paths([folder], settings, emptied=True).removed == 3
    assert store_of(settings).register().mounts == {}


def test_after_a_start_the_drive_has_another_number_and_nothing_is_written(
    folder: Path, settings: Settings, drive: Drive
) -> None:
    version = ingest_paths([folder], settings).version
    drive.unmount()
    drive.mount(52)
    report = ingest_paths([folder], settings)
    assert (report.unchanged, report.version) == (3, version)
    assert open_index(settings).version == version
    (folder / "주차.txt").unlink()  # while a file is left, it is there
    assert ingest_paths([folder], settings).removed == 1
    drive.unmount()
    with pytest.raises(BadInputError, match="문서 2개"):
        ingest_paths([folder], settings)


def test_a_folder_emptied_on_its_drive_is_synced(folder: Path, settings: Settings, drive: Drive) -> None:
    ingest_paths([folder], settings)
    for file in folder.iterdir():
        file.unlink()
    (folder / ".DS_Store").write_bytes(b"")
    assert ingest_paths([folder], settings).removed == 3


def test_a_drive_below_the_folder_and_one_of_another_folder(folder: Path, settings: Settings, drive: Drive) -> None:
    """`folder` is one of the folders in 자료, the other one is no drive."""
    other = folder.parent / "다른"
    other.mkdir()
    (other / "알림.txt").write_text("알림\n\n시장은 매주 월요일에 쉽니다.\n", "utf-8")
    ingest_paths([folder, other], settings)
    drive.unmount()
    with pytest.raises(BadInputError, match=NOT_MOUNTED):
        ingest_paths([other, folder], settings)
    (other / "알림.txt").write_text("알림\n\n시장은 매주 화요일에 쉽니다.\n", "utf-8")
    report = ingest_paths([other], settings)  # is no question of the drive, which stays known
    assert (report.changed, report.unchanged, report.removed) == (1, 3, 0)
    with pytest.raises(BadInputError, match=NOT_MOUNTED):
        ingest_paths([folder], settings)
    assert (
        ingest_paths([other], settings, fresh=True).removed == 3
    )  # whoever makes an index of this folder alone, means it


def test_a_drive_that_is_away_loses_nothing_where_all_texts_must_be_read_again(
    folder: Path, settings: Settings, drive: Drive
) -> None:
    other = folder.parent / "알림.txt"
    other.write_text("알림\n\n시장은 매주 월요일에 쉽니다.\n", "utf-8")
    version = ingest_paths([folder, other], settings).version
    drive.unmount()
    longer = settings.model_copy(update={"passage_chars": 600})
    with pytest.raises(BadInputError, match=NOT_MOUNTED):
        ingest_paths([other], longer)
    assert open_index(settings).version == version


def test_an_index_that_knows_no_drive_learns_of_it_at_once(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "_is_mount", lambda _: False)
    ingest_paths([folder], settings)
    assert store_of(settings).register().mounts == {}
    drive = Drive(folder, monkeypatch)
    assert ingest_paths([folder], settings).unchanged == 3
    assert store_of(settings).register().mounts == {str(folder): 48}
    drive.unmount()
    with pytest.raises(BadInputError, match=NOT_MOUNTED):
        ingest_paths([folder], settings)


def test_the_command_stops_with_two_until_it_is_told_that_it_is_meant(
    folder: Path, settings: Settings, drive: Drive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))
    run: Run = runner(monkeypatch, capsys)
    assert run("ingest", str(folder))[0] == 0
    drive.unmount()
    code, out, err = run("ingest", str(folder))
    assert (code, out) == (2, "")
    assert f"오류: '{folder}'가 {NOT_MOUNTED}" in err
    assert len(open_index(settings).documents) == 3
    assert run("ingest", str(folder), "--emptied")[0] == 0
    assert len(open_index(settings).documents) == 0


def test_a_real_file_system_that_is_taken_away(folder: Path, settings: Settings, notices: dict[str, str]) -> None:
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting a small tmpfs needs root")
    drive = folder / "드라이브"
    drive.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(drive)], check=False).returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        (drive / "하위").mkdir()
        (folder / "주차.txt").rename(folder / "남는 것.txt")
        shutil.move(folder / "보건.txt", drive / "하위" / "보건.txt")
        ingest_paths([folder], settings)
        assert str(drive) in store_of(settings).register().mounts
    finally:
        subprocess.run(["umount", str(drive)], check=True)
    with pytest.raises(BadInputError, match=rf"'{drive}'가 {NOT_MOUNTED}.*문서 1개"):
        ingest_paths([folder], settings)
    assert len(open_index(settings).documents) == 3
    drive.rmdir()  # as a desktop does with the place of a disk that is pulled out
    with pytest.raises(BadInputError, match=NOT_MOUNTED):
        ingest_paths([folder], settings)
    assert ingest_paths([folder], settings, emptied=True).removed == 1


def test_the_nearest_mount_point_above_a_file_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {Path("/"): 1, Path("/mnt/공유"): 48, Path("/mnt/공유/안"): 49}
    monkeypatch.setattr(mounts, "_is_mount", lambda folder: folder in points)
    monkeypatch.setattr(mounts, "_device", points.get)
    monkeypatch.setattr(mounts, "_holds_files", lambda folder: folder in points)
    sources = [
        "/mnt/공유/가/나.hwp",
        "/mnt/공유/묶음.zip/다.hwp",
        "/mnt/공유/안/라.hwp",
        "/srv/마.hwp",
        "바.hwp",
        "/사.hwp",
    ]
    assert mounts_of(sources, {}) == {"/mnt/공유": 48, "/mnt/공유/안": 49}
    # One that is away is still known while a document of it is.
    away = {"/mnt/없음": 50}
    assert mounts_of([*sources[:1], "/mnt/없음/아.hwp"], away) == {"/mnt/공유": 48, "/mnt/없음": 50}
    assert mounts_of([*sources[:1], "/mnt/없음2/아.hwp"], away) == {"/mnt/공유": 48}
    with pytest.raises(BadInputError, match=r"'/mnt/없음', '/mnt/밖'이 .*문서 2개"):
        check_mounted(["/mnt/없음/아.hwp", "/mnt/밖/자.hwp", "/srv/마.hwp"], {**away, "/mnt/밖": 51, "/mnt/셋": 52})
    check_mounted(["/mnt/없음2/아.hwp", "/mnt/공유/가/나.hwp"], {**away, "/mnt/공유": 99})


def test_registers_of_shards_know_all_mount_points() -> None:
    copy = Copy("/b/나", "", "/b/가", "")
    register = Register({copy.source: copy}, mounts={"/a": 1, "/b": 2})
    assert register.only(lambda source: False).mounts == {"/a": 1, "/b": 2}
    assert register.beside(Register(mounts={"/b": 3})).mounts == {"/a": 1, "/b": 3}
    assert register == Register({copy.source: copy})
