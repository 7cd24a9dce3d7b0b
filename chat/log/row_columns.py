"""Conversion of the log's rows to the columns of its tables, and back: yes and no are 1 and 0, times whole milliseconds since 1970 in UTC."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from chat.answer import Status
from chat.log.entry import Cited, Door, Entry, Feedback, Setup


def entry_record(row: Entry) -> dict[str, Any]:
    """The columns of an entry; of its setup only the id."""
    return {
        "id": row.id,
        "time": ms(row.time),
        "day": row.day.isoformat(),
        "door": row.door.value,
        "status": row.status.value,
        "question": row.question,
        "text": row.text,
        "setup": row.setup.id,
        "notes": _json(row.notes),
        "citations": _json([asdict(cited) for cited in row.citations]),
        "department": row.department,
        "evidence": row.chance,
        "scope": row.scope,
        "site": row.site,
        "cached": int(row.cached),
        "model_written": int(row.model_written),
        "timings_ms": _json({step: round(value, 1) for step, value in row.timings_ms.items()}),
    }


def entry_from(row: Mapping[str, Any], setup: Setup) -> Entry:
    """The entry that `row` holds, made with `setup`."""
    return Entry(
        id=row["id"],
        time=_moment(row["time"]),
        day=dt.date.fromisoformat(row["day"]),
        door=Door(row["door"]),
        status=Status(row["status"]),
        question=row["question"],
        text=row["text"],
        setup=setup,
        notes=tuple(json.loads(row["notes"])),
        citations=tuple(Cited(**cited) for cited in json.loads(row["citations"])),
        department=row["department"],
        chance=row["evidence"],
        scope=row["scope"],
        site=row["site"],
        cached=bool(row["cached"]),
        model_written=bool(row["model_written"]),
        timings_ms=json.loads(row["timings_ms"]),
    )


def feedback_record(row: Feedback) -> dict[str, Any]:
    """The columns of an opinion that has its id and time."""
    assert row.time is not None
    return asdict(row) | {"time": ms(row.time), "reasons": _json(row.reasons), "helpful": int(row.helpful)}


def feedback_from(row: Mapping[str, Any]) -> Feedback:
    """The opinion that `row` holds."""
    feedback = Feedback(**{name: value for name, value in row.items() if name != "place"})
    return replace(
        feedback, time=_moment(row["time"]), reasons=tuple(json.loads(row["reasons"])), helpful=bool(row["helpful"])
    )


def day_of(row: Entry) -> str:
    """The day (UTC, YYYY-MM-DD) in whose tally an entry counts."""
    return row.time.astimezone(dt.UTC).date().isoformat()


def ms(moment: dt.datetime) -> int:
    """`moment` as whole milliseconds since 1970 in UTC."""
    return round(moment.timestamp() * 1000)


def _moment(ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
