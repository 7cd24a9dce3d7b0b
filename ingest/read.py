"""Reads a file or a text as a document: loads, decodes and normalises it, and finds its structure."""

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.decode import decode
from ingest.document import Document
from ingest.drawn import tabbed
from ingest.errors import BadInputError
from ingest.files import document_id as id_of
from ingest.files import read_bytes
from ingest.formats import read_source
from ingest.gate import Format, format_of
from ingest.lay_out import lay_out
from ingest.metadata import metadata_of
from ingest.normalise import normalise
from ingest.settings import Settings
from ingest.side_files import Side
from ingest.source import Size, Source, too_much
from ingest.structure import understand
from ingest.structure_hints import StructureHints
from ingest.titles import title_of

_SEVERAL = (
    "'{0}'은(는) 파일을 묶은 압축 파일이라 한 문서로 읽지 못합니다. mureobwa ingest에 주거나 안에 든 파일을 "
    "'{0}/파일 이름'처럼 지정해 주세요. 압축 파일 안의 압축 파일은 풀어서 주세요."
)

_FAULT = "'{0}'의 구조를 읽다가 프로그램에 오류가 났습니다({1}). 다른 형식(HWPX, PDF)으로 저장해 넣어 주시고, 이 오류를 프로그램을 만든 곳에 알려 주세요."


def read_file(path: Path, settings: Settings) -> Document:
    """The document in `path`; its source is the path as given.

    Raises:
        BadInputError: the file is missing, empty, larger than `settings.max_file_mib`, no document, locked, damaged, of more text than
            `ingest.source.MOST_LETTERS`, or in no encoding we know; or this program has an error of its own with it.
    """
    data = read_bytes(path, settings.max_file_mib)
    sha256 = hashlib.sha256(data).hexdigest()
    kind = format_of(data, path)
    if kind is Format.ZIP:
        raise BadInputError(_SEVERAL.format(path))
    try:
        if kind is Format.TEXT:
            text = decode(data, str(path))
            if reason := too_much(Size(len(text), text.count("\n"))):
                raise BadInputError(f"'{path}': {reason}")
            document = read_text(text, path.as_posix(), sha256=sha256)
        else:
            document = _from_source(read_source(path, data, kind, settings.ocr), path, sha256)
    except BadInputError:
        raise
    except Exception as error:  # a fault of ours in one file must not keep an office from its thousand others
        raise BadInputError(_FAULT.format(path, type(error).__name__)) from error
    if not document.blocks:
        raise BadInputError(f"'{path}'에 읽을 글이 없습니다. 내용이 있는 파일을 지정해 주세요.")
    return document


def _from_source(source: Source, path: Path, sha256: str) -> Document:
    text, hints = lay_out(source)
    document = _document(text, hints, path.as_posix(), sha256, title=source.title)
    document = replace(document, remarks=source.remarks, by_ocr=source.by_ocr)
    return Side(source.values).over(document)


def read_text(text: str, source: str, *, title: str = "", document_id: str = "", sha256: str = "") -> Document:
    """The document with the words of `text`; `source` says where it came from and gives the id where `document_id` is empty.

    `title` wins over the one that the text states; `sha256` is that of the text in UTF-8 where it is not given. A
    text without a letter is a document without blocks.
    """
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    clean, headed = tabbed(normalise(text))
    return _document(clean, StructureHints(headed=headed), source, digest, title=title, document_id=document_id)


def _document(
    text: str, hints: StructureHints, source: str, sha256: str, *, title: str = "", document_id: str = ""
) -> Document:
    """The document with the normalised `text`."""
    blocks = understand(text, hints)
    return Document(
        id=document_id or id_of(source),
        title=title.strip() or title_of(text, blocks, Path(source).stem) or Path(source).stem,
        text=text,
        blocks=blocks,
        metadata=metadata_of(text, blocks),
        source=source,
        sha256=sha256,
    )
