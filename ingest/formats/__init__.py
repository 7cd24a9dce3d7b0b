"""The readers of file formats: hwp (HWP, HWPX), pdf, docx, xlsx (XLSX, CSV), html and markdown, each with `read(data: bytes) -> Source`, called in
`worker`; the other modules help them. Bytes go in, the parts of the file come out.
"""

from pathlib import Path

from ingest.errors import BadInputError
from ingest.formats.worker_process import ask_worker
from ingest.gate import Format
from ingest.source import Source


def read_source(path: Path, data: bytes, kind: Format, by_ocr: bool = False) -> Source:
    """The parts of the file `data`, which is of the format `kind`; `path` is only named in messages. `by_ocr`: pages of a PDF that are
    pictures of their words are read by OCR (setting `ocr`).

    The file is read in a separate process with limits of time and memory: whatever it does to its reader, the
    next file is read all the same.

    Raises:
        BadInputError: the file cannot be read, with the reason.
    """
    try:
        return ask_worker(data, kind, by_ocr)
    except BadInputError as error:
        raise BadInputError(f"'{path}': {error}") from error
