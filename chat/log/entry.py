"""The rows of the log: one for each answer, one for each opinion of an answer, and counts that hold no text at all."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property

from chat.answer import Status


class Door(StrEnum):
    """The door (way in) that a question came by."""

    PAGE = "page"
    API = "api"
    WIDGET = "widget"
    MCP = "mcp"
    OPENAI = "openai"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as the log keeps it: the document with the SHA-256 of its file, and the span that was quoted.

    `start` and `end` count characters of the document's text in the index version of the entry's setup. The quoted words
    are not stored here again: they are in the answer and in the document.
    """

    marker: int
    document_id: str
    title: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True)
class Setup:
    """What an answer was made with: program, index, models and settings. Many entries share one; it is stored once.

    `program` is the version of this package, `model` the embedding model, `dictionary` the SHA-256 of the user dictionary's
    content ("" without one). `settings` are those that change answers, `documents` maps each id of the index to its file's SHA-256.
    """

    program: str
    index_version: str
    layout: int
    model: str
    passage_chars: int
    dictionary: str
    reader_version: str
    settings: Mapping[str, object]
    documents: Mapping[str, str]

    @cached_property
    def id(self) -> str:
        """The id of the setup: sixteen hex digits, the same for equal setups (SHA-256)."""
        setup_text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(setup_text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as it was given. `question`, `text`, `notes` and `scope` have personal data masked.

    `id` is the answer's own (32 hex digits), `time` in UTC, `day` the date that the answer took as today, `site` the registered site of a
    widget or a browser ("" for none). `question` is as it was answered: a follow-up completed to stand alone. `department` is who
    issued the document found first, else whom the answer sends to ("" where neither is known). `timings_ms` maps a step to
    milliseconds, empty where the answer was `cached` from an earlier question. `model_written`: a language model wrote the text.
    """

    id: str
    time: dt.datetime
    day: dt.date
    door: Door
    status: Status
    question: str
    text: str
    setup: Setup = field(repr=False)
    notes: tuple[str, ...] = ()
    citations: tuple[Cited, ...] = ()
    department: str = ""
    chance: float = 0.0
    scope: str = ""
    site: str = ""
    cached: bool = False
    model_written: bool = False
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers of one status a door gave on a day (UTC). All are counted, also those of which nothing else is kept."""

    day: dt.date
    door: Door
    status: Status
    count: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion of an answer: question and answer as the visitor saw them, whether it helped, and why not. Personal data is masked when stored.

    `answer_id` is the answer's id where the door states it, `site` the registered site, `index_version` the index of that time. `id` and
    `time` (UTC) are given by the log.
    """

    question: str
    helpful: bool
    answer: str = ""
    status: str = ""
    reasons: tuple[str, ...] = ()
    comment: str = ""
    answer_id: str = ""
    site: str = ""
    index_version: str = ""
    id: str = ""
    time: dt.datetime | None = None


LogRow = Entry | Tally | Feedback
