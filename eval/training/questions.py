"""Reading of the questions to learn from, and the division of their documents into those learnt from and those kept apart.

The data folder holds `docs/*.txt` and `questions/*.jsonl`. One question a line: `document` (a file of `docs/`),
`question`, `also` (the same in other words), `answerable`, `tag`, `quotes` (exact words that hold the answer), `spans` (for
each quote the exact words of it that are the short answer), `alternatives` (exact words elsewhere that say the same) and, where
nothing answers, `tempting` (exact words that a careless reader would take for the answer).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.errors import BadInputError


class Part(StrEnum):
    """The purpose of a document's questions."""

    TRAIN = "train"
    """The weights are learnt from them."""
    FIT = "fit"
    """The scoring of sentences and its threshold are fitted on them."""
    HELD = "held"
    """Nothing is learnt from them: they only judge the result."""


_FOR_FITTING = "fit-"


def part_of(document: str, divided: bool = True) -> Part:
    """The part that a document belongs to: for fitting where its file name begins with "fit-". Others are `divided` by the hash (MD5) of their
    file name, so that they stay in their part when more are added: a tenth of them is held apart, a tenth is for fitting; not divided, they are
    learnt from.
    """
    if document.startswith(_FOR_FITTING):
        return Part.FIT
    if not divided:
        return Part.TRAIN
    place = int(hashlib.md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % 10
    return Part.HELD if place == 0 else Part.FIT if place == 1 else Part.TRAIN


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """One line of the data (see the module); `document` is the file's name."""

    document: str
    question: str
    also: str
    answerable: bool
    tag: str
    quotes: tuple[str, ...]
    spans: tuple[tuple[str, ...], ...]
    alternatives: tuple[str, ...]
    tempting: tuple[str, ...]


def question_files(folder: Path) -> list[Path]:
    """The files of questions of `folder`, by name.

    Raises:
        BadInputError: there are none.
    """
    files = sorted((folder / "questions").glob("*.jsonl"))
    if not files:
        raise BadInputError(
            f"'{folder}'에 questions/*.jsonl이 없습니다. 학습 자료 폴더를 'make reader DATA=폴더'로 알려 주세요."
        )
    return files


def read_questions(folder: Path) -> Iterator[TrainingQuestion]:
    """Yield the questions of `folder`, file by file.

    Raises:
        BadInputError: there are no question files, or a line is not of the form.
    """
    for file in question_files(folder):
        yield from read_file(file)


def read_file(file: Path) -> Iterator[TrainingQuestion]:
    """Yield the questions of one file.

    Raises:
        BadInputError: a line is not of the form.
    """
    for row, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            try:
                yield _question(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise BadInputError(f"'{file.name}' {row}행을 학습 질문으로 읽을 수 없습니다({error}).") from error


def _question(fields: dict[str, object]) -> TrainingQuestion:
    def words(name: str) -> tuple[str, ...]:
        value = fields.get(name) or []
        if not isinstance(value, list):
            raise TypeError(name)
        return tuple(map(str, value))

    spans = fields.get("spans") or []
    if not isinstance(spans, list):
        raise TypeError("spans")
    return TrainingQuestion(
        document=str(fields["document"]),
        question=str(fields["question"]),
        also=str(fields.get("also") or ""),
        answerable=bool(fields["answerable"]),
        tag=str(fields["tag"]),
        quotes=words("quotes"),
        spans=tuple(tuple(map(str, one)) for one in spans),
        alternatives=words("alternatives"),
        tempting=words("tempting"),
    )
