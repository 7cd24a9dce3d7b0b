"""How often the questions of each file are drawn in one epoch where a trained reader goes on: known ones seldom, new ones more than once."""

import random
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from eval.training.examples import Example
from eval.training.questions import question_files, read_file
from ingest.document import Document
from ingest.errors import BadInputError


def times_by_question(data: Sequence[Path], given: Sequence[str]) -> Mapping[tuple[str, str], float]:
    """(file name of the document, question) -> the times that it is drawn. `given`: "PATTERN=TIMES" for names of question files without their
    ending; the last that fits a file holds for it, and 1 where none fits.

    Raises:
        BadInputError: one of `given` is not of this form, or a folder has no questions.
    """
    patterns = [_pattern(one) for one in given]
    times: dict[tuple[str, str], float] = {}
    for folder in data:
        for file in question_files(folder):
            of_file = [number for pattern, number in patterns if fnmatchcase(file.stem, pattern)][-1:] or [1.0]
            times |= {(one.document, one.question): of_file[0] for one in read_file(file)}
    return times


def _pattern(given: str) -> tuple[str, float]:
    pattern, _, number = given.rpartition("=")
    try:
        times = float(number)
    except ValueError:
        times = -1.0
    if not pattern or times < 0:
        raise BadInputError(
            f"--on에 적은 값이 '파일=횟수'가 아닙니다: '{given}'. '--on press-*=1 public-*=2'처럼 적어 주세요."
        )
    return pattern, times


def drawn(
    learnt: Sequence[Example],
    times: Mapping[tuple[str, str], float],
    documents: Mapping[str, Document],
    rnd: random.Random,
) -> list[Example]:
    """Each of `learnt` as often as `times` says; of 1.4 times, the second time falls to four in ten questions."""
    found: list[Example] = []
    for one in learnt:
        wanted = times[Path(documents[one.document].source).name, one.question]
        found += [one] * (int(wanted) + (rnd.random() < wanted % 1))
    return found
