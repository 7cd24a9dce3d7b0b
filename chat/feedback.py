"""What citizens thought of an answer, one line of JSON each in `home/logs/feedback.jsonl`, personal data masked."""

import datetime as dt
import json
import logging
import threading
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from chat.personal_data import find_personal_data, mask

_log = logging.getLogger(__name__)
MAX_BYTES = 50 * 1024 * 1024
"""Above this the file takes no more lines: a flood of opinions must not fill the disk."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion: the question and the answer as they were seen, whether it helped, and why not."""

    question: str
    helpful: bool
    answer: str = ""
    status: str = ""
    reasons: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackLog:
    """Appends to the file below `home`. A failure to write is logged and never reaches the citizen."""

    home: Path
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def file(self) -> Path:
        """Where the lines are."""
        return self.home / "logs" / "feedback.jsonl"

    def add(self, feedback: Feedback) -> None:
        """Write one line, with the time in UTC."""
        masked = replace(feedback, question=_masked(feedback.question), comment=_masked(feedback.comment))
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        line = json.dumps({"time": now, **asdict(masked)}, ensure_ascii=False) + "\n"
        try:
            with self.lock:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                if self.file.exists() and self.file.stat().st_size > MAX_BYTES:
                    _log.warning("feedback file is full: %s", self.file)
                    return
                with self.file.open("a", encoding="utf-8", errors="replace") as file:
                    file.write(line)
        except OSError:
            _log.exception("feedback could not be written to %s", self.file)


def _masked(text: str) -> str:
    return mask(text, find_personal_data(text))
