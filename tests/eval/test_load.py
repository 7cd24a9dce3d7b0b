"""What the load generator asks, and what it makes of what it heard. The trials themselves: `make load`."""

from itertools import islice

import pytest

from eval.bench.load import HEADER, LoadResult, growth, worded


def test_no_two_questions_are_the_same_and_each_run_asks_the_same() -> None:
    first = list(islice(worded(["요금은 얼마인가요?", "언제 쉬나요?"]), 700))
    assert len(set(first)) == 700
    assert first == list(islice(worded(["요금은 얼마인가요?", "언제 쉬나요?"]), 700))
    assert all("얼마" in question or "언제" in question for question in first)


def test_a_row_of_the_table() -> None:
    outcome = LoadResult("시민 3명", waited=[0.1, 0.2, 0.3], processor=0.3, wall=10.4, peak=512.2)
    outcome.refused[503] += 2
    outcome.errors["ReadTimeout"] += 1
    assert outcome.asked == 6
    # p95 of three values lies nine tenths of the way from the second to the third.
    assert outcome.row() == "| 시민 3명 | 6 | 3 | 0 | 2 | 1 | 0.20 | 0.29 | 0.30 | 100 | 10 | 512 |"
    assert outcome.row().count("|") == HEADER.split("\n")[0].count("|")
    assert "–" in LoadResult("아무도 답하지 않음").row()


@pytest.mark.parametrize(
    ("memory", "words"),
    [
        ({1: 100.0, 500: 110.0, 2_000: 120.0, 10_000: 123.0}, "2,000개 뒤부터의 증가: 2.5 %"),
        ({1: 100.0, 60: 101.0}, "2,000개를 넘어야"),
    ],
)
def test_growth_is_counted_from_when_all_answers_are_remembered(memory: dict[int, float], words: str) -> None:
    assert words in growth(memory)
