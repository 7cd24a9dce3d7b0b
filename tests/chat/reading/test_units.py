import pytest

from chat.reading.units import count_the_same, is_discrete, unit_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2.5만개", "개"),
        ("1,101개소", "개소"),
        ("4,445만명", "명"),
        ("720여개", "개"),
        ("왕복 76km", "km"),
        ("50%", "%"),
        ("9.0조원", "원"),
        ("세 곳", "곳"),
        ("한 차례", "차례"),
        ("16.9", ""),
    ],
)
def test_unit_of(text: str, unit: str) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        ("군데", "개소", True),
        ("명", "사람", True),
        ("곳", "제곱미터", False),
        ("명", "원", False),
        ("프로", "%", True),
        ("", "개", True),
        ("명", "", True),
        ("강좌", "강좌", True),
        ("분", "원", False),
    ],
)
def test_count_the_same(asked: str, found: str, same: bool) -> None:
    assert count_the_same(asked, found) is same


def test_discrete() -> None:
    assert is_discrete("개소")
    assert not is_discrete("km")
