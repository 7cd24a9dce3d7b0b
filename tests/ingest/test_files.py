import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest
from formats import hancom_files as made

from ingest.errors import BadInputError
from ingest.files import RealPaths, document_id, find_documents, read_bytes, sha256_of
from ingest.read import read_file
from ingest.settings import Settings


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


def test_what_a_file_holds_decides_and_every_one_passed_over_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "공고.doc").write_text("월세 지원 공고", encoding="utf-8")
    (tmp_path / "보도자료.json").write_bytes(made.hwp(["보도자료"]))
    (tmp_path / "사진.hwp").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "끊긴.txt").symlink_to(tmp_path / "없는 파일")
    (tmp_path / "설정.yaml").write_text("a: 1", encoding="utf-8")
    found = find_documents([tmp_path])
    assert [path.name for path in found.documents] == ["공고.doc", "보도자료.json"]
    assert {one.path.name: one.reason for one in found.skipped} == {
        "끊긴.txt": "가리키는 파일이 없는 링크입니다",
        "사진.hwp": "문서가 아니라 PNG 그림 파일입니다",
        "설정.yaml": "프로그램이 읽는 자료 파일입니다(.yaml)",
    }


def test_a_companion_speaks_of_the_folder_and_an_office_of_itself(tmp_path: Path) -> None:
    (tmp_path / "Notice.md").write_text("# 휴관 안내\n\n도서관은 쉽니다.\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# 폴더 설명\n\n보도자료를 모은 곳.\n", encoding="utf-8")
    (tmp_path / "readme.txt").write_text("월세 지원 공고\n\n문의: 주택정책과 02-123-4567\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("Apache License", encoding="utf-8")
    found = find_documents([tmp_path])
    assert [path.name for path in found.documents] == ["Notice.md", "readme.txt"]
    assert [one.path.name for one in found.skipped] == ["LICENSE", "README.md"]


def test_the_documents_in_an_archive_are_documents_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "묶음.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("안내/공고.hwp", made.hwp(["월세 지원 공고"]))
        archive.writestr("__MACOSX/._공고.hwp", b"x")
        archive.writestr("사진.png", b"\x89PNG\r\n\x1a\n")
        archive.writestr("속.zip", made.archive({"a.txt": b"x"}))
        archive.writestr("12345678", "휴관 공고")
    # As Windows writes it in Korea: CP949, and no flag that says so.
    path.write_bytes(path.read_bytes().replace(b"12345678", "휴관.txt".encode("cp949")))

    found = find_documents([tmp_path])

    inside = [one.relative_to(path).as_posix() for one in found.documents]
    assert inside == ["속.zip", "안내/공고.hwp", "휴관.txt"]
    assert [(one.path.name, one.reason) for one in found.skipped] == [("사진.png", "문서가 아니라 PNG 그림 파일입니다")]
    document = read_file(path / "안내" / "공고.hwp", Settings())
    assert (document.title, document.id) == ("월세 지원 공고", "공고")
    assert sha256_of(path / "안내" / "공고.hwp", 1) == document.sha256
    with pytest.raises(BadInputError, match="압축 파일 안의 압축 파일"):
        read_file(path / "속.zip", Settings())
    with pytest.raises(BadInputError, match="파일을 묶은 압축 파일"):
        read_file(path, Settings())
    with pytest.raises(BadInputError, match=r"압축 파일 .* 없습니다"):
        read_bytes(path / "없는.hwp", 50)


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


def test_the_real_path_of_each_document(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    (root / "문서").mkdir()
    (root / "문서" / "가.txt").write_text("공고\n", "utf-8")
    (root / "문서" / "나.txt").symlink_to(root / "문서" / "가.txt")
    (root / "길").symlink_to(root / "문서")
    with zipfile.ZipFile(root / "문서" / "다.zip", "w") as archive:
        archive.writestr("안/공고.txt", "공고\n")
    found = find_documents([root / "길", root / "문서" / "나.txt"])
    real = RealPaths()
    assert found.sources == {path: str(path.resolve()) for path in found.documents}
    assert [Path(source).relative_to(root).as_posix() for source in found.sources.values()] == [
        "문서/가.txt",
        "문서/다.zip/안/공고.txt",
    ]
    for path in (root / "길" / "나.txt", root / "길", root / "문서" / "..", root / "길" / ".." / "없음.txt"):
        assert real.of(path) == str(path.resolve())


@pytest.mark.parametrize("name", [f"{'가' * 86}.txt", "/".join(["가나다"] * 600) + "/공고.txt"])
def test_a_member_whose_name_no_system_takes_is_told_and_the_others_are_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "묶음.zip").write_bytes(made.archive({name: b"a", "여권.txt": b"b"}))
    found = find_documents([tmp_path])
    assert [path.name for path in found.documents] == ["여권.txt"]
    [skipped] = found.skipped
    assert "너무 깁니다" in skipped.reason
    assert len(str(skipped.path)) < len(str(tmp_path)) + 100


def test_of_two_members_of_one_name_the_first_is_found_and_the_other_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "묶음.zip", "w") as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        opened.writestr("공고.txt", "처음 공고입니다.")
        opened.writestr("공고.txt", "다음 공고입니다.")
    found = find_documents([tmp_path])
    assert [read_bytes(path, 1).decode() for path in found.documents] == ["처음 공고입니다."]
    assert [one.reason for one in found.skipped] == ["압축 파일에 같은 이름의 파일이 또 있어 처음 것만 읽습니다"]
