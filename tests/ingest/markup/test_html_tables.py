"""The places of cells in HTML tables, worked out slot by slot."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.markup.html_tables import place, rows_of


def table_of(html: str) -> LexborNode:
    node = LexborHTMLParser(f"<body><table>{html}</table>").css_first("table")
    assert node is not None
    return node


def read_all(node: LexborNode) -> bool:
    return False


def hidden(node: LexborNode) -> bool:
    return "hidden" in node.attributes


def places(html: str) -> list[tuple[str, int, int, int, int]]:
    """Of each cell the words, row, column, and how many rows and columns it covers."""
    placed = place(table_of(html), hidden)
    assert placed is not None
    return [(one.node.text(), one.row, one.column, one.row_span, one.column_span) for one in placed.cells]


def headers(html: str) -> int | None:
    placed = place(table_of(html), read_all)
    assert placed is not None
    return placed.header_rows


def wide(cells: int, before: str = "") -> bool:
    """Whether a row of `cells` columns, one of which is wide, is read."""
    return place(table_of(f"<tr>{before}<td colspan={cells}>가"), read_all) is not None


def test_cells_without_spans_stand_side_by_side() -> None:
    assert places("<tr><th>구분<td>금액<tr><td>소형<td>3천원") == [
        ("구분", 0, 0, 1, 1),
        ("금액", 0, 1, 1, 1),
        ("소형", 1, 0, 1, 1),
        ("3천원", 1, 1, 1, 1),
    ]


def test_a_cell_over_two_rows_moves_the_next_rows_cells_to_the_right() -> None:
    assert places("<tr><td rowspan=2>가<td>나<td rowspan=2>다<tr><td>라<td>마") == [
        ("가", 0, 0, 2, 1),
        ("나", 0, 1, 1, 1),
        ("다", 0, 2, 2, 1),
        ("라", 1, 1, 1, 1),
        ("마", 1, 3, 1, 1),  # both slots beside it are taken
    ]


def test_a_cell_over_two_columns_leaves_the_third_to_the_next() -> None:
    assert places("<tr><td colspan=2>가<td>나<tr><td>다<td>라<td>마")[1:] == [
        ("나", 0, 2, 1, 1),
        ("다", 1, 0, 1, 1),
        ("라", 1, 1, 1, 1),
        ("마", 1, 2, 1, 1),
    ]


def test_groups_are_shown_head_body_foot_and_end_the_spans_in_them() -> None:
    html = "<tfoot><tr><td>계</tfoot><tbody><tr><td rowspan=9>가<td>나</tbody><thead><tr><th>이름</thead>"
    assert places(html) == [("이름", 0, 0, 1, 1), ("가", 1, 0, 1, 1), ("나", 1, 1, 1, 1), ("계", 2, 0, 1, 1)]
    assert [[row.text() for row in rows] for rows in rows_of(table_of(html), read_all)] == [["이름"], ["가나"], ["계"]]


@pytest.mark.parametrize(
    ("span", "rows"),
    [("2", 2), (" 2", 2), ("2행", 2), ("0", 3), ("99", 3), ("", 1), ("-2", 1), ("x", 1), ("1.9", 1)],
)
def test_how_many_rows_a_cell_covers(span: str, rows: int) -> None:
    html = f'<tbody><tr><td rowspan="{span}">가<tr><td>나<tr><td>다</tbody><tbody><tr><td>라</tbody>'
    assert places(html)[0] == ("가", 0, 0, rows, 1)  # zero: to the end of the group


def test_a_cell_over_no_column_covers_one() -> None:
    assert places("<tr><td colspan=0>가<td>나") == [("가", 0, 0, 1, 1), ("나", 0, 1, 1, 1)]


def test_a_table_has_a_thousand_columns_at_most() -> None:
    assert wide(1000)
    assert wide(999, "<td>나")
    assert not wide(1000, "<td>나")
    assert places("<tr><td colspan=1200>가") == [("가", 0, 0, 1, 1000)]  # as the standard has it


def test_a_span_of_ten_digits_is_read_to_the_ninth() -> None:
    assert places("<tr><td colspan=0000000020>가") == [("가", 0, 0, 1, 2)]


def test_a_table_of_more_than_two_million_slots_is_damage() -> None:
    rows = "<tr><td colspan=1000>가" + "<tr>" * 1998
    assert place(table_of(f"{rows}<tr><td>나"), read_all) is not None  # row 2,000 of 1,000 columns
    assert place(table_of(f"{rows}<tr><tr><td>나"), read_all) is None


def test_what_is_not_read_has_no_place() -> None:
    assert places("<tr hidden><td>가<tr><td hidden>나<td>다<tbody hidden><tr><td>라</tbody>") == [("다", 0, 0, 1, 1)]


def test_rows_of_a_table_in_a_cell_are_not_its_own() -> None:
    assert len(rows_of(table_of("<tr><td>가<table><tr><td>나<tr><td>다</table>"), read_all)) == 1


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<thead><tr><td>가<tr><td>나</thead><tbody><tr><td>다</tbody>", 2),
        ("<thead></thead><tr><th>가<tr><td>나", 1),  # an empty head marks nothing
        ("<tr><th>가<tr><th>나<tr><th>다<td>라", 2),
        ("<tr><th>가<td>나<tr><th>다<td>라", None),
        ("<tr><th>가<tr><th>나", None),  # all rows
        ("<thead><tr><td>가</thead>", None),
        ("", None),
    ],
)
def test_the_rows_marked_as_header(html: str, count: int | None) -> None:
    assert headers(html) == count
