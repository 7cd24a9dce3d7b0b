import random

import pytest

from ingest.decode import decode, decode_line
from ingest.errors import BadInputError

TEXT = "제1조(목적) 이 규정은 똠방각하 펲시콜라의 보급에 관한 사항을 정한다.\n○ 시행: 2024. 1. 1.\n"  # 똠, 펲: not in EUC-KR


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949"])
def test_the_same_text_comes_out_of_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_a_piped_line_is_read_in_both_encodings_and_never_fails() -> None:
    assert decode_line("예산은?\r\n".encode()) == "예산은?"
    assert decode_line("예산은?\n".encode("cp949")) == "예산은?"
    assert decode_line("예산은?".encode("utf-8-sig")) == "예산은?"
    assert decode_line(b"\xff\xfe\xfd\n") == "\ufffd\ufffd\ufffd"


def test_plain_ascii_is_text() -> None:
    assert decode(b"Notice No. 1\n", "a.txt") == "Notice No. 1\n"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\x00\x00"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"빈\.txt.*비어"):
        decode(data, "빈.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "HWP"),
        (b"PK\x03\x04", "HWPX"),
        (b"%PDF-1.7", "PDF"),
        (random.Random(1).randbytes(5000), "제어 문자"),
        (bytes(range(256)) * 20, "제어 문자"),
    ],
)
def test_a_binary_is_refused_and_named(data: bytes, message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        decode(data, "a.txt")


def test_a_damaged_file_is_refused_with_the_place_and_not_read_as_another_encoding() -> None:
    whole = TEXT.encode()
    with pytest.raises(BadInputError, match=r"UTF-8 12번째 바이트"):
        decode(whole[:11] + b"\xff" + whole[11:], "a.txt")
    with pytest.raises(BadInputError, match="CP949"):
        decode("한글 문서".encode("cp949") + b"\xff\xff", "a.txt")


def test_a_few_nuls_and_lone_surrogates_do_not_make_a_text_unreadable() -> None:
    assert decode(b"\xea\xb0\x80\x00\xeb\x82\x98\n", "a.txt") == "가\x00나\n"
    assert decode(b"\xea\xb0\x80\xed\xa0\x80\n", "a.txt") == "가\ud800\n"
    assert decode(b"\xff\xfe\x00\xac\x00\xd8\x0a\x00", "a.txt") == "가\ud800\n"


@pytest.mark.parametrize(
    ("length", "controls", "is_text"), [(500, 10, True), (500, 11, False), (50, 4, True), (50, 5, False)]
)
def test_a_text_has_few_control_signs(length: int, controls: int, is_text: bool) -> None:
    data = b"\x01" * controls + b"a" * (length - controls)
    if is_text:
        assert decode(data, "a.txt") == data.decode()
    else:
        with pytest.raises(BadInputError, match="제어 문자"):
            decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_are_told_by_where_their_nuls_stand(encoding: str) -> None:
    # Each Latin letter has a NUL on the one side, each "가" (AC00) one on the other.
    assert decode(("a" * 100 + "가" * 4).encode(encoding), "a.txt") == "a" * 100 + "가" * 4
    with pytest.raises(BadInputError, match="제어 문자"):
        decode(("a" * 100 + "가" * 5).encode(encoding), "a.txt")
