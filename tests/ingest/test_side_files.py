import datetime as dt
from pathlib import Path

import pytest

from ingest.document import Access, Contact
from ingest.files import find_documents
from ingest.read import read_text
from ingest.side_files import SideFiles, values_in_front

TEXT = "강변 주차장 안내\n\n정기권은 5만 원입니다.\n\n담당: 교통과 (☎ 031-555-0101)\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "하위").mkdir()
    file = tmp_path / "하위" / "안내.txt"
    file.write_text(TEXT, "utf-8")
    return file


def test_what_stands_beside_a_document_wins_over_what_it_says(file: Path) -> None:
    (file.parent / "안내.txt.meta.toml").write_text(
        'title = "공영주차장 이용 안내"\noffice = "은빛시"\n"부서" = "주차관리과"\nphone = "031-555-0202"\n'
        'url = "https://www.example.go.kr/7"\npublished = 2024-01-08\nin_force_until = "2024. 12. 31."\n',
        "utf-8",
    )
    sides = SideFiles()
    document = sides.of(file).over(read_text(TEXT, str(file)))
    assert document.title == "공영주차장 이용 안내"
    assert document.metadata.office == "은빛시"
    assert document.metadata.department == "주차관리과"
    assert document.metadata.contacts == (Contact("은빛시", "주차관리과", phone="031-555-0202"),)
    assert document.metadata.url == "https://www.example.go.kr/7"
    assert document.metadata.published == dt.date(2024, 1, 8)
    assert document.metadata.in_force_until == dt.date(2024, 12, 31)
    assert document.text == read_text(TEXT, str(file)).text
    assert sides.problems == []


def test_a_table_speaks_of_its_folder_and_those_below_and_the_nearest_wins(file: Path) -> None:
    top, root = file.parents[1] / "metadata.csv", file.parents[1]
    top.write_bytes("파일,제목,기관,주소\n하위/안내.txt,위의 제목,은빛시,https://a.go.kr/1\n".encode("cp949"))
    (file.parent / "metadata.csv").write_text("file,title\n안내.txt,가까운 제목\n없는.txt,남의 제목\n", "utf-8-sig")
    side = SideFiles([root.resolve()]).of(file)
    assert side.values == {"title": "가까운 제목", "office": "은빛시", "url": "https://a.go.kr/1"}
    # A table above the folder that is indexed is somebody else's.
    assert SideFiles([file.parent.resolve()]).of(file).values == {"title": "가까운 제목"}


def test_the_mark_changes_with_what_is_said_and_only_then(file: Path) -> None:
    beside = file.parent / "안내.txt.meta.toml"
    assert SideFiles().of(file).mark == ""
    beside.write_text('title = "가"\noffice = "나"\n', "utf-8")
    mark = SideFiles().of(file).mark
    beside.write_text('# 순서만 다릅니다\noffice = "나"\ntitle = "가"\n', "utf-8")
    assert SideFiles().of(file).mark == mark != ""
    beside.write_text('title = "다"\noffice = "나"\n', "utf-8")
    assert SideFiles().of(file).mark != mark


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("안내.txt.meta.toml", 'title = "가\n', "TOML 형식에 맞지 않습니다"),
        ("안내.txt.meta.toml", 'titel = "가"\n', "'titel': 모르는 항목이라 쓰지 않았습니다. 아는 항목: title, office"),
        (
            "안내.txt.meta.toml",
            'published = "봄"\n',
            "'published': 값을 이해할 수 없어 쓰지 않았습니다(봄). 2024-01-08 같은",
        ),
        ("안내.txt.meta.toml", 'url = "javascript:alert(1)"\n', "'url': 값을 이해할 수 없어"),
        ("안내.txt.meta.toml", "title = 3\n", "'title': 값을 이해할 수 없어 쓰지 않았습니다(3)"),
        ("안내.txt.meta.toml", "", "비어 있습니다"),
        ("metadata.csv", "제목,기관\n가,나\n", "'파일' 열이 없어"),
    ],
)
def test_what_is_not_understood_is_told_and_not_used(file: Path, name: str, content: str, message: str) -> None:
    (file.parent / name).write_text(content, "utf-8")
    sides = SideFiles()
    assert sides.of(file).values == {}
    assert len(sides.problems) == 1
    assert message in sides.problems[0]


def test_what_speaks_of_no_file_is_told(file: Path) -> None:
    (file.parent / "안내.hwp.meta.toml").write_text('title = "가"\n', "utf-8")
    (file.parent / "묶음.zip").write_bytes(b"")
    lost = "".join(f"{number}.hwp,나\n" for number in range(7))
    (file.parent / "metadata.csv").write_text(f"파일,제목\n{file.name},가\n묶음.zip/공고.hwp,다\n{lost}", "utf-8")
    sides = SideFiles([file.parent])
    assert sides.of(file).values == {"title": "가"}
    assert sides.problems == [
        f"'{file.parent / 'metadata.csv'}'에 적힌 파일이 없습니다: '0.hwp', '1.hwp', '2.hwp', '3.hwp', '4.hwp' 외 2개. 이름과 확장자를 확인해 주세요.",
        f"'{file.parent}'의 .meta.toml이 말하는 파일이 없습니다: '안내.hwp'. 이름과 확장자를 확인해 주세요.",
    ]


def test_side_files_are_no_documents(file: Path) -> None:
    (file.parent / "안내.txt.meta.toml").write_text('title = "가"\n', "utf-8")
    (file.parent / "metadata.csv").write_text("파일,제목\n", "utf-8")
    found = find_documents([file.parent])
    assert (found.documents, found.skipped) == ((file,), ())


def test_whom_a_document_is_for_and_how_much_it_weighs(file: Path) -> None:
    beside = file.parent / "안내.txt.meta.toml"
    beside.write_text('"공개 범위" = "내부"\n"가중치" = 2\n', "utf-8")
    (file.parent.parent / "metadata.csv").write_text("파일,공개 범위,가중치\n하위/안내.txt,공개,0.5\n", "utf-8")
    sides = SideFiles([file.parent.parent])
    metadata = sides.of(file).over(read_text(TEXT, str(file))).metadata
    assert (metadata.access, metadata.is_internal, metadata.weight) == (Access.INTERNAL, True, 2)
    beside.unlink()
    sides = SideFiles([file.parent.parent])
    metadata = sides.of(file).over(read_text(TEXT, str(file))).metadata
    assert (metadata.access, metadata.is_internal, metadata.weight) == (Access.PUBLIC, False, 0.5)
    assert sides.problems == []


@pytest.mark.parametrize("value", ["0.1", "5.1", "nan", "inf", "true", '"무겁게"', "[1]", "1" + "0" * 400])
def test_a_weight_out_of_bounds_is_told_and_counts_for_nothing(file: Path, value: str) -> None:
    (file.parent / "안내.txt.meta.toml").write_text(f"weight = {value}\n", "utf-8")
    sides = SideFiles()
    assert sides.of(file).over(read_text(TEXT, str(file))).metadata.weight == 1
    [problem] = sides.problems
    assert "'weight': 값을 이해할 수 없어 쓰지 않았습니다(" in problem
    assert problem.endswith("0.2부터 5까지의 수를 적어 주세요.")


@pytest.mark.parametrize("value", ['"비공개"', '""', "true", '"internal"'])
def test_a_word_for_whom_that_is_not_known_keeps_the_document_from_the_public(file: Path, value: str) -> None:
    (file.parent / "안내.txt.meta.toml").write_text(f"access = {value}\n", "utf-8")
    sides = SideFiles()
    assert sides.of(file).access is Access.INTERNAL
    [problem] = sides.problems
    assert "'access': 값을 이해할 수 없어 '내부'로 보았습니다(" in problem
    assert problem.endswith("'공개'나 '내부'를 적어 주세요.")


def test_a_document_says_neither_of_itself() -> None:
    assert values_in_front({"access": "내부", "weight": 3, "가중치": 3, "office": "강변시"}) == {"office": "강변시"}


def test_a_side_file_that_cannot_be_read_is_known_by_its_mark(file: Path) -> None:
    beside, table = file.parent / "안내.txt.meta.toml", file.parent / "metadata.csv"
    assert (SideFiles().of(file).is_unreadable, SideFiles().of(file).mark) == (False, "")
    for bad, text in ((beside, "access = 내부"), (table, "이름,공개 범위\n안내.txt,내부\n")):
        bad.write_text(text, "utf-8")
        side = SideFiles().of(file)
        assert (side.is_unreadable, side.mark) == (True, "?")
        bad.unlink()
