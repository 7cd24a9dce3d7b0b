"""Making the rows of the log from answers and opinions, personal data masked."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from chat.answer import Answer
from chat.engine import Engine
from chat.log.entry import Cited, Door, Entry, Feedback, Setup
from chat.question.personal_data import Published, find_personal_data, mask
from ingest.document import Document
from ingest.errors import StoreUnreachableError

MATTERING = (
    *("embedding_model", "passage_chars", "max_question_chars", "question_cpu_seconds", "answer_from", "related_from"),
    *(
        "contact_office",
        "contact_phone",
        "model",
        "model_provider",
        "model_passages",
        "model_passage_chars",
        "model_timeout_s",
    ),
    *("model_max_tokens", "model_context_tokens", "model_notice", "model_rewords", "model_reads"),
)
"""The settings that change an answer. Addresses and paths are left out: they say where something is, not what it is."""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a question came: its door, the registered site ("" for none), and whether the visitor lets it be kept in the log."""

    door: Door
    site: str = ""
    keep: bool = True


def new_id() -> str:
    """A new id for an answer: 32 hex digits that nobody can guess. Whoever knows it was given the answer."""
    return secrets.token_hex(16)


def setup_of(engine: Engine) -> Setup:
    """The setup that `engine` answers with: program, index, models, settings, documents."""
    index, made_with = engine.index, engine.index.made_with
    return Setup(
        program=version("mureobwa"),
        index_version=index.version,
        layout=made_with.layout,
        model=made_with.model,
        passage_chars=made_with.passage_chars,
        dictionary=hashlib.sha256(made_with.dictionary.encode()).hexdigest() if made_with.dictionary else "",
        reader_version=engine.reader_version,
        # A model that has not passed its trial chooses nothing, whatever the setting says.
        settings={name: getattr(engine.settings, name) for name in MATTERING} | {"model_reads": engine.model_reads},
        documents={listed.id: listed.sha256 for listed in index.listed()},
    )


def entry_of(name: str, answer: Answer, visit: Visit, engine: Engine, setup: Setup, scope: str, cached: bool) -> Entry:
    """The row of an answer given now. What the documents of `engine` publish is no personal data; where their database does not answer, nothing
    counts as published, and the department that issued a document is not known.
    """
    try:
        department = _department(answer, engine.index.documents)
        question, text, scope, *notes = _masked(answer, scope, engine.published)
    except StoreUnreachableError:
        department = _department(answer, {})
        question, text, scope, *notes = _masked(answer, scope, None)
    cited = (
        Cited(c.marker, c.document_id, c.title, setup.documents.get(c.document_id, ""), c.start, c.end)
        for c in answer.citations
    )
    return Entry(
        id=name,
        time=dt.datetime.now(dt.UTC),
        day=engine.settings.day,
        door=visit.door,
        status=answer.status,
        question=question,
        text=text,
        setup=setup,
        notes=tuple(notes),
        citations=tuple(cited),
        department=department,
        chance=answer.chance,
        scope=scope,
        site=visit.site,
        cached=cached,
        model_written=answer.model_written,
        timings_ms={} if cached else answer.timings_ms,
    )


def _masked(answer: Answer, scope: str, published: Published | None) -> list[str]:
    """The question, the text and the scope of `answer`, then its notes, personal data masked."""
    texts = (answer.question, answer.text, scope, *answer.notes)
    return [masked_text(one, published) for one in texts]


def masked_feedback(feedback: Feedback) -> Feedback:
    """`feedback` as it is stored: personal data masked, with a new id and the current time."""
    return replace(
        feedback,
        question=masked_text(feedback.question),
        answer=masked_text(feedback.answer),
        comment=masked_text(feedback.comment),
        reasons=tuple(masked_text(reason) for reason in feedback.reasons),
        id=new_id(),
        time=dt.datetime.now(dt.UTC),
    )


def masked_text(text: str, published: Published | None = None) -> str:
    """`text` with personal data masked; a character that UTF-8 cannot hold becomes "?"."""
    found = find_personal_data(text, published) if published else find_personal_data(text)
    return mask(text, found).encode("utf-8", "replace").decode()


def _department(answer: Answer, documents: Mapping[str, Document]) -> str:
    """The department, else the office, that issued the document found first; without one, that of the answer's first contact."""
    first = documents.get(answer.hits[0].passage.document_id) if answer.hits else None
    issued = (first.metadata.department or first.metadata.office) if first else ""
    contact = answer.contacts[0] if answer.contacts else None
    return issued or ((contact.department or contact.office) if contact else "")
