"""What citizens thought of an answer, one JSON line each in <home>/logs/feedback.jsonl."""

import datetime as dt
import fcntl
import json
from collections.abc import Mapping
from pathlib import Path

from ingest.errors import StorageError


class FeedbackBook:
    """Appends. Safe to use from threads and processes."""

    def __init__(self, home: Path) -> None:
        self.path = home / "logs" / "feedback.jsonl"

    def add(self, record: Mapping[str, object]) -> None:
        """Write `record` with the time (UTC, ISO 8601) before it.

        Raises:
            StorageError: it cannot be written.
        """
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        line = json.dumps({"time": now, **record}, ensure_ascii=False) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.write(line)
        except OSError as error:
            raise StorageError(
                f"의견을 '{self.path}'에 쓰지 못했습니다({error.strerror}). 쓰기 권한을 확인해 주세요."
            ) from error
