"""Checks ZIP archives before anything in them is unpacked: number of entries, unpacked size, entry names, passwords.

HWPX, DOCX and XLSX files are ZIP archives too: the checks hold for them and for archives of documents.
"""

import struct
import zipfile
import zlib
from collections import Counter
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.errors import BadInputError

_MAX_DIRECTORY = 2 * 2**20
"""Largest size in bytes of the list of entries (the central directory); one entry takes about 100."""
_MAX_ENTRIES = 10_000
_MAX_UNPACKED = 400 * 2**20
"""Bytes that all entries together may unpack to."""
_MAX_RATIO = 200
"""Largest ratio of unpacked to packed size of an entry (office XML lies at 5-60, a deflate bomb near 1,000); it counts above `_SMALL`."""
_SMALL = 4 * 2**20
"""Bytes; an entry that unpacks to no more than this is no bomb, whatever its ratio."""
_END = struct.Struct("<4s4H2LH")  # the end of central directory record (APPNOTE 4.3.16)
_END_MARK = b"PK\x05\x06"
_ENCRYPTED, _UTF8 = 1 << 0, 1 << 11  # general purpose bits (APPNOTE 4.4.4)


def open_checked(file: IO[bytes], name: str) -> zipfile.ZipFile:
    """The ZIP archive in `file`, checked and safe to unpack; `name` is only used in messages.

    Raises:
        BadInputError: the archive is damaged, needs a password, is too large, or is made to do harm.
    """
    _check_directory(file, name)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise damaged(name) from error
    _check_entries(archive.infolist(), name)
    return archive


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    if not entries:
        raise BadInputError(f"'{name}'은(는) 빈 압축 파일입니다. 내용이 있는 파일을 지정해 주세요.")
    if len(entries) > _MAX_ENTRIES:
        raise BadInputError(
            f"'{name}'에 든 파일이 너무 많습니다({len(entries):,}개, 한도 {_MAX_ENTRIES:,}개). 나누어 저장해 주세요."
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BadInputError(f"'{name}'에 암호가 걸려 있습니다. 암호를 풀고 다시 저장한 파일을 지정해 주세요.")
    unpacked = sum(entry.file_size for entry in entries)
    if any(is_bomb(entry.compress_size, entry.file_size) for entry in entries) or unpacked > _MAX_UNPACKED:
        raise BadInputError(
            f"'{name}'의 압축을 풀면 지나치게 커집니다({unpacked / 2**20:,.0f}MiB). 압축 폭탄일 수 있어 열지 않았습니다. "
            "파일을 만든 곳에 확인해 주세요."
        )
    if any(_leads_outside(entry.filename) for entry in entries):
        raise BadInputError(
            f"'{name}'에 폴더 밖을 가리키는 파일 이름이 있어 열지 않았습니다. 파일을 만든 곳에 확인해 주세요."
        )


def is_bomb(packed: int, unpacked: int) -> bool:
    """Whether `packed` bytes that unpack to `unpacked` bytes are a decompression bomb: no document packs so well."""
    return unpacked > max(_SMALL, _MAX_RATIO * packed)


def unpack(archive: zipfile.ZipFile, entry: str | zipfile.ZipInfo, name: str) -> bytes:
    """The unpacked bytes of `entry`; `archive` comes from `open_checked`, `name` is only used in messages.

    Raises:
        BadInputError: the entry is damaged.
    """
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, KeyError, zlib.error) as error:
        raise damaged(name) from error


def head_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, length: int) -> bytes:
    """The first `length` unpacked bytes of `entry`; b"" where it is damaged (`unpack` then raises the error)."""
    try:
        with archive.open(entry) as file:
            return file.read(length)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, zlib.error):
        return b""


def members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files in the archive by name, without hidden files and those in macOS's own folder."""
    named = {_name_of(entry): entry for entry in reversed(archive.infolist()) if not entry.is_dir()}
    return {name: named[name] for name in sorted(named) if not any(_is_hidden(part) for part in name.split("/"))}


def repeated(archive: zipfile.ZipFile) -> set[str]:
    """The names that more than one file of the archive has, of which `members` gives the first."""
    names = Counter(_name_of(entry) for entry in archive.infolist() if not entry.is_dir())
    return {name for name, count in names.items() if count > 1}


def archive_above(path: Path) -> Path | None:
    """The nearest parent of `path` that is a file: the archive 묶음.zip of "묶음.zip/공고.hwp"; None where there is none."""
    return next((above for above in path.parents if above.is_file()), None)


def is_there(path: Path) -> bool:
    """Whether `path` is a file, or a member of an archive that holds it ("묶음.zip/공고.hwp"); true also where its drive cannot tell, of which no
    document is lost.
    """
    try:
        if path.is_file():
            return True
        above = archive_above(path)
        if above is None:
            return False
        stat = above.stat()
    except OSError:
        return True
    return path.relative_to(above).as_posix() in _names_in(above, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _names_in(path: Path, _modified: int, _bytes: int) -> frozenset[str]:
    """The names of the members of the archive `path` as it is now: asked for each of them in turn; empty where it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(members(archive))
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name; without the UTF-8 flag it is decoded as UTF-8, else as CP949, which Korean Windows writes."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")  # `zipfile` decodes names without the flag as cp437
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_hidden(part: str) -> bool:
    return part.startswith(".") or part == "__MACOSX"


def damaged(name: str) -> BadInputError:
    """The error for a damaged file called `name`, for the caller to raise."""
    return BadInputError(
        f"'{name}'이(가) 손상되어 열 수 없습니다. 원본을 다시 받거나 만든 프로그램에서 다시 저장해 주세요."
    )


def _check_directory(file: IO[bytes], name: str) -> None:
    """Raise BadInputError where the list of entries, which `zipfile` reads as a whole, is missing or too large."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size - 0xFFFF))  # a comment of up to 65,535 bytes may follow the record
    tail = file.read()
    end = tail.rfind(_END_MARK)
    if end < 0 or len(tail) < end + _END.size:
        raise damaged(name)
    if _END.unpack_from(tail, end)[5] > _MAX_DIRECTORY:
        raise BadInputError(f"'{name}'에 든 파일이 너무 많습니다(한도 {_MAX_ENTRIES:,}개). 나누어 저장해 주세요.")


def _leads_outside(entry: str) -> bool:
    path = PurePosixPath(entry.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or entry[1:2] == ":"
