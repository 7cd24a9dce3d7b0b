"""What may be a curated answer, and how long it holds."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from chat.curated.entry import Basis, Curated, checked, from_record, to_record
from chat.desk.limits import MAX_PAGE_BODY_BYTES
from ingest.errors import BadInputError

DAY = dt.date(2026, 11, 29)
ENTRY = Curated("parking", ("주차 요금은 얼마인가요?",), "10분에 500원입니다.", "교통과", "김민원", DAY)


def test_texts_are_tidied_and_wordings_told_once() -> None:
    rough = replace(ENTRY, wordings=(" 주차\u200b 요금 ", "주차 요금", ""), text="첫 줄\r\n\n  둘째 줄 ")
    tidy = checked(rough)
    assert tidy.wordings == ("주차 요금",)
    assert tidy.text == "첫 줄\n둘째 줄"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "주차"}, "이름 '주차'"),
        ({"wordings": ("  ",)}, "예시 질문이 없습니다"),
        ({"wordings": tuple(f"질문 {n}" for n in range(21))}, "20개까지"),
        ({"wordings": ("가" * 151,)}, "가장 긴 것 151자"),
        ({"text": "가" * 2001}, "2,001자"),
        ({"text": " "}, "0자"),
        ({"author": ""}, "확인한 사람"),
        ({"since": DAY, "until": dt.date(2026, 11, 28)}, "앞섭니다"),
    ],
)
def test_what_cannot_be_one_is_told(change: dict[str, object], message: str) -> None:
    with pytest.raises(BadInputError, match=message):
        checked(replace(ENTRY, **change))  # type: ignore[arg-type]


def test_the_longest_entry_fits_into_a_request_of_the_admin_page() -> None:
    fullest = replace(ENTRY, wordings=tuple(f"{n:02}".ljust(150, "가") for n in range(20)), text="가" * 2000)
    assert checked(fullest) == fullest
    # A syllable of Hangul has three bytes; a kilobyte is left for the other fields.
    assert len(json.dumps(to_record(fullest), ensure_ascii=False).encode()) < MAX_PAGE_BODY_BYTES - 1024
    assert checked(replace(ENTRY, text="가")).text == "가"


def test_both_bounds_belong_to_it() -> None:
    bounded = replace(ENTRY, since=dt.date(2026, 12, 1), until=dt.date(2026, 12, 31))
    days = [dt.date(2026, 11, 30), dt.date(2026, 12, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [bounded.is_valid_on(day) for day in days] == [False, True, True, False]
    assert [bounded.has_ended_on(day) for day in days] == [False, False, False, True]
    assert all(ENTRY.is_valid_on(day) and not ENTRY.has_ended_on(day) for day in days)


def test_a_record_gives_the_same_entry() -> None:
    whole = replace(ENTRY, until=DAY, basis=(Basis("주차", "월 정기권은 5만 원", "ab"),))
    assert to_record(whole)["until"] == "2026-11-29"
    assert to_record(whole)["since"] == ""
    assert from_record(to_record(whole)) == whole
