"""Backup of an index folder to one tar file, and its restoration: the version being served and the list of removed documents.

<file>.tar/version/...     the files that the version's manifest names, and the manifest
<file>.tar/removed.json    as in the index folder (`retriever.removed`); only where documents were removed
"""

import os
import tarfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.errors import BadInputError, IndexUnusableError, StorageError
from retriever import storage
from retriever.build import take_out, take_out_of
from retriever.index import open_version
from retriever.removed import RemovedFiles
from retriever.settings import Settings, is_database
from retriever.storage import Manifest
from retriever.store import store_of

_VERSION = "version"
_MANIFEST, _REMOVED = "manifest.json", "removed.json"


def back_up(settings: Settings, path: Path) -> Manifest:
    """Write the index in `settings.index_home` to the new file `path`, while it goes on serving; returns the manifest of the version written.

    Raises:
        BadInputError: there is a file at `path` already, or no folder to put it in; or the index lies in a database.
        IndexUnusableError: there is no index, or it is damaged: a damaged index must not replace a good backup.
        StorageError: another process writes the index, or `path` cannot be written; nothing half-written is left.
    """
    _need_folder(settings)
    if path.exists():
        raise BadInputError(f"'{path}'이(가) 이미 있습니다. 전의 백업을 덮어쓰지 않도록 다른 이름을 적어 주세요.")
    if not path.resolve().parent.is_dir():
        raise BadInputError(f"백업을 둘 폴더 '{path.resolve().parent}'이(가) 없습니다. 폴더를 먼저 만들어 주세요.")
    made = path.with_name(f".{path.name}.part")
    with storage.sole_writer(settings.index_home):  # no other process deletes the version meanwhile
        folder = storage.current_version(settings.index_home)
        manifest = storage.read_manifest(folder)
        try:
            with made.open("wb") as file:
                _pack(folder, manifest, storage.index_folder(settings.index_home) / _REMOVED, file)
                file.flush()
                os.fsync(file.fileno())
            made.rename(path)
        except OSError as error:
            made.unlink(missing_ok=True)
            raise StorageError(
                f"백업 '{path}'을(를) 쓸 수 없습니다({error.strerror}). 디스크 공간과 쓰기 권한을 확인해 주세요."
            ) from error
    return manifest


def restore(settings: Settings, path: Path) -> Manifest:
    """Check the index in the backup file `path` and serve it; returns the manifest of what is served.

    Removed documents stay removed, those in the backup's list and those removed since: they are taken out before anything is served.

    Raises:
        BadInputError: `path` is no backup, is damaged, or was made with another layout or model; or the index lies in a database.
        StorageError: another process writes the index, or it cannot be written; the former index is still served.
    """
    _need_folder(settings)
    home = settings.index_home
    with storage.sole_writer(home):
        with storage.building(home) as folder:
            manifest, listed = _unpacked(path, folder, settings)
            # What is taken out splits nothing anew: the passages stay as long as those of the backup.
            as_made = settings.model_copy(update={"passage_chars": manifest.passage_chars})
            ready, removed = folder / _VERSION, RemovedFiles.read(home).plus(listed.entries)
            if removed.entries:
                ready = _without(removed, folder, manifest, as_made)
                manifest = storage.read_manifest(ready)
                RemovedFiles.read(home).plus(listed.entries).write(home)
            storage.publish(home, ready, manifest.version)
        if RemovedFiles.read(home) == removed:
            return manifest
        # Whoever removed a document meanwhile left it to this process, which held the lock.
        take_out_of(store_of(as_made))
        return storage.read_manifest(storage.current_version(home))


def _unpacked(path: Path, folder: Path, settings: Settings) -> tuple[Manifest, RemovedFiles]:
    """The manifest of the version in the backup file `path` and its list of removed documents, both unpacked into `folder` and checked; raises as
    `restore`.
    """
    try:
        with tarfile.open(path) as archive:
            _unpack(archive, folder)
        return open_version(folder / _VERSION, settings).manifest, RemovedFiles.from_file(folder / _REMOVED)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BadInputError(
            f"백업 '{path}'을(를) 읽을 수 없습니다({error.strerror}). 파일의 경로와 읽기 권한을 확인해 주세요."
        ) from error
    except (tarfile.TarError, IndexUnusableError, EOFError) as error:
        raise BadInputError(f"백업 '{path}'을(를) 되살릴 수 없습니다. {error}") from error


def _without(removed: RemovedFiles, folder: Path, manifest: Manifest, settings: Settings) -> Path:
    """The folder of a version like the one unpacked in `folder`, without the documents `removed`. It is made in an index of its own, inside
    `folder`, which nobody serves.
    """
    removed.write(folder)
    storage.publish(folder, folder / _VERSION, manifest.version)
    take_out(settings.model_copy(update={"index": str(folder)}))
    return storage.current_version(folder)


def _need_folder(settings: Settings) -> None:
    if is_database(settings.index):
        raise BadInputError(
            "색인이 데이터베이스에 있습니다. 'pg_dump -n mureobwa'로 백업하고 pg_restore로 되살려 주세요 (docs/scaling.md)."
        )


def _pack(folder: Path, manifest: Manifest, removed: Path, file: BinaryIO) -> None:
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in (*sorted(manifest.files), _MANIFEST):
            archive.add(folder / name, f"{_VERSION}/{name}", recursive=False)
        if removed.exists():
            archive.add(removed, _REMOVED)


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Extract the files that `_pack` wrote into `folder`; links and other folders, which somebody may have put in, are skipped."""
    for member in archive:
        name = PurePosixPath(member.name)
        known = member.name == _REMOVED or name.parts[:1] == (_VERSION,)
        if member.isfile() and known and ".." not in name.parts:
            archive.extract(member, folder, filter="data")
