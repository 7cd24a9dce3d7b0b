from dataclasses import replace
from pathlib import Path

import pytest
from run_by_hand import INFO, RUN, write_run

from eval.run_folder import append, begin, read_run
from ingest.errors import BadInputError


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    run = read_run(write_run(tmp_path))
    assert run.info == INFO
    assert [(asked, run.records[asked.question.id]) for asked in run.asked] == [
        (asked, replace(record, answer=run.records[record.id].answer)) for asked, record in RUN
    ]
    assert run.records["a1"].answer == RUN[0][1].answer


def test_a_stopped_run_goes_on_after_its_last_whole_line(tmp_path: Path) -> None:
    questions = [asked for asked, _ in RUN]
    assert begin(tmp_path, INFO, questions) == frozenset()
    append(tmp_path, RUN[0][1])
    append(tmp_path, RUN[1][1])
    whole = (tmp_path / "answers.jsonl").read_bytes()
    with (tmp_path / "answers.jsonl").open("ab") as file:
        file.write(b'{"id":"a3","error":"","answer":{"text":"' + "반".encode()[:2])
    assert begin(tmp_path, INFO, questions) == {"a1", "a2"}
    assert (tmp_path / "answers.jsonl").read_bytes() == whole


def test_questions_not_asked_yet_have_no_record(tmp_path: Path) -> None:
    begin(tmp_path, INFO, [asked for asked, _ in RUN])
    append(tmp_path, RUN[0][1])
    assert list(read_run(tmp_path).records) == ["a1"]


def test_a_folder_of_another_run_is_left_alone(tmp_path: Path) -> None:
    write_run(tmp_path)
    before = (tmp_path / "answers.jsonl").read_bytes()
    with pytest.raises(BadInputError, match="--out"):
        begin(tmp_path, replace(INFO, index_version="v2"), [])
    assert (tmp_path / "answers.jsonl").read_bytes() == before


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    for content in (None, "{", "{}", "[1]"):
        if content is not None:
            (tmp_path / "run.json").write_text(content)
        with pytest.raises(BadInputError, match="eval run"):
            read_run(tmp_path)


def test_an_answer_with_a_lone_surrogate_does_not_stop_the_run(tmp_path: Path) -> None:
    write_run(tmp_path, [(RUN[0][0], replace(RUN[5][1], id="a1", error="\ud800"))])
    assert read_run(tmp_path).records["a1"].error
