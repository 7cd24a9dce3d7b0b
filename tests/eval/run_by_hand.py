"""A run worked out by hand: seven questions, one of each outcome."""

from pathlib import Path
from typing import Any

from eval.gold import Span
from eval.question import Question
from eval.run_folder import QUESTIONS, Context, Record, ResolvedQuestion, RunInfo, append, begin

TEXT = "신청은 3월 31일까지 누리집에서 받는다. 지원금은 업체당 300만원이다."
GOLD = Span("공고", 0, 22)
CONTEXT = Context("공고", 0, "", TEXT[0:22], TEXT[22:])
INFO = RunInfo("집", "ab" * 32, QUESTIONS, 0, "v1", {"passage_chars": 400})


def citation(start: int, end: int, marker: int = 1) -> dict[str, Any]:
    return {
        "marker": marker,
        "document_id": "공고",
        "title": "공고문",
        "office": "",
        "published": "",
        "heading": [],
        "quote": TEXT[start:end],
        "start": start,
        "end": end,
    }


def answer(status: str, text: str = "", *citations: dict[str, Any]) -> dict[str, Any]:
    return {"question": "?", "status": status, "text": text, "citations": list(citations), "marks": [], "notes": []}


def asked(name: str, *, answerable: bool = True, status: str = "") -> ResolvedQuestion:
    facts = (("3월 31일", "31일"), ("누리집",)) if answerable else ()
    question = Question(
        name, f"{name} 질문은?", answerable, facts, (TEXT[0:22],) if answerable else (), "공고", status, (name[0],)
    )
    return (
        ResolvedQuestion(question, (GOLD,), {"공고:0-22": 1}, (), (CONTEXT,))
        if answerable
        else ResolvedQuestion(question)
    )


FOUND = ("공고:23-41", "공고:0-22")
RIGHT_TEXT = "3월 31일까지 누리집에서 받습니다. [1]"

RUN: list[tuple[ResolvedQuestion, Record]] = [
    (asked("a1"), Record("a1", "", answer("answered", RIGHT_TEXT, citation(0, 22)), 3.9, FOUND, (True,), (CONTEXT,), None, 50.0)),
    (asked("a2"), Record("a2", "", answer("answered", "31일까지입니다. [1]", citation(0, 22)), 3.5, FOUND, (True,), (CONTEXT,), None, 60.0)),
    (asked("a3"), Record("a3", "", answer("answered", "300만원입니다. [1]", citation(23, 41)), 3.0, FOUND, (True,), (), None, 70.0)),
    (asked("a4"), Record("a4", "", answer("no_evidence", "찾지 못했습니다."), 2.0, FOUND, (), (), None, 40.0)),
    (asked("a5"), Record("a5", "", answer("answered", "모릅니다. [1]", citation(23, 41)), 2.5, ("공고:23-41",), (False,), (), None, 80.0)),
    (asked("a6"), Record("a6", error="RuntimeError: 고장")),
    (asked("b1", answerable=False, status="no_evidence"), Record("b1", "", answer("blocked", "답할 수 없습니다."), 0.0, (), (), (), None, 10.0)),
    (asked("b2", answerable=False), Record("b2", "", answer("partial", "관련 내용입니다. [1]", citation(0, 22)), 3.2, (), (True,), (CONTEXT,), None, 90.0)),
    (asked("b3", answerable=False, status="partial"), Record("b3", "", answer("partial", "관련 내용입니다. [1]", citation(0, 22)), 3.1, (), (True,), (), None, 90.0)),
]  # fmt: skip


def write_run(folder: Path, pairs: list[tuple[ResolvedQuestion, Record]] = RUN, info: RunInfo = INFO) -> Path:
    begin(folder, info, [one for one, _ in pairs])
    for _, record in pairs:
        append(folder, record)
    return folder
