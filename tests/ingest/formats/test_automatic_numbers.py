"""The numbers that a word processor counts by itself, in every shape that is written."""

import io
import zipfile
from xml.etree.ElementTree import Element

import pytest

from ingest.formats.automatic_numbers import Count, Level, sign, with_parts


@pytest.mark.parametrize(
    ("shape", "number", "expected"),
    [
        ("digit", 12, "12"),
        ("ganada", 2, "나"),
        ("ganada", 14, "하"),
        ("ganada", 15, ""),
        ("jamo", 3, "ㄷ"),
        ("read", 10, "십"),
        ("circled", 20, "⑳"),
        ("circled", 21, ""),
        ("circled", 0, ""),
        ("circled ganada", 1, "㉮"),
        ("circled jamo", 14, "㉭"),
        ("letter", 26, "z"),
        ("LETTER", 3, "C"),
        ("ROMAN", 4, "IV"),
        ("ROMAN", 9, "IX"),
        ("roman", 19, "xix"),
        ("ROMAN", 39, "XXXIX"),
        ("ROMAN", 40, ""),  # it would be XL
        ("ROMAN", 0, ""),
        ("aiueo", 1, ""),
    ],
)
def test_a_number_in_its_shape(shape: str, number: int, expected: str) -> None:
    assert sign(shape, number) == expected


LAW = {0: Level("digit", "제%1조"), 1: Level("circled", "%2"), 2: Level("digit", "%1.%3", 5)}


def test_deeper_levels_begin_anew_below_the_next_of_the_outer_one() -> None:
    count = Count()
    numbers = [count.next("법", depth, LAW) for depth in (0, 1, 1, 0, 1, 2, 2)]
    assert numbers == ["제1조", "①", "②", "제2조", "①", "2.5", "2.6"]


def test_lists_count_apart() -> None:
    count = Count()
    assert [count.next(name, 0, LAW) for name in ("가", "나", "가")] == ["제1조", "제1조", "제2조"]


def test_an_outer_level_that_has_not_begun_counts_from_its_start() -> None:
    assert Count().next("법", 2, LAW) == "1.5"


def test_a_shape_that_cannot_be_written_gives_nothing() -> None:
    assert Count().next("표", 0, {0: Level("aiueo", "%1)")}) == ""
    assert Count().next("표", 0, {0: Level("digit", "%2)")}) == ""


@pytest.mark.parametrize(("text", "plain"), [("%1.", True), ("%1", True), ("제%1조", False), ("%1.%2.", False)])
def test_what_looks_like_one_and_a_stop(text: str, plain: bool) -> None:
    assert Level("digit", text).is_plain is plain
    assert not Level("ganada", text).is_plain


def test_parts_of_a_package_are_replaced_and_others_kept() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("a.xml", "<old/>")
        package.writestr("b.bin", b"\x00\x01")
    with zipfile.ZipFile(io.BytesIO(with_parts(data.getvalue(), {"a.xml": Element("new")}))) as package:
        assert package.namelist() == ["a.xml", "b.bin"]
        assert b"<new" in package.read("a.xml")
        assert package.read("b.bin") == b"\x00\x01"
