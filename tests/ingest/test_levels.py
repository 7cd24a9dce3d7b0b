"""How deep headings and items stand, and what a note explains."""

import pytest

from ingest.blocks import Heading, ListItem, Note, PageStart, Paragraph
from ingest.levels import Shaped, blocks_of
from ingest.outline import Marker, MarkerFamily, marker_of


def shaped(text: str, headings: set[int]) -> list[Shaped]:
    """Each line of `text` as one block; `headings` by line number."""
    found: list[Shaped] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        marker = marker_of(line)
        if number in headings and marker is None:
            marker = Marker(MarkerFamily.UNMARKED, "", 0)
        content = line[marker.content :] if marker else line
        found.append(Shaped(start, start + len(line), marker, content, number in headings))
        start += len(line) + 1
    return found


def levels(text: str, headings: set[int], closings: set[int] = frozenset()) -> list[int]:  # type: ignore[assignment]
    """The levels of the headings and the depths of the items, 0 for others."""
    blocks = blocks_of(shaped(text, headings), text, closings)
    return [
        block.level if isinstance(block, Heading) else block.depth if isinstance(block, ListItem) else 0
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("text", "headings", "expected"),
    [
        ("Ⅰ. 배경\n□ 현황\n○ 항목\n- 세부\n○ 둘째", {0, 1}, [1, 2, 1, 2, 1]),
        ("1. 개요\n1.1 대상\n가. 항목\n2. 방법", {0, 1, 3}, [1, 2, 1, 1]),
        ("# 하나\n## 둘\n### 셋\n# 넷", {0, 1, 2, 3}, [1, 2, 3, 1]),
        ("- 항목\n글\n- 항목", set(), [1, 0, 1]),
        ("I. 하나\n2. 둘\nIII. 셋", {0, 1, 2}, [1, 1, 1]),  # a writer who mixes two rows of signs
        ("I. 하나\n1. 둘\n2. 셋\nII. 넷", {0, 1, 2, 3}, [1, 2, 2, 1]),
    ],
)
def test_levels(text: str, headings: set[int], expected: list[int]) -> None:
    assert levels(text, headings) == expected


def test_a_sheet_attached_begins_anew() -> None:
    text = "1. 개요\n가격표\n끝.\n가격표"
    assert levels(text, {0, 1, 3}) == [1, 2, 0, 2]
    assert levels(text, {0, 1, 3}, {2}) == [1, 2, 0, 1]


def test_brackets_around_a_title_are_left_out() -> None:
    text = "1. <지원 대상>\n2. [방법] 안내"
    titles = [block.title for block in blocks_of(shaped(text, {0, 1}), text, ()) if isinstance(block, Heading)]
    assert titles == ["지원 대상", "[방법] 안내"]


def test_the_label_of_an_item() -> None:
    text = "○ (대상) 청년"
    assert blocks_of(shaped(text, set()), text, ()) == (ListItem(0, 9, 1, "○", "대상"),)


def note_of(text: str, headings: set[int] = frozenset()) -> int | None:  # type: ignore[assignment]
    """The index of the block that the last line explains."""
    note = blocks_of(shaped(text, headings), text, ())[-1]
    assert isinstance(note, Note)
    return note.belongs_to


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("지원금* 안내\n둘째 줄\n* 국비 포함", 0),
        ("첫째 줄\n둘째 줄\n* 국비 포함", 1),  # nobody refers to it: the one right above
        ("지원금** 안내\n보조금* 안내\n** 국비 포함", 0),
        ("지원금¹⁾ 안내\n둘째 줄\n1) 국비 포함", 0),
        ("출산 예정일1)부터\n둘째 줄\n1) 병원이 정한 날", 0),
        ("※ 국비 포함", None),
    ],
)
def test_what_a_note_explains(text: str, expected: int | None) -> None:
    assert note_of(text) == expected


def test_a_second_note_of_one_sign_explains_another_block() -> None:
    text = "지원금* 안내\n보조금* 안내\n* 국비\n* 지방비"
    blocks = blocks_of(shaped(text, set()), text, ())
    assert [block.belongs_to for block in blocks if isinstance(block, Note)] == [1, 0]


def test_a_number_that_nothing_refers_to_is_an_item() -> None:
    text = "지원금 안내\n1) 국비"
    assert isinstance(blocks_of(shaped(text, set()), text, ())[-1], ListItem)


def test_no_note_reaches_over_a_heading() -> None:
    assert note_of("지원금* 안내\n1. 방법\n글\n* 국비", {1}) == 2


@pytest.mark.parametrize(("between", "expected"), [(7, 0), (8, 8)])
def test_a_note_stands_soon_after_its_words(between: int, expected: int) -> None:
    assert note_of("지원금* 안내\n" + "글\n" * between + "* 국비") == expected


def test_other_blocks_are_given_as_they_are() -> None:
    assert blocks_of([PageStart(0, 1, 2), Shaped(2, 3, None, "글", False)], "\f\n글", ()) == (
        PageStart(0, 1, 2),
        Paragraph(2, 3),
    )
