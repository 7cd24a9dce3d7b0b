"""The command `mureobwa read`: shows how a document was understood.

The command imports the modules that read documents itself: `mureobwa --help` must not wait for them.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.blocks import Heading, ListItem, Note, Paragraph, Table

if TYPE_CHECKING:
    from ingest.document import Cell, Document, Passage

_KINDS = {Heading: "제목", Paragraph: "문단", ListItem: "항목", Table: "표", Note: "주석"}


def read(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="파일",
            help="읽어 볼 문서(HWP, HWPX, PDF, DOCX, XLSX, CSV, HTML, Markdown, 텍스트)",
            show_default=False,
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="대목을 한 줄에 하나씩 JSON으로 출력합니다.")] = False,
) -> None:
    """문서를 어떻게 이해했는지(제목, 기관, 날짜, 담당자, 목차, 대목 수)를 보여 줍니다.

    형식은 이름이 아니라 내용으로 알아냅니다. ZIP에 든 파일은 '묶음.zip/공고.hwp'처럼 지정합니다.

    예: mureobwa read seeds/2022-digital-new-deal.txt
    """
    from ingest.formats.tesseract import check_installed
    from ingest.read import read_file
    from ingest.settings import Settings
    from ingest.split import split

    settings = Settings.load()
    if settings.ocr:
        check_installed()
    document = read_file(file, settings)
    passages = split(document, settings)
    lines = (json_line(document, passage) for passage in passages) if as_json else summary(document, passages)
    for line in lines:
        typer.echo(line)


def summary(document: "Document", passages: Sequence["Passage"]) -> list[str]:
    """The lines of text that show how `document` was understood; fields that it does not state are left out."""
    metadata = document.metadata
    fields = (
        ("제목", document.title),
        ("문서 ID", document.id),
        ("기관", metadata.office),
        ("부서", metadata.department),
        ("게시일", str(metadata.published or "")),
        ("배포일", str(metadata.distributed or "")),
        ("시행일", str(metadata.in_force_from or "")),
        ("유효 기한", str(metadata.in_force_until or "")),
        ("이용 조건", metadata.licence),
    )
    lines = [f"{name}: {value}" for name, value in fields if value]
    lines.extend(f"알림: {remark}" for remark in document.remarks)
    if metadata.contacts:
        lines.append(f"담당자 {len(metadata.contacts)}명:")
        for contact in metadata.contacts:
            parts = (contact.office, contact.department, contact.name, contact.role, contact.phone)
            lines.append("  " + " ".join(part for part in parts if part))
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    if headings:
        lines.append("목차:")
        lines.extend(f"{'  ' * one.level}{_line(document, one)}" for one in headings)
    counts = Counter(type(block) for block in document.blocks)
    block_counts = ", ".join(f"{name} {counts[kind]}개" for kind, name in _KINDS.items() if counts[kind])
    lines.append(f"구성: {block_counts}")
    lines.append(f"대목: {len(passages)}개, 글자: {len(document.text):,}자")
    return lines


def _line(document: "Document", heading: Heading) -> str:
    return " ".join(document.text[heading.start : heading.end].split())


def json_line(document: "Document", passage: "Passage") -> str:
    """One passage as a JSON object on one line."""
    record = {
        "id": passage.id,
        "document_id": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "heading": list(passage.heading),
        "kind": passage.kind.value,
        "text": passage.text,
        "sentences": [
            {
                "start": sentence.start,
                "end": sentence.end,
                "text": passage.sentence_text(sentence),
                "context": sentence.context,
                "cells": [_cell(document, cell) for cell in sentence.cells],
                "is_label": sentence.is_label,
            }
            for sentence in passage.sentences
        ],
    }
    return json.dumps(record, ensure_ascii=False)


def _cell(document: "Document", cell: "Cell") -> dict[str, object]:
    return {
        "text": document.text[cell.start : cell.end],
        "row": list(cell.row),
        "column": list(cell.column),
        "unit": cell.unit,
    }
