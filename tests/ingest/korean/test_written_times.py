"""The forms in which a time is written: what each names, and what only looks like one."""

import pytest

from ingest.korean.written_times import WrittenTime, written_in


def told(text: str) -> list[tuple[object, ...]]:
    """Year, month, day, part, counted and weekday of each time in `text`, without those that are not told."""
    return [
        tuple(part for part in (one.year, one.month, one.day, one.part, one.counted, one.weekday) if part)
        for one in written_in(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022. 7. 28.(목)", [(2022, 7, 28, "목")]),
        ("'22.7.28", [(2022, 7, 28)]),
        ("2022-07-28", [(2022, 7, 28)]),
        ("22년 7월 28일", [(2022, 7, 28)]),
        ("22.7.28.", [(2022, 7, 28)]),
        ("2022년 7월 말", [(2022, 7, "말")]),
        ("'22.7", [(2022, 7)]),
        ("2022년 상반기", [(2022, "상반기")]),
        ("'22년 1/4분기", [(2022, "1/4분기")]),
        ("1분기", [("1분기",)]),
        ("작년", [("작년",)]),
        ("내년 1월 5일", [(1, 5, "내년")]),
        ("지난 달 3일", [(3, "지난달")]),
        ("오는 27일", [(27, "오는")]),
        ("7월 28일", [(7, 28)]),
        ("7. 28.(목)", [(7, 28, "목")]),
        ("6월 9~10일", [(6, 9), (10,)]),
        ("2024. 5. 20. ~ 6. 14.", [(2024, 5, 20), (6, 14)]),
        ("3월 2일부터 31일까지", [(3, 2), (31,)]),
        ("7월 중순", [(7, "중순")]),
        ("6~7월", [(6,), (7,)]),
        ("'20~25년", [(2020,), (2025,)]),
        ("2024년도", [(2024,)]),
        ("6.9~10", [(6, 9), (10,)]),
        ("'24.3 대비 12%", [(2024, 3)]),
        ("2021. 3\t제정", [(2021, 3)]),
        ("'25.11월 4개 법안", [(2025, 11)]),
        ("1998. 3. 1부터는", [(1998, 3, 1)]),
        ("9월과11월", [(9,), (11,)]),
        ("3,6,9월", [(9,)]),
        ("10~12월 동안", [(10,), (12,)]),
        ("7월 1~3위", [(7,)]),
        ("4~6월간 조사", [(4,), (6,)]),
        ("접수(10.18~)", [(10, 18)]),
        ("7.18~29일", [(7, 18), (29,)]),
        ("오늘은 이달의 행사", [("오늘",), ("이달",)]),
    ],
)
def test_times(text: str, expected: list[tuple[object, ...]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3.5%",
        "6.3~8.4%",
        "제22조",
        "12개월간",
        "20년간",
        "D-7일",
        "1/3",
        "3일 동안",
        "제2024-15호",
        "044-202-6114",
        "2,022명",
        "만 19세",
        "오늘날",
        "이달빛 씨",
        "차주에게 대피를 안내",
        "징역 1년6월",
        "고시 2010-286호",
        "관리번호 2026 - 000262",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert told(text) == []


def test_a_year_of_two_digits_without_a_sign_may_last_that_long() -> None:
    assert [
        one.short for text in ("22년", "'22년", "22년도", "22년 7월", "22년 상반기") for one in written_in(text)
    ] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_the_sign_that_opens_a_quotation_is_no_part_of_the_year() -> None:
    assert [(one.start, one.end) for one in written_in("‘2025년 보급사업’")] == [(1, 6)]


def test_the_place_of_a_time() -> None:
    text = "신청은 2024. 5. 20.(월)부터"
    (one,) = written_in(text)
    assert text[one.start : one.end] == "2024. 5. 20.(월)"
    assert one == WrittenTime(4, 19, 2024, 5, 20, weekday="월")
