from dataclasses import replace
from pathlib import Path

import pytest
from run_by_hand import INFO, RIGHT_TEXT, RUN, answer, asked, citation, write_run

from eval.compare import as_json, as_text, compare
from eval.outputs import score_folder
from eval.required_figures import Bound, check, read_bound
from eval.run_folder import Record, read_run
from ingest.errors import BadInputError

RIGHT = answer("answered", RIGHT_TEXT, citation(0, 22))
WRONG = answer("answered", "모릅니다. [1]", citation(23, 41))


def _runs(tmp_path: Path, before: list[bool], after: list[bool]) -> tuple[Path, Path]:
    folders = []
    for name, outcomes in (("before", before), ("after", after)):
        pairs = [
            (asked(f"q{n}"), Record(f"q{n}", "", RIGHT if right else WRONG, 3.0, ("공고:0-22",), (True,)))
            for n, right in enumerate(outcomes)
        ]
        folders.append(write_run(tmp_path / name, pairs))
    return folders[0], folders[1]


def test_a_clear_gain_is_called_better_and_the_questions_are_named(tmp_path: Path) -> None:
    before, after = _runs(tmp_path, [True] * 10 + [False] * 20, [False] + [True] * 29)
    found = compare(read_run(before), read_run(after))
    facts = next(change for change in found.changes if change.metric == "facts_right")
    assert (facts.before.mean, facts.after.mean) == (0.333333, 0.966667)
    assert facts.difference.mean == pytest.approx(19 / 30, abs=1e-6)
    assert facts.verdict == "better"
    assert [pair.after.asked.question.id for pair in found.now_wrong] == ["q0"]
    assert len(found.now_right) == 20
    assert "맞게 된 질문 (20개)" in as_text(found)
    assert as_json(found)["metrics"]["facts_right"]["verdict"] == "better"


def test_one_question_of_thirty_is_no_difference(tmp_path: Path) -> None:
    before, after = _runs(tmp_path, [True] * 15 + [False] * 15, [True] * 16 + [False] * 14)
    facts = next(c for c in compare(read_run(before), read_run(after)).changes if c.metric == "facts_right")
    assert facts.verdict == "same"


def test_more_false_refusals_are_worse(tmp_path: Path) -> None:
    right = [(one, record) for one, record in RUN if one.question.id == "a1"]
    pairs = [(asked(f"q{n}"), replace(right[0][1], id=f"q{n}")) for n in range(20)]
    refused = [(one, Record(one.question.id, "", answer("no_evidence"), 1.0)) for one, _ in pairs]
    before, after = write_run(tmp_path / "1", pairs), write_run(tmp_path / "2", refused)
    found = {change.metric: change.verdict for change in compare(read_run(before), read_run(after)).changes}
    assert found["false_refusals"] == "worse"
    assert found["facts_right"] == "worse"


def test_two_runs_without_a_common_question(tmp_path: Path) -> None:
    before = write_run(tmp_path / "1", [RUN[0]])
    after = write_run(tmp_path / "2", [RUN[1]])
    with pytest.raises(BadInputError, match="같은 질문집"):
        compare(read_run(before), read_run(after))


def test_bounds_are_read_with_short_and_full_names() -> None:
    assert read_bound("facts=0.9", at_most=False) == Bound("facts_right", 0.9, False)
    assert read_bound("recall@3=.98", at_most=False) == Bound("recall@3", 0.98, False)
    assert read_bound("errors=0", at_most=True) == Bound("errors", 0.0, True)


@pytest.mark.parametrize(
    ("text", "at_most", "message"),
    [
        ("fact=0.9", False, "모릅니다"),
        ("facts", False, "이해할 수 없습니다"),
        ("facts=많이", False, "이해할 수 없습니다"),
        ("facts=nan", False, "이해할 수 없습니다"),
        ("facts=0.9", True, "--min"),
        ("false_refusals=0.1", False, "--max"),
    ],
)
def test_a_bound_that_says_nothing_is_refused(text: str, at_most: bool, message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        read_bound(text, at_most=at_most)


def test_the_gate_opens_at_the_bound_and_closes_below_it_and_where_nothing_was_measured(tmp_path: Path) -> None:
    summary = score_folder(read_run(write_run(tmp_path, RUN, INFO)))
    bounds = [
        Bound("facts_right", 0.2, False),
        Bound("facts_right", 0.21, False),
        Bound("errors", 1, True),
        Bound("errors", 0, True),
        Bound("exact_match", 0.0, False),
    ]
    outcomes = check(summary, bounds)
    assert [outcome.passed for outcome in outcomes] == [True, False, True, False, False]
    assert str(outcomes[4]) == "[미달] 정확 일치(EM)(exact_match): 잰 값이 없음 ≥ 0.000"
    assert str(outcomes[3]) == "[미달] 오류(errors): 1 ≤ 0"
