"""Archives that are opened, and those that are refused: at each limit, and just beyond it."""

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest.archives import archive_above, head_of, is_bomb, is_there, members, open_checked, unpack
from ingest.errors import BadInputError

MIB = 2**20


def zipped(names: Iterable[str], content: bytes = b"x") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return data.getvalue()


def listed_with(data: bytes, at: int, form: str, *values: int) -> bytes:
    """`data` with other values `at` bytes into the first entry of its list (APPNOTE 4.3.12)."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.index(b"PK\x01\x02") + at, *values)
    return bytes(changed)


def opened(data: bytes) -> zipfile.ZipFile:
    return open_checked(io.BytesIO(data), "묶음.zip")


def test_the_limit_of_entries() -> None:
    many = io.BytesIO(zipped(map(str, range(10_000)), b""))
    assert len(open_checked(many, "묶음.zip").namelist()) == 10_000
    with zipfile.ZipFile(many, "a") as archive:
        archive.writestr("하나 더", b"")
    with pytest.raises(BadInputError, match=r"10,001개, 한도 10,000개"):
        open_checked(many, "묶음.zip")


@pytest.mark.parametrize(("length", "message"), [(2 * MIB, "손상"), (2 * MIB + 1, "너무 많습니다")])
def test_the_limit_of_the_list(length: int, message: str) -> None:
    # No list is that long here: what is not refused for its length is found to be damaged.
    data = bytearray(zipped(["공고.txt"]))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, length)
    with pytest.raises(BadInputError, match=message):
        opened(bytes(data))


def test_the_limit_of_what_it_unpacks_to() -> None:
    data = zipped(["공고.txt"])
    assert opened(listed_with(data, 20, "<2L", 400 * MIB, 400 * MIB)).namelist() == ["공고.txt"]
    with pytest.raises(BadInputError, match="지나치게 커집니다"):
        opened(listed_with(data, 20, "<2L", 400 * MIB, 400 * MIB + 1))


@pytest.mark.parametrize(
    ("packed", "unpacked", "expected"),
    [
        (0, 4 * MIB, False),
        (0, 4 * MIB + 1, True),
        (100_000, 20_000_000, False),
        (100_000, 20_000_001, True),
    ],
)
def test_a_bomb_unpacks_to_two_hundred_times_its_size(packed: int, unpacked: int, expected: bool) -> None:
    assert is_bomb(packed, unpacked) is expected


def test_a_bomb_is_not_opened() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("공고.txt", bytes(5 * MIB))
    with pytest.raises(BadInputError, match="압축 폭탄"):
        opened(data.getvalue())


def test_a_locked_archive_is_named_so() -> None:
    with pytest.raises(BadInputError, match="암호"):
        opened(listed_with(zipped(["공고.txt"]), 8, "<H", 1))


@pytest.mark.parametrize("name", ["../공고.txt", "/etc/공고.txt", "C:\\공고.txt", "a\\..\\..\\공고.txt"])
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    data = zipped(["x" * len(name.encode())]).replace(b"x" * len(name.encode()), name.encode())
    with pytest.raises(BadInputError, match="폴더 밖"):
        opened(data)


@pytest.mark.parametrize("data", [b"", b"no archive", zipped(["공고.txt"])[:-5]])
def test_what_is_no_whole_archive_is_damaged(data: bytes) -> None:
    with pytest.raises(BadInputError, match="손상"):
        opened(data)


def test_an_empty_archive_is_named_so() -> None:
    with pytest.raises(BadInputError, match="빈 압축"):
        opened(zipped([]))


def test_members_by_name_without_hidden_ones() -> None:
    archive = opened(zipped(["나.txt", "가/공고.txt", "가/", ".숨김", "__MACOSX/가.txt", "가/.DS_Store"]))
    assert list(members(archive)) == ["가/공고.txt", "나.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_names_without_a_sign_of_their_encoding(encoding: str) -> None:
    raw = "공고".encode(encoding)
    data = zipped(["x" * len(raw)]).replace(b"x" * len(raw), raw)
    assert list(members(opened(data))) == ["공고"]


def test_a_name_that_is_said_to_be_utf_8() -> None:
    assert list(members(opened(zipped(["é공고.txt"])))) == ["é공고.txt"]


def test_the_content_of_an_entry_and_what_is_damaged_in_it() -> None:
    data = zipped(["공고.txt"], b"abcdef")
    archive = opened(data)
    assert unpack(archive, "공고.txt", "묶음.zip") == b"abcdef"
    assert head_of(archive, archive.infolist()[0], 3) == b"abc"
    broken = opened(data.replace(b"abcdef", b"abcdeX"))
    with pytest.raises(BadInputError, match="손상"):
        unpack(broken, "공고.txt", "묶음.zip")
    with pytest.raises(BadInputError, match="손상"):
        unpack(archive, "없는 것.txt", "묶음.zip")
    locked = listed_with(data, 10, "<H", 99)  # a way of packing that nobody knows
    assert head_of(opened(locked), opened(locked).infolist()[0], 3) == b""


def test_the_archive_above_a_path(tmp_path: Path) -> None:
    (tmp_path / "묶음.zip").write_bytes(b"")
    assert archive_above(tmp_path / "묶음.zip" / "가" / "공고.txt") == tmp_path / "묶음.zip"
    assert archive_above(tmp_path / "공고.txt") is None


def test_a_member_is_there_while_its_archive_holds_it(tmp_path: Path) -> None:
    archive = tmp_path / "묶음.zip"
    archive.write_bytes(zipped(["공고.hwp", "하위/안내.pdf"]))
    assert is_there(archive)
    assert is_there(archive / "공고.hwp")
    assert is_there(archive / "하위" / "안내.pdf")
    assert not is_there(archive / "없음.hwp")
    assert not is_there(tmp_path / "없음.zip" / "공고.hwp")
    archive.write_bytes(b"PK damaged")
    assert not is_there(archive / "공고.hwp")
