"""The way of a question can be followed: few modules lie between the pipeline and what it finds."""

import sys
from pathlib import Path
from types import FrameType

import chat
from chat import pipeline
from chat.answer import Answer
from chat.pipeline import Office, Turn
from chat.settings import Settings
from retriever.index import Index

ROOM = Path(chat.__file__).parent
MOST = 12


def test_a_newcomer_reads_twelve_modules_at_most_from_the_pipeline_to_the_finding(
    index: Index, index_home: Path
) -> None:
    office = Office.of(Settings(home=index_home), index)
    modules: set[str] = set()

    def seen(frame: FrameType, event: str, _: object) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and ROOM in file.parents:
            modules.add(file.relative_to(ROOM).as_posix())

    turn: Turn | Answer = Turn("도서관은 언제 쉬고 대출은 몇 권까지예요?")
    for step in (pipeline.read_as_meant, pipeline.what_is_asked, pipeline.retrieve, pipeline.read):
        assert isinstance(turn, Turn)
        sys.setprofile(seen)
        try:
            turn = step(turn, office)
        finally:
            sys.setprofile(None)
    assert isinstance(turn, Turn)
    assert turn.findings
    assert len(modules) <= MOST, sorted(modules)
