import datetime as dt
import hashlib
from pathlib import Path

import pytest

from ingest.errors import BadInputError
from ingest.read import read_file, read_text
from ingest.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "2022-digital-new-deal.txt"
SETTINGS = Settings()
TEXT = "가나시 소식\n\n○ 자료관이 문을 열었다.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp949"])
def test_the_same_document_from_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "소식.txt"
    path.write_bytes(TEXT.encode(encoding))
    document = read_file(path, SETTINGS)
    assert (document.id, document.title, document.text) == ("소식", "가나시 소식", TEXT)
    assert document.source == path.as_posix()
    assert document.sha256 == hashlib.sha256(TEXT.encode(encoding)).hexdigest()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "비어"),
        ("\u200b\ufeff\n".encode(), "읽을 글이 없습니다"),
        (b"%PDF-1.7 ...", "PDF"),
        ("가나다라".encode() + b"\xff\xfe\xff", "읽을 수 없습니다"),
    ],
)
def test_bad_input_is_one_sentence_with_the_name_of_the_file(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "나쁜 파일.txt"
    path.write_bytes(data)
    with pytest.raises(BadInputError, match=message) as failure:
        read_file(path, SETTINGS)
    assert "나쁜 파일.txt" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_a_hundred_megabytes_of_one_line_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "긴 줄.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(BadInputError, match="max_file_mib"):
        read_file(path, SETTINGS)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("공고.txt", "가" * 3_000_001, "글이 3,000,001자"),
        ("공고.md", "가" * 3_000_001, "글이 3,000,001자"),
        ("공고.txt", "가\n" * 100_001, "글이 100,001줄"),
        ("공고.csv", "가\n" * 100_001, "글이 100,001줄"),
        ("공고.csv", ",".join(["가"] * 15) + "\n" + (",".join("1" * 15) + "\n") * 20_000, "표의 칸이 300,015개"),
    ],
)
def test_more_text_than_any_document_has_is_refused(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(BadInputError, match=rf"{name}': {told}로 너무 많습니다\("):
        read_file(tmp_path / name, SETTINGS)


def test_nuls_and_lone_surrogates_are_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "흠.txt"
    path.write_bytes("자료관은 오늘 문을 열\x00었다. 누구나 \ud800볼 수 있다.".encode("utf-8", "surrogatepass"))
    assert read_file(path, SETTINGS).text == "자료관은 오늘 문을 열었다. 누구나 볼 수 있다."


def test_text_in_hand_keeps_the_title_and_id_it_is_given() -> None:
    document = read_text("하늘은 높다.", "corpus/17", title="하늘", document_id="17")
    assert (document.id, document.title, document.source) == ("17", "하늘", "corpus/17")
    assert document.sha256 == hashlib.sha256("하늘은 높다.".encode()).hexdigest()
    assert read_text("", "빈 글.txt").blocks == ()
    assert read_text("", "빈 글.txt").title == "빈 글"


def test_what_the_seed_document_says_of_itself() -> None:
    document = read_file(SEED, SETTINGS)
    metadata = document.metadata
    assert document.title.startswith("경제·산업의 체질과")
    assert document.title.endswith("이끌어 갑니다")
    assert metadata.office == "과학기술정보통신부"
    assert metadata.published == dt.date(2022, 1, 26)
    assert metadata.distributed == dt.date(2021, 1, 25)  # as the document has it, wrong year and all
    assert metadata.licence == "공공누리"
    phones = {contact.name: contact.phone for contact in metadata.contacts}
    assert (len(phones), phones["주은정"], phones["장 미"]) == (29, "044-202-6159", "044-201-1164")
    assert len({contact.office for contact in metadata.contacts}) == 14


def test_a_fault_of_ours_is_told_as_one_of_this_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr("ingest.read.understand", fail)
    path = tmp_path / "소식.txt"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(BadInputError, match=r"소식\.txt'의 구조를 읽다가 프로그램에 오류가 났습니다\(IndexError\)"):
        read_file(path, SETTINGS)
