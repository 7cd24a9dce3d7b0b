"""The numbers that Hancom Office counts in an HWP 5 file, written before paragraphs as dochan gives them."""

import struct
from collections.abc import Sequence

import pytest
from dochan.model.document import Document, Paragraph, Section, TextRun

from formats.hancom_files import bullet, compound, hwp, numbering, shape
from ingest.formats.hwp_numbers import write_numbers

PLAIN, OUTLINE, NUMBER, BULLET = range(4)
Told = tuple[str, int]
"""A paragraph: its words and the number of its shape."""


def written(data: bytes, *sections: Sequence[Told]) -> list[str]:
    """The paragraphs of the `sections` that dochan read from `data`, with their numbers."""
    document = Document(
        sections=[
            Section(elements=[Paragraph([TextRun(words)], para_shape_id=number) for words, number in section])
            for section in sections
        ]
    )
    write_numbers(data, document)
    return [one.text for one in document.find_all("paragraph")]


def numbered(paragraphs: Sequence[Told], *records: bytes, outline: int = 0) -> list[str]:
    """The paragraphs of a document of one section, whose file holds the `records`."""
    return written(hwp([], numberings=records, outline=outline), paragraphs)


def record(tag: int, body: bytes) -> bytes:
    return struct.pack("<I", tag | len(body) << 20) + body


ARTICLES = numbering((0, "제^1조"), (8, "^2."))


def test_paragraphs_are_counted_level_by_level() -> None:
    paragraphs = [("목적", 0), ("하나", 1), ("둘", 1), ("그냥", 2), ("정의", 0), ("셋", 1)]
    assert numbered(paragraphs, ARTICLES, shape(NUMBER, 1, 0), shape(NUMBER, 1, 1), shape(PLAIN, 1, 0)) == [
        "제1조 목적",
        "가. 하나",
        "나. 둘",
        "그냥",
        "제2조 정의",
        "가. 셋",
    ]


def test_a_blank_paragraph_is_not_counted_and_an_unknown_shape_has_no_number() -> None:
    paragraphs = [("목적", 0), (" ", 0), ("정의", 0), ("끝", 5), ("", -1)]
    assert numbered(paragraphs, ARTICLES, shape(NUMBER, 1, 0)) == ["제1조 목적", " ", "제2조 정의", "끝", ""]


@pytest.mark.parametrize(
    ("number", "second"),
    [*enumerate(["2", "②", "II", "ii", "B", "b", "", "", "나", "㉯", "ㄴ", "㉡", "이", "", "", ""])],
)
def test_every_shape_of_a_number(number: int, second: str) -> None:
    found = numbered([("하나", 0), ("둘", 0)], numbering((number, "^1)")), shape(NUMBER, 1, 0))
    assert found[1] == (f"{second}) 둘" if second else "둘")


def test_seven_levels_each_begin_where_they_say() -> None:
    levels = numbering(*((0, f"({n}-^{n})") for n in range(1, 8)), starts=(2, 3, 4, 5, 6, 7, 8))
    shapes = [shape(NUMBER, 1, depth) for depth in range(8)]
    assert numbered([("말", depth) for depth in range(8)], levels, *shapes) == [
        *(f"({n}-{n + 1}) 말" for n in range(1, 8)),
        "말",  # there is no eighth
    ]


def test_a_start_of_zero_is_one() -> None:
    assert numbered([("말", 0)], numbering((0, "^1."), starts=(0,)), shape(NUMBER, 1, 0)) == ["1. 말"]


def test_a_level_without_text_has_no_numbers() -> None:
    records = numbering((0, "^1."), (0, ""), (0, "^3.")), shape(NUMBER, 1, 1), shape(NUMBER, 1, 2)
    assert numbered([("둘째", 0), ("셋째", 1)], *records) == ["둘째", "1. 셋째"]


def test_numberings_are_known_by_their_place_from_one() -> None:
    records = [numbering((0, "갑^1")), numbering((0, "을^1")), *(shape(NUMBER, number, 0) for number in range(4))]
    assert numbered([("말", number) for number in range(4)], *records) == ["말", "갑1 말", "을1 말", "말"]


def test_bullets_are_known_by_their_place_and_have_no_depth() -> None:
    records = [bullet("□"), bullet("○"), bullet("\0"), *(shape(BULLET, number, 2) for number in range(1, 5))]
    assert numbered([("말", 0), ("말", 1), ("말", 2), ("말", 3), ("말", 1)], *records) == [
        "□ 말",
        "○ 말",
        "말",  # a bullet without a sign
        "말",
        "○ 말",
    ]


def test_the_outline_of_a_section_names_its_numbering() -> None:
    records = [numbering((0, "갑^1")), numbering((0, "을^1"), (0, "^1-^2")), shape(OUTLINE, 1, 0), shape(OUTLINE, 1, 1)]
    paragraphs = [("하나", 0), ("둘", 1)]
    assert numbered(paragraphs, *records, outline=2) == ["을1 하나", "1-1 둘"]
    assert numbered(paragraphs, *records, outline=0) == ["하나", "둘"]
    assert numbered(paragraphs, *records) == ["하나", "둘"]


def test_sections_have_outlines_of_their_own_and_one_that_the_file_lacks_has_none() -> None:
    records = numbering((0, "갑^1")) + numbering((0, "을^1")) + shape(OUTLINE, 0, 0)
    sections = {
        f"BodyText/Section{n}": record(0x47, b"nope" + bytes(30))
        + record(0x47, b"dces" + bytes(14) + bytes((own, 0, 9)))
        for n, own in enumerate((2, 1))
    }
    header = b"HWP Document File".ljust(32, b"\0") + bytes((0, 0, 0, 5)) + bytes(220)
    data = compound({"FileHeader": header, "DocInfo": records, **sections})
    assert written(data, [("하나", 0)], [("둘", 0), ("셋", 0)], [("넷", 0)]) == ["을1 하나", "갑1 둘", "갑2 셋", "넷"]


def test_a_shape_cut_off_keeps_its_place_among_the_shapes() -> None:
    short = record(0x19, bytes(31))
    assert numbered([("하나", 0), ("둘", 1)], ARTICLES, short, shape(NUMBER, 1, 0)) == ["하나", "제1조 둘"]
    exact = record(0x19, struct.pack("<I26xH", NUMBER << 23, 1))
    assert len(exact) == 4 + 32
    assert numbered([("하나", 0)], ARTICLES, exact) == ["제1조 하나"]


@pytest.mark.parametrize(
    "data",
    [
        b"no file of Hancom's",
        hwp([], numberings=[record(0x17, bytes(10)), shape(NUMBER, 1, 0)]),
        hwp([], numberings=[ARTICLES.replace("제".encode("utf-16-le"), b"\x00\xd8"), shape(NUMBER, 1, 0)]),
        hwp([], numberings=[record(0x18, bytes(12) + b"\x00\xd8"), shape(BULLET, 1, 0)]),
        hwp([], numberings=[ARTICLES, shape(NUMBER, 1, 0), struct.pack("<I", 0x19 | 4000 << 20)]),
    ],
    ids=["no file", "cut off", "no letter", "no sign", "record cut off"],
)
def test_what_is_damaged_changes_nothing(data: bytes) -> None:
    assert written(data, [("목적", 0)]) == ["목적"]


def test_a_number_is_a_run_of_its_own_before_the_others() -> None:
    paragraph = Paragraph([TextRun("목"), TextRun("적", bold=True)], para_shape_id=0)
    write_numbers(hwp([], numberings=[ARTICLES, shape(NUMBER, 1, 0)]), Document(sections=[Section([paragraph])]))
    assert [(run.text, run.bold) for run in paragraph.runs] == [("제1조 ", False), ("목", False), ("적", True)]
