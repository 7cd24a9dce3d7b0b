"""Telephone numbers in the forms of offices, and what only looks like one."""

import pytest

from ingest.korean.telephones import telephones_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("전화 044-202-6114로", ["044-202-6114"]),
        ("(044) 202-6114, 044)202-6115", ["044-202-6114", "044-202-6115"]),
        ("홍길동(044-202-6159)", ["044-202-6159"]),
        ("☎0442026114", ["044-202-6114"]),
        ("021234567", ["02-123-4567"]),
        ("02 2100 3456", ["02-2100-3456"]),
        ("044.202.6114 / 031 - 123 - 4567", ["044-202-6114", "031-123-4567"]),
        ("044∼202-6114", ["044-202-6114"]),
        ("050-1234-5678, 0507-1234-5678, 050712345678", ["050-1234-5678", "0507-1234-5678", "0507-1234-5678"]),
        ("대표 1588 - 1234", ["1588-1234"]),
        ("1588-1990 또는 1908-1234", ["1588-1990", "1908-1234"]),
        ("02-2100-3456~7", ["02-2100-3456"]),
        ("1592-1598년, 1950-1953", []),
        ("계좌 110-02-123-4567", []),
        ("2022-01-26, 123-45-67890, 2020 1234 5678", []),
    ],
)
def test_numbers_are_told_in_one_form(text: str, numbers: list[str]) -> None:
    assert [one.number for one in telephones_in(text)] == numbers


def test_a_number_stands_where_it_begins_and_ends() -> None:
    (one,) = telephones_in("문의 (044) 202-6114번")
    assert (one.start, one.end) == (3, 17)
