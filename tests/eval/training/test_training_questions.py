"""Which documents are learnt from, and how a line of the data is read."""

import json
from pathlib import Path

import pytest

from eval.training.questions import Part, part_of, read_questions
from ingest.errors import BadInputError

LINE = {
    "document": "공고.txt", "question": "언제까지?", "also": "마감일", "answerable": True, "tag": "when",
    "quotes": ["3월 2일까지 신청한다."], "spans": [["3월 2일까지"]],
}  # fmt: skip


def data(folder: Path, *lines: str) -> Path:
    (folder / "questions").mkdir()
    (folder / "questions" / "a.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def test_a_document_stays_in_its_part() -> None:
    # By md5sum: the hash as a number ends in 0, in 1, in something else.
    assert [part_of(name) for name in ("27.txt", "3.txt", "0.txt")] == [Part.HELD, Part.FIT, Part.TRAIN]
    parts = [part_of(f"{number}.txt") for number in range(2000)]
    assert 150 < parts.count(Part.HELD) < 250
    assert 150 < parts.count(Part.FIT) < 250


def test_a_line_is_read(tmp_path: Path) -> None:
    (question,) = read_questions(data(tmp_path, json.dumps(LINE)))
    assert (question.question, question.also, question.answerable) == ("언제까지?", "마감일", True)
    assert (question.quotes, question.spans) == (("3월 2일까지 신청한다.",), (("3월 2일까지",),))
    assert (question.alternatives, question.tempting) == ((), ())


@pytest.mark.parametrize("line", ["{", '{"document": "a.txt"}', json.dumps(LINE | {"quotes": "글"})])
def test_a_bad_line_is_told_with_its_row(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadInputError, match=r"a\.jsonl' 2행"):
        list(read_questions(data(tmp_path, json.dumps(LINE), line)))


def test_no_data(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="DATA"):
        list(read_questions(tmp_path))


def test_documents_for_fitting_say_so_and_others_are_learnt_from_where_nothing_is_divided() -> None:
    assert part_of("fit-press-1.txt") is part_of("fit-press-1.txt", divided=False) is Part.FIT
    assert {part_of(f"press-{number}.txt", divided=False) for number in range(50)} == {Part.TRAIN}
    assert {part_of(f"press-{number}.txt") for number in range(50)} == set(Part)
