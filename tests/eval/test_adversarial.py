"""What the hostile questions are, and what is told of their costs. The measurements themselves: `mureobwa bench adversarial` and `neighbour`."""

from pathlib import Path

from chat.answer import Status
from chat.settings import AnswerSettings
from eval.bench.adversarial import QuestionCost, costs, questions, told
from eval.bench.neighbour import HEADER, Waited

WORDS = ["보조금", "신청", "대여소", "2024년"]


def test_each_kind_in_turn_the_same_ones_each_time_and_never_too_long() -> None:
    made = questions(WORDS, 36)
    assert made == questions(WORDS, 36)
    assert len({kind for kind, _ in made[:12]}) == 12
    assert [kind for kind, _ in made[:12]] == [kind for kind, _ in made[12:24]]
    assert max(len(question) for _, question in made) == 500
    assert min(len(question) for _, question in made) > 300


def test_a_cost_is_told_by_step(index_home: Path) -> None:
    settings = AnswerSettings(home=index_home)
    cost, ended = costs(settings, [("usual", "월 정기권은 얼마인가요?"), ("emergency", "불이 났어요")])
    assert (cost.kind, cost.status) == ("usual", Status.ANSWERED)
    assert list(cost.steps)[:2] == ["nobody_in_danger", "switched_on"]
    assert "read" in cost.steps
    assert 0 < sum(cost.steps.values()) <= cost.seconds
    assert list(ended.steps) == ["nobody_in_danger"]


def test_no_kind_of_them_costs_seconds(index_home: Path) -> None:
    """Six interrogatives to 499 characters once cost 5.6 s of processor time; the target on an idle machine is .5 s (docs/measurements.md)."""
    repeated = ("언제부터 얼마를 누구에게 어디서 왜 어떻게 " * 20)[:499]
    found = costs(AnswerSettings(home=index_home), [*questions(WORDS, 12), ("interrogatives", repeated)])
    assert {cost.kind: cost.seconds for cost in found if cost.seconds > 1.5} == {}


def test_the_worst_are_told_by_the_middle_and_the_most() -> None:
    dear = QuestionCost(
        "repeat", "언제 " * 100, Status.RELATED, 0.4, {"retrieve": 0.1, "read": 0.2994, "write": 0.0004}
    )
    cheap = QuestionCost(
        "digits", "1" * 500, Status.NOT_A_QUESTION, 0.2, {"retrieve": 0.004, "no_personal_data": 0.004}
    )
    assert told([dear, cheap]) == [
        "worst 2, least of 4: p50 0.300 s  max 0.400 s",
        "  '언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 언제 '…",
        "  retrieve 100 ms  read 299 ms",
        "  retrieve                 p50   52 ms  max  100 ms",
        "  read                     p50  150 ms  max  299 ms",
    ]


def test_a_row_of_what_a_neighbour_waited() -> None:
    trial = Waited("없음", waited=[0.1, 0.2, 0.3], others=4, processor=1.25, wall=2.5)
    trial.errors["503"] += 1
    # p95 of three values lies nine tenths of the way from the second to the third.
    assert trial.row() == "| 없음 | 4 | 3 | 0.20 | 0.29 | 0.30 | 4 | 1.2 | 2.5 |"
    assert trial.row().count("|") == HEADER.split("\n")[0].count("|")
    assert "–" in Waited("아무도 답하지 않음").row()
