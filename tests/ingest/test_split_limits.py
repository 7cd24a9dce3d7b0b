"""What becomes one passage: at each limit of `ingest.split`, and just beside it. The target is a hundred characters."""

import pytest

from ingest.document import Passage
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split


def passages(text: str) -> tuple[Passage, ...]:
    return split(read_text(text, "안내.txt"), Settings(passage_chars=100))


def line(length: int) -> str:
    """One line of so many characters that is no sentence."""
    return "가" * length


@pytest.mark.parametrize(("length", "count"), [(125, 1), (126, 2)])
def test_an_item_that_is_a_quarter_longer_stays_whole(length: int, count: int) -> None:
    item = f"○ {line(58)}\n - "
    assert len(passages(item + line(length - len(item)))) == count


@pytest.mark.parametrize(
    ("first", "length", "count"),
    [
        (19, 125, 1),  # less than a fifth of the target goes to its neighbour
        (19, 126, 2),
        (20, 125, 2),
        (20, 100, 1),
        (20, 101, 2),
    ],
)
def test_a_scrap_goes_to_its_neighbour(first: int, length: int, count: int) -> None:
    assert len(passages(f"○ {line(first - 2)}\n○ {line(length - first - 3)}")) == count


@pytest.mark.parametrize(("length", "count"), [(150, 1), (151, 2)])
def test_a_note_stays_with_its_words_up_to_a_half_more(length: int, count: int) -> None:
    assert len(passages(f"○ {line(88)}\n※ {line(length - 93)}")) == count


@pytest.mark.parametrize(("first", "count"), [(49, 1), (51, 2)])
def test_items_with_names_of_their_own_are_joined_while_they_fit(first: int, count: int) -> None:
    text = f"○ (대상) {line(first - 7)}\n○ (기간) {line(43)}"
    assert [passage.heading for passage in passages(text)] == [[()], [("대상",), ("기간",)]][count - 1]


@pytest.mark.parametrize(("length", "named"), [(60, True), (61, False)])
def test_a_line_of_sixty_characters_names_the_table_below_it(length: int, named: bool) -> None:
    (passage,) = passages(f"{line(length)}\n구분\t요금\n어른\t3원")
    assert passage.sentences[-1].context.startswith(line(length)) is named


@pytest.mark.parametrize(("length", "common"), [(15, True), (16, False)])
def test_an_item_with_a_long_name_is_understood_without_its_section(length: int, common: bool) -> None:
    *_, last = passages(f"1. 지원사업\n ○ {line(length)}\n  - 신청서 1부\n  - 동의서 1부\n")
    assert last.sentences[-1].context == ("지원사업 · " if common else "") + line(length)
