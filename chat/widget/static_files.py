"""The widget's files as they are sent: read once, compressed once, named by their hash."""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import StorageError

STATIC = Path(__file__).parent / "static"
_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_VERSION = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file: its bytes, its bytes compressed with gzip, its media type, and its version: twelve hex digits of its SHA-256."""

    body: bytes
    packed: bytes
    kind: str
    version: str

    @classmethod
    def of(cls, body: bytes, suffix: str) -> "StaticFile":
        """The file with the content `body`, whose name ends in `suffix`."""
        packed = gzip.compress(body, 9, mtime=0)
        return cls(body, packed, _KINDS[suffix], hashlib.sha256(body).hexdigest()[:12])


@dataclass(frozen=True, slots=True)
class Launcher:
    """A launcher that sites may pin: its version and its Subresource Integrity hash (sha384, base64)."""

    version: str
    integrity: str


@cache
def static_file(name: str) -> StaticFile:
    """The file `name` of the folder `static`."""
    path = STATIC / name
    return StaticFile.of(path.read_bytes(), path.suffix)


@cache
def embed_version() -> str:
    """The version of the embedded page's script and style together."""
    both = static_file("embed.js").version + static_file("embed.css").version
    return hashlib.sha256(both.encode()).hexdigest()[:12]


@cache
def launcher_file(colour: str) -> StaticFile:
    """The launcher `widget.js` with the office's colour (#rrggbb, the setting `brand_colour`), used where the line that loads it names none."""
    return StaticFile.of(static_file("widget.js").body.replace(b"{brand_colour}", colour.encode()), ".js")


def launcher(colour: str) -> Launcher:
    """The version and the hash of the launcher with the office's `colour`."""
    file = launcher_file(colour)
    digest = base64.b64encode(hashlib.sha384(file.body).digest()).decode()
    return Launcher(file.version, f"sha384-{digest}")


def keep_launcher(home: Path, colour: str) -> Launcher:
    """The launcher with the office's `colour`, also stored below `home`: a page that pins it goes on working after an upgrade.

    Raises:
        StorageError: it cannot be written.
    """
    made = launcher(colour)
    path = _kept(home, made.version)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            half = path.with_suffix(".part")
            half.write_bytes(launcher_file(colour).body)
            half.replace(path)
    except OSError as error:
        raise StorageError(
            f"위젯을 '{path}'에 쓰지 못했습니다({error.strerror}). 쓰기 권한을 확인해 주세요."
        ) from error
    return made


def pinned_launcher(home: Path, version: str, colour: str) -> StaticFile | None:
    """The launcher of `version`: the current one with `colour`, or one stored by `keep_launcher`; None where there is none, or it was changed."""
    current = launcher_file(colour)
    if version == current.version:
        return current
    path = _kept(home, version)
    if not _VERSION.fullmatch(version) or not path.is_file():
        return None
    kept = StaticFile.of(path.read_bytes(), ".js")
    return kept if kept.version == version else None


def _kept(home: Path, version: str) -> Path:
    return home / "widget" / f"{version}.js"
