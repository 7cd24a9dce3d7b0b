"""What a sentence speaks of, and which of its words are offices: worked out by hand."""

import pytest

from chat.verification.parsing import parsed


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("한빛 자료 구축", {"한빛"}),  # without a particle the first word is the topic
        ("책 자료 구축", set()),  # a single letter says too little
        ("도서관은 책을 빌려준다.", {"도서관"}),
        ("책은 빌려준다.", set()),
        ("빌려준다.", set()),
    ],
)
def test_topics_have_two_letters(line: str, topic: set[str]) -> None:
    assert parsed(line).statements[0].topic == topic


@pytest.mark.parametrize(
    ("line", "offices"), [("가평군 안내", ["가평군"]), ("강변구 안내", ["강변구"]), ("서구 안내", [])]
)
def test_offices_have_three_letters(line: str, offices: list[str]) -> None:
    assert [word.form for word in parsed(line).words if word.tag == "OFFICE"] == offices


@pytest.mark.parametrize("line", ["수강(화)을 한다.", "수강 (화)을 한다.", "수강(화요일)을 한다."])
def test_a_day_of_the_week_in_brackets_is_no_word(line: str) -> None:
    assert [word.form for word in parsed(line).words] == ["수강"]


@pytest.mark.parametrize(
    ("line", "predications"),
    [
        ("방은 작은데 창은 넓다.", ["방은 작은데", " 창은 넓다."]),
        ("방은 작으나 창은 넓다.", ["방은 작으나", " 창은 넓다."]),
        ("서울, 부산에서 한다.", ["서울, 부산에서 한다."]),
    ],
)
def test_a_predication_ends_at_any_ending_that_joins(line: str, predications: list[str]) -> None:
    assert [piece.text for piece in parsed(line).predications] == predications
