"""Which files are documents, what they are called, and the bytes they hold."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInputError
from ingest.side_files import is_side_file

READABLE = frozenset({".txt", ".md"})
"""Endings (lower case) of the formats that can be read."""

COMPANIONS = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "contributing"})
"""File stems (lower case) that speak about a folder, by the habit of every repository: never documents."""

_NOT_IN_ID = re.compile(r"[^0-9A-Za-z가-힣ㄱ-ㅎㅏ-ㅣ一-龥._~-]+")


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not taken, and the reason in Korean."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The documents below the paths asked for, sorted and each once, and what was passed over."""

    documents: tuple[Path, ...]
    skipped: tuple[SkippedFile, ...]


def find_documents(paths: Iterable[Path], known: Collection[str] = ()) -> FoundFiles:
    """The documents at and below `paths`.

    A file named by itself is taken when its format can be read. Below a folder, hidden files and folders and
    links to folders are not entered, links to files outside the folder are not followed, and README, LICENSE and the like
    (`COMPANIONS`) are not documents. A file that is reached by several paths is taken once. Side files are passed over in silence.
    `known` are the real paths of documents that were read before: where they lay there may be nothing any more.

    Raises:
        BadInputError: a path does not exist, or nothing at or below it can be read or is `known`.
    """
    documents: dict[Path, Path] = {}
    skipped: list[SkippedFile] = []
    for path in paths:
        taken, passed = _below(path)
        skipped.extend(passed)
        if not taken and not _held(path.resolve(), known):
            kinds = ", ".join(sorted(READABLE))
            raise BadInputError(
                f"'{path}'에 읽을 수 있는 문서가 없습니다(읽을 수 있는 형식: {kinds}). "
                "문서가 든 폴더나 파일을 지정해 주세요. 예: mureobwa ingest seeds"
            )
        for file in taken:
            documents.setdefault(file.resolve(), file)
    return FoundFiles(tuple(documents.values()), tuple(skipped))


def _below(path: Path) -> tuple[list[Path], list[SkippedFile]]:
    if not path.exists():
        raise BadInputError(f"'{path}'이(가) 없습니다. 파일이나 폴더의 경로를 확인해 주세요.")
    if path.is_file():
        reason = _unreadable(path)
        return ([], [SkippedFile(path, reason)]) if reason else ([path], [])
    root = path.resolve()
    taken: list[Path] = []
    passed: list[SkippedFile] = []
    for folder, folders, names in os.walk(path, onerror=lambda error: passed.append(_closed_folder(error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if name.startswith(".") or is_side_file(name) or not file.is_file():
                continue
            reason = _passed_over(file, root)
            if reason:
                passed.append(SkippedFile(file, reason))
            else:
                taken.append(file)
    return taken, passed


def _held(path: Path, known: Collection[str]) -> bool:
    """Whether one of the `known` files lay at or below the real `path`."""
    return str(path) in known or any(path in Path(source).parents for source in known)


def _closed_folder(error: OSError) -> SkippedFile:
    return SkippedFile(Path(error.filename), f"폴더를 열 수 없습니다({error.strerror})")


def _passed_over(file: Path, root: Path) -> str:
    """Why a file below the folder `root` is not taken; "" where it is."""
    if root not in file.resolve().parents:
        return "폴더 밖의 파일을 가리키는 링크입니다"
    return "문서를 설명하는 안내 파일입니다" if _is_companion(file) else _unreadable(file)


def _is_companion(path: Path) -> bool:
    return path.name.split(".")[0].lower() in COMPANIONS


def _unreadable(path: Path) -> str:
    if path.suffix.lower() in READABLE:
        return ""
    return f"아직 읽을 수 없는 형식입니다({path.suffix or '확장자 없음'})"


def read_bytes(path: Path, max_mib: int) -> bytes:
    """The content of `path`, at most `max_mib` MiB (2**20 bytes each).

    Raises:
        BadInputError: the file is missing, a folder, not permitted, or larger.
    """
    try:
        if not path.is_file():
            what = "폴더입니다" if path.is_dir() else "없습니다"
            raise BadInputError(f"'{path}'은(는) 읽을 파일이 아닙니다({what}). 파일의 경로를 확인해 주세요.")
        size = path.stat().st_size
        if size > max_mib * 2**20:
            raise BadInputError(
                f"'{path}'의 크기가 {size / 2**20:.1f}MiB로 한도 {max_mib}MiB를 넘습니다. "
                "파일을 나누거나 설정 max_file_mib를 늘려 주세요."
            )
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(f"'{path}'을(를) 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요.") from error


def document_id(source: str, taken: Collection[str] = ()) -> str:
    """The id of the document read from `source`: its file stem in NFC, made safe for URLs, Hangul kept.

    When that id is among `taken` (another source has the same stem), the first eight hex digits of the SHA-256
    of the path are appended: the same source always gets one of the same two ids.
    """
    stem = unicodedata.normalize("NFC", Path(source).stem)
    plain = _NOT_IN_ID.sub("-", stem).strip("-.") or "document"
    if plain not in taken:
        return plain
    path = unicodedata.normalize("NFC", Path(source).as_posix())
    return f"{plain}-{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
