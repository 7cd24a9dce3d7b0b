"""Documents and passages as lines of JSON, and back."""

import json
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ingest.blocks import Block, GridCell, Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.document import Document, Metadata, Passage

DOCUMENTS, PASSAGES = "documents.jsonl", "passages.jsonl"
"""Files of an index version: one line for each document, and for each passage."""

_METADATA = TypeAdapter(Metadata)
_PASSAGE = TypeAdapter(Passage)


def passage_line(passage: Passage) -> str:
    """One passage as one line of JSON."""
    return _PASSAGE.dump_json(passage).decode()


def passage_from(line: str | bytes) -> Passage:
    """The passage that `passage_line` wrote.

    Raises:
        ValueError: `line` is no such line.
    """
    return _PASSAGE.validate_json(line)


def metadata_line(metadata: Metadata) -> str:
    """The metadata of a document as one line of JSON."""
    return _METADATA.dump_json(metadata).decode()


def metadata_from(line: str) -> Metadata:
    """The metadata that `metadata_line` wrote, raising as `passage_from`."""
    return _METADATA.validate_json(line)


def document_line(document: Document) -> str:
    """One document as one line of JSON."""
    record = {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "blocks": [{"block": type(block).__name__, **_record(block)} for block in document.blocks],
        "metadata": _METADATA.dump_python(document.metadata, mode="json"),
        "source": document.source,
        "sha256": document.sha256,
        "remarks": list(document.remarks),
        "by_ocr": document.by_ocr,
    }
    return json.dumps(record, ensure_ascii=False)


_FIELD_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Heading, Paragraph, ListItem, Note, PageStart, Table, GridCell)
}


def _record(part: Block | GridCell) -> dict[str, Any]:
    """The fields of `part` by their names; `dataclasses.asdict` copies every value as well, which takes ten times as long."""
    record = {name: getattr(part, name) for name in _FIELD_NAMES[type(part)]}
    return record | {"cells": [_record(cell) for cell in part.cells]} if isinstance(part, Table) else record


def document_from(line: str | bytes) -> Document:
    """The document that `document_line` wrote.

    Raises:
        ValueError: `line` is no such line.
    """
    try:
        record: dict[str, Any] = json.loads(line)
        blocks = tuple(_block(block) for block in record.pop("blocks"))
        metadata = _METADATA.validate_python(record.pop("metadata"))
        remarks = tuple(map(str, record.pop("remarks")))
        return Document(blocks=blocks, metadata=metadata, remarks=remarks, **record)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a document: {error}") from error


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The documents of the version in `folder`.

    Raises:
        OSError, ValueError: they cannot be read.
    """
    return tuple(document_from(line) for line in lines_of(folder / DOCUMENTS))


def read_passages(folder: Path) -> tuple[Passage, ...]:
    """The passages of the version in `folder`, raising as `read_documents`."""
    return tuple(passage_from(line) for line in lines_of(folder / PASSAGES))


def ids_by_source(folder: Path) -> dict[str, str]:
    """Source file -> id of each document in `folder`, even where nothing else of the version can be used; damaged lines are left out."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for line in lines_of(folder / DOCUMENTS):
            with suppress(ValueError, KeyError, TypeError):
                record = json.loads(line)
                found[str(record["source"])] = str(record["id"])
    return found


def lines_of(path: Path) -> list[bytes]:
    """The lines of JSON in `path` as bytes, split at "\n" alone: a text may hold other characters at which Python's `splitlines` ends a line."""
    return [line for line in path.read_bytes().split(b"\n") if line]


def _block(record: dict[str, Any]) -> Block:
    match record.pop("block"):
        case "Heading":
            return Heading(**record)
        case "Paragraph":
            return Paragraph(**record)
        case "ListItem":
            return ListItem(**record)
        case "Note":
            return Note(**record)
        case "PageStart" | "Page":  # the former name of the class, in indexes made before November 2026
            return PageStart(**record)
        case "Table":
            caption = record.pop("caption")
            cells = tuple(GridCell(**cell) for cell in record.pop("cells"))
            return Table(cells=cells, caption=tuple(caption) if caption else None, **record)
        case other:
            raise ValueError(f"no such block: {other!r}")
