"""The way of a question can be followed: few modules lie between the pipeline and what it finds."""

import sys
from pathlib import Path
from types import FrameType

import chat
from chat.office import Office
from chat.settings import Settings
from chat.steps.on_documents import read, retrieve, what_is_asked
from chat.steps.on_message import read_as_meant
from chat.turn import Message
from retriever.index import Index

ROOM = Path(chat.__file__).parent
MOST = 13
"""Two of them hold the steps."""


def test_a_newcomer_reads_few_modules_from_the_pipeline_to_the_finding(index: Index, index_home: Path) -> None:
    office = Office.of(Settings(home=index_home), index)
    modules: set[str] = set()

    def seen(frame: FrameType, event: str, _: object) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and ROOM in file.parents:
            modules.add(file.relative_to(ROOM).as_posix())

    message = Message("도서관은 언제 쉬고 대출은 몇 권까지예요?")
    sys.setprofile(seen)
    try:
        understood = read_as_meant(message, office)
        searched = retrieve(what_is_asked(understood, office), office)
        examined = read(searched, office)
    finally:
        sys.setprofile(None)
    assert examined.findings
    assert len(modules) <= MOST, sorted(modules)
