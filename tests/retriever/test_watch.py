"""The watch of a folder: a change is indexed, and a sync that failed is tried again."""

from pathlib import Path

import pytest

from ingest.errors import StorageError
from retriever.watch import watch


def test_a_sync_that_failed_is_tried_again_at_the_next_look(tmp_path: Path) -> None:
    syncs: list[str] = []
    looks = iter(range(40))

    def wait(_: float) -> None:
        look = next(looks)
        if look == 1:
            (tmp_path / "공고.txt").write_text("공고", "utf-8")
        if look == 20:
            raise KeyboardInterrupt

    def sync() -> None:
        syncs.append("sync")
        if len(syncs) == 1:
            raise StorageError("다른 프로그램이 쓰고 있습니다.")

    failures: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        watch([tmp_path], sync, lambda error: failures.append(str(error)), wait)
    assert len(failures) == 1
    assert len(syncs) == 2


def test_a_failure_that_goes_on_is_told_once_and_told_again_when_it_is_back(tmp_path: Path) -> None:
    outcomes = iter(["없음", "없음", "없음", "다름", "", "다름"])
    file = tmp_path / "공고.txt"

    def sync() -> None:
        outcome = next(outcomes, None)
        if outcome is None:
            raise KeyboardInterrupt
        if outcome:
            raise StorageError(outcome)

    looks = iter(range(100))

    def wait(_: float) -> None:
        look = next(looks)
        if look % 4 == 0:  # a change, and three looks that find none
            file.write_text("가" * look, "utf-8")

    failures: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        watch([tmp_path], sync, lambda error: failures.append(str(error)), wait)
    assert failures == ["없음", "다름", "다름"]
