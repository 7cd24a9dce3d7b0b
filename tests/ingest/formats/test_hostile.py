"""Files that are damaged or made to do harm: each is read or refused in Korean, in time, and the next one is read."""

import os
import random
import re
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from formats import hancom_files as made
from ingest.errors import BadInputError
from ingest.files import find_documents
from ingest.formats import worker_process
from ingest.read import read_file
from ingest.settings import Settings

LINES = [f"{number}. 가나시는 월세를 지원합니다. 문의는 주택정책과로 하십시오." for number in range(200)]
HWP = made.hwp([*LINES, ((("구분", 1, 1), ("금액", 1, 1)), (("청년", 1, 1), ("20만원", 1, 1)))])
HWPX = made.hwpx("".join(map(made.paragraph, LINES)))
ZIP = made.archive({"공고.hwp": HWP, "공고.txt": "월세 지원 공고".encode()})
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "하하하하하하하하하하">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
ENTITY = '<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>가&{};나</hp:t></hp:run></hp:p>'


def _flipped(data: bytes, seed: int) -> bytes:
    flipped, chance = bytearray(data), random.Random(seed)
    for _ in range(20):
        flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _nested_hwpx(depth: int) -> bytes:
    inner = made.paragraph("속")
    begin = '<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:tbl rowCnt="1" colCnt="1"><hp:tr><hp:tc><hp:subList>'
    end = '</hp:subList><hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc></hp:tr></hp:tbl></hp:run></hp:p>'
    return made.hwpx(begin * depth + inner + end * depth)


def _hostile() -> Iterator[tuple[str, bytes]]:
    for name, data in (("a.hwp", HWP), ("a.hwpx", HWPX), ("a.zip", ZIP)):
        for share in (0.1, 0.5, 0.8):
            yield f"{share}-{name}", data[: int(len(data) * share)]
        for seed in range(4):
            yield f"flip{seed}-{name}", _flipped(data, seed)
    header = HWP.find(b"HWP Document File")
    yield "signature.hwp", HWP.replace(b"HWP Document File", b"XXX Document File")
    yield "properties.hwp", HWP[: header + 36] + b"\xff\xff\xff\xff" + HWP[header + 40 :]
    yield "uncompressed.hwp", HWP[: header + 36] + b"\0\0\0\0" + HWP[header + 40 :]
    yield "distributed.hwp", HWP[: header + 36] + b"\5\0\0\0" + HWP[header + 40 :]
    yield "fat.hwp", HWP[:512] + bytes(512) + HWP[1024:]
    yield "loop.hwp", HWP[:512] + b"\1\0\0\0\0\0\0\0" * 64 + HWP[1024:]
    yield "no-section.hwp", HWP.replace("BodyText".encode("utf-16-le"), "BodyTexx".encode("utf-16-le"))
    yield "bomb.hwp", made.hwp(["\0" * 30_000_000])
    yield "nested.hwp", made.nested(3000)
    yield "nested.hwpx", _nested_hwpx(3000)
    yield "nested60.hwpx", _nested_hwpx(60)
    yield "bomb.hwpx", made.hwpx(made.paragraph("가" * 30_000_000))
    yield "xxe.hwpx", made.hwpx(ENTITY.format("e"), doctype=XXE)
    yield "laughs.hwpx", made.hwpx(ENTITY.format("i"), doctype=LAUGHS)
    yield "xml.hwpx", made.hwpx("<hp:p><hp:run>")
    yield "no-section.hwpx", made.archive({"mimetype": b"application/hwp+zip", "Contents/header.xml": b"<h/>"})
    yield "span.hwpx", made.hwpx(made.table(FEES).replace('rowSpan="1"', 'rowSpan="1000000000"'))
    yield "address.hwpx", made.hwpx(made.table(FEES).replace('colAddr="1"', 'colAddr="-7"'))
    yield "wide.hwpx", made.hwpx(made.table(FEES).replace('colCnt="2"', 'colCnt="2000000000"'))
    yield "xxe.docx", made.archive({"[Content_Types].xml": b"<T/>", "word/document.xml": f"{XXE}<w>&e;</w>".encode()})
    yield "bomb.zip", made.archive({"a.txt": bytes(2**26)})
    yield "nested.zip", made.archive({"속.zip": ZIP})
    yield "outside.zip", made.archive({"../밖.txt": b"x"})
    yield "zero.hwp", b""
    yield "zeros.hwp", bytes(100_000)
    yield "noise.hwp", random.Random(5).randbytes(100_000)
    yield "picture.hwp", b"\x89PNG\r\n\x1a\n" + bytes(1000)
    yield "program.txt", b"MZ\x90\0\3" + bytes(1000)
    yield "ole.txt", HWP[:8] + random.Random(6).randbytes(5000)
    yield "zip.txt", b"PK\3\4" + random.Random(7).randbytes(5000)
    yield "pdf.txt", b"%PDF-1.7\n" + random.Random(8).randbytes(5000)


FEES = ((("구분", 1, 1), ("금액", 1, 1)), (("청년", 1, 1), ("20만원", 1, 1)))
HOSTILE = dict(_hostile())


def _outcome(path: Path) -> tuple[str, str]:
    """The text that was read, or the reason why not."""
    try:
        return read_file(path, Settings()).text, ""
    except BadInputError as error:
        return "", str(error)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_in_korean_and_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    began = time.monotonic()
    text, reason = _outcome(path)
    assert time.monotonic() - began < worker_process.SECONDS
    if name in ("nested.hwp", "span.hwpx", "address.hwpx", "wide.hwpx"):  # the harm can be taken off
        assert text in ("속\n", "구분\t금액\n청년\t20만원\n")
    else:
        assert re.search(rf"{re.escape(name)}.*[가-힣]{{2}}.*(?:니다|주세요)\.", reason), reason


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph("청년 월세를 지원합니다.")
    document.save(held := BytesIO())
    return held.getvalue()


def _sheet() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "구분", "청년 월세를 지원합니다."
    book.save(held := BytesIO())
    return held.getvalue()


def _with_entity(data: bytes, part: str, doctype: str, entity: str) -> bytes:
    """The ZIP `data` whose XML `part` has an `entity` of `doctype` in place of the words about rents."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = re.sub(r"^<\?xml.*?\?>", "", parts[part].decode())
    words = next(form for form in (WORDS, WORDS.encode("ascii", "xmlcharrefreplace").decode()) if form in body)
    parts[part] = f"{doctype}{body.replace(words, f'&{entity};')}".encode()
    return made.archive(parts)


WORDS = "청년 월세를 지원합니다."


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.docx", _word(), "word/document.xml"),
        ("a.xlsx", _sheet(), "xl/worksheets/sheet1.xml"),
        ("a.hwpx", made.hwpx(made.paragraph(WORDS)), "Contents/section0.xml"),
    ],
)
def test_an_entity_of_a_whole_document_brings_in_nothing(name: str, data: bytes, part: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("밖에 있는 말", "utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    (tmp_path / f"whole-{name}").write_bytes(data)
    assert WORDS in read_file(tmp_path / f"whole-{name}", Settings()).text
    for hostile in (_with_entity(data, part, outside, "e"), _with_entity(data, part, LAUGHS, "i")):
        (tmp_path / name).write_bytes(hostile)
        text, reason = _outcome(tmp_path / name)
        assert "밖에 있는 말" not in text + reason
        assert len(text) < 1000
        assert re.search(r"[가-힣]{2}.*(?:니다|주세요)\.", reason) or text


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 40


def test_a_bad_file_never_stops_a_batch(tmp_path: Path) -> None:
    folder, outside = tmp_path / "문서", tmp_path / "밖"
    folder.mkdir()
    outside.mkdir()
    for name in ("0.5-a.hwp", "nested.hwpx", "xxe.hwpx", "zero.hwp", "noise.hwp", "bomb.zip", "picture.hwp"):
        (folder / name).write_bytes(HOSTILE[name])
    with (folder / "sparse.hwp").open("wb") as file:
        file.truncate(2**30)  # 1 GiB that takes no place
    (outside / "비밀.hwp").write_bytes(HWP)
    (folder / "밖으로.hwp").symlink_to(outside / "비밀.hwp")
    (folder / "돌고.hwp").symlink_to(folder / "도는.hwp")
    (folder / "도는.hwp").symlink_to(folder / "돌고.hwp")
    (folder / "제자리").symlink_to(folder)
    os.mkfifo(folder / "관.hwp")
    (folder / "z.hwp").write_bytes(HWP)
    (folder / "z.hwpx").write_bytes(HWPX)

    found = find_documents([folder])
    outcomes = {path.name: _outcome(path) for path in found.documents}
    read = [name for name, (text, _) in outcomes.items() if text]
    refused = [one.path.name for one in found.skipped] + [name for name, (_, reason) in outcomes.items() if reason]

    assert read == ["z.hwp", "z.hwpx"]
    assert sorted(refused) == sorted({one.name for one in folder.iterdir()} - {"z.hwp", "z.hwpx", "제자리"})
    assert all(re.search(r"[가-힣]", one.reason) for one in found.skipped)


def test_a_file_that_takes_too_long_is_named_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.hwp"
    path.write_bytes(HWP)
    with monkeypatch.context() as limits:
        limits.setattr(worker_process, "SECONDS", 0.001)
        with pytest.raises(BadInputError, match="초 안에"):
            read_file(path, Settings())
    assert read_file(path, Settings()).text.startswith("0. 가나시는")


def test_one_process_reads_many_files_and_is_replaced_when_it_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.hwpx"
    path.write_bytes(HWPX)
    read_file(path, Settings())
    first = worker_process._worker
    read_file(path, Settings())
    assert first is not None
    assert worker_process._worker is first
    limits = Path(f"/proc/{first.pid}/limits").read_text("utf-8")
    assert re.search(rf"Max address space\s+{worker_process.MEMORY}\s", limits)
    first.kill()
    first.wait()
    assert read_file(path, Settings()).text.startswith("0. 가나시는")
    assert worker_process._worker is not first
