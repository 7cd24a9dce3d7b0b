"""An index that was changed by syncs is, byte for byte, the one that is made of the same documents from nothing."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.document import Document, Passage
from retriever import storage
from retriever.build import build, ingest_paths
from retriever.carried import Carried
from retriever.index import Index, open_index
from retriever.previous import Previous
from retriever.settings import Settings

Pairs = Sequence[tuple[Document, tuple[Passage, ...]]]
Change = Callable[[Path], object]

MARKET = "전통시장 주차 안내\n\n강변시장은 도심항공교통(UAM) 정류장 옆에 있고, 2시간까지 12,000원을 감면합니다.\n"
TABLE = "| 구분 | 요금 |\n|---|---|\n| 승용차 | 1,000원 |\n| 승합차 | 2,000원 |\n"


def write(name: str, text: str) -> Change:
    return lambda folder: (folder / name).write_text(text, "utf-8")


def more(name: str, text: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).write_text((folder / name).read_text("utf-8") + text, "utf-8")

    return change


CHANGES: Mapping[str, Sequence[Change]] = {
    "a line more": [more("주차.txt", "문의 전화가 바뀌었습니다.\n")],
    "a word instead of another": [
        lambda folder: write("보건.txt", (folder / "보건.txt").read_text("utf-8").replace("무료", "반값"))(folder)
    ],
    "a new one in front, one behind, one in between": [
        write("가.txt", MARKET),
        write("희.md", f"# 주차장 요금\n\n{TABLE}"),
        write("마.txt", "마을 소식\n\n물을 갈기 때문에 쉽니다.\n"),
    ],
    "one is gone, and with it its words": [lambda folder: (folder / "도서관.txt").unlink()],
    "all others are gone": [
        lambda folder: (folder / "도서관.txt").unlink(),
        lambda folder: (folder / "보건.txt").unlink(),
    ],
    "another place": [lambda folder: (folder / "보건.txt").rename(folder / "보건소 소식.txt")],
    "another place and other words": [
        lambda folder: (folder / "보건.txt").rename(folder / "보건소 소식.txt"),
        more("보건소 소식.txt", "토요일에도 엽니다.\n"),
    ],
    "another title in a side file": [write("보건.txt.meta.toml", 'title = "예방접종 안내문"\n')],
    "another office in a side file": [write("주차.txt.meta.toml", 'office = "강변구"\n')],
    "nothing that is said": [more("주차.txt", "\n\n")],
    "a copy": [lambda folder: write("사본.txt", (folder / "주차.txt").read_text("utf-8") + "\n")(folder)],
    "one after the other": [write("가.txt", MARKET), lambda folder: (folder / "가.txt").unlink()],
}


def made_anew(index: Index, settings: Settings) -> Index:
    """An index of the same documents, of which nothing existed before."""
    build([(document, tuple(index.passages_of(name))) for name, document in index.documents.items()], settings)
    return open_index(settings)


def files(settings: Settings) -> Mapping[str, str]:
    """The checksums of the files of the version being served, but for what it knows of files."""
    found = dict(storage.read_manifest(storage.current_version(settings.index_home)).files)
    del found["register.json"]
    return found


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_each_change_gives_the_files_of_an_index_made_anew(
    folder: Path,
    settings: Settings,
    tmp_path: Path,
    settings_in: Callable[[Path], Settings],
    changes: Sequence[Change],
) -> None:
    ingest_paths([folder], settings)
    for change in changes:
        change(folder)
        ingest_paths([folder], settings)
    anew = settings_in(tmp_path / "anew")
    synced, made = open_index(settings), made_anew(open_index(settings), anew)
    assert files(settings) == files(anew)
    assert synced.version == made.version
    for name in ("terms", "bigrams", "wholes"):  # what the bytes say already, told as it matters
        ours, theirs = getattr(synced, name), getattr(made, name)
        assert list(ours.terms()) == list(theirs.terms())
        assert all(np.array_equal(ours.scores({term: 1.0}), theirs.scores({term: 1.0})) for term in theirs.terms())
    assert np.array_equal(synced.nearest.rows(), made.nearest.rows())


def test_what_is_carried_over(index_home: Path, pairs: Pairs) -> None:
    previous = Previous.of(Settings(home=index_home))
    assert previous
    _, health, parking = previous.documents.values()
    carried = Carried.of([health, (parking[0], parking[1][:-1])], previous)
    assert (carried.places, carried.whole) == ([1, -1], [True, False])
    assert list(carried.fresh) == list(carried.changed) == [(parking[0], parking[1][:-1])]
    assert list(carried.lines(["가", "나", "다"], ["새"])) == ["나", "새"]
    assert carried.passages.tolist() == [0, len(health[1]), len(health[1]) + len(parking[1]) - 1]
    held = np.array([10, 20, 21, 30])
    assert carried.rows(held, np.array([0, 1, 3, 4]), [np.array([7])]).tolist() == [20, 21, 7]
    moved, new = carried.moved(np.array([0, 1, 3, 4]), np.array([0, 2, 3]))
    assert (moved.tolist(), new.tolist()) == ([-1, 0, 1, -1], [2])


def test_nothing_is_carried_over_from_nothing(pairs: Pairs) -> None:
    carried = Carried.of(pairs, None)
    assert (carried.places, carried.whole) == ([-1] * 3, [False] * 3)
    assert list(carried.fresh) == list(pairs)
