import unicodedata
from pathlib import Path

import pytest

from ingest.errors import BadInputError
from ingest.files import document_id, find_documents, read_bytes


def test_a_folder_gives_its_documents_and_passes_over_companions_and_other_formats(tmp_path: Path) -> None:
    for name in ("보도자료.txt", "README.md", "questions.jsonl", "안내.md", ".hidden.txt", "LICENSE.txt"):
        (tmp_path / name).write_text("내용", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "note.txt").write_text("내용", encoding="utf-8")
    (tmp_path / "하위").mkdir()
    (tmp_path / "하위" / "공고.TXT").write_text("내용", encoding="utf-8")

    found = find_documents([tmp_path])

    assert [path.name for path in found.documents] == ["보도자료.txt", "안내.md", "공고.TXT"]
    assert [one.path.name for one in found.skipped] == ["LICENSE.txt", "README.md", "questions.jsonl"]
    assert ".jsonl" in found.skipped[-1].reason


def test_a_file_named_by_itself_is_taken_and_the_same_path_only_once(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("내용", encoding="utf-8")
    assert find_documents([readme, readme]).documents == (readme,)


def test_a_link_out_of_the_folder_is_not_followed_and_a_file_reached_twice_is_taken_once(tmp_path: Path) -> None:
    outside = tmp_path / "밖"
    outside.mkdir()
    (outside / "비밀.txt").write_text("비밀", encoding="utf-8")
    folder = tmp_path / "문서"
    folder.mkdir()
    (folder / "공고.txt").write_text("내용", encoding="utf-8")
    (folder / "다시.txt").symlink_to(folder / "공고.txt")
    (folder / "링크.txt").symlink_to(outside / "비밀.txt")
    (folder / "나가는 폴더").symlink_to(outside)

    found = find_documents([folder, folder / "공고.txt"])

    assert [path.resolve().name for path in found.documents] == ["공고.txt"]
    assert [(one.path.name, one.reason) for one in found.skipped] == [
        ("링크.txt", "폴더 밖의 파일을 가리키는 링크입니다")
    ]


@pytest.mark.parametrize("name", ["없음.txt", "빈폴더", "그림.png"])
def test_a_path_with_nothing_readable_is_refused_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "빈폴더").mkdir()
    (tmp_path / "그림.png").write_bytes(b"\x89PNG")
    with pytest.raises(BadInputError, match=name):
        find_documents([tmp_path / name])


def test_a_larger_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "큰 파일.txt"
    with large.open("wb") as file:
        file.truncate(100 * 2**20)  # 100 MiB of one line; sparse, so that the test is quick
    with pytest.raises(BadInputError, match=r"100\.0MiB로 한도 50MiB"):
        read_bytes(large, 50)


def test_a_folder_and_a_missing_file_are_no_files_to_read(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="폴더"):
        read_bytes(tmp_path, 50)
    with pytest.raises(BadInputError, match="없습니다"):
        read_bytes(tmp_path / "a.txt", 50)


def test_ids_are_safe_in_addresses_and_keep_hangul() -> None:
    assert document_id("seeds/2022-digital-new-deal.txt") == "2022-digital-new-deal"
    assert document_id("a/보도자료 (최종) 1호.txt") == "보도자료-최종-1호"
    assert document_id("a/???.txt") == "document"
    assert document_id(unicodedata.normalize("NFD", "공고.txt")) == "공고"


def test_a_second_source_of_the_same_stem_gets_a_digest_of_its_path() -> None:
    # printf 'b/notice.txt' | sha256sum | cut -c1-8
    assert document_id("b/notice.txt", {"notice"}) == "notice-49f7cd12"
    assert document_id("b/notice.txt", {"other"}) == "notice"
