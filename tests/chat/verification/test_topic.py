"""A statement under the wrong topic: the source says it of another."""

import pytest

from chat.verification.parsing import parsed
from chat.verification.topic import wrong_topic

SOURCES = (
    "시립도서관은 책을 14일간 5권 빌려준다.",
    "작은도서관은 책을 7일간 3권 빌려준다.",
    "박물관은 월요일에 전시실을 닫는다.",
)
LINES = tuple(parsed(source) for source in SOURCES)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("시립도서관은 책을 14일 동안 빌려줍니다.", ()),
        ("작은도서관은 책을 14일 동안 빌려줍니다.", ("작은도서관",)),
        ("체육관은 책을 14일 동안 빌려줍니다.", ()),  # a topic of which the source says nothing
        ("시립도서관은 전시실을 닫습니다.", ()),  # without a figure it is too loosely told
        ("책을 14일 동안 빌려줍니다.", ()),
    ],
)
def test_topics(claim: str, wrong: tuple[str, ...]) -> None:
    assert wrong_topic(parsed(claim), LINES) == wrong


def test_a_figure_in_common_counts_for_three_words() -> None:
    # The hall shares the figure, the park three words: as much. With two words in common the figure outweighs them.
    hall, park = parsed("회관은 14일간 연다."), parsed("공원은 나무와 연못과 광장을 둔다.")
    claim = "공원은 나무와 연못과 광장을 14일간 둔다."
    assert wrong_topic(parsed(claim), (hall, park)) == ()
    assert wrong_topic(parsed("공원은 나무와 연못을 14일간 둔다."), (hall, park)) == ("공원",)


def test_nothing_told_nothing_wrong() -> None:
    assert wrong_topic(parsed("시립도서관은 14일 동안 빌려줍니다."), ()) == ()
