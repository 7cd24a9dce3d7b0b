"""The readers of file formats: one module each, `read(data: bytes) -> Source`. Bytes go in, the parts of the file come out."""

from pathlib import Path

from ingest.gate import Format
from ingest.source import Source


def read_source(path: Path, data: bytes, kind: Format) -> Source:
    """The parts of the file `data`, which is of the format `kind`; `path` is only named in messages.

    Raises:
        BadInputError: it cannot be read, with the reason.
    """
    raise AssertionError(f"no reader for {kind}")
