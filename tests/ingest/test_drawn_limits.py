"""What is a drawn table: at each limit of `ingest.drawn`, and just beside it."""

import pytest

from ingest.drawn import is_border, tabbed


def rows(text: str) -> str:
    return tabbed(text)[0]


@pytest.mark.parametrize(("length", "expected"), [(40, True), (41, False)])
def test_a_cell_has_at_most_forty_characters(length: int, expected: bool) -> None:
    cell = "가" * length
    assert (rows(f"이름,전화\n{cell},031-555-0111") == f"이름\t전화\n{cell}\t031-555-0111") is expected
    assert (rows("\n".join([f"{cell}   다라"] * 3)) == "\n".join([f"{cell}\t다라"] * 3)) is expected


@pytest.mark.parametrize(("length", "expected"), [(400, True), (401, False)])
def test_a_row_has_at_most_four_hundred_characters(length: int, expected: bool) -> None:
    line = "가나" + " " * (length - 4) + "다라"
    assert (rows("\n".join([line] * 3)) == "가나\t다라\n가나\t다라\n가나\t다라") is expected


def test_a_border_and_a_row_in_a_frame_may_be_four_times_as_long() -> None:
    assert is_border("+" + "-" * 1599)
    assert not is_border("+" + "-" * 1600)
    assert rows("+--+\n| " + "가" * 1596 + " |\n+--+") == "가" * 1596
    assert rows("+--+\n| " + "가" * 1597 + " |\n+--+").startswith("| 가")


def test_a_table_without_names_of_columns_has_three_rows() -> None:
    two = "101,05:30,23:10\n102,05:40,22:50"
    assert rows(two) == two
    assert rows(f"{two}\n103,05:50,22:30") == "101\t05:30\t23:10\n102\t05:40\t22:50\n103\t05:50\t22:30"
    assert rows("가나   다라\n가나   다라") == "가나 다라\n가나 다라"


@pytest.mark.parametrize(("blanks", "expected"), [(2, True), (3, True), (4, True), (5, False)])
def test_a_cell_stands_below_that_above_it_give_or_take_one_column(blanks: int, expected: bool) -> None:
    text = "가나   다라\n가나   다라\n가나" + " " * blanks + "다라"
    assert (rows(text) == "가나\t다라\n가나\t다라\n가나\t다라") is expected


FULL = "시설      이용일     요금\n수영장    월·수      3,000원\n"
PART = "강당                 무료"


def test_a_row_with_empty_cells_stands_below_two_full_ones() -> None:
    assert rows(FULL + PART).split("\n")[2] == "강당\t\t무료"
    assert rows(FULL + "강당           무료").split("\n")[2] == "강당 무료"  # between two columns
    one, other = FULL.splitlines()
    assert "강당 무료" in rows(f"{one}\n{PART}\n{other}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("전화\n031-555-0101\n031-555-0102", False),  # one column
        ("마을,전화\n가온,031-555-0101\n나루,031-555-0102", True),
        ("마을,전화\n가온,031-555-0101\n나루,미정", False),
        ("마을,시청\n가온,031-555-0101\n나루,031-555-0102", False),  # nothing names a column
        ("가온,1층\n나루,2층\n다솜,3층", False),
        ("가온,1층,동편\n나루,2층,서편\n다솜,3층,남편", True),
        ("가나,다라,요일,시각\n도예,공방,화,오전", False),  # half of the words name columns
        ("가나,장소,요일,시각\n도예,공방,화,오전", True),
    ],
)
def test_what_is_a_table_of_commas(text: str, expected: bool) -> None:
    assert tabbed(text)[0] == (text.replace(",", "\t") if expected else text)
    assert bool(tabbed(text)[1]) is (expected and not text.startswith("가온"))


def test_two_aligned_columns_without_a_name_have_no_header() -> None:
    assert tabbed("가온   나루\n다솜   3층\n라온   4층") == ("가온\t나루\n다솜\t3층\n라온\t4층", frozenset())


RULE = "+------+------+"


@pytest.mark.parametrize(
    ("lines", "expected", "headed"),
    [
        # Borders around all: a line is a row.
        ([RULE, "| 이름 | 길 |", "| 가온 | 해솔로 |", RULE], "이름\t길\n가온\t해솔로", set()),
        # A border below the first: it is the header, and a line is a row.
        (
            [RULE, "| 이름 | 길 |", RULE, "| 가온 | 해솔로 |", "| 나루 | 강변로 |", RULE],
            "이름\t길\n가온\t해솔로\n나루\t강변로",
            {0},
        ),
        ([RULE, "| 이름 | 길 |", RULE, "| 가온 | 해솔로 |", RULE], "이름\t길\n가온\t해솔로", set()),
        (
            [RULE, "| 이름 | 길 |", "| | (옛 이름) |", RULE, "| 가온 | 해솔로 |", "| 나루 | 강변로 |", RULE],
            "이름\t길 (옛 이름)\n가온\t해솔로\n나루\t강변로",
            {0},
        ),
        # Borders between the rows: the lines between two are one row.
        (
            [RULE, "| 이름 | 길 |", RULE, "| 가온 | 해솔로 |", "|      | 12 |", RULE, "| 나루 | 강변로 |", RULE],
            "이름\t길\n가온\t해솔로 12\n나루\t강변로",
            set(),
        ),
        # A double border below the header, of a table with single ones: the same.
        (
            [RULE, "| 이름 | 길 |", "+======+======+", "| 가온 | 해솔로 |", "|      | 12 |", RULE],
            "이름\t길\n가온\t해솔로 12",
            {0},
        ),
        # All borders are double: nothing is set off.
        (
            ["╔═════╦═════╗", "║ 이름 ║ 길 ║", "╠═════╬═════╣", "║ 가온 ║ 해솔로 ║", "║ 나루 ║ 강변로 ║", "╚═════╩═════╝"],
            "이름\t길\n가온\t해솔로\n나루\t강변로",
            {0},
        ),
        # A title in the frame.
        ([RULE, "| 안내 |", RULE, "| 이름 | 길 |", "| 가온 | 해솔로 |", RULE], "안내\n이름\t길\n가온\t해솔로", set()),
        ([RULE, "| 신청은 3월부터 |", "| 받습니다 |", RULE], "신청은 3월부터 받습니다", set()),
        # A frame that is open above; what has no border at all is no table.
        (["| 이름 | 길 |", RULE], "이름\t길", set()),
        (["| 이름 | 길 |", "+======+======+"], "이름\t길", set()),
        (["글이다", "| 이름 | 길 |"], "글이다\n| 이름 | 길 |", set()),
        ([RULE], "", set()),
    ],
)  # fmt: skip
def test_what_the_borders_of_a_table_part(lines: list[str], expected: str, headed: set[int]) -> None:
    text, offsets = tabbed("\n".join(lines))
    assert (text, set(offsets)) == (expected, headed)
