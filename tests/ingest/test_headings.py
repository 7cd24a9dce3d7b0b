"""Which lines are headings: at each limit of `ingest.headings`, and just beside it."""

import pytest

from ingest.blocks import Heading
from ingest.structure import understand
from ingest.structure_hints import StructureHints

UNWRAPPED = StructureHints(wrapped=False)
BELOW = "\n\n내용을 정한다.\n"


def headed(text: str, hints: StructureHints = UNWRAPPED) -> list[str]:
    """The first lines of the headings."""
    blocks = understand(text, hints)
    return [text[one.start : one.end].split("\n")[0] for one in blocks if isinstance(one, Heading)]


@pytest.mark.parametrize(("length", "expected"), [(60, 1), (61, 0)])
def test_a_numbered_heading_has_at_most_sixty_characters(length: int, expected: int) -> None:
    assert len(headed("1. " + "가" * length + BELOW)) == expected
    assert len(headed("제1장 " + "가" * length + BELOW)) == expected


@pytest.mark.parametrize(("length", "expected"), [(40, 1), (41, 0)])
def test_a_lone_line_is_a_heading_up_to_forty_characters(length: int, expected: int) -> None:
    assert len(headed("첫 문단이다.\n\n" + "가" * length + BELOW)) == expected


@pytest.mark.parametrize(("length", "expected"), [(120, 1), (121, 0)])
def test_a_whole_paragraph_in_the_style_of_a_heading_is_none(length: int, expected: int) -> None:
    assert len(headed("가" * length + BELOW, StructureHints(levels={0: 1}, wrapped=False))) == expected


@pytest.mark.parametrize(("length", "expected"), [(60, 1), (61, 0)])
def test_a_long_line_behind_a_sharp_is_an_item_of_a_list(length: int, expected: int) -> None:
    assert len(headed("# " + "가" * length + BELOW)) == expected


@pytest.mark.parametrize(("length", "expected"), [(200, 1), (201, 0)])
def test_a_question_is_a_heading_up_to_two_hundred_characters(length: int, expected: int) -> None:
    asked = "가" * (length - 1) + "?"
    assert len(headed(f"Q1. {asked}{BELOW}")) == expected
    assert len(headed(f"1. {asked}{BELOW}")) == expected


@pytest.mark.parametrize(("lines", "expected"), [(2, 1), (3, 0)])
def test_a_heading_is_broken_over_two_lines_at_most(lines: int, expected: int) -> None:
    broken = "\n".join(
        ["1. 신청인이 내야 하는 서류", "그 서류를 받는 기관과 기한", "기한을 넘긴 때의 처리 방법"][:lines]
    )
    assert len(headed(broken + BELOW, StructureHints())) == expected


def test_one_letter_is_no_heading() -> None:
    assert headed("첫 문단이다.\n\n가나" + BELOW) == ["가나"]
    assert headed("첫 문단이다.\n\n가 1" + BELOW) == []
    above = "첫째이다.\n둘째이다.\n셋째이다.\n"
    assert headed(f"{above}가나\n1. 한다.\n") == ["가나"]
    assert headed(f"{above}가\n1. 한다.\n") == []


@pytest.mark.parametrize(("length", "expected"), [(16, 0), (17, 1)])
def test_a_title_right_above_its_text_is_much_shorter_than_this(length: int, expected: int) -> None:
    assert len(headed("가" * 10 + "\n" + "나" * (length - 3) + "한다.\n")) == expected


def test_a_title_in_the_midst_of_a_row_of_numbers_names_a_picture() -> None:
    assert headed("글이다.\n\n< 지원 대상 >\n① 청년\n") == ["< 지원 대상 >"]
    assert headed("글이다.\n\n< 지원 대상 >\n② 청년\n") == []
    assert headed("① 늘었다.\n\n수출 추이\n\n③ 컸다.\n") == ["수출 추이"]
    assert headed("① 늘었다.\n\n수출 추이\n\n② 컸다.\n") == []
    assert headed("① 늘었다.\n\n수출 추이\n\n① 컸다.\n") == ["수출 추이"]


def test_a_name_in_angle_brackets_heads_what_stands_below_it() -> None:
    assert headed("글이다.\n\n< 지원 대상 >\n청년\n") == ["< 지원 대상 >"]
    assert headed("글이다.\n\n< 지원 대상 >\n") == []


def test_a_line_that_goes_on_is_no_title() -> None:
    one, other = "시도별 정원과 현원의 비교", "시도별 정원과 현원의 추이"
    assert headed(f"첫 문단이다.\n\n{one}{BELOW}", StructureHints()) == [one]
    assert headed(f"첫 문단이다.\n\n{one}\n{other}{BELOW}", StructureHints()) == []
    above = "첫째이다.\n\n둘째이다.\n\n셋째이다.\n\n"
    assert headed(f"{above}{one}\n1. 한다.\n", StructureHints()) == [one]
    assert headed(f"{above}{one}\n{other}\n1. 한다.\n", StructureHints()) == []


def test_a_signature_below_a_date_heads_nothing() -> None:
    text = (
        "가온시 공고\n\n다음과 같이 알립니다.\n\n2021년 2월 5일\n\n가온시 나루구청장\n\n1. 개정이유\n법을 고쳐 반영함\n"
    )
    assert "가온시 나루구청장" not in [text[b.start : b.end] for b in understand(text) if isinstance(b, Heading)]
