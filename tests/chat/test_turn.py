"""The way of a question can be followed: few modules lie between the pipeline and what it finds."""

import sys
from pathlib import Path
from types import FrameType

import chat
from chat import pipeline
from chat.office import Office
from chat.settings import Settings
from chat.turn import Message
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

    message = Message("도서관은 언제 쉬고 대출은 몇 권까지예요?")
    sys.setprofile(seen)
    try:
        understood = pipeline.read_as_meant(message, office)
        searched = pipeline.retrieve(pipeline.what_is_asked(understood, office), office)
        examined = pipeline.read(searched, office)
    finally:
        sys.setprofile(None)
    assert examined.findings
    assert len(modules) <= MOST, sorted(modules)
