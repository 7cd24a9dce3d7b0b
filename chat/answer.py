"""The answer to a question: its status, text, citations, notes and contacts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.document import Contact
from retriever.hit import Hit


class Status(StrEnum):
    """How a question ended; a failure of the program is an exception, never a status.

    `answered`, `partial`: all or a part of what is asked was found. `related`: no answer is sure enough; passages that are near are shown
    instead, and stated to be no certain answer. `no_evidence`: no passage is near. `needs_personal_record`: the person's own record is asked for,
    which only the office's files hold. `personal_data`: the question holds personal data and was not read. `not_a_question`: a greeting, noise, a
    question that is empty, too long or costs too much processor time. `blocked`: an order to the service itself. `emergency`: somebody is in danger; the
    answer holds the numbers to call and no document. `curated`: an official has fixed the answer to this kind of question. `counter`: the message is a
    report, a complaint or a case of one's own; the answer names the counters that take it. `off`: the service is switched off; the text is the
    official's notice.
    """

    ANSWERED = "answered"
    PARTIAL = "partial"
    RELATED = "related"
    NO_EVIDENCE = "no_evidence"
    NEEDS_PERSONAL_RECORD = "needs_personal_record"
    PERSONAL_DATA = "personal_data"
    NOT_A_QUESTION = "not_a_question"
    BLOCKED = "blocked"
    EMERGENCY = "emergency"
    CURATED = "curated"
    COUNTER = "counter"
    OFF = "off"

    @property
    def shows_answer(self) -> bool:
        """Whether a question with this status was answered; every other status is a refusal."""
        return self in (Status.ANSWERED, Status.PARTIAL, Status.CURATED)


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """A cell of a quoted table row: `text` is its words as in the document, `label` the name of its column ("" for the row's own name, unless that
    is a number of something: "가구원수(명)").
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a document that an answer rests on: `document.text[start:end] == quote`; `marker` is the n of its [n] in the answer's text.

    `url` is the address where the office publishes these words on the web, `licence` the licence under which they may be used
    ("공공누리 제1유형"); "" where the office does not say.
    `cells` are the cells of the quoted table rows, to be shown by their columns; empty where the quote is running text.
    `by_ocr`: some words of the document were read from a picture (setting `ocr`); the quoted ones may be among them.
    """

    marker: int
    document_id: str
    title: str
    office: str
    published: str
    heading: tuple[str, ...]
    quote: str
    start: int
    end: int
    cells: tuple[QuotedCell, ...] = ()
    url: str = ""
    licence: str = ""
    by_ocr: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model contributed to an answer.

    `outcome`: "used", "replaced" (by the extractive answer, which states something that the model's does not) or "failed"
    (the model gave nothing usable). `sentences` is how many it wrote, `kept` how many of them were kept; `dropped` are the
    sentences that its sources do not support, each with what was wrong ("date 3월30일"). `checking_ms` is the longest
    check of one sentence.
    """

    outcome: str
    sentences: int = 0
    kept: int = 0
    dropped: tuple[tuple[str, str], ...] = ()
    first_token_ms: float = 0.0
    first_sentence_ms: float = 0.0
    checking_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The official who confirmed a curated answer, with the department and the day of the confirmation."""

    department: str
    author: str
    day: dt.date

    @property
    def line(self) -> str:
        """The line shown with a curated answer: "담당자가 확인한 답 · 교통과 김민원 · 2026. 11. 29."."""
        day = f"{self.day.year}. {self.day.month}. {self.day.day}."
        return f"담당자가 확인한 답 · {self.department} {self.author} · {day}"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. With the status answered, partial or related it has text and at least one citation. `chance` (0..1) is
    that of its best sentence to answer the question.

    `lang` is the language (BCP 47) of `text` and `notes`, apart from the Korean words quoted in them. `marks` are the spans of `text` (start,
    end) that hold what was asked; they are shown marked. `nearby` are sentences that may answer instead, the likeliest first, where the answer
    is not quite sure; `further` are the passages nearest to the question, where the answer is not quite sure or is none from the documents: they
    are shown on request. The markers of both are numbered separately. `hits` are the passages that the search found; they do not leave the service.
    `index_version` and `reader_version` (weights and decision) are the versions of the index and of the reader that made the answer.
    `timings_ms` maps a step's name to milliseconds; `given_by` is the name of the step that answered. `writing` is None where no language model
    was asked; it does not leave the service either. `confirmed` is None where no official has fixed the answer; only an answer that an official
    has fixed may have no citations. `model_chose`: a language model chose the sentences that the answer tells.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    nearby: tuple[Citation, ...] = ()
    further: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    chance: float = 0.0
    lang: str = "ko"
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    index_version: str = ""
    reader_version: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    given_by: str = ""
    writing: Writing | None = field(default=None, repr=False)
    confirmed: Confirmed | None = None
    model_chose: bool = False

    @property
    def model_written(self) -> bool:
        """Whether a language model wrote the text; False where the text is the source's own words."""
        return self.writing is not None and self.writing.outcome == "used"
