"""Planned told as done, and the other way round."""

import pytest

from chat.verification.parsing import parsed
from chat.verification.tense import tense_changed


@pytest.mark.parametrize(
    ("claim", "source", "changed"),
    [
        ("시는 다리를 새로 놓았습니다.", "시는 다리를 새로 놓을 예정이다.", True),
        ("시는 다리를 새로 놓을 예정입니다.", "시는 다리를 새로 놓을 예정이다.", False),
        ("시는 다리를 새로 놓습니다.", "시는 다리를 새로 놓을 예정이다.", False),
        ("시는 다리를 새로 놓을 계획입니다.", "시는 다리를 새로 놓았다.", True),
        ("시는 다리를 새로 놓았습니다.", "시는 다리를 새로 놓았다.", False),
        ("시는 이미 다리를 새로 놓습니다.", "시는 다리를 새로 놓을 예정이다.", True),
        (
            "다리가 완공되었습니다.",
            "다리 공사를 완료할 예정",
            False,
        ),  # 완료 is done, and one word is too little in common
        ("시는 다리를 놓는 사업을 추진했습니다.", "시는 다리를 놓는 사업을 추진한 바 있다.", False),
        ("시는 다리를 새로 놓았다면 알립니다.", "시는 다리를 새로 놓을 예정이다.", False),  # only supposed
        ("", "시는 다리를 놓는다.", False),
        ("완공되었습니다.", "다리를 완공할 예정이다.", True),  # all of its one word is in common
    ],
)
def test_tenses(claim: str, source: str, changed: bool) -> None:
    assert tense_changed(parsed(claim), (parsed(source),)) is changed


def test_statements_of_another_matter_are_not_compared() -> None:
    # One word in common says little; with two they speak of the same thing.
    assert not tense_changed(parsed("시는 도서관을 열었습니다."), (parsed("시는 다리를 놓을 예정이다."),))
    assert tense_changed(parsed("시는 다리를 열었습니다."), (parsed("시는 다리를 놓을 예정이다."),))


def test_a_connective_takes_the_tense_of_the_end() -> None:
    source = (parsed("시는 카드를 발급하고 할인을 시행했다."),)
    assert not tense_changed(parsed("시는 카드를 발급했습니다."), source)
    assert tense_changed(parsed("시는 카드를 발급할 예정입니다."), source)


def test_nothing_to_compare_with() -> None:
    assert not tense_changed(parsed("시는 다리를 놓았습니다."), ())
