"""Tables that a plain text draws with signs."""

import time

import pytest

from ingest.blocks import Paragraph, Table
from ingest.document import Document
from ingest.drawn import tabbed
from ingest.normalise import single_spaced
from ingest.read import read_text
from ingest.settings import Settings
from ingest.split import split


def table_in(text: str) -> tuple[Document, Table]:
    document = read_text(text, "표.txt")
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    return document, table


FRAMED = """시설 안내

+--------+----------+
| 시설   | 이용일   |
+--------+----------+
| 수영장 | 월·수    |
| 체육관 | 화·목    |
+--------+----------+
"""
BOXED = """┌──────┬───────┐
│ 시설 │ 이용일 │
├──────┼───────┤
│ 수영장 │ 월·수 │
│ 체육관 │ 화·목 │
└──────┴───────┘"""
SPACED = """시설      이용일     요금
수영장    월·수      3,000원
체육관    화·목      2,000원
강당                 무료"""
RULED = """노선    첫차     막차
-----  -----   -----
101    05:30    23:10
102    05:40    22:50"""
COMMAS = """강좌,요금,층
서예,"9,000원",3층
한글,8,000원,2층"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (FRAMED, "시설\t이용일\n수영장\t월·수\n체육관\t화·목"),
        (BOXED, "시설\t이용일\n수영장\t월·수\n체육관\t화·목"),
        (SPACED, "시설\t이용일\t요금\n수영장\t월·수\t3,000원\n체육관\t화·목\t2,000원\n강당\t\t무료"),
        (RULED, "노선\t첫차\t막차\n101\t05:30\t23:10\n102\t05:40\t22:50"),
        (COMMAS, "강좌\t요금\t층\n서예\t9,000원\t3층\n한글\t8,000원\t2층"),
        ("이름;전화\n김바다;031-555-0111", "이름\t전화\n김바다\t031-555-0111"),
        ("시설 | 화요일 | 목요일\n강당 | 09:00 | 13:00\n홀 | 10:00 | 14:00", "시설\t화요일\t목요일\n강당\t09:00\t13:00\n홀\t10:00\t14:00"),
        ("동   전화\n가온동   031-555-0101\n나루동   031-555-0102", "동\t전화\n가온동\t031-555-0101\n나루동\t031-555-0102"),
    ],
)  # fmt: skip
def test_a_drawn_table_is_a_table_with_its_header_row(text: str, rows: str) -> None:
    document, table = table_in(text)
    assert document.text[table.start : table.end] == rows
    assert (table.header_rows, table.header_columns) == (1, 1)


def test_a_row_of_a_drawn_table_is_told_with_the_names_of_its_columns() -> None:
    document, _ = table_in(COMMAS)
    [row] = [s for p in split(document, Settings()) for s in p.sentences if "한글" in document.text[s.start : s.end]]
    assert [(document.text[c.start : c.end], c.row, c.column) for c in row.cells] == [
        ("8,000원", ("한글",), ("요금",)),
        ("2층", ("한글",), ("층",)),
    ]


def test_lines_between_two_borders_are_one_row_and_a_title_in_the_frame_is_a_line() -> None:
    document, table = table_in(
        "+------+------+\n| 무료 개방 시설 |\n+------+------+\n| 이름 | 길 |\n+======+======+\n"
        "| 가온 | 해솔로 |\n|      | 12     |\n+------+------+\n| 나루 | 강변로 |\n+------+------+"
    )
    assert document.text[table.start : table.end] == "이름\t길\n가온\t해솔로 12\n나루\t강변로"
    assert table.header_rows == 1
    assert document.text.startswith("무료 개방 시설\n")


def test_a_frame_around_running_words_is_taken_off() -> None:
    assert tabbed("┌────┐\n│ 알림 │\n└────┘\n다음")[0] == "알림\n다음"


@pytest.mark.parametrize(
    "text",
    [
        "신청은 사과, 배, 감 가운데\n둘을 고르면 됩니다. 귤, 감, 배는\n셋까지 고르고, 밤, 호두도 됩니다.",
        "수  요  기  관:  군수단\n계  약  방  법:  적격심사\n납  품  기  한:  90일",
        "1,827,831\n3,088,079\n3,983,950",
        "- 가온동   1층\n- 나루동   2층\n- 다솜동   3층",
        "  우리 동네는  한가롭다.\n  그 이웃 동네도  조용하다.\n  강 건너도  그렇다.",
    ],
)
def test_lists_sums_and_running_words_are_no_tables(text: str) -> None:
    assert tabbed(text) == (single_spaced(text), frozenset())
    assert not [block for block in read_text(text, "글.txt").blocks if isinstance(block, Table)]


def test_a_line_of_another_width_ends_the_table() -> None:
    document, table = table_in(COMMAS + "\n접수는 3월부터")
    assert document.text[table.start : table.end].endswith("2층")
    assert [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)] == ["접수는 3월부터"]


def test_doing_it_twice_changes_nothing_more() -> None:
    for text in (FRAMED, BOXED, SPACED, RULED, COMMAS):
        once, headed = tabbed(text)
        assert len(headed) == 1
        assert tabbed(once)[0] == once


@pytest.mark.parametrize(
    "line", ["가,나", "가  나", "가\t나", "| 가 |", "+--+", "가,나,1,000", "가 | 나", "가  나  1,000"]
)
def test_thirty_thousand_lines_that_may_be_rows_are_done_in_seconds(line: str) -> None:
    started = time.process_time()
    tabbed("\n".join([line] * 30_000))
    assert time.process_time() - started < 20
