"""The marks before the items of a list, by its kind and its depth."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.markup.lists import mark_of, number_of


def a_list(opening: str) -> LexborNode:
    node = LexborHTMLParser(f"<body>{opening}<li>신청서</li>").css_first("ul, ol, menu")
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("7", 7),
        ("0", 0),
        ("999999999", 999_999_999),
        ("1234567890", 1),  # ten digits are no number of a list
        ("-3", 1),
        (" 3", 1),
        ("3번", 1),
        ("", 1),
        (None, 1),
    ],
)
def test_the_number_that_an_attribute_states(value: str | None, number: int) -> None:
    assert number_of(value, 1) == number
    assert number_of(value, 5) == (5 if number == 1 else number)


@pytest.mark.parametrize("opening", ["<ul>", "<menu>", "<ul type=a>"])
def test_items_without_numbers_have_dashes_outside_and_dots_inside(opening: str) -> None:
    assert [mark_of(a_list(opening), depth, 3) for depth in (1, 2, 3)] == ["- ", "· ", "· "]


def test_each_depth_has_its_own_look() -> None:
    assert [mark_of(a_list("<ol>"), depth, 4) for depth in (1, 2, 3, 4)] == ["4. ", "4) ", "(4) ", "(4) "]


@pytest.mark.parametrize(
    ("kind", "signs"),
    [
        ("a", "a b c d e f g h i j k l m n o p q r s t u v w x y z".split()),
        ("A", "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z".split()),
        ("i", "i ii iii iv v vi vii viii ix x xi xii".split()),
        ("I", "I II III IV V VI VII VIII IX X XI XII".split()),
    ],
)
def test_letters_and_roman_numbers_as_far_as_they_go(kind: str, signs: list[str]) -> None:
    around = a_list(f"<ol type={kind}>")
    last = len(signs)
    assert [mark_of(around, 1, number) for number in range(1, last + 1)] == [f"{sign}. " for sign in signs]
    assert [mark_of(around, 1, number) for number in (0, last + 1)] == ["0. ", f"{last + 1}. "]
    assert mark_of(around, 2, 2) == f"{signs[1]}) "


@pytest.mark.parametrize("opening", ["<ol type=1>", "<ol type=x>", "<ol type>"])
def test_a_kind_that_is_not_known_counts_in_digits(opening: str) -> None:
    assert mark_of(a_list(opening), 1, 2) == "2. "
