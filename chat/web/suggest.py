"""Suggested questions that the indexed documents can really answer: made from their sentences, then checked by asking."""

import json
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from chat.answer import Answer, Status
from chat.reading.types import AnswerType
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.suggest_make import QuestionCandidate, candidates
from ingest.document import Access
from ingest.errors import MureobwaError
from ingest.korean.letters import unspaced

_log = logging.getLogger(__name__)
# How many candidates are checked for one index, at most: a check costs one answer (some 300 ms of processor time).
_CHECKED = 120
_KEPT = 60
# Seconds of rest after each check, so that citizens who ask meanwhile hardly wait.
_REST = 0.05
_SHOWN_NEXT = 3
# Telephone numbers come last: every office has them, and they say least about the documents.
_ORDER = (AnswerType.DATE, AnswerType.MONEY, AnswerType.COUNT, AnswerType.PERCENT, AnswerType.PHONE)
# Most sources of an answer: one that needs more is not plain enough to suggest its question.
_SOURCES = 2
_FILE_FORMAT = 2


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question, the document that answers it, the span (characters) of the words that do, and the kind of answer."""

    question: str
    document_id: str
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Suggestions:
    """The questions suggested on the empty page and after an answer. Empty until `make` has found some; kept in `home` by index version."""

    service: Mureobwa
    settings: Settings
    found: list[Suggested] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: bool = False
    _wanted: bool = False

    def make(self) -> None:
        """Find the questions for the current index, or read those of an earlier run. Meant for a thread of its own."""
        # The index may be renewed meanwhile, and another thread start for it: this one keeps to its own list and file.
        file, found = self._file, list[Suggested]()
        self.found = found
        kept = _read(file)
        if kept is not None:
            self.found = kept
            return
        try:
            for candidate in self._spread():
                if self._stopped.wait(_REST):
                    return
                if len(found) >= _KEPT:
                    break
                if self._answers(candidate):
                    found.append(
                        Suggested(
                            candidate.question,
                            candidate.document_id,
                            candidate.start,
                            candidate.end,
                            candidate.kind.value,
                        )
                    )
        except MureobwaError:
            _log.exception("no questions to suggest")
            return
        _write(file, found)

    def make_again(self) -> None:
        """Run `make` in a thread of its own; a thread that is still at it runs it once more when done: an index may change many times a minute."""
        with self._lock:
            self._wanted = True
            if self._making:
                return
            self._making = True
        threading.Thread(target=self._make_wanted, name="suggestions", daemon=True).start()

    def _make_wanted(self) -> None:
        while True:
            with self._lock:
                if not self._wanted or self._stopped.is_set():
                    self._making = False
                    return
                self._wanted = False
            self.make()

    def stop(self) -> None:
        """Let `make` end early."""
        self._stopped.set()

    def first(self, count: int) -> Sequence[str]:
        """At most `count` questions for the empty page: the office's own where it has set some, else found ones of each kind in turn."""
        if self.settings.suggested_questions:
            return self.settings.suggested_questions[:count]
        found = list(self.found)
        kinds = [kind.value for kind in _ORDER]
        rows = [[one for one in found if one.kind == kind] for kind in kinds]
        deepest = max((len(row) for row in rows), default=0)
        turns = [row[place].question for place in range(deepest) for row in rows if place < len(row)]
        return turns[:count]

    def after(self, answer: Answer) -> Sequence[str]:
        """Questions to ask after `answer`: about the same document, the nearest places first, none about its citations; a telephone number once, last."""
        if answer.status not in (Status.ANSWERED, Status.PARTIAL) or not answer.citations:
            return ()
        cited = answer.citations[0]
        others = [
            one
            for one in list(self.found)
            if one.document_id == cited.document_id
            and one.question != answer.question
            and not any(one.start < c.end and c.start < one.end for c in answer.citations)
        ]
        others.sort(key=lambda one: abs(one.start - cited.start))
        calls = [one for one in others if one.kind == AnswerType.PHONE.value][:1]
        matters = [one for one in others if one.kind != AnswerType.PHONE.value][: _SHOWN_NEXT - len(calls)]
        return [one.question for one in (*matters, *calls)]

    @property
    def _file(self) -> Path:
        inside = "-internal" if self.settings.access is Access.INTERNAL else ""  # such a service may share the home
        return self.settings.home / "cache" / f"suggested-{self.service.index.version}{inside}.json"

    def _spread(self) -> Iterator[QuestionCandidate]:
        """Candidates from all documents in turn, so that a long one does not take all the places."""
        index = self.service.index
        names = list(index.documents)
        chosen = names[:: max(1, -(-len(names) // _CHECKED))]
        rows = [list(candidates(index.documents[name], index)) for name in chosen]
        each = max(1, _CHECKED // max(1, len(rows)))
        # Evenly over the document, not only from its beginning.
        picked = [row[:: max(1, len(row) // each)][:each] for row in rows]
        deepest = max((len(row) for row in picked), default=0)
        for place in range(deepest):
            for row in picked:
                if place < len(row):
                    yield row[place]

    def _answers(self, candidate: QuestionCandidate) -> bool:
        """Whether the service answers the question with the words that it was made from, and cites them first."""
        answer = self.service.ask(candidate.question)
        if answer.status is not Status.ANSWERED or not answer.citations or not answer.marks or answer.notes:
            return False
        cited = answer.citations[0]
        said = [unspaced(answer.text[start:end]) for start, end in answer.marks[:2]]
        wanted = unspaced(candidate.answer)
        return (
            cited.document_id == candidate.document_id
            and cited.start < candidate.end
            and candidate.start < cited.end
            and any(wanted in words or words in wanted for words in said)
            and len(answer.citations) <= _SOURCES
        )


def _read(file: Path) -> list[Suggested] | None:
    try:
        held = json.loads(file.read_text("utf-8"))
        return [Suggested(**one) for one in held["questions"]] if held["format"] == _FILE_FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, found: Sequence[Suggested]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held = {"format": _FILE_FORMAT, "questions": [asdict(one) for one in found]}
        file.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    except OSError:
        _log.warning("suggested questions could not be kept in %s", file)
