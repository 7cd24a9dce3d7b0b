"""The file that a document was read from, byte for byte as it was indexed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response

from ingest.document import Document

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Original:
    """A file that can be downloaded: its name and size in bytes."""

    name: str
    size: int

    @property
    def facts(self) -> str:
        """The type and the size of the file, as shown: "TXT, 45 KB"."""
        return ", ".join(part for part in (Path(self.name).suffix[1:].upper(), f"{-(-self.size // _KIB):,} KB") if part)


def original_of(document: Document) -> Original | None:
    """The file of `document` where it still is at its path, else None."""
    path = Path(document.source)
    try:
        return Original(path.name, path.stat().st_size) if _in_place(path) else None
    except OSError:
        return None


def _in_place(path: Path) -> bool:
    """Whether there is a file at `path` itself and no link: the index names real files, so a link was put there since."""
    return path.is_file() and path.resolve() == path


def download(document: Document) -> Response | None:
    """The file of `document` as a download that the browser never shows: a document may hold scripts.

    None where the file is gone or no longer the one that was indexed: then its words are not those of the citations, and a
    path that leads elsewhere by now must give out nothing.
    """
    path = Path(document.source)
    try:
        if not _in_place(path):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != document.sha256:
        return None
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(path.name)}"}
    return Response(content, media_type="application/octet-stream", headers=headers)
