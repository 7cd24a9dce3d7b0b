"""The log of a running server on standard error: one JSON object a line, or plain lines.

It holds no question and no answer. An exception is logged by its type and the lines that it passed; its message may hold a visitor's words
and is left out, except where it is our own or the system's.
"""

import datetime as dt
import json
import logging
import traceback
from typing import Literal

from ingest.errors import MureobwaError


def set_up(form: Literal["json", "text"]) -> None:
    """Set up the log of this process in the form `form`, from INFO on for our own packages, from WARNING on for all others."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else PlainLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for package in ("ingest", "retriever", "chat"):
        logging.getLogger(package).setLevel(logging.INFO)


class JsonLines(logging.Formatter):
    """Formats a record as `{"time", "level", "logger", "message", ...}`, with the values given as `extra={"told": {...}}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1]:
            line["error"] = described(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """Formats a record with the same values as plain text, for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, and one more for an error."""
        fields = " ".join(f"{name}={value}" for name, value in getattr(record, "told", {}).items())
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
        line = " ".join(filter(None, [time, record.levelname, f"{record.name}:", record.getMessage(), fields]))
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n  {described(error)}" if error else line


def described(error: BaseException) -> str:
    """The type of `error`, the lines that it passed (innermost first), its message where it is ours or the system's, and its cause."""
    frames = traceback.extract_tb(error.__traceback__)
    way = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    words = str(error) if isinstance(error, MureobwaError | OSError) else ""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    behind = f"; from {described(cause)}" if cause else ""
    return f"{type(error).__name__}{f' ({words})' if words else ''} at {way}{behind}"
