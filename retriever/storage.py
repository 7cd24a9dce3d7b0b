"""The index folder on disk: versions side by side, one of them current, switched in one step.

<home>/index/current          a text file that names the folder being served
<home>/index/<version>/       one version: manifest.json and the files whose checksums it holds
<home>/index/.building-*/     a version being built; left over after a kill, deleted by the next build
<home>/index/.lock            held by the one process that may write
<home>/index/removed.json     which documents an operator removed (`retriever.removed`)
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexUnusableError, StorageError

LAYOUT = 8
"""Grows whenever the files of a version, or how their content is computed, change."""

MEND = "'mureobwa ingest 경로'로 색인을 다시 만들어 주세요."
_CURRENT, _LOCK, _MANIFEST, _BUILDING = "current", ".lock", "manifest.json", ".building-"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a version (its file manifest.json). `files`: relative path -> SHA-256 of the file; `documents`: id -> SHA-256 of
    the file that the document was read from.
    """

    layout: int
    version: str
    model: str
    dimension: int
    passage_chars: int
    dictionary: str
    documents: Mapping[str, str]
    passages: int
    sentences: int
    files: Mapping[str, str]


def index_folder(home: Path) -> Path:
    """The folder in which the versions of the index lie."""
    return home / "index"


def current_version(home: Path) -> Path:
    """The folder of the version being served.

    Raises:
        IndexUnusableError: there is no index, or the version that the file `current` names is gone.
    """
    pointer = index_folder(home) / _CURRENT
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError as error:
        raise IndexUnusableError(
            f"'{index_folder(home)}'에 색인이 없습니다. 'mureobwa ingest 경로'로 먼저 문서를 넣어 주세요."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusableError(f"색인 '{pointer}'을(를) 읽을 수 없습니다. {MEND}") from error
    folder = index_folder(home) / name
    if not name or "/" in name or not folder.is_dir():
        raise IndexUnusableError(f"색인 '{pointer}'이(가) 가리키는 판 '{name}'이(가) 없습니다. {MEND}")
    return folder


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the version in `folder`, its layout and every file's checksum verified.

    Raises:
        IndexUnusableError: a file is missing, cut off or changed, or the layout is another one.
    """
    try:
        record = json.loads((folder / _MANIFEST).read_text("utf-8"))
        layout = record["layout"]
        if layout != LAYOUT:
            raise IndexUnusableError(
                f"색인 '{folder}'의 형식({layout})이 이 프로그램이 읽는 형식({LAYOUT})과 다릅니다. {MEND}"
            )
        manifest = Manifest(**record)
        broken = next((n for n, digest in manifest.files.items() if _digest(folder / n) != digest), None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexUnusableError(f"색인 '{folder}'이(가) 손상되었거나 다 만들어지지 않았습니다. {MEND}") from error
    if broken is not None:
        raise IndexUnusableError(f"색인 '{folder}'의 파일 '{broken}'이(가) 손상되었습니다. {MEND}")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with the checksums of all files in `folder`, and flush everything to the disk (fsync)."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {str(path.relative_to(folder)): _digest(path) for path in files}
    record = asdict(manifest) | {"files": digests}
    (folder / _MANIFEST).write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")
    for path in [*files, folder / _MANIFEST, *(p for p in folder.rglob("*") if p.is_dir()), folder]:
        _to_disk(path)


@contextmanager
def sole_writer(home: Path) -> Iterator[None]:
    """A context in which no other process changes the index: what is read of it within stays true until the end.

    Raises:
        StorageError: another process writes, or the folder cannot be written.
    """
    root = index_folder(home)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = (root / _LOCK).open("w")
    except OSError as error:
        raise StorageError(_unwritable(root, error)) from error
    with lock:
        _hold(lock.fileno(), root)
        yield


@contextmanager
def building(home: Path) -> Iterator[Path]:
    """A context with a new folder to build a version in, for the `sole_writer`; it is deleted at the end unless `publish` has moved it.

    Raises:
        StorageError: the folder cannot be written (the disk is full, say).
    """
    root = index_folder(home)
    try:
        for left in root.glob(f"{_BUILDING}*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise StorageError(_unwritable(root, error)) from error
    except RuntimeError as error:
        # FAISS reports a failed write by a RuntimeError.
        if "write" not in str(error):
            raise
        raise StorageError(_unwritable(root, error)) from error


def publish(home: Path, folder: Path, version: str) -> Path:
    """Make the finished `folder` the version being served, and delete old versions. Returns the path to which the folder was moved."""
    root = index_folder(home)
    target = root / version
    number = 1
    while target.exists():  # the same content, damaged: it may be open somewhere and is left alone
        number += 1
        target = root / f"{version}.{number}"
    before = (root / _CURRENT).read_text("utf-8").strip() if (root / _CURRENT).exists() else ""
    folder.rename(target)
    replace_text(root / _CURRENT, target.name)  # the one step: readers see the old version or the new one
    _sweep(root, keep={target.name, before})
    return target


FileStamp = tuple[int, int, int]
"""Inode, time of change (ns) and size of a file: another stamp is another content."""


def file_stamp(path: Path) -> FileStamp | None:
    """The current stamp of the file `path`; None where there is no such file.

    Raises:
        OSError: the file cannot be looked at.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def replace_text(path: Path, text: str) -> None:
    """Give the file `path` the content `text` in one step that survives a kill and a power cut.

    Raises:
        OSError: the file cannot be written; the former content is still there.
    """
    made = path.with_name(f"{_BUILDING}{path.name}")
    made.write_text(text, "utf-8")
    _to_disk(made)
    made.replace(path)
    _to_disk(path.parent)


def _sweep(root: Path, keep: set[str]) -> None:
    for old in root.iterdir():
        if old.is_dir() and old.name not in keep and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)


def _hold(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StorageError(
            f"다른 작업이 '{root}'에 색인을 만들고 있습니다. 그 작업이 끝난 뒤에 다시 실행해 주세요."
        ) from error


def _unwritable(root: Path, error: Exception) -> str:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    reason = "디스크가 가득 찼습니다" if full else f"{getattr(error, 'strerror', None) or error}"
    return (
        f"색인을 '{root}'에 쓰지 못했습니다({reason}). 전에 만든 색인은 그대로 있습니다. "
        "디스크 공간과 쓰기 권한을 확인한 뒤 'mureobwa ingest 경로'를 다시 실행해 주세요."
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
