"""Bytes or text to a document: load, decode, normalise, understand."""

import hashlib
from pathlib import Path

from ingest.decode import decode
from ingest.document import Document
from ingest.errors import BadInputError
from ingest.files import document_id as id_of
from ingest.files import read_bytes
from ingest.metadata import metadata_of, title_of
from ingest.normalise import normalise
from ingest.settings import Settings
from ingest.structure import understand


def read_file(path: Path, settings: Settings) -> Document:
    """The document in `path`; its source is the path as given.

    Raises:
        BadInputError: the file is missing, empty, larger than `settings.max_file_mib`, no text, or in no encoding
            we know.
    """
    data = read_bytes(path, settings.max_file_mib)
    text = decode(data, str(path))
    document = read_text(text, path.as_posix(), sha256=hashlib.sha256(data).hexdigest())
    if not document.blocks:
        raise BadInputError(f"'{path}'에 읽을 글이 없습니다. 내용이 있는 파일을 지정해 주세요.")
    return document


def read_text(text: str, source: str, *, title: str = "", document_id: str = "", sha256: str = "") -> Document:
    """The document that `text` is; `source` says where it came from and gives the id where `document_id` is empty.

    `title` wins over the one that the text tells; `sha256` is that of the text in UTF-8 where it is not given. A
    text without a letter is a document without blocks.
    """
    clean = normalise(text)
    blocks = understand(clean)
    return Document(
        id=document_id or id_of(source),
        title=title.strip() or title_of(clean, blocks) or Path(source).stem,
        text=clean,
        blocks=blocks,
        metadata=metadata_of(clean, blocks),
        source=source,
        sha256=sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
