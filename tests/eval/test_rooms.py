"""The picture of the house is drawn from the code: a small house worked out by hand, and the real one against its document."""

from pathlib import Path

import pytest

from eval.bench.rooms import (
    ROOT,
    Step,
    document_steps,
    drawn,
    imports,
    picture,
    question_steps,
    rooms_table,
    ways_picture,
)

FILES = {
    "ingest/__init__.py": '"""Files in, passages out. And more."""',
    "ingest/read.py": '"""Reading."""',
    "ingest/formats/__init__.py": '"""One reader | each."""',
    "ingest/formats/pdf/page.py": "from ingest import read",
    "retriever/__init__.py": '"""Ranks."""',
    "retriever/search.py": "import numpy\nfrom ingest.read import words\n",
    "chat/__init__.py": '"""Answers."""',
    "chat/check.py": "",
    "chat/pipeline.py": """
from chat.steps import fit, read

def _steps(run, turn):
    turn = run(fit, turn)
    return run(read, turn)
""",
    "chat/steps.py": """
from chat import check
from chat.reading.find import find
from retriever.search import Hit

def read(turn: Hit) -> int:
    '''Every sentence. The likeliest first.'''
    return _found(turn)

def fit(turn):
    '''Ends where it is empty.'''
    return check.unfit(turn)

def _found(turn):
    return find(turn)
""",
    "chat/reading/__init__.py": '"""Reads."""',
    "chat/reading/find.py": "def late():\n    from retriever import search\n",
    "eval/__init__.py": '"""Scores."""',
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_who_uses_whom_and_an_inner_folder_belongs_to_its_room(house: Path) -> None:
    assert imports(house) == {
        "ingest": set(),
        "ingest/formats": {"ingest"},
        "retriever": {"ingest"},
        "chat": {"chat/reading", "retriever"},
        "chat/reading": {"retriever"},
        "eval": set(),
    }
    lines = [line.strip() for line in picture(house).split("\n")]
    assert [line for line in lines if "-->" in line or "==>" in line] == [
        "chat_own --> chat_reading",
        "ingest_formats --> ingest_own",
        "chat ==> retriever",
        "retriever ==> ingest",
    ]


def test_a_room_says_the_first_sentence_of_its_docstring(house: Path) -> None:
    assert rooms_table(house).split("\n")[2:4] == [
        "| `ingest` | Files in, passages out. |",
        r"| `ingest/formats` | One reader \| each. |",
    ]


def test_steps_stand_in_the_order_in_which_they_are_taken_with_the_modules_that_their_bodies_use(house: Path) -> None:
    assert question_steps(house) == [
        Step("fit", "Ends where it is empty.", ("chat.check",)),
        Step("read", "Every sentence.", ("chat.reading.find",)),
    ]


def test_the_ways_are_drawn_step_after_step_those_that_may_end_rounded() -> None:
    asked, read = Step("fit", "Ends where it is empty.", ()), Step("find", "Every sentence.", ())
    assert ways_picture([asked, read], [read]).split("\n")[2:10] == [
        "  subgraph document",
        "    direction TB",
        '    document1["find"]',
        "  end",
        "  subgraph question",
        "    direction TB",
        '    question1("fit") --> question2["find"]',
        "  end",
    ]


def test_a_document_is_read_before_it_is_split_and_written() -> None:
    names = [step.name for step in document_steps(ROOT)]
    order = [
        "find_documents",
        "format_of",
        "normalise",
        "understand",
        "split",
        "write_texts",
        "write_vectors",
    ]
    assert [name for name in names if name in order] == order


def test_the_architecture_is_that_of_the_code() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert text == drawn(text), "run: mureobwa bench rooms"
    assert "| 1 | `nobody_in_danger` |" in text
