"""Which lines are headings, captions and closings: at each limit of `ingest.structure`, and just beside it."""

import pytest

from ingest.blocks import Block, Heading, Table
from ingest.lines import lines_of
from ingest.structure import understand
from ingest.structure_hints import StructureHints
from ingest.tables import table_of

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


@pytest.mark.parametrize(("above", "expected"), [(2, False), (3, True)])
def test_the_first_lines_name_the_document_and_no_table(above: int, expected: bool) -> None:
    assert (caption_of("직급별 정원", above) is not None) is expected


@pytest.mark.parametrize(("length", "expected"), [(60, True), (61, False)])
def test_a_line_of_sixty_characters_names_the_table_below_it(length: int, expected: bool) -> None:
    assert (caption_of("가" * length) is not None) is expected


def test_two_lines_name_a_table_and_not_three() -> None:
    assert caption_of("직급별 정원\n(단위: 명)") == "직급별 정원\n(단위: 명)"
    assert caption_of("직급별 정원\n<표 1> 정원과 현원\n(단위: 명)") == "<표 1> 정원과 현원\n(단위: 명)"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("직급별 정원과 현원의 비교", True), ("직급별 정원과 현원의 비교\n시도별 정원과 현원의 비교", False)],
)
def test_a_line_that_names_a_table_is_not_broken(words: str, expected: bool) -> None:
    assert (caption_of(words, wrapped=True) is not None) is expected


def caption_of(words: str, above: int = 3, wrapped: bool = False) -> str | None:
    """The caption of a table that its file states, below `words`, with so many lines on top of them."""
    text = "".join(f"문단 {number}이다.\n" for number in range(above)) + words + "\n"
    rows = "구분\t정원\n5급\t10"
    shape = table_of(lines_of(rows), None, "")
    stated = Table(len(text), len(text) + len(rows), shape.cells, 1, 1, None, "")
    blocks: tuple[Block, ...] = understand(text + rows, StructureHints(tables={len(text): stated}, wrapped=wrapped))
    [table] = [one for one in blocks if isinstance(one, Table)]
    return (text + rows)[slice(*table.caption)] if table.caption else None


ASKING = "자세한 사항은 아래에 적은 부서로 문의하여 주시기 바라며"
WRAPPED = "그 밖의 일은 시청 누리집에 실린 안내를 참고하여 주시고"


def level_behind(closing: str) -> int:
    """The level of a title behind `closing`: 1 where a sheet attached begins there, else 2, below "1."."""
    text = f"1. 개요\n\n내용을 정한다.\n\n{closing}\n\n요금표\n\n어른은 3천 원이다.\n"
    *_, last = (one for one in understand(text) if isinstance(one, Heading))
    assert text[last.start : last.end] == "요금표"
    return last.level


@pytest.mark.parametrize(("lines", "expected"), [(3, 1), (4, 2)])
def test_three_lines_that_say_whom_to_ask_close_a_document(lines: int, expected: int) -> None:
    assert level_behind("\n".join([ASKING, *[WRAPPED] * (lines - 1)])) == expected


@pytest.mark.parametrize(("before", "expected"), [(396, 1), (397, 2)])
def test_whom_to_ask_is_said_in_the_first_four_hundred_characters(before: int, expected: int) -> None:
    assert level_behind("가" * before + "공공누리") == expected


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
