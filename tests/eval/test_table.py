"""A summary as a table for the terminal."""

import pytest

from eval.table import figure_text, figures_table, number

SUMMARY = {
    "set": "민원",
    "questions": 91,
    "errors": 1,
    "refusals": 2,
    "quotes_not_in_source": 0,
    "metrics": {"recall@1": {"mean": 0.912, "low": 0.8611, "high": 0.9569, "n": 91}},
}


@pytest.mark.parametrize(
    ("value", "expected"), [(0.91249, "0.912"), (1, "1.000"), (-0.5, "-0.500"), (1.04, "1.0"), (12345.67, "12,345.7")]
)
def test_shares_and_lengths(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ({"mean": 0.912, "low": 0.8611, "high": 0.9569, "n": 91}, "0.912 (0.861–0.957, 91개)"),
        ({"mean": 0.912, "low": None, "high": None, "n": 1}, "0.912 (1개)"),
        ({"mean": None, "low": None, "high": None, "n": 0}, "-"),
        ({"mean": 0.0, "low": 0.0, "high": 0.0, "n": 3}, "0.000 (0.000–0.000, 3개)"),
    ],
)
def test_a_figure_with_its_interval(figure: dict[str, float | None], expected: str) -> None:
    assert figure_text(figure) == expected


def test_the_table_names_the_set_and_lines_up_wide_letters() -> None:
    head, blank, row = figures_table(SUMMARY).split("\n")
    assert head == "민원: 질문 91개, 오류 1건, 거절 2건, 원문과 다른 인용 0건"
    assert blank == ""
    name, figure = row.split("recall@1")
    assert sum(2 if "가" <= letter <= "힣" else 1 for letter in name) == 24
    assert figure == " " * 12 + "0.912 (0.861–0.957, 91개)"
