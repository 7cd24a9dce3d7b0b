"""An answer as one JSON object: what `mureobwa ask --json` prints and every other door hands out."""

from typing import Any

from chat.answer import Answer, Citation, Confirmed
from ingest.document import Contact


def to_json(answer: Answer) -> dict[str, Any]:
    """The public fields of `answer`; `hits`, `writing` and `given_by` are left out.

    `marks` are [start, end] offsets of `text` (characters, end exclusive); `evidence` is `Answer.chance`; `timings_ms` are milliseconds a step.
    """
    return {
        "question": answer.question,
        "status": answer.status.value,
        "text": answer.text,
        "lang": answer.lang,
        "marks": [list(mark) for mark in answer.marks],
        "citations": [_citation(citation) for citation in answer.citations],
        "nearby": [_citation(citation) for citation in answer.nearby],
        "further": [_citation(citation) for citation in answer.further],
        "notes": list(answer.notes),
        "contacts": [_contact(contact) for contact in answer.contacts],
        "confirmed": _confirmed(answer.confirmed),
        "model_written": answer.model_written,
        "model_chose": answer.model_chose,
        "evidence": round(answer.chance, 4),
        "index_version": answer.index_version,
        "reader_version": answer.reader_version,
        "timings_ms": {step: round(value, 1) for step, value in answer.timings_ms.items()},
    }


def _confirmed(confirmed: Confirmed | None) -> dict[str, str] | None:
    if confirmed is None:
        return None
    return {"department": confirmed.department, "author": confirmed.author, "day": confirmed.day.isoformat()}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "document_id": citation.document_id,
        "title": citation.title,
        "office": citation.office,
        "published": citation.published,
        "heading": list(citation.heading),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "cells": [{"label": cell.label, "text": cell.text} for cell in citation.cells],
        "url": citation.url,
        "licence": citation.licence,
        "by_ocr": citation.by_ocr,
    }


def _contact(contact: Contact) -> dict[str, str]:
    return {
        "office": contact.office,
        "department": contact.department,
        "name": contact.name,
        "role": contact.role,
        "phone": contact.phone,
    }
