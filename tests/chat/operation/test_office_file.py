"""A file that officials edit: read again only where it has changed, never lost to damage, written by one at a time."""

import errno
import threading
from pathlib import Path

import pytest

from chat.operation.office_file import OfficeFile
from ingest.errors import BadInputError, StorageError


class Words:
    """Reads the words of a file, and counts how often."""

    def __init__(self, path: Path) -> None:
        self.times = 0
        self.file = OfficeFile[list[str]](path, "낱말 목록", self._read, ["없음"])

    def _read(self, path: Path) -> list[str]:
        self.times += 1
        words = path.read_text("utf-8").split()
        if "!" in words:
            raise BadInputError(f"'{path}'")
        return words


def test_it_is_read_again_only_where_it_has_changed(tmp_path: Path) -> None:
    words = Words(tmp_path / "words.txt")
    assert (words.file.content(), words.file.stamp(), words.times) == (["없음"], None, 0)
    words.file.path.write_text("가 나", "utf-8")
    assert [words.file.content() for _ in range(3)] == [["가", "나"]] * 3
    assert words.times == 1
    words.file.path.write_text("가 나 다", "utf-8")
    assert (words.file.content(), words.times) == (["가", "나", "다"], 2)
    words.file.path.unlink()
    assert (words.file.content(), words.times) == (["없음"], 2)


def test_damage_leaves_what_was_read_last(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = Words(tmp_path / "words.txt")
    words.file.path.write_text("!", "utf-8")
    with pytest.raises(BadInputError):
        words.file.content()
    words.file.path.write_text("가", "utf-8")
    assert words.file.content() == ["가"]
    words.file.path.write_text("가 !", "utf-8")
    assert [words.file.content() for _ in range(3)] == [["가"]] * 3
    assert (words.times, caplog.messages) == (3, ["낱말 목록 파일이 깨졌습니다. 전에 읽은 것을 계속 씁니다"])


def test_a_file_that_nothing_stands_in_for_is_damaged_where_it_is_gone(tmp_path: Path) -> None:
    path, gone = tmp_path / "words.txt", tmp_path / "gone.txt"

    def read(path: Path) -> str:
        if not path.exists():
            raise BadInputError(f"'{path}'")
        return path.read_text("utf-8")

    with pytest.raises(BadInputError):
        OfficeFile[str](gone, "낱말 목록", read).content()
    path.write_text("가", "utf-8")
    file = OfficeFile[str](path, "낱말 목록", read)
    assert file.content() == "가"
    path.unlink()
    assert file.content() == "가"


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    words, waited = Words(tmp_path / "folder" / "words.txt"), threading.Event()

    def other() -> None:
        with Words(words.file.path).file.held():
            waited.set()

    with words.file.held():
        thread = threading.Thread(target=other)
        thread.start()
        assert not waited.wait(0.2)
    thread.join(10)
    assert waited.is_set()


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "디스크가 가득 찼습니다"), (errno.EACCES, "Permission denied")]
)
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, number: int, told: str) -> None:
    words = Words(tmp_path / "words.txt")
    with pytest.raises(StorageError, match=f"^낱말 목록을 .*{told}"), words.file.held():
        raise OSError(number, "Permission denied")
