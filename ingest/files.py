"""Finds the files that are documents, gives them ids, and reads their bytes."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from ingest.archives import archive_above, head_of, members, open_checked, repeated, unpack
from ingest.contacts import contacts_of
from ingest.decode import decode
from ingest.errors import BadInputError
from ingest.file_signatures import ZIP, known_kind
from ingest.gate import HEAD, Format, not_a_document, package_of
from ingest.normalise import normalise
from ingest.side_files import is_side_file
from ingest.structure import understand

COMPANIONS = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})
"""Stems (lower case) of files that describe their folder, as in every repository: they are documents only if they name somebody to contact."""

_NO_DOCUMENTS = frozenset(
    ".json .jsonl .ndjson .toml .yaml .yml .ini .cfg .conf .lock .log .sql .py .js .mjs .ts .css .sh .bat .ps1 .java .c .h .cpp .go .rs".split()
)
"""Endings (lower case) of text files for programs; only the ending distinguishes them from documents."""

_LARGEST_COMPANION = 2**20
"""Bytes of a file of `COMPANIONS` that are read to look for a contact."""

_LONGEST_NAME, _LONGEST_PATH = 255, 4096
"""Bytes of a file's name and of a path, the latter with its end (NAME_MAX and PATH_MAX of Linux)."""
_TWICE = "압축 파일에 같은 이름의 파일이 또 있어 처음 것만 읽습니다"
_SHOWN = 60
"""Characters of such a name that are shown."""
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z가-힣ㄱ-ㅎㅏ-ㅣ一-龥._~-]+")


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that is not taken as a document, and the reason in Korean."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The documents at and below the given paths, sorted and each once, and the files that were skipped. `sources`: the real path of each
    document.
    """

    documents: tuple[Path, ...]
    skipped: tuple[SkippedFile, ...]
    sources: Mapping[Path, str]


class RealPaths:
    """Finds the real paths of files; a folder is followed to its real place once, and a file only where it is a link."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def of(self, path: Path) -> str:
        """The real path of `path`, as `Path.resolve` gives it."""
        if path.is_symlink() or path.name in ("", ".."):
            return str(path.resolve())
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = folder.resolve()
        return str(self._folders[folder] / path.name)


def find_documents(paths: Iterable[Path], known: Collection[str] = ()) -> FoundFiles:
    """The documents at and below `paths`, and the files that were skipped.

    A file's first bytes decide, not its name; whether the rest can be read shows when the document is read. Below a folder, hidden
    files and folders and links to folders are not entered, links to files outside the folder are not followed, and README,
    LICENSE and the like (`COMPANIONS`) are not documents. The documents in a ZIP archive are documents of their own, as if it
    were a folder ("묶음.zip/공고.hwp"). A file that is reached by several paths is taken once. Side files are left out without a reason.
    `known` are the real paths of documents that were read before: a path where one of them lay may be empty now.

    Raises:
        BadInputError: a path does not exist, or nothing at or below it can be read or is `known`.
    """
    documents: dict[str, Path] = {}
    skipped: list[SkippedFile] = []
    real = RealPaths()
    for path in paths:
        taken, passed = _below(path, real)
        skipped.extend(passed)
        if not taken and not _held(path.resolve(), known):
            reason = f"({passed[0].path.name}: {passed[0].reason})" if passed else "(문서가 없습니다)"
            raise BadInputError(
                f"'{path}'에 읽을 수 있는 문서가 없습니다{reason}. "
                "문서가 든 폴더나 파일을 지정해 주세요. 예: mureobwa ingest seeds"
            )
        for file in taken:
            documents.setdefault(real.of(file), file)
    return FoundFiles(tuple(documents.values()), tuple(skipped), {file: source for source, file in documents.items()})


_Found = tuple[list[Path], list[SkippedFile]]
"""(the documents, the files that were skipped)."""


def _below(path: Path, real: RealPaths) -> _Found:
    if archive_above(path):
        return [path], []
    if not path.exists():
        raise BadInputError(f"'{path}'이(가) 없습니다. 파일이나 폴더의 경로를 확인해 주세요.")
    if path.is_file():
        return _documents_of(path)
    root = path.resolve()
    taken: list[Path] = []
    passed: list[SkippedFile] = []

    def pass_closed(error: OSError) -> None:
        passed.append(SkippedFile(Path(error.filename), f"폴더를 열 수 없습니다({error.strerror})"))

    for folder, folders, names in os.walk(path, onerror=pass_closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or is_side_file(name):
                continue
            file = Path(folder) / name
            reason = _passed_over(file, root, real)
            documents, others = ([], [SkippedFile(file, reason)]) if reason else _documents_of(file)
            taken.extend(documents)
            passed.extend(others)
    return taken, passed


def _held(path: Path, known: Collection[str]) -> bool:
    """Whether one of the `known` files lay at or below the real `path`."""
    return str(path) in known or any(path in Path(source).parents for source in known)


def _passed_over(file: Path, root: Path, real: RealPaths) -> str:
    """The reason, in Korean, why a file below the folder `root` is skipped without being opened; "" where it is not."""
    try:
        if not file.is_file():
            return "가리키는 파일이 없는 링크입니다" if file.is_symlink() else "보통 파일이 아닙니다"
        if file.is_symlink() and root not in Path(real.of(file)).parents:
            return "폴더 밖의 파일을 가리키는 링크입니다"
        return "문서를 설명하는 안내 파일입니다" if _is_companion(file) else ""
    except OSError as error:
        return f"읽을 수 없습니다({error.strerror})"


def _is_companion(path: Path) -> bool:
    """Whether a file only describes its folder: its stem is one of `COMPANIONS`, and it names nobody to contact."""
    if path.name.split(".")[0].lower() not in COMPANIONS:
        return False
    try:
        with path.open("rb") as file:
            text = normalise(decode(file.read(_LARGEST_COMPANION), str(path)))
    except (BadInputError, OSError):
        return True
    return not contacts_of(text, understand(text))


def _documents_of(path: Path) -> _Found:
    """The file itself where it is a document, or the documents in it where it is a ZIP archive; and what was skipped."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if reason := _no_document(path, head):
                return [], [SkippedFile(path, reason)]
            if not head.startswith(ZIP):
                return [path], []
            with open_checked(file, str(path)) as archive:
                if package_of(archive, str(path)) is not Format.ZIP:
                    return [path], []
                return _documents_in(archive, path)
    except BadInputError as error:
        return [], [SkippedFile(path, str(error))]
    except OSError as error:
        return [], [SkippedFile(path, f"읽을 수 없습니다({error.strerror})")]


def _no_document(path: Path, head: bytes) -> str:
    """The reason, in Korean, why the file that begins with `head` is no document; "" where it may be one."""
    if reason := not_a_document(head):
        return reason
    if path.suffix.lower() in _NO_DOCUMENTS and not known_kind(head):
        return f"프로그램이 읽는 자료 파일입니다({path.suffix})"
    return ""


def _documents_in(archive: ZipFile, path: Path) -> _Found:
    taken: list[Path] = []
    passed: list[SkippedFile] = []
    twice = repeated(archive)
    for name, entry in members(archive).items():
        member = path / name
        if _is_too_long(member):
            passed.append(SkippedFile(path / _shown(name), "파일 이름이나 경로가 너무 깁니다. 이름을 줄여 주세요"))
        elif reason := _no_document(member, head_of(archive, entry, HEAD)):
            passed.append(SkippedFile(member, reason))
        else:
            taken.append(member)
            if name in twice:
                passed.append(SkippedFile(member, _TWICE))
    return taken, passed


def _is_too_long(path: Path) -> bool:
    """Whether the system takes no path like this one, so that nothing can be asked about it."""
    return len(os.fsencode(path)) >= _LONGEST_PATH or any(len(os.fsencode(part)) > _LONGEST_NAME for part in path.parts)


def _shown(name: str) -> str:
    """The last part of the `name` of an archive's member, short enough for a path."""
    return f"{PurePosixPath(name).name[:_SHOWN]}…"


def read_bytes(path: Path, max_mib: int) -> bytes:
    """The content of `path`, a file or a file in a ZIP archive ("묶음.zip/공고.hwp"), at most `max_mib` MiB (2**20 bytes each).

    Raises:
        BadInputError: the file is missing, a folder, not permitted, or larger; its archive is damaged.
    """
    try:
        if not path.is_file():
            archive = archive_above(path)
            if archive:
                return _read_member(archive, path, max_mib)
            what = "폴더입니다" if path.is_dir() else "없습니다"
            raise BadInputError(f"'{path}'은(는) 읽을 파일이 아닙니다({what}). 파일의 경로를 확인해 주세요.")
        _check_size(path, path.stat().st_size, max_mib)
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(f"'{path}'을(를) 읽을 수 없습니다({error.strerror}). 읽기 권한을 확인해 주세요.") from error


def _read_member(archive: Path, path: Path, max_mib: int) -> bytes:
    with archive.open("rb") as file, open_checked(file, str(archive)) as opened:
        entry = members(opened).get(path.relative_to(archive).as_posix())
        if entry is None:
            raise BadInputError(f"'{path}'은(는) 압축 파일 '{archive}'에 없습니다. 이름을 확인해 주세요.")
        _check_size(path, entry.file_size, max_mib)
        return unpack(opened, entry, str(path))


def _check_size(path: Path, size: int, max_mib: int) -> None:
    if size > max_mib * 2**20:
        raise BadInputError(
            f"'{path}'의 크기가 {size / 2**20:.1f}MiB로 한도 {max_mib}MiB를 넘습니다. "
            "파일을 나누거나 설정 max_file_mib를 늘려 주세요."
        )


def sha256_of(path: Path, max_mib: int) -> str:
    """The SHA-256 of the bytes at `path` (lower-case hex), "" where they cannot be read: reading the document raises the reason."""
    try:
        return hashlib.sha256(read_bytes(path, max_mib)).hexdigest()
    except BadInputError:
        return ""


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
