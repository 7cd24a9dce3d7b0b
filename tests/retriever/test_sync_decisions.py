"""What a sync decides on each file that it finds, with documents known before and files really on the disk."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.document import Document
from ingest.errors import BadInputError
from ingest.files import SkippedFile
from ingest.read import read_text
from ingest.side_files import Side
from ingest.source import NEEDS_OCR
from ingest.split import split
from retriever.made import Split
from retriever.register import Copy, Register
from retriever.removed import Removed, RemovedFiles
from retriever.settings import Settings
from retriever.sync import Before, File, Sync, is_below

PHONE = Side({"phone": "02-555-0101"})


def sha_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def notice(place: str) -> str:
    return f"{place} 이용 안내\n\n{place}은 매일 아침 일곱 시에 문을 열고 저녁 아홉 시에 문을 닫습니다.\n"


def known(source: Path, text: str, name: str, remarks: tuple[str, ...] = ()) -> Split:
    """The document `name` that an earlier sync read from `source`."""
    document = replace(read_text(text, str(source), document_id=name), remarks=remarks)
    return document, split(document, Settings())


def before(*documents: Split, **given: Any) -> Before:
    held = {document.source: (document, passages) for document, passages in documents}
    return replace(Before(held), **given)


class Disk:
    """A folder with files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, text: str, side: Side | None = None) -> File:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return File.at(path, side or Side(), 1)

    def take(self, sync: Sync, *files: File) -> list[tuple[int, int]]:
        """What was told while the files were gone through."""
        steps: list[tuple[int, int]] = []
        sync.take(files, [self.folder], lambda done, of: steps.append((done, of)))
        return steps


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    folder = tmp_path.resolve() / "문서"
    folder.mkdir()
    return Disk(folder)


def sync_of(held: Before, **given: Any) -> Sync:
    return Sync(held, Settings(), RemovedFiles(), **given)


def ids(found: Sequence[Split]) -> dict[str, str]:
    """The ids of documents by the names of their files."""
    return {Path(document.source).name: document.id for document, _ in found}


def test_a_file_is_known_by_its_real_path_and_its_content(disk: Disk) -> None:
    file = disk.put("수영장.txt", "수영장", PHONE)
    (disk.folder / "다시.txt").symlink_to(file.path)
    link = File.at(disk.folder / "다시.txt", PHONE, 1)
    assert (link.path, link.source) == (disk.folder / "다시.txt", str(file.path))
    assert link.sha256 == file.sha256 == sha_of("수영장")
    assert link.side is PHONE
    assert disk.put("큰 글.txt", "가" * 2**20).sha256 == ""  # three MiB, of one that may be read


@pytest.mark.parametrize(
    ("path", "below"),
    [("/문서", True), ("/문서/안/가.txt", True), ("/문서2/가.txt", False), ("/", False), ("/다른/가.txt", True)],
)
def test_a_path_at_or_below_a_root(path: str, below: bool) -> None:
    assert is_below(Path(path), [Path("/문서"), Path("/다른")]) is below


def test_an_unchanged_file_is_not_read(disk: Disk) -> None:
    file = disk.put("수영장.txt", notice("수영장"), PHONE)
    held = known(file.path, notice("수영장"), "pool")
    sync = sync_of(before(held, register=Register(sides={file.source: PHONE.mark})))
    assert disk.take(sync, file) == [(0, 0)]
    (found,) = sync.settle()
    assert found is sync.before.documents[file.source]
    assert sync.register == Register(sides={file.source: PHONE.mark})


def test_new_and_changed_files_are_read_and_a_changed_one_keeps_its_id(disk: Disk) -> None:
    new, changed = disk.put("새 글.txt", notice("도서관")), disk.put("수영장.txt", notice("수영장"))
    sync = sync_of(before(known(changed.path, notice("체육관"), "pool")))
    assert disk.take(sync, new, changed) == [(0, 2), (1, 2), (2, 2)]
    assert {name: document.id for name, document in sync.read.items()} == {new.source: "", changed.source: "pool"}
    found = sync.settle()
    assert ids(found) == {"새 글.txt": "새-글", "수영장.txt": "pool"}
    assert [document.text for document, _ in found] == [notice("도서관"), notice("수영장")]
    assert all(passage.document_id == document.id for document, passages in found for passage in passages)
    assert all(passages for _, passages in found)


def test_a_fresh_sync_reads_all(disk: Disk) -> None:
    file = disk.put("수영장.txt", notice("수영장"))
    sync = sync_of(before(known(file.path, notice("수영장"), "pool")), fresh=True)
    assert disk.take(sync, file) == [(0, 1), (1, 1)]
    assert ids(sync.settle()) == {"수영장.txt": "pool"}


@pytest.mark.parametrize(("was", "now"), [(Side(), PHONE), (PHONE, Side()), (PHONE, Side({"phone": "02-555-0102"}))])
def test_a_changed_side_file_changes_its_document(disk: Disk, was: Side, now: Side) -> None:
    file = disk.put("수영장.txt", notice("수영장"), now)
    register = Register(sides={file.source: was.mark} if was.mark else {})
    sync = sync_of(before(known(file.path, notice("수영장"), "pool"), register=register))
    disk.take(sync, file)
    ((document, _),) = sync.settle()
    assert [contact.phone for contact in document.metadata.contacts] == list(now.values.values())
    assert sync.register.sides == ({file.source: now.mark} if now.mark else {})


@pytest.mark.parametrize(
    ("ocr", "remark", "read"),
    [
        (True, f"3쪽은 그림이라 {NEEDS_OCR}", 1),
        (True, "3쪽은 비어 있습니다.", 0),
        (False, f"3쪽은 그림이라 {NEEDS_OCR}", 0),
    ],
)
def test_what_needed_ocr_is_read_once_there_is_one(disk: Disk, ocr: bool, remark: str, read: int) -> None:
    file = disk.put("수영장.txt", notice("수영장"))
    held = before(known(file.path, notice("수영장"), "pool", ("다른 말.", remark)))
    assert disk.take(Sync(held, Settings(ocr=ocr), RemovedFiles()), file)[-1] == (read, read)


def test_a_moved_file_keeps_its_document_and_its_passages(disk: Disk) -> None:
    file = disk.put("안/수영장_최신.txt", notice("수영장"))
    for former in (disk.folder / "수영장.txt", disk.folder.parent / "밖.txt"):  # below the roots, and elsewhere
        document, passages = known(former, notice("수영장"), "pool")
        sync = sync_of(before((document, passages)))
        assert disk.take(sync, file) == [(0, 0)]
        assert sync.settle() == [(replace(document, source=file.source), passages)]


@pytest.mark.parametrize("fresh", [False, True])
def test_a_moved_file_is_read_where_more_than_its_place_has_changed(disk: Disk, fresh: bool) -> None:
    file = disk.put("수영장_최신.txt", notice("수영장"), Side() if fresh else PHONE)
    sync = sync_of(before(known(disk.folder / "수영장.txt", notice("수영장"), "pool")), fresh=fresh)
    assert disk.take(sync, file) == [(0, 1), (1, 1)]
    assert ids(sync.settle()) == {"수영장_최신.txt": "pool"}


def test_of_two_files_with_the_words_of_a_lost_one_the_first_is_the_moved_one(disk: Disk) -> None:
    files = [disk.put(name, notice("수영장")) for name in ("나.txt", "가.txt")]
    sync = sync_of(before(known(disk.folder / "수영장.txt", notice("수영장"), "pool")))
    assert disk.take(sync, *files) == [(0, 1), (1, 1)]
    assert ids(sync.settle()) == {"나.txt": "pool"}
    assert [copy.of for copy in sync.copies.values()] == [files[0].source]


def test_a_file_that_is_still_there_has_not_moved(disk: Disk) -> None:
    former = disk.folder.parent / "수영장.txt"
    former.write_text(notice("수영장"), "utf-8")
    file = disk.put("사본.txt", notice("수영장"))
    sync = sync_of(before(known(former, notice("수영장"), "pool")))
    assert disk.take(sync, file) == [(0, 1), (1, 1)]
    assert ids(sync.settle()) == {"수영장.txt": "pool"}
    assert sync.copies[file.source].of == str(former)


@pytest.mark.parametrize(
    ("place", "fresh", "stays"),
    [
        ("문서/가.txt", False, False),
        ("밖/가.txt", False, True),
        ("밖/가.txt", True, False),
        ("문서/가.txt", True, False),
    ],
)
def test_a_document_without_a_file_stays_where_it_was_not_looked_for(
    disk: Disk, place: str, fresh: bool, stays: bool
) -> None:
    file = disk.put("수영장.txt", notice("수영장"))
    lost = known(disk.folder.parent / place, notice("체육관"), "gym")
    sync = sync_of(before(lost, register=Register(sides={lost[0].source: "m"})), fresh=fresh)
    disk.take(sync, file)
    assert ("gym" in ids(sync.settle()).values()) is stays
    assert sync.register.sides == ({lost[0].source: "m"} if stays else {})


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("shut", ["닫힌", "닫힌/안", "닫힌/안/가.txt"])
def test_a_document_below_what_cannot_be_opened_stays_with_the_reason(disk: Disk, shut: str, fresh: bool) -> None:
    file = disk.put("수영장.txt", notice("수영장"))
    held = known(disk.folder / "닫힌" / "안" / "가.txt", notice("체육관"), "gym")
    skipped = [SkippedFile(disk.folder / "닫", "다른 폴더"), SkippedFile(disk.folder / shut, "폴더를 열 수 없습니다")]
    sync = sync_of(before(held), fresh=fresh, skipped=skipped)
    disk.take(sync, file)
    assert set(ids(sync.settle()).values()) == {"수영장", "gym"}
    assert sync.register.unread == {held[0].source: "폴더를 열 수 없습니다"}


def removed(source: str = "", sha256: str = "") -> RemovedFiles:
    return RemovedFiles((Removed(source, sha256, "pool", "수영장", dt.date(2027, 3, 2)),))


def test_what_an_operator_took_out_stays_out(disk: Disk) -> None:
    file, other = disk.put("수영장.txt", notice("수영장")), disk.put("체육관.txt", notice("체육관"))
    elsewhere = known(disk.folder.parent / "밖.txt", notice("수영장"), "pool")
    for what in (removed(source=file.source), removed(sha256=file.sha256)):
        sync = Sync(before(known(file.path, notice("수영장"), "old"), elsewhere), Settings(), what)
        assert disk.take(sync, file, other) == [(0, 1), (1, 1)]
        assert sync.held_back == {file.source}
        by_content = {"체육관.txt": "체육관"}
        assert ids(sync.settle()) == (by_content if not what.entries[0].source else by_content | {"밖.txt": "pool"})


@pytest.mark.parametrize(
    ("sha256", "of", "fresh", "read"),
    [
        ("", "수영장.txt", False, 0),
        ("0" * 64, "수영장.txt", False, 1),
        ("", "없는.txt", False, 1),
        ("", "수영장.txt", True, 2),
    ],
)
def test_a_copy_that_was_known_is_not_read_again(disk: Disk, sha256: str, of: str, fresh: bool, read: int) -> None:
    kept, copy = disk.put("수영장.txt", notice("수영장")), disk.put("수영장 사본.txt", notice("수영장") + "\n")
    known_copy = Copy(copy.source, sha256 or copy.sha256, str(disk.folder / of), "까닭")
    held = before(known(kept.path, notice("수영장"), "pool"), register=Register({copy.source: known_copy}))
    sync = sync_of(held, fresh=fresh)
    assert disk.take(sync, kept, copy)[-1] == (read, read)
    assert ids(sync.settle()) == {"수영장.txt": "pool"}
    why = "까닭" if not read else "내용이 같은 문서가 있습니다"
    assert sync.register.copies == {copy.source: Copy(copy.source, copy.sha256, kept.source, why)}


def test_a_file_that_cannot_be_read_keeps_its_former_text(disk: Disk) -> None:
    file = disk.put("수영장.txt", "")
    sync = sync_of(before(known(file.path, notice("수영장"), "pool"), register=Register(sides={file.source: "m"})))
    disk.take(sync, file)
    assert ids(sync.settle()) == {"수영장.txt": "pool"}
    ((source, why),) = sync.register.unread.items()
    assert (source, [str(one.reason) for one in sync.skipped]) == (file.source, [why])
    assert sync.register.sides == {file.source: "m"}


def test_a_new_file_that_cannot_be_read_is_left_out_unless_it_is_the_only_one(disk: Disk) -> None:
    empty, other = disk.put("빈.txt", ""), disk.put("수영장.txt", notice("수영장"))
    sync = sync_of(before())
    disk.take(sync, empty, other)
    assert ids(sync.settle()) == {"수영장.txt": "수영장"}
    assert [one.path for one in sync.skipped] == [empty.path]
    assert sync.register.unread == {}
    with pytest.raises(BadInputError):
        disk.take(sync_of(before()), empty)


def test_an_id_of_a_document_whose_text_is_lost_is_given_again(disk: Disk) -> None:
    file = disk.put("수영장.txt", notice("수영장"))
    sync = sync_of(before(ids={file.source: "pool"}))
    disk.take(sync, file)
    assert ids(sync.settle()) == {"수영장.txt": "pool"}


@pytest.mark.parametrize("others", [frozenset(), frozenset({"수영장"})])
def test_ids_are_given_once(disk: Disk, others: frozenset[str]) -> None:
    files = [disk.put(f"{folder}/수영장.txt", notice(place)) for folder, place in (("가", "동편"), ("나", "서편"))]
    sync = sync_of(before(others=others))
    disk.take(sync, *files)
    given = [document.id for document, _ in sync.settle()]
    first, second = (f"수영장-{sha_of(file.source)[:8]}" for file in files)
    assert given == ([first, second] if others else ["수영장", second])


def test_a_better_source_takes_over_the_id_and_a_newer_release_does_not(disk: Disk) -> None:
    text, better = disk.put("수영장.txt", notice("수영장")), disk.put("최신.md", notice("수영장"))
    sync = sync_of(before(known(text.path, notice("수영장"), "pool")))
    disk.take(sync, text, better)
    assert ids(sync.settle()) == {"최신.md": "pool"}
    assert sync.copies[text.source].of == better.source
    assert sync.sides == {text.source: "", better.source: ""}
    body = notice("수영장") + "".join(f"{n}번 레인은 {n + 1}급 강습반이 씁니다.\n" for n in range(1, 9))
    corrected = disk.put("정정.txt", body.replace("일곱", "여덟"))
    sync = sync_of(before(known(text.path, body, "pool")))
    disk.take(sync, disk.put("수영장.txt", body), corrected)
    assert ids(sync.settle()) == {"정정.txt": "정정"}


def test_a_copy_of_what_was_replaced_is_one_of_what_replaced_it(disk: Disk) -> None:
    old, copy = disk.put("수영장.txt", notice("수영장")), disk.put("사본.txt", notice("수영장") + "\n")
    better = disk.put("수영장.md", notice("수영장") + "\n\n")
    known_copy = Copy(copy.source, copy.sha256, old.source, "까닭")
    sync = sync_of(before(known(old.path, notice("수영장"), "pool"), register=Register({copy.source: known_copy})))
    disk.take(sync, old, copy, better)
    sync.settle()
    assert {Path(source).name: Path(one.of).name for source, one in sync.register.copies.items()} == {
        "사본.txt": "수영장.md",
        "수영장.txt": "수영장.md",
    }
    assert list(sync.register.copies) == sorted(sync.register.copies)


def test_the_register_tells_of_indexed_documents_alone() -> None:
    entries: Mapping[str, str] = {"/나": "둘", "/가": "하나", "/없음": "셋"}
    document: Document = known(Path("/가"), notice("수영장"), "pool")[0]
    sync = sync_of(before(), unread=dict(entries), sides={**entries, "/나": ""})
    sync.kept = {"/가": (document, ()), "/나": (document, ())}
    assert list(sync.register.unread.items()) == [("/가", "하나"), ("/나", "둘")]
    assert sync.register.sides == {"/가": "하나"}
