import json
import random
from pathlib import Path

import pytest

from eval.training.examples import Example
from eval.training.times_drawn import drawn, times_by_question
from ingest.document import Document, Metadata
from ingest.errors import BadInputError


def data(folder: Path, **files: str) -> Path:
    """A folder of question files, each of one question about one document."""
    (folder / "questions").mkdir()
    for stem, question in files.items():
        line = {"document": "a.txt", "question": question, "answerable": False, "tag": "near-entity"}
        (folder / "questions" / f"{stem}.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    return folder


def example(question: str) -> Example:
    return Example("a-id", "train", question, "", False, "near-entity", (), (), (), ())


DOCUMENTS = {"a-id": Document("a-id", "가", "가", (), Metadata(), "folder/a.txt", "0" * 64)}


def test_the_last_pattern_that_fits_a_file_holds(tmp_path: Path) -> None:
    folder = data(tmp_path, old="주차?", press1="버스?", press2="택시?")
    times = times_by_question([folder], ["*=.5", "press*=2", "press2=0"])
    assert times == {("a.txt", "주차?"): 0.5, ("a.txt", "버스?"): 2.0, ("a.txt", "택시?"): 0.0}
    assert set(times_by_question([folder], ["press1=3"]).values()) == {1.0, 3.0}


def test_each_question_is_drawn_as_often_as_said() -> None:
    learnt = [example("주차?"), example("버스?"), example("택시?")]
    times = {("a.txt", "주차?"): 0.0, ("a.txt", "버스?"): 1.0, ("a.txt", "택시?"): 2.0}
    assert [one.question for one in drawn(learnt, times, DOCUMENTS, random.Random(1))] == ["버스?", "택시?", "택시?"]
    often = drawn([example("버스?")] * 1000, {("a.txt", "버스?"): 1.4}, DOCUMENTS, random.Random(1))
    assert 1350 <= len(often) <= 1450


@pytest.mark.parametrize("given", ["press", "=2", "press=twice", "press=-1"])
def test_what_is_no_pattern_is_told_with_an_example(tmp_path: Path, given: str) -> None:
    with pytest.raises(BadInputError, match=f"'{given}'.*--on"):
        times_by_question([data(tmp_path, press="버스?")], [given])
