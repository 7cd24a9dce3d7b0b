"""What a question gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.document import Contact
from retriever.hit import Hit


class Status(StrEnum):
    """How a question ended. All but the first two are refusals; a failure is an exception, never a status."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    NEEDS_PERSONAL_RECORD = "needs_personal_record"
    PERSONAL_DATA = "personal_data"
    NOT_A_QUESTION = "not_a_question"
    BLOCKED = "blocked"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer rests on: `document.text[start:end] == quote`, `marker` is the n of [n]."""

    marker: int
    document_id: str
    title: str
    office: str
    published: str
    heading: tuple[str, ...]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Answered or partial: it has text and at least one citation.

    `marks` are the spans of `text` (start, end) that hold what was asked, to be shown marked. `hits` are what was
    searched and stay inside the house. `timings_ms` maps a step's name to milliseconds.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    evidence: float = 0.0
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    index_version: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
