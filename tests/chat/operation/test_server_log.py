import json
import logging

import pytest

from chat.operation.server_log import JsonLines, PlainLines
from ingest.errors import StorageError


def record(error: BaseException | None = None, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord("chat.x", logging.ERROR, "x.py", 1, "답을 %d번 못 했습니다", (3,), None)
    made.exc_info = (type(error), error, error.__traceback__) if error else None
    made.told = fields
    return made


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except type(error) as caught:
        return caught


def test_a_line_is_one_json_object() -> None:
    line = JsonLines().format(record(door="page", ms=12.5))
    fields = json.loads(line)
    assert "\n" not in line
    assert (fields["level"], fields["logger"], fields["message"]) == ("ERROR", "chat.x", "답을 3번 못 했습니다")
    assert (fields["door"], fields["ms"]) == ("page", 12.5)
    assert fields["time"].endswith("+00:00")


@pytest.mark.parametrize("form", [JsonLines(), PlainLines()])
def test_the_words_of_an_error_may_be_a_visitors_and_are_not_told(form: logging.Formatter) -> None:
    line = form.format(record(raised(ValueError("월 정기권은 얼마인가요?"), KeyError("제 번호 010"))))
    assert "정기권" not in line
    assert "010" not in line
    assert "ValueError" in line
    assert "KeyError" in line
    assert "test_server_log.py:" in line


def test_our_own_words_and_the_systems_are_told() -> None:
    line = JsonLines().format(record(raised(StorageError("디스크가 가득 찼습니다"), OSError(28, "No space left"))))
    assert "디스크가 가득 찼습니다" in line
    assert "No space left" in line
