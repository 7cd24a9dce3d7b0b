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
from retriever.build import take_out
from retriever.index import open_version
from retriever.removed import RemovedFiles
from retriever.settings import Settings, is_database
from retriever.storage import Manifest

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
    """Check the index in the backup file `path` and serve it; returns its manifest.

    Removed documents stay removed: those in the backup's list and those removed since.

    Raises:
        BadInputError: `path` is no backup, is damaged, or was made with another layout or model; or the index lies in a database.
        StorageError: another process writes the index, or it cannot be written; the former index is still served.
    """
    _need_folder(settings)
    with storage.sole_writer(settings.index_home), storage.building(settings.index_home) as folder:
        try:
            with tarfile.open(path) as archive:
                _unpack(archive, folder)
            manifest = open_version(folder / _VERSION, settings).manifest
            listed = RemovedFiles.from_file(folder / _REMOVED)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise BadInputError(
                f"백업 '{path}'을(를) 읽을 수 없습니다({error.strerror}). 파일의 경로와 읽기 권한을 확인해 주세요."
            ) from error
        except (tarfile.TarError, IndexUnusableError, EOFError) as error:
            raise BadInputError(f"백업 '{path}'을(를) 되살릴 수 없습니다. {error}") from error
        removed = RemovedFiles.read(settings.index_home).plus(listed.entries)
        if removed.entries:
            removed.write(settings.index_home)
        storage.publish(settings.index_home, folder / _VERSION, manifest.version)
    if removed.entries:
        take_out(settings)
    return manifest


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
