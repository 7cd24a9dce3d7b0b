"""What citizens thought of an answer, one line of JSON each in `home/logs/feedback.jsonl`, personal data masked."""

import datetime as dt
import fcntl
import json
import logging
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chat.personal_data import find_personal_data, mask

_log = logging.getLogger(__name__)
MAX_BYTES = 50 * 1024 * 1024
"""Above this the file takes no more lines: a flood of opinions must not fill the disk."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One opinion: the question and the answer as they were seen, whether it helped, and why not.

    `answer_id`, `site` and `index_version` are told by the API's callers, empty for our own page.
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


@dataclass(frozen=True, slots=True)
class FeedbackLog:
    """Appends to the file below `home`. A failure to write is logged and never reaches the citizen."""

    home: Path

    @property
    def file(self) -> Path:
        """Where the lines are."""
        return self.home / "logs" / "feedback.jsonl"

    def add(self, feedback: Feedback) -> bool:
        """Write one line, with the time in UTC; whether it was written. Safe from threads and processes."""
        masked = replace(
            feedback,
            question=_masked(feedback.question),
            answer=_masked(feedback.answer),
            comment=_masked(feedback.comment),
            reasons=tuple(_masked(reason) for reason in feedback.reasons),
        )
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        line = json.dumps({"time": now, **asdict(masked)}, ensure_ascii=False) + "\n"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with self.file.open("a", encoding="utf-8", errors="replace") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if file.tell() > MAX_BYTES:
                    _log.warning("feedback file is full: %s", self.file)
                    return False
                file.write(line)
        except OSError:
            _log.exception("feedback could not be written to %s", self.file)
            return False
        return True


def _masked(text: str) -> str:
    return mask(text, find_personal_data(text))
