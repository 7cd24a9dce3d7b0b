"""Lines of JSON, each an object, with their row numbers."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from eval.question import BadSetError, SetProblem


def json_lines(name: str, lines: Iterable[str | bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    r"""(row, object) of each line of the file `name` that is not blank; rows count from 1. Lines are to be parted at "\n" alone: a text may hold
    other signs that end a line (U+2028).

    Raises:
        BadSetError: a line is no JSON, or no object.
    """
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise BadSetError(
                name, (SetProblem(row, f"JSON으로 읽을 수 없습니다({error}). 한 줄에 한 객체를 적어 주세요."),)
            ) from error
        if not isinstance(value, dict):
            raise BadSetError(name, (SetProblem(row, "한 줄은 {…} 꼴의 객체여야 합니다."),))
        yield row, value
