"""Lines that know where they stand, what only numbers a page, and what ends a sentence."""

import pytest

from ingest.lines import ends_sentence, is_key_value, lines_of, page_numbers
from ingest.outline import MarkerFamily


def test_lines_know_their_places_and_neighbours() -> None:
    text = "가 나\n\n  다\t라 \n마"
    lines = lines_of(text)
    assert [(line.text, line.indent, line.after_blank, line.before_blank) for line in lines] == [
        ("가 나", 0, True, True),
        ("  다\t라 ", 2, True, False),
        ("마", 0, False, True),
    ]
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.tabbed for line in lines] == [False, True, False]
    assert lines[1].cells == ["다", "라"]


def test_the_heading_of_an_article_is_a_line_of_its_own() -> None:
    text = "제2조(정의) ① 이 조례에서 “주민”이란 시에 사는 사람을 말한다."
    head, first = lines_of(text)
    assert (head.text, head.content) == ("제2조(정의)", "(정의)")
    assert first.marker is not None
    assert (first.marker.kind, first.content[:8]) == (MarkerFamily.CIRCLED, "이 조례에서 “")
    assert text[first.start : first.end] == first.text
    assert [line.text for line in lines_of("제2조(정의)")] == ["제2조(정의)"]


@pytest.mark.parametrize(("length", "marked"), [(10_000, True), (10_001, False)])
def test_no_marker_is_looked_for_in_an_endless_line(length: int, marked: bool) -> None:
    (line,) = lines_of("1. ".ljust(length, "가"))
    assert (line.marker is not None) is marked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 3 -\n글", [0]),
        ("신고\n112\n상담\n110", []),
        ("글\n1\n글\n2", []),  # two numbers are no count
        ("글\n1\n글\n2\n글\n3", [1, 3, 5]),
        ("글\n1\n글\n2\n글\n4", []),
        ("글\n1\n\f\n글\n2\n\f\n글\n4", [1, 4, 7]),  # from border to border they need only rise
        ("글\n3\n\f\n글\n2", []),
        ("글\n1\n\f\n2\n글", [1, 3]),
        ("글\n112\n글\n\f\n글", []),  # a value amid a page
        ("글\n112\n글\n1\n\f\n글\n2", [3, 6]),  # it does not stop the count either
        ("글\n7\n\f\n글", []),  # one number is no count
        ("글\n1234", []),
    ],
)
def test_lines_that_only_number_their_page(text: str, expected: list[int]) -> None:
    assert sorted(page_numbers(lines_of(text))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("신청을 받습니다.", True),
        ("신청을 받는다", False),  # only the endings that reports leave bare
        ("문을 열었다", True),
        ("주차장을 운영함", True),
        ("‘새로 연다.’", True),
        ("신청하세요", True),
        ("중요", False),
        ("누가 신청합니까?", True),
        ("신청 기간", False),
        ("2022. 7. 28.", False),
        ("제3조", False),
    ],
)
def test_what_ends_a_sentence(words: str, expected: bool) -> None:
    assert ends_sentence(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("신청기간: 3. 1. ~ 3. 31.", True),
        ("문의 : 02-120", True),
        ("신청기간", False),
        ("값: 3", False),  # a name has two syllables and more
        ("가" * 15 + ": 값", True),
        ("가" * 16 + ": 값", False),
        ("10:30", False),
    ],
)
def test_what_names_a_value(words: str, expected: bool) -> None:
    assert is_key_value(words) is expected
