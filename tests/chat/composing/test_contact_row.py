"""Rows of tables of contacts, told as a person would."""

from collections.abc import Sequence

import pytest

from chat.composing.contact_row import contact_row

PEOPLE = (("부서", "코로나19대책반"), ("담당 과장", "윤광일(044-201-1161)"), ("담당자", "장 미 사무관(1164)"))
IN_FULL = (*PEOPLE[:2], ("담당자", "장 미 사무관(044-201-1164)"))


@pytest.mark.parametrize(
    ("row", "cells", "sentence"),
    [
        (
            ("담당", "농식품부"),
            PEOPLE,
            "담당 부서는 농식품부 코로나19대책반이며, 담당 과장은 윤광일(044-201-1161), 담당자는 장 미 사무관(1164)입니다.",
        ),
        (("담당", "농식품부"), PEOPLE[:1], "담당 부서는 농식품부 코로나19대책반입니다."),
        (("담당", "농식품부"), PEOPLE[1:2], "농식품부 담당 과장은 윤광일(044-201-1161)입니다."),
        (
            ("개인정보위",),
            (("부서", "혁신기획과"), ("전화번호", "02-2100-2451")),
            "담당 부서는 개인정보위 혁신기획과며, 전화번호는 02-2100-2451입니다.",
        ),
    ],
)
def test_a_contact_is_told_as_a_sentence(row: Sequence[str], cells: Sequence[tuple[str, str]], sentence: str) -> None:
    assert contact_row(row, cells) == sentence


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("농식품부 장미 사무관 번호", "담당자는 장 미 사무관(044-201-1164)"),
        ("농식품부 사무관 연락처 좀요", "담당자는 장 미 사무관(044-201-1164)"),
        ("코로나대책반 과장님 전화번호", "담당 과장은 윤광일(044-201-1161)"),
    ],
)
def test_of_several_people_the_one_asked_for_is_told(question: str, person: str) -> None:
    assert contact_row(("담당", "농식품부"), IN_FULL, question) == f"농식품부 {person}입니다."


@pytest.mark.parametrize("question", ["농식품부 담당자 전화번호", "코로나19대책반 과장이랑 사무관 번호"])
def test_all_are_told_where_none_or_several_are_asked_for(question: str) -> None:
    assert contact_row(("담당", "농식품부"), IN_FULL, question) == contact_row(("담당", "농식품부"), IN_FULL)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (("장애수당",), (("담당부서", "복지정책과"), ("전화번호", "02-120-1234"))),  # a benefit is no office
        (("담당", "교육부"), (("부서", "기획과"), ("예산", "3억원"))),  # money is no part of a contact
        (("담당",), (("부서", "기획과"),)),
        (("교육부",), (("", "044-203-6340"),)),
    ],
)
def test_other_rows_are_none(row: Sequence[str], cells: Sequence[tuple[str, str]]) -> None:
    assert contact_row(row, cells) == ""
