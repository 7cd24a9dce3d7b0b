"""What a question gets."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.document import Contact
from retriever.hit import Hit


class Status(StrEnum):
    """How a question ended; a failure is an exception, never a status.

    `related`: no answer is sure enough, a passage that is near is shown instead, and said to be no certain answer. `emergency`: somebody
    is in danger; the numbers to call, no document. `curated`: an official has fixed the answer to this kind of question. `counter`: a report, a
    complaint or a case of one's own; the counters that take it.
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
        """Whether it shows an answer; every other one is a refusal."""
        return self in (Status.ANSWERED, Status.PARTIAL, Status.CURATED)


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """A cell of a quoted table row: its words as they stand in the document, and the name of its column; "" for the row's own name."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer rests on: `document.text[start:end] == quote`, `marker` is the n of [n].

    `url` is where the office publishes these words on the web, `licence` under which they may be used ("공공누리 제1유형"); "" where it
    does not say.
    `cells` are those of the quoted table rows, for telling them by their columns; empty where the quote is running text.
    `by_ocr`: some words of the document were only seen on a picture (setting `ocr`); those quoted may be.
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
    """What a language model did for an answer.

    `outcome`: "used", "replaced" (the extractive answer told what the model's did not) or "failed" (it gave nothing
    usable). `sentences` it wrote, `kept` of them; `dropped` are the sentences that its sources did not hold, each
    with what was wrong ("date 3월30일").
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
    """Who stands for a curated answer, and since when."""

    department: str
    author: str
    day: dt.date

    @property
    def line(self) -> str:
        """ "담당자가 확인한 답 · 교통과 김민원 · 2026. 11. 29."."""
        day = f"{self.day.year}. {self.day.month}. {self.day.day}."
        return f"담당자가 확인한 답 · {self.department} {self.author} · {day}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Answered, partial or related: it has text and at least one citation. `evidence` is the chance (0..1) that
    its best sentence answers.

    `lang` is the language (BCP 47) of `text` and `notes` but for the Korean words quoted in them. `marks` are the spans of `text` (start, end) that hold what was asked, to be shown marked. `nearby` are sentences that may answer instead,
    the likeliest first, where the answer is not quite sure; their markers count apart. `hits` are what was
    searched and stay inside the house. `index_version` and `reader_version` (weights and decision) are those that made it. `timings_ms` maps a step's name to milliseconds; `given_by` names the step that answered. `writing` is None where no
    language model was asked; it stays inside the house too. `confirmed` is None where no official has fixed the answer; only such an answer may
    do without citations.
    """

    question: str
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    nearby: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    evidence: float = 0.0
    lang: str = "ko"
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    index_version: str = ""
    reader_version: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    given_by: str = ""
    writing: Writing | None = field(default=None, repr=False)
    confirmed: Confirmed | None = None

    @property
    def model_written(self) -> bool:
        """Whether the text is a language model's; the words of a source that only stand in it are not."""
        return self.writing is not None and self.writing.outcome == "used"
