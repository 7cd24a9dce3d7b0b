import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.document import Document, Passage
from ingest.errors import IndexUnusableError, StorageError
from retriever import storage
from retriever.build import build
from retriever.index import open_index
from retriever.settings import Settings

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]


@pytest.fixture
def built(settings: Settings, index_home: Path) -> Settings:
    """A home with a copy of the small index, to be damaged."""
    shutil.copytree(index_home / "index", settings.home / "index")
    return settings


def test_no_index_names_the_command_that_makes_one(settings: Settings) -> None:
    with pytest.raises(IndexUnusableError, match="mureobwa ingest"):
        open_index(settings)


def test_the_same_documents_give_the_same_version(
    built: Settings, pairs: Pairs, tmp_path: Path, settings_in: Callable[[Path], Settings]
) -> None:
    elsewhere = settings_in(tmp_path / "b")
    assert build(list(reversed(pairs)), elsewhere) == open_index(built).version


def every_file(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_missing_cut_or_changed_file_is_noticed(built: Settings) -> None:
    folder = storage.current_version(built.home)
    for path in every_file(folder):
        content = path.read_bytes()
        for damage in (None, content[: len(content) // 2], content[:-1] + bytes([content[-1] ^ 1])):
            path.unlink()
            if damage is not None:
                path.write_bytes(damage)
            with pytest.raises(IndexUnusableError, match="mureobwa ingest") as failure:
                open_index(built)
            assert "\n" not in str(failure.value)
            path.write_bytes(content)
    assert open_index(built).passages


@pytest.mark.parametrize("pointer", ["", "없는판", "../..", "\0"])
def test_a_pointer_to_nowhere(built: Settings, pointer: str) -> None:
    (storage.index_folder(built.home) / "current").write_text(pointer, "utf-8")
    with pytest.raises(IndexUnusableError):
        open_index(built)


@pytest.mark.parametrize(("field", "value"), [("layout", 999), ("model", "another-model"), ("dictionary", "[]")])
def test_made_otherwise(built: Settings, field: str, value: object) -> None:
    manifest = storage.current_version(built.home) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {field: value}), "utf-8")
    with pytest.raises(IndexUnusableError, match="mureobwa ingest"):
        open_index(built)


def test_an_index_of_an_older_layout_is_told_so(built: Settings) -> None:
    manifest = storage.current_version(built.home) / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"layout": 6}), "utf-8")
    told = rf"형식\(6\)이 이 프로그램이 읽는 형식\({storage.LAYOUT}\)과 다릅니다.*mureobwa ingest"
    with pytest.raises(IndexUnusableError, match=told):
        open_index(built)


def test_a_new_version_takes_over_and_the_one_before_stays(built: Settings, pairs: Pairs) -> None:
    first = open_index(built).version
    second = build(pairs[:2], built)
    third = build(pairs[:1], built)
    assert len({first, second, third}) == 3
    assert open_index(built).version == third
    folders = {path.name for path in storage.index_folder(built.home).iterdir() if path.is_dir()}
    assert folders == {second, third}


def test_a_damaged_version_is_built_anew(built: Settings, pairs: Pairs) -> None:
    (storage.current_version(built.home) / "passages.faiss").write_bytes(b"")
    version = build(pairs, built)
    assert open_index(built).version == version


KILLED = """
import sys, time
from pathlib import Path
from retriever import build, storage
from retriever.settings import Settings
def stop(folder, manifest):
    print("here", flush=True)
    time.sleep(60)
storage.write_manifest = stop
from ingest.read import read_text
from ingest.split import split
settings = Settings(home=Path(sys.argv[1]))
document = read_text("새 안내\\n\\n시장은 아침에 엽니다.", source="새.txt", document_id="새")
build.build([(document, split(document, settings))], settings)
"""


def test_a_killed_build_leaves_the_old_index_serving(built: Settings, pairs: Pairs) -> None:
    version = open_index(built).version
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(built.home)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "here\n"
    with pytest.raises(StorageError, match="다른 작업"):  # one build at a time
        build(pairs[:1], built)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    left = list(storage.index_folder(built.home).glob(".building-*"))
    assert len(left) == 1
    assert open_index(built).version == version
    build(pairs[:1], built)
    assert not list(storage.index_folder(built.home).glob(".building-*"))


def test_a_full_disk_leaves_the_old_index_serving(
    tmp_path: Path, settings_in: Callable[[Path], Settings], pairs: Pairs
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("mounting a small tmpfs needs root")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False)
    if made.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        small = settings_in(disk)
        version = build(pairs[:1], small)
        (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - 8192))
        with pytest.raises(StorageError, match="디스크가 가득"):
            build(pairs, small)
        assert open_index(small).version == version
    finally:
        subprocess.run(["umount", str(disk)], check=True)
