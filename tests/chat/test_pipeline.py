"""The way of a question can be followed: it goes only down, and few modules lie between the pipeline and what it finds."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from types import FrameType

import chat
from chat.answer import Status
from chat.engine import Engine
from chat.service import Mureobwa
from chat.settings import Settings
from chat.steps.on_documents import read, retrieve, what_is_asked
from chat.steps.on_message import read_as_meant
from chat.turn import Message
from retriever.index import Index

ROOM = Path(chat.__file__).parent
QUESTION = "도서관은 언제 쉬고 대출은 몇 권까지예요?"
TO_THE_FINDING, TO_THE_ANSWER = 12, 41
"""The most modules of `chat` that are entered below the pipeline, from the search to the finding and from the message to the answer."""


@contextmanager
def followed() -> Iterator[dict[str, set[str]]]:
    """Each module of `chat` that is entered within -> the modules that called it."""
    callers: dict[str, set[str]] = {}

    def module(frame: FrameType) -> str:
        file = Path(frame.f_code.co_filename)
        return file.relative_to(ROOM).as_posix() if ROOM in file.parents else ""

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (entered := module(frame)):
            before = frame.f_back
            while before and not module(before):
                before = before.f_back
            callers.setdefault(entered, set()).update({module(before)} - {entered} if before else ())

    sys.setprofile(seen)
    try:
        yield callers
    finally:
        sys.setprofile(None)


def test_a_newcomer_reads_few_modules_from_the_pipeline_to_the_finding(index: Index, index_home: Path) -> None:
    engine = Engine.of(Settings(home=index_home), index)
    understood = read_as_meant(Message(QUESTION), engine)
    with followed() as modules:
        searched = retrieve(what_is_asked(understood, engine), engine)
        examined = read(searched, engine)
    assert examined.findings
    assert len(modules) <= TO_THE_FINDING, sorted(modules)


def test_an_answer_is_made_by_going_only_down(index: Index, index_home: Path) -> None:
    service = Mureobwa(Engine.of(Settings(home=index_home), index))
    with followed() as callers:
        answer = service.ask("월 정기권은 얼마예요?")
    assert answer.status is Status.ANSWERED
    TopologicalSorter(callers).prepare()  # raises CycleError where a module calls back into one above it
    assert callers["service.py"] == set()
    assert callers["pipeline.py"] == {"service.py"}
    assert {room for room in callers if room.startswith("steps/")} == {"steps/on_documents.py", "steps/on_message.py"}
    assert len(callers) <= TO_THE_ANSWER, sorted(callers)
