"""Which sign parts the values of a text, and what rows come of it."""

import csv

import pytest

from ingest.delimited import delimiter_of, rows_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이름,전화\n한빛,110\n", ","),
        ("이름;전화\n한빛;110\n", ";"),
        ("이름\t전화\n한빛\t110\n", "\t"),
        ("이름|전화\n한빛|110\n", "|"),
        ("요금;기간\n1,000원;3월, 4월\n2,000원;5월\n", ";"),  # commas stand inside
        ('"1,000;2,000;3,000",가\n"4;5;6",나\n', ","),
        ("한 칸뿐인 글\n둘째 줄\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_gives_most_rows_the_same_number_of_values(text: str, expected: str) -> None:
    assert delimiter_of(text) == expected


@pytest.mark.parametrize(
    ("signs", "expected"),
    [(",;", ","), (";,", ","), (",;;", ","), (";,,", ",")],
)
def test_two_hundred_rows_are_looked_at(signs: str, expected: str) -> None:
    # A hundred rows of the first sign, then of the second: alike up to row 200, and the comma goes first; rows behind it do not count.
    first, second, more = signs[0], signs[1], signs[2:]
    rows = [f"가{first}나"] * 100 + [f"가{second}나"] * 100 + [f"가{sign}나" for sign in more] * 50
    assert delimiter_of("\n".join(rows)) == expected


def test_excel_may_tell_the_delimiter() -> None:
    assert rows_of("sep=;\r\n1,5;2,5\r\n") == [["1,5", "2,5"]]


def test_rows_with_line_breaks_and_quotation_marks_inside() -> None:
    assert rows_of('이름,비고\n한빛,"첫 줄\n둘째 줄, ""끝"""\n') == [["이름", "비고"], ["한빛", '첫 줄\n둘째 줄, "끝"']]


def test_a_quotation_mark_that_is_never_closed() -> None:
    with pytest.raises(csv.Error):
        rows_of('이름,비고\n한빛,"첫 줄\n')
